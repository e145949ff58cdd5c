//! The one way in which anything is changed: with its audit entry, in one transaction.
//!
//! In comes a thing as it is to be, who signs for it and what they saw; out goes its new version. The pen that
//! writes into tables is made here and nowhere else, and only once the entry stands.

use jiff::Timestamp;
use partnership::terms::day::Day;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::conflict::Conflict;
use crate::store::conflict::LastChange;
use crate::store::conflict::Now;
use crate::store::db::Open;
use crate::store::entry::Entry;
use crate::store::entry::Signed;
use crate::store::head::Head;
use crate::store::jotting;
use crate::store::reading::Reading;
use crate::store::reading::with_partnership;
use crate::store::seal::Seals;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::store::value::json_of;

/// Changes that are made together or not at all. Dropped without [`Change::commit`], none has been made.
#[derive(Debug)]
pub(crate) struct Change {
    reading: Reading,
    signed: Signed,
    head: Head,
    /// From when on nothing of the partnership is changed any more, where that is known.
    ends: Option<Day>,
    /// Whether entries were added since the head was last written.
    is_ahead: bool,
}

/// What writes into tables. Only a change hands one out, and only once the entry for it stands.
#[derive(Debug)]
pub(crate) struct Pen<'change> {
    open: &'change mut Open,
    partnership: PartnershipId,
    entry: Version,
}

impl Pen<'_> {
    /// The number of the audit entry, for the column `entry_id`.
    pub(crate) fn entry(&self) -> Value {
        Value::Number(self.entry.0)
    }

    /// Runs a statement. `$1` in it is the partnership, always; `values` begin at `$2`.
    pub(crate) async fn run(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<(), RecordsError> {
        let values = with_partnership(&self.partnership, values);
        self.open.run(sql, values).await.map(|_| ())
    }
}

impl Change {
    /// Begins changes of a partnership whose row is locked.
    pub(super) fn begun(
        reading: Reading,
        signed: Signed,
        (head, ends): (Head, Option<Day>),
    ) -> Change {
        Change { reading, signed, head, ends, is_ahead: false }
    }

    /// The day from which on nothing of the partnership is changed any more, if it has come by when this is made.
    pub(crate) fn ended(&self) -> Result<Option<Day>, RecordsError> {
        let Some(ends) = self.ends else { return Ok(None) };
        Ok((ends <= self.signed.day()?).then_some(ends))
    }

    /// When it is made, as whoever signs says.
    pub(crate) fn at(&self) -> Timestamp {
        self.signed.at
    }

    /// Who makes it, by the name that they sign with.
    pub(crate) fn by(&self) -> &str {
        &self.signed.who
    }

    /// The number that the next entry will have: a number that no thing has been given yet.
    pub(crate) fn next_number(&self) -> i64 {
        self.head.entries + 1
    }

    /// What there is, changes made so far included.
    pub(crate) fn reading(&mut self) -> &mut Reading {
        &mut self.reading
    }

    /// The thing as somebody saw it, if it is still so.
    pub(crate) async fn seen<T: Thing>(
        &mut self,
        key: &Key,
        version: Version,
    ) -> Result<Held<T>, ChangeError> {
        match self.reading.one::<T>(key).await? {
            Some(held) if held.version == version => Ok(held),
            Some(_) => Err(self.conflict::<T>(key, Now::Changed).await?.into()),
            None => Err(self.conflict::<T>(key, Now::Gone).await?.into()),
        }
    }

    /// That there is no such thing yet.
    pub(crate) async fn unseen<T: Thing>(&mut self, key: &Key) -> Result<(), ChangeError> {
        match self.reading.one::<T>(key).await? {
            None => Ok(()),
            Some(_) => Err(self.conflict::<T>(key, Now::There).await?.into()),
        }
    }

    /// Enters a thing that there was not.
    pub(crate) async fn enter<T: Thing>(
        &mut self,
        key: &Key,
        thing: &T,
    ) -> Result<Version, ChangeError> {
        self.unseen::<T>(key).await?;
        Ok(self.put(key, None, Some(thing)).await?)
    }

    /// Enters a thing under the next number, which no thing has been given yet, so that nobody need look for it.
    pub(crate) async fn enter_numbered<T: Thing>(
        &mut self,
        within: &Key,
        thing: &T,
    ) -> Result<i64, RecordsError> {
        let number = self.next_number();
        self.enter_as(within, number, thing).await
    }

    /// Enters a thing under a number under which nothing stands, so nothing need be taken away.
    async fn enter_as<T: Thing>(
        &mut self,
        within: &Key,
        number: i64,
        thing: &T,
    ) -> Result<i64, RecordsError> {
        let key = within.clone().and(number);
        let mut pen = self.pen_for(&key, None, Some(thing)).await?;
        thing.write(&mut pen, &key).await?;
        Ok(number)
    }

    /// Enters a thing that people name by its number: the next after the highest that any of its kind ever had in the
    /// partnership, so that they are counted from 1 and no number is given twice, whatever was taken away.
    pub(crate) async fn enter_counted<T: Thing>(
        &mut self,
        within: &Key,
        thing: &T,
    ) -> Result<i64, RecordsError> {
        let number = self.next_counted::<T>(&Key::all()).await?;
        self.enter_as(within, number, thing).await
    }

    /// The same, counted from 1 within what it belongs to, such as the actions of each plan.
    pub(crate) async fn enter_counted_within<T: Thing>(
        &mut self,
        within: &Key,
        thing: &T,
    ) -> Result<i64, RecordsError> {
        let number = self.next_counted::<T>(within).await?;
        self.enter_as(within, number, thing).await
    }

