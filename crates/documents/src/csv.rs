//! Every table as CSV, for whoever works on with the figures.
//!
//! In comes the content tree; out goes a file for each table after RFC 4180: values unrounded and
//! plain, `[c]` and `[x]` as in print, and in the last column each row's full reference. Files are
//! UTF-8 without a byte-order mark, since readers that do not expect the mark take it for part of
//! the first heading; whoever wants Excel has the .xlsx beside it.

use partnership::content::Document;
use partnership::content::table::Cell;
use partnership::content::table::Table;
use partnership::terms::spreadsheet::harmless;
use zip::result::ZipError;

use crate::cells::plain;
use crate::package;
use crate::package::Part;
use crate::sheets::headings;
use crate::wording::anchor;
use crate::wording::clean;
use crate::wording::full_reference;

/// A CSV file for each table: its name and its bytes.
pub fn files(document: &Document) -> Vec<(String, Vec<u8>)> {
    let file = |table: &Table| (name(table), written(document, table).into_bytes());
    document.tables().map(file).collect()
}

/// What a table's file is called.
pub(crate) fn name(table: &Table) -> String {
    format!("table-{}-{}.csv", table.number, anchor(&table.name))
}

/// All of these files in one ZIP file.
///
/// # Errors
/// When they do not go into one.
pub fn package(document: &Document) -> Result<Vec<u8>, ZipError> {
    let parts = files(document).into_iter().map(|(name, bytes)| Part::of(name, bytes));
    package::package(parts.collect())
}

/// A table as CSV.
pub(crate) fn written(document: &Document, table: &Table) -> String {
    let mut lines = line(headings_for_data(table).into_iter());
    for (position, row) in table.rows.iter().enumerate() {
        let cells = row.cells.iter().take(table.columns.len()).map(cell);
        let reference = harmless(&full_reference(document, table.reference(position)));
        lines.push_str(&line(cells.chain([reference])));
    }
    lines
}

/// The headings; a change says that it is a share, since 0.085 here is "+8.5%" in print.
pub(crate) fn headings_for_data(table: &Table) -> Vec<String> {
    let mut headings = headings(table);
    for (position, heading) in headings.iter_mut().enumerate() {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(position));
        if cells.any(|cell| matches!(cell, Cell::Change { .. })) {
            heading.push_str(" (share)");
        }
    }
    headings.iter().map(|heading| harmless(heading)).collect()
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Words(words) => harmless(&clean(words)),
        Cell::Count(_)
        | Cell::Difference(_)
        | Cell::Number { .. }
        | Cell::Change { .. }
        | Cell::Withheld(_)
        | Cell::Missing(_) => plain(cell),
    }
}

/// One line, with quotation marks around whatever needs them.
fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted: Vec<String> = cells
        .map(|cell| {
            if cell.contains([',', '"', '\r', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell
            }
        })
        .collect();
    format!("{}\r\n", quoted.join(","))
}
