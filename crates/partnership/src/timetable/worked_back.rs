//! The timetable worked back from the meetings: what each asks before it, and, where its date is still
//! to be set, the first and last days on which it can lawfully be.
//!
//! In comes the year so far; out go, for every step that a body has still to decide, its deadlines.

mod rule;

use std::collections::BTreeMap;

use crate::membership::body::Body;
use crate::membership::body::BodyKind;
use crate::membership::body::KeyDecisions;
use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::timetable::course::Course;
use crate::timetable::holidays::bank_holiday;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::when::When;
use crate::timetable::working_days::day_off;
use crate::timetable::working_days::first_meeting;
use crate::timetable::working_days::notice_due;
use crate::timetable::working_days::papers_due;
use crate::timetable::working_days::working_day_from;
use crate::timetable::working_days::working_day_up_to;

/// What a meeting asks before it.
///
/// Papers are due by law for the council's bodies. The partnership's own strategy group is held to the
/// same days, as good practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadlines {
    /// The day of the meeting.
    pub meeting: Day,
    /// The last working day for its papers.
    pub papers_due: Day,
    /// The last day for notice of a key decision, where the body gives one.
    pub notice_due: Option<Day>,
    /// The bank holidays that do not count among the clear days for the papers.
    pub not_counted: Vec<(Day, &'static str)>,
}

/// A step that a body has still to decide, worked back from its meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkedBack {
    /// The date is set.
    Set(Deadlines),
    /// The date is still to be set; these are the first and the last lawful day in the month.
    ToBeSet {
        /// The month.
        month: Month,
        /// What the first lawful day asks.
        first: Deadlines,
        /// What the last lawful day asks.
        last: Deadlines,
    },
    /// The date is still to be set, and the month has no lawful day for it.
    NoLawfulDay {
        /// The month.
        month: Month,
        /// The first day that what comes before allows, in the month or after it.
        earliest: Day,
        /// The last day that what comes after allows, in the month or before it.
        latest: Day,
    },
}

/// What must be published before a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paperwork {
    /// Notice of a key decision.
    Notice,
    /// The papers.
    Papers,
}

impl Deadlines {
    /// What a meeting of a body of that kind on that day asks before it.
    pub fn of(kind: BodyKind, meeting: Day) -> Deadlines {
        let papers_due = papers_due(meeting);
        let between = papers_due.onwards().take_while(|day| *day < meeting);
        let not_counted = between.filter_map(|day| Some((day, bank_holiday(day)?))).collect();
        let notice_due = match kind.key_decisions() {
            KeyDecisions::Announced => Some(notice_due(meeting)),
            KeyDecisions::NotAnnounced => None,
        };
        Deadlines { meeting, papers_due, notice_due, not_counted }
    }

    /// What must be published first for a step, and by when: the notice, or once that is given the
    /// papers.
    pub fn first_due(&self, course: &Course) -> (Paperwork, Day) {
        match self.notice_due.filter(|_| course.notice_given.is_none()) {
            Some(notice) => (Paperwork::Notice, notice),
            None => (Paperwork::Papers, self.papers_due),
        }
    }

    /// The deadlines in a sentence.
    pub fn in_words(&self) -> String {
        let mut words = format!("papers are due by {}", self.papers_due.in_full());
        if !self.not_counted.is_empty() {
            let named = self.not_counted.iter().map(|(_, name)| *name).collect::<Vec<_>>();
            let verb = if named.len() == 1 { "does" } else { "do" };
            words += &format!(" ({} {verb} not count)", named.join(" and "));
        }
        if let Some(notice) = self.notice_due {
            words += &format!(", notice of the key decision by {}", notice.in_full());
            if let Some(off) = day_off(notice) {
                let before = working_day_up_to(notice).in_full();
                words += &format!(" ({off}; the last working day before it is {before})");
            }
        }
        words
    }
}

