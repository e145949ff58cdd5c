//! The rolling plans in the records, their actions, and links by which leads note progress.
//!
//! In come texts, deeds and reasons as the core has them; out go plans and actions as they are, with their versions. What the
//! core refuses is not kept. Members and priorities are read from the records' own, so that neither can be typed.

pub(crate) mod acting;
pub(crate) mod carrying;
pub(crate) mod changing;
pub(crate) mod in_full;
pub(crate) mod link;
pub(crate) mod refused;

use std::collections::BTreeSet;

use partnership::plan::rolling::Objective;
use partnership::plan::rolling::Plan;
use partnership::plan::rolling::Wording;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::membership;
use crate::plan::refused::PlanRefused;
use crate::store::change::Change;
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
use crate::timetable::cycle_days::CycleDays;

impl Book {
    /// The plan of a cycle, if it was begun.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn plan(&self, cycle: Cycle) -> Result<Option<Held<Plan>>, RecordsError> {
        self.read().await?.one::<Plan>(&key(cycle)).await
    }

    /// Begins the plan of a cycle.
    ///
    /// # Errors
    /// When the core finds faults, there is no such cycle, or its plan was begun.
    #[compiled_once]
    pub async fn begin_plan(
        &self,
        signed: &Signed,
        cycle: Cycle,
        wording: Wording,
    ) -> Result<Version, PlanRefused> {
        let plan = Plan::begun(cycle, wording).map_err(PlanRefused::Plan)?;
        let mut change = self.change(signed).await?;
        is_there(&mut change, cycle).await?;
        let version = change.enter(&key(cycle), &plan).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// The key of a cycle, within which is its plan, and are its actions.
fn key(cycle: Cycle) -> Key {
    Key::all().and(cycle)
}

/// That there is such a cycle.
pub(crate) async fn is_there(change: &mut Change, cycle: Cycle) -> Result<(), PlanRefused> {
    let days = change.reading().one::<CycleDays>(&key(cycle)).await?;
    days.map(|_| ()).ok_or(PlanRefused::NoCycle(cycle))
}

/// The plan of a cycle.
async fn plan_of(reading: &mut Reading, cycle: Cycle) -> Result<Held<Plan>, PlanRefused> {
    reading.one::<Plan>(&key(cycle)).await?.ok_or(PlanRefused::NoPlan(cycle))
}

/// The names of the partnership's members on a day.
async fn members(reading: &mut Reading, on: Day) -> Result<BTreeSet<String>, RecordsError> {
    let partnership = membership::described(reading).await?.value;
    Ok(partnership.members_on(on).map(|one| one.name.clone()).collect())
}

/// The numbers of a plan's objectives.
fn objectives(plan: &Plan) -> BTreeSet<u32> {
    plan.objectives().iter().map(Objective::number).collect()
}

impl Thing for Plan {
    const KIND: Kind = Kind::Plan;
    type Told = Plan;

    fn told(&self) -> Plan {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, entry_id, plan from plan
            where partnership_id = $1 and ($2 is null or cycle_id = $2) order by cycle_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (cycle, value) = (row.text("cycle_id")?, row.json::<Plan>("plan")?);
            if value.cycle().to_string() != cycle {
                return Err(RecordsError::stored("cycle_id", &cycle, "the plan has another"));
            }
            let version = Version(row.number("entry_id")?);
            Ok(Found { key: Key::all().and(cycle), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql =
            "insert into plan (partnership_id, cycle_id, entry_id, plan) values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from plan where partnership_id = $1 and cycle_id = $2";
        pen.run(sql, key.values(1)).await
    }
}
