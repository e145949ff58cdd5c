//! What a spreadsheet of the document holds, before either kind of file.
//!
//! In comes the content tree; out go a cover and one sheet for each table, laid out after the
//! Government Analysis Function's guidance: one table a sheet, title in the first cell, notes above,
//! no merged cells, no empty rows within.

use std::collections::BTreeSet;

use partnership::content::Document;
use partnership::content::table::Cell;
use partnership::content::table::Table;

use crate::cells::MISSING;
use crate::cells::WITHHELD;
use crate::cells::plain as plain_cell;
use crate::cells::shown;
use crate::cells::symbols_explained;
use crate::wording::anchor;
use crate::wording::clean;
use crate::wording::full_reference;
use crate::wording::how_to_follow;
use crate::wording::plain;
use crate::wording::table_name;

/// Name of the first sheet.
pub(crate) const COVER: &str = "Cover";
/// Heading of the last column of every table.
pub(crate) const REFERENCE: &str = "reference";
/// As many characters as a spreadsheet program keeps in a cell.
const LONGEST: usize = 32_000;

/// A spreadsheet.
pub(crate) struct Book {
    /// The lines of the cover.
    pub(crate) cover: Vec<Line>,
    /// A sheet for each table.
    pub(crate) sheets: Vec<Sheet>,
}

/// One line of words in the first column.
pub(crate) enum Line {
    /// The title of a sheet.
    Title(String),
    /// A heading.
    Heading(String),
    /// Words.
    Words(String),
    /// Words that lead to another sheet.
    Link {
        /// The words.
        words: String,
        /// The sheet's name.
        sheet: String,
    },
}

impl Line {
    /// The words of the line.
    pub(crate) fn words(&self) -> &str {
        match self {
            Line::Title(words) | Line::Heading(words) | Line::Words(words) => words,
            Line::Link { words, .. } => words,
        }
    }
}

/// A sheet with one table.
pub(crate) struct Sheet {
    /// Its name on the tab.
    pub(crate) name: String,
    /// The name of the table within it, for formulas and screen readers.
    pub(crate) table: String,
    /// The lines above the table.
    pub(crate) lines: Vec<Line>,
    /// The headings, each different from the others, the references' last.
    pub(crate) headings: Vec<String>,
    /// The rows, each as wide as the headings.
    pub(crate) rows: Vec<Vec<Held>>,
    /// How wide each column is, in characters.
    pub(crate) widths: Vec<u16>,
}

/// What a cell of a sheet holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Held {
    /// Words.
    Words(String),
    /// A number, how it is shown, and what that looks like.
    Number {
        /// The number, unrounded.
        value: f64,
        /// How it is shown.
        format: Format,
        /// The number as shown.
        printed: String,
    },
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    /// A whole number with thousands separated.
    Count,
    /// A whole number with its sign.
    Difference,
    /// A number with so many decimal places.
    Decimals(u8),
    /// A share as per cent with its sign.
    Change,
}

/// The spreadsheet of a document.
pub(crate) fn book(document: &Document) -> Book {
    let sheets: Vec<Sheet> = document.tables().map(|table| sheet(document, table)).collect();
    Book { cover: cover(document), sheets }
}

fn cover(document: &Document) -> Vec<Line> {
    let mut lines = vec![Line::Title(short(&format!("{}: {}", document.title, document.subtitle)))];
    for words in [&document.publisher, &document.dated, &document.description] {
        lines.push(Line::Words(short(words)));
    }
    lines.push(Line::Heading("Contents".to_owned()));
    for table in document.tables() {
        let words = short(&format!("{}: {}", table_name(table), table.caption));
        lines.push(Line::Link { words, sheet: sheet_name(table) });
    }
    lines.push(Line::Heading("Symbols".to_owned()));
    lines.push(Line::Words(format!(
        "{WITHHELD} stands for a value that is withheld, for instance because it is small."
    )));
    lines.push(Line::Words(format!("{MISSING} stands for a value that is not available.")));
    if let Some(how) = how_to_follow(document) {
        lines.push(Line::Heading("References".to_owned()));
        lines.push(Line::Words(format!(
            "The last column of each table holds the full reference of its row. To follow a figure \
             to the published records behind it, run {}",
            how.command
        )));
    }
    lines
}

