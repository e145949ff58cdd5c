//! The year's timetable: its steps, worked back from the meetings that must decide them.
//!
//! In comes a timetable as somebody typed it, then events as they happen, and today; out go where each
//! step stands, the days by which papers and notices are due, and what clashes. The calendar comes
//! first, then the plan of the year, then what happens to it.

pub mod holidays;
pub mod working_days;
pub mod election;
pub mod cycle;
pub mod when;
pub mod spoken;
pub mod step;
pub mod decision;
pub mod agenda;
pub mod meeting;
pub mod event;
pub mod course;
pub mod so_far;
pub mod worked_back;
pub mod concern;
pub mod due;
pub mod foreseen;
pub mod following;
pub mod calendar;
pub mod timeline;
pub mod roll;
pub mod standard;

use std::collections::BTreeSet;

use crate::membership::body::Body;
use crate::membership::body::BodyId;
use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::timetable::cycle::Cycle;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::meeting::NotAMeetingDate;
use crate::timetable::step::EndedBy;
use crate::timetable::step::Step;
use crate::timetable::step::StepId;
use crate::timetable::when::When;

/// A timetable as somebody typed it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedTimetable {
    /// The planning year that it leads to.
    pub cycle: Cycle,
    /// The days of polls in the partnership's area.
    #[serde(default)]
    pub polls: BTreeSet<Day>,
    /// School holidays, shown beside the steps.
    #[serde(default, rename = "school_holiday")]
    pub school_holidays: Vec<SchoolHoliday>,
    /// The steps, in any order.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

/// A school holiday: a note of when families are away, never a rule.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHoliday {
    /// What it is called, such as "Easter holidays".
    pub name: String,
    /// Its days.
    pub days: Span<Day>,
}

/// A timetable without fault. Its steps stand in an order in which each comes after those it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    typed: TypedTimetable,
    bodies: Vec<Body>,
}

/// Why what was typed is not a timetable: every fault, each with what to do.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the timetable cannot be read:\n{}", in_lines(.0))]
pub struct TimetableError(pub Vec<TimetableFault>);

/// One fault of a timetable.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum TimetableFault {
    /// Two steps have one name.
    #[error("two steps are called `{0}`; give one of them another short name")]
    Twice(StepId),
    /// A step has no title or no owner.
    #[error("step `{step}` has no {what}; write one")]
    Missing {
        /// The step.
        step: StepId,
        /// What it lacks.
        what: &'static str,
    },
    /// A step needs one that is not there.
    #[error("step `{step}` needs `{needs}`, which is not in the timetable; add it or take it out")]
    UnknownStep {
        /// The step.
        step: StepId,
        /// What it needs.
        needs: StepId,
    },
    /// Steps need one another, so that none can come first.
    #[error("these steps wait for one another: {}; take out one `needs`", ids(.0))]
    Circle(Vec<StepId>),
    /// The body is none of the partnership's.
    #[error("step `{step}` names the body `{body}`, which the partnership has not; add it there")]
    UnknownBody {
        /// The step.
        step: StepId,
        /// The body.
        body: BodyId,
    },
    /// A body must decide it, and none is named.
    #[error("step `{0}` is for a body to decide; name the body")]
    NoBody(StepId),
    /// No body decides such a step, and one is named.
    #[error(
        "step `{0}` is not of a kind that a body decides; take the body out or change the kind"
    )]
    NotForABody(StepId),
    /// A body decides on one day, and the step is planned for many.
    #[error("step `{step}` is for a body to decide: {why}")]
    NotAMeeting {
        /// The step.
        step: StepId,
        /// Why it cannot be then.
        why: NotAMeetingDate,
    },
}

