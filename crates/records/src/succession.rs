//! Partnerships that follow others, in the records: where one came from, and when and into which it ended.
//!
//! In comes that one begins or ends; out goes the same, and nothing of an ended one is changed any more but what the law or
//! people's rights ask for: who signs in, what is deleted on its day, who is forgotten, what is withdrawn.

use partnership::membership::TypedPartnership;
use partnership::membership::succession::Predecessors;
use partnership::membership::succession::Successors;
use partnership::plan::action::Action;
use partnership::plan::rolling::Plan;
use partnership::plan::rolling::Wording;
use partnership::timetable::TypedTimetable;
use partnership::timetable::cycle::Cycle;

use crate::Records;
use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::membership::MembershipRefused;
use crate::partnership_id::PartnershipId;
use crate::plan::is_there;
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
use crate::timetable;
use crate::timetable::TimetableRefused;

/// What a partnership begins with that begins in the place of others.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Whom it follows.
    pub predecessors: Predecessors,
    /// The timetable of the cycle in whose plan it takes up what was not finished, where it has none yet.
    pub timetable: Option<TypedTimetable>,
    /// That cycle, and what stands in the plan where this begins it.
    pub plan: (Cycle, Wording),
    /// What was not finished.
    pub actions: Vec<Action>,
}

/// Why a partnership does not begin in the place of others. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum BeginningRefused {
    /// It is not entered.
    #[error(transparent)]
    Partnership(#[from] MembershipRefused),
    /// Its timetable is not.
    #[error(transparent)]
    Timetable(#[from] TimetableRefused),
    /// What it takes up is not, or it was begun so before.
    #[error(transparent)]
    Plan(#[from] PlanRefused),
}

impl Records {
    /// Enters a partnership that begins in the place of others, with all that it begins with: all of it, or nothing.
    ///
    /// # Errors
    /// When the short name is taken, there is no such cycle, or the core finds faults.
    #[compiled_once]
    pub async fn enter_following(
        &self,
        signed: &Signed,
        (id, typed): (&PartnershipId, TypedPartnership),
        beginning: &Beginning,
    ) -> Result<(), BeginningRefused> {
        let mut change = self.first_change(signed, id, typed).await?;
        begin(&mut change, beginning).await?;
        Ok(change.commit().await.map_err(PlanRefused::from)?)
    }
}

impl Book {
    /// From which partnerships this one came; none where it follows no other.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn predecessors(&self) -> Result<Option<Predecessors>, RecordsError> {
        let held = self.read().await?.one::<Predecessors>(&Key::all()).await?;
        Ok(held.map(|held| held.value))
    }

    /// When this partnership ended and which follow it; none while it goes on.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn successors(&self) -> Result<Option<Successors>, RecordsError> {
        let held = self.read().await?.one::<Successors>(&Key::all()).await?;
        Ok(held.map(|held| held.value))
    }

    /// Begins this partnership, which was entered before, in the place of others: all of it, or nothing.
    ///
    /// # Errors
    /// When it was begun so before, there is no such cycle, or the core finds faults.
    #[compiled_once]
    pub async fn begin_from(
        &self,
        signed: &Signed,
        beginning: &Beginning,
    ) -> Result<(), BeginningRefused> {
        let mut change = self.change(signed).await.map_err(PlanRefused::from)?;
        begin(&mut change, beginning).await?;
        Ok(change.commit().await.map_err(PlanRefused::from)?)
    }

    /// Says when this partnership ends and which follow it. From that day on nothing of it is changed any more.
    ///
    /// # Errors
    /// When it was said before, or the records cannot be written.
    #[compiled_once]
    pub async fn end(&self, signed: &Signed, ending: &Successors) -> Result<Version, ChangeError> {
        let mut change = self.change(signed).await?;
        let version = change.enter(&Key::all(), ending).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// Begins in the place of others among other changes.
async fn begin(change: &mut Change, beginning: &Beginning) -> Result<(), BeginningRefused> {
    let Beginning { predecessors, timetable, plan: (cycle, wording), actions } = beginning;
    change.enter(&Key::all(), predecessors).await.map_err(PlanRefused::from)?;
    if let Some(typed) = timetable {
        timetable::enter(change, typed.clone()).await?;
    }
    is_there(change, *cycle).await?;
    take_up(change, (*cycle, wording), actions).await.map_err(BeginningRefused::Plan)
}

/// Takes actions up in the plan of a cycle, which is begun where it was not.
async fn take_up(
    change: &mut Change,
    (cycle, wording): (Cycle, &Wording),
    actions: &[Action],
) -> Result<(), PlanRefused> {
    let key = Key::all().and(cycle);
    if change.reading().one::<Plan>(&key).await?.is_none() {
        let begun = Plan::begun(cycle, wording.clone()).map_err(PlanRefused::Plan)?;
        change.enter(&key, &begun).await?;
    }
    for action in actions {
        change.enter_counted_within(&key, action).await?;
    }
    Ok(())
}

impl Thing for Predecessors {
    const KIND: Kind = Kind::Predecessors;
    type Told = Predecessors;

    fn told(&self) -> Predecessors {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select entry_id, day, from_others, because from predecessors where partnership_id = $1";
        let rows = from.rows(sql, Vec::new()).await?;
        let found = rows.iter().map(|row| {
            let (on, from) = (row.parsed("day")?, row.json("from_others")?);
            let value = Predecessors { on, from, because: row.text("because")? };
            let version = Version(row.number("entry_id")?);
            Ok(Found { key: key.clone(), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        let because = Value::text(&self.because);
        let values = vec![pen.entry(), Value::text(self.on), Value::json(&self.from)?, because];
        let sql = "insert into predecessors (partnership_id, entry_id, day, from_others, because)
            values ($1, $2, $3, $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        pen.run("delete from predecessors where partnership_id = $1", Vec::new()).await
    }
}

impl Thing for Successors {
    const KIND: Kind = Kind::Successors;
    type Told = Successors;

    fn told(&self) -> Successors {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql =
            "select entry_id, day, into_others, because from successors where partnership_id = $1";
        let rows = from.rows(sql, Vec::new()).await?;
        let found = rows.iter().map(|row| {
            let (on, into) = (row.parsed("day")?, row.json("into_others")?);
            let value = Successors { on, into, because: row.text("because")? };
            let version = Version(row.number("entry_id")?);
            Ok(Found { key: key.clone(), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        let because = Value::text(&self.because);
        let values = vec![pen.entry(), Value::text(self.on), Value::json(&self.into)?, because];
        let sql = "insert into successors (partnership_id, entry_id, day, into_others, because)
            values ($1, $2, $3, $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        pen.run("delete from successors where partnership_id = $1", Vec::new()).await
    }
}
