//! What a meeting as it was typed would bring, as a page shows it before it is saved.
//!
//! In comes what the core foresees; out go sentences.

use partnership::terms::day::Day;
use partnership::terms::wording::sentence;
use partnership::timetable::concern::Concern;
use partnership::timetable::due::Distance;
use partnership::timetable::foreseen::Foreseen;
use partnership::timetable::foreseen::WouldMove;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::moving::Mover;
use partnership::timetable::worked_back::Deadlines;
use partnership::timetable::working_days::day_off;

use crate::meetings::refused::note_foreseen;
use crate::page::form::Form;
use crate::who::visitor::Visitor;
use crate::year::Opened;

/// What would be, in words.
#[derive(Debug, serde::Serialize)]
pub(super) struct Shown {
    papers_due: Option<By>,
    notice_due: Option<By>,
    deadlines: Option<String>,
    moves: Vec<Line>,
    papers_again: Vec<String>,
    raised: Vec<String>,
    settled: Vec<String>,
    /// The new concerns as they stand within a sentence.
    #[serde(skip)]
    raised_words: Vec<String>,
}

/// A day by which something is due.
#[derive(Debug, serde::Serialize)]
pub(super) struct By {
    /// The day.
    pub(super) day: String,
    /// How far off it is.
    pub(super) distance: String,
    /// Whether it is past.
    pub(super) is_late: bool,
}

/// A step that would move.
#[derive(Debug, serde::Serialize)]
struct Line {
    title: String,
    from: String,
    to: String,
}

/// What a form does when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// It shows what would be.
    Look,
    /// It saves.
    Save,
    /// It is shown again, to be changed.
    Change,
}

impl Press {
    /// What the button says that was pressed.
    pub(super) fn of(form: &Form) -> Press {
        match form.text("press") {
            "save" => Press::Save,
            "change" => Press::Change,
            _ => Press::Look,
        }
    }
}

impl By {
    /// A day as seen today.
    pub(super) fn of(day: Day, visitor: &Visitor) -> By {
        let distance = Distance::of(day, visitor.today);
        By {
            day: day.in_full(),
            distance: distance.in_words(),
            is_late: matches!(distance, Distance::Late(_)),
        }
    }
}

impl Shown {
    /// What the core foresees, in words.
    pub(super) fn of(foreseen: &Foreseen, visitor: &Visitor) -> Shown {
        let told =
            |concerns: &[Concern]| concerns.iter().map(|one| sentence(&one.in_words())).collect();
        let deadlines = foreseen.deadlines.as_ref();
        let moves = foreseen.moves.iter().map(|WouldMove { title, from, to, .. }| Line {
            title: title.clone(),
            from: from.in_words(),
            to: to.in_words(),
        });
        Shown {
            papers_due: deadlines.map(|one| By::of(one.papers_due, visitor)),
            notice_due: deadlines.and_then(|one| Some(By::of(one.notice_due?, visitor))),
            deadlines: deadlines.and_then(explained),
            moves: moves.collect(),
            papers_again: foreseen.papers_again.clone(),
            raised: told(&foreseen.raised),
            settled: told(&foreseen.settled),
            raised_words: foreseen.raised.iter().map(Concern::in_words).collect(),
        }
    }

    /// What moved and what to bear in mind, as sentences that follow on one that says what was done.
    pub(super) fn in_sentences(&self) -> String {
        let moves = self.moves.iter().map(|Line { title, from, to }| {
            format!(" “{title}” was planned {from}, and now is {to}.")
        });
        let raised = self.raised_words.iter().map(|one| format!(" Bear in mind: {one}."));
        moves.chain(raised).collect()
    }
}

/// The deadlines in a sentence, where they say more than their days do: what does not count, what is no working
/// day.
pub(super) fn explained(deadlines: &Deadlines) -> Option<String> {
    let notice = deadlines.notice_due.and_then(day_off);
    let is_plain = deadlines.not_counted.is_empty() && notice.is_none();
    (!is_plain).then(|| sentence(&deadlines.in_words()))
}

/// What a meeting would bring, or a fault of the form.
pub(super) fn foreseen(
    visitor: &Visitor,
    opened: &Opened,
    meeting: Meeting,
    why: &str,
    form: &mut Form,
) -> Option<Shown> {
    let mover = Mover { by: visitor.signed().who, on: visitor.today, why: why.to_owned() };
    match opened.so_far.foreseeing(&opened.held.year.meetings, meeting, &mover) {
        Ok(foreseen) => Some(Shown::of(&foreseen, visitor)),
        Err(refused) => {
            note_foreseen(form, &refused);
            None
        }
    }
}
