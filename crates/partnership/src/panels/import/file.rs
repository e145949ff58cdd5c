//! A file of issues as people bring it from a spreadsheet: CSV, its columns in any order.
//!
//! In comes its text; out go rows with their lines, their cells in the order of the columns, or why it is no such file.

use std::collections::BTreeMap;

use crate::panels::import::COLUMNS;
use crate::panels::import::Row;
use crate::terms::wording::listed;

/// So many rows a file may have: more than a partnership's panels raise in many years.
pub const MOST_ROWS: usize = 2000;

/// The column that may be left out.
const MAY_LACK: &str = "area";

/// Why a text is no file of issues.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum FileFault {
    /// It has no rows.
    #[error(
        "the file has no row below its headings; add a row for each issue, or choose another file"
    )]
    Empty,
    /// It has too many rows.
    #[error("the file has more than {MOST_ROWS} rows; bring it in two")]
    Long,
    /// Columns are missing.
    #[error(
        "the first line lacks {}; it wants the headings panel, meeting_date, place, kind and words, in any order, and may \
         have area", listed(.0)
    )]
    Lacks(Vec<&'static str>),
    /// A heading is there twice.
    #[error("two columns are headed `{0}`; leave one out")]
    Twice(String),
    /// It cannot be read as a table.
    #[error(
        "line {line}: it has other cells than the headings say; mend the row, or its quotation marks"
    )]
    Cells {
        /// The line, from 1.
        line: u64,
    },
}

/// The rows of a file.
///
/// Headings may be written with blanks or capitals ("Meeting date"); columns that are not known are passed over, and so are
/// rows without any words. An apostrophe that an export put before a sign such as `=` is taken off again.
///
/// # Errors
/// When headings are missing, a row has other cells than they say, or there is no row at all.
pub fn read(text: &str) -> Result<Vec<Row>, FileFault> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let headings = match records.next() {
        Some(Ok(headings)) => headings,
        Some(Err(_)) => return Err(FileFault::Cells { line: 1 }),
        None => return Err(FileFault::Empty),
    };
    let places = places(&headings)?;
    let mut rows = Vec::new();
    for record in records {
        let record =
            record.map_err(|error| FileFault::Cells { line: line(text, error.position()) })?;
        let cell = |column: &str| places.get(column).and_then(|place| record.get(*place));
        let cells: Vec<String> =
            COLUMNS.map(|column| plain(cell(column).unwrap_or_default())).to_vec();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { line: line(text, record.position()), cells });
        }
        if rows.len() > MOST_ROWS {
            return Err(FileFault::Long);
        }
    }
    if rows.is_empty() { Err(FileFault::Empty) } else { Ok(rows) }
}

/// The line on which a row begins. The reader's own count is of the end of the line before, where that has two signs.
fn line(text: &str, position: Option<&csv::Position>) -> u64 {
    let byte = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let rest = text.get(byte..).unwrap_or_default();
    let ends = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let before = text.get(..byte + ends).unwrap_or_default();
    (1..).zip(before.split('\n')).last().map_or(1, |(line, _)| line)
}

/// At which place each column stands.
fn places(headings: &csv::StringRecord) -> Result<BTreeMap<&'static str, usize>, FileFault> {
    let mut places = BTreeMap::new();
    for (place, heading) in headings.iter().enumerate() {
        let name = heading.trim().to_lowercase().replace([' ', '-'], "_");
        let Some(column) = COLUMNS.into_iter().find(|column| *column == name) else { continue };
        if places.insert(column, place).is_some() {
            return Err(FileFault::Twice(column.to_owned()));
        }
    }
    let lacks = |column: &&str| *column != MAY_LACK && !places.contains_key(column);
    let lacks: Vec<&'static str> = COLUMNS.into_iter().filter(lacks).collect();
    if lacks.is_empty() { Ok(places) } else { Err(FileFault::Lacks(lacks)) }
}

fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let guarded =
        cell.strip_prefix('\'').filter(|rest| rest.trim_start().starts_with(['=', '+', '-', '@']));
    guarded.unwrap_or(cell).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_come_in_any_order_and_empty_rows_are_passed_over() {
        let text = "\u{feff}Words,Panel,Meeting date,Notes,Kind,Place\r\n\
                    \"Fast, at night\",shepway,2014-10-08,x,speeding,\"The\nshops\"\r\n,,,,,\r\n'=x,a,b,c,d,e\r\n";
        let rows = read(text).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].line, rows[1].line), (2, 5));
        let cells = ["shepway", "2014-10-08", "The\nshops", "speeding", "Fast, at night", ""];
        assert_eq!(rows[0].cells, cells);
        assert_eq!(rows[1].cells[4], "=x");
    }

    #[test]
    fn what_is_no_file_of_issues_is_told_with_what_it_lacks() {
        assert_eq!(read(""), Err(FileFault::Empty));
        assert_eq!(read("panel,meeting_date,place,kind,words\n"), Err(FileFault::Empty));
        assert_eq!(
            read("panel,place\nx,y"),
            Err(FileFault::Lacks(vec!["meeting_date", "kind", "words"]))
        );
        let twice = "panel,meeting_date,place,kind,words,PLACE\n1,2,3,4,5,6";
        assert_eq!(read(twice), Err(FileFault::Twice("place".to_owned())));
        let short = "panel,meeting_date,place,kind,words\n1,2,3,4,5\n1,2";
        assert_eq!(read(short), Err(FileFault::Cells { line: 3 }));
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in "(panel,meeting_date,place,kind,words\n)?[a-z,\"\n' =]{0,60}") {
            let _ = read(&text);
        }
    }
}
