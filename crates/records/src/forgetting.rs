//! Forgetting people who were taken away: the audit record keeps what happened, and no longer says to whom.
//!
//! In comes the day up to which to remember; out goes who was forgotten, by number. Every entry stays, and the chain
//! can be walked as before.

mod life;
mod readers;

use jiff::Timestamp;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::forgetting::life::Life;
use crate::store::change::Pen;
use crate::store::entry;
use crate::store::entry::Entry;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::seal::Seal;
use crate::store::seal::Seals;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// Somebody who was forgotten, and what the audit record no longer says because of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Forgotten {
    /// The number of the entry that entered them, or that made the link of a reader. Where their short name stood stands
    /// `forgotten-` and this number.
    pub number: i64,
    /// On which day.
    pub on: Day,
    /// The entries that no longer say what was changed: those of the person, their account and their links.
    pub things: Vec<i64>,
    /// The entries that no longer say who made the change: those that they made.
    pub signatures: Vec<i64>,
}

/// What came of forgetting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgot {
    /// Who was forgotten.
    pub people: Vec<Forgotten>,
    /// The entries that entered people who cannot be forgotten, since the first release wrote of them without seals:
    /// to forget them, begin new records.
    pub unsealed: Vec<i64>,
}

impl Book {
    /// Forgets everybody who was taken away before a moment: their name, short name and address in every entry of
    /// theirs, and as the author of every change that they signed with one of the three. The changes themselves,
    /// when they were made, and that it was one and the same person, stay on record.
    ///
    /// What people wrote into things of the year, such as the owner of a step, is part of the year and stays.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn forget_people(
        &self,
        signed: &Signed,
        taken_away_before: Timestamp,
    ) -> Result<Forgot, ChangeError> {
        let mut change = self.change_even_when_ended(signed).await?;
        let day = signed.day()?;
        let (mut people, mut unsealed) = (Vec::new(), Vec::new());
        for life in Life::all_ended(change.reading(), taken_away_before).await? {
            match life.forgetting(change.reading(), day).await? {
                Some(forgetting) => {
                    let forgotten = forgetting.forgotten.clone();
                    change.enter(&Key::all().and(forgotten.number), &forgetting).await?;
                    people.push(forgotten);
                }
                None => unsealed.push(life.first),
            }
        }
        change.commit().await?;
        Ok(Forgot { people, unsealed })
    }
}

/// Forgetting somebody, with what to put in place of what is forgotten.
#[derive(Debug)]
pub(crate) struct Forgetting {
    forgotten: Forgotten,
    blots: Vec<Entry>,
}

/// Two that forget the same are the same: what was put in its place is in the entries.
impl PartialEq for Forgetting {
    fn eq(&self, other: &Forgetting) -> bool {
        self.forgotten == other.forgotten
    }
}

impl Thing for Forgetting {
    const KIND: Kind = Kind::Forgetting;
    type Told = Forgotten;

    fn told(&self) -> Forgotten {
        self.forgotten.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select forgetting_id, entry_id, day, things, signatures from forgetting
            where partnership_id = $1 and ($2 is null or forgetting_id = cast($2 as bigint))
            order by forgetting_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let forgotten = Forgotten {
                number: row.number("forgetting_id")?,
                on: row.parsed("day")?,
                things: row.json("things")?,
                signatures: row.json("signatures")?,
            };
            let key = Key::all().and(forgotten.number);
            let value = Forgetting { forgotten, blots: Vec::new() };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([
            pen.entry(),
            Value::text(self.forgotten.on),
            Value::json(&self.forgotten.things)?,
            Value::json(&self.forgotten.signatures)?,
        ]);
        let sql = "insert into forgetting
            (partnership_id, forgetting_id, entry_id, day, things, signatures)
            values ($1, cast($2 as bigint), $3, $4, $5, $6)";
        pen.run(sql, values).await?;
        for blot in &self.blots {
            let seals = blot.seals.as_ref();
            let values = vec![
                Value::Number(blot.number),
                Value::text(&blot.who),
                Value::text(&blot.key),
                Value::maybe(blot.before.as_ref()),
                Value::maybe(blot.after.as_ref()),
                Value::maybe(seals.map(|seals| &seals.who)),
                Value::maybe(seals.map(|seals| &seals.thing)),
            ];
            let sql = "update audit_entry
                set who = $3, key = $4, before = $5, after = $6, who_seal = $7, thing_seal = $8
                where partnership_id = $1 and entry_id = $2";
            pen.run(sql, values).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from forgetting
            where partnership_id = $1 and forgetting_id = cast($2 as bigint)";
        pen.run(sql, key.values(1)).await
    }
}

/// Blots the thing of an entry out.
fn without_its_thing(mut entry: Entry, key: String, day: Day) -> Result<Entry, RecordsError> {
    if let Some(Seals { thing, .. }) = &mut entry.seals {
        let texts = [Some(&*entry.key), entry.before.as_deref(), entry.after.as_deref()];
        *thing = Seal::Shut(thing.of(&texts));
    }
    let blot = entry::blot(day)?;
    entry.key = key;
    entry.before = entry.before.map(|_| blot.clone());
    entry.after = entry.after.map(|_| blot);
    Ok(entry)
}

/// Blots the author of an entry out.
fn without_its_author(mut entry: Entry, pseudonym: &str) -> Entry {
    if let Some(Seals { who, .. }) = &mut entry.seals {
        *who = Seal::Shut(who.of(&[Some(&*entry.who)]));
    }
    entry.who = pseudonym.to_owned();
    entry
}
