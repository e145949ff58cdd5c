//! Object storage as S3 has it, where a cluster's machines find copies of the archive's files.
//!
//! In comes a file of the archive; out goes the name of its copy. A name is given once: it holds when the file was written,
//! so that a file of the same number, in an archive that was put back to an earlier state, has another.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::manifest::DataFile;

/// Object storage, and by what it knows us.
#[derive(Clone, PartialEq, Eq)]
pub struct Storage {
    /// The bucket.
    pub bucket: String,
    /// The folder in the bucket, which is this archive's alone: whatever else lies in it is taken away when it is pruned.
    pub folder: String,
    /// The server's address; that of Amazon's own in the region where it is not given.
    pub endpoint: Option<String>,
    /// The region.
    pub region: String,
    /// The name of the key.
    pub key: String,
    /// The secret of the key.
    pub secret: String,
}

impl Storage {
    /// The address of the bucket.
    pub(crate) fn bucket_address(&self) -> String {
        format!("s3://{}", self.bucket)
    }

    /// The name in the bucket of the copy of a file of the archive in `folder`.
    pub(crate) fn name(&self, folder: &Path, file: &DataFile) -> io::Result<String> {
        let path = file.path(folder);
        let written = fs::metadata(&path)?.modified()?;
        let written = written.duration_since(UNIX_EPOCH).map_err(io::Error::other)?.as_nanos();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok(format!("{}/{}/{stem}-{written:x}.parquet", self.folder, file.table.name()))
    }
}

impl fmt::Debug for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Storage { bucket, folder, endpoint, region, key, secret: _ } = self;
        f.debug_struct("Storage")
            .field("bucket", bucket)
            .field("folder", folder)
            .field("endpoint", endpoint)
            .field("region", region)
            .field("key", key)
            .finish_non_exhaustive()
    }
}
