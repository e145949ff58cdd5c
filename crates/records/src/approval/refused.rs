//! Why something about a document on its way to adoption is not kept, in words that say what to do.

use partnership::approval::refused::Refused;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::meeting::MeetingRefused;
use crate::store::conflict::Conflict;
use crate::timetable::TimetableRefused;

/// Why something about a document is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalRefused {
    /// Somebody recorded something of it after it was seen.
    #[error(
        "somebody recorded something of it since you looked: look at it as it stands now, then do it again"
    )]
    Overtaken,
    /// The way to adoption does not allow it.
    #[error(transparent)]
    Approval(#[from] Refused),
    /// The meeting does not allow it.
    #[error(transparent)]
    Meeting(#[from] MeetingRefused),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<ChangeError> for ApprovalRefused {
    fn from(error: ChangeError) -> ApprovalRefused {
        match error {
            ChangeError::Conflict(conflict) => ApprovalRefused::Conflict(conflict),
            ChangeError::Records(error) => ApprovalRefused::Records(error),
        }
    }
}

impl From<TimetableRefused> for ApprovalRefused {
    fn from(error: TimetableRefused) -> ApprovalRefused {
        ApprovalRefused::Meeting(error.into())
    }
}
