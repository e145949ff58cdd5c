//! Sessions of the pages: what a server remembers between two requests of one browser.
//!
//! In comes the fingerprint of a session's name, which a browser sends and nobody keeps; out goes what was
//! remembered, and whose it is. Nothing is decided by a session, so none has an audit entry.

use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::partnership_id::PartnershipId;
use crate::store::Store;
use crate::store::jotting::Jotting;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::value::Row;
use crate::store::value::Value;

/// The sessions of all partnerships: a browser says only which session is its own.
#[derive(Debug, Clone)]
pub struct Sessions {
    store: Store,
}

/// What is remembered of a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What the pages remember, as JSON.
    pub data: String,
    /// Who signed in.
    pub whose: Option<SignedIn>,
    /// When it ends, to the second.
    pub expires: Timestamp,
}

/// Somebody who signed in: a person of one partnership, who is nobody in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    partnership: PartnershipId,
    person: PersonId,
}

/// Why a session is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum SessionRefused {
    /// There is no such person, or no longer.
    #[error("there is no person `{person}` in `{partnership}`; sign in again")]
    NoSuchPerson {
        /// The partnership.
        partnership: PartnershipId,
        /// The person.
        person: PersonId,
    },
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl SignedIn {
    /// A person of a partnership.
    pub fn of(partnership: PartnershipId, person: PersonId) -> SignedIn {
        SignedIn { partnership, person }
    }

    /// The partnership whose pages they signed in to.
    pub fn partnership(&self) -> &PartnershipId {
        &self.partnership
    }

    /// Who they are in that partnership.
    pub(crate) fn person(&self) -> &PersonId {
        &self.person
    }

    /// The person, to the pages of their own partnership; to any other's, nobody.
    pub fn person_in(&self, partnership: &PartnershipId) -> Option<&PersonId> {
        (self.partnership == *partnership).then_some(&self.person)
    }
}

impl Sessions {
    pub(crate) fn of(store: Store) -> Sessions {
        Sessions { store }
    }

    /// Begins a session under a name of which nobody has one yet.
    ///
    /// # Errors
    /// When somebody signed in who is not there, or the records cannot be written.
    #[compiled_once]
    pub async fn begin(&self, id: &Fingerprint, session: &Session) -> Result<Once, SessionRefused> {
        let sql = "insert into session (session_id, partnership_id, person_id, data, expires)
            values ($1, $2, $3, $4, $5) on conflict (session_id) do nothing";
        self.put(sql, id, session).await
    }

    /// Keeps a session as it is now. One that has ended meanwhile stays ended, and [`Once::Already`] says so.
    ///
    /// # Errors
    /// When somebody signed in who is not there, or the records cannot be written.
    #[compiled_once]
    pub async fn save(&self, id: &Fingerprint, session: &Session) -> Result<Once, SessionRefused> {
        let sql = "update session set partnership_id = $2, person_id = $3, data = $4, expires = $5
            where session_id = $1";
        self.put(sql, id, session).await
    }

    /// The session of that name, unless it has ended by `now`.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn load(
        &self,
        id: &Fingerprint,
        now: Timestamp,
    ) -> Result<Option<Session>, RecordsError> {
        let sql = "select partnership_id, person_id, data, expires from session
            where session_id = $1 and expires > $2";
        let values = vec![Value::text(id), Value::Number(now.as_second())];
        let rows = self.store.look(sql, values).await?;
        rows.first().map(in_row).transpose()
    }

    /// Ends the session of that name, if there is one.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn end(&self, id: &Fingerprint) -> Result<(), RecordsError> {
        let mut jotting = self.store.jot().await?;
        jotting.run("delete from session where session_id = $1", vec![Value::text(id)]).await?;
        jotting.commit().await
    }

    /// Deletes the sessions that have ended by `now`; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn delete_ended(&self, now: Timestamp) -> Result<u64, RecordsError> {
        let mut jotting = self.store.jot().await?;
        let values = vec![Value::Number(now.as_second())];
        let ended = jotting.run("delete from session where expires <= $1", values).await?;
        jotting.commit().await?;
        Ok(ended)
    }

    async fn put(
        &self,
        sql: &'static str,
        id: &Fingerprint,
        session: &Session,
    ) -> Result<Once, SessionRefused> {
        let mut jotting = self.store.jot_lightly().await?;
        let whose = session.whose.as_ref();
        if let Some(whose) = whose {
            is_there(&mut jotting, whose).await?;
        }
        let values = vec![
            Value::text(id),
            Value::maybe(whose.map(|whose| &whose.partnership)),
            Value::maybe(whose.map(|whose| &whose.person)),
            Value::text(&session.data),
            Value::Number(session.expires.as_second()),
        ];
        let once = Once::by(jotting.run(sql, values).await?);
        jotting.commit().await?;
        Ok(once)
    }
}

