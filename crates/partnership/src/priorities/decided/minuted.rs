//! A body's decision at a meeting, by which priorities are made.
//!
//! In comes a meeting with its agenda; out goes what it agreed on one item, with its minute, or why that makes no priority.

use crate::membership::body::BodyId;
use crate::terms::day::Day;
use crate::timetable::agenda::ItemLife;
use crate::timetable::cycle::Cycle;
use crate::timetable::decision::Settled;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::StepId;

/// What a body agreed at a meeting, as its minutes have it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Minuted {
    cycle: Cycle,
    meeting: MeetingId,
    body: BodyId,
    step: StepId,
    on: Day,
    minute: String,
}

/// It as it is kept.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptMinuted {
    cycle: Cycle,
    meeting: MeetingId,
    body: BodyId,
    step: StepId,
    on: Day,
    minute: String,
}

/// Why an item of a meeting makes no priority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDecision {
    /// It is not on the agenda.
    #[error("`{0}` is not on the agenda of that meeting; choose an item that the meeting decided")]
    NotOnTheAgenda(StepId),
    /// It was not decided.
    #[error(
        "the meeting has not decided `{0}`; record what the minutes say of it first, on the meeting’s page"
    )]
    Undecided(StepId),
    /// It was decided otherwise.
    #[error("the meeting {outcome} `{step}`; priorities need an item that a meeting agreed")]
    NotAgreed {
        /// The item.
        step: StepId,
        /// What the meeting did with it.
        outcome: &'static str,
    },
}

impl Minuted {
    /// What a meeting of a cycle agreed on an item of its agenda.
    ///
    /// # Errors
    /// When the item is not there, or was not decided, or not agreed.
    pub fn of(cycle: Cycle, meeting: &Meeting, step: &StepId) -> Result<Minuted, NoDecision> {
        let item = meeting.agenda.iter().find(|item| item.step == *step);
        let item = item.ok_or_else(|| NoDecision::NotOnTheAgenda(step.clone()))?;
        let (on, decision) = match &item.life {
            ItemLife::Decided { on, decision } => (*on, decision),
            ItemLife::Listed | ItemLife::Withdrawn { .. } => {
                return Err(NoDecision::Undecided(step.clone()));
            }
        };
        match decision.settles() {
            Settled::Agreed => {}
            Settled::Open => {
                let outcome = decision.outcome.in_words();
                return Err(NoDecision::NotAgreed { step: step.clone(), outcome });
            }
        }
        let (body, minute) = (meeting.body.clone(), decision.minute.clone());
        let (meeting, step) = (meeting.id.clone(), step.clone());
        Ok(Minuted { cycle, meeting, body, step, on, minute })
    }

    /// It again as it was kept; none where it has no minute.
    pub(super) fn kept(kept: KeptMinuted) -> Option<Minuted> {
        let KeptMinuted { cycle, meeting, body, step, on, minute } = kept;
        let minuted = Minuted { cycle, meeting, body, step, on, minute };
        (!minuted.minute.trim().is_empty()).then_some(minuted)
    }

    /// The cycle.
    pub fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// The meeting.
    pub fn meeting(&self) -> &MeetingId {
        &self.meeting
    }

    /// The body.
    pub fn body(&self) -> &BodyId {
        &self.body
    }

    /// The item of the agenda.
    pub fn step(&self) -> &StepId {
        &self.step
    }

    /// The day of the meeting.
    pub fn on(&self) -> Day {
        self.on
    }

    /// Where the minutes have it.
    pub fn minute(&self) -> &str {
        &self.minute
    }
}
