//! Crimes counted by month, force, area and type: made in the same step as the rows themselves.
//!
//! In come the rows of a month in order, or counts computed elsewhere; out go columns of the
//! `crime_count` table.

use std::collections::BTreeMap;

use datafusion::arrow::array::Array as _;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringArray;
use datafusion::arrow::error::ArrowError;
use partnership::evidence::rows::CrimeCount;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::cells::Cell;
use crate::cells::CellColumns;
use crate::manifest::Holding;
use crate::month_rows::Place;
use crate::month_rows::SortedMonth;
use crate::police_rows::LSOA_CODE;
use crate::police_rows::LSOA_NAME;
use crate::tables::Table;

/// What the rows of one count have in common; the numbers are those of the part's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    part: usize,
    force: u32,
    lsoa_code: u32,
    lsoa_name: u32,
    class: OffenceClass,
}

/// The texts behind those numbers.
struct Texts {
    extract: String,
    forces: StringArray,
    lsoa_codes: StringArray,
    lsoa_names: StringArray,
}

impl SortedMonth {
    /// The rows counted by force, LSOA, type and extract.
    pub(crate) fn counts(&self) -> Result<RecordBatch, ArrowError> {
        let month = self.rows.month.to_string();
        let texts = self.count_texts();
        let mut columns = CellColumns::new(Table::CrimeCount);
        // Rows of the same area and type lie together, so only theirs are held at once.
        for together in self.order.chunk_by(|left, right| left.rank == right.rank) {
            let mut counts: BTreeMap<Alike, i64> = BTreeMap::new();
            for place in together {
                *counts.entry(self.alike(place)).or_insert(0) += 1;
            }
            for (alike, count) in counts {
                let texts = &texts[alike.part];
                columns.push(&[
                    Cell::Text(&month),
                    Cell::of_text(of(&texts.forces, alike.force)),
                    Cell::of_text(of(&texts.lsoa_codes, alike.lsoa_code)),
                    Cell::Text(of(&texts.lsoa_names, alike.lsoa_name).unwrap_or_default()),
                    Cell::Text(alike.class.name()),
                    Cell::Whole(count),
                    Cell::Text(&texts.extract),
                ]);
            }
        }
        columns.finish()
    }

    fn alike(&self, place: &Place) -> Alike {
        let rows = self.part(place);
        let key = |text: usize| rows.texts[text].keys()[place.row()];
        Alike {
            part: place.part(),
            force: rows.forces().keys()[place.row()],
            lsoa_code: key(LSOA_CODE),
            lsoa_name: key(LSOA_NAME),
            class: rows.classes[place.row()],
        }
    }

    fn count_texts(&self) -> Vec<Texts> {
        let parts = self.rows.parts.iter().map(|part| &part.rows);
        let texts = parts.map(|rows| Texts {
            extract: rows.extract.to_string(),
            forces: rows.forces().values(),
            lsoa_codes: rows.texts[LSOA_CODE].values(),
            lsoa_names: rows.texts[LSOA_NAME].values(),
        });
        texts.collect()
    }
}

/// The text with this number; number 0 stands for none.
fn of(texts: &StringArray, number: u32) -> Option<&str> {
    let place = number as usize;
    (number > 0 && place < texts.len()).then(|| texts.value(place))
}

/// Counts computed elsewhere, by month: whose they are, and their columns.
pub(crate) fn computed(
    extract: ExtractId,
    counts: &[CrimeCount],
) -> Result<Vec<(Month, Vec<Holding>, RecordBatch)>, ArrowError> {
    let mut months: BTreeMap<Month, (BTreeMap<&str, u64>, CellColumns)> = BTreeMap::new();
    let id = extract.to_string();
    for row in counts {
        let (forces, columns) = months
            .entry(row.month)
            .or_insert_with(|| (BTreeMap::new(), CellColumns::new(Table::CrimeCount)));
        *forces.entry(&row.reported_by).or_insert(0) += 1;
        columns.push(&[
            Cell::Text(&row.month.to_string()),
            Cell::Text(&row.reported_by),
            Cell::of_text(row.area.as_ref().map(|code| code.as_str())),
            Cell::Text(&row.area_name),
            Cell::Text(row.class.name()),
            Cell::of_count(row.count),
            Cell::Text(&id),
        ]);
    }
    let whose =
        |(force, rows): (&str, u64)| Holding { force: Some(force.to_owned()), extract, rows };
    let month = |(month, (forces, columns)): (Month, (BTreeMap<&str, u64>, CellColumns))| {
        Ok((month, forces.into_iter().map(whose).collect(), columns.finish()?))
    };
    months.into_iter().map(month).collect()
}
