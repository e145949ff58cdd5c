//! The archive of evidence at any scale: Parquet files, one list that says which of them are true,
//! and Apache DataFusion to ask them.
//!
//! In come extracts with their typed rows; out go counts, denominators, rows behind a count, and
//! the answer to any read-only query. It lies in one folder:
//!
//! ```text
//! archive/
//!   manifest.json                  every extract and every data file in use: the point of commit
//!   lock                           held by an import or a pruning at work; readers need none
//!   crime/2014-06-000012.parquet   a month of street-level rows, by LSOA and type
//!   crime_count/…                  the same rows counted, made in the same step
//!   district_count/…               the counts by present district
//!   recorded_crime/… residents/…   a file for each small table
//! ```
//!
//! | to | call |
//! |---|---|
//! | open it as it stands now | [`Archive::open`], or [`Archive::open_on`] a cluster |
//! | add extracts, all or nothing | [`Archive::begin_import`], `Import::add_…`, [`Import::commit`] |
//! | ask by SQL, read-only | [`Archive::query`], [`Archive::query_to`] |
//! | ask for what the core needs | [`Archive::crime_counts_by_district`] and its neighbours |
//! | follow a count to its rows | [`Archive::rows_behind`] |
//! | remove what was superseded | [`Archive::prune`] |
//!
//! An [`Archive`] is one state: after an import, open it again to see what came. All calls block
//! and run their own threads, so an asynchronous caller makes them from a blocking thread.

mod error;
mod tables;
mod lock;
mod manifest;
mod storage;
mod runs_on;
mod text_column;
mod police_rows;
mod cells;
mod month_rows;
mod month_columns;
mod crime_count;
mod parquet_file;
mod month_writer;
mod reference;
mod draft;
mod succession;
mod district;
mod district_count;
mod import;
mod prune;
mod extract_table;
mod query_error;
mod present;
mod engine;
#[cfg(feature = "cluster")]
pub mod cluster;
#[cfg(not(feature = "cluster"))]
#[path = "not_built_in.rs"]
mod cluster;
mod answer;
mod batch_columns;
mod counts_read;
mod points_read;
mod reference_read;
mod area_names;
mod rows_behind;

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;

pub use crate::answer::Answer;
pub use crate::answer::Format;
pub use crate::counts_read::HeldCount;
pub use crate::error::ArchiveError;
pub use crate::import::Committed;
pub use crate::import::Held;
pub use crate::import::Import;
pub use crate::manifest::HeldExtract;
pub use crate::manifest::Superseded;
pub use crate::police_rows::OutcomeRows;
pub use crate::police_rows::StreetRows;
pub use crate::prune::Pruned;
pub use crate::query_error::QueryError;
pub use crate::rows_behind::RowBehind;
pub use crate::rows_behind::RowsBehind;
pub use crate::rows_behind::RowsWanted;
pub use crate::runs_on::NotBuiltIn;
pub use crate::runs_on::RunsOn;
pub use crate::storage::Storage;
pub use crate::succession::Note;
pub use crate::tables::Table;

use crate::engine::Engine;
use crate::manifest::Manifest;

/// The archive in one state.
pub struct Archive {
    folder: PathBuf,
    manifest: Manifest,
    engine: Engine,
    runs_on: RunsOn,
}

/// The rows in use of one force's month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coverage {
    /// `Crime` or `Outcome` where the rows are held, `CrimeCount` where only counts are.
    pub table: Table,
    /// The month.
    pub month: Month,
    /// The force that reported.
    pub force: String,
    /// The extract.
    pub extract: ExtractId,
    /// How many rows.
    pub rows: u64,
}

impl Archive {
    /// The archive in `folder` as it stands now; an empty one where nothing was ever imported. It is asked in this process.
    ///
    /// # Errors
    /// When its list cannot be understood, or a file that the list names is missing or cut short.
    pub fn open(folder: &Path) -> Result<Archive, ArchiveError> {
        Archive::open_on(folder, &RunsOn::ThisProcess)
    }

    /// The same, asked where `runs_on` says. Imports are done in this process all the same.
    ///
    /// # Errors
    /// As [`Archive::open`], and when queries cannot run there.
    pub fn open_on(folder: &Path, runs_on: &RunsOn) -> Result<Archive, ArchiveError> {
        let manifest = Manifest::read(folder)?;
        manifest.check_files(folder)?;
        let engine = Engine::begin(folder, &manifest, runs_on)?;
        Ok(Archive { folder: folder.to_path_buf(), manifest, engine, runs_on: runs_on.clone() })
    }

    /// Begins an import; this state of the archive stays as it is.
    ///
    /// # Errors
    /// When another import is at work, or the archive cannot be read.
    pub fn begin_import(&self) -> Result<Import, ArchiveError> {
        Import::begin(&self.folder)
    }

    /// Removes the data files that were superseded, for good, and their copies in object storage. States opened before may
    /// then fail.
    ///
    /// # Errors
    /// When an import is at work, or a file cannot be removed.
    pub fn prune(&self) -> Result<Pruned, ArchiveError> {
        prune::prune(&self.folder, |left| {
            self.engine.clear_copies(&self.folder, left, &self.runs_on)
        })
    }

    /// The answer to a query that only reads.
    ///
    /// # Errors
    /// When it would change something, is not SQL, or names what is not there.
    pub fn query(&self, sql: &str) -> Result<Answer, QueryError> {
        answer::whole(self.engine.stream(sql)?)
    }

    /// Writes the answer to a query as it arrives; how many rows there were.
    ///
    /// # Errors
    /// As [`Archive::query`], and when the answer cannot be written.
    pub fn query_to(
        &self,
        sql: &str,
        format: Format,
        to: &mut impl Write,
    ) -> Result<u64, QueryError> {
        answer::write(self.engine.stream(sql)?, format, to)
    }

    /// Every extract ever imported, in the order of import.
    pub fn extracts(&self) -> &[HeldExtract] {
        &self.manifest.extracts
    }

    /// Which months of which forces are in use, and from which extracts, in that order.
    pub fn coverage(&self) -> Vec<Coverage> {
        let mut rows = BTreeMap::new();
        for file in self.manifest.files.iter().filter(|file| file.superseded.is_none()) {
            for holding in &file.holdings {
                let Some((month, force)) = file.month.zip(holding.force.clone()) else { continue };
                let unit = (file.table, month, force, holding.extract);
                *rows.entry(unit).or_insert(0) += holding.rows;
            }
        }
        let coverage = |((table, month, force, extract), rows)| Coverage {
            table,
            month,
            force,
            extract,
            rows,
        };
        rows.into_iter().map(coverage).collect()
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("folder", &self.folder).finish_non_exhaustive()
    }
}
