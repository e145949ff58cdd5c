//! Scans and pictures of answers, kept once each under their SHA-256 in a folder of the home.
//!
//! In come bytes; out they go again, and can be no others than those that were kept. The records know them by their
//! SHA-256 alone; a backup of the home holds the folder too.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

use crate::fingerprint::Fingerprint;

/// The folder of a home that holds the scans.
const FOLDER: &str = "scans";

/// The folder in it of files that are still coming.
const COMING: &str = "coming";

/// For how long a file that no records name is let be: it may be one of a batch that is being read, whose sides are kept
/// only after their pictures.
const LET_BE: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder of scans, each file under its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanStore {
    folder: PathBuf,
}

/// Why a scan could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum ScanStoreError {
    /// It is not there.
    #[error("`{0}` is not there; put it back from a backup of the home")]
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
        ScanStore::in_folder(home.join(FOLDER))
    }

    /// The same of any folder.
    pub(crate) fn in_folder(folder: PathBuf) -> ScanStore {
        ScanStore { folder }
    }

    /// Keeps bytes, once however often they come, and gives their SHA-256. When this returns they are on the disk, whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, bytes: &[u8]) -> Result<Fingerprint, ScanStoreError> {
        let sha256 = Fingerprint::of(bytes);
        let path = self.path(&sha256);
        if fs::metadata(&path).is_ok_and(|there| there.len() == bytes.len() as u64) {
            // It is new once more, so that nobody sweeps it out before the records name it.
            let touched = File::options().append(true).open(&path);
            touched.and_then(|file| file.set_modified(SystemTime::now())).map_err(at(&path))?;
            return Ok(sha256);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        made(folder).map_err(at(folder))?;
        written(&path, bytes).map_err(at(&path))?;
        Ok(sha256)
    }

    /// Where a file may be written that is still coming, before it is kept: a place of its own, which is swept out with
    /// whatever else nobody names.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn landing(&self) -> Result<PathBuf, ScanStoreError> {
        let folder = self.folder.join(COMING);
        made(&folder).map_err(at(&folder))?;
        let chance = Fingerprint::of_chance().map_err(io::Error::other).map_err(at(&folder))?;
        Ok(folder.join(format!("{chance}.part")))
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

    /// Deletes what nobody names and what was left unfinished, if it lies there for more than a day before `now`; how many
    /// files went.
    ///
    /// # Errors
    /// When the disk refuses; what went before that is gone.
    pub fn sweep(
        &self,
        named: &BTreeSet<Fingerprint>,
        now: SystemTime,
    ) -> Result<u64, ScanStoreError> {
        let mut swept = 0;
        for path in self.files()? {
            if sha256_of(&path).is_some_and(|sha256| named.contains(&sha256)) {
                continue;
            }
            let touched =
                fs::metadata(&path).and_then(|there| there.modified()).map_err(at(&path))?;
            if now.duration_since(touched).is_ok_and(|lain| lain > LET_BE) {
                fs::remove_file(&path).map_err(at(&path))?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// What is wrong with what the records name: one that is not there, or is another than it was. `after_each` is told
    /// after each of them.
    pub fn faults(
        &self,
        named: &BTreeSet<Fingerprint>,
        mut after_each: impl FnMut(),
    ) -> Vec<ScanStoreError> {
        let checked = named.iter().map(|sha256| {
            let read = self.read(sha256);
            after_each();
            read.err()
        });
        checked.flatten().collect()
    }

    /// How many files there are that nobody names.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn unnamed(&self, named: &BTreeSet<Fingerprint>) -> Result<usize, ScanStoreError> {
        let is_unnamed =
            |path: &PathBuf| sha256_of(path).is_none_or(|sha256| !named.contains(&sha256));
        Ok(self.files()?.iter().filter(|path| is_unnamed(path)).count())
    }

    /// All files, in the folders that [`ScanStore::path`] puts them into.
    fn files(&self) -> Result<Vec<PathBuf>, ScanStoreError> {
        let mut files = Vec::new();
        for folder in within(&self.folder)? {
            if folder.is_dir() {
                files.extend(within(&folder)?);
            }
        }
        Ok(files)
    }

    /// Where a file lies: in a folder of the first two digits, so that none grows too large.
    fn path(&self, sha256: &Fingerprint) -> PathBuf {
        let name = sha256.to_string();
        self.folder.join(name.get(..2).unwrap_or_default()).join(name)
    }
}

/// What lies in a folder; nothing where there is no such folder yet.
fn within(folder: &Path) -> Result<Vec<PathBuf>, ScanStoreError> {
    match fs::read_dir(folder) {
        Ok(there) => {
            let paths = there.map(|entry| entry.map(|entry| entry.path()));
            paths.collect::<io::Result<_>>().map_err(at(folder))
        }
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(why) => Err(at(folder)(why)),
    }
}

/// The SHA-256 that a file is called after; none of one that was left unfinished.
fn sha256_of(path: &Path) -> Option<Fingerprint> {
    path.file_name()?.to_str()?.parse().ok()
}

/// What the disk says of a file or folder.
fn at(path: &Path) -> impl Fn(io::Error) -> ScanStoreError + use<> {
    let path = path.to_owned();
    move |why| ScanStoreError::Disk { path: path.clone(), why }
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
    fn what_nobody_names_is_swept_out_once_it_lay_there_for_a_day() {
        let home = tempfile::tempdir().unwrap();
        let store = ScanStore::in_home(home.path());
        assert_eq!(store.sweep(&[].into(), SystemTime::now()).unwrap(), 0, "nothing is there yet");
        let [named, unnamed] = [b"named", b"other"].map(|bytes| store.keep(bytes).unwrap());
        let part = store.path(&named).with_extension("part");
        fs::write(&part, "na").unwrap();
        let names = [named.clone()].into();
        assert_eq!(store.unnamed(&names).unwrap(), 2);
        assert_eq!(store.sweep(&names, SystemTime::now()).unwrap(), 0, "it may be one of a batch");
        let later = SystemTime::now() + LET_BE + Duration::from_secs(1);
        // One that is kept once more is new.
        File::options()
            .append(true)
            .open(store.path(&unnamed))
            .unwrap()
            .set_modified(SystemTime::now() - LET_BE - Duration::from_secs(60))
            .unwrap();
        store.keep(b"other").unwrap();
        assert_eq!(store.sweep(&names, SystemTime::now()).unwrap(), 0);
        assert_eq!(store.sweep(&names, later).unwrap(), 2);
        assert_eq!(store.read(&named).unwrap(), b"named");
        assert!(matches!(store.read(&unnamed), Err(ScanStoreError::Missing(_))));
        let mut checked = 0;
        let faults = store.faults(&[named, unnamed].into(), || checked += 1);
        assert_eq!((faults.len(), checked), (1, 2));
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
