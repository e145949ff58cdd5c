//! What a manager should know of before it happens: dates that clash, leave no slack, or are unlawful.
//!
//! In comes the year so far; out go concerns, each with the steps and the days that it rests on and its
//! words. A concern forbids nothing.

mod found;
mod words;

use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::span::Span;
use crate::timetable::step::StepId;
use crate::timetable::when::When;
use crate::timetable::worked_back::Paperwork;
use crate::timetable::worked_back::WorkedBack;
use crate::timetable::working_days::DayOff;

/// Fewer clear working days than these between the close of a consultation and the decision that rests
/// on it are pointed out.
///
/// The rule is ours: one week to key, code and report what came back, and the five clear days for which
/// the papers then lie open.
pub const FEWEST_DAYS_TO_CONSIDER: usize = 10;

/// A date still to be set is pointed out when what it asks for falls due within so many days.
pub const DAYS_OF_WARNING: i32 = 28;

/// Something that a manager should know of before it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// The steps involved, first the one whose date could be changed.
    pub steps: Vec<StepId>,
    /// What the matter is.
    pub reason: Reason,
}

/// What the matter is, with the days that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Too few days lie between a consultation and the decision that rests on it.
    ClosesNearDecision {
        /// When the consultation closes.
        closes: Day,
        /// What is decided, such as "approval".
        decision: &'static str,
        /// When it is decided.
        decides: Day,
    },
    /// A text is written before those consulted have answered.
    WrittenBeforeClose {
        /// What is written, such as "the plan".
        text: &'static str,
        /// When it is written.
        written: When,
        /// When the consultation closes.
        closes: Day,
    },
    /// Papers are due on the very day on which what they need is done.
    NoSlack {
        /// Whose papers.
        body: String,
        /// What is done on that day, such as "Cabinet meets".
        needed: String,
        /// The day.
        on: Day,
    },
    /// Papers are due before what they need is done.
    PapersBeforeNeeded {
        /// What is due.
        papers: MeetingOf,
        /// When it is due.
        due: Day,
        /// What is done only later, such as "Cabinet meets".
        needed: String,
        /// When that is done.
        on: Day,
    },
    /// Papers or notice were due, and are not recorded as published.
    Overdue {
        /// For which meeting.
        of: MeetingOf,
        /// What was due.
        what: Paperwork,
        /// When it was due.
        due: Day,
    },
    /// A consultation closes on a day that is no working day.
    ClosesOnDayOff {
        /// The day.
        on: Day,
        /// Why it is none.
        off: DayOff,
    },
    /// A body meets on a day that is no working day.
    MeetsOnDayOff {
        /// The meeting.
        meeting: MeetingOf,
        /// Why it is none.
        off: DayOff,
    },
    /// A body decides in a pre-election period.
    BeforeAPoll {
        /// Which body.
        body: String,
        /// When it decides.
        when: When,
        /// The period, which ends with the poll.
        period: Span<Day>,
    },
    /// A step ends before one that it needs first.
    BeforeWhatItNeeds {
        /// The step's title.
        step: String,
        /// When it is.
        when: When,
        /// The needed step's title.
        needed: String,
        /// When that is.
        needed_when: When,
    },
    /// A date is still to be set though what it asks for falls due soon.
    DateToBeSet {
        /// Which body, in which month.
        body: String,
        /// The month.
        month: Month,
        /// The last lawful day in it.
        last: Day,
        /// What falls due first.
        what: Paperwork,
        /// When that falls due for the last lawful day.
        due: Day,
    },
    /// A date is still to be set, and no day of the month is lawful.
    NoLawfulDay {
        /// Which body.
        body: String,
        /// What comes before and after.
        worked_back: WorkedBack,
    },
}

/// A body's meeting on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingOf {
    /// The body's name.
    pub body: String,
    /// The day.
    pub on: Day,
}

#[cfg(test)]
mod tests;