impl Book {
    /// The person who signed in, if it was to this partnership and they are still there.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn person_signed_in(
        &self,
        whose: &SignedIn,
    ) -> Result<Option<Held<Person>>, RecordsError> {
        match whose.person_in(self.id()) {
            Some(person) => self.read().await?.one(&Key::all().and(person)).await,
            None => Ok(None),
        }
    }

    /// The sessions of a person that have not ended by `now`, by the fingerprints of their names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn sessions_of(
        &self,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<Vec<(Fingerprint, Session)>, RecordsError> {
        let sql = "select session_id, partnership_id, person_id, data, expires from session
            where partnership_id = $1 and person_id = $2 and expires > $3 order by session_id";
        let values =
            vec![Value::text(self.id()), Value::text(person), Value::Number(now.as_second())];
        let rows = self.look(sql, values).await?;
        rows.iter().map(|row| Ok((row.parsed("session_id")?, in_row(row)?))).collect()
    }

    /// Ends one session of a person, by the fingerprint of its name. Nobody else's is ended by it.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn end_session(
        &self,
        person: &PersonId,
        id: &Fingerprint,
    ) -> Result<Once, RecordsError> {
        let mut jotting = self.jot().await?;
        let sql = "delete from session
            where partnership_id = $1 and person_id = $2 and session_id = $3";
        let values = vec![Value::text(self.id()), Value::text(person), Value::text(id)];
        let once = Once::by(jotting.run(sql, values).await?);
        jotting.commit().await?;
        Ok(once)
    }

    /// Ends all sessions of a person, wherever they signed in; how many there were.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn end_sessions(&self, person: &PersonId) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let sql = "delete from session where partnership_id = $1 and person_id = $2";
        let ended = jotting.run(sql, vec![Value::text(self.id()), Value::text(person)]).await?;
        jotting.commit().await?;
        Ok(ended)
    }
}

/// Whether there is such a person, who then stays until the session is saved.
async fn is_there(jotting: &mut Jotting, whose: &SignedIn) -> Result<(), SessionRefused> {
    jotting.hold(&whose.partnership).await?;
    let sql = "select person_id from person where partnership_id = $1 and person_id = $2";
    let values = vec![Value::text(&whose.partnership), Value::text(&whose.person)];
    if jotting.rows(sql, values).await?.is_empty() {
        let SignedIn { partnership, person } = whose.clone();
        return Err(SessionRefused::NoSuchPerson { partnership, person });
    }
    Ok(())
}

fn in_row(row: &Row) -> Result<Session, RecordsError> {
    let (partnership, person) =
        (row.maybe_parsed("partnership_id")?, row.maybe_parsed("person_id")?);
    let whose = partnership
        .zip(person)
        .map(|(partnership, person)| SignedIn::of(PartnershipId(partnership), PersonId(person)));
    let seconds = row.number("expires")?;
    let expires = Timestamp::from_second(seconds)
        .map_err(|why| RecordsError::stored("session.expires", &seconds.to_string(), why))?;
    Ok(Session { data: row.text("data")?, whose, expires })
}