    /// The next number after the highest that any of a kind ever had within a key.
    async fn next_counted<T: Thing>(&mut self, within: &Key) -> Result<i64, RecordsError> {
        let sql = "select key from audit_entry
            where partnership_id = $1 and kind = $2 and before is null";
        let rows = self.reading.rows(sql, vec![Value::word(&T::KIND)?]).await?;
        let keys = rows.iter().map(|row| row.text("key")).collect::<Result<Vec<String>, _>>()?;
        let given = keys.iter().filter(|key| within.holds(key));
        let given = given.filter_map(|key| key.rsplit('/').next()?.parse::<i64>().ok());
        Ok(given.max().unwrap_or(0) + 1)
    }

    /// Writes into an unaudited table what goes with the changes, or not at all. `$1` in the statement is the
    /// partnership; how many rows it changed.
    pub(crate) async fn jot(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, RecordsError> {
        if !jotting::is_permitted(sql) {
            return Err(RecordsError::Engine(format!("`{sql}` needs an audit entry")));
        }
        let values = with_partnership(self.reading.partnership(), values);
        self.reading.open().run(sql, values).await
    }

    /// Puts a thing in the place of the version that was seen. Where it is the same, nothing is written.
    pub(crate) async fn replace<T: Thing>(
        &mut self,
        key: &Key,
        seen: Version,
        thing: &T,
    ) -> Result<Version, ChangeError> {
        let held = self.seen::<T>(key, seen).await?;
        if held.value == *thing {
            return Ok(seen);
        }
        Ok(self.put(key, Some(&held.value), Some(thing)).await?)
    }

    /// Enters a thing, or puts it in the place of what stands there. For what follows from a change of something
    /// that was seen.
    pub(crate) async fn enter_or_replace<T: Thing>(
        &mut self,
        key: &Key,
        thing: &T,
    ) -> Result<Version, ChangeError> {
        match self.reading.one::<T>(key).await? {
            None => self.enter(key, thing).await,
            Some(held) => self.replace(key, held.version, thing).await,
        }
    }

    /// Puts a thing in the place of one that was read since these changes began, without reading it again: for changes
    /// of many things at once.
    pub(crate) async fn put_over<T: Thing>(
        &mut self,
        key: &Key,
        read: &T,
        thing: &T,
    ) -> Result<Version, RecordsError> {
        self.put(key, Some(read), Some(thing)).await
    }

    /// Takes away the version that was seen.
    pub(crate) async fn remove<T: Thing>(
        &mut self,
        key: &Key,
        seen: Version,
    ) -> Result<(), ChangeError> {
        let held = self.seen::<T>(key, seen).await?;
        self.put(key, Some(&held.value), None).await?;
        Ok(())
    }

    /// Makes all changes last, with the new end of the chain.
    pub(crate) async fn commit(mut self) -> Result<(), RecordsError> {
        if self.is_ahead {
            let head = vec![Value::Number(self.head.entries), Value::text(&self.head.hash)];
            let head = with_partnership(self.reading.partnership(), head);
            let update = "update partnership set entries = $2, head = $3 where partnership_id = $1";
            self.reading.open().run(update, head).await?;
        }
        self.reading.into_open().commit().await
    }

    /// The one way in which anything is changed: its entry, then its rows.
    async fn put<T: Thing>(
        &mut self,
        key: &Key,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<Version, RecordsError> {
        let mut pen = self.pen_for(key, before, after).await?;
        T::erase(&mut pen, key).await?;
        match after {
            Some(after) => after.write(&mut pen, key).await?,
            None => T::sweep(&mut pen, key).await?,
        }
        Ok(pen.entry)
    }

    /// Adds the entry to the chain, and hands out the pen for what it says.
    async fn pen_for<T: Thing>(
        &mut self,
        key: &Key,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<Pen<'_>, RecordsError> {
        let Signed { who, at } = self.signed.clone();
        let mut entry = Entry {
            number: self.head.entries + 1,
            at,
            who,
            kind: T::KIND,
            key: key.to_string(),
            before: before.map(|thing| json_of(&thing.told())).transpose()?,
            after: after.map(|thing| json_of(&thing.told())).transpose()?,
            seals: Some(Seals::new()?),
            hash: String::new(),
        };
        let partnership = self.reading.partnership().clone();
        entry.hash = entry.hash_after(&self.head.hash, &partnership)?;
        self.head = Head { entries: entry.number, hash: entry.hash.clone() };
        self.is_ahead = true;
        let (open, number) = (self.reading.open(), Version(entry.number));
        let mut pen = Pen { open, partnership, entry: number };
        let insert = "insert into audit_entry
            (partnership_id, entry_id, at, who, kind, key, before, after, who_seal, thing_seal, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        pen.run(insert, entry.values()?).await?;
        Ok(pen)
    }

    async fn conflict<T: Thing>(&mut self, key: &Key, now: Now) -> Result<Conflict, RecordsError> {
        let sql = "select who, at from audit_entry
            where partnership_id = $1 and kind = $2 and key = $3 order by entry_id desc limit 1";
        let rows = self.reading.rows(sql, vec![Value::word(&T::KIND)?, Value::text(key)]).await?;
        let last = match rows.first() {
            Some(row) => Some(LastChange { who: row.text("who")?, at: row.parsed("at")? }),
            None => None,
        };
        Ok(Conflict { kind: T::KIND, key: key.to_string(), now, last })
    }
}
