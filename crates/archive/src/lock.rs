//! The lock that keeps two imports apart. Readers need none.

use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;

use crate::error::ArchiveError;

const NAME: &str = "lock";

/// Held as long as an import or a pruning goes on; the system lets go of it when the process ends.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the archive in `folder`, which is made if it is not there.
    pub(crate) fn take(folder: &Path) -> Result<Lock, ArchiveError> {
        fs::create_dir_all(folder).map_err(ArchiveError::file("making", folder))?;
        let path = folder.join(NAME);
        let opened = File::options().create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(ArchiveError::file("opening", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => {
                Err(ArchiveError::InUse { folder: folder.to_path_buf() })
            }
            Err(TryLockError::Error(error)) => Err(ArchiveError::file("locking", &path)(error)),
        }
    }
}
