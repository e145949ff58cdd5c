//! A timeline: when the steps of a year are, drawn against the calendar.
//!
//! In come days and words; out goes what the document writers draw. Where a step stands is told by words and
//! by the pattern of its mark, never by colour alone.

use crate::content::Reference;
use crate::terms::day::Day;
use crate::terms::span::Span;

/// A year's steps against the calendar, a row each.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Timeline {
    /// The days drawn, from the left to the right edge.
    pub days: Span<Day>,
    /// Today, where it lies among them: drawn as a line with its date.
    pub today: Option<Day>,
    /// Days that lie behind all rows, with what they are.
    pub shades: Vec<Shade>,
    /// The rows from top to bottom.
    pub rows: Vec<TimelineRow>,
}

/// One step of a timeline.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TimelineRow {
    /// The step, such as "Rolling Plan adopted".
    pub label: String,
    /// What is drawn.
    pub mark: Mark,
    /// How it is filled.
    pub pattern: Pattern,
    /// Where the step stands, in words, such as "under way since 1 January 2015".
    pub stands: String,
    /// Where the facts of the step can be followed.
    pub reference: Reference,
}

/// What is drawn for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Mark {
    /// A bar over these days.
    Bar(Span<Day>),
    /// A diamond on the day of a meeting.
    Diamond(Day),
    /// A dashed bar over the month of a meeting whose date is to be set.
    Dashed(Span<Day>),
    /// A dashed bar from this day on, with no end: "from … onwards".
    Onwards(Day),
}

/// How a mark is filled, one pattern for each state.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Pattern {
    /// Not begun: an outline.
    Outline,
    /// Under way: an outline with its lower half filled.
    HalfFilled,
    /// Late: hatched.
    Hatched,
    /// Done: filled.
    Filled,
}

/// Days that lie behind all rows.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Shade {
    /// Which days.
    pub days: Span<Day>,
    /// What they are, such as "Pre-election period".
    pub label: String,
    /// How they are shaded.
    pub kind: ShadeKind,
}

/// What shaded days are; each kind has its own pattern.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum ShadeKind {
    /// The weeks before a poll.
    PreElection,
    /// School holidays.
    SchoolHoliday,
}

impl Mark {
    /// The first day that it touches.
    pub fn first(self) -> Day {
        match self {
            Mark::Bar(days) | Mark::Dashed(days) => days.first(),
            Mark::Diamond(day) | Mark::Onwards(day) => day,
        }
    }

    /// The last day that must be drawn for it to be seen whole.
    pub fn last(self) -> Day {
        match self {
            Mark::Bar(days) | Mark::Dashed(days) => days.last(),
            Mark::Diamond(day) => day,
            Mark::Onwards(day) => Day::last_of(day.month()),
        }
    }
}

impl Pattern {
    /// What the pattern means, for the key.
    pub fn in_words(self) -> &'static str {
        match self {
            Pattern::Outline => "to come",
            Pattern::HalfFilled => "under way",
            Pattern::Hatched => "late",
            Pattern::Filled => "done",
        }
    }
}

impl ShadeKind {
    /// What is shaded, for the key.
    pub fn in_words(self) -> &'static str {
        match self {
            ShadeKind::PreElection => "pre-election period",
            ShadeKind::SchoolHoliday => "school holidays",
        }
    }
}
