//! What can go wrong with the archive, in words that say what to do.

use std::io;
use std::path::Path;
use std::path::PathBuf;

use partnership::terms::extract::ExtractId;

use crate::runs_on::NotBuiltIn;

/// Why the archive could not be opened, added to or tidied. It is then as it was before.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Another import is at work.
    #[error(
        "another import is at work in {folder}: wait until it ends, then run this one again \
         (nothing was changed)"
    )]
    InUse {
        /// The archive's folder.
        folder: PathBuf,
    },
    /// The list of what is held cannot be understood.
    #[error(
        "{file} cannot be read as the archive's list of what it holds ({reason}): put back a copy \
         of this file, or move the folder away and import again"
    )]
    Manifest {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The list of what is held is of a later version of this program.
    #[error("{file} is of layout {found}, but this Saferplan knows {known} only: use a later one")]
    Layout {
        /// The file.
        file: PathBuf,
        /// Its layout.
        found: u32,
        /// The layout that this program writes.
        known: u32,
    },
    /// There are data but no list of them.
    #[error(
        "{folder} holds data files but no manifest.json, the list of what they are: put back a \
         copy of it, or move the folder away and import again"
    )]
    ManifestMissing {
        /// The archive's folder.
        folder: PathBuf,
    },
    /// A file that the list names is missing or has another length.
    #[error(
        "{file} should have {wanted} bytes but {found}: put back a copy of it, or move the \
         archive's folder away and import again"
    )]
    DataFile {
        /// The file.
        file: PathBuf,
        /// The bytes it was written with.
        wanted: u64,
        /// What was found.
        found: String,
    },
    /// The computer refused to read or write a file.
    #[error("{doing} {file}: {source}")]
    File {
        /// What was being done, such as "writing".
        doing: &'static str,
        /// The file.
        file: PathBuf,
        /// What the computer said.
        source: io::Error,
    },
    /// Parquet could not be written or read.
    #[error("{doing} {file}: {source}")]
    Parquet {
        /// What was being done, such as "writing".
        doing: &'static str,
        /// The file.
        file: PathBuf,
        /// What the library said.
        source: parquet::errors::ParquetError,
    },
    /// Columns did not fit together.
    #[error("putting rows of {table} together: {source}")]
    Columns {
        /// The table.
        table: &'static str,
        /// What the library said.
        source: datafusion::arrow::error::ArrowError,
    },
    /// The same extract came twice.
    #[error("extract {} is held already: ask `held` before adding", id.short())]
    AlreadyHeld {
        /// The extract.
        id: ExtractId,
    },
    /// Rows came of an extract that was never finished.
    #[error("extract {} was begun but not finished: nothing was imported", id.short())]
    Unfinished {
        /// The extract.
        id: ExtractId,
    },
    /// A thread that wrote a file ended early.
    #[error("writing the archive stopped early, as when memory runs out: nothing was imported")]
    Stopped,
    /// The cluster that queries are to run on does not answer.
    #[error(
        "no scheduler of a cluster answers at {scheduler} ({found}): begin one with `saferplan cluster scheduler`, or \
         take `archive.engine` out of the settings to ask in this process"
    )]
    Scheduler {
        /// Where it should be.
        scheduler: String,
        /// What was found.
        found: String,
    },
    /// The cluster has nobody to do the work.
    #[error(
        "no worker has reported to the scheduler at {scheduler}: begin one with \
         `saferplan cluster worker --scheduler {scheduler}`, and wait until it says that it works"
    )]
    NoWorker {
        /// Where the scheduler is.
        scheduler: String,
    },
    /// The object storage does not do what is asked of it.
    #[error(
        "the object storage {at} does not answer as it should ({found}): look at `archive.storage` and what begins with it \
         in the settings, and whether the bucket is there"
    )]
    Storage {
        /// The bucket.
        at: String,
        /// What was found.
        found: String,
    },
    /// Queries are to run where this program cannot run them.
    #[error(transparent)]
    NotBuiltIn(#[from] NotBuiltIn),
    /// The data held could not be read.
    #[error("reading the archive: {0}")]
    Read(String),
}

impl ArchiveError {
    /// A refusal by the computer, while `doing` something with `file`.
    pub(crate) fn file(doing: &'static str, file: &Path) -> impl FnOnce(io::Error) -> ArchiveError {
        let file = file.to_path_buf();
        move |source| ArchiveError::File { doing, file, source }
    }

    /// A refusal by the Parquet library, while `doing` something with `file`.
    pub(crate) fn parquet(
        doing: &'static str,
        file: &Path,
    ) -> impl FnOnce(parquet::errors::ParquetError) -> ArchiveError {
        let file = file.to_path_buf();
        move |source| ArchiveError::Parquet { doing, file, source }
    }

    /// Columns of `table` that did not fit together.
    pub(crate) fn columns(
        table: crate::tables::Table,
    ) -> impl FnOnce(datafusion::arrow::error::ArrowError) -> ArchiveError {
        move |source| ArchiveError::Columns { table: table.name(), source }
    }
}
