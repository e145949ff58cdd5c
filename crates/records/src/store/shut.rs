//! Whether everything that is gone from the audit record was forgotten by a change that is on record.
//!
//! In come the entries of a chain; out goes the first that was blotted out in silence.

use std::collections::BTreeSet;

use crate::forgetting::Forgotten;
use crate::store::entry::Entry;
use crate::store::seal::Seal;
use crate::store::thing::Kind;
use crate::store::verify::Fault;

/// What is gone from the entries walked so far, and what a forgetting says is.
#[derive(Debug, Default)]
pub(super) struct Shut {
    things: BTreeSet<i64>,
    signatures: BTreeSet<i64>,
    told_things: BTreeSet<i64>,
    told_signatures: BTreeSet<i64>,
}

impl Shut {
    /// Takes note of an entry whose hash fits.
    pub(super) fn step_to(&mut self, entry: &Entry) -> Result<(), Fault> {
        if !entry.is_blotted_as_sealed() {
            return Err(Fault::Altered(entry.number));
        }
        if let Some(seals) = &entry.seals {
            let of = [(&seals.thing, &mut self.things), (&seals.who, &mut self.signatures)];
            for (seal, numbers) in of {
                match seal {
                    Seal::Open(_) => {}
                    Seal::Shut(_) => drop(numbers.insert(entry.number)),
                }
            }
        }
        if let (Some(after), Kind::Forgetting) = (&entry.after, entry.kind) {
            let told: Forgotten = serde_json::from_str(after)
                .map_err(|why| Fault::Unreadable { number: entry.number, why: why.to_string() })?;
            self.told_things.extend(told.things);
            self.told_signatures.extend(told.signatures);
        }
        Ok(())
    }

    /// The first entry of which something is gone that no forgetting tells of.
    pub(super) fn in_silence(&self) -> Option<i64> {
        let things = self.things.difference(&self.told_things).next();
        let signatures = self.signatures.difference(&self.told_signatures).next();
        [things, signatures].into_iter().flatten().min().copied()
    }
}
