//! The lines of a CSV file, their cells by the names of the columns.
//!
//! In comes a text; out go lines with their numbers, from which cells are taken, faults being noted on the way.

use std::fmt::Display;
use std::str::FromStr;

use crate::task_groups::tables::LineFault;
use crate::terms::spreadsheet;

/// So many lines are read and no more: years of quarters of hundreds of measures.
const MOST: usize = 20_000;

/// The lines of a file below the first.
pub(super) struct Lines {
    columns: Vec<String>,
    lines: Vec<(u64, Vec<String>)>,
}

/// One line, as it is read.
pub(super) struct Line<'a> {
    of: &'a Lines,
    number: u64,
    cells: &'a [String],
    pub(super) faults: Vec<LineFault>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Result<Lines, Vec<LineFault>> {
        let wrong = |line, why: &str| vec![LineFault { line, column: None, why: why.to_owned() }];
        let mut lines = records(text.trim_start_matches('\u{feff}'));
        lines.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        if let Some((number, _)) = lines.get(MOST) {
            return Err(wrong(
                *number,
                "there are more than 20,000 lines; bring them in several files",
            ));
        }
        if lines.is_empty() {
            let nothing = "there is nothing here; write the names of the columns first, and below them a line each";
            return Err(wrong(1, nothing));
        }
        let (_, first) = lines.remove(0);
        let columns = first.iter().map(|name| name.to_lowercase().replace(' ', "_")).collect();
        Ok(Lines { columns, lines })
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|(number, cells)| Line {
            of: self,
            number: *number,
            cells,
            faults: Vec::new(),
        })
    }
}

impl Line<'_> {
    /// What stands in a column; empty where there is none. An apostrophe that keeps a spreadsheet from taking the cell for
    /// a formula is taken off.
    pub(super) fn text(&self, column: &str) -> &str {
        let place = self.of.columns.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.cells.get(place)).map_or("", String::as_str);
        spreadsheet::typed(cell)
    }

    /// What stands in a column, where anything does.
    pub(super) fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The value in a column, where anything stands there; what is none is noted.
    pub(super) fn value<T: FromStr<Err: Display>>(&mut self, column: &'static str) -> Option<T> {
        let text = self.optional(column)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let why = T::Err::to_string(&error);
                self.fault(column, why);
                None
            }
        }
    }

    /// The value in a column in which one must stand.
    pub(super) fn needed<T: FromStr<Err: Display>>(
        &mut self,
        column: &'static str,
        missing: &str,
    ) -> Option<T> {
        if self.text(column).is_empty() {
            self.fault(column, missing);
        }
        self.value(column)
    }

    /// Notes what is wrong in a column.
    pub(super) fn fault(&mut self, column: &'static str, why: impl Into<String>) {
        self.faults.push(LineFault { line: self.number, column: Some(column), why: why.into() });
    }
}

/// The records of a text after RFC 4180, each with the line on which it begins, without the blanks around its cells.
fn records(text: &str) -> Vec<(u64, Vec<String>)> {
    let (mut records, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (1, 1, false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        line += u64::from(sign == '\n');
        match (quoted, sign) {
            (true, '"') if signs.peek() == Some(&'"') => cell.extend(signs.next()),
            (true, '"') => quoted = false,
            (false, '"') if cell.trim().is_empty() => quoted = true,
            (false, ',') => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            (false, '\n') => {
                cells.push(std::mem::take(&mut cell).trim().to_owned());
                records.push((began, std::mem::take(&mut cells)));
                began = line;
            }
            (_, other) => cell.push(other),
        }
    }
    cells.push(cell.trim().to_owned());
    records.push((began, cells));
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_in_quotation_marks_may_have_commas_lines_and_quotation_marks() {
        let read = records("a, b\r\n\"x, \"\"y\"\"\nz\",2\n3,4");
        let cells: Vec<_> = read.iter().map(|(line, cells)| (*line, cells.join("|"))).collect();
        let wanted = [(1, "a|b"), (2, "x, \"y\"\nz|2"), (4, "3|4")];
        assert_eq!(cells, wanted.map(|(line, cells)| (line, cells.to_owned())));
    }

    proptest! {
        #[test]
        fn what_another_program_writes_is_read(rows in prop::collection::vec(prop::collection::vec("[a-z\"',; \n=-]{1,8}x", 3), 1..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut read: Vec<_> = records(&text).into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(read.pop(), Some(vec![String::new()]));
            let trimmed: Vec<Vec<_>> =
                rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(read, trimmed);
        }
    }
}
