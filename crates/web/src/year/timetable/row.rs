//! A step as a row of the timetable: when, who, what is asked before it, what lies beside it, how it stands.
//!
//! In comes the year so far; out go rows of words, by date.

use partnership::terms::wording::sentence;
use partnership::timetable::course::Course;
use partnership::timetable::election::pre_election_period;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::worked_back::Deadlines;
use partnership::timetable::worked_back::WorkedBack;

use crate::who::visitor::Visitor;
use crate::year::this_year::StepLine;
use crate::year::this_year::step_line;

/// A row.
#[derive(Debug, serde::Serialize)]
pub(in crate::year) struct Row {
    /// The step.
    pub(in crate::year) line: StepLine,
    /// What its meeting asks before it.
    pub(in crate::year) before: Vec<String>,
    /// School holidays and polls at the same time.
    pub(in crate::year) beside: Vec<String>,
    #[serde(skip)]
    days: [String; 5],
}

/// The steps of a year by date.
pub(in crate::year) fn rows(visitor: &Visitor, year: &YearSoFar) -> Vec<Row> {
    let worked_back = year.worked_back();
    let rows = year.by_date().into_iter().map(|course| {
        let asked = worked_back.get(&course.step.id);
        Row {
            line: step_line(visitor, year, course),
            before: before(course, asked),
            beside: beside(year, course),
            days: days(course, asked),
        }
    });
    rows.collect()
}

/// What a step's meeting asks before it, and what of that is done.
pub(in crate::year) fn before(course: &Course, asked: Option<&WorkedBack>) -> Vec<String> {
    let mut told = Vec::new();
    let papers = course.papers_published;
    if let Some(on) = papers {
        told.push(format!("The papers were published on {}.", on.in_words()));
    }
    if let Some(on) = course.notice_given {
        told.push(format!("Notice of the key decision was published on {}.", on.in_words()));
    }
    if let Some(asked) = asked.filter(|_| papers.is_none()) {
        told.push(sentence(&asked.in_words()));
    }
    told
}

/// The school holidays and polls that a step falls among.
pub(in crate::year) fn beside(year: &YearSoFar, course: &Course) -> Vec<String> {
    let days = course.when.days();
    let holidays = year.timetable().school_holidays(course.when);
    let holidays =
        holidays.map(|one| format!("School holiday: {}, {}.", one.name, one.days.in_words()));
    let polls = year.timetable().typed().polls.iter().map(|poll| pre_election_period(*poll));
    let polls = polls.filter(|period| period.meets(days)).map(|period| {
        let (first, poll) = (period.first().in_words(), period.last().in_words());
        format!("Pre-election period: {first} to the poll on {poll}.")
    });
    holidays.chain(polls).collect()
}

/// First and last day, papers due, notice due and last lawful day, for those who reckon on with them.
fn days(course: &Course, asked: Option<&WorkedBack>) -> [String; 5] {
    let (first, last) = (course.when.first().to_string(), course.when.last().to_string());
    let of = |asks: &Deadlines| {
        let notice = asks.notice_due.map_or_else(String::new, |day| day.to_string());
        (asks.papers_due.to_string(), notice)
    };
    let nothing = || (String::new(), String::new());
    let ((papers, notice), lawful) = match asked {
        None => (nothing(), String::new()),
        Some(WorkedBack::Set(asks)) => (of(asks), String::new()),
        Some(WorkedBack::ToBeSet { last, .. }) => (of(last), last.meeting.to_string()),
        Some(WorkedBack::NoLawfulDay { .. }) => (nothing(), "none".to_owned()),
    };
    [first, last, papers, notice, lawful]
}

/// The headings of the file.
pub(in crate::year) fn headings() -> Vec<String> {
    let headings = [
        "Step",
        "When",
        "Seen to by",
        "Decided by",
        "Stands",
        "Before the meeting",
        "Beside it",
        "First day",
        "Last day",
        "Papers due",
        "Notice due",
        "Last lawful day",
    ];
    headings.map(str::to_owned).to_vec()
}

impl Row {
    /// The row in the file.
    pub(in crate::year) fn cells(&self) -> Vec<String> {
        let StepLine { title, when, owner, body, state, .. } = &self.line;
        let words = [title, when, owner, body, state].map(Clone::clone).into_iter();
        let told = [self.before.join(" "), self.beside.join(" ")];
        words.chain(told).chain(self.days.clone()).collect()
    }
}
