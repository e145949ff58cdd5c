//! What happens to a step: it is started, finished, moved or decided, and its papers go out.
//!
//! Events are recorded and never changed; where a step stands is worked out from them.

use crate::membership::body::BodyId;
use crate::membership::may::Deed;
use crate::terms::day::Day;
use crate::timetable::decision::Decision;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::StepId;
use crate::timetable::when::When;

/// Something that happened to a step.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The step.
    pub step: StepId,
    /// The day on which it happened.
    pub on: Day,
    /// Who says so.
    pub by: String,
    /// What happened.
    pub what: Happening,
}

/// What can happen to a step.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happening {
    /// Work on it began.
    Started,
    /// Its owner brought it to its end.
    Finished,
    /// It is now planned for another time.
    Moved {
        /// The new time.
        to: When,
        /// Why.
        why: String,
    },
    /// Notice of the key decision was published.
    NoticeGiven,
    /// The papers for the meeting were published.
    PapersPublished,
    /// A body decided on it.
    Decided {
        /// At which meeting.
        meeting: MeetingId,
        /// Which body.
        body: BodyId,
        /// What it decided.
        decision: Decision,
    },
}

impl Happening {
    /// The deed that recording it is: a decision is recorded with its meeting.
    pub fn deed(&self) -> Deed {
        match self {
            Happening::Decided { .. } => Deed::ChangeMeetings,
            Happening::Started
            | Happening::Finished
            | Happening::Moved { .. }
            | Happening::NoticeGiven
            | Happening::PapersPublished => Deed::RecordEvent,
        }
    }
}