fn in_lines(faults: &[TimetableFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn ids(steps: &[StepId]) -> String {
    steps.iter().map(|step| format!("`{step}`")).collect::<Vec<_>>().join(", ")
}

impl Timetable {
    /// The timetable that `typed` describes, with `bodies` to decide its steps.
    ///
    /// # Errors
    /// All faults together.
    pub fn of(mut typed: TypedTimetable, bodies: &[Body]) -> Result<Timetable, TimetableError> {
        let mut faults = faults_of_names(&typed.steps);
        faults.extend(typed.steps.iter().filter_map(|step| fault_of_body(step, bodies)));
        let (ordered, circle) = in_order(typed.steps);
        if !circle.is_empty() {
            faults.push(TimetableFault::Circle(circle));
        }
        if faults.is_empty() {
            typed.steps = ordered;
            Ok(Timetable { typed, bodies: bodies.to_vec() })
        } else {
            Err(TimetableError(faults))
        }
    }

    /// What was typed, to be shown, changed and checked again.
    pub fn typed(&self) -> &TypedTimetable {
        &self.typed
    }

    /// The planning year that it leads to.
    pub fn cycle(&self) -> Cycle {
        self.typed.cycle
    }

    /// The steps, each after those it needs.
    pub fn steps(&self) -> &[Step] {
        &self.typed.steps
    }

    /// The step of that short name.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.typed.steps.iter().find(|step| step.id == *id)
    }

    /// The bodies that there are to decide its steps.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The body of that short name.
    pub fn body(&self, id: &BodyId) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == *id)
    }

    /// The body that decides `step`, if one does.
    pub fn body_of(&self, step: &Step) -> Option<&Body> {
        self.body(step.body.as_ref()?)
    }

    /// The owners of its steps, each once: whom a person can act for.
    pub fn owners(&self) -> BTreeSet<&str> {
        self.typed.steps.iter().map(|step| step.owner.as_str()).collect()
    }

    /// The school holidays that share a day with `when`.
    pub fn school_holidays(&self, when: When) -> impl Iterator<Item = &SchoolHoliday> {
        self.typed.school_holidays.iter().filter(move |holiday| holiday.days.meets(when.days()))
    }
}

fn faults_of_names(steps: &[Step]) -> Vec<TimetableFault> {
    let known: BTreeSet<&StepId> = steps.iter().map(|step| &step.id).collect();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for step in steps {
        if !seen.insert(&step.id) {
            faults.push(TimetableFault::Twice(step.id.clone()));
        }
        for (what, words) in [("title", &step.title), ("owner", &step.owner)] {
            if words.trim().is_empty() {
                faults.push(TimetableFault::Missing { step: step.id.clone(), what });
            }
        }
        for needs in step.needs.iter().filter(|needs| !known.contains(needs)) {
            let (step, needs) = (step.id.clone(), needs.clone());
            faults.push(TimetableFault::UnknownStep { step, needs });
        }
    }
    faults
}

fn fault_of_body(step: &Step, bodies: &[Body]) -> Option<TimetableFault> {
    let id = step.id.clone();
    match (step.kind.ended_by(), &step.body) {
        (EndedBy::Owner, None) => None,
        (EndedBy::Owner, Some(_)) => Some(TimetableFault::NotForABody(id)),
        (EndedBy::Decision, None) => Some(TimetableFault::NoBody(id)),
        (EndedBy::Decision, Some(body)) if bodies.iter().all(|known| known.id != *body) => {
            Some(TimetableFault::UnknownBody { step: id, body: body.clone() })
        }
        (EndedBy::Decision, Some(_)) => {
            let why = MeetingDate::try_from(step.when).err()?;
            Some(TimetableFault::NotAMeeting { step: id, why })
        }
    }
}

/// The steps in an order in which each comes after those it needs, and those that wait for one another.
fn in_order(mut waiting: Vec<Step>) -> (Vec<Step>, Vec<StepId>) {
    let mut ordered: Vec<Step> = Vec::new();
    loop {
        // What is not in the timetable at all is another fault and holds nobody up here.
        let held_up: BTreeSet<StepId> = waiting.iter().map(|step| step.id.clone()).collect();
        match waiting.iter().position(|step| step.needs.is_disjoint(&held_up)) {
            Some(next) => ordered.push(waiting.remove(next)),
            None => return (ordered, in_a_circle(waiting)),
        }
    }
}

/// Of steps that no order can hold, those that others of them need: the rest only come after.
fn in_a_circle(mut waiting: Vec<Step>) -> Vec<StepId> {
    loop {
        let needed: BTreeSet<StepId> = waiting.iter().flat_map(|step| step.needs.clone()).collect();
        let before = waiting.len();
        waiting.retain(|step| needed.contains(&step.id));
        if waiting.len() == before {
            return waiting.into_iter().map(|step| step.id).collect();
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