impl WorkedBack {
    /// The step worked back, in a sentence.
    pub fn in_words(&self) -> String {
        match self {
            WorkedBack::Set(deadlines) => deadlines.in_words(),
            WorkedBack::ToBeSet { month, first, last } => {
                let end = Day::last_of(*month);
                let bites = day_off(end).filter(|_| last.meeting == working_day_up_to(end));
                let why = bites.map(|off| format!(" ({} is {off})", end.in_words()));
                format!(
                    "the first lawful day is {} and the last {}{}; for the last, {}",
                    first.meeting.in_full(),
                    last.meeting.in_full(),
                    why.unwrap_or_default(),
                    last.in_words()
                )
            }
            WorkedBack::NoLawfulDay { month, earliest, latest } => format!(
                "no day in {} is lawful: what comes before allows none until {}, and the last day that \
                 is left is {}",
                month.in_words(),
                earliest.in_full(),
                latest.in_full()
            ),
        }
    }
}

impl YearSoFar {
    /// Every step that a body has still to decide, worked back from its meeting.
    pub fn worked_back(&self) -> BTreeMap<StepId, WorkedBack> {
        let (earliest, latest) = (self.earliest(), self.latest());
        let worked_back = self.courses().filter_map(|course| {
            let id = &course.step.id;
            let body = undecided(course)?;
            let deadlines = |day| Deadlines::of(body.kind, day);
            let (earliest, latest) = (*earliest.get(id)?, *latest.get(id)?);
            let worked_back = match open_month(course) {
                None => WorkedBack::Set(deadlines(course.when.first())),
                Some(month) if latest < earliest => {
                    WorkedBack::NoLawfulDay { month, earliest, latest }
                }
                Some(month) => {
                    let (first, last) = (deadlines(earliest), deadlines(latest));
                    WorkedBack::ToBeSet { month, first, last }
                }
            };
            Some((id.clone(), worked_back))
        });
        worked_back.collect()
    }

    /// For each step, the earliest day on which it can have ended.
    fn earliest(&self) -> BTreeMap<&StepId, Day> {
        let mut earliest = BTreeMap::new();
        for course in self.courses() {
            let day = match open_month(course) {
                None => self.end_of(course),
                Some(month) => {
                    let after = self.needed_by(course).filter_map(|needed| {
                        let ended = *earliest.get(&needed.step.id)?;
                        let together = same_body(needed, course);
                        Some(if together { ended } else { first_meeting(ended) })
                    });
                    working_day_from(after.fold(Day::first_of(month), Day::max))
                }
            };
            earliest.insert(&course.step.id, day);
        }
        earliest
    }

    /// For each step, the latest day on which it can end.
    fn latest(&self) -> BTreeMap<&StepId, Day> {
        let mut latest = BTreeMap::new();
        for course in self.courses().rev() {
            let day = match open_month(course) {
                None => self.end_of(course),
                Some(month) => {
                    let before = self.waiting_for(course).filter_map(|waiting| {
                        let ends = *latest.get(&waiting.step.id)?;
                        let has_papers = waiting.body.is_some() && !same_body(waiting, course);
                        Some(if has_papers { papers_due(ends) } else { ends })
                    });
                    working_day_up_to(before.fold(Day::last_of(month), Day::min))
                }
            };
            latest.insert(&course.step.id, day);
        }
        latest
    }
}

/// The body that has still to decide a step; `None` when it did, or when no body does.
pub(crate) fn undecided(course: &Course) -> Option<&Body> {
    course.body.as_ref().filter(|_| !course.is_done())
}

/// The month of an undecided step whose date is still to be set.
pub(crate) fn open_month(course: &Course) -> Option<Month> {
    undecided(course)?;
    match course.when {
        When::In(month) => Some(month),
        When::On(_) | When::Between(_) | When::Through(_) | When::From(_) => None,
    }
}

/// Whether one body decides both, so that both can be at one meeting with its papers going out together.
pub(crate) fn same_body(one: &Course, other: &Course) -> bool {
    one.body.is_some() && one.body == other.body
}

#[cfg(test)]
mod tests;
