//! A sheet as a table: what its columns are, and the cells of a row by column.
//!
//! In comes a sheet as somebody wrote it; out go its rows, each cell asked for by the column's usual name, with a remark
//! for whatever stands where nothing is asked. So nothing can be left out in silence.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::xlsform::Sheet;
use crate::consultation::xlsform::SheetRow;
use crate::consultation::xlsform::names::PARTED;
use crate::consultation::xlsform::remark::NotTaken;
use crate::consultation::xlsform::remark::Remark;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Text of one meaning.
    Plain(&'static str),
    /// Words in a language.
    Words(&'static str, Language),
    /// Something else.
    Other,
    /// Something else, of which was told as a whole.
    Told,
}

/// A sheet of which the columns are known.
pub(super) struct Table<'s> {
    name: &'static str,
    columns: Vec<Column>,
    sheet: &'s Sheet,
    /// The cells that were asked for: row and column.
    asked: RefCell<BTreeSet<(u32, usize)>>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Cells<'t> {
    table: &'t Table<'t>,
    row: &'t SheetRow,
}

/// The columns of words of a sheet.
fn words(sheet: &str) -> &'static [&'static str] {
    match sheet {
        "survey" => &["label", "hint"],
        "choices" => &["label"],
        _ => &[],
    }
}

/// The usual name of a column that has several.
fn usual(name: &str) -> &str {
    match name {
        "list name" => "list_name",
        "value" => "name",
        "relevance" => "relevant",
        other => other,
    }
}

/// The language that a column or the settings name, such as `English (en)`.
pub(super) fn language(named: &str) -> Option<Language> {
    let named = named.trim();
    let code =
        named.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, code)| code.trim());
    Language::ALL.into_iter().find(|one| {
        let names = [one.code(), one.in_words()];
        match code {
            Some(code) => code.eq_ignore_ascii_case(one.code()),
            None => names.iter().any(|name| name.eq_ignore_ascii_case(named)),
        }
    })
}

impl<'s> Table<'s> {
    /// The table of a sheet; columns that are neither words nor among `known` are told of, cell by cell.
    pub(super) fn of(
        name: &'static str,
        sheet: &'s Sheet,
        known: &[&'static str],
        default: Option<Language>,
        remarks: &mut Vec<Remark>,
    ) -> Table<'s> {
        let mut columns: Vec<Column> = Vec::new();
        for (at, written) in sheet.columns.iter().enumerate() {
            let filled = sheet.rows.iter().any(|row| !cell(row, at).is_empty());
            let mut tell = |why| remarks.push(Remark::new((name, 1), written, "", why));
            let column = column(written, words(name), known, default, filled);
            let column = column.unwrap_or_else(|why| {
                tell(why);
                Column::Told
            });
            let is_words = matches!(column, Column::Words(..));
            if is_words && filled && default.is_none() && !written.contains(':') {
                tell(NotTaken::NoLanguage);
            }
            // Of two columns that mean the same, the first is taken and the second told of.
            let again = column != Column::Told && columns.contains(&column);
            let column = if again { Column::Other } else { column };
            columns.push(column);
        }
        Table { name, columns, sheet, asked: RefCell::new(BTreeSet::new()) }
    }

    /// Tells of every cell that nobody asked for.
    pub(super) fn tell_of_the_rest(&self, remarks: &mut Vec<Remark>) {
        let asked = self.asked.borrow();
        for row in &self.sheet.rows {
            for at in 0..row.cells.len() {
                let (found, column) = (cell(row, at), self.columns.get(at));
                let rest = !found.is_empty() && !asked.contains(&(row.line, at));
                if rest && column != Some(&Column::Told) {
                    let written = self.sheet.columns.get(at).map(String::as_str);
                    let why = match column {
                        Some(Column::Other | Column::Told) | None => NotTaken::UnknownColumn,
                        Some(Column::Plain(_) | Column::Words(..)) => NotTaken::NoUse,
                    };
                    let place = (self.name, row.line);
                    remarks.push(Remark::new(place, written.unwrap_or_default(), found, why));
                }
            }
        }
    }

