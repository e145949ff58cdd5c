//! Police recorded crime in workbooks: sheets of notes and sheets of data, with notes above the
//! column names.
//!
//! In comes a workbook; out go the rows of every sheet that has the columns, in the sheets' order.

use std::io::BufRead;
use std::io::Cursor;
use std::io::Read;

use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use sha2::Digest;
use sha2::Sha256;

use crate::fault::FileFault;
use crate::header::Layout;
use crate::header::plain;
use crate::prc::CELLS;
use crate::prc::ods;
use crate::prc::xlsx;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::unpack;

/// A workbook, of which the sheets are still to be recognised.
pub(crate) static WORKBOOK: Layout = Layout {
    name: "workbook of police recorded crime",
    kind: Some(SourceKind::Prc),
    columns: &[],
    optional: &[],
};

/// The most bytes of a workbook as it lies on disk; the Home Office's largest have some 60 MB.
const MOST_PACKED: u64 = 256 << 20;
/// The most bytes of a workbook unpacked.
const MOST_UNPACKED: u64 = 2 << 30;
/// Rows of a sheet among which its column names are sought.
const MOST_NOTES: u64 = 60;
/// Columns read; further ones are passed over.
pub(super) const MOST_COLUMNS: usize = 64;

/// What a sheet's rows are given to: the sheet's name, the row's number from 1, its cells.
pub(crate) type EachRow<'a> = &'a mut dyn FnMut(&str, u64, &mut Vec<String>);

/// Whether an archive with these members is a workbook.
pub(crate) fn is_workbook<'a>(mut members: impl Iterator<Item = &'a str>) -> bool {
    members.any(|name| name == "xl/workbook.xml" || name == "content.xml")
}

/// Whether bytes begin as an archive does, as workbooks are archives.
pub(crate) fn begins_as_workbook(bytes: &mut dyn BufRead) -> Result<bool, FileFault> {
    Ok(bytes.fill_buf()?.starts_with(b"PK"))
}

/// Reads all sheets that hold police recorded crime.
pub(super) fn read_workbook(
    bytes: &mut dyn Read,
    each: &mut dyn FnMut(&'static Layout, &Row, &mut FileReport) -> Result<(), RowFault>,
) -> Result<FileReport, FileFault> {
    let bytes = unpack::whole(bytes, MOST_PACKED)?;
    let members = unpack::members(Cursor::new(&bytes))?;
    // Readers of workbooks trust declared sizes: unpack it all under guard first.
    unpack::check_all(&members, &bytes, MOST_UNPACKED)?;
    let mut report = FileReport::new(WORKBOOK.name);
    report.extract = ExtractId::of(Sha256::digest(&bytes).into());
    let mut sheets = Sheets { now: String::new(), row: None, report, found: 0 };
    let mut take = |sheet: &str, line: u64, cells: &mut Vec<String>| {
        sheets.take(sheet, line, cells, each);
    };
    if members.iter().any(|member| member.name == "content.xml") {
        ods::each_row(&members, &bytes, &mut take)?;
    } else {
        xlsx::each_row(&bytes, MOST_COLUMNS, &mut take)?;
    }
    if sheets.found == 0 {
        let wanted = "no sheet has the columns \"Number of Offences\" and \"Offence Group\"";
        return Err(FileFault::Workbook(wanted.to_owned()));
    }
    sheets.report.sheet = None;
    if sheets.report.rows() == 0 {
        sheets.report.meet(Trap::NoRows, 1);
    }
    Ok(sheets.report)
}

/// The sheets as they come by.
struct Sheets {
    now: String,
    /// The row of the present sheet, once its column names have been met.
    row: Option<Row>,
    report: FileReport,
    found: usize,
}

impl Sheets {
    fn take(
        &mut self,
        sheet: &str,
        line: u64,
        cells: &mut Vec<String>,
        each: &mut dyn FnMut(&'static Layout, &Row, &mut FileReport) -> Result<(), RowFault>,
    ) {
        if self.now != sheet {
            sheet.clone_into(&mut self.now);
            self.report.sheet = Some(sheet.to_owned());
            self.row = None;
        }
        let Some(row) = &mut self.row else {
            self.row = (line <= MOST_NOTES).then(|| names(cells)).flatten();
            self.found += usize::from(self.row.is_some());
            return;
        };
        row.line = line;
        std::mem::swap(&mut row.cells, cells);
        row.fit();
        // Below a table come blank rows and notes, which have neither number nor group.
        if row.columns::<2>() != ["", ""] {
            row.judge(&CELLS, &mut self.report, each);
        }
    }
}

/// The row that follows column names, when these are such.
fn names(cells: &[String]) -> Option<Row> {
    let header: Vec<String> = cells.iter().map(|name| plain(name)).collect();
    CELLS.fits(&header).then(|| Row::of(&CELLS, header))
}
