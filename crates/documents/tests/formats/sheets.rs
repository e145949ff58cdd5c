//! Both kinds of spreadsheet, read back cell by cell.

use std::io::Cursor;

use calamine::Data;
use calamine::Reader;
use calamine::open_workbook_auto_from_rs;
use partnership::content::Block;
use partnership::content::Document;
use partnership::content::table::Cell;
use partnership::content::table::Table;

use crate::fixture::briefing;
use crate::fixture::hostile;

type Sheets = Vec<(String, calamine::Range<Data>)>;

fn read(bytes: Vec<u8>) -> Sheets {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    book.worksheets()
}

fn both_kinds(document: &Document) -> [Sheets; 2] {
    [read(documents::xlsx::file(document).unwrap()), read(documents::ods::file(document).unwrap())]
}

fn words(cell: &Data) -> String {
    match cell {
        Data::String(words) => words.clone(),
        other => panic!("words wanted, {other:?} found"),
    }
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("a number wanted, {other:?} found"),
    }
}

fn check(cell: &Data, wanted: &Cell) {
    match wanted {
        Cell::Words(wanted) => {
            let plain: String = wanted.chars().filter(|letter| letter.is_ascii_graphic()).collect();
            let found: String =
                words(cell).chars().filter(|letter| letter.is_ascii_graphic()).collect();
            assert_eq!(found, plain);
        }
        Cell::Count(count) => assert_eq!(number(cell), *count as f64),
        Cell::Difference(difference) => assert_eq!(number(cell), *difference as f64),
        Cell::Number { value, .. } => assert_eq!(number(cell), *value),
        Cell::Change { share } => assert_eq!(number(cell), *share),
        Cell::Withheld(_) => assert_eq!(words(cell), "[c]"),
        Cell::Missing(_) => assert_eq!(words(cell), "[x]"),
    }
}

/// The row, from 0, in which the headings stand: the one that ends in "reference".
fn heading_row(sheet: &calamine::Range<Data>, table: &Table) -> usize {
    let is_heading =
        |row: &[Data]| row.get(table.columns.len()) == Some(&Data::String("reference".into()));
    sheet.rows().position(is_heading).expect("a row of headings")
}

#[test]
fn every_cell_of_every_sheet_holds_what_the_table_says() {
    for document in [briefing(), hostile()] {
        for sheets in both_kinds(&document) {
            for (table, (name, sheet)) in document.tables().zip(&sheets[1..]) {
                assert_eq!(*name, format!("Table_{}", table.number));
                let from = heading_row(sheet, table) + 1;
                assert_eq!(sheet.height(), from + table.rows.len());
                for (row, found) in table.rows.iter().zip(sheet.rows().skip(from)) {
                    row.cells.iter().zip(found).for_each(|(wanted, found)| check(found, wanted));
                }
            }
        }
    }
}

#[test]
fn every_row_ends_in_its_full_reference() {
    for sheets in both_kinds(&briefing()) {
        let (_, sheet) = &sheets[1];
        let row = sheet.rows().find(|row| row[0] == Data::String("Shoplifting".into())).unwrap();
        assert_eq!(row.last(), Some(&Data::String("E07000110/2014-Q1/1.3".into())));
    }
}

#[test]
fn each_sheet_begins_with_its_title_and_the_first_is_the_cover() {
    for sheets in both_kinds(&briefing()) {
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Cover", "Table_1", "Table_2", "Table_3"]);
        for ((_, sheet), wanted) in
            sheets.iter().zip(["Crime briefing:", "Table 1:", "Table 2:", "Table 3:"])
        {
            assert!(words(sheet.get((0, 0)).unwrap()).starts_with(wanted));
        }
    }
}

#[test]
fn no_row_within_a_sheet_is_empty() {
    for sheets in both_kinds(&briefing()) {
        for (name, sheet) in &sheets {
            let empty = sheet.rows().position(|row| row.iter().all(|cell| *cell == Data::Empty));
            assert_eq!(empty, None, "{name}");
        }
    }
}

#[test]
fn the_same_document_gives_the_same_sheets() {
    let document = hostile();
    assert_eq!(
        documents::xlsx::file(&document).unwrap(),
        documents::xlsx::file(&document).unwrap()
    );
    assert_eq!(documents::ods::file(&document).unwrap(), documents::ods::file(&document).unwrap());
}

#[test]
fn words_that_begin_as_a_formula_does_are_words_in_both_kinds_of_spreadsheet() {
    for typed in
        ["=HYPERLINK(\"http://example.org\")", "+1+1", "-1+1", "@sum(a1)", "=cmd|' /C calc'!A0"]
    {
        let mut document = briefing();
        for section in &mut document.sections {
            for block in &mut section.blocks {
                if let Block::Table(table) = block
                    && let Some(row) = table.rows.first_mut()
                {
                    row.cells[0] = Cell::Words(typed.to_owned());
                }
            }
        }
        for bytes in
            [documents::xlsx::file(&document).unwrap(), documents::ods::file(&document).unwrap()]
        {
            let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
            let mut found = 0;
            for (name, sheet) in book.worksheets() {
                let is_it = |cell: &&Data| matches!(cell, Data::String(words) if words == typed);
                found += sheet.rows().flatten().filter(is_it).count();
                let formulas = book.worksheet_formula(&name).unwrap();
                assert!(formulas.rows().flatten().all(String::is_empty), "{typed}: {name}");
            }
            assert!(found > 0, "{typed} is in no cell");
        }
    }
}
