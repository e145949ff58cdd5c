//! Whether the audit record is whole, and whether everything is as its last entry says.
//!
//! In comes one state of a partnership's records; out goes how many entries were walked, or the first fault.

use std::collections::BTreeMap;

use crate::compiled_once;
use crate::error::RecordsError;
use crate::store::entry;
use crate::store::entry::Entry;
use crate::store::head::Head;
use crate::store::reading::Reading;
use crate::store::shut::Shut;
use crate::store::thing::Found;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::thing::named;
use crate::store::value::from_json;

const ENTRIES_AT_A_TIME: i64 = 1000;

/// What was found wrong first.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Fault {
    /// An entry does not have the hash that it should have.
    #[error("entry {0} was altered, or changed places with another: its hash does not fit")]
    Altered(i64),
    /// An entry is not there.
    #[error("entry {0} is missing")]
    Missing(i64),
    /// There are more entries than the partnership's row counts.
    #[error("entry {0} is one too many: the partnership counts fewer")]
    Surplus(i64),
    /// The last entry is not the one that the partnership's row has the hash of.
    #[error("entry {0}, the last, is not the one that the partnership knows as its last")]
    NotTheHead(i64),
    /// An entry cannot be read.
    #[error("entry {number} was altered: {why}")]
    Unreadable {
        /// Its number.
        number: i64,
        /// Why not.
        why: String,
    },
    /// What an entry says was there before is not what the entry before it left.
    #[error("entry {0} does not go on from what was there before it")]
    Discontinuous(i64),
    /// What an entry says was taken out of it, and no forgetting on record did so.
    #[error("entry {0} was blotted out past the audit record: no forgetting on record names it")]
    Blotted(i64),
    /// Something is not as its last entry says.
    #[error("the {} {} (its last entry is {})", named(*.kind, .key), .how.in_words(), last_entry(*.entry))]
    Thing {
        /// What kind of thing.
        kind: Kind,
        /// Which one.
        key: String,
        /// What is wrong with it.
        how: Astray,
        /// Its last entry, if it has one.
        entry: Option<i64>,
    },
    /// Things of a kind cannot be read.
    #[error("a {} was altered: {why}", .kind.in_words())]
    UnreadableThing {
        /// What kind.
        kind: Kind,
        /// Why not.
        why: String,
    },
}

/// How a thing can be other than its last entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Astray {
    /// It was altered.
    Altered,
    /// It is gone.
    Gone,
    /// It should not be there.
    Unentered,
}

impl Astray {
    fn in_words(self) -> &'static str {
        match self {
            Astray::Altered => "was altered past the audit record",
            Astray::Gone => "was taken away past the audit record",
            Astray::Unentered => "was put there past the audit record",
        }
    }
}

fn last_entry(entry: Option<i64>) -> String {
    entry.map_or_else(|| "none".to_owned(), |number| number.to_string())
}

