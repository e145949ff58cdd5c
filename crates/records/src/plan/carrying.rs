//! A plan refreshed for a later cycle in the records, and actions carried over into it.

use partnership::plan::action::Action;
use partnership::plan::carrying::Carrying;
use partnership::plan::carrying::carried_over;
use partnership::plan::carrying::refreshed;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::plan::key;
use crate::plan::plan_of;
use crate::plan::refused::PlanRefused;
use crate::priorities::decision::in_force;
use crate::store::entry::Signed;
use crate::store::thing::Version;

/// An action that is to be carried over, as it was seen: its number, its version, and how.
pub type ToCarry = (i64, Version, Carrying);

impl Book {
    /// Makes the plan of a cycle by refreshing that of an earlier one with the priorities in force.
    ///
    /// # Errors
    /// When there is no earlier plan, no priorities were decided for the cycle, or its plan was begun.
    #[compiled_once]
    pub async fn refresh_plan(
        &self,
        signed: &Signed,
        (from, into): (Cycle, Cycle),
    ) -> Result<Version, PlanRefused> {
        let mut change = self.change(signed).await?;
        let plan = plan_of(change.reading(), from).await?.value;
        let decided = in_force(change.reading(), into).await?;
        let decided = decided.ok_or(PlanRefused::NotDecided(into))?;
        let version = change.enter(&key(into), &refreshed(&plan, &decided)?).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Carries actions over from the plan of a cycle into that of a later one, as of `today`: all of them, or none. Gives
    /// their numbers there.
    ///
    /// # Errors
    /// When the core refuses one, which is named; a plan is not there; or somebody else changed an action.
    #[compiled_once]
    pub async fn carry_over(
        &self,
        signed: &Signed,
        (from, into): (Cycle, Cycle),
        actions: Vec<ToCarry>,
        today: Day,
    ) -> Result<Vec<i64>, PlanRefused> {
        let mut change = self.change(signed).await?;
        let old_plan = plan_of(change.reading(), from).await?.value;
        let plan = plan_of(change.reading(), into).await?.value;
        let mut numbers = Vec::new();
        for (number, seen, carrying) in actions {
            let old = key(from).and(number);
            let action = change.seen::<Action>(&old, seen).await?.value;
            let carried = carried_over((&old_plan, number), action, &plan, (carrying, today));
            let (ended, goes_on) = carried.map_err(|why| PlanRefused::Carry(number, why))?;
            change.replace(&old, seen, &ended).await?;
            numbers.push(change.enter_counted_within(&key(into), &goes_on).await?);
        }
        change.commit().await?;
        Ok(numbers)
    }
}
