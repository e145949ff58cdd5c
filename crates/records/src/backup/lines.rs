//! The lines of a backup: a header, a line for each row, and the SHA-256 of all of them.
//!
//! In come rows or lines; out go lines or rows, unless the lines are not those that were written.

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;

use sha2::Digest as _;
use sha2::Sha256;

use crate::backup::BackupError;
use crate::backup::RestoreError;
use crate::fingerprint::hex_of;
use crate::store::tables::Column;
use crate::store::tables::Table;
use crate::store::tables::tables;
use crate::store::value::json_of;
use crate::store::whole::Texts;
use crate::store::whole::Whole;

/// The form of the file.
const FORM: i64 = 1;

/// The first line.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Header {
    saferplan_backup: i64,
    layout: i64,
    pub(super) tables: Vec<Counted>,
}

/// What tells that a first line is a header, whatever else is in it.
#[derive(Debug, serde::Deserialize)]
struct AnyHeader {
    saferplan_backup: i64,
    layout: i64,
}

/// A table, its columns, and how many rows of it follow.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Counted {
    name: String,
    columns: Vec<String>,
    pub(super) rows: u64,
}

/// The last line.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Closing {
    sha256: String,
}

impl Counted {
    /// A table of so many rows.
    pub(super) fn of(table: &Table, rows: u64) -> Counted {
        let columns = table.columns.iter().map(|column: &Column| column.name().to_owned());
        Counted { name: table.name.to_owned(), columns: columns.collect(), rows }
    }
}

impl Header {
    /// The header before these tables.
    pub(super) fn of(tables: Vec<Counted>) -> Header {
        Header { saferplan_backup: FORM, layout: Whole::LAYOUT, tables }
    }
}

/// What writes lines.
pub(super) struct Writer<W: Write> {
    to: W,
    hasher: Sha256,
}

impl<W: Write> Writer<W> {
    /// Writes the header.
    pub(super) fn begun(to: W, header: &Header) -> Result<Writer<W>, BackupError> {
        let mut writer = Writer { to, hasher: Sha256::new() };
        writer.line(&json_of(header)?)?;
        Ok(writer)
    }

    /// Writes a row.
    pub(super) fn row(&mut self, row: &Texts) -> Result<(), BackupError> {
        self.line(&json_of(row)?)
    }

    /// Writes the last line.
    pub(super) fn end(mut self) -> Result<(), BackupError> {
        let sha256 = hex_of(self.hasher.clone());
        self.line(&json_of(&Closing { sha256 })?)?;
        self.to.flush().map_err(BackupError::Write)
    }

    fn line(&mut self, json: &str) -> Result<(), BackupError> {
        let line = format!("{json}\n");
        self.hasher.update(&line);
        self.to.write_all(line.as_bytes()).map_err(BackupError::Write)
    }
}

/// What reads lines.
pub(super) struct Reader<R> {
    from: BufReader<R>,
    hasher: Sha256,
    lines: u64,
}

impl<R: Read> Reader<R> {
    pub(super) fn of(from: R) -> Reader<R> {
        Reader { from: BufReader::new(from), hasher: Sha256::new(), lines: 0 }
    }

    /// The header, if its rows can be put into our tables.
    pub(super) fn header(&mut self) -> Result<Header, RestoreError> {
        // Whatever is not text is no backup, and is not read to its end in search of one.
        let mut line = String::new();
        let read = (&mut self.from).take(1 << 20).read_line(&mut line);
        read.map_err(|_| RestoreError::NotABackup)?;
        let any: AnyHeader = serde_json::from_str(&line).map_err(|_| RestoreError::NotABackup)?;
        if any.saferplan_backup != FORM {
            return Err(RestoreError::OtherForm { found: any.saferplan_backup, known: FORM });
        }
        if any.layout != Whole::LAYOUT {
            return Err(RestoreError::OtherLayout { found: any.layout, known: Whole::LAYOUT });
        }
        self.hasher.update(&line);
        self.lines = 1;
        let header: Header = serde_json::from_str(&line).map_err(|_| self.changed())?;
        let fits = tables()
            .zip(&header.tables)
            .all(|(table, counted)| Counted::of(table, counted.rows) == *counted);
        if fits && header.tables.len() == tables().count() {
            Ok(header)
        } else {
            Err(self.changed())
        }
    }

    /// The next row, of so many columns.
    pub(super) fn row(&mut self, columns: usize) -> Result<Texts, RestoreError> {
        let line = self.line()?.ok_or(RestoreError::CutOff(self.lines))?;
        self.hasher.update(&line);
        let row: Texts = serde_json::from_str(&line).map_err(|_| self.changed())?;
        if row.len() == columns { Ok(row) } else { Err(self.changed()) }
    }

    /// The last line, after which nothing may stand.
    pub(super) fn end(mut self) -> Result<(), RestoreError> {
        let found = hex_of(self.hasher.clone());
        let line = self.line()?.ok_or(RestoreError::CutOff(self.lines))?;
        let closing: Closing = serde_json::from_str(&line).map_err(|_| self.changed())?;
        if closing.sha256 != found {
            let why = "its lines do not have the SHA-256 that its last line says";
            return Err(RestoreError::Changed(why.to_owned()));
        }
        match self.line()? {
            None => Ok(()),
            Some(_) => Err(self.changed()),
        }
    }

    /// Reads all other lines for their SHA-256 alone.
    pub(super) fn rest(&mut self) -> Result<(), RestoreError> {
        let mut last: Option<String> = None;
        let found = loop {
            match self.line()? {
                Some(line) => {
                    if let Some(before) = last.replace(line) {
                        self.hasher.update(&before);
                    }
                }
                None => break hex_of(self.hasher.clone()),
            }
        };
        match last.and_then(|line| serde_json::from_str::<Closing>(&line).ok()) {
            Some(closing) if closing.sha256 == found => Ok(()),
            Some(_) | None => Err(self.changed()),
        }
    }

    fn line(&mut self) -> Result<Option<String>, RestoreError> {
        let mut line = Vec::new();
        self.from.read_until(b'\n', &mut line).map_err(RestoreError::Read)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') {
            return Err(RestoreError::CutOff(self.lines));
        }
        self.lines += 1;
        String::from_utf8(line).map(Some).map_err(|_| self.changed())
    }

    /// That the line read last is not as it was written.
    fn changed(&self) -> RestoreError {
        RestoreError::Changed(format!("line {} is not one of a backup", self.lines))
    }
}
