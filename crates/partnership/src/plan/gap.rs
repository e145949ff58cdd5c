//! What hangs together with nothing in a plan: a priority without an action, an action without a priority, and so on.
//!
//! In comes a plan with all that belongs to it; out go its gaps. None of them forbids anything: a person may leave it so.

use crate::plan::action::Action;
use crate::plan::in_full::PlanInFull;
use crate::priorities::decided::Priority;
use crate::priorities::decided::PriorityId;

/// Something that is missing between the parts of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// There is no priority, no objective and no action.
    NothingPlanned,
    /// No objective is under a priority.
    PriorityWithoutObjective {
        /// Which.
        priority: PriorityId,
        /// How it is worded.
        wording: String,
    },
    /// No action serves a priority that has objectives.
    PriorityWithoutAction {
        /// Which.
        priority: PriorityId,
        /// How it is worded.
        wording: String,
    },
    /// The priority of an objective is not in force, or not any more.
    ObjectiveWithoutPriority {
        /// The objective's number.
        number: u32,
        /// Its words.
        words: String,
    },
    /// An action serves no priority.
    ActionWithoutPriority(i64),
    /// An action is not measured.
    ActionWithoutMeasure(i64),
    /// Its measure has no baseline.
    MeasureWithoutBaseline(i64),
    /// Its measure has no target.
    MeasureWithoutTarget(i64),
    /// No action does what was promised to people.
    SaidWithoutAction {
        /// The entry's number.
        number: i64,
        /// What people said.
        said: String,
    },
}

impl Gap {
    /// The gap in a sentence that says what to do.
    pub fn told(&self) -> String {
        match self {
            Gap::NothingPlanned => {
                "Nothing is planned yet; record the decision on priorities, or enter an action"
                    .to_owned()
            }
            Gap::PriorityWithoutObjective { wording, .. } => {
                format!("The priority “{wording}” has no objective; write what is to be reached")
            }
            Gap::PriorityWithoutAction { wording, .. } => {
                format!("No action serves the priority “{wording}”; enter one under its objectives")
            }
            Gap::ObjectiveWithoutPriority { number, words } => format!(
                "Objective {number}, “{words}”, is under a priority that is not in force; move its actions, then take it away"
            ),
            Gap::ActionWithoutPriority(number) => {
                format!("Action {number} serves no priority; put it under an objective")
            }
            Gap::ActionWithoutMeasure(number) => {
                format!("Action {number} has no measure; say by what its success is seen")
            }
            Gap::MeasureWithoutBaseline(number) => {
                format!(
                    "The measure of action {number} has no baseline; say where it stood at first"
                )
            }
            Gap::MeasureWithoutTarget(number) => {
                format!("The measure of action {number} has no target; say where it shall stand")
            }
            Gap::SaidWithoutAction { said, .. } => format!(
                "People said “{said}”, and no action does what was promised; tick it at the action that does"
            ),
        }
    }

    /// The action that it is about, if it is about one.
    pub fn action(&self) -> Option<i64> {
        match self {
            Gap::ActionWithoutPriority(number)
            | Gap::ActionWithoutMeasure(number)
            | Gap::MeasureWithoutBaseline(number)
            | Gap::MeasureWithoutTarget(number) => Some(*number),
            Gap::NothingPlanned
            | Gap::PriorityWithoutObjective { .. }
            | Gap::PriorityWithoutAction { .. }
            | Gap::ObjectiveWithoutPriority { .. }
            | Gap::SaidWithoutAction { .. } => None,
        }
    }
}

/// All gaps of a plan: of its priorities and objectives, of its actions, then of what was promised to people. Actions that
/// were dropped or carried over serve nothing here and lack nothing.
pub fn gaps(full: PlanInFull<'_>) -> Vec<Gap> {
    let counts = |action: &Action| action.standing().counts();
    let is_bare = full.priorities.is_empty() && full.plan.objectives().is_empty();
    let is_empty = is_bare && !full.actions.values().any(counts);
    let of_priorities = full.priorities.iter().filter_map(|priority| of_priority(full, priority));
    let of_objectives = full.plan.objectives().iter().filter_map(|objective| {
        let (number, words) = (objective.number(), objective.words().to_owned());
        let is_bare = full.priority(objective.priority()).is_none();
        is_bare.then_some(Gap::ObjectiveWithoutPriority { number, words })
    });
    let of_actions = full.actions.iter().filter(|(_, action)| counts(action));
    let of_actions = of_actions.flat_map(|(number, action)| of_action(full, *number, action));
    let of_said = full.said.iter().filter(|(number, _)| full.owes(**number));
    let of_said = of_said.map(|(number, entry)| Gap::SaidWithoutAction {
        number: *number,
        said: entry.said().to_owned(),
    });
    let of_all = is_empty.then_some(Gap::NothingPlanned).into_iter().chain(of_priorities);
    of_all.chain(of_objectives).chain(of_actions).chain(of_said).collect()
}

fn of_priority(full: PlanInFull<'_>, priority: &Priority) -> Option<Gap> {
    let (id, wording) = (priority.id().clone(), priority.wording().to_owned());
    if !full.plan.objectives().iter().any(|one| one.priority() == priority.id()) {
        return Some(Gap::PriorityWithoutObjective { priority: id, wording });
    }
    let is_served = full.actions.values().any(|action| {
        let serves = full.priority_of(action).is_some_and(|one| one.id() == priority.id());
        serves && action.standing().counts()
    });
    (!is_served).then_some(Gap::PriorityWithoutAction { priority: id, wording })
}

fn of_action(full: PlanInFull<'_>, number: i64, action: &Action) -> Vec<Gap> {
    let unserving = full.priority_of(action).is_none();
    let mut gaps: Vec<Gap> =
        unserving.then_some(Gap::ActionWithoutPriority(number)).into_iter().collect();
    match action.described().measure.as_ref().map(|measure| measure.typed()) {
        None => gaps.push(Gap::ActionWithoutMeasure(number)),
        Some(typed) => {
            gaps.extend(typed.baseline.is_none().then_some(Gap::MeasureWithoutBaseline(number)));
            gaps.extend(typed.target.is_none().then_some(Gap::MeasureWithoutTarget(number)));
        }
    }
    gaps
}
