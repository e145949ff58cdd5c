//! The people who sign in, in the records.
//!
//! In comes a person; out go all of them by short name.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::membership::may::Deed;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;

use crate::access_link::AccessLink;
use crate::access_link::following;
use crate::account::Account;
use crate::book::Book;
use crate::compiled_once;
use crate::county_analyst;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::membership::MembershipRefused;
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

/// Why a person is not entered or changed. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PersonRefused {
    /// The person has no name.
    #[error("the person has no name; write one")]
    NoName,
    /// They would have the role of somebody who is let in from another partnership.
    #[error("nobody of a partnership is its county analyst; choose another role")]
    OfAnother,
    /// A county analyst signs by the short name.
    #[error("a county analyst signs as `{0}` here; choose another short name")]
    SignsHere(PersonId),
    /// An owner whom the person would act for has no name.
    #[error("an owner that the person acts for has no name; write it as the steps have it")]
    ActsForNobody,
    /// Somebody else has the address.
    #[error("`{email}` is the address of `{of}`; give another")]
    EmailTaken {
        /// The address.
        email: EmailAddress,
        /// Whose it is.
        of: PersonId,
    },
    /// Nobody else could give others a role any more.
    #[error("{name} is the last who may {}; give somebody else that role first", .deed.in_words())]
    LastWhoMay {
        /// What the person is called.
        name: String,
        /// What nobody else may do.
        deed: Deed,
    },
    /// It could not be saved.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

/// Why a partnership is not entered with the first of its people. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum FoundingRefused {
    /// It is the partnership's own.
    #[error(transparent)]
    Membership(#[from] MembershipRefused),
    /// It is the person.
    #[error(transparent)]
    Person(#[from] PersonRefused),
}

impl From<RecordsError> for PersonRefused {
    fn from(error: RecordsError) -> PersonRefused {
        PersonRefused::Change(error.into())
    }
}

impl Book {
    /// The people who sign in, by short name.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn people(&self) -> Result<Vec<Held<Person>>, RecordsError> {
        let found = self.read().await?.within(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// The person of a short name, where there is one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn person(&self, id: &PersonId) -> Result<Option<Held<Person>>, RecordsError> {
        self.read().await?.one(&Key::all().and(id)).await
    }

    /// The person whom mail to an address reaches, where there is one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn person_by_email(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<Held<Person>>, RecordsError> {
        let mut reading = self.read().await?;
        let sql = "select person_id from person where partnership_id = $1 and email = $2";
        match reading.rows(sql, vec![Value::text(email)]).await?.first() {
            Some(row) => reading.one(&Key::all().and(row.text("person_id")?)).await,
            None => Ok(None),
        }
    }

    /// Enters a person.
    ///
    /// # Errors
    /// When there is no name, or the short name or the address is taken.
    #[compiled_once]
    pub async fn enter_person(
        &self,
        signed: &Signed,
        person: Person,
    ) -> Result<Version, PersonRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let version = enter(&mut change, &person).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a person from the version that was seen.
    ///
    /// # Errors
    /// When there is no name, the address is taken, the person is the last in a role by which others are given theirs, or
    /// somebody else changed the person.
    #[compiled_once]
    pub async fn change_person(
        &self,
        signed: &Signed,
        seen: Version,
        person: Person,
    ) -> Result<Version, PersonRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let key = Key::all().and(&person.id);
        let before = change.seen::<Person>(&key, seen).await?.value;
        could_be(&mut change, &person).await?;
        somebody_is_left(&mut change, &before, Some(&person)).await?;
        let version = change.replace(&key, seen, &person).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a person away, with their account, sessions and links; the audit record keeps their name.
    ///
    /// # Errors
    /// When the person is the last in a role by which others are given theirs, or somebody else changed the person.
    #[compiled_once]
    pub async fn remove_person(
        &self,
        signed: &Signed,
        seen: Version,
        person: &PersonId,
    ) -> Result<(), PersonRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let key = Key::all().and(person);
        let before = change.seen::<Person>(&key, seen).await?.value;
        somebody_is_left(&mut change, &before, None).await?;
        if let Some(held) = change.reading().one::<Account>(&key).await? {
            change.remove::<Account>(&key, held.version).await?;
        }
        for link in following::of_person(change.reading(), person).await? {
            change.remove::<AccessLink>(&Key::all().and(link.value.number), link.version).await?;
        }
        change.remove::<Person>(&key, seen).await?;
        Ok(change.commit().await?)
    }
}

