//! Why something about an assessment is not kept, in words that say what to do.

use partnership::assessment::comment::CommentRefused;
use partnership::assessment::passage::Number;
use partnership::timetable::cycle::Cycle;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::conflict::Conflict;

/// Why something about an assessment is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum AssessmentRefused {
    /// There is no such cycle.
    #[error("there is no timetable of {}; make it first", .0.in_words())]
    NoSuchCycle(Cycle),
    /// No assessment was begun in the cycle.
    #[error("no assessment of {} was begun; begin it first", .0.in_words())]
    NotBegun(Cycle),
    /// Somebody saved a version after the one that was seen.
    #[error("{by} saved version {now} after you began from version {seen}")]
    Overtaken {
        /// The version that was seen.
        seen: u32,
        /// The last one.
        now: u32,
        /// Who saved the last one, by short name.
        by: String,
    },
    /// There is no such version.
    #[error("there is no version {0} of the draft")]
    NoSuchVersion(u32),
    /// No version has a passage of that number.
    #[error("version {version} has no passage {passage}")]
    NoSuchPassage {
        /// The version.
        version: u32,
        /// The passage.
        passage: Number,
    },
    /// What was circulated is another text than the version of that number.
    #[error("the text of version {0} is another than the one to circulate")]
    AnotherText(u32),
    /// The comment cannot be so.
    #[error(transparent)]
    Comment(#[from] CommentRefused),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<ChangeError> for AssessmentRefused {
    fn from(error: ChangeError) -> AssessmentRefused {
        match error {
            ChangeError::Conflict(conflict) => AssessmentRefused::Conflict(conflict),
            ChangeError::Records(error) => AssessmentRefused::Records(error),
        }
    }
}
