//! What hangs together with nothing in a plan: a priority without an action, an action without a priority, and so on.
//!
//! In comes a plan with all that belongs to it; out go its gaps. None of them forbids anything: a person may leave it so.

use crate::consultation::you_said::WeAnswer;
use crate::plan::action::Action;
use crate::plan::in_full::PlanInFull;
use crate::priorities::decided::PriorityId;

/// Something that is missing between the parts of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// No action serves a priority.
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
    /// No action does what was answered to people.
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
                "People said “{said}”, and no action does what was answered; tick it at the action that does"
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
            Gap::PriorityWithoutAction { .. }
            | Gap::ObjectiveWithoutPriority { .. }
            | Gap::SaidWithoutAction { .. } => None,
        }
    }
}

/// All gaps of a plan: of its priorities and objectives, of its actions, then of what was answered to people. Actions that
/// were dropped or carried over serve nothing here and lack nothing.
pub fn gaps(full: PlanInFull<'_>) -> Vec<Gap> {
    let counts = |action: &Action| action.standing().counts();
    let of_priorities = full.priorities.iter().filter_map(|priority| {
        let served = full.actions.values().any(|action| {
            counts(action) && full.priority_of(action).is_some_and(|one| one.id() == priority.id())
        });
        let (id, wording) = (priority.id().clone(), priority.wording().to_owned());
        (!served).then_some(Gap::PriorityWithoutAction { priority: id, wording })
    });
    let of_objectives = full.plan.objectives().iter().filter_map(|objective| {
        let (number, words) = (objective.number(), objective.words().to_owned());
        let is_bare = full.priority(objective.priority()).is_none();
        is_bare.then_some(Gap::ObjectiveWithoutPriority { number, words })
    });
    let of_actions = full.actions.iter().filter(|(_, action)| counts(action));
    let of_actions = of_actions.flat_map(|(number, action)| of_action(full, *number, action));
    let of_said = full.said.iter().filter_map(|(number, entry)| {
        let needs_one = match entry.answer() {
            WeAnswer::WeWill { .. } | WeAnswer::WeDid { .. } => true,
            WeAnswer::WeDidNot { .. } => false,
        };
        let is_done = full.doing(*number).any(|(_, action)| counts(action));
        let said = entry.said().to_owned();
        (needs_one && !is_done).then_some(Gap::SaidWithoutAction { number: *number, said })
    });
    of_priorities.chain(of_objectives).chain(of_actions).chain(of_said).collect()
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
