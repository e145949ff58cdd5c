//! Why something about a plan is not kept, in words that say what to do.

use partnership::plan::action::refused::ActionRefused;
use partnership::plan::carrying::CarryRefused;
use partnership::plan::refused::PlanFault;
use partnership::priorities::decided::PriorityId;
use partnership::timetable::cycle::Cycle;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::conflict::Conflict;

/// Why something about a plan is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PlanRefused {
    /// There is no such cycle.
    #[error("there is no timetable for {}; enter one first", .0.in_words())]
    NoCycle(Cycle),
    /// There is no plan of the cycle.
    #[error("there is no plan for {}; begin one first", .0.in_words())]
    NoPlan(Cycle),
    /// No priorities were decided for the cycle.
    #[error("no meeting has decided priorities for {}; record its decision first", .0.in_words())]
    NotDecided(Cycle),
    /// The priority is not in force.
    #[error("`{0}` is no priority in force; choose one that a meeting decided for the cycle")]
    NoPriority(PriorityId),
    /// The plan has faults.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Plan(Vec<PlanFault>),
    /// The action cannot be so.
    #[error(transparent)]
    Action(#[from] ActionRefused),
    /// The plan is not refreshed.
    #[error(transparent)]
    Refresh(#[from] CarryRefused),
    /// An action is not carried over.
    #[error("action {0}: {1}")]
    Carry(i64, CarryRefused),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<ChangeError> for PlanRefused {
    fn from(error: ChangeError) -> PlanRefused {
        match error {
            ChangeError::Conflict(conflict) => PlanRefused::Conflict(conflict),
            ChangeError::Records(error) => PlanRefused::Records(error),
        }
    }
}
