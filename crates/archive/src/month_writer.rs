//! Rows of police files on their way into Parquet, a month at a time and in the background.
//!
//! In come the rows of file after file; out go data files. A month is written when the next one
//! begins, or when too many rows wait, so that memory stays bounded however much is imported.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::thread::JoinHandle;

use partnership::terms::month::Month;

use crate::error::ArchiveError;
use crate::manifest::DataFile;
use crate::month_rows::MonthRows;
use crate::parquet_file;
use crate::police_rows::PoliceRows;
use crate::tables::Table;

/// Rows that a month must have to be worth a file before the import ends.
const WORTH_A_FILE: usize = 100_000;
/// Rows that may wait: some 100 MB.
const WAITING_AT_MOST: usize = 1_000_000;

/// The data files of one month's rows.
type Written = Result<Vec<DataFile>, ArchiveError>;

/// Months that wait and months being written.
#[derive(Debug)]
pub(crate) struct MonthWriter {
    folder: PathBuf,
    next_number: u64,
    waiting: BTreeMap<(Table, Month), MonthRows>,
    begun: Vec<JoinHandle<Written>>,
    done: Vec<DataFile>,
    at_once: usize,
}

impl MonthWriter {
    /// Writes into `folder`, numbering files from `next_number`.
    pub(crate) fn new(folder: &Path, next_number: u64) -> MonthWriter {
        MonthWriter {
            folder: folder.to_path_buf(),
            next_number,
            waiting: BTreeMap::new(),
            begun: Vec::new(),
            done: Vec::new(),
            at_once: thread::available_parallelism().map_or(1, NonZero::get),
        }
    }

    /// Adds the rows of a file, or of a part of it.
    pub(crate) fn add(&mut self, rows: PoliceRows) -> Result<(), ArchiveError> {
        let (layout, months) = (rows.layout, rows.by_month());
        let rows = Arc::new(rows);
        let others = |key: &(Table, Month)| key.0 != layout.table || !months.contains_key(&key.1);
        let ended: Vec<_> = self.waiting.keys().copied().filter(others).collect();
        for key in ended {
            if self.waiting.get(&key).is_some_and(|rows| rows.len() >= WORTH_A_FILE) {
                self.begin(key)?;
            }
        }
        for (month, chosen) in months {
            let waiting = self.waiting.entry((layout.table, month));
            waiting
                .or_insert_with(|| MonthRows::new(layout, month))
                .push(Arc::clone(&rows), chosen);
        }
        while self.waiting.values().map(MonthRows::len).sum::<usize>() > WAITING_AT_MOST {
            let longest = self.waiting.iter().max_by_key(|(_, rows)| rows.len());
            let Some(key) = longest.map(|(key, _)| *key) else { break };
            self.begin(key)?;
        }
        Ok(())
    }

    /// Begins to write a month that waits, when fewer than all threads are at work.
    fn begin(&mut self, key: (Table, Month)) -> Result<(), ArchiveError> {
        let Some(rows) = self.waiting.remove(&key) else { return Ok(()) };
        if self.begun.len() >= self.at_once {
            self.end_first()?;
        }
        let (folder, number) = (self.folder.clone(), self.next_number);
        self.next_number += 2;
        self.begun.push(thread::spawn(move || write_month(&folder, number, rows)));
        Ok(())
    }

    fn end_first(&mut self) -> Result<(), ArchiveError> {
        let written = self.begun.remove(0).join().map_err(|_| ArchiveError::Stopped)?;
        self.done.extend(written?);
        Ok(())
    }

    /// Writes all that waits; the files in the order of their numbers, and the next number.
    pub(crate) fn finish(mut self) -> Result<(Vec<DataFile>, u64), ArchiveError> {
        while let Some(key) = self.waiting.keys().next().copied() {
            self.begin(key)?;
        }
        while !self.begun.is_empty() {
            self.end_first()?;
        }
        let mut done = std::mem::take(&mut self.done);
        done.sort_by_key(|file| file.number);
        Ok((done, self.next_number))
    }
}

impl Drop for MonthWriter {
    /// No file may appear after the import has been given up.
    fn drop(&mut self) {
        for begun in self.begun.drain(..) {
            // The import is being given up, so it no longer matters how this ended.
            let _ = begun.join();
        }
    }
}

fn write_month(folder: &Path, number: u64, rows: MonthRows) -> Written {
    let (table, month) = (rows.layout.table, Some(rows.month));
    let mut file = DataFile::new(number, table, month);
    file.holdings = rows.holdings();
    let columns = ArchiveError::columns;
    let sorted = rows.sorted().map_err(columns(table))?;
    parquet_file::write(folder, &mut file, [sorted.batch().map_err(columns(table))])?;
    if table != Table::Crime {
        return Ok(vec![file]);
    }
    let mut counts = DataFile::new(number + 1, Table::CrimeCount, month);
    counts.from = Some(number);
    let batch = sorted.counts().map_err(columns(Table::CrimeCount));
    parquet_file::write(folder, &mut counts, [batch])?;
    Ok(vec![file, counts])
}
