//! The year as entries of a calendar, for those who keep theirs in another program.
//!
//! In comes the year so far; out go entries for whole days, each with its reason. How a calendar's file is
//! written is no concern of the core.

mod found;
mod words;

use jiff::Timestamp;

use crate::membership::person::Person;
use crate::membership::person::Role;
use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::timetable::so_far::YearSoFar;

/// So many days before a body meets, its members are reminded.
pub const ALARMS_BEFORE_MEETING: [i32; 2] = [7, 1];

/// So many days before papers are due, whoever sees to them is reminded: in time to write, and to send.
pub const ALARMS_BEFORE_PAPERS: [i32; 2] = [10, 2];

/// So many days before notice of a key decision is due.
pub const ALARMS_BEFORE_NOTICE: [i32; 1] = [7];

/// One entry of a calendar: something on one day, or over several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its name for good, such as `2015-16/plan-adopted/papers`: the same entry keeps it wherever it moves.
    pub id: String,
    /// What kind of entry it is.
    pub kind: CalendarKind,
    /// Its days, all day long.
    pub days: Span<Day>,
    /// What it is, in one line.
    pub title: String,
    /// What it is, who sees to it, and why it is then.
    pub description: String,
    /// Who sees to it; nobody does to a poll.
    pub owner: Option<String>,
    /// Whether it is certain.
    pub certainty: Certainty,
    /// When anything that the calendar rests on was changed last.
    pub changed: Timestamp,
    /// How many days before it to remind; of what is done, never.
    pub alarms: Vec<i32>,
}

/// What kind of entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarKind {
    /// A poll, or the pre-election period before it.
    Poll,
    /// The days on which a consultation is open.
    Consultation,
    /// Notice of a key decision is due.
    Notice,
    /// Papers are due.
    Papers,
    /// A body meets and decides.
    Meeting,
    /// A step begins.
    Begins,
    /// A step must be done.
    Ends,
}

/// Whether an entry's day is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It is set.
    Confirmed,
    /// It is still to be set, and shown on the last lawful day.
    Tentative,
}

impl YearSoFar {
    /// All entries of the year, in order of date. A date still to be set is shown on its last lawful day.
    ///
    /// `changed` is when the year was last changed: any change can move what is worked back from it, so all
    /// entries have the one time.
    pub fn calendar(&self, changed: Timestamp) -> Vec<CalendarEntry> {
        let mut entries = self.polls_in_calendar(changed);
        entries.extend(self.steps_in_calendar(changed));
        entries.sort_by(|one, other| (one.days, &one.id).cmp(&(other.days, &other.id)));
        entries
    }

    /// The entries for one person's own calendar.
    pub fn calendar_of(&self, person: &Person, changed: Timestamp) -> Vec<CalendarEntry> {
        let mut entries = self.calendar(changed);
        entries.retain(|entry| entry.is_for(person));
        entries
    }
}

impl CalendarEntry {
    /// Whether a person has it in their own calendar: everybody has meetings, consultations and polls; what
    /// else must be done, those who act for its owner, and a manager, who sees to it that all is done.
    pub fn is_for(&self, person: &Person) -> bool {
        match self.kind {
            CalendarKind::Poll | CalendarKind::Consultation | CalendarKind::Meeting => true,
            CalendarKind::Notice
            | CalendarKind::Papers
            | CalendarKind::Begins
            | CalendarKind::Ends => {
                person.role == Role::Manager
                    || self.owner.as_ref().is_some_and(|owner| person.acts_for.contains(owner))
            }
        }
    }
}

#[cfg(test)]
mod tests;
