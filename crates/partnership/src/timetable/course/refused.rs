//! Which events a step's course allows, and why another is refused.
//!
//! In come a course, an event and today; out goes nothing, or the refusal with what to do.

use crate::membership::body::Body;
use crate::membership::body::BodyId;
use crate::membership::body::KeyDecisions;
use crate::terms::day::Day;
use crate::timetable::course::Course;
use crate::timetable::course::Life;
use crate::timetable::decision::Decision;
use crate::timetable::decision::DecisionError;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::meeting::NotAMeetingDate;
use crate::timetable::when::When;

/// Why an event is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum Refused {
    /// It lies in the future.
    #[error("{} is still to come; record what happens once it has happened", .0.in_words())]
    NotYet(Day),
    /// It lies before an event recorded already.
    #[error("{} comes before the step's last event, on {}; correct the day", .on.in_words(), .last.in_words())]
    OutOfOrder {
        /// Its day.
        on: Day,
        /// The day of the last event.
        last: Day,
    },
    /// The step is done.
    #[error("the step was done on {}; nothing more can happen to it", .0.in_words())]
    AlreadyDone(Day),
    /// The step is under way.
    #[error("the step has been under way since {}", .0.in_words())]
    AlreadyUnderWay(Day),
    /// Only a body's decision ends the step.
    #[error("the step is done only by a decision of {0}; record the decision with its minute")]
    NeedsDecision(String),
    /// No body decides the step.
    #[error("no body decides this step; record it as started or finished")]
    NotForABody,
    /// Another body decides the step.
    #[error("the step is for {theirs} to decide, and `{body}` did; record it at the right meeting")]
    NotTheirs {
        /// The body that decided.
        body: BodyId,
        /// The body that has to, by its name.
        theirs: String,
    },
    /// It is planned for that time already.
    #[error("the step is already planned {}; give another time", .0.in_words())]
    NotAMove(When),
    /// A body decides on one day.
    #[error(transparent)]
    NotAMeeting(#[from] NotAMeetingDate),
    /// No reason is given for the move.
    #[error("no reason is given for the move; write one, so that it can be understood later")]
    NoReason,
    /// The body gives no notice of key decisions.
    #[error("{0} is not the executive and gives no notice of key decisions")]
    NoNotice(String),
    /// The decision does not say all it must.
    #[error(transparent)]
    Decision(#[from] DecisionError),
}

impl Course {
    /// Whether `event` can be, as known `today`.
    pub(crate) fn allows(&self, event: &Event, today: Day) -> Result<(), Refused> {
        let on = event.on;
        if today < on {
            return Err(Refused::NotYet(on));
        }
        if let Life::Done { on } = self.life {
            return Err(Refused::AlreadyDone(on));
        }
        if let Some(last) = self.last_event.filter(|last| on < *last) {
            return Err(Refused::OutOfOrder { on, last });
        }
        match &event.what {
            Happening::Started => self.allows_start(),
            Happening::Finished => self.allows_finish(),
            Happening::NoticeGiven => self.allows_notice(),
            Happening::PapersPublished => self.decided_by().map(|_| ()),
            Happening::Moved { to, why } => self.allows_move(*to, why),
            Happening::Decided { body, decision, .. } => self.allows_decision(body, decision),
        }
    }

    fn allows_start(&self) -> Result<(), Refused> {
        match self.life {
            Life::Planned => Ok(()),
            Life::UnderWay { since } => Err(Refused::AlreadyUnderWay(since)),
            Life::Done { on } => Err(Refused::AlreadyDone(on)),
        }
    }

    fn allows_finish(&self) -> Result<(), Refused> {
        match &self.body {
            None => Ok(()),
            Some(body) => Err(Refused::NeedsDecision(body.name.clone())),
        }
    }

    fn allows_notice(&self) -> Result<(), Refused> {
        let body = self.decided_by()?;
        match body.kind.key_decisions() {
            KeyDecisions::Announced => Ok(()),
            KeyDecisions::NotAnnounced => Err(Refused::NoNotice(body.name.clone())),
        }
    }

    fn allows_move(&self, to: When, why: &str) -> Result<(), Refused> {
        if to == self.when {
            return Err(Refused::NotAMove(to));
        }
        if self.body.is_some() {
            MeetingDate::try_from(to)?;
        }
        if why.trim().is_empty() { Err(Refused::NoReason) } else { Ok(()) }
    }

    fn allows_decision(&self, body: &BodyId, decision: &Decision) -> Result<(), Refused> {
        let theirs = self.decided_by()?;
        if theirs.id != *body {
            return Err(Refused::NotTheirs { body: body.clone(), theirs: theirs.name.clone() });
        }
        decision.complete().map_err(Refused::from)
    }

    fn decided_by(&self) -> Result<&Body, Refused> {
        self.body.as_ref().ok_or(Refused::NotForABody)
    }
}
