//! What is due next, and what is late.
//!
//! In comes the year so far; out goes a list in order of date, each line with who sees to it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::membership::person::Person;
use crate::membership::person::Role;
use crate::terms::day::Day;
use crate::timetable::course::Course;
use crate::timetable::course::State;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::when::When;
use crate::timetable::worked_back::Deadlines;
use crate::timetable::worked_back::WorkedBack;

/// One thing that must be done by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// By when.
    pub by: Day,
    /// How far off that is today.
    pub distance: Distance,
    /// What must be done.
    pub task: Task,
    /// For which step.
    pub step: StepId,
    /// The step's title.
    pub title: String,
    /// Who sees to it.
    pub owner: String,
    /// Where the step stands.
    pub state: State,
}

/// What must be done for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Set the date of the meeting.
    SetDate,
    /// Publish notice of the key decision.
    GiveNotice,
    /// Publish the papers.
    PublishPapers,
    /// Begin.
    Begin,
    /// Have the body decide.
    Decide,
    /// Bring it to its end.
    Finish,
}

/// How far off a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// So many days ago.
    Late(i32),
    /// Today.
    Today,
    /// So many days from now.
    Ahead(i32),
}

impl YearSoFar {
    /// All that must still be done, in order of date; what is late comes first.
    pub fn due(&self) -> Vec<Due> {
        let worked_back = self.worked_back();
        let mut due = Vec::new();
        for course in self.courses().filter(|course| !course.is_done()) {
            let tasks = match worked_back.get(&course.step.id) {
                Some(worked_back) => tasks_before_meeting(course, worked_back),
                None => tasks_of_owner(course),
            };
            due.extend(tasks.into_iter().map(|(by, task)| self.line(course, by, task)));
        }
        due.sort_by_key(|line| (line.by, line.task));
        due
    }

    /// What `owners` must still see to, in order of date.
    pub fn due_for(&self, owners: &BTreeSet<String>) -> Vec<Due> {
        self.due().into_iter().filter(|line| owners.contains(&line.owner)).collect()
    }

    /// A person's own list: what those whom they act for must still see to, in order of date. A manager
    /// sees to it that all is done, so the rest comes after it.
    pub fn list_of(&self, person: &Person) -> Vec<Due> {
        match person.role {
            Role::Manager => {
                let mut due = self.due();
                due.sort_by_key(|line| !person.acts_for.contains(&line.owner));
                due
            }
            Role::Administrator
            | Role::Analyst
            | Role::TaskGroupLead
            | Role::Partner
            | Role::Councillor
            | Role::CountyAnalyst => self.due_for(&person.acts_for),
        }
    }

    fn line(&self, course: &Course, by: Day, task: Task) -> Due {
        Due {
            by,
            distance: Distance::of(by, self.today()),
            task,
            step: course.step.id.clone(),
            title: course.step.title.clone(),
            owner: course.step.owner.clone(),
            state: self.state(course),
        }
    }
}

fn tasks_before_meeting(course: &Course, worked_back: &WorkedBack) -> Vec<(Day, Task)> {
    match worked_back {
        WorkedBack::Set(Deadlines { meeting, papers_due, notice_due, .. }) => {
            let notice = notice_due.filter(|_| course.notice_given.is_none());
            let papers = Some(*papers_due).filter(|_| course.papers_published.is_none());
            let notice = notice.map(|day| (day, Task::GiveNotice));
            let papers = papers.map(|day| (day, Task::PublishPapers));
            [notice, papers, Some((*meeting, Task::Decide))].into_iter().flatten().collect()
        }
        WorkedBack::ToBeSet { last, .. } => vec![(last.first_due(course).1, Task::SetDate)],
        WorkedBack::NoLawfulDay { latest, .. } => vec![(*latest, Task::SetDate)],
    }
}

fn tasks_of_owner(course: &Course) -> Vec<(Day, Task)> {
    let (first, last) = (course.when.first(), course.when.last());
    let begun = course.under_way_since().is_some();
    match course.when {
        When::From(_) if begun => Vec::new(),
        When::From(_) => vec![(last, Task::Begin)],
        When::Between(_) | When::Through(_) if !begun => {
            vec![(first, Task::Begin), (last, Task::Finish)]
        }
        When::Between(_) | When::Through(_) | When::On(_) | When::In(_) => {
            vec![(last, Task::Finish)]
        }
    }
}

impl Task {
    /// The task in a few words, to stand before a step's title.
    pub fn in_words(self) -> &'static str {
        match self {
            Task::SetDate => "set the date",
            Task::GiveNotice => "publish notice of the key decision",
            Task::PublishPapers => "publish the papers",
            Task::Begin => "begin",
            Task::Decide => "decide",
            Task::Finish => "finish",
        }
    }
}

impl Distance {
    /// How far off `by` is on the day `today`.
    pub fn of(by: Day, today: Day) -> Distance {
        let days = by.days_since(today);
        match days.cmp(&0) {
            Ordering::Less => Distance::Late(-days),
            Ordering::Equal => Distance::Today,
            Ordering::Greater => Distance::Ahead(days),
        }
    }

    /// The distance in words: "3 days late", "today", "in 1 day".
    pub fn in_words(self) -> String {
        let days =
            |number: i32| if number == 1 { "1 day".to_owned() } else { format!("{number} days") };
        match self {
            Distance::Late(number) => format!("{} late", days(number)),
            Distance::Today => "today".to_owned(),
            Distance::Ahead(number) => format!("in {}", days(number)),
        }
    }
}

#[cfg(test)]
mod tests;
