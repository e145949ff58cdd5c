//! How people prove who they are, in the records.
//!
//! In comes an account, one for each person, its secrets already hashed where they can be; out it goes whole to
//! whoever checks a password or a code. The audit record has facts and fingerprints, never a secret.

mod told;

use std::collections::BTreeSet;

use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::secret::Secret;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Version;
use crate::store::value::Value;

/// How a person proves who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is.
    pub person: PersonId,
    /// The hash of their password, as a PHC string of Argon2; none before they set one, or where the council's
    /// own sign-in is used alone.
    pub password: Option<Secret>,
    /// Their second factor.
    pub second_factor: Option<SecondFactor>,
    /// Codes not used yet, each of which stands in for the second factor once.
    pub recovery_codes: BTreeSet<Fingerprint>,
    /// Who they are to the council's own sign-in.
    pub outside: Option<OutsideIdentity>,
}

/// What makes the six-figure codes of a person's second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret that the person's device shares.
    pub secret: Secret,
    /// Since when a first code has shown that the device has it; until then it asks for nothing.
    pub confirmed: Option<Timestamp>,
}

/// Who somebody is to an outside provider of sign-in, such as the council's own.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OutsideIdentity {
    /// The provider, as it names itself.
    pub issuer: String,
    /// The person, as the provider names them; it never gives the name to another.
    pub subject: String,
}

/// Why an account is not entered or changed. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum AccountRefused {
    /// There is no such person.
    #[error("there is no person `{0}`; enter the person first")]
    NoSuchPerson(PersonId),
    /// The person has no account.
    #[error("`{0}` has no account; enter one first")]
    NoAccount(PersonId),
    /// Something of it is empty.
    #[error("the {0} is empty; give one, or none at all")]
    Empty(&'static str),
    /// Somebody else has the identity.
    #[error("that identity at `{issuer}` is of `{of}` already; take it from that account first")]
    IdentityTaken {
        /// The provider.
        issuer: String,
        /// Whose it is.
        of: PersonId,
    },
    /// No unused code is that one.
    #[error("that is none of the unused recovery codes of `{0}`; try another")]
    NoSuchCode(PersonId),
    /// It could not be saved.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<RecordsError> for AccountRefused {
    fn from(error: RecordsError) -> AccountRefused {
        AccountRefused::Change(error.into())
    }
}

impl Account {
    /// The account of somebody who cannot prove anything yet.
    pub fn new(person: PersonId) -> Account {
        let (password, second_factor, outside) = (None, None, None);
        Account { person, password, second_factor, recovery_codes: BTreeSet::new(), outside }
    }
}

