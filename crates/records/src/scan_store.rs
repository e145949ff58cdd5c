//! Scans and pictures of answers, kept once each under their SHA-256 in a folder of the home.
//!
//! In come bytes; out they go again, and can be no others than those that were kept. The records know them by their
//! SHA-256 alone; a backup of the home holds the folder too.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use crate::fingerprint::Fingerprint;

/// The folder of a home that holds the scans.
const FOLDER: &str = "scans";

/// A folder of scans, each file under its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanStore {
    folder: PathBuf,
}

/// Why a scan could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum ScanStoreError {
    /// It is not there.
    #[error("`{0}` is not there; put back the folder `scans` of the home from a backup")]
    Missing(PathBuf),
    /// Its bytes are others than those that were kept.
    #[error("`{0}` is not what was kept under that name; put it back from a backup")]
    Altered(PathBuf),
    /// The disk refuses.
    #[error("`{path}` cannot be read or written ({why}); see that the disk has room and allows it")]
    Disk {
        /// Which file or folder.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
}

impl ScanStore {
    /// The scans of a home; the folder is made when the first is kept.
    pub fn in_home(home: &Path) -> ScanStore {
        ScanStore { folder: home.join(FOLDER) }
    }

    /// Keeps bytes, once however often they come, and gives their SHA-256. When this returns they are on the disk, whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, bytes: &[u8]) -> Result<Fingerprint, ScanStoreError> {
        let sha256 = Fingerprint::of(bytes);
        let path = self.path(&sha256);
        if fs::metadata(&path).is_ok_and(|there| there.len() == bytes.len() as u64) {
            return Ok(sha256);
        }
        let at = |path: &Path| {
            let path = path.to_owned();
            move |why| ScanStoreError::Disk { path, why }
        };
        let folder = path.parent().unwrap_or(&self.folder);
        made(folder).map_err(at(folder))?;
        written(&path, bytes).map_err(at(&path))?;
        Ok(sha256)
    }

    /// The bytes that were kept under a SHA-256, checked against it.
    ///
    /// # Errors
    /// When they are not there, are no longer those, or the disk refuses.
    pub fn read(&self, sha256: &Fingerprint) -> Result<Vec<u8>, ScanStoreError> {
        let path = self.path(sha256);
        match fs::read(&path) {
            Ok(bytes) if Fingerprint::of(&bytes) == *sha256 => Ok(bytes),
            Ok(_) => Err(ScanStoreError::Altered(path)),
            Err(why) if why.kind() == io::ErrorKind::NotFound => Err(ScanStoreError::Missing(path)),
            Err(why) => Err(ScanStoreError::Disk { path, why }),
        }
    }

    /// Where a file lies: in a folder of the first two digits, so that none grows too large.
    fn path(&self, sha256: &Fingerprint) -> PathBuf {
        let name = sha256.to_string();
        self.folder.join(name.get(..2).unwrap_or_default()).join(name)
    }
}

/// Makes a folder that only its owner enters.
fn made(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Writes a file beside its place and moves it there, so that it is never there in part.
fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let chance = Fingerprint::of_chance().map_err(io::Error::other)?;
    let unfinished = path.with_file_name(format!("{chance}.part"));
    let mut file =
        fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    let kept = file.write_all(bytes).and_then(|()| file.sync_all());
    let kept = kept.and_then(|()| fs::rename(&unfinished, path));
    if kept.is_err() {
        // What was written of it is of no use to anybody.
        let _ = fs::remove_file(&unfinished);
    }
    kept?;
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_kept_once_and_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let store = ScanStore::in_home(home.path());
        let sha256 = store.keep(b"a scan").unwrap();
        assert_eq!(store.keep(b"a scan").unwrap(), sha256);
        assert_eq!(store.read(&sha256).unwrap(), b"a scan");
        let folder = home.path().join(FOLDER).join(&sha256.to_string()[..2]);
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_not_there_or_was_altered_is_told() {
        let home = tempfile::tempdir().unwrap();
        let store = ScanStore::in_home(home.path());
        let other = Fingerprint::of("other");
        assert!(matches!(store.read(&other), Err(ScanStoreError::Missing(_))));
        let sha256 = store.keep(b"a scan").unwrap();
        fs::write(store.path(&sha256), "b scan").unwrap();
        assert!(matches!(store.read(&sha256), Err(ScanStoreError::Altered(_))));
        // A part that a crash left is written anew.
        fs::write(store.path(&sha256), "a").unwrap();
        store.keep(b"a scan").unwrap();
        assert_eq!(store.read(&sha256).unwrap(), b"a scan");
    }
}
