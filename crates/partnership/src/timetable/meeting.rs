//! Meetings of the bodies: when they are, by when their papers are due, and what is on the agenda.
//!
//! In comes a meeting with its agenda; out go its last day for papers, and the events that its agenda
//! means for the steps of the timetable.

pub mod agreeing;
pub mod moving;

use std::fmt;
use std::str::FromStr;

use crate::membership::body::BodyId;
use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::slug::Slug;
use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::ItemDeedRefused;
use crate::timetable::agenda::ItemLife;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::spoken::Spoken;
use crate::timetable::when::When;
use crate::timetable::working_days::papers_due;

/// The short name of a meeting, such as `council-april-2015`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct MeetingId(pub Slug);

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Its short name.
    pub id: MeetingId,
    /// Which body meets.
    pub body: BodyId,
    /// When it meets.
    pub when: MeetingDate,
    /// What is on its agenda.
    #[serde(default)]
    pub agenda: Vec<AgendaItem>,
}

/// When a body meets, written as any other time: `2015-04-22` or `April 2015`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "When", into = "When")]
pub enum MeetingDate {
    /// On this day.
    Set(Day),
    /// On a day of this month that is still to be set.
    ToBeSet(Month),
}

/// Why a time is not one for a meeting.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error(
    "a meeting cannot be {}; give a day (2015-03-05), or a month whose date is to be set (March 2015)",
    .0.in_words()
)]
pub struct NotAMeetingDate(pub When);

impl MeetingDate {
    /// The day, once it is set.
    pub fn day(self) -> Option<Day> {
        match self {
            MeetingDate::Set(day) => Some(day),
            MeetingDate::ToBeSet(_) => None,
        }
    }
}

/// Why what was typed is no date for a meeting.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SpokenDateError {
    /// It says no time at all.
    #[error(
        "`{0}` does not say when; write a day (5 March 2015), or a month whose date is to be set (March 2015)"
    )]
    NoTime(String),
    /// It is a time, and not one for a meeting.
    #[error(transparent)]
    NotAMeetingDate(#[from] NotAMeetingDate),
}

impl FromStr for Spoken<MeetingDate> {
    type Err = SpokenDateError;

    /// ```
    /// use partnership::timetable::meeting::MeetingDate;
    /// use partnership::timetable::spoken::Spoken;
    /// let council: Spoken<MeetingDate> = "22 April 2015".parse()?;
    /// assert_eq!(council.0, MeetingDate::Set("2015-04-22".parse()?));
    /// assert!("soon".parse::<Spoken<MeetingDate>>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn from_str(text: &str) -> Result<Spoken<MeetingDate>, SpokenDateError> {
        let found = || SpokenDateError::NoTime(text.chars().take(60).collect());
        let Spoken(when) = text.parse::<Spoken<When>>().map_err(|_| found())?;
        Ok(Spoken(MeetingDate::try_from(when)?))
    }
}

impl TryFrom<When> for MeetingDate {
    type Error = NotAMeetingDate;

    fn try_from(when: When) -> Result<MeetingDate, NotAMeetingDate> {
        match when {
            When::On(day) => Ok(MeetingDate::Set(day)),
            When::In(month) => Ok(MeetingDate::ToBeSet(month)),
            When::Between(_) | When::Through(_) | When::From(_) => Err(NotAMeetingDate(when)),
        }
    }
}

impl From<MeetingDate> for When {
    fn from(date: MeetingDate) -> When {
        match date {
            MeetingDate::Set(day) => When::On(day),
            MeetingDate::ToBeSet(month) => When::In(month),
        }
    }
}

impl Meeting {
    /// The last working day on which its papers may be published, once its date is set.
    pub fn papers_due(&self) -> Option<Day> {
        self.when.day().map(papers_due)
    }

    /// Whether papers for it are still to be published: a listed item has none yet, or awaits one.
    pub fn awaits_papers(&self) -> bool {
        self.listed().any(|item| item.papers_published().is_none())
    }

    /// The meeting with one more item at the end of its agenda. What was withdrawn from it may be listed
    /// again, in its old place; the item then begins anew.
    ///
    /// # Errors
    /// When the step is on the agenda already or was decided, or the item came with a history.
    pub fn listing(mut self, item: AgendaItem) -> Result<Meeting, ItemDeedRefused> {
        let item = item.listable()?;
        match self.agenda.iter_mut().find(|there| there.step == item.step) {
            None => self.agenda.push(item),
            Some(there) => match &there.life {
                ItemLife::Withdrawn { .. } => *there = item,
                ItemLife::Listed => return Err(ItemDeedRefused::AlreadyListed(item.step)),
                ItemLife::Decided { decision, .. } => {
                    return Err(ItemDeedRefused::Over(decision.outcome.in_words()));
                }
            },
        }
        Ok(self)
    }

    /// What the life of `item` means for its step, as an event that `by` records: that its papers are all
    /// published, or that the meeting decided it.
    pub fn event_of(&self, item: &AgendaItem, by: &str) -> Option<Event> {
        let (on, what) = match &item.life {
            ItemLife::Listed => (item.papers_published()?, Happening::PapersPublished),
            ItemLife::Decided { on, decision } => {
                let (meeting, body) = (self.id.clone(), self.body.clone());
                (*on, Happening::Decided { meeting, body, decision: decision.clone() })
            }
            ItemLife::Withdrawn { .. } => return None,
        };
        Some(Event { step: item.step.clone(), on, by: by.to_owned(), what })
    }
}

#[cfg(test)]
mod tests;
