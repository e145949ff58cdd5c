//! The files of publications, kept once each under their SHA-256 in a folder of the home.
//!
//! In come bytes; out they go again, and can be no others than those that were published. Nothing is ever deleted: what was
//! published, withdrawn or not, stays on record.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fingerprint::Fingerprint;
use crate::scan_store::ScanStore;
use crate::scan_store::ScanStoreError;

/// The folder of a home that holds what was published.
const FOLDER: &str = "published";

/// A folder of what was published, each file under its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedStore(ScanStore);

impl PublishedStore {
    /// What was published from a home; the folder is made when the first file is kept.
    pub fn in_home(home: &Path) -> PublishedStore {
        PublishedStore(ScanStore::in_folder(home.join(FOLDER)))
    }

    /// Keeps bytes, once however often they come, and gives their SHA-256. When this returns they are on the disk, whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, bytes: &[u8]) -> Result<Fingerprint, ScanStoreError> {
        self.0.keep(bytes)
    }

    /// The bytes that were kept under a SHA-256, checked against it.
    ///
    /// # Errors
    /// When they are not there, are no longer those, or the disk refuses.
    pub fn read(&self, sha256: &Fingerprint) -> Result<Vec<u8>, ScanStoreError> {
        self.0.read(sha256)
    }

    /// What is wrong with what the records name. `after_each` is told after each file.
    pub fn faults(
        &self,
        named: &BTreeSet<Fingerprint>,
        after_each: impl FnMut(),
    ) -> Vec<ScanStoreError> {
        self.0.faults(named, after_each)
    }
}
