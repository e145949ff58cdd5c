//! The course of a step: what became of it so far, by its events, and where it stands today.
//!
//! In come a step and its events; out goes its course, or a refusal that says why an event cannot be.
//! Whether a step is late depends on today and is never stored.

pub mod refused;
pub mod history;

use crate::membership::body::Body;
use crate::terms::day::Day;
use crate::timetable::course::refused::Refused;
use crate::timetable::decision::Decision;
use crate::timetable::decision::Settled;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::Step;
use crate::timetable::when::When;

/// What became of a step so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The step as it was planned.
    pub step: Step,
    /// The body that decides it, if one does.
    pub body: Option<Body>,
    /// When it is planned for now.
    pub when: When,
    /// How it was moved, in order.
    pub moves: Vec<Move>,
    /// When notice of the key decision was given, if it was.
    pub notice_given: Option<Day>,
    /// When the papers for the meeting now planned were published, if they were.
    pub papers_published: Option<Day>,
    /// What bodies decided on it, in order.
    pub decisions: Vec<Decided>,
    life: Life,
    last_event: Option<Day>,
}

/// A step's move from one time to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// When it was planned for.
    pub from: When,
    /// When it is planned for now.
    pub to: When,
    /// The day on which it was moved.
    pub on: Day,
    /// Why.
    pub why: String,
    /// Who moved it.
    pub by: String,
}

/// A body's decision on a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The day.
    pub on: Day,
    /// At which meeting.
    pub meeting: MeetingId,
    /// What was decided.
    pub decision: Decision,
}

/// A step's life by its events alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    Planned,
    UnderWay { since: Day },
    Done { on: Day },
}

/// Where a step stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Planned as at first, and not begun.
    Planned,
    /// Planned for another time than at first, and not begun.
    Moved,
    /// Begun and not done.
    UnderWay {
        /// Since when.
        since: Day,
    },
    /// Not done, though its last day is past.
    Late {
        /// Its last day.
        due: Day,
    },
    /// Done.
    Done {
        /// When.
        on: Day,
    },
}

impl Course {
    /// The course of a step to which nothing has happened.
    pub fn planned(step: Step, body: Option<Body>) -> Course {
        Course {
            when: step.when,
            step,
            body,
            moves: Vec::new(),
            notice_given: None,
            papers_published: None,
            decisions: Vec::new(),
            life: Life::Planned,
            last_event: None,
        }
    }

    /// Where the step stands `today`.
    pub fn state(&self, today: Day) -> State {
        let due = self.when.last();
        match (self.life, self.when) {
            (Life::Done { on }, _) => State::Done { on },
            // Begun in time, and no end is fixed.
            (Life::UnderWay { since }, When::From(_)) => State::UnderWay { since },
            (Life::Planned | Life::UnderWay { .. }, _) if due < today => State::Late { due },
            (Life::UnderWay { since }, _) => State::UnderWay { since },
            (Life::Planned, _) if self.when != self.step.when => State::Moved,
            (Life::Planned, _) => State::Planned,
        }
    }

    /// The day of the last thing that happened to it, if anything did.
    pub fn last_event(&self) -> Option<Day> {
        self.last_event
    }

    /// Since when the step has been under way, once it is begun and until it is done.
    pub fn under_way_since(&self) -> Option<Day> {
        match self.life {
            Life::UnderWay { since } => Some(since),
            Life::Planned | Life::Done { .. } => None,
        }
    }

    /// The day on which it was done, once it is.
    pub fn done_on(&self) -> Option<Day> {
        match self.life {
            Life::Done { on } => Some(on),
            Life::Planned | Life::UnderWay { .. } => None,
        }
    }

    /// Whether the step is done.
    pub fn is_done(&self) -> bool {
        self.done_on().is_some()
    }

    /// The course after one more event, as known `today`.
    ///
    /// # Errors
    /// When the event cannot be: why, and what to do.
    pub fn after(mut self, event: &Event, today: Day) -> Result<Course, Refused> {
        self.allows(event, today)?;
        let on = event.on;
        match &event.what {
            Happening::Started => self.life = self.begun(on),
            Happening::Finished => self.life = Life::Done { on },
            Happening::NoticeGiven => self.notice_given = Some(on),
            Happening::PapersPublished => {
                self.life = self.begun(on);
                self.papers_published = Some(on);
            }
            Happening::Moved { to, why } => {
                let (from, to) = (self.when, *to);
                self.moves.push(Move { from, to, on, why: why.clone(), by: event.by.clone() });
                self.when = to;
                // Another meeting needs its own papers; a notice once given stands.
                self.papers_published = None;
            }
            Happening::Decided { meeting, decision, .. } => {
                self.life = match decision.settles() {
                    Settled::Agreed => Life::Done { on },
                    Settled::Open => self.begun(on),
                };
                let (meeting, decision) = (meeting.clone(), decision.clone());
                self.decisions.push(Decided { on, meeting, decision });
            }
        }
        self.last_event = Some(on);
        Ok(self)
    }

    /// Under way: since `on`, unless it was already.
    fn begun(&self, on: Day) -> Life {
        match self.life {
            Life::Planned => Life::UnderWay { since: on },
            Life::UnderWay { .. } | Life::Done { .. } => self.life,
        }
    }
}

impl State {
    /// The state as printed, such as "under way since 1 January 2015".
    pub fn in_words(self) -> String {
        match self {
            State::Planned => "planned".to_owned(),
            State::Moved => "moved".to_owned(),
            State::UnderWay { since } => format!("under way since {}", since.in_words()),
            State::Late { due } => format!("late: it was due by {}", due.in_words()),
            State::Done { on } => format!("done on {}", on.in_words()),
        }
    }
}

#[cfg(test)]
mod tests;
