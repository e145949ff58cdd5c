//! CSV: read back by another's reader, and harmless in a spreadsheet.

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::table::Cell;
use partnership::content::table::Column;
use partnership::content::table::Row;
use partnership::content::table::RowWeight;
use partnership::content::table::Table;
use proptest::prelude::*;

use crate::fixture::briefing;

fn of(table: Table) -> Document {
    let mut document = briefing();
    document.sections.truncate(1);
    document.sections[0].blocks = vec![Block::Table(table)];
    document
}

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn values_are_plain_and_unrounded_and_each_row_ends_in_its_reference() {
    let files = documents::csv::files(&briefing());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["table-1-offence-classes.csv", "table-2-neighbourhoods.csv", "table-3-new-places.csv"]
    );
    let rows = read(&files[0].1);
    assert_eq!(rows[0][3], "Change (share)");
    assert_eq!(rows[1][..6], ["All crime", "2327", "48", "0.021062", "14.684", "14.931"]);
    assert_eq!(rows[1][8], "E07000110/2014-Q1/1.1");
    assert_eq!(rows[8][3], "[c]");
    assert_eq!(rows[9][3], "[x]");
    assert_eq!(rows[4][2], "-18", "a number below nought is a number, not a formula");
}

#[test]
fn a_table_without_rows_is_a_line_of_headings() {
    let files = documents::csv::files(&briefing());
    assert_eq!(read(&files[2].1).len(), 1);
}

proptest! {
    #[test]
    fn any_words_come_back_and_none_is_a_formula(
        heading: String,
        cells in prop::collection::vec(("[=+\\-@\t\r\n, \"a-z]{0,12}", any::<String>()), 1..8),
    ) {
        let rows = cells
            .iter()
            .map(|(one, other)| Row {
                cells: vec![Cell::Words(one.clone()), Cell::Words(other.clone())],
                weight: RowWeight::Ordinary,
            })
            .collect();
        let columns = vec![Column::words(heading.clone()), Column::words(heading)];
        let table = Table { number: 1, name: "any".into(), caption: String::new(), columns, rows, notes: vec![] };
        let files = documents::csv::files(&of(table));
        let read = read(&files[0].1);
        prop_assert_eq!(read.len(), cells.len() + 1);
        for row in &read {
            prop_assert_eq!(row.len(), 3);
            for cell in row {
                let is_number = cell.parse::<f64>().is_ok();
                prop_assert!(is_number || !cell.trim_start().starts_with(['=', '+', '-', '@']), "{}", cell);
                prop_assert!(!cell.starts_with(['\t', '\r']));
            }
        }
        for (found, (one, other)) in read[1..].iter().zip(&cells) {
            for (found, given) in found.iter().zip([one, other]) {
                let letters = |words: &str| words.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
                prop_assert_eq!(letters(found), letters(given));
            }
        }
    }
}
