//! What the example's people wrote: coded into themes by two after the close, answered, and joined to the plan's actions.
//!
//! In come the example's file and a day; what had been coded and answered by then goes into the records by the same calls as
//! from the pages, unless it is there. Where somebody has another code frame or other answers meanwhile, theirs stay.

mod typed;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Outcome;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::comment::Comment;
use partnership::consultation::themes::comment::comments;
use partnership::consultation::themes::counted::CountedTheme;
use partnership::consultation::themes::counted::counted;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::FrameDeed;
use partnership::consultation::themes::queue;
use partnership::consultation::you_said::YouSaid;
use partnership::plan::action::ActionDeed;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Asked;
use records::Book;
use records::Held;
use records::HeldConsultation;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::demo::themes::typed::Hand;
use crate::demo::themes::typed::TypedAnswer;
use crate::demo::themes::typed::TypedQuestion;
use crate::demo::themes::typed::TypedThemes;
use crate::home::Home;
use crate::print;

/// The example's consultation, and where what is made of it is kept.
struct Desk {
    books: Books,
    book: Book,
    cycle: Cycle,
    signed: Signed,
    consultation: HeldConsultation,
}

/// Codes what is to be coded by the day `at` and is not yet: first, a share a second time, and what differs settled.
pub(super) fn code(home: &Home, example: &Path, at: Day) -> Result<()> {
    let typed = typed(example)?;
    if at < typed.signed_off.on {
        return Ok(());
    }
    let desk = Desk::of(home)?;
    for question in &typed.question {
        if let Some(frame) = desk.frame(question, &typed.signed_off)? {
            for turn in typed.turns() {
                desk.code(question, &frame, turn, at)?;
            }
        }
    }
    let themes = desk.themes(&typed)?.len();
    let told = print::so_many(u64::try_from(themes)?, "theme");
    print::line(format!("\nWhat people wrote, illustrative: {told}, coded by two people."))
}

/// Enters what was answered by the day `at`, and says of the plan's actions what they do of it.
pub(super) fn answer(home: &Home, example: &Path, at: Day) -> Result<()> {
    let typed = typed(example)?;
    let due: Vec<&TypedAnswer> = typed.answer.iter().filter(|one| one.on <= at).collect();
    if due.is_empty() {
        return Ok(());
    }
    let desk = Desk::of(home)?;
    let themes = desk.themes(&typed)?;
    for one in &due {
        let Some(number) = desk.answered(one, &themes)? else { continue };
        for action in &one.actions {
            desk.does(*action, number, one.on)?;
        }
    }
    let told = print::so_many(u64::try_from(due.len())?, "answer");
    print::line(format!("\nYou said, we did, illustrative: {told} to what people wrote."))
}

