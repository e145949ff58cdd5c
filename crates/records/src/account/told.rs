//! An account's rows, and what the audit record says of it.
//!
//! In comes an account; out go its rows whole, and facts and fingerprints for the audit record.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;
use partnership::membership::person::PersonId;

use crate::account::Account;
use crate::account::OutsideIdentity;
use crate::account::SecondFactor;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::secret::Secret;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Row;
use crate::store::value::Value;

/// What the audit record says of an account.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldAccount {
    person: PersonId,
    password: Option<Fingerprint>,
    second_factor: Option<ToldFactor>,
    recovery_codes: BTreeSet<Fingerprint>,
    outside: Option<OutsideIdentity>,
}

/// What the audit record says of a second factor.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct ToldFactor {
    secret: Fingerprint,
    confirmed: Option<Timestamp>,
}

impl Thing for Account {
    const KIND: Kind = Kind::Account;
    type Told = ToldAccount;

    fn told(&self) -> ToldAccount {
        let factor = |factor: &SecondFactor| ToldFactor {
            secret: factor.secret.fingerprint(),
            confirmed: factor.confirmed,
        };
        ToldAccount {
            person: self.person.clone(),
            password: self.password.as_ref().map(Secret::fingerprint),
            second_factor: self.second_factor.as_ref().map(factor),
            recovery_codes: self.recovery_codes.clone(),
            outside: self.outside.clone(),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select person_id, entry_id, password, second_factor, second_factor_confirmed,
                issuer, subject from account
            where partnership_id = $1 and ($2 is null or person_id = $2) order by person_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let mut codes = codes(from, key).await?;
        let found = rows.iter().map(|row| {
            let mut value = in_row(row)?;
            value.recovery_codes = codes.remove(&value.person).unwrap_or_default();
            let (key, version) = (Key::all().and(&value.person), Version(row.number("entry_id")?));
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let (factor, outside) = (self.second_factor.as_ref(), self.outside.as_ref());
        let mut values = key.values(1);
        values.extend([
            pen.entry(),
            Value::maybe(self.password.as_ref().map(Secret::text)),
            Value::maybe(factor.map(|factor| factor.secret.text())),
            Value::maybe(factor.and_then(|factor| factor.confirmed)),
            Value::maybe(outside.map(|outside| &outside.issuer)),
            Value::maybe(outside.map(|outside| &outside.subject)),
        ]);
        let sql = "insert into account (partnership_id, person_id, entry_id, password,
                second_factor, second_factor_confirmed, issuer, subject)
            values ($1, $2, $3, $4, $5, $6, $7, $8)";
        pen.run(sql, values).await?;
        for code in &self.recovery_codes {
            let mut values = key.values(1);
            values.push(Value::text(code));
            let sql = "insert into recovery_code (partnership_id, person_id, code)
                values ($1, $2, $3)";
            pen.run(sql, values).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        for sql in [
            "delete from recovery_code where partnership_id = $1 and person_id = $2",
            "delete from account where partnership_id = $1 and person_id = $2",
        ] {
            pen.run(sql, key.values(1)).await?;
        }
        Ok(())
    }

    async fn sweep(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from accepted_code where partnership_id = $1 and person_id = $2";
        pen.run(sql, key.values(1)).await
    }
}

/// The account in a row, without its recovery codes.
fn in_row(row: &Row) -> Result<Account, RecordsError> {
    let confirmed = row.maybe_parsed("second_factor_confirmed")?;
    let factor = row.maybe_text("second_factor")?;
    let outside = match (row.maybe_text("issuer")?, row.maybe_text("subject")?) {
        (Some(issuer), Some(subject)) => Some(OutsideIdentity { issuer, subject }),
        (None, None) => None,
        (Some(half), None) | (None, Some(half)) => {
            return Err(RecordsError::stored("account.issuer", &half, "the subject is apart"));
        }
    };
    Ok(Account {
        person: PersonId(row.parsed("person_id")?),
        password: row.maybe_text("password")?.map(Secret::of),
        second_factor: factor.map(|secret| SecondFactor { secret: Secret::of(secret), confirmed }),
        recovery_codes: BTreeSet::new(),
        outside,
    })
}

/// The recovery codes within a key, by whose they are.
async fn codes(
    from: &mut Reading,
    key: &Key,
) -> Result<BTreeMap<PersonId, BTreeSet<Fingerprint>>, RecordsError> {
    let sql = "select person_id, code from recovery_code
        where partnership_id = $1 and ($2 is null or person_id = $2)";
    let mut codes = BTreeMap::<PersonId, BTreeSet<Fingerprint>>::new();
    for row in from.rows(sql, key.values(1)).await? {
        let person = PersonId(row.parsed("person_id")?);
        codes.entry(person).or_default().insert(row.parsed("code")?);
    }
    Ok(codes)
}
