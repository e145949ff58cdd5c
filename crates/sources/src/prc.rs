//! Police recorded crime of the Home Office, as text or as workbooks.
//!
//! In come a file's bytes; out go its cells, one a force or partnership, period and offence, and a
//! report. The Home Office spells its columns and periods in several ways, all read here.

use std::collections::HashSet;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::io::BufReader;
use std::io::Read;

use partnership::evidence::rows::RecordedCrime;
use partnership::evidence::rows::RecordedPlace;
use partnership::terms::extract::SourceKind;
use partnership::terms::force::Force;
use partnership::terms::period::FinancialYear;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::table::read_table;

mod ods;
pub(crate) mod sheets;
pub(crate) mod xlsx;

/// The columns of every edition: which of the optional ones are there tells force from partnership,
/// and quarters from years.
pub(crate) static CELLS: Layout = Layout {
    name: "police recorded crime",
    kind: Some(SourceKind::Prc),
    columns: &[
        &["number of offences", "offences", "offence count", "number of recorded offences"],
        &["offence group"],
    ],
    optional: &[
        &["financial year", "year"],
        &["financial quarter", "quarter", "quarters"],
        &["force name", "police force", "force"],
        &["csp name", "csp", "community safety partnership", "community safety partnership name"],
        &["offence description", "offence"],
        &["offence subgroup", "offence sub-group", "offence sub group"],
        &["offence code"],
    ],
};

/// The tree of offences alone, without any number.
pub(crate) static OFFENCE_TREE: Layout = Layout {
    name: "tree of Home Office offence codes",
    kind: None,
    columns: &[
        &["offence code"],
        &["offence description"],
        &["offence subgroup"],
        &["offence group"],
        &["first"],
        &["last"],
    ],
    optional: &[],
};

/// Reads a file of police recorded crime: text, or a workbook in .xlsx or .ods.
///
/// # Errors
/// When the whole file is refused.
pub fn read(
    name: &str,
    bytes: &mut dyn Read,
) -> Result<(Vec<RecordedCrime>, FileReport), ReadError> {
    let mut cells = Cells { all: Vec::new(), seen: HashSet::new() };
    let mut bytes = BufReader::new(bytes);
    let mut each = |_: &'static Layout, row: &Row, report: &mut FileReport| cells.take(row, report);
    let report = match sheets::begins_as_workbook(&mut bytes) {
        Ok(true) => sheets::read_workbook(&mut bytes, &mut each),
        Ok(false) => read_table(SourceKind::Prc, &mut bytes, &mut each),
        Err(fault) => Err(fault),
    };
    Ok((cells.all, report.map_err(|fault| fault.of(name))?))
}

struct Cells {
    all: Vec<RecordedCrime>,
    /// Hashes of rows, only ever asked: two rows alike are both kept, as several codes may have
    /// been published under one.
    seen: HashSet<u64>,
}

impl Cells {
    fn take(&mut self, row: &Row, report: &mut FileReport) -> Result<(), RowFault> {
        let cell = recorded_crime(row, report)?;
        let mut hasher = DefaultHasher::new();
        row.cells.hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            report.meet(Trap::RepeatedRow, row.line);
        }
        note(&cell, report);
        self.all.push(cell);
        Ok(())
    }
}

fn recorded_crime(row: &Row, report: &mut FileReport) -> Result<RecordedCrime, RowFault> {
    let [count, group, year, quarter, force, partnership, offence, subgroup, code] = row.columns();
    let year = if year.is_empty() { None } else { Some(financial_year(year)?) };
    let count = match count {
        "-" | "–" | "-00" => {
            report.meet(Trap::DashForZero, row.line);
            0
        }
        text => number(text)?,
    };
    Ok(RecordedCrime {
        line: row.line,
        year,
        quarter: match (year, quarter) {
            (_, "" | "1,2,3,4" | "1, 2, 3, 4") => None,
            (Some(year), text) => Some(quarter_of(year, text)?),
            (None, text) => {
                return Err(RowFault::new("financial quarter", text, "a year beside it"));
            }
        },
        force: force.to_owned(),
        place: place(partnership),
        offence: offence.to_owned(),
        offence_code: code.to_owned(),
        subgroup: subgroup.to_owned(),
        group: cell::filled("offence group", group)?.to_owned(),
        count,
    })
}

/// The number of offences, which may be negative and may have commas between thousands.
fn number(text: &str) -> Result<i64, RowFault> {
    let wrong = || RowFault::new("number of offences", text, "a whole number, or - for none");
    let digits = cell::without_thousands(text).ok_or_else(wrong)?;
    digits.parse().map_err(|_| wrong())
}

/// The financial year in any of the ways that the Home Office writes it: `2012/13`, `2012-13`,
/// `2012/2013`.
fn financial_year(text: &str) -> Result<FinancialYear, RowFault> {
    let wrong = || RowFault::new("financial year", text, "a financial year, such as 2012/13");
    let (start, end) = text.split_once(['/', '-', '–']).ok_or_else(wrong)?;
    let end = if end.len() == 4 { end.get(2..).unwrap_or_default() } else { end };
    format!("{start}/{end}").parse().map_err(|_| wrong())
}

fn quarter_of(year: FinancialYear, text: &str) -> Result<Quarter, RowFault> {
    let number = text.trim_start_matches(['Q', 'q']).parse().ok();
    let quarter = number.and_then(|number| Quarter::of(year, number));
    quarter.ok_or_else(|| {
        RowFault::new("financial quarter", text, "1, 2, 3 or 4, or all four for a whole year")
    })
}

fn place(partnership: &str) -> RecordedPlace {
    if partnership.is_empty() {
        RecordedPlace::Force
    } else if partnership.to_ascii_lowercase().starts_with("unassigned") {
        RecordedPlace::Unassigned(partnership.to_owned())
    } else {
        RecordedPlace::Partnership(partnership.to_owned())
    }
}

fn note(cell: &RecordedCrime, report: &mut FileReport) {
    match (cell.year, cell.quarter) {
        (_, Some(quarter)) => report.months.extend(Period::Quarter(quarter).months()),
        (Some(year), None) => {
            report.months.extend(Period::FinancialYear(year).months());
            report.meet(Trap::WholeYear, cell.line);
        }
        (None, None) => report.meet(Trap::NoYear, cell.line),
    }
    if !cell.force.is_empty() {
        report.note_set(&cell.force);
        if Force::named(&cell.force).is_none() {
            report.meet(Trap::UnknownForce, cell.line);
        }
    }
    if matches!(cell.place, RecordedPlace::Unassigned(_)) {
        report.meet(Trap::Unassigned, cell.line);
    }
    if cell.count < 0 {
        report.meet(Trap::Negative, cell.line);
    }
}

#[cfg(test)]
mod tests;
