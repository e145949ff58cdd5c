//! County analysts in the records: somebody of another partnership who was let in to work with this one's evidence.
//!
//! In comes who they are and where they sign in; out they go by short name. A partnership's book says by itself who was let
//! into it, so that nobody comes in by what another book says.

use std::collections::BTreeMap;

use partnership::membership::county_analyst::CountyAnalyst;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;

use crate::Records;
use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::session::SignedIn;
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

/// Why a county analyst is not let in. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum CountyAnalystRefused {
    /// They are of this very partnership.
    #[error("`{0}` is of this partnership, and works here as an analyst; give them that role")]
    OfThisPartnership(PersonId),
    /// Somebody of the partnership has the short name.
    #[error("there is a person `{0}` here; let the county analyst in under another short name")]
    Taken(PersonId),
    /// They were let in already.
    #[error("they were let in already, as `{0}`; take that away first")]
    LetInAlready(PersonId),
    /// It could not be saved.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<RecordsError> for CountyAnalystRefused {
    fn from(error: RecordsError) -> CountyAnalystRefused {
        CountyAnalystRefused::Change(error.into())
    }
}

impl Records {
    /// The partnerships that let somebody in who signed in at home, in the order of their short names. For the list of that
    /// person alone, and for whoever looks after the installation.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn letting_in(&self, whose: &SignedIn) -> Result<Vec<PartnershipId>, RecordsError> {
        let sql = "select partnership_id from county_analyst
            where home_id = $1 and home_person_id = $2 order by partnership_id";
        let values = vec![Value::text(whose.partnership()), Value::text(whose.person())];
        let rows = self.store.look(sql, values).await?;
        rows.iter().map(|row| row.parsed("partnership_id").map(PartnershipId)).collect()
    }
}

impl Book {
    /// The county analysts who were let in, by short name.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn county_analysts(&self) -> Result<Vec<Held<CountyAnalyst>>, RecordsError> {
        let found = self.read().await?.within(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// What those are called who sign here, people and county analysts, by the short names that they sign with.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn names(&self) -> Result<BTreeMap<String, String>, RecordsError> {
        let mut reading = self.read().await?;
        let people = reading.within::<Person>(&Key::all()).await?.into_iter();
        let people = people.map(|found| (found.held.value.id, found.held.value.name));
        let analysts = reading.within::<CountyAnalyst>(&Key::all()).await?.into_iter();
        let analysts = analysts.map(|found| (found.held.value.id, found.held.value.name));
        Ok(people.chain(analysts).map(|(id, name)| (id.to_string(), name)).collect())
    }

    /// The county analyst who is somebody that signed in elsewhere, if they were let in here.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn county_analyst_signed_in(
        &self,
        whose: &SignedIn,
    ) -> Result<Option<CountyAnalyst>, RecordsError> {
        of_home(&mut self.read().await?, whose.partnership(), whose.person()).await
    }

    /// Lets a county analyst in.
    ///
    /// # Errors
    /// When they are of this partnership, were let in already, or the short name is taken.
    #[compiled_once]
    pub async fn let_county_analyst_in(
        &self,
        signed: &Signed,
        analyst: &CountyAnalyst,
    ) -> Result<Version, CountyAnalystRefused> {
        if analyst.home == self.id().0 {
            return Err(CountyAnalystRefused::OfThisPartnership(analyst.person.clone()));
        }
        let mut change = self.change_even_when_ended(signed).await?;
        let home = PartnershipId(analyst.home.clone());
        if let Some(there) = of_home(change.reading(), &home, &analyst.person).await? {
            return Err(CountyAnalystRefused::LetInAlready(there.id));
        }
        let key = Key::all().and(&analyst.id);
        if change.reading().one::<Person>(&key).await?.is_some() {
            return Err(CountyAnalystRefused::Taken(analyst.id.clone()));
        }
        let version = change.enter(&key, analyst).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a county analyst away: from that moment on they are nobody here. The audit record keeps what they did.
    ///
    /// # Errors
    /// When somebody else took them away.
    #[compiled_once]
    pub async fn take_county_analyst_away(
        &self,
        signed: &Signed,
        seen: Version,
        analyst: &PersonId,
    ) -> Result<(), ChangeError> {
        let mut change = self.change_even_when_ended(signed).await?;
        change.remove::<CountyAnalyst>(&Key::all().and(analyst), seen).await?;
        Ok(change.commit().await?)
    }
}

/// Whether a county analyst signs by a short name, so that no person can be given it.
pub(crate) async fn signs_by(change: &mut Change, id: &PersonId) -> Result<bool, RecordsError> {
    let key = Key::all().and(id);
    Ok(change.reading().one::<CountyAnalyst>(&key).await?.is_some())
}

/// The county analyst who is that person of another partnership.
async fn of_home(
    reading: &mut Reading,
    home: &PartnershipId,
    person: &PersonId,
) -> Result<Option<CountyAnalyst>, RecordsError> {
    let sql = "select person_id from county_analyst
        where partnership_id = $1 and home_id = $2 and home_person_id = $3";
    let rows = reading.rows(sql, vec![Value::text(home), Value::text(person)]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let held = reading.one::<CountyAnalyst>(&Key::all().and(row.text("person_id")?)).await?;
    Ok(held.map(|held| held.value))
}

impl Thing for CountyAnalyst {
    const KIND: Kind = Kind::CountyAnalyst;
    type Told = CountyAnalyst;

    fn told(&self) -> CountyAnalyst {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select person_id, entry_id, name, email, home_id, home_person_id, given
            from county_analyst
            where partnership_id = $1 and ($2 is null or person_id = $2) order by person_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let value = CountyAnalyst {
                id: PersonId(row.parsed("person_id")?),
                name: row.text("name")?,
                email: row.parsed("email")?,
                home: row.parsed("home_id")?,
                person: PersonId(row.parsed("home_person_id")?),
                given: row.word("given")?,
            };
            let (key, version) = (Key::all().and(&value.id), Version(row.number("entry_id")?));
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([
            pen.entry(),
            Value::text(&self.name),
            Value::text(&self.email),
            Value::text(&self.home),
            Value::text(&self.person),
            Value::word(&self.given)?,
        ]);
        let sql = "insert into county_analyst
            (partnership_id, person_id, entry_id, name, email, home_id, home_person_id, given)
            values ($1, $2, $3, $4, $5, $6, $7, $8)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from county_analyst where partnership_id = $1 and person_id = $2";
        pen.run(sql, key.values(1)).await
    }
}
