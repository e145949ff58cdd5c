//! Why something about paper is not done, in words that say what to do.

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
