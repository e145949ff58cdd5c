//! The plan of the year after: refreshed from the one before, with the actions that are not finished, each with its reason.
//!
//! In come a plan, the priorities that were decided for the next cycle, and reasons; out go the refreshed plan, and each
//! action twice: as it goes on, and as it ended where it was.

use crate::plan::action::Action;
use crate::plan::action::ActionDeed;
use crate::plan::action::DatedDeed;
use crate::plan::action::Origin;
use crate::plan::action::refused::ActionRefused;
use crate::plan::rolling::Plan;
use crate::priorities::decided::DecidedPriorities;
use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;

/// Why a plan is not refreshed, or an action not carried over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarryRefused {
    /// The other cycle is no later one.
    #[error("a plan is carried on into a later cycle, and {} is none after {}", .into.in_words(), .from.in_words())]
    NotLater {
        /// The cycle of the plan.
        from: Cycle,
        /// The one into which it would be carried.
        into: Cycle,
    },
    /// The action cannot end so.
    #[error(transparent)]
    Action(#[from] ActionRefused),
    /// It would be due before it goes on.
    #[error("the action would be due on {}, and goes on from {}; give a later day", .due.in_words(), .from.in_words())]
    DueBefore {
        /// The day given.
        due: Day,
        /// From when it goes on.
        from: Day,
    },
}

/// How an action is carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrying {
    /// Why it is not finished.
    pub because: String,
    /// By when it shall be done now.
    pub due: Day,
}

/// The plan of the cycle for which priorities were decided, refreshed from an earlier one: its strategy and undertakings,
/// and the objectives whose priorities were decided again. Everything can then be changed.
///
/// # Errors
/// When the cycle is not later.
pub fn refreshed(plan: &Plan, decided: &DecidedPriorities) -> Result<Plan, CarryRefused> {
    let (from, into) = (plan.cycle(), decided.minuted().cycle());
    if into <= from {
        return Err(CarryRefused::NotLater { from, into });
    }
    Ok(plan.refreshed(into, decided.priorities()))
}

/// All that is against carrying an action over from the plan of a cycle into another on a day.
pub fn against(
    from: Cycle,
    action: &Action,
    into: &Plan,
    (carrying, today): (&Carrying, Day),
) -> Vec<CarryRefused> {
    let (into, due) = (into.cycle(), carrying.due);
    let deed = ActionDeed::CarryOver { into, because: carrying.because.clone() };
    let of_action = action.against(&deed, today).into_iter().map(CarryRefused::Action);
    let not_later = (into <= from).then_some(CarryRefused::NotLater { from, into });
    let before = (due < today).then_some(CarryRefused::DueBefore { due, from: today });
    not_later.into_iter().chain(of_action).chain(before).collect()
}

/// An action of a partnership that ended, as it goes on from a day in the plan of the one that follows; none where it was
/// over. Where it was it stays as it stands, since nothing is changed there any more. It serves no objective and answers
/// nobody here yet, and what should have been done already is due at once.
pub fn followed(origin: Origin, action: &Action, today: Day) -> Option<Action> {
    let due = action.due().max(today);
    let goes_on = || action.carried(origin, (None, due), today).answering_nobody();
    action.standing().is_open().then(goes_on)
}

/// An action that is carried over from a plan, where it has a number, into another: as it ends where it was, and as it goes
/// on. It stays under its objective where the other plan refreshes that plan and has the objective still, under the same
/// priority.
///
/// # Errors
/// When the other plan is no later one, the action is over, its reason is missing, or it would be due already.
pub fn carried_over(
    (plan, number): (&Plan, i64),
    action: Action,
    into: &Plan,
    (carrying, today): (Carrying, Day),
) -> Result<(Action, Action), CarryRefused> {
    let from = plan.cycle();
    let against = against(from, &action, into, (&carrying, today));
    if let Some(refused) = against.into_iter().next() {
        return Err(refused);
    }
    let Carrying { because, due } = carrying;
    let priority =
        |plan: &Plan, number: u32| plan.objective(number).map(|one| one.priority().clone());
    let is_there = |number: &u32| {
        let old = priority(plan, *number);
        into.refreshes() == Some(from) && old.is_some() && old == priority(into, *number)
    };
    let objective = action.described().objective.filter(is_there);
    let origin =
        Origin { partnership: None, cycle: from, number, because: because.trim().to_owned() };
    let goes_on = action.carried(origin, (objective, due), today);
    let deed = ActionDeed::CarryOver { into: into.cycle(), because };
    Ok((action.with_kept(DatedDeed { on: today, deed }, today)?, goes_on))
}
