//! A meeting's date, set or moved, and the steps that go with it.
//!
//! In come a meeting, its new date and the year so far; out go the meeting and the events of its steps, to be
//! recorded together.

use crate::terms::day::Day;
use crate::timetable::agenda::ItemLife;
use crate::timetable::course::Course;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::meeting::MeetingId;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::when::When;
use crate::timetable::working_days::papers_due;

/// Why a meeting is not moved: it has been.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "the meeting `{meeting}` decided on `{step}` on {}, so it cannot be moved; enter another meeting, and list \
     there what is still open", .on.in_words()
)]
pub struct HasDecided {
    /// The meeting.
    pub meeting: MeetingId,
    /// What it decided on.
    pub step: StepId,
    /// When.
    pub on: Day,
}

/// Who has the steps of a meeting go with its date, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    /// Who.
    pub by: String,
    /// Today.
    pub on: Day,
    /// Why.
    pub why: String,
}

impl Meeting {
    /// The meeting at another date.
    ///
    /// # Errors
    /// When it has decided something: what to do instead.
    pub fn moved_to(self, when: MeetingDate) -> Result<Meeting, HasDecided> {
        let decided = self.agenda.iter().find_map(|item| match &item.life {
            ItemLife::Decided { on, .. } => Some((item.step.clone(), *on)),
            ItemLife::Listed | ItemLife::Withdrawn { .. } => None,
        });
        match decided {
            Some((step, on)) => Err(HasDecided { meeting: self.id, step, on }),
            None => Ok(Meeting { when, ..self }),
        }
    }

    /// The meeting with the steps on its agenda brought to its date: the events that move them, and the
    /// meeting, for which a moved step's papers are awaited again. Steps that are planned for its date
    /// already, or are done, stay as they are.
    ///
    /// An event is of today, except where a date is set for the first time, or a past one is entered, after
    /// its papers were due: by then the date was known, so the event is of the day on which they were due.
    /// What happened since can then still be recorded. It never comes before the step's last event.
    pub fn bringing_its_steps(mut self, year: &YearSoFar, mover: &Mover) -> (Meeting, Vec<Event>) {
        let (when, mut events) = (self.when, Vec::new());
        for item in self.agenda.iter_mut().filter(|item| item.life == ItemLife::Listed) {
            let Some(course) = year.course(&item.step) else { continue };
            if course.is_done() || course.when == When::from(when) {
                continue;
            }
            item.papers.iter_mut().for_each(|paper| paper.published = None);
            let what = Happening::Moved { to: when.into(), why: mover.why.clone() };
            let on = known_on(course, when, mover.on);
            events.push(Event { step: item.step.clone(), on, by: mover.by.clone(), what });
        }
        (self, events)
    }
}

/// The day of the event that brings a step to a meeting's date.
fn known_on(course: &Course, to: MeetingDate, today: Day) -> Day {
    let first_set = matches!(course.when, When::In(_));
    let known = match to {
        MeetingDate::Set(day) if first_set || day < today => papers_due(day).min(today),
        MeetingDate::Set(_) | MeetingDate::ToBeSet(_) => today,
    };
    course.last_event().map_or(known, |last| last.max(known))
}

#[cfg(test)]
mod tests;
