//! Recipients from a spreadsheet: CSV with the columns of a recipient in any order, all rows or none.
//!
//! In comes a text; out go recipients, or every row that is none with what to do.

use std::collections::BTreeMap;

use crate::distribution::list::Readership;
use crate::distribution::recipient::COLUMNS;
use crate::distribution::recipient::Recipient;
use crate::distribution::recipient::RecipientFault;
use crate::distribution::recipient::typed;
use crate::terms::day::Day;
use crate::terms::spreadsheet;
use crate::terms::wording::listed;

/// So many rows a file may have: more than any list of a partnership.
const MOST_ROWS: usize = 5000;

/// The columns that a file cannot do without.
const NEEDED: [&str; 3] = ["name", "held_because", "keep_until"];

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It has no rows.
    #[error(
        "the file has no row below its headings; add a row for each recipient, or choose another file"
    )]
    Empty,
    /// It has too many rows.
    #[error("the file has more than {MOST_ROWS} rows; bring it in two")]
    Long,
    /// Columns are missing.
    #[error(
        "the first line lacks {}; it wants the headings {}, in any order, of which name, held_because and keep_until \
         cannot be left out", listed(.0), listed(&COLUMNS)
    )]
    Lacks(Vec<&'static str>),
    /// A heading is there twice.
    #[error("two columns are headed `{0}`; leave one out")]
    Heading(&'static str),
    /// It cannot be read as a table.
    #[error(
        "row {0}: it has other cells than the headings say; mend the row, or its quotation marks"
    )]
    Cells(usize),
    /// A cell is wrong.
    #[error("row {row}, {}: {fault}", fault.column())]
    Cell {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// What is wrong.
        fault: RecipientFault,
    },
    /// The same recipient is there twice.
    #[error("row {row}: it is the same recipient as in row {before}; leave one out")]
    Twice {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// The row before.
        before: usize,
    },
    /// The recipient is on the list already.
    #[error(
        "row {row}: {called} is on the list already; leave the row out, or change the recipient there"
    )]
    There {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// Who it is.
        called: String,
    },
}

/// The recipients of a file, for a list of `of` that has `there` already, as of `today`. Rows without anything are passed
/// over, and so are columns that are not known.
///
/// # Errors
/// All faults together, in the order of the file.
pub fn read(
    text: &str,
    of: Readership,
    there: &[Recipient],
    today: Day,
) -> Result<Vec<Recipient>, Vec<FileFault>> {
    let rows = rows(text).map_err(|fault| vec![fault])?;
    let (mut taken, mut faults): (Vec<(usize, Recipient)>, _) = (Vec::new(), Vec::new());
    for (row, cells) in rows {
        let recipient = match typed(&cells, of, today) {
            Ok(recipient) => recipient,
            Err(wrong) => {
                faults.extend(wrong.into_iter().map(|fault| FileFault::Cell { row, fault }));
                continue;
            }
        };
        if let Some((before, _)) = taken.iter().find(|(_, one)| one.is_same_as(&recipient)) {
            faults.push(FileFault::Twice { row, before: *before });
        }
        if there.iter().any(|one| one.is_same_as(&recipient)) {
            faults.push(FileFault::There { row, called: recipient.called() });
        }
        taken.push((row, recipient));
    }
    if faults.is_empty() {
        Ok(taken.into_iter().map(|(_, recipient)| recipient).collect())
    } else {
        Err(faults)
    }
}

/// A row with its number and its cells by their columns.
type Row = (usize, BTreeMap<&'static str, String>);

fn rows(text: &str) -> Result<Vec<Row>, FileFault> {
    let text = text.trim_start_matches('\u{feff}');
    let parted =
        if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).delimiter(parted).flexible(false);
    let mut reader = reader.from_reader(text.as_bytes());
    let mut records = reader.records();
    let places = match records.next() {
        Some(Ok(headings)) => places(&headings)?,
        Some(Err(_)) => return Err(FileFault::Cells(1)),
        None => return Err(FileFault::Empty),
    };
    let mut rows = Vec::new();
    for (row, record) in (2..).zip(records) {
        let record = record.map_err(|_| FileFault::Cells(row))?;
        let cells = places.iter().map(|(column, place)| {
            let cell = record.get(*place).unwrap_or_default();
            (*column, plain(cell))
        });
        let cells: BTreeMap<&'static str, String> = cells.collect();
        if cells.values().any(|cell| !cell.is_empty()) {
            rows.push((row, cells));
        }
        if rows.len() > MOST_ROWS {
            return Err(FileFault::Long);
        }
    }
    if rows.is_empty() { Err(FileFault::Empty) } else { Ok(rows) }
}

/// At which place each column stands.
fn places(headings: &csv::StringRecord) -> Result<BTreeMap<&'static str, usize>, FileFault> {
    let mut places = BTreeMap::new();
    for (place, heading) in headings.iter().enumerate() {
        let name = heading.trim().to_lowercase().replace([' ', '-'], "_");
        let Some(column) = COLUMNS.into_iter().find(|column| *column == name) else { continue };
        if places.insert(column, place).is_some() {
            return Err(FileFault::Heading(column));
        }
    }
    let lacks = NEEDED.into_iter().filter(|column| !places.contains_key(column));
    let lacks: Vec<&'static str> = lacks.collect();
    if lacks.is_empty() { Ok(places) } else { Err(FileFault::Lacks(lacks)) }
}

/// A cell without the apostrophe that an export put before a sign such as `=`.
fn plain(cell: &str) -> String {
    spreadsheet::typed(cell.trim()).trim().to_owned()
}
