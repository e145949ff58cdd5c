//! When questions are asked, as a condition on the answers before them.
//!
//! In come the routes of a questionnaire; out go conditions that other programs understand, which know no routes but
//! only "ask this if". Routes lead forwards, so a question is asked unless one that is asked before it leads past it.
//! The condition says just that, and says of each earlier question that it was asked where this is in doubt. It
//! therefore holds whatever stays behind in questions that are asked no more.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::question::Goes;
use crate::consultation::questionnaire::Questionnaire;

/// Parts of one condition; more are neither read by people nor taken by a cell.
const MOST_PARTS: usize = 400;

/// A condition on what was answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// It holds always.
    Always,
    /// It never holds.
    Never,
    /// This answer was given to this question, which takes one.
    Chosen(QuestionId, AnswerId),
    /// The other does not hold.
    Not(Box<Condition>),
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
}

impl Condition {
    /// Holds where this does not.
    #[must_use]
    pub fn denied(self) -> Condition {
        match self {
            Condition::Always => Condition::Never,
            Condition::Never => Condition::Always,
            Condition::Not(other) => *other,
            other @ (Condition::Chosen(..) | Condition::All(_) | Condition::Any(_)) => {
                Condition::Not(Box::new(other))
            }
        }
    }

    /// Holds where all of these do.
    pub fn all(parts: impl IntoIterator<Item = Condition>) -> Condition {
        let mut kept: Vec<Condition> = Vec::new();
        for part in parts {
            match part {
                Condition::Always => {}
                Condition::Never => return Condition::Never,
                Condition::All(inner) => inner.into_iter().for_each(|one| add(&mut kept, one)),
                one => add(&mut kept, one),
            }
        }
        only(kept, Condition::Always, Condition::All)
    }

    /// Holds where one of these does.
    pub fn any(parts: impl IntoIterator<Item = Condition>) -> Condition {
        let mut kept: Vec<Condition> = Vec::new();
        for part in parts {
            match part {
                Condition::Never => {}
                Condition::Always => return Condition::Always,
                Condition::Any(inner) => inner.into_iter().for_each(|one| add(&mut kept, one)),
                one => add(&mut kept, one),
            }
        }
        only(kept, Condition::Never, Condition::Any)
    }

    /// Whether it holds, where `chosen` says the one answer that was given to a question, if there is one.
    pub fn holds<'a>(&self, chosen: &dyn Fn(&QuestionId) -> Option<&'a AnswerId>) -> bool {
        match self {
            Condition::Always => true,
            Condition::Never => false,
            Condition::Chosen(question, answer) => chosen(question) == Some(answer),
            Condition::Not(other) => !other.holds(chosen),
            Condition::All(parts) => parts.iter().all(|part| part.holds(chosen)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(chosen)),
        }
    }

    /// The answers that it asks for, each with its question.
    pub fn mentions(&self) -> Vec<(&QuestionId, &AnswerId)> {
        match self {
            Condition::Always | Condition::Never => Vec::new(),
            Condition::Chosen(question, answer) => vec![(question, answer)],
            Condition::Not(other) => other.mentions(),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(Condition::mentions).collect()
            }
        }
    }
}

fn add(kept: &mut Vec<Condition>, part: Condition) {
    if !kept.contains(&part) {
        kept.push(part);
    }
}

/// The one part, or all of them together.
fn only(
    mut parts: Vec<Condition>,
    none: Condition,
    several: fn(Vec<Condition>) -> Condition,
) -> Condition {
    match (parts.len(), parts.pop()) {
        (_, None) => none,
        (1, Some(one)) => one,
        (_, Some(last)) => {
            parts.push(last);
            several(parts)
        }
    }
}

/// Why routes cannot be said as conditions.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "so many routes cross before question `{question}` that the condition for it has more than {MOST_PARTS} parts; \
     lead fewer answers past it"
)]
pub struct Tangled {
    /// The question.
    pub question: QuestionId,
}

/// A question with where it leads, by particular answers and otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signpost {
    /// Its short name.
    pub question: QuestionId,
    /// Where particular answers lead.
    pub routes: Vec<(AnswerId, Goes)>,
    /// Where all else leads.
    pub then: Goes,
}

/// The signposts of a questionnaire in order; the first has number 1.
pub fn signposts(questionnaire: &Questionnaire) -> Vec<Signpost> {
    let signpost = |question: &crate::consultation::question::Question| Signpost {
        question: question.id.clone(),
        routes: question.routes.clone(),
        then: question.then,
    };
    questionnaire.questions().map(signpost).collect()
}

/// When the question of number `number` is asked.
///
/// # Errors
/// When the condition would have too many parts.
pub fn asked_when(signposts: &[Signpost], number: usize) -> Result<Condition, Tangled> {
    reached_when(signposts, number, number)
}

/// When at least one of the questions from `first` to `last` is asked: no question that is asked before them leads past
/// them all.
///
/// What is known from "nobody leads past `last`" is not said again: of an earlier question it need only be known
/// whether somebody was led past it to a place not after `last`.
///
/// # Errors
/// When the condition would have too many parts.
pub fn reached_when(
    signposts: &[Signpost],
    first: usize,
    last: usize,
) -> Result<Condition, Tangled> {
    let before = &signposts[..first.saturating_sub(1).min(signposts.len())];
    let tangled = || Tangled { question: signposts[first - 1].question.clone() };
    let mut asked: Vec<Condition> = Vec::new();
    for number in 1..=before.len() {
        let led_past = |goes| leads_past(goes, number) && !leads_past(goes, last);
        let condition = nobody(&before[..number - 1], &asked, led_past);
        asked.push(within(condition).ok_or_else(tangled)?);
    }
    within(nobody(before, &asked, |goes| leads_past(goes, last))).ok_or_else(tangled)
}

/// No question of these that was asked led to such a place.
fn nobody(before: &[Signpost], asked: &[Condition], such: impl Fn(Goes) -> bool) -> Condition {
    let led = before.iter().zip(asked).map(|(signpost, asked)| {
        let leads = leads(signpost, &such);
        Condition::all([asked.clone(), leads]).denied()
    });
    Condition::all(led)
}

/// A question, once it is asked, leads to such a place.
fn leads(signpost: &Signpost, such: impl Fn(Goes) -> bool) -> Condition {
    let otherwise = such(signpost.then);
    let unlike = signpost.routes.iter().filter(|(_, goes)| such(*goes) != otherwise);
    let unlike =
        unlike.map(|(answer, _)| Condition::Chosen(signpost.question.clone(), answer.clone()));
    let unlike = Condition::any(unlike);
    if otherwise { unlike.denied() } else { unlike }
}

fn leads_past(goes: Goes, number: usize) -> bool {
    match goes {
        Goes::To(to) => to > number,
        Goes::ToTheEnd => true,
    }
}

/// The condition, if it has no more parts than are allowed.
fn within(condition: Condition) -> Option<Condition> {
    (condition.mentions().len() <= MOST_PARTS).then_some(condition)
}

#[cfg(test)]
mod tests;