fn typed(example: &Path) -> Result<TypedThemes> {
    let path = example.join("themes.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    toml::from_str(&text).context("the example’s themes")
}

impl Desk {
    fn of(home: &Home) -> Result<Desk> {
        let (books, signed) = (Books::open(home)?, books::signed(None));
        let book = books.book(None)?;
        let cycle = books.year(&book, None)?.year.timetable.cycle();
        let consultation = books.wait(book.consultations(cycle))?.pop();
        let consultation = consultation.context("the example's consultation")?;
        Ok(Desk { books, book, cycle, signed, consultation })
    }

    fn asked(&self, typed: &TypedQuestion) -> Asked {
        let questionnaire = self.consultation.questionnaire().clone();
        Asked { cycle: self.cycle, questionnaire, question: typed.id.clone() }
    }

    fn frames(&self, of: &Asked) -> Result<Vec<Held<CodeFrame>>> {
        Ok(self.books.wait(self.book.code_frames(of))?)
    }

    /// The code frame of a question, drafted and signed off unless there is one; none where somebody has another.
    fn frame(&self, typed: &TypedQuestion, signed_off: &Hand) -> Result<Option<CodeFrame>> {
        let of = self.asked(typed);
        let mut frames = self.frames(&of)?;
        if frames.is_empty() {
            let sign = FrameDeed::SignOff(signed_off.by.clone(), signed_off.on);
            for deed in typed.codes().into_iter().map(FrameDeed::Add).chain([sign]) {
                let seen = frames.pop().map(|held| held.version);
                let changed = self.book.change_code_frame(&self.signed, &of, seen, deed);
                self.books.wait(changed)?;
                frames = self.frames(&of)?;
            }
        }
        let latest = frames.pop().map(|held| held.value);
        Ok(latest.filter(|latest| frames.is_empty() && typed.is(latest)))
    }

    /// The comments on a question, each with the day on which it came.
    fn comments(&self, typed: &TypedQuestion) -> Result<Vec<(Comment, Day)>> {
        let asked = self.consultation.latest.value.questionnaire().question(&typed.id);
        let asked = asked.context("a question of the example’s themes")?;
        let replies = self.book.replies(self.cycle, self.consultation.questionnaire());
        let replies = self.books.wait(replies)?;
        let came: BTreeMap<i64, Day> =
            replies.iter().map(|kept| (kept.reference, kept.day)).collect();
        let written = comments(asked, replies.iter().map(|kept| (kept.reference, &kept.reply)));
        let dated = written.into_iter().map(|one| came.get(&one.reply).map(|day| (one, *day)));
        dated.collect::<Option<_>>().context("the day of a reply")
    }

    /// Codes the comments whose turn it is, each not before it came.
    fn code(
        &self,
        typed: &TypedQuestion,
        frame: &CodeFrame,
        (turn, hand): (Turn, &Hand),
        at: Day,
    ) -> Result<()> {
        let (of, frames) = (self.asked(typed), std::slice::from_ref(frame));
        let before = self.books.wait(self.book.codings(&of))?;
        let none = Codings::default();
        let coded = |(comment, came): (Comment, Day)| {
            let (on, reply) = (hand.on.max(came), comment.reply);
            let these = before.get(&reply).unwrap_or(&none);
            let words = comment.words?;
            let is_theirs = match turn {
                Turn::First | Turn::Second => {
                    queue::turn(&typed.id, reply, these, frames, &hand.by) == Some(turn)
                }
                Turn::ThirdPerson | Turn::Talking => {
                    these.outcome(frames) == Outcome::Differs && typed.is_told(&words, these)
                }
            };
            let said = typed.said(&words, turn);
            let (by, suggested) = (hand.by.clone(), Vec::new());
            let coding = Coding { frame: frame.number(), said, by, on, suggested };
            (is_theirs && on <= at).then_some((reply, (turn, coding)))
        };
        let coded: Vec<_> = self.comments(typed)?.into_iter().filter_map(coded).collect();
        if coded.is_empty() {
            return Ok(());
        }
        Ok(self.books.wait(self.book.keep_codings(&self.signed, &of, coded))?)
    }

    /// The themes of all questions, as they are counted now.
    fn themes(&self, typed: &TypedThemes) -> Result<Vec<CountedTheme>> {
        let mut themes = Vec::new();
        for question in &typed.question {
            let of = self.asked(question);
            let frames: Vec<CodeFrame> =
                self.frames(&of)?.into_iter().map(|held| held.value).collect();
            let codings = self.books.wait(self.book.codings(&of))?;
            let replies = self.comments(question)?.into_iter().map(|(comment, _)| comment.reply);
            let counted = counted(&question.id, &frames, replies, &codings);
            themes.extend(counted.into_iter().flat_map(|counted| counted.themes));
        }
        Ok(themes)
    }

    /// The number of an answer, which is entered unless it is there; none where somebody answered otherwise.
    fn answered(&self, typed: &TypedAnswer, themes: &[CountedTheme]) -> Result<Option<i64>> {
        let is_of = |theme: &&CountedTheme| {
            *theme.question() == typed.question && theme.code().id == typed.code
        };
        let Some(theme) = themes.iter().find(is_of) else { return Ok(None) };
        let entry = YouSaid::of(theme, &typed.said, typed.answer.clone(), typed.on)
            .map_err(|faults| anyhow!("an answer of the example: {faults:?}"))?;
        let of = (self.cycle, self.consultation.questionnaire());
        let all = self.books.wait(self.book.you_said(of.0, of.1))?;
        match all.iter().find(|(_, held)| held.value.answers(theme)) {
            Some((number, held)) => Ok((held.value == entry).then_some(*number)),
            None => {
                let entered = self.book.enter_you_said(&self.signed, of, entry);
                Ok(Some(self.books.wait(entered)?))
            }
        }
    }

    /// Says of an action that it does what was answered, unless that was said before, or something else was done since.
    fn does(&self, action: i64, said: i64, on: Day) -> Result<()> {
        let plan = self.books.wait(self.book.plan_in_full(self.cycle))?;
        let Some(kept) = plan.and_then(|plan| plan.kept(action)) else { return Ok(()) };
        let mut described = kept.action.as_it_is();
        let is_said = |deed: &ActionDeed| match deed {
            ActionDeed::Describe(described) => described.said.contains(&said),
            ActionDeed::Note(_)
            | ActionDeed::Defer { .. }
            | ActionDeed::Finish { .. }
            | ActionDeed::Drop { .. }
            | ActionDeed::CarryOver { .. }
            | ActionDeed::TakeUpAgain { .. } => false,
        };
        let was_said = kept.action.deeds().iter().any(|dated| is_said(&dated.deed));
        described.said.insert(said);
        let deed = ActionDeed::Describe(Box::new(described));
        let can = kept.action.last_day() <= on && kept.action.against(&deed, on).is_empty();
        if was_said || !can {
            return Ok(());
        }
        let seen = (self.cycle, kept.number, kept.version);
        self.books.wait(self.book.record_action_deed(&self.signed, seen, deed, on))?;
        Ok(())
    }
}
