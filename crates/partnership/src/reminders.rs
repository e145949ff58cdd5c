//! Reminders: who is written to today, of what, and what stands in the letter.
//!
//! In come the years as they stand today and the people; out go reminders and letters as plain values. When
//! and how a letter is sent, and that it is sent once, is for others: each has a key that stays the same.

pub mod digest;
pub mod ending;
pub mod invitation;
pub mod letter;
mod lines;

use std::cmp::Ordering;

use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;
use crate::timetable::due::Due;
use crate::timetable::due::Task;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::working_days::clear_working_days;
use crate::timetable::working_days::is_working_day;
use crate::timetable::working_days::working_day_from;
use crate::timetable::working_days::working_day_up_to;

/// So many working days before something is due its people are reminded, then on the day, and once it is
/// late every week. The rule is ours: two weeks to write, one to finish, and two more calls.
pub const WORKING_DAYS_BEFORE: [usize; 4] = [10, 5, 2, 1];

/// What is further off than this is never within ten working days, even over Christmas.
const FAR_OFF: i32 = 30;

/// Something that a person is reminded of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Who is reminded.
    pub to: PersonId,
    /// Of which cycle.
    pub cycle: Cycle,
    /// What must be done.
    pub due: Due,
    /// Why today.
    pub occasion: Occasion,
}

/// Why somebody is reminded today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// It is due in so many working days.
    Ahead(usize),
    /// It is due today, the last working day for it.
    Today,
    /// It has been late for so many whole weeks.
    Late(i32),
}

impl Occasion {
    /// Whether `today` is a day to remind of something due `by` a day, and which. Nobody is reminded on a day
    /// that is no working day; what is due on one is counted to the working day before it.
    ///
    /// ```
    /// use partnership::reminders::Occasion;
    /// let (council, today) = ("2015-04-14".parse()?, "2015-04-09".parse()?);
    /// // From Thursday to Tuesday: Friday, Monday, Tuesday.
    /// assert_eq!(Occasion::of(council, today), None);
    /// assert_eq!(Occasion::of(council, "2015-04-10".parse()?), Some(Occasion::Ahead(2)));
    /// # Ok::<(), partnership::terms::day::DayError>(())
    /// ```
    pub fn of(by: Day, today: Day) -> Option<Occasion> {
        if FAR_OFF < by.days_since(today) || !is_working_day(today) {
            return None;
        }
        let due = working_day_up_to(by);
        match due.cmp(&today) {
            Ordering::Equal => Some(Occasion::Today),
            Ordering::Less => weeks_late(by, today).map(Occasion::Late),
            Ordering::Greater => {
                let ahead = clear_working_days(today, due) + 1;
                WORKING_DAYS_BEFORE.contains(&ahead).then_some(Occasion::Ahead(ahead))
            }
        }
    }

    /// The occasion in words: "in 5 working days", "today", "late".
    pub fn in_words(self) -> String {
        match self {
            Occasion::Ahead(1) => "in 1 working day".to_owned(),
            Occasion::Ahead(days) => format!("in {days} working days"),
            Occasion::Today => "today".to_owned(),
            Occasion::Late(_) => "late".to_owned(),
        }
    }

    pub(crate) fn as_key(self) -> String {
        match self {
            Occasion::Ahead(days) => format!("ahead-{days}"),
            Occasion::Today => "today".to_owned(),
            Occasion::Late(weeks) => format!("late-{weeks}"),
        }
    }
}

/// For how many weeks something has been late, on the days on which its people are reminded of it: the first
/// working day after it was due, and each week after that.
fn weeks_late(by: Day, today: Day) -> Option<i32> {
    let first = working_day_from(by.plus_days(1));
    let weeks = today.days_since(first).div_euclid(7);
    // A week whose day is a holiday is told of on the next working day, which may lie in the week after.
    let told = |week: &i32| 0 <= *week && working_day_from(first.plus_days(7 * week)) == today;
    [weeks - 1, weeks].into_iter().find(told)
}

impl Reminder {
    /// Its name for good: the same reminder, made again, has the same one. A step that is moved is reminded of
    /// anew by its new date.
    pub fn key(&self) -> String {
        let Due { by, step, task, .. } = &self.due;
        let occasion = self.occasion.as_key();
        format!("{}/{step}/{}/{by}/{occasion}/{}", self.cycle, task_as_key(*task), self.to)
    }
}

fn task_as_key(task: Task) -> &'static str {
    match task {
        Task::SetDate => "set-date",
        Task::GiveNotice => "notice",
        Task::PublishPapers => "papers",
        Task::Begin => "begin",
        Task::Decide => "decide",
        Task::Finish => "finish",
    }
}

/// Who is reminded of what today, in order of date.
///
/// Those who act for a step's owner are. Managers are reminded of what is late, and of what nobody acts for,
/// so that nothing falls due unseen. What is done is not due, so nobody is reminded of it.
pub fn reminders_of(years: &[YearSoFar], people: &[Person]) -> Vec<Reminder> {
    let mut reminders = Vec::new();
    for year in years {
        let cycle = year.timetable().cycle();
        for due in year.due() {
            let Some(occasion) = Occasion::of(due.by, year.today()) else { continue };
            let reminded =
                people.iter().filter(|person| is_reminded(person, &due, occasion, people));
            reminders.extend(reminded.map(|person| Reminder {
                to: person.id.clone(),
                cycle,
                due: due.clone(),
                occasion,
            }));
        }
    }
    reminders.sort_by_key(|reminder| reminder.due.by);
    reminders
}

fn is_reminded(person: &Person, due: &Due, occasion: Occasion, people: &[Person]) -> bool {
    let acts = |person: &Person| person.acts_for.contains(&due.owner);
    let late = match occasion {
        Occasion::Late(_) => true,
        Occasion::Ahead(_) | Occasion::Today => false,
    };
    acts(person) || person.role == Role::Manager && (late || !people.iter().any(acts))
}

#[cfg(test)]
mod tests;
