//! Where an action of the plan stands: under way, deferred, finished, dropped or carried over.

use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is being done, or is to be.
    UnderWay,
    /// It is to be done, later than was planned.
    Deferred {
        /// By when.
        until: Day,
    },
    /// It is done.
    Finished,
    /// It was given up.
    Dropped,
    /// It goes on in a later plan.
    CarriedOver {
        /// That of which cycle.
        into: Cycle,
    },
}

impl Standing {
    /// Whether something is still to be done in this plan.
    pub fn is_open(self) -> bool {
        match self {
            Standing::UnderWay | Standing::Deferred { .. } => true,
            Standing::Finished | Standing::Dropped | Standing::CarriedOver { .. } => false,
        }
    }

    /// Whether the action counts for what the plan does: it is to be done, or was.
    pub fn counts(self) -> bool {
        match self {
            Standing::UnderWay | Standing::Deferred { .. } | Standing::Finished => true,
            Standing::Dropped | Standing::CarriedOver { .. } => false,
        }
    }

    /// It in a sentence: "carried over into 2016–17".
    pub fn in_words(self) -> String {
        match self {
            Standing::UnderWay => "under way".to_owned(),
            Standing::Deferred { until } => format!("deferred until {}", until.in_words()),
            Standing::Finished => "finished".to_owned(),
            Standing::Dropped => "dropped".to_owned(),
            Standing::CarriedOver { into } => format!("carried over into {}", into.in_words()),
        }
    }
}