/// Enters a person as a part of a change.
pub(crate) async fn enter(change: &mut Change, person: &Person) -> Result<Version, PersonRefused> {
    let key = Key::all().and(&person.id);
    change.unseen::<Person>(&key).await?;
    if county_analyst::signs_by(change, &person.id).await? {
        return Err(PersonRefused::SignsHere(person.id.clone()));
    }
    could_be(change, person).await?;
    Ok(change.enter(&key, person).await?)
}

/// Whether somebody is left who may change people once one is as `after`, or gone. It is asked where the partnership is
/// locked, so that of the last two not each takes the other away, from whichever server.
async fn somebody_is_left(
    change: &mut Change,
    person: &Person,
    after: Option<&Person>,
) -> Result<(), PersonRefused> {
    let found = change.reading().within::<Person>(&Key::all()).await?;
    let before: Vec<Person> = found.into_iter().map(|found| found.held.value).collect();
    let others = before.iter().filter(|one| one.id != person.id);
    let after: Vec<Person> = others.chain(after).cloned().collect();
    match Deed::left_to_nobody(&before, &after) {
        None => Ok(()),
        Some(deed) => Err(PersonRefused::LastWhoMay { name: person.name.clone(), deed }),
    }
}

/// Whether there could be such a person.
async fn could_be(change: &mut Change, person: &Person) -> Result<(), PersonRefused> {
    if person.name.trim().is_empty() {
        return Err(PersonRefused::NoName);
    }
    if person.role == Role::CountyAnalyst {
        return Err(PersonRefused::OfAnother);
    }
    if person.acts_for.iter().any(|owner| owner.trim().is_empty()) {
        return Err(PersonRefused::ActsForNobody);
    }
    let sql = "select person_id from person
        where partnership_id = $1 and email = $2 and person_id <> $3";
    let values = vec![Value::text(&person.email), Value::text(&person.id)];
    match change.reading().rows(sql, values).await?.first() {
        Some(other) => {
            let of = PersonId(other.parsed("person_id")?);
            Err(PersonRefused::EmailTaken { email: person.email.clone(), of })
        }
        None => Ok(()),
    }
}

impl Thing for Person {
    const KIND: Kind = Kind::Person;
    type Told = Person;

    fn told(&self) -> Person {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select person_id, entry_id, name, email, role from person
            where partnership_id = $1 and ($2 is null or person_id = $2) order by person_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let mut acting = acting(from, key).await?;
        let found = rows.iter().map(|row| {
            let id = PersonId(row.parsed("person_id")?);
            let value = Person {
                acts_for: acting.remove(&id).unwrap_or_default(),
                id,
                name: row.text("name")?,
                email: row.parsed("email")?,
                role: row.word("role")?,
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
            Value::word(&self.role)?,
        ]);
        let sql = "insert into person (partnership_id, person_id, entry_id, name, email, role)
            values ($1, $2, $3, $4, $5, $6)";
        pen.run(sql, values).await?;
        for owner in &self.acts_for {
            let sql = "insert into acts_for (partnership_id, person_id, owner) values ($1, $2, $3)";
            pen.run(sql, key.clone().and(owner).values(2)).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        for sql in [
            "delete from acts_for where partnership_id = $1 and person_id = $2",
            "delete from person where partnership_id = $1 and person_id = $2",
        ] {
            pen.run(sql, key.values(1)).await?;
        }
        Ok(())
    }

    async fn sweep(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        for sql in [
            "delete from session where partnership_id = $1 and person_id = $2",
            "delete from reminder where partnership_id = $1 and person_id = $2",
        ] {
            pen.run(sql, key.values(1)).await?;
        }
        Ok(())
    }
}

/// For whom each person acts.
async fn acting(
    from: &mut Reading,
    key: &Key,
) -> Result<BTreeMap<PersonId, BTreeSet<String>>, RecordsError> {
    let sql = "select person_id, owner from acts_for
        where partnership_id = $1 and ($2 is null or person_id = $2)";
    let mut acting: BTreeMap<PersonId, BTreeSet<String>> = BTreeMap::new();
    for row in from.rows(sql, key.values(1)).await? {
        let person = PersonId(row.parsed("person_id")?);
        acting.entry(person).or_default().insert(row.text("owner")?);
    }
    Ok(acting)
}
