//! Actions of plans in the records, with all that was done about them.

use partnership::plan::action::Action;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::DatedDeed;
use partnership::plan::action::described::Among;
use partnership::plan::action::described::Described;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::plan::key;
use crate::plan::members;
use crate::plan::objectives;
use crate::plan::plan_of;
use crate::plan::refused::PlanRefused;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// An action as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAction {
    /// Its number, counted from 1, which no other of its plan has or had.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// The action.
    pub action: Action,
}

/// An action as it was seen: of which cycle, its number and version.
pub type SeenAction = (Cycle, i64, Version);

impl Book {
    /// The actions of a cycle's plan, in the order in which they were entered.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn plan_actions(&self, cycle: Cycle) -> Result<Vec<KeptAction>, RecordsError> {
        actions(&mut self.read().await?, cycle).await
    }

    /// Enters an action as of `today`, and gives its number.
    ///
    /// # Errors
    /// When the core finds faults, or there is no plan.
    #[compiled_once]
    pub async fn enter_action(
        &self,
        signed: &Signed,
        cycle: Cycle,
        described: Described,
        today: Day,
    ) -> Result<i64, PlanRefused> {
        let mut change = self.change(signed).await?;
        let plan = plan_of(change.reading(), cycle).await?.value;
        let members = members(change.reading(), today).await?;
        let among = Among { members: &members, objectives: &objectives(&plan) };
        let action = Action::of(described, among, today)?;
        let number = change.enter_counted_within(&key(cycle), &action).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Records a deed about an action, as of `today`.
    ///
    /// # Errors
    /// When the deed cannot follow, or somebody else changed the action.
    #[compiled_once]
    pub async fn record_action_deed(
        &self,
        signed: &Signed,
        (cycle, number, seen): SeenAction,
        deed: ActionDeed,
        today: Day,
    ) -> Result<Version, PlanRefused> {
        let mut change = self.change(signed).await?;
        let plan = plan_of(change.reading(), cycle).await?.value;
        let mut members = members(change.reading(), today).await?;
        let key = key(cycle).and(number);
        let action = change.seen::<Action>(&key, seen).await?.value;
        // An authority that left may still be named by what it leads already.
        members.insert(action.described().lead.clone());
        let among = Among { members: &members, objectives: &objectives(&plan) };
        let action = action.with(DatedDeed { on: today, deed }, among, today)?;
        let version = change.replace(&key, seen, &action).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes the last deed about an action back, among the objectives that its plan has now.
    ///
    /// # Errors
    /// When there is no plan, nothing was done about the action, it goes on in a later plan, or somebody else changed it.
    #[compiled_once]
    pub async fn take_back_action_deed(
        &self,
        signed: &Signed,
        (cycle, number, seen): SeenAction,
    ) -> Result<Version, PlanRefused> {
        let mut change = self.change(signed).await?;
        let plan = plan_of(change.reading(), cycle).await?.value;
        let key = key(cycle).and(number);
        let action = change.seen::<Action>(&key, seen).await?.value;
        let action = action.without_last(&objectives(&plan))?;
        let version = change.replace(&key, seen, &action).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// The actions of a cycle, in order.
pub(super) async fn actions(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Vec<KeptAction>, RecordsError> {
    let found = reading.within::<Action>(&key(cycle)).await?;
    let kept = found.into_iter().map(|found| {
        let number = found.key.number(1, "plan_action.action_id")?;
        let Held { value, version } = found.held;
        Ok(KeptAction { number, version, action: value })
    });
    kept.collect()
}

impl Thing for Action {
    const KIND: Kind = Kind::PlanAction;
    type Told = Action;

    fn told(&self) -> Action {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, action_id, entry_id, action from plan_action
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or action_id = cast($3 as bigint))
            order by cycle_id, action_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("action_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: row.json("action")?, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into plan_action (partnership_id, cycle_id, action_id, entry_id, action)
            values ($1, $2, cast($3 as bigint), $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from plan_action
            where partnership_id = $1 and cycle_id = $2 and action_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
