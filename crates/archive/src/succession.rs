//! Which issue of a force's month is in use, when several were imported.
//!
//! In come the files and the order of import; the later issue takes the place of the earlier, and
//! rows take the place of counts computed elsewhere. Out go files without what was superseded, and
//! a note of each case.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;

use crate::draft::Draft;
use crate::error::ArchiveError;
use crate::manifest::DataFile;
use crate::manifest::Manifest;
use crate::manifest::Superseded;
use crate::parquet_file;
use crate::parquet_file::Whose;
use crate::tables::Table;

/// Something that an import found out and the person should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// A later issue of a force's month took the place of an earlier one.
    Superseded {
        /// The month.
        month: Month,
        /// The force that reported.
        force: String,
        /// Whose rows are no longer seen.
        earlier: ExtractId,
        /// Whose rows are seen now.
        later: ExtractId,
    },
    /// Counts computed elsewhere were left aside, because the rows themselves are held.
    CountsLeftAside {
        /// The month.
        month: Month,
        /// The force that reported.
        force: String,
        /// The counts.
        counts: ExtractId,
        /// The rows.
        rows: ExtractId,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Superseded { month, force, earlier, later } => write!(
                f,
                "{force}, {}: extract {} takes the place of {}",
                month.in_words(),
                later.short(),
                earlier.short()
            ),
            Note::CountsLeftAside { month, force, counts, rows } => write!(
                f,
                "{force}, {}: the counts of extract {} are left aside, because the rows themselves \
                 are held in {}",
                month.in_words(),
                counts.short(),
                rows.short()
            ),
        }
    }
}

/// What an issue is an issue of.
type Unit<'a> = (Subject, Month, &'a str);

/// What the rows are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Crimes,
    Outcomes,
}

/// How an issue stands against others of the same unit: the greatest is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Issue {
    form: Form,
    order: usize,
    extract: ExtractId,
}

/// Rows are worth more than counts computed elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Counts,
    Rows,
}

/// The issues in `file`, which holds them first-hand.
fn issues<'a>(file: &'a DataFile, order: &BTreeMap<ExtractId, usize>) -> Vec<(Unit<'a>, Issue)> {
    let (subject, form) = match file.table {
        Table::Crime => (Subject::Crimes, Form::Rows),
        Table::CrimeCount => (Subject::Crimes, Form::Counts),
        Table::Outcome => (Subject::Outcomes, Form::Rows),
        Table::DistrictCount
        | Table::RecordedCrime
        | Table::Residents
        | Table::Households
        | Table::AreaLink
        | Table::PresentDistrict
        | Table::Boundary
        | Table::Neighbour
        | Table::PublishedFigure
        | Table::Postcode
        | Table::Deprivation
        | Table::SeverityWeight => return Vec::new(),
    };
    let Some(month) = file.month else { return Vec::new() };
    let issue = |extract| Issue { form, order: order.get(&extract).copied().unwrap_or(0), extract };
    let named = file.holdings.iter().filter_map(|holding| {
        holding.force.as_deref().map(|force| ((subject, month, force), issue(holding.extract)))
    });
    named.collect()
}

/// What each file must lose, and why.
fn losses(manifest: &Manifest) -> (BTreeMap<u64, BTreeSet<Whose>>, BTreeSet<Note>) {
    let extracts = manifest.extracts.iter().map(|held| held.extract.id);
    let order: BTreeMap<_, _> = extracts.zip(0..).collect();
    let in_use = || manifest.files.iter().filter(|file| file.superseded.is_none());
    let mut best: BTreeMap<Unit, Issue> = BTreeMap::new();
    for (unit, issue) in in_use().flat_map(|file| issues(file, &order)) {
        let held = best.entry(unit).or_insert(issue);
        *held = issue.max(*held);
    }
    let (mut losses, mut notes) = (BTreeMap::new(), BTreeSet::new());
    for file in in_use() {
        for (unit, issue) in issues(file, &order) {
            let Some(best) = best.get(&unit).filter(|best| **best != issue) else { continue };
            let whose = (unit.2.to_owned(), issue.extract);
            losses.entry(file.number).or_insert_with(BTreeSet::new).insert(whose);
            notes.insert(note(&unit, issue, *best));
        }
    }
    (losses, notes)
}

