//! Who the partnership is, in the records: its description, and the lists that belong to it.
//!
//! In comes a description as somebody typed it; out goes the partnership, or every fault of the description.

pub(crate) mod known;
mod lists;
mod days;

use partnership::membership::Partnership;
use partnership::membership::PartnershipError;
use partnership::membership::TypedPartnership;
use partnership::membership::body::BodyId;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
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
use crate::year::HeldYear;
use crate::year::Parts;
use crate::year::Year;
use crate::year::YearFault;

/// Why a partnership is not entered or changed. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum MembershipRefused {
    /// The description has faults.
    #[error(transparent)]
    Description(#[from] PartnershipError),
    /// The short name is taken.
    #[error("there is a partnership called `{0}` already; choose another short name")]
    Taken(PartnershipId),
    /// A cycle could not be as it is recorded.
    #[error("the cycle {} could not be with this description: {why}", .cycle.in_words())]
    Year {
        /// The cycle.
        cycle: Cycle,
        /// What of it could not be.
        why: YearFault,
    },
    /// A body is gone that a consultation says will decide.
    #[error(
        "the body `{0}` is to decide after a consultation; keep it, or let the consultation name another first"
    )]
    StillToDecide(BodyId),
    /// It could not be saved.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<RecordsError> for MembershipRefused {
    fn from(error: RecordsError) -> MembershipRefused {
        MembershipRefused::Change(error.into())
    }
}

impl Book {
    /// The partnership as it is described.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn partnership(&self) -> Result<Held<Partnership>, RecordsError> {
        self.described(&mut self.read().await?).await
    }

    /// Changes the description from the version that was seen.
    ///
    /// # Errors
    /// When it has faults, when a cycle could not be as it is recorded, or when somebody else changed it.
    #[compiled_once]
    pub async fn change_partnership(
        &self,
        signed: &Signed,
        seen: Version,
        typed: TypedPartnership,
    ) -> Result<Version, MembershipRefused> {
        let mut change = self.change(signed).await?;
        change.seen::<TypedPartnership>(&Key::all(), seen).await?;
        let described = Partnership::of(typed)?;
        for held in HeldYear::all(change.reading()).await? {
            let cycle = held.year.timetable.cycle();
            let with_these = Parts { bodies: described.bodies().to_vec(), ..held.year.parts() };
            Year::of(with_these).map_err(|why| MembershipRefused::Year { cycle, why })?;
        }
        for deciding in consultation::held::deciding(change.reading()).await? {
            if described.bodies().iter().all(|body| body.id != deciding) {
                return Err(MembershipRefused::StillToDecide(deciding));
            }
        }
        let version = change.replace(&Key::all(), seen, described.typed()).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// The partnership as one state of its records describes it.
pub(crate) async fn described(reading: &mut Reading) -> Result<Held<Partnership>, RecordsError> {
    let held = reading.one::<TypedPartnership>(&Key::all()).await?;
    let id = reading.partnership().to_string();
    let Held { value, version } =
        held.ok_or_else(|| RecordsError::stored("partnership", &id, "it has no description"))?;
    let value = Partnership::of(value)
        .map_err(|faults| RecordsError::stored("partnership", &id, faults))?;
    Ok(Held { value, version })
}

impl Thing for TypedPartnership {
    const KIND: Kind = Kind::Partnership;
    type Told = TypedPartnership;

    fn told(&self) -> TypedPartnership {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select entry_id, name, police_force, comparison_group from description
            where partnership_id = $1";
        let rows = from.rows(sql, Vec::new()).await?;
        let Some(row) = rows.first() else { return Ok(Vec::new()) };
        let value = TypedPartnership {
            name: row.text("name")?,
            police_force: row.text("police_force")?,
            comparison_group: row.json("comparison_group")?,
            districts: lists::districts(from).await?,
            organisations: lists::organisations(from).await?,
            task_groups: lists::task_groups(from).await?,
            bodies: lists::bodies(from).await?,
        };
        let version = Version(row.number("entry_id")?);
        Ok(vec![Found { key: key.clone(), held: Held { value, version } }])
    }

    async fn write(&self, pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        let values = vec![
            pen.entry(),
            Value::text(&self.name),
            Value::text(&self.police_force),
            Value::json(&self.comparison_group)?,
        ];
        let sql = "insert into description
            (partnership_id, entry_id, name, police_force, comparison_group)
            values ($1, $2, $3, $4, $5)";
        pen.run(sql, values).await?;
        lists::write(self, pen).await
    }

    async fn erase(pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        lists::erase(pen).await?;
        pen.run("delete from description where partnership_id = $1", Vec::new()).await
    }
}
