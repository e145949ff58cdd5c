//! The next cycle's timetable, rolled forward from this one.
//!
//! In comes the year so far; out goes the next year's plan: the same steps, each on the same weekday of
//! the same week of its month as it was last planned for, and a list of what could not be carried over.

use std::collections::BTreeSet;

use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::span::Span;
use crate::timetable::TypedTimetable;
use crate::timetable::course::Course;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::Step;
use crate::timetable::step::StepId;
use crate::timetable::when::When;

/// The next cycle as it is proposed, to be read and changed before it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextCycle {
    /// The proposal.
    pub typed: TypedTimetable,
    /// What a person must look at.
    pub not_carried: Vec<NotCarried>,
}

/// Something of a timetable that could not be carried over as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCarried {
    /// Polls differ from year to year.
    Polls,
    /// School holidays differ from year to year.
    SchoolHolidays,
    /// A title names a year.
    TitleNamesAYear(StepId),
    /// The next year's month has no fifth such weekday.
    NoSuchWeek {
        /// The step.
        step: StepId,
        /// The day in this cycle.
        was: Day,
        /// The day proposed.
        now: Day,
    },
    /// It would have come before a step that it needs, and was put back by weeks.
    PutBack {
        /// The step.
        step: StepId,
        /// When it is proposed for.
        to: When,
    },
}

impl NotCarried {
    /// What could not be carried over, and what to do.
    pub fn in_words(&self) -> String {
        match self {
            NotCarried::Polls => "polls are not carried over; add those of the year".to_owned(),
            NotCarried::SchoolHolidays => {
                "school holidays are not carried over; add those of the year".to_owned()
            }
            NotCarried::TitleNamesAYear(step) => {
                format!("the title of `{step}` names a year; change it")
            }
            NotCarried::NoSuchWeek { step, was, now } => format!(
                "`{step}` was on {}, the fifth such day of its month; the next year has none, so {} is \
                 proposed",
                was.in_full(),
                now.in_full()
            ),
            NotCarried::PutBack { step, to } => format!(
                "`{step}` would have come before a step that it needs, so it is put back: {}",
                to.in_words()
            ),
        }
    }
}

impl YearSoFar {
    /// The next cycle: every step planned anew from where its date ended up. `None` at the end of the
    /// calendar held.
    ///
    /// Months move by twelve. A day keeps its weekday and its week of the month: the first Thursday of
    /// December stays that. Days keep their number, unless they span whole months, which they then go on
    /// doing.
    pub fn next_cycle(&self) -> Option<NextCycle> {
        let typed = self.timetable().typed();
        let cycle = typed.cycle.next()?;
        let mut not_carried = Vec::new();
        if !typed.polls.is_empty() {
            not_carried.push(NotCarried::Polls);
        }
        if !typed.school_holidays.is_empty() {
            not_carried.push(NotCarried::SchoolHolidays);
        }
        let mut steps: Vec<Step> = Vec::new();
        for course in self.courses() {
            let (when, lost) = self.a_year_later(course, &steps);
            not_carried.extend(lost);
            steps.push(Step { when, ..course.step.clone() });
        }
        let (polls, school_holidays) = (BTreeSet::new(), Vec::new());
        Some(NextCycle {
            typed: TypedTimetable { cycle, polls, school_holidays, steps },
            not_carried,
        })
    }

    /// When a step is proposed for, not before the `rolled` steps that it needs and came after.
    fn a_year_later(&self, course: &Course, rolled: &[Step]) -> (When, Vec<NotCarried>) {
        let step = &course.step.id;
        let mut lost = Vec::new();
        let (proposed, no_such_week) = year_later(course.when);
        if let Some((was, now)) = no_such_week {
            lost.push(NotCarried::NoSuchWeek { step: step.clone(), was, now });
        }
        let came_before =
            self.needed_by(course).filter(|needed| needed.when.last() <= course.when.last());
        let last_needed = came_before
            .filter_map(|needed| rolled.iter().find(|step| step.id == needed.step.id))
            .map(|step| step.when.last())
            .max();
        let when = last_needed.map_or(proposed, |last| not_ending_before(proposed, last));
        if when != proposed {
            lost.push(NotCarried::PutBack { step: step.clone(), to: when });
        }
        if names_a_year(&course.step.title) {
            lost.push(NotCarried::TitleNamesAYear(step.clone()));
        }
        (when, lost)
    }
}

/// The same time a year later, and the day whose week the next year's month does not have.
fn year_later(when: When) -> (When, Option<(Day, Day)>) {
    let later = |month: Month| month.plus_months(12);
    match when {
        When::On(day) => {
            let (now, lost) = same_week_a_year_later(day);
            (When::On(now), lost)
        }
        When::Between(days) if days == whole_months(days).days() => {
            let months = whole_months(days);
            let months = Span::spanning(later(months.first()), later(months.last()));
            (When::Between(months.days()), None)
        }
        When::Between(days) => {
            let (first, lost) = same_week_a_year_later(days.first());
            let last = first.plus_days(days.last().days_since(days.first()));
            (When::Between(Span::spanning(first, last)), lost)
        }
        When::Through(months) => {
            (When::Through(Span::spanning(later(months.first()), later(months.last()))), None)
        }
        When::In(month) => (When::In(later(month)), None),
        When::From(month) => (When::From(later(month)), None),
    }
}

/// The months that days touch.
fn whole_months(days: Span<Day>) -> Span<Month> {
    Span::spanning(days.first().month(), days.last().month())
}

/// The same weekday of the same week of its month, a year later. Where there is no fifth, the fourth,
/// with the day that was and the day that is.
fn same_week_a_year_later(day: Day) -> (Day, Option<(Day, Day)>) {
    let month = Day::first_of(day.month().plus_months(12));
    let to_weekday = i32::from(month.weekday().until(day.weekday()));
    let weeks = i32::from((day.of_month() - 1) / 7);
    let now = month.plus_days(to_weekday + 7 * weeks);
    if now.month() == month.month() {
        return (now, None);
    }
    let now = now.plus_days(-7);
    (now, Some((day, now)))
}

/// The same time, put back by whole weeks or months until it does not end before `last`.
fn not_ending_before(when: When, last: Day) -> When {
    let short = last.days_since(when.last());
    if short <= 0 {
        return when;
    }
    let days = (short + 6) / 7 * 7;
    match when {
        When::On(day) => When::On(day.plus_days(days)),
        When::Between(span) => {
            let (first, last) = (span.first().plus_days(days), span.last().plus_days(days));
            When::Between(Span::spanning(first, last))
        }
        When::Through(months) => When::Through(Span::spanning(months.first(), last.month())),
        When::In(_) => When::In(last.month()),
        When::From(_) => When::From(last.month()),
    }
}

/// Whether a title holds a year of this century, such as "2015".
fn names_a_year(title: &str) -> bool {
    let mut numbers = title.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.len() == 4 && number.starts_with("20"))
}

#[cfg(test)]
mod tests;