/// The name of a table's sheet.
fn sheet_name(table: &Table) -> String {
    format!("Table_{}", table.number)
}

fn sheet(document: &Document, table: &Table) -> Sheet {
    let headings = headings(table);
    let rows: Vec<Vec<Held>> = table
        .rows
        .iter()
        .enumerate()
        .map(|(position, row)| {
            let cells = row.cells.iter().take(table.columns.len()).map(held);
            let reference = full_reference(document, table.reference(position));
            cells.chain([Held::Words(short(&reference))]).collect()
        })
        .collect();
    let name = format!("table_{}_{}", table.number, anchor(&table.name).replace('-', "_"));
    let table_object = name.chars().take(200).collect();
    let widths = widths(&headings, &rows);
    Sheet {
        name: sheet_name(table),
        table: table_object,
        lines: lines(table),
        headings,
        rows,
        widths,
    }
}

fn lines(table: &Table) -> Vec<Line> {
    let title = short(&format!("{}: {}", table_name(table), table.caption));
    let mut lines = vec![
        Line::Title(title),
        Line::Words("This sheet holds one table. Notes stand above it.".to_owned()),
        Line::Link { words: "Back to the cover".to_owned(), sheet: COVER.to_owned() },
    ];
    lines.extend(table.notes.iter().map(|note| Line::Words(short(&plain(note)))));
    lines.extend(symbols_explained(table).iter().map(|line| Line::Words(short(line))));
    lines
}

/// The headings of a table's columns, each filled and different, as spreadsheets and data tools need
/// them, with the references' heading last.
pub(crate) fn headings(table: &Table) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let given = table.columns.iter().map(|column| short(column.heading.trim()));
    given
        .chain([REFERENCE.to_owned()])
        .map(|heading| {
            let heading = if heading.is_empty() { "Column".to_owned() } else { heading };
            let mut different = heading.clone();
            let mut copy = 2;
            while !taken.insert(different.to_lowercase()) {
                different = format!("{heading} ({copy})");
                copy += 1;
            }
            different
        })
        .collect()
}

/// What a cell of a sheet holds for a cell of a table.
fn held(cell: &Cell) -> Held {
    let printed = shown(cell).printed().to_owned();
    let number = |value: f64, format| Held::Number { value, format, printed: printed.clone() };
    match cell {
        Cell::Count(count) => match exact(*count) {
            Some(value) => number(value, Format::Count),
            None => Held::Words(plain_cell(cell)),
        },
        Cell::Difference(difference) => match exact(difference.unsigned_abs()) {
            Some(size) if *difference < 0 => number(-size, Format::Difference),
            Some(size) => number(size, Format::Difference),
            None => Held::Words(plain_cell(cell)),
        },
        Cell::Number { value, decimals } if value.is_finite() => {
            number(*value, Format::Decimals((*decimals).min(15)))
        }
        Cell::Change { share } if share.is_finite() => number(*share, Format::Change),
        Cell::Number { .. } | Cell::Change { .. } => Held::Words(printed),
        Cell::Words(_) | Cell::Withheld(_) | Cell::Missing(_) => Held::Words(short(&printed)),
    }
}

/// A whole number as spreadsheets hold it, if they hold it without loss.
fn exact(count: u64) -> Option<f64> {
    (count <= 1 << 53).then_some(count as f64)
}

/// Clean words, no longer than a cell can hold.
fn short(words: &str) -> String {
    clean(words).chars().take(LONGEST).collect()
}

fn widths(headings: &[String], rows: &[Vec<Held>]) -> Vec<u16> {
    headings
        .iter()
        .enumerate()
        .map(|(position, heading)| {
            let cells = rows.iter().filter_map(|row| row.get(position)).map(|held| match held {
                Held::Words(words) => words.chars().count(),
                Held::Number { printed, .. } => printed.chars().count(),
            });
            let longest = cells.max().unwrap_or(0).max(heading.chars().count().min(18));
            u16::try_from(longest.clamp(8, 48) + 3).unwrap_or(51)
        })
        .collect()
}
