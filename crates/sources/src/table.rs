//! Small tables, read whole: the one way in which every kind but street-level crime is read.
//!
//! In come a file's bytes and a function from a row to what it holds; out go all rows and a report
//! that accounts for each.

use std::io::Read;

use encoding_rs::WINDOWS_1252;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;

use crate::fault::FileFault;
use crate::header::Layout;
use crate::header::Places;
use crate::header::plain;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::text::Marks;
use crate::text::Record;
use crate::text::Records;

/// One row, by the columns of its layout.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) cells: Vec<String>,
    header: Vec<String>,
    places: Places,
}

/// Reads a table row by row; `each` gets the layout, a row and the report to note traps in.
///
/// A row for which `each` gives a fault is refused; any other is kept.
pub(crate) fn read_table(
    kind: SourceKind,
    bytes: &mut dyn Read,
    each: &mut dyn FnMut(&'static Layout, &Row, &mut FileReport) -> Result<(), RowFault>,
) -> Result<FileReport, FileFault> {
    let mut records = Records::begin(bytes)?;
    let header = first_line(&mut records)?;
    let layout = Layout::of(&header, Some(kind))?;
    let mut report = FileReport::new(layout.name);
    let mut row = Row::of(layout, header);
    while let Some(record) = records.next()? {
        if row.take(record) == Encoding::Windows1252 {
            report.meet(Trap::Windows1252, record.line);
        }
        row.judge(layout, &mut report, each);
    }
    note_marks(records.marks(), &mut report);
    report.extract = ExtractId::of(records.sha256());
    Ok(report)
}

/// The column names of a file, in plain form.
pub(crate) fn first_line(records: &mut Records<'_>) -> Result<Vec<String>, FileFault> {
    let record = records.next()?.ok_or(FileFault::Empty)?;
    let names = record.raw().map(|name| plain(&String::from_utf8_lossy(name)));
    Ok(names.collect())
}

/// Notes what was noticed about the text as a whole.
pub(crate) fn note_marks(marks: Marks, report: &mut FileReport) {
    if marks.byte_order {
        report.meet(Trap::ByteOrderMark, 1);
    }
    if marks.returns > 0 && marks.returns_with_feed * 2 >= marks.returns {
        report.meet(Trap::CarriageReturnLineFeed, 1);
    } else if marks.returns > 0 {
        report.meet(Trap::CarriageReturnOnly, 1);
    }
    report.meet_times(Trap::QuotedComma, marks.first_quoted_comma, marks.quoted_commas);
    if report.rows() == 0 {
        report.meet(Trap::NoRows, 1);
    }
}

/// In what a row was written.
#[derive(Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Windows1252,
}

impl Row {
    /// An empty row of a layout whose columns stand as `header` says.
    pub(crate) fn of(layout: &Layout, header: Vec<String>) -> Row {
        let places = layout.places(&header);
        Row { line: 1, cells: Vec::new(), header, places }
    }

    /// The file's column names, in plain form.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    fn take(&mut self, record: Record<'_>) -> Encoding {
        self.line = record.line;
        self.cells.resize(record.len(), String::new());
        if let Some(fields) = record.fields() {
            for (place, cell) in self.cells.iter_mut().enumerate() {
                cell.clear();
                cell.push_str(fields.at(place).trim());
            }
            return Encoding::Utf8;
        }
        for (cell, bytes) in self.cells.iter_mut().zip(record.raw()) {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            text.trim().clone_into(cell);
        }
        Encoding::Windows1252
    }

    /// Makes a sheet's row as wide as its header, since sheets leave out blank cells at the end.
    pub(crate) fn fit(&mut self) {
        let width = self.header.len();
        if self.cells.iter().skip(width).all(String::is_empty) {
            self.cells.resize(width, String::new());
        }
    }

    /// Keeps or refuses the row at hand.
    pub(crate) fn judge(
        &self,
        layout: &'static Layout,
        report: &mut FileReport,
        each: &mut dyn FnMut(&'static Layout, &Row, &mut FileReport) -> Result<(), RowFault>,
    ) {
        let verdict = if self.cells.len() == self.header.len() {
            each(layout, self, report)
        } else {
            Err(wrong_width(self.cells.len()))
        };
        match verdict {
            Ok(()) => report.kept += 1,
            Err(fault) => report.refuse(self.line, fault),
        }
    }

    /// The cells of the layout's first `N` columns; empty where the file lacks one.
    pub(crate) fn columns<const N: usize>(&self) -> [&str; N] {
        std::array::from_fn(|column| {
            let place = self.places.get(column).copied().flatten();
            place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
        })
    }
}

/// A row with another number of fields than the header.
pub(crate) fn wrong_width(found: usize) -> RowFault {
    RowFault::new("the number of fields", &found.to_string(), "as many as the header has")
}
