//! Forms on paper deleted: scans, readings, returns and decisions go, batches and bookings-in stay.
//!
//! In comes a consultation; out goes how many forms went. What the store of scans has of them is named by nobody then,
//! and swept out of it afterwards.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use sha2::Digest;
use sha2::Sha256;

use crate::Records;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::paper::decision::StoredDecision;
use crate::paper::file::ScanFile;
use crate::paper::returned::StoredReturn;
use crate::paper::said::StoredSaid;
use crate::paper::side::StoredSide;
use crate::store::change::Change;
use crate::store::thing::Key;
use crate::store::thing::Thing;
use crate::store::value::json_of;

impl Records {
    /// The SHA-256 of all scans and pictures that any partnership's records name.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn scans_named(&self) -> Result<BTreeSet<Fingerprint>, RecordsError> {
        let mut named = BTreeSet::new();
        for id in self.partnerships().await? {
            let Some(book) = self.book(&id).await? else { continue };
            let mut reading = book.read().await?;
            let files = "select sha256 from scan_file where partnership_id = $1";
            for row in reading.rows(files, Vec::new()).await? {
                named.insert(row.parsed("sha256")?);
            }
            let sides = "select pictures from scan_side where partnership_id = $1";
            for row in reading.rows(sides, Vec::new()).await? {
                let pictures: BTreeMap<String, Fingerprint> = row.json("pictures")?;
                named.extend(pictures.into_values());
            }
        }
        Ok(named)
    }
}

/// Deletes what was scanned, read and decided of the forms of a consultation: how many forms, and the seals of all that.
pub(crate) async fn delete(
    change: &mut Change,
    consultation: &Key,
) -> Result<(u64, Sha256), ChangeError> {
    let mut seals = Sha256::new();
    take_away::<StoredDecision>(change, consultation, &mut seals).await?;
    let forms = take_away::<StoredReturn>(change, consultation, &mut seals).await?;
    take_away::<StoredSaid>(change, consultation, &mut seals).await?;
    let sides = take_away::<StoredSide>(change, consultation, &mut seals).await?;
    let files = take_away::<ScanFile>(change, consultation, &mut seals).await?;
    // Of a batch that was never read to its end there are no forms yet, but sides, or a file.
    Ok((if forms > 0 { forms } else { sides.max(files) }, seals))
}

/// Takes all of a kind away, and tells of each what the audit record knows of it; how many.
async fn take_away<T: Thing>(
    change: &mut Change,
    consultation: &Key,
    seals: &mut Sha256,
) -> Result<u64, ChangeError> {
    let mut many = 0;
    for found in change.reading().within::<T>(consultation).await? {
        seals.update(json_of(&found.held.value.told())?);
        change.remove::<T>(&found.key, found.held.version).await?;
        many += 1;
    }
    Ok(many)
}