fn note((_, month, force): &Unit, lost: Issue, best: Issue) -> Note {
    let (month, force) = (*month, (*force).to_owned());
    if lost.form < best.form && lost.order > best.order {
        Note::CountsLeftAside { month, force, counts: lost.extract, rows: best.extract }
    } else {
        Note::Superseded { month, force, earlier: lost.extract, later: best.extract }
    }
}

impl Note {
    /// Whose rows are not seen, and on whose account.
    fn lost_to(&self) -> (ExtractId, ExtractId) {
        match self {
            Note::Superseded { earlier, later, .. } => (*earlier, *later),
            Note::CountsLeftAside { counts, rows, .. } => (*counts, *rows),
        }
    }
}

impl Draft<'_> {
    /// Leaves only the issue in use of each force's month.
    pub(crate) fn settle(&mut self) -> Result<Vec<Note>, ArchiveError> {
        let (losses, notes) = losses(&self.manifest);
        for (number, dropped) in &losses {
            let place = self.manifest.files.iter().position(|file| file.number == *number);
            let Some(file) = place.map(|place| self.manifest.files[place].clone()) else {
                continue;
            };
            let by = notes
                .iter()
                .map(Note::lost_to)
                .find(|(lost, _)| dropped.iter().any(|(_, extract)| extract == lost));
            let Some((_, by)) = by else { continue };
            let mut rest = file.clone();
            rest.holdings.retain(|holding| {
                !dropped.iter().any(|(force, extract)| {
                    holding.force.as_ref() == Some(force) && holding.extract == *extract
                })
            });
            if !rest.holdings.is_empty() {
                self.write_rest(&file, rest, dropped)?;
            }
            self.supersede(*number, by);
        }
        Ok(notes.into_iter().collect())
    }

    /// Writes what is left of `file`, and of the counts worked out from it.
    fn write_rest(
        &mut self,
        file: &DataFile,
        rest: DataFile,
        dropped: &BTreeSet<Whose>,
    ) -> Result<(), ArchiveError> {
        let number = self.write(rest, parquet_file::read_without(self.folder, file, dropped)?)?;
        let counted =
            |other: &&DataFile| other.from == Some(file.number) && other.table == Table::CrimeCount;
        let counts: Vec<_> = self.manifest.files.iter().filter(counted).cloned().collect();
        for old in counts {
            let new = DataFile { from: Some(number), ..old.clone() };
            self.write(new, parquet_file::read_without(self.folder, &old, dropped)?)?;
        }
        Ok(())
    }

    /// Marks the extracts of which nothing is in use any more.
    pub(crate) fn mark_superseded_extracts(&mut self, notes: &[Note]) {
        let held = |files: &mut dyn Iterator<Item = &DataFile>| -> BTreeSet<ExtractId> {
            files.flat_map(|file| &file.holdings).map(|holding| holding.extract).collect()
        };
        let files = &self.manifest.files;
        let seen = held(&mut files.iter().filter(|file| file.superseded.is_none()));
        let had = held(&mut files.iter());
        let lost: BTreeMap<_, _> = notes.iter().map(Note::lost_to).collect();
        let replaced: BTreeMap<ExtractId, ExtractId> = files
            .iter()
            .filter_map(|file| file.superseded.as_ref().map(|superseded| (file, superseded.by)))
            .flat_map(|(file, by)| file.holdings.iter().map(move |holding| (holding.extract, by)))
            .collect();
        let taken: BTreeMap<_, _> = self
            .manifest
            .extracts
            .iter()
            .map(|held| (held.extract.id, held.extract.taken.clone()))
            .collect();
        for held in self.manifest.extracts.iter_mut().filter(|held| held.superseded.is_none()) {
            let id = held.extract.id;
            if had.contains(&id) && !seen.contains(&id) {
                let by = lost.get(&id).or_else(|| replaced.get(&id)).copied().unwrap_or(id);
                let at = taken.get(&by).cloned().unwrap_or_default();
                held.superseded = Some(Superseded { by, at });
            }
        }
    }
}
