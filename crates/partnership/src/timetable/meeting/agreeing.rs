//! Whether meetings and the timetable agree: no agenda lists what its body cannot decide there.
//!
//! In come the meetings of a cycle and its timetable; out goes nothing, or the first thing that cannot be.

use crate::membership::body::BodyId;
use crate::timetable::Timetable;
use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::ItemLife;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::Step;
use crate::timetable::step::StepId;

/// What of a meeting cannot be, beside the timetable and the other meetings.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum MeetingFault {
    /// It is of no body that there is.
    #[error("the meeting `{meeting}` is of the body `{body}`, which the partnership has not")]
    NoSuchBody {
        /// The meeting.
        meeting: MeetingId,
        /// The body.
        body: BodyId,
    },
    /// An item is for a step that there is not.
    #[error("the agenda of `{meeting}` lists the step `{step}`, which the timetable has not")]
    NoSuchStep {
        /// The meeting.
        meeting: MeetingId,
        /// The step.
        step: StepId,
    },
    /// An item is for a step that no body decides.
    #[error(
        "the agenda of `{meeting}` lists the step `{step}`, which no body decides; take it off, or change \
         what kind of step it is"
    )]
    NotForABody {
        /// The meeting.
        meeting: MeetingId,
        /// The step.
        step: StepId,
    },
    /// An item is for a step that another body decides.
    #[error(
        "the agenda of `{meeting}`, a meeting of {meets}, lists the step `{step}`, which is for {decides} to \
         decide; list it at a meeting of {decides}"
    )]
    AnothersToDecide {
        /// The meeting.
        meeting: MeetingId,
        /// The step.
        step: StepId,
        /// The body that meets, by its name.
        meets: String,
        /// The body that decides the step, by its name.
        decides: String,
    },
    /// A step is to come before two meetings.
    #[error(
        "the step `{step}` is on the agendas of `{first}` and `{second}`; withdraw it from one of them first"
    )]
    OnTwoAgendas {
        /// The step.
        step: StepId,
        /// A meeting that lists it.
        first: MeetingId,
        /// Another one.
        second: MeetingId,
    },
}

/// Why a step is not moved by itself.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "step `{step}` is on the agenda of `{meeting}` and moves with it; move the meeting, or withdraw the step \
     from its agenda first"
)]
pub struct MovesWithMeeting {
    /// The step.
    pub step: StepId,
    /// The meeting that lists it.
    pub meeting: MeetingId,
}

/// Whether all `meetings` agree with the timetable and with one another.
///
/// A step is to come before one meeting at a time, and that is one of the body that decides it. What was
/// withdrawn is history and hinders nothing, so it may be listed elsewhere or by another body.
///
/// # Errors
/// The first that does not, with both sides named.
pub fn agreeing(meetings: &[Meeting], timetable: &Timetable) -> Result<(), MeetingFault> {
    for (place, meeting) in meetings.iter().enumerate() {
        meeting.of_its_body(timetable)?;
        for item in meeting.listed() {
            let earlier = meetings[..place].iter().find(|other| other.lists(&item.step));
            if let Some(first) = earlier {
                return Err(MeetingFault::OnTwoAgendas {
                    step: item.step.clone(),
                    first: first.id.clone(),
                    second: meeting.id.clone(),
                });
            }
        }
    }
    Ok(())
}

/// Whether an event may be recorded by itself, beside what the `meetings` have on their agendas.
///
/// # Errors
/// When it moves a step that a meeting lists.
pub fn moves_alone(event: &Event, meetings: &[Meeting]) -> Result<(), MovesWithMeeting> {
    match event.what {
        Happening::Moved { .. } => on_no_agenda(&event.step, meetings),
        Happening::Started
        | Happening::Finished
        | Happening::NoticeGiven
        | Happening::PapersPublished
        | Happening::Decided { .. } => Ok(()),
    }
}

/// Whether a step may be planned otherwise by itself, beside what the `meetings` have on their agendas.
///
/// # Errors
/// When it is planned for another time, and a meeting lists it.
pub fn replanned_alone(
    before: &Step,
    after: &Step,
    meetings: &[Meeting],
) -> Result<(), MovesWithMeeting> {
    if before.when == after.when { Ok(()) } else { on_no_agenda(&after.id, meetings) }
}

fn on_no_agenda(step: &StepId, meetings: &[Meeting]) -> Result<(), MovesWithMeeting> {
    match meetings.iter().find(|meeting| meeting.lists(step)) {
        Some(meeting) => Err(MovesWithMeeting { step: step.clone(), meeting: meeting.id.clone() }),
        None => Ok(()),
    }
}

impl Meeting {
    /// The items that are still to come before it.
    pub fn listed(&self) -> impl Iterator<Item = &AgendaItem> {
        self.agenda.iter().filter(|item| item.life == ItemLife::Listed)
    }

    /// Whether a step is still to come before it.
    pub fn lists(&self, step: &StepId) -> bool {
        self.listed().any(|item| item.step == *step)
    }

    fn of_its_body(&self, timetable: &Timetable) -> Result<(), MeetingFault> {
        let meeting = self.id.clone();
        let Some(body) = timetable.body(&self.body) else {
            return Err(MeetingFault::NoSuchBody { meeting, body: self.body.clone() });
        };
        for item in &self.agenda {
            let id = item.step.clone();
            let Some(step) = timetable.step(&id) else {
                return Err(MeetingFault::NoSuchStep { meeting, step: id });
            };
            match (timetable.body_of(step), &item.life) {
                (_, ItemLife::Withdrawn { .. }) => {}
                (None, ItemLife::Listed | ItemLife::Decided { .. }) => {
                    return Err(MeetingFault::NotForABody { meeting, step: id });
                }
                (Some(theirs), ItemLife::Listed | ItemLife::Decided { .. })
                    if theirs.id != body.id =>
                {
                    let (meets, decides) = (body.name.clone(), theirs.name.clone());
                    return Err(MeetingFault::AnothersToDecide {
                        meeting,
                        step: id,
                        meets,
                        decides,
                    });
                }
                (Some(_), ItemLife::Listed | ItemLife::Decided { .. }) => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
