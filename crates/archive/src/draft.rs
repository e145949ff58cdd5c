//! The list of what the archive will hold once an import is committed, and the files behind it.
//!
//! In comes the list as it is; steps of the import write new files and mark older ones superseded.
//! Nothing of it is true until the list is saved.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use datafusion::arrow::array::BooleanArray;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::filter_record_batch;
use partnership::terms::extract::ExtractId;

use crate::error::ArchiveError;
use crate::manifest::DataFile;
use crate::manifest::Holding;
use crate::manifest::Manifest;
use crate::manifest::Superseded;
use crate::manifest::sync_folder;
use crate::parquet_file;
use crate::reference::ReferenceRows;
use crate::tables::REPLACES;
use crate::tables::Table;

/// The list that is being drawn up.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) manifest: Manifest,
}

impl Draft<'_> {
    /// Writes a new file, numbering it, and lists it.
    pub(crate) fn write(
        &mut self,
        mut file: DataFile,
        batches: impl IntoIterator<Item = Result<RecordBatch, ArchiveError>>,
    ) -> Result<u64, ArchiveError> {
        file.number = self.manifest.next_number;
        self.manifest.next_number += 1;
        parquet_file::write(self.folder, &mut file, batches)?;
        self.manifest.files.push(file);
        Ok(self.manifest.next_number - 1)
    }

    /// Marks a file, and every file worked out from it, as superseded by `by`.
    pub(crate) fn supersede(&mut self, number: u64, by: ExtractId) {
        let at = self.manifest.extract(&by).map(|held| held.extract.taken.clone());
        let superseded = Superseded { by, at: at.unwrap_or_default() };
        let mut numbers = vec![number];
        while let Some(number) = numbers.pop() {
            for file in &mut self.manifest.files {
                if file.superseded.is_some() {
                    continue;
                }
                if file.number == number {
                    file.superseded = Some(superseded.clone());
                } else if file.from == Some(number) {
                    numbers.push(file.number);
                }
            }
        }
    }

    /// Makes the draft true. Before this the archive is as it was; after it, as the draft says.
    pub(crate) fn save(self) -> Result<(), ArchiveError> {
        for table in Table::ALL {
            let folder = self.folder.join(table.name());
            if folder.is_dir() {
                sync_folder(&folder)?;
            }
        }
        self.manifest.save(self.folder)
    }

    /// Puts new rows of a small table beside those held, in whose place they come where both say
    /// the same under `replaces`.
    pub(crate) fn replace(
        &mut self,
        table: Table,
        new: &[ReferenceRows],
    ) -> Result<(), ArchiveError> {
        let Some(last) = new.last() else { return Ok(()) };
        let earlier = self.manifest.in_use(table).cloned().collect::<Vec<_>>();
        let mut batches = Vec::new();
        for file in &earlier {
            batches.extend(parquet_file::read(self.folder, file)?.collect::<Result<Vec<_>, _>>()?);
        }
        for rows in new {
            batches = without_replaced(batches, rows)?;
            batches.push(rows.batch.clone());
        }
        for file in earlier {
            self.supersede(file.number, last.extract);
        }
        let mut file = DataFile::new(0, table, None);
        file.holdings = holdings(&batches)?;
        self.write(file, batches.into_iter().map(Ok))?;
        Ok(())
    }
}

/// `batches` without the rows whose place `new` takes.
fn without_replaced(
    batches: Vec<RecordBatch>,
    new: &ReferenceRows,
) -> Result<Vec<RecordBatch>, ArchiveError> {
    let replaced: BTreeSet<_> =
        parquet_file::texts(&new.batch, REPLACES)?.iter().flatten().collect();
    let kept = |batch: RecordBatch| {
        let replaces = parquet_file::texts(&batch, REPLACES)?;
        let stays =
            replaces.iter().map(|text| Some(!text.is_some_and(|text| replaced.contains(text))));
        let mask: BooleanArray = stays.collect();
        filter_record_batch(&batch, &mask).map_err(ArchiveError::columns(new.table))
    };
    batches.into_iter().map(kept).collect()
}

/// How many rows there are of each extract.
fn holdings(batches: &[RecordBatch]) -> Result<Vec<Holding>, ArchiveError> {
    let mut extracts: BTreeMap<String, u64> = BTreeMap::new();
    for batch in batches {
        for extract in parquet_file::texts(batch, "extract")?.iter().flatten() {
            *extracts.entry(extract.to_owned()).or_insert(0) += 1;
        }
    }
    let holding = |(extract, rows): (String, u64)| {
        let extract = extract.parse().map_err(|error| ArchiveError::Read(format!("{error}")))?;
        Ok(Holding { force: None, extract, rows })
    };
    extracts.into_iter().map(holding).collect()
}
