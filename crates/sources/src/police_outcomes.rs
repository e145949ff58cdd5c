//! Outcomes of crimes of data.police.uk: `2021-03-kent-outcomes.csv`.
//!
//! In come a file's bytes; out go its rows one by one, borrowed from the reader's buffer, and a
//! report.

use std::io::Read;

use partnership::evidence::rows::Outcome;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::FileFault;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::header::Places;
use crate::police_street::crime_id;
use crate::police_street::lsoa_code;
use crate::police_street::not_text;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table;
use crate::text::Record;
use crate::text::Records;

/// The layout published beside street-level crimes.
pub static LAYOUT: Layout = Layout {
    name: "outcomes of street-level crimes",
    kind: Some(SourceKind::PoliceStreet),
    columns: &[
        &["crime id"],
        &["month"],
        &["reported by"],
        &["falls within"],
        &["lsoa code"],
        &["outcome type"],
    ],
    optional: &[],
};

/// Stops and searches, which come in the same archives and are of no use here.
pub(crate) static STOP_AND_SEARCH: Layout = Layout {
    name: "stop and search",
    kind: None,
    columns: &[&["type"], &["date"], &["object of search"], &["outcome"]],
    optional: &[],
};

/// Reads a file of outcomes; `each` gets every row that is kept, in the file's order.
///
/// # Errors
/// When the whole file is refused. Rows given to `each` before that must not be kept.
pub fn read(
    name: &str,
    bytes: &mut dyn Read,
    each: &mut dyn FnMut(Outcome<'_>),
) -> Result<FileReport, ReadError> {
    read_rows(bytes, each).map_err(|fault| fault.of(name))
}

fn read_rows(
    bytes: &mut dyn Read,
    each: &mut dyn FnMut(Outcome<'_>),
) -> Result<FileReport, FileFault> {
    let mut records = Records::begin(bytes)?;
    let header = table::first_line(&mut records)?;
    let layout = Layout::of(&header, Some(SourceKind::PoliceStreet))?.expected(&LAYOUT)?;
    let places = layout.places(&header);
    let mut report = FileReport::new(layout.name);
    while let Some(record) = records.next()? {
        match outcome(record, &places, header.len()) {
            Ok(outcome) => {
                note(&outcome, &mut report);
                report.kept += 1;
                each(outcome);
            }
            Err(fault) => report.refuse(record.line, fault),
        }
    }
    table::note_marks(records.marks(), &mut report);
    report.extract = ExtractId::of(records.sha256());
    Ok(report)
}

fn outcome<'a>(record: Record<'a>, places: &Places, width: usize) -> Result<Outcome<'a>, RowFault> {
    if record.len() != width {
        return Err(table::wrong_width(record.len()));
    }
    let fields = record.fields().ok_or_else(|| not_text(record.bytes))?;
    let field = |column: usize| places[column].map_or("", |place| fields.at(place));
    let [id, month, reported_by, _, lsoa, outcome_type] = std::array::from_fn(field);
    Ok(Outcome {
        line: record.line,
        crime_id: crime_id(id)?,
        month: cell::month("month", month)?,
        reported_by: cell::filled("reported by", reported_by)?,
        lsoa_code: lsoa_code(lsoa)?,
        outcome_type: cell::filled("outcome type", outcome_type)?,
    })
}

fn note(outcome: &Outcome<'_>, report: &mut FileReport) {
    report.months.insert(outcome.month);
    report.note_set(outcome.reported_by);
    if outcome.crime_id.is_none() {
        report.meet(Trap::CrimeWithoutId, outcome.line);
    }
    if outcome.lsoa_code.is_none() {
        report.meet(Trap::NoLsoa, outcome.line);
    }
}

#[cfg(test)]
mod tests;
