//! An import: extracts come in with their rows, and all of it becomes true at once or not at all.
//!
//! In come extracts; out go Parquet files and, as the last step, the list that names them. An
//! import that is given up, or killed, leaves the archive as it was.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use datafusion::arrow::array::RecordBatch;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::CrimeCount;
use partnership::evidence::rows::Deprivation;
use partnership::evidence::rows::Households;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::PostcodeArea;
use partnership::evidence::rows::PublishedFigure;
use partnership::evidence::rows::RecordedCrime;
use partnership::evidence::rows::Residents;
use partnership::evidence::rows::SeverityWeight;
use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;

use crate::crime_count;
use crate::draft::Draft;
use crate::error::ArchiveError;
use crate::lock::Lock;
use crate::manifest::DataFile;
use crate::manifest::HeldExtract;
use crate::manifest::Holding;
use crate::manifest::Manifest;
use crate::month_writer::MonthWriter;
use crate::police_rows::OutcomeRows;
use crate::police_rows::PoliceRows;
use crate::police_rows::StreetRows;
use crate::reference::ReferenceRows;
use crate::succession::Note;
use crate::tables::Table;

/// An import at work. Only one can be, for the same archive.
#[derive(Debug)]
pub struct Import {
    folder: PathBuf,
    manifest: Manifest,
    held: BTreeMap<ExtractId, Held>,
    begun: BTreeSet<ExtractId>,
    added: Vec<Extract>,
    months: Option<MonthWriter>,
    counts: Vec<(Month, Vec<Holding>, RecordBatch)>,
    reference: BTreeMap<Table, Vec<ReferenceRows>>,
    // Let go of last, when nothing is left to tidy.
    _lock: Lock,
}

/// Whether the archive holds an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It was never imported.
    No,
    /// Its rows are in use, or it had none.
    InUse,
    /// It was imported once, and another took the place of all its rows: it stays so.
    Superseded {
        /// The one in use.
        by: ExtractId,
    },
}

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The extracts, in the order they were added.
    pub added: Vec<Extract>,
    /// What else is worth knowing.
    pub notes: Vec<Note>,
}

impl Import {
    /// Takes the lock, and clears away what an import that was cut off left behind.
    pub(crate) fn begin(folder: &Path) -> Result<Import, ArchiveError> {
        let lock = Lock::take(folder)?;
        let manifest = Manifest::read_or_begin(folder)?;
        manifest.check_files(folder)?;
        manifest.sweep(folder)?;
        let standing = |held: &HeldExtract| match &held.superseded {
            None => Held::InUse,
            Some(superseded) => Held::Superseded { by: superseded.by },
        };
        let held = manifest.extracts.iter().map(|held| (held.extract.id, standing(held))).collect();
        Ok(Import {
            folder: folder.to_path_buf(),
            held,
            begun: BTreeSet::new(),
            added: Vec::new(),
            months: Some(MonthWriter::new(folder, manifest.next_number)),
            counts: Vec::new(),
            reference: BTreeMap::new(),
            manifest,
            _lock: lock,
        })
    }

    /// Whether the extract is held already, or was added to this import.
    pub fn held(&self, id: &ExtractId) -> Held {
        self.held.get(id).copied().unwrap_or(Held::No)
    }

    /// Adds a street-level file with its rows, or with the last of them.
    ///
    /// Files come in the order of their issue: the later of two for the same force and month is the
    /// one seen. Files of one month should follow one another, so that a month is written while
    /// the next is read.
    ///
    /// # Errors
    /// When it is held already, or an earlier month could not be written.
    pub fn add_street(&mut self, extract: Extract, rows: StreetRows) -> Result<(), ArchiveError> {
        self.add_police(extract, rows.0)
    }

    /// Adds some of the rows of a long street-level file, before its extract is known in full.
    ///
    /// # Errors
    /// When it is held already, or an earlier month could not be written.
    pub fn add_street_rows(&mut self, rows: StreetRows) -> Result<(), ArchiveError> {
        self.add_police_rows(rows.0)
    }

    /// Adds an outcomes file with its rows, or with the last of them.
    ///
    /// # Errors
    /// When it is held already, or an earlier month could not be written.
    pub fn add_outcomes(
        &mut self,
        extract: Extract,
        rows: OutcomeRows,
    ) -> Result<(), ArchiveError> {
        self.add_police(extract, rows.0)
    }

    /// Adds some of the rows of a long outcomes file, before its extract is known in full.
    ///
    /// # Errors
    /// When it is held already, or an earlier month could not be written.
    pub fn add_outcome_rows(&mut self, rows: OutcomeRows) -> Result<(), ArchiveError> {
        self.add_police_rows(rows.0)
    }

