//! The manner of a question: what each kind needs, and what it has no use for.
//!
//! In comes a typed question; out goes its manner, or what is wrong with it.

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerRole;
use crate::consultation::question::KeptAs;
use crate::consultation::question::Kind;
use crate::consultation::question::Manner;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::fault::Wrong;

/// Characters on one line, where nothing else is said.
const SHORT: usize = 100;
/// Characters in a long text, where nothing else is said.
const LONG: usize = 3000;
/// The most characters that a text may have.
const LONGEST: usize = 20_000;

/// The manner of `typed`; its faults are added to `wrong`, and then there may be no manner.
pub(super) fn manner(typed: &TypedQuestion, wrong: &mut Vec<Wrong>) -> Option<Manner> {
    let before = wrong.len();
    let answers = answers(typed, wrong);
    no_use(typed, wrong);
    let manner = match typed.kind {
        Kind::OneOf => Manner::OneOf(two(answers, typed, wrong)),
        Kind::Scale => Manner::Scale(two(answers, typed, wrong)),
        Kind::AnyOf => {
            let most = within(typed, answers.len(), wrong);
            Manner::AnyOf(two(answers, typed, wrong), most)
        }
        Kind::Grid => {
            some_rows(typed, 1, wrong);
            Manner::Grid(typed.rows.clone(), two(answers, typed, wrong))
        }
        Kind::Ranking => {
            some_rows(typed, 2, wrong);
            let places = within(typed, typed.rows.len(), wrong);
            Manner::Ranking(typed.rows.clone(), places.unwrap_or(typed.rows.len()))
        }
        Kind::Number => number(typed, wrong),
        Kind::ShortText => Manner::ShortText(longest(typed, SHORT, wrong)),
        Kind::LongText => Manner::LongText(longest(typed, LONG, wrong)),
        Kind::Postcode => Manner::Postcode(kept_as(typed, wrong)),
    };
    (wrong.len() == before).then_some(manner)
}

fn needs(typed: &TypedQuestion, wanted: &'static str, found: String) -> Wrong {
    Wrong::Needs { kind: typed.kind.in_words(), wanted, found }
}

/// The answers typed, or those of the scale named.
fn answers(typed: &TypedQuestion, wrong: &mut Vec<Wrong>) -> Vec<Answer> {
    for (at, answer) in typed.answers.iter().enumerate() {
        if typed.answers[..at].iter().any(|other| other.id == answer.id) {
            wrong.push(Wrong::AnswerTwice(answer.id.clone()));
        }
    }
    match (typed.scale, typed.answers.as_slice()) {
        (Some(scale), []) => scale.answers(),
        (Some(_), _) => {
            wrong.push(Wrong::ScaleAndAnswers);
            typed.answers.clone()
        }
        (None, answers) => answers.to_vec(),
    }
}

fn two(answers: Vec<Answer>, typed: &TypedQuestion, wrong: &mut Vec<Wrong>) -> Vec<Answer> {
    if answers.len() < 2 {
        let found = format!("it has {}; add answers or name a scale", answers.len());
        wrong.push(needs(typed, "at least two answers", found));
    }
    let others = answers.iter().filter(|answer| answer.role == AnswerRole::Other).count();
    if typed.kind == Kind::Grid && others > 0 {
        let found = "one has the role \"other\"; ask for other words in a question of its own";
        wrong.push(needs(typed, "answers without a line to write on", found.to_owned()));
    } else if others > 1 {
        let found = format!("{others} have the role \"other\"; keep one");
        wrong.push(needs(typed, "one \"other\" at most", found));
    }
    answers
}

fn some_rows(typed: &TypedQuestion, least: usize, wrong: &mut Vec<Wrong>) {
    if typed.rows.len() < least {
        let found = format!("it has {}; add some", typed.rows.len());
        let wanted = if least == 1 { "at least one row" } else { "at least two rows" };
        wrong.push(needs(typed, wanted, found));
    }
}

fn within(typed: &TypedQuestion, all: usize, wrong: &mut Vec<Wrong>) -> Option<usize> {
    let most = typed.at_most?;
    if most == 0 || most > all {
        let found = format!("it is {most} of {all}; mend it or take it out");
        wrong.push(needs(typed, "`at_most` from 1 to as many as there are", found));
    }
    Some(most)
}

fn number(typed: &TypedQuestion, wrong: &mut Vec<Wrong>) -> Manner {
    let lowest = typed.lowest.unwrap_or(0);
    let highest = typed.highest.unwrap_or(999_999);
    if lowest > highest {
        let found = format!("{lowest} is more than {highest}; exchange the two");
        wrong.push(needs(typed, "a lowest number up to its highest", found));
    }
    Manner::Number(lowest, highest)
}

fn longest(typed: &TypedQuestion, usual: usize, wrong: &mut Vec<Wrong>) -> usize {
    let longest = typed.longest.unwrap_or(usual);
    if longest == 0 || longest > LONGEST {
        let found = format!("it is {longest}; mend it or take it out");
        wrong.push(needs(typed, "`longest` from 1 to 20,000 characters", found));
    }
    longest
}

fn kept_as(typed: &TypedQuestion, wrong: &mut Vec<Wrong>) -> KeptAs {
    typed.kept_as.unwrap_or_else(|| {
        let found = "none is named; write kept_as = \"ward\" or \"lsoa\"".to_owned();
        wrong.push(needs(typed, "the area that is kept of the postcode", found));
        KeptAs::Ward
    })
}

/// Fields that are written and that the kind does not look at.
fn no_use(typed: &TypedQuestion, wrong: &mut Vec<Wrong>) {
    use Kind::AnyOf;
    use Kind::Grid;
    use Kind::LongText;
    use Kind::Number;
    use Kind::OneOf;
    use Kind::Postcode;
    use Kind::Ranking;
    use Kind::Scale;
    use Kind::ShortText;
    let fields: [(&'static str, bool, &[Kind]); 9] = [
        ("answer", !typed.answers.is_empty(), &[OneOf, AnyOf, Scale, Grid]),
        ("scale", typed.scale.is_some(), &[OneOf, AnyOf, Scale, Grid]),
        ("row", !typed.rows.is_empty(), &[Grid, Ranking]),
        ("at_most", typed.at_most.is_some(), &[AnyOf, Ranking]),
        ("lowest", typed.lowest.is_some(), &[Number]),
        ("highest", typed.highest.is_some(), &[Number]),
        ("longest", typed.longest.is_some(), &[ShortText, LongText]),
        ("kept_as", typed.kept_as.is_some(), &[Postcode]),
        ("route", !typed.routes.is_empty(), &[OneOf, Scale]),
    ];
    let kind = typed.kind.in_words();
    let idle = fields.iter().filter(|(_, there, used)| *there && !used.contains(&typed.kind));
    wrong.extend(idle.map(|(field, _, _)| Wrong::NoUse { kind, field }));
}
