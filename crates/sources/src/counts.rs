//! Counts that another Saferplan added up from street-level crimes: the layout of worked examples.
//!
//! In come a file's bytes; out go its counts and a report.

use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::CrimeCount;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::table::Row;
use crate::table::read_table;

/// Our own layout: `month,reported_by,area_code,area_name,crime_type,count`.
pub(crate) static LAYOUT: Layout = Layout {
    name: "counts of street-level crimes",
    kind: Some(SourceKind::Counts),
    columns: &[
        &["month"],
        &["reported by"],
        &["area code"],
        &["area name"],
        &["crime type"],
        &["count"],
    ],
    optional: &[],
};

/// Reads a file of counts.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<CrimeCount>, FileReport), ReadError> {
    let mut counts = Vec::new();
    let mut seen = BTreeSet::new();
    let report = read_table(SourceKind::Counts, bytes, &mut |_, row, report| {
        let count = count(row)?;
        let cell = (count.month, count.reported_by.clone(), count.area, count.class);
        if !seen.insert(cell) {
            // Two counts of one thing: adding them up or choosing one would both be a guess.
            return Err(RowFault::new("the row", &count.area_name, "each count only once"));
        }
        report.months.insert(count.month);
        report.note_set(&count.reported_by);
        counts.push(count);
        Ok(())
    });
    Ok((counts, report.map_err(|fault| fault.of(name))?))
}

fn count(row: &Row) -> Result<CrimeCount, RowFault> {
    let [month, reported_by, area, area_name, class, count] = row.columns();
    let area = if area.is_empty() { None } else { Some(cell::area("area code", area)?) };
    Ok(CrimeCount {
        month: cell::month("month", month)?,
        reported_by: cell::filled("reported by", reported_by)?.to_owned(),
        area,
        area_name: area_name.to_owned(),
        class: cell::class("crime type", class)?,
        count: cell::count("count", count)?,
    })
}

#[cfg(test)]
mod tests;