    /// Adds counts computed elsewhere. Where the rows of a force's month are held, they are seen.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_counts(
        &mut self,
        extract: Extract,
        counts: &[CrimeCount],
    ) -> Result<(), ArchiveError> {
        let months = crime_count::computed(extract.id, counts);
        self.add(extract)?;
        self.counts.extend(months.map_err(ArchiveError::columns(Table::CrimeCount))?);
        Ok(())
    }

    /// Adds police recorded crime; it takes the place of the same quarter, place and group.
    ///
    /// # Errors
    /// When it is held already.
    pub fn add_recorded_crime(
        &mut self,
        extract: Extract,
        rows: &[RecordedCrime],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::recorded_crime(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds residents; they take the place of the same area and year.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_residents(
        &mut self,
        extract: Extract,
        rows: &[Residents],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::residents(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds households; they take the place of the same LSOA and year.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_households(
        &mut self,
        extract: Extract,
        rows: &[Households],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::households(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds deprivation; it takes the place of the same LSOA's in the same edition.
    ///
    /// # Errors
    /// When it is held already.
    pub fn add_deprivation(
        &mut self,
        extract: Extract,
        rows: &[Deprivation],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::deprivation(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds links between areas; they take the place of an area's of the same kind and year.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_links(&mut self, extract: Extract, rows: &[AreaLink]) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::links(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds postcodes; each takes the place of the same.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_postcodes(
        &mut self,
        extract: Extract,
        rows: &[PostcodeArea],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::postcodes(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds outlines; each takes the place of the same area's.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_boundaries(
        &mut self,
        extract: Extract,
        rows: &[Boundary],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::boundaries(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds neighbours; a list takes the place of the same area's list of the same variant.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_neighbours(
        &mut self,
        extract: Extract,
        rows: &[Neighbour],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::neighbours(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds severity weights; each takes the place of the same offence's.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_severity_weights(
        &mut self,
        extract: Extract,
        rows: &[SeverityWeight],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::severity_weights(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    /// Adds published figures; each takes the place of the same count of the same area and period.
    ///
    /// # Errors
    /// When they are held already.
    pub fn add_published(
        &mut self,
        extract: Extract,
        rows: &[PublishedFigure],
    ) -> Result<(), ArchiveError> {
        let rows = ReferenceRows::published(extract.id, rows)?;
        self.add_reference(extract, rows)
    }

    fn add_police(&mut self, extract: Extract, rows: PoliceRows) -> Result<(), ArchiveError> {
        self.begun.remove(&rows.extract);
        self.add(extract)?;
        self.write(rows)
    }

    fn add_police_rows(&mut self, rows: PoliceRows) -> Result<(), ArchiveError> {
        if self.held(&rows.extract) != Held::No {
            return Err(ArchiveError::AlreadyHeld { id: rows.extract });
        }
        self.begun.insert(rows.extract);
        self.write(rows)
    }

    fn write(&mut self, rows: PoliceRows) -> Result<(), ArchiveError> {
        self.months.as_mut().map_or(Ok(()), |months| months.add(rows))
    }

    fn add_reference(&mut self, extract: Extract, rows: ReferenceRows) -> Result<(), ArchiveError> {
        self.add(extract)?;
        self.reference.entry(rows.table).or_default().push(rows);
        Ok(())
    }

    fn add(&mut self, extract: Extract) -> Result<(), ArchiveError> {
        if self.held(&extract.id) != Held::No {
            return Err(ArchiveError::AlreadyHeld { id: extract.id });
        }
        self.held.insert(extract.id, Held::InUse);
        self.added.push(extract);
        Ok(())
    }

    /// Makes all that was added true, at once.
    ///
    /// # Errors
    /// When anything could not be written: the archive is then as it was before the import.
    pub fn commit(mut self) -> Result<Committed, ArchiveError> {
        if let Some(id) = self.begun.first() {
            return Err(ArchiveError::Unfinished { id: *id });
        }
        if self.added.is_empty() {
            return Ok(Committed { added: Vec::new(), notes: Vec::new() });
        }
        let mut draft = Draft { folder: &self.folder, manifest: self.manifest.clone() };
        let held = |extract| HeldExtract { extract, superseded: None };
        draft.manifest.extracts.extend(self.added.iter().cloned().map(held));
        if let Some(months) = self.months.take() {
            let (files, next_number) = months.finish()?;
            draft.manifest.files.extend(files);
            draft.manifest.next_number = next_number;
        }
        for (month, holdings, batch) in std::mem::take(&mut self.counts) {
            let mut file = DataFile::new(0, Table::CrimeCount, Some(month));
            file.holdings = holdings;
            draft.write(file, [Ok(batch)])?;
        }
        for (table, rows) in std::mem::take(&mut self.reference) {
            draft.replace(table, &rows)?;
        }
        let notes = draft.settle()?;
        draft.bring_districts_in_step()?;
        draft.mark_superseded_extracts(&notes);
        draft.save()?;
        Ok(Committed { added: std::mem::take(&mut self.added), notes })
    }
}

impl Drop for Import {
    /// Clears away what was written but never became true.
    fn drop(&mut self) {
        // The threads end first: none may write after the clearing.
        drop(self.months.take());
        // What cannot be cleared now is cleared when the next import begins.
        if let Ok(manifest) = Manifest::read(&self.folder) {
            let _ = manifest.sweep(&self.folder);
        }
    }
}
