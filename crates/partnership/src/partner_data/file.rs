//! A file as a sender made it: CSV in UTF-8, its columns in any order, parted by commas, semicolons or tabs.
//!
//! In come bytes; out go rows with their lines in the file and the columns that are known, or why it is no such file.

use crate::partner_data::depersonalised::tells_of_a_person;
use crate::terms::wording::listed;

/// So many bytes a file may have.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// So many rows a file may have: more than a county's police record in a quarter.
pub const MOST_ROWS: usize = 200_000;

/// So many columns a file may have.
const MOST_COLUMNS: usize = 200;

/// Columns that are known.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Those that must be there.
    pub wanted: &'static [&'static str],
    /// Those that may.
    pub may: &'static [&'static str],
}

/// A row below the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line, from 1.
    pub line: u64,
    /// All its cells, in the order of the file.
    pub cells: Vec<String>,
}

/// A file that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its headings as they stand there.
    pub headings: Vec<String>,
    /// Its rows, but those without any words.
    pub rows: Vec<Row>,
    /// At which place each known column stands.
    places: Vec<(&'static str, usize)>,
}

/// Why bytes are no such file.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum FileFault {
    /// It is too large.
    #[error(
        "the file has more than 16 MB; leave out columns that nobody asks for, and rows of other areas"
    )]
    Large,
    /// It is no text.
    #[error(
        "line {line}: this is no text in UTF-8; save the file from the spreadsheet as “CSV UTF-8” and send it again"
    )]
    NoText {
        /// The line, from 1.
        line: u64,
    },
    /// It has nothing in it.
    #[error("the file is empty; its first line wants the headings {}", listed(.0))]
    Empty(&'static [&'static str]),
    /// It has too many rows.
    #[error(
        "the file has more than {MOST_ROWS} rows; leave out those of other quarters and of other areas"
    )]
    Long,
    /// It has too many columns.
    #[error(
        "the first line has more than {MOST_COLUMNS} headings; take out those that nobody asks for"
    )]
    Wide,
    /// Columns are missing.
    #[error(
        "line 1: there is no column headed {}; the first line wants the headings {}, in any order", listed(.lacks),
        listed(.wanted)
    )]
    Lacks {
        /// Those that are missing.
        lacks: Vec<&'static str>,
        /// Those that must be there.
        wanted: &'static [&'static str],
    },
    /// A heading is there twice.
    #[error("line 1: two columns are headed {0}; leave one out")]
    Twice(&'static str),
    /// It has columns about persons.
    #[error(
        "line 1: {} a person, so the file is not depersonalised and nothing of it was kept; take out every column that \
         leads to somebody and send it again", told(.0)
    )]
    Personal(Vec<usize>),
    /// The line cannot be parted into cells.
    #[error("line {line}: it cannot be parted into cells; mend its quotation marks")]
    Cells {
        /// The line, from 1.
        line: u64,
    },
}

/// Columns by their numbers, since a heading may itself be somebody's name where headings are missing.
fn told(columns: &[usize]) -> String {
    match columns {
        [one] => format!("column {one} is headed as telling of"),
        several => {
            let numbers: Vec<String> = several.iter().map(ToString::to_string).collect();
            format!("columns {} are headed as telling of", listed(&numbers))
        }
    }
}

impl File {
    /// Reads a file whose columns are known.
    ///
    /// Headings may be written with blanks or capitals. Rows without words are passed over; a row with other cells than
    /// the headings say is there as it is, for whoever reads it to refuse.
    ///
    /// # Errors
    /// When it is no text, has columns about persons, lacks columns, or is too large.
    pub fn read(bytes: &[u8], columns: Columns) -> Result<File, FileFault> {
        if bytes.len() > MOST_BYTES {
            return Err(FileFault::Large);
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            FileFault::NoText { line: lines_in(sound) + 1 }
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(parted_by(text))
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let headings: Vec<String> = match records.next() {
            Some(Ok(record)) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
            Some(Err(_)) => return Err(FileFault::Cells { line: 1 }),
            None => return Err(FileFault::Empty(columns.wanted)),
        };
        let places = places(&headings, columns)?;
        let rows = rows(text, records)?;
        Ok(File { headings, rows, places })
    }

    /// The place of a column, where the file has it.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.places.iter().find(|(name, _)| *name == column).map(|(_, place)| *place)
    }

    /// A cell of a row, without blanks around it; empty where the column is not there.
    pub fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        let cell = self.place(column).and_then(|place| row.cells.get(place));
        cell.map_or("", |cell| cell.trim())
    }

    /// How many columns are passed over, since nobody asks for them.
    pub fn passed_over(&self) -> usize {
        self.headings.len() - self.places.len()
    }
}

/// What parts the cells: whichever of comma, semicolon and tab the first line has most of.
fn parted_by(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn lines_in(bytes: &[u8]) -> u64 {
    let ends = bytes.iter().filter(|byte| **byte == b'\n').count();
    u64::try_from(ends).unwrap_or(u64::MAX)
}

fn rows(text: &str, records: csv::StringRecordsIter<'_, &[u8]>) -> Result<Vec<Row>, FileFault> {
    let (mut rows, mut seen) = (Vec::new(), Seen { text: text.as_bytes(), byte: 0, line: 1 });
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(error) => return Err(FileFault::Cells { line: seen.line_of(error.position()) }),
        };
        let line = seen.line_of(record.position());
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(ToOwned::to_owned).collect() });
        }
        if rows.len() > MOST_ROWS {
            return Err(FileFault::Long);
        }
    }
    Ok(rows)
}

/// How far the lines were counted. The reader's own count is of the end of the line before, where that has two signs.
struct Seen<'t> {
    text: &'t [u8],
    byte: usize,
    line: u64,
}

impl Seen<'_> {
    fn line_of(&mut self, position: Option<&csv::Position>) -> u64 {
        let at = position.and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(self.byte);
        let rest = self.text.get(at..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let to = (at + ends).max(self.byte);
        self.line += lines_in(self.text.get(self.byte..to).unwrap_or_default());
        self.byte = to;
        self.line
    }
}

fn places(headings: &[String], columns: Columns) -> Result<Vec<(&'static str, usize)>, FileFault> {
    if headings.len() > MOST_COLUMNS {
        return Err(FileFault::Wide);
    }
    let personal = |(_, heading): &(usize, &String)| tells_of_a_person(heading);
    let personal: Vec<usize> =
        (1..).zip(headings).filter(personal).map(|(place, _)| place).collect();
    if !personal.is_empty() {
        return Err(FileFault::Personal(personal));
    }
    let mut places: Vec<(&'static str, usize)> = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        let name = heading.to_lowercase().replace([' ', '-'], "_");
        let known = columns.wanted.iter().chain(columns.may).find(|column| **column == name);
        let Some(column) = known else { continue };
        if places.iter().any(|(there, _)| there == column) {
            return Err(FileFault::Twice(column));
        }
        places.push((column, place));
    }
    let lacks = |column: &&&str| places.iter().all(|(there, _)| there != *column);
    let lacks: Vec<&'static str> = columns.wanted.iter().filter(lacks).copied().collect();
    if lacks.is_empty() {
        Ok(places)
    } else {
        Err(FileFault::Lacks { lacks, wanted: columns.wanted })
    }
}
