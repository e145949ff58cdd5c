//! Why something about priorities is not kept, in words that say what to do.

use partnership::priorities::candidate::refused::CandidateFault;
use partnership::priorities::candidate::refused::CandidateRefused;
use partnership::priorities::decided::deciding::ChoiceFault;
use partnership::priorities::decided::minuted::NoDecision;
use partnership::priorities::round::RoundRefused;
use partnership::priorities::score::ScoreFault;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::MeetingId;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::conflict::Conflict;

/// Why something about priorities is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PrioritiesRefused {
    /// There is no such cycle.
    #[error("there is no timetable for {}; enter one first", .0.in_words())]
    NoCycle(Cycle),
    /// The proposal has faults.
    #[error("{}", in_lines(.0))]
    Proposed(Vec<CandidateFault>),
    /// The issue cannot be so.
    #[error(transparent)]
    Candidate(#[from] CandidateRefused),
    /// There is no such issue.
    #[error("there is no candidate issue {0}; choose one of the long list")]
    NoIssue(i64),
    /// An issue is to be merged into itself.
    #[error("an issue cannot be merged into itself; choose another")]
    Itself,
    /// The round cannot be so.
    #[error(transparent)]
    Round(#[from] RoundRefused),
    /// The score has faults.
    #[error("{}", in_lines(.0))]
    Score(Vec<ScoreFault>),
    /// There is no such meeting.
    #[error("there is no meeting `{0}`; choose one of the cycle’s")]
    NoMeeting(MeetingId),
    /// The meeting's item makes no priorities.
    #[error(transparent)]
    NoDecision(#[from] NoDecision),
    /// Something is missing of what was chosen.
    #[error("{}", in_lines(.0))]
    Choices(Vec<ChoiceFault>),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn in_lines(faults: &[impl ToString]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<ChangeError> for PrioritiesRefused {
    fn from(error: ChangeError) -> PrioritiesRefused {
        match error {
            ChangeError::Conflict(conflict) => PrioritiesRefused::Conflict(conflict),
            ChangeError::Records(error) => PrioritiesRefused::Records(error),
        }
    }
}
