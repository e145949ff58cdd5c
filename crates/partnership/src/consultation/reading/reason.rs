//! Why a question of a return waits for somebody.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;

/// Why a question of a return waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A box is not clear.
    Doubtful {
        /// The question, or the row of a grid or ranking.
        row: QuestionId,
        /// The answer that a tick would give.
        answer: AnswerId,
        /// Why, in plain words.
        why: String,
    },
    /// A box looks as if its mark was taken back.
    CancelledLooking {
        /// The question, or the row of a grid or ranking.
        row: QuestionId,
        /// The answer that a tick would give.
        answer: AnswerId,
        /// Why, in plain words.
        why: String,
    },
    /// More than one box is ticked where one is asked for.
    SeveralTicks(QuestionId),
    /// An answer that stands alone is ticked beside another.
    NotTogether(AnswerId),
    /// More boxes are ticked than may be.
    TooMany {
        /// How many are ticked.
        found: usize,
        /// How many may be.
        most: usize,
    },
    /// Two items of a ranking have the same place.
    SamePlace(AnswerId),
    /// A place of a ranking is left out before one that is given.
    PlaceLeftOut,
    /// Something is written beside "other", which is not ticked.
    WritingWithoutTick,
    /// "Other" is ticked, and nothing is written beside it.
    TickWithoutWriting,
    /// Something is written, for a person to read.
    Written,
    /// Perhaps something is written.
    PerhapsWritten,
    /// The page was not scanned, or could not be read.
    NotSeen,
    /// The page was scanned more than once, and the readings differ.
    ReadTwiceDifferently,
    /// An earlier answer leads past the question, and it is answered.
    LedPast,
    /// It is in the share that a second person looks at.
    SecondPerson,
    /// Somebody could not tell, so somebody else looks.
    CannotTell,
    /// Two who looked differ, so somebody else looks.
    Disagreement,
}

impl Reason {
    /// Why, in plain words.
    pub fn in_words(&self) -> String {
        let said = |what: &str| what.to_owned();
        match self {
            Reason::Doubtful { why, .. } | Reason::CancelledLooking { why, .. } => why.clone(),
            Reason::SeveralTicks(_) => said("more than one box is ticked where one is asked for"),
            Reason::NotTogether(_) => said("an answer that stands alone is ticked beside another"),
            Reason::TooMany { found, most } => {
                format!("{found} boxes are ticked and {most} may be")
            }
            Reason::SamePlace(_) => said("two items have the same place"),
            Reason::PlaceLeftOut => said("a place is left out before one that is given"),
            Reason::WritingWithoutTick => {
                said("something is written beside “other”, which is not ticked")
            }
            Reason::TickWithoutWriting => {
                said("“other” is ticked, and nothing is written beside it")
            }
            Reason::Written => said("something is written, for a person to read"),
            Reason::PerhapsWritten => said("perhaps something is written"),
            Reason::NotSeen => said("the page was not scanned, or could not be read"),
            Reason::ReadTwiceDifferently => {
                said("the page was scanned more than once, and the readings differ")
            }
            Reason::LedPast => said("it is answered, though an earlier answer leads past it"),
            Reason::SecondPerson => said("it is in the share that a second person looks at"),
            Reason::CannotTell => said("somebody could not tell, so somebody else looks"),
            Reason::Disagreement => said("those who looked differ, so somebody else looks"),
        }
    }

    /// The box that it is about, where it is about one: the question or row, and the answer.
    pub fn of_box(&self) -> Option<(&QuestionId, &AnswerId)> {
        match self {
            Reason::Doubtful { row, answer, .. } | Reason::CancelledLooking { row, answer, .. } => {
                Some((row, answer))
            }
            Reason::SeveralTicks(_)
            | Reason::NotTogether(_)
            | Reason::TooMany { .. }
            | Reason::SamePlace(_)
            | Reason::PlaceLeftOut
            | Reason::WritingWithoutTick
            | Reason::TickWithoutWriting
            | Reason::Written
            | Reason::PerhapsWritten
            | Reason::NotSeen
            | Reason::ReadTwiceDifferently
            | Reason::LedPast
            | Reason::SecondPerson
            | Reason::CannotTell
            | Reason::Disagreement => None,
        }
    }
}
