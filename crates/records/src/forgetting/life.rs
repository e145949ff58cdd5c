//! The time from when somebody was entered to when they were taken away, as the audit record tells it.
//!
//! In comes a book's audit record; out goes each such life that ended, and what to blot out to forget it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;
use partnership::terms::day::Day;
use serde_json::Value as Json;

use crate::error::RecordsError;
use crate::forgetting::Forgetting;
use crate::forgetting::Forgotten;
use crate::forgetting::without_its_author;
use crate::forgetting::without_its_thing;
use crate::store::entry;
use crate::store::entry::Entry;
use crate::store::reading::Reading;
use crate::store::thing::Kind;
use crate::store::value::Value;
use crate::store::value::from_json;

/// Somebody from the entry that entered them to the one that took them away.
#[derive(Debug)]
pub(super) struct Life {
    /// The entry that entered them.
    pub(super) first: i64,
    /// The entry that took them away.
    last: i64,
    /// Their short name.
    key: String,
    /// What they may have signed with: their short name, names and addresses, but for what another was called too.
    names: BTreeSet<String>,
}

impl Life {
    fn begun_by(entry: &Entry) -> Life {
        let (first, last, key) = (entry.number, entry.number, entry.key.clone());
        Life { first, last, names: BTreeSet::from([key.clone()]), key }
    }

    /// The lives that ended before a moment and are not forgotten yet.
    pub(super) async fn all_ended(
        reading: &mut Reading,
        before: Timestamp,
    ) -> Result<Vec<Life>, RecordsError> {
        let (mut begun, mut ended) = (BTreeMap::<String, Life>::new(), Vec::new());
        let mut called = BTreeMap::<String, BTreeSet<String>>::new();
        let mut told = entries(reading, Kind::Person, 1, i64::MAX).await?;
        told.extend(entries(reading, Kind::CountyAnalyst, 1, i64::MAX).await?);
        // A short name is a person's or a county analyst's, one after the other and never both at once.
        told.sort_by_key(|entry| entry.number);
        for entry in told {
            if entry.forgotten().is_some() {
                continue;
            }
            let life = begun.entry(entry.key.clone()).or_insert(Life::begun_by(&entry));
            life.last = entry.number;
            for said in [&entry.before, &entry.after].into_iter().flatten() {
                for name in names_in(said)? {
                    called.entry(name.clone()).or_default().insert(entry.key.clone());
                    life.names.insert(name);
                }
            }
            if entry.after.is_none() {
                let life = begun.remove(&entry.key);
                ended.extend(life.filter(|_| entry.at < before));
            }
        }
        for life in &mut ended {
            let alone = |name: &String| called.get(name).is_none_or(|keys| keys.len() == 1);
            life.names.retain(alone);
        }
        Ok(ended)
    }

    /// How to forget it; none where an entry of it has no seal.
    pub(super) async fn forgetting(
        &self,
        reading: &mut Reading,
        day: Day,
    ) -> Result<Option<Forgetting>, RecordsError> {
        let pseudonym = entry::pseudonym(self.first);
        let (mut blots, mut things) = (BTreeMap::new(), Vec::new());
        for entry in self.entries(reading).await? {
            if entry.seals.is_none() {
                return Ok(None);
            }
            // A link's key is its number, which is nobody's name.
            let key = if entry.key == self.key { pseudonym.clone() } else { entry.key.clone() };
            things.push(entry.number);
            blots.insert(entry.number, without_its_thing(entry, key, day)?);
        }
        let mut signatures = Vec::new();
        for entry in self.signed(reading).await? {
            let entry = blots.remove(&entry.number).unwrap_or(entry);
            signatures.push(entry.number);
            blots.insert(entry.number, without_its_author(entry, &pseudonym));
        }
        signatures.sort_unstable();
        things.sort_unstable();
        let forgotten = Forgotten { number: self.first, on: day, things, signatures };
        Ok(Some(Forgetting { forgotten, blots: blots.into_values().collect() }))
    }

    /// The entries of the person, their account and their links.
    async fn entries(&self, reading: &mut Reading) -> Result<Vec<Entry>, RecordsError> {
        let mut theirs = Vec::new();
        for kind in [Kind::Person, Kind::Account, Kind::CountyAnalyst] {
            let found = entries(reading, kind, self.first, self.last).await?;
            theirs.extend(found.into_iter().filter(|entry| entry.key == self.key));
        }
        for entry in entries(reading, Kind::AccessLink, self.first, self.last).await? {
            let said = entry.after.as_ref().or(entry.before.as_ref());
            let said = said.map(|said| from_json::<Json>("an entry", said)).transpose()?;
            let whose = said.as_ref().and_then(|said| said.pointer("/for_whom/person"));
            if whose.and_then(Json::as_str) == Some(&self.key) {
                theirs.push(entry);
            }
        }
        Ok(theirs)
    }

    /// The entries that the person signed.
    async fn signed(&self, reading: &mut Reading) -> Result<Vec<Entry>, RecordsError> {
        let sql = "select entry_id, at, who, kind, key, before, after, who_seal, thing_seal, hash
            from audit_entry where partnership_id = $1 and who = $2
                and entry_id between $3 and $4 and who_seal is not null order by entry_id";
        let mut signed = Vec::new();
        for name in &self.names {
            let values =
                vec![Value::text(name), Value::Number(self.first), Value::Number(self.last)];
            for row in reading.rows(sql, values).await? {
                signed.push(Entry::in_row(&row)?);
            }
        }
        Ok(signed)
    }
}

/// The entries of a kind, from one to another.
pub(super) async fn entries(
    reading: &mut Reading,
    kind: Kind,
    first: i64,
    last: i64,
) -> Result<Vec<Entry>, RecordsError> {
    let sql = "select entry_id, at, who, kind, key, before, after, who_seal, thing_seal, hash
        from audit_entry where partnership_id = $1 and kind = $2 and entry_id between $3 and $4
        order by entry_id";
    let values = vec![Value::word(&kind)?, Value::Number(first), Value::Number(last)];
    reading.rows(sql, values).await?.iter().map(Entry::in_row).collect()
}

/// What somebody is called in an entry about them. Entries outlive the types of today, so no type is asked of them.
fn names_in(said: &str) -> Result<Vec<String>, RecordsError> {
    let said: Json = from_json("an entry of a person", said)?;
    let named = ["id", "name", "email"].into_iter().filter_map(|field| said[field].as_str());
    Ok(named.map(str::to_owned).collect())
}
