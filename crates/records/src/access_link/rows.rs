//! The row of a link.

use partnership::membership::person::PersonId;

use crate::access_link::AccessLink;
use crate::access_link::Ended;
use crate::access_link::ForWhom;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
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

/// The number of the link with a token.
pub(super) async fn number_of(
    reading: &mut Reading,
    token: &Fingerprint,
) -> Result<Option<i64>, RecordsError> {
    let sql = "select access_link_id from access_link where partnership_id = $1 and token = $2";
    let rows = reading.rows(sql, vec![Value::text(token)]).await?;
    rows.first().map(|row| row.number("access_link_id")).transpose()
}

impl Thing for AccessLink {
    const KIND: Kind = Kind::AccessLink;
    type Told = AccessLink;

    fn told(&self) -> AccessLink {
        AccessLink { made_by: String::new(), ..self.clone() }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select access_link_id, access_link.entry_id, purpose, person_id, name, token,
                making.who as made_by, made, expires, used, revoked
            from access_link join audit_entry making
                on making.partnership_id = access_link.partnership_id
                and making.entry_id = access_link.access_link_id
            where access_link.partnership_id = $1
                and ($2 is null or access_link_id = cast($2 as bigint))
            order by access_link_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (value, version) = (in_row(row)?, Version(row.number("entry_id")?));
            Ok(Found { key: Key::all().and(value.number), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let (person, name) = match &self.for_whom {
            ForWhom::Person(person) => (Some(person), None),
            ForWhom::Named(name) => (None, Some(name)),
        };
        let (used, revoked) = match self.ended {
            Some(Ended::Used(at)) => (Some(at), None),
            Some(Ended::Revoked(at)) => (None, Some(at)),
            None => (None, None),
        };
        let mut values = key.values(1);
        values.extend([
            pen.entry(),
            Value::word(&self.purpose)?,
            Value::maybe(person),
            Value::maybe(name),
            Value::text(&self.token),
            Value::text(self.made),
            Value::text(self.expires),
            Value::maybe(used),
            Value::maybe(revoked),
        ]);
        let sql = "insert into access_link (partnership_id, access_link_id, entry_id, purpose,
                person_id, name, token, made, expires, used, revoked)
            values ($1, cast($2 as bigint), $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from access_link
            where partnership_id = $1 and access_link_id = cast($2 as bigint)";
        pen.run(sql, key.values(1)).await
    }
}

fn in_row(row: &Row) -> Result<AccessLink, RecordsError> {
    let for_whom = match row.maybe_parsed("person_id")? {
        Some(person) => ForWhom::Person(PersonId(person)),
        None => ForWhom::Named(row.text("name")?),
    };
    let ended = match (row.maybe_parsed("used")?, row.maybe_parsed("revoked")?) {
        (Some(at), None) => Some(Ended::Used(at)),
        (None, Some(at)) => Some(Ended::Revoked(at)),
        (None, None) => None,
        (Some(at), Some(_)) => {
            let why = "the link was revoked as well";
            return Err(RecordsError::stored("access_link.used", &at.to_string(), why));
        }
    };
    Ok(AccessLink {
        number: row.number("access_link_id")?,
        purpose: row.word("purpose")?,
        for_whom,
        token: row.parsed("token")?,
        made_by: row.text("made_by")?,
        made: row.parsed("made")?,
        expires: row.parsed("expires")?,
        ended,
    })
}