    /// Its rows; those that have nothing in them are passed over.
    pub(super) fn rows(&'s self) -> impl Iterator<Item = Cells<'s>> {
        let filled = |row: &&SheetRow| row.cells.iter().any(|cell| !cell.trim().is_empty());
        self.sheet.rows.iter().filter(filled).map(move |row| Cells { table: self, row })
    }

    /// The languages in which something is asked, in the order of the columns.
    pub(super) fn languages(&self) -> Vec<Language> {
        let mut languages = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if let Column::Words("label", language) = column
                && self.sheet.rows.iter().any(|row| !cell(row, at).is_empty())
                && !languages.contains(language)
            {
                languages.push(*language);
            }
        }
        languages
    }
}

/// What a column's name begins with, in small letters.
fn head(written: &str) -> String {
    written.split(':').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn column(
    written: &str,
    words: &[&'static str],
    known: &[&'static str],
    default: Option<Language>,
    filled: bool,
) -> Result<Column, NotTaken> {
    let head = head(written);
    let of_words = words.iter().find(|what| **what == head);
    match (of_words, written.split_once(':')) {
        (Some(what), None) => Ok(Column::Words(what, default.unwrap_or(Language::English))),
        (Some(what), Some((_, named))) => match language(named.trim_start_matches(':')) {
            Some(language) => Ok(Column::Words(what, language)),
            None if filled => Err(NotTaken::OtherLanguage),
            None => Ok(Column::Other),
        },
        (None, None) => {
            let plain = known.iter().find(|name| **name == usual(&head));
            Ok(plain.map_or(Column::Other, |name| Column::Plain(name)))
        }
        (None, Some(_)) => Ok(Column::Other),
    }
}

fn cell(row: &SheetRow, at: usize) -> &str {
    row.cells.get(at).map(String::as_str).unwrap_or_default().trim()
}

impl<'t> Cells<'t> {
    /// The text in a column; empty where there is none.
    pub(super) fn plain(&self, name: &str) -> &'t str {
        let at = self
            .table
            .columns
            .iter()
            .position(|one| matches!(one, Column::Plain(plain) if *plain == name));
        at.map(|at| self.asked(at)).unwrap_or_default()
    }

    fn asked(&self, at: usize) -> &'t str {
        self.table.asked.borrow_mut().insert((self.row.line, at));
        cell(self.row, at)
    }

    /// The first cell that has something in it.
    pub(super) fn first(&self) -> &'t str {
        let mut cells = self.row.cells.iter().map(|cell| cell.trim());
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    /// Takes the whole row as told of.
    pub(super) fn is_told(&self) {
        (0..self.row.cells.len()).for_each(|at| {
            self.asked(at);
        });
    }

    /// The words in all languages, and a remark where they call for an answer.
    pub(super) fn words(&self, name: &str, remarks: &mut Vec<Remark>) -> Words {
        let mut words = Words::default();
        for (at, column) in self.table.columns.iter().enumerate() {
            let text = self.row.cells.get(at).map(String::as_str).unwrap_or_default();
            if let Column::Words(what, language) = column
                && *what == name
                && !self.asked(at).is_empty()
            {
                if text.contains("${") {
                    remarks.push(self.remark(name, text, NotTaken::CallsForAnswer));
                }
                words = words.and(*language, &text.replace(PARTED, "${"));
            }
        }
        words
    }

    /// Something in this row that is not taken.
    pub(super) fn remark(&self, column: &str, found: &str, why: NotTaken) -> Remark {
        Remark::new(self.place(), column, found, why)
    }

    /// The sheet and the row.
    pub(super) fn place(&self) -> (&'static str, u32) {
        (self.table.name, self.row.line)
    }
}