impl Book {
    /// The account of a person, where there is one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn account(&self, person: &PersonId) -> Result<Option<Held<Account>>, RecordsError> {
        self.read().await?.one(&Key::all().and(person)).await
    }

    /// The person who has that identity at an outside provider.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn person_by_identity(
        &self,
        outside: &OutsideIdentity,
    ) -> Result<Option<Held<Person>>, RecordsError> {
        let mut reading = self.read().await?;
        let sql = "select person_id from account
            where partnership_id = $1 and issuer = $2 and subject = $3";
        let values = vec![Value::text(&outside.issuer), Value::text(&outside.subject)];
        match reading.rows(sql, values).await?.first() {
            Some(row) => reading.one(&Key::all().and(row.text("person_id")?)).await,
            None => Ok(None),
        }
    }

    /// Enters the account of a person.
    ///
    /// # Errors
    /// When there is no such person, when there is an account, or when the identity is another's.
    #[compiled_once]
    pub async fn enter_account(
        &self,
        signed: &Signed,
        account: Account,
    ) -> Result<Version, AccountRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let key = Key::all().and(&account.person);
        change.unseen::<Account>(&key).await?;
        could_be(&mut change, &account).await?;
        let version = change.enter(&key, &account).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes an account from the version that was seen.
    ///
    /// # Errors
    /// When the identity is another's, or somebody else changed the account.
    #[compiled_once]
    pub async fn change_account(
        &self,
        signed: &Signed,
        seen: Version,
        account: Account,
    ) -> Result<Version, AccountRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let key = Key::all().and(&account.person);
        change.seen::<Account>(&key, seen).await?;
        could_be(&mut change, &account).await?;
        let version = change.replace(&key, seen, &account).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes an account away; the person stays, and cannot sign in.
    ///
    /// # Errors
    /// When somebody else changed the account.
    #[compiled_once]
    pub async fn remove_account(
        &self,
        signed: &Signed,
        seen: Version,
        person: &PersonId,
    ) -> Result<(), AccountRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        change.remove::<Account>(&Key::all().and(person), seen).await?;
        Ok(change.commit().await?)
    }

    /// Uses one of a person's recovery codes up. Of two who use one at once, the second is refused.
    ///
    /// # Errors
    /// When there is no account, or that is none of its codes.
    #[compiled_once]
    pub async fn use_recovery_code(
        &self,
        signed: &Signed,
        person: &PersonId,
        code: &Fingerprint,
    ) -> Result<(), AccountRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let key = Key::all().and(person);
        let held = change.reading().one::<Account>(&key).await?;
        let Held { mut value, version } =
            held.ok_or_else(|| AccountRefused::NoAccount(person.clone()))?;
        if !value.recovery_codes.remove(code) {
            return Err(AccountRefused::NoSuchCode(person.clone()));
        }
        change.replace(&key, version, &value).await?;
        Ok(change.commit().await?)
    }

    /// Whether a right six-figure code may be accepted: only one of a time step later than each of which
    /// one was accepted before. Of two who use one at once, one is told [`Once::Now`].
    ///
    /// It has no audit entry: nothing is decided by it, and it is part of every sign-in.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn accept_code(
        &self,
        person: &PersonId,
        time_step: i64,
    ) -> Result<Once, RecordsError> {
        let mut jotting = self.jot().await?;
        jotting.hold(self.id()).await?;
        let sql = "insert into accepted_code (partnership_id, person_id, time_step)
            select partnership_id, person_id, cast($3 as bigint) from account
            where partnership_id = $1 and person_id = $2
            on conflict (partnership_id, person_id) do update
            set time_step = excluded.time_step
            where accepted_code.time_step < excluded.time_step";
        let values = vec![Value::text(self.id()), Value::text(person), Value::Number(time_step)];
        let once = Once::by(jotting.run(sql, values).await?);
        jotting.commit().await?;
        Ok(once)
    }
}

/// Whether there could be such an account.
pub(crate) async fn could_be(change: &mut Change, account: &Account) -> Result<(), AccountRefused> {
    if change.reading().one::<Person>(&Key::all().and(&account.person)).await?.is_none() {
        return Err(AccountRefused::NoSuchPerson(account.person.clone()));
    }
    let factor = account.second_factor.as_ref().map(|factor| factor.secret.text());
    let outside = account.outside.as_ref();
    let texts = [
        ("password's hash", account.password.as_ref().map(Secret::text)),
        ("second factor's secret", factor),
        ("provider's name", outside.map(|outside| outside.issuer.as_str())),
        ("person's name at the provider", outside.map(|outside| outside.subject.as_str())),
    ];
    if let Some((what, _)) = texts.iter().find(|(_, text)| *text == Some("")) {
        return Err(AccountRefused::Empty(what));
    }
    match outside {
        Some(outside) => is_free(change, outside, &account.person).await,
        None => Ok(()),
    }
}

/// Whether nobody else has an identity.
async fn is_free(
    change: &mut Change,
    outside: &OutsideIdentity,
    person: &PersonId,
) -> Result<(), AccountRefused> {
    let sql = "select person_id from account
        where partnership_id = $1 and issuer = $2 and subject = $3 and person_id <> $4";
    let values =
        vec![Value::text(&outside.issuer), Value::text(&outside.subject), Value::text(person)];
    match change.reading().rows(sql, values).await?.first() {
        Some(other) => {
            let of = PersonId(other.parsed("person_id")?);
            Err(AccountRefused::IdentityTaken { issuer: outside.issuer.clone(), of })
        }
        None => Ok(()),
    }
}
