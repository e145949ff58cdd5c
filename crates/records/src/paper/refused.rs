//! Why something about paper is not done, in words that say what to do.

use partnership::consultation::form::FormName;
use partnership::consultation::reading::apart::ApartRefused;
use partnership::consultation::reading::decision::DecisionRefused;
use partnership::terms::day::Day;

use crate::consultation::refused::ConsultationRefused;
use crate::error::ChangeError;
use crate::error::RecordsError;

/// Why something about paper is not done. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PaperRefused {
    /// There is no such batch.
    #[error("there is no batch {0}; name one of those that there are")]
    NoSuchBatch(i64),
    /// There is no such file.
    #[error("batch {batch} has no file {file}; keep the file first")]
    NoSuchFile {
        /// The batch.
        batch: i64,
        /// The number of the file.
        file: i64,
    },
    /// The batch was read to its end.
    #[error("batch {0} was read to its end; begin another for more scans")]
    ReadToItsEnd(i64),
    /// The file was read to its end.
    #[error("“{0}” was read to its end; keep it in another batch to read it anew")]
    FileReadToItsEnd(String),
    /// Files of the batch are not read to their ends.
    #[error("“{0}” is not read to its end; go on reading it, or say why it cannot be")]
    FileBeingRead(String),
    /// The file was read before.
    #[error(
        "this is the very file that was read as “{name}” in batch {batch}; it is not read twice"
    )]
    ReadBefore {
        /// The batch.
        batch: i64,
        /// What it was called.
        name: String,
    },
    /// A side of the file is kept already or one before it is not.
    #[error("page {found} of the file cannot be kept now; the next one is page {wanted}")]
    AnotherPage {
        /// The page of the file that came.
        found: i64,
        /// The one that is next.
        wanted: i64,
    },
    /// There is no such return.
    #[error("batch {batch} has no return {number}; name one of those that there are")]
    NoSuchReturn {
        /// The batch.
        batch: i64,
        /// The number of the return.
        number: i64,
    },
    /// The batch is being read.
    #[error("batch {0} is being read; say what its sides are once it is read")]
    BeingRead(i64),
    /// There is no such side.
    #[error("batch {batch} has no side {number}; name one of those that there are")]
    NoSuchSide {
        /// The batch.
        batch: i64,
        /// The number of the side.
        number: i64,
    },
    /// The side is of a return by its code.
    #[error("side {side} is of return {number} by its code, and stays there")]
    IsOfReturn {
        /// The side.
        side: i64,
        /// The return.
        number: i64,
    },
    /// A return was begun from the side.
    #[error(
        "return {0} was begun from this side; if that was wrong, set the return aside on its page"
    )]
    BegunFrom(i64),
    /// Answers were keyed from the side.
    #[error(
        "answers of return {0} were keyed since this side was put to it; whoever keyed them takes them back first, on the \
         page of the return"
    )]
    KeyedFrom(i64),
    /// No such form was printed, or it is of a draft.
    #[error(
        "no form `{0}` of a version that was asked was printed; choose one of those that were, or print it first"
    )]
    NotPrinted(FormName),
    /// The side is not put to the return.
    #[error(transparent)]
    Apart(#[from] ApartRefused),
    /// It is a reply already.
    #[error("return {0} is a reply already, and what was decided about it stays")]
    IsAReply(i64),
    /// It waits for somebody.
    #[error("return {0} is not settled; settle every question of it, and whether it counts, first")]
    NotSettled(i64),
    /// Nothing more than this many forms can be received on a day.
    #[error("{found} forms cannot have been received on {day}; enter a number from 0 to 1000000")]
    TooMany {
        /// How many were given.
        found: u64,
        /// On which day.
        day: Day,
    },
    /// The decision cannot be made.
    #[error(transparent)]
    Decision(#[from] DecisionRefused),
    /// The consultation could not be so.
    #[error(transparent)]
    Consultation(#[from] ConsultationRefused),
}

impl From<ChangeError> for PaperRefused {
    fn from(error: ChangeError) -> PaperRefused {
        PaperRefused::Consultation(error.into())
    }
}

impl From<RecordsError> for PaperRefused {
    fn from(error: RecordsError) -> PaperRefused {
        PaperRefused::Consultation(error.into())
    }
}