/// Why the records could not be found whole.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// They were changed by something other than this program, or damaged.
    #[error("the records were changed past the audit record: {0}. Put back a copy from before")]
    Fault(#[from] Fault),
    /// They could not be read.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The chain as far as it was walked, and what it says of each thing.
pub(crate) struct Walked {
    head: Head,
    things: BTreeMap<(Kind, String), (Version, String)>,
    reworded: Vec<Reworded>,
    shut: Shut,
}

/// An entry that says what was there before in other words than the entry that left it.
struct Reworded {
    entry: i64,
    kind: Kind,
    left: String,
    before: String,
}

impl Walked {
    /// Walks the whole chain of entries.
    pub(crate) async fn over(reading: &mut Reading) -> Result<Walked, VerifyError> {
        let (things, reworded) = (BTreeMap::new(), Vec::new());
        let mut walked = Walked { head: Head::none(), things, reworded, shut: Shut::default() };
        loop {
            let after = walked.head.entries;
            let rows = entry::rows_after(reading, after, ENTRIES_AT_A_TIME).await?;
            for row in &rows {
                let number = row.number("entry_id")?;
                let entry = Entry::in_row(row)
                    .map_err(|why| Fault::Unreadable { number, why: why.to_string() })?;
                walked.step_to(entry, reading)?;
            }
            if rows.is_empty() {
                return walked.ends_at(Head::known(reading).await?);
            }
        }
    }

    /// The end of the chain.
    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    fn step_to(&mut self, entry: Entry, reading: &Reading) -> Result<(), VerifyError> {
        let number = self.head.entries + 1;
        if entry.number != number {
            return Err(Fault::Missing(number).into());
        }
        if entry.hash != entry.hash_after(&self.head.hash, reading.partnership())? {
            return Err(Fault::Altered(number).into());
        }
        self.shut.step_to(&entry)?;
        let (kind, thing) = (entry.kind, (entry.kind, entry.key));
        match (self.things.remove(&thing), entry.before) {
            (None, None) => {}
            (Some((_, left)), Some(before)) if left == before => {}
            (Some((_, left)), Some(before)) => {
                self.reworded.push(Reworded { entry: number, kind, left, before });
            }
            (None, Some(_)) | (Some(_), None) => return Err(Fault::Discontinuous(number).into()),
        }
        self.things.extend(entry.after.map(|after| (thing, (Version(number), after))));
        self.head = Head { entries: number, hash: entry.hash };
        Ok(())
    }

    fn ends_at(self, known: Option<Head>) -> Result<Walked, VerifyError> {
        let (found, known) = (&self.head, known.unwrap_or_else(Head::none));
        if found.entries < known.entries {
            Err(Fault::Missing(found.entries + 1).into())
        } else if known.entries < found.entries {
            Err(Fault::Surplus(known.entries + 1).into())
        } else if found.hash != known.hash {
            Err(Fault::NotTheHead(found.entries).into())
        } else if let Some(number) = self.shut.in_silence() {
            Err(Fault::Blotted(number).into())
        } else {
            Ok(self)
        }
    }

    /// Whether all things of a kind are as the chain says; how many there are. Boxed, since one function asks it of every kind, and
    /// all of them within one took the compiler eight minutes.
    #[compiled_once]
    pub(crate) async fn agrees_with<T: Thing>(
        &self,
        reading: &mut Reading,
    ) -> Result<usize, VerifyError> {
        let kind = T::KIND;
        for one in self.reworded.iter().filter(|one| one.kind == kind) {
            if entered::<T>(&one.left)? != entered::<T>(&one.before)? {
                return Err(Fault::Discontinuous(one.entry).into());
            }
        }
        let found = all_of::<T>(reading).await?;
        let mut missing = self.of_kind(kind);
        for thing in &found {
            let key = thing.key.to_string();
            let last = missing.remove(&key);
            if let Some(how) = astray(thing, last)? {
                let entry = last.map(|(version, _)| version.0);
                return Err(Fault::Thing { kind, key, how, entry }.into());
            }
        }
        match missing.pop_first() {
            Some((key, (version, _))) => {
                let (key, how, entry) = (key.clone(), Astray::Gone, Some(version.0));
                Err(Fault::Thing { kind, key, how, entry }.into())
            }
            None => Ok(found.len()),
        }
    }

    fn of_kind(&self, kind: Kind) -> BTreeMap<&String, &(Version, String)> {
        let things = self.things.iter().filter(|((of, _), _)| *of == kind);
        things.map(|((_, key), last)| (key, last)).collect()
    }
}

/// All things of a kind; where one cannot be read, it was altered.
async fn all_of<T: Thing>(reading: &mut Reading) -> Result<Vec<Found<T>>, VerifyError> {
    reading.within::<T>(&Key::all()).await.map_err(|error| match error {
        RecordsError::Stored { .. } => {
            Fault::UnreadableThing { kind: T::KIND, why: error.to_string() }.into()
        }
        RecordsError::Busy
        | RecordsError::Lost(_)
        | RecordsError::Full
        | RecordsError::NoPermission(_)
        | RecordsError::Damaged(_)
        | RecordsError::Nul(_)
        | RecordsError::Ended(_)
        | RecordsError::Engine(_) => VerifyError::Records(error),
    })
}

/// How a thing is other than its last entry says, if it is.
fn astray<T: Thing>(
    found: &Found<T>,
    last: Option<&(Version, String)>,
) -> Result<Option<Astray>, RecordsError> {
    let Some((version, after)) = last else { return Ok(Some(Astray::Unentered)) };
    let same = found.held.version == *version && found.held.value.told() == entered::<T>(after)?;
    Ok((!same).then_some(Astray::Altered))
}

/// A thing as an entry has it. Things are compared and not their texts, since a later program may write the same
/// thing in other words.
fn entered<T: Thing>(json: &str) -> Result<T::Told, RecordsError> {
    from_json("an entry of the audit record", json)
}
