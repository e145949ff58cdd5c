//! Pruning: data files that were superseded are removed for good.

use std::path::Path;

use crate::error::ArchiveError;
use crate::lock::Lock;
use crate::manifest::Manifest;

/// What a pruning removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pruned {
    /// Data files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Removes what was superseded: first from the list, then from the disk, last the copies, of which `clear` leaves those of the
/// list.
pub(crate) fn prune(
    folder: &Path,
    clear: impl FnOnce(&Manifest) -> Result<(), ArchiveError>,
) -> Result<Pruned, ArchiveError> {
    let _lock = Lock::take(folder)?;
    let mut manifest = Manifest::read_or_begin(folder)?;
    manifest.check_files(folder)?;
    let gone = manifest.files.iter().filter(|file| file.superseded.is_some());
    let pruned = gone.fold(Pruned { files: 0, bytes: 0 }, |sum, file| Pruned {
        files: sum.files + 1,
        bytes: sum.bytes + file.bytes,
    });
    manifest.files.retain(|file| file.superseded.is_none());
    manifest.save(folder)?;
    manifest.sweep(folder)?;
    clear(&manifest)?;
    Ok(pruned)
}
