//! Figures that a partnership or council itself has published: facts to check results against.
//!
//! In come a file's bytes; out go the figures and a report.

use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::PublishedFigure;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::table::Row;
use crate::table::read_table;

/// Our own layout: `area_code,area_name,period,counted,count,published_in`.
pub(crate) static LAYOUT: Layout = Layout {
    name: "published figures",
    kind: Some(SourceKind::Published),
    columns: &[
        &["area code"],
        &["area name"],
        &["period"],
        &["counted"],
        &["count"],
        &["published in"],
    ],
    optional: &[],
};

/// Reads a file of published figures.
///
/// # Errors
/// When the whole file is refused.
pub fn read(
    name: &str,
    bytes: &mut dyn Read,
) -> Result<(Vec<PublishedFigure>, FileReport), ReadError> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let report = read_table(SourceKind::Published, bytes, &mut |_, row, report| {
        let one = figure(row)?;
        if !seen.insert((one.area_name.clone(), one.period, one.counted.clone())) {
            return Err(RowFault::new("counted", &one.counted, "each figure only once"));
        }
        report.months.extend(one.period.months());
        report.note_set(&one.published_in);
        all.push(one);
        Ok(())
    });
    Ok((all, report.map_err(|fault| fault.of(name))?))
}

fn figure(row: &Row) -> Result<PublishedFigure, RowFault> {
    let [area, area_name, period, counted, count, published_in] = row.columns();
    let wanted = "a period, such as 2014-Q1 for April to June 2014";
    Ok(PublishedFigure {
        area: cell::area("area code", area)?,
        area_name: area_name.to_owned(),
        period: period.parse().map_err(|_| RowFault::new("period", period, wanted))?,
        counted: cell::filled("counted", counted)?.to_owned(),
        count: cell::count("count", count)?,
        published_in: cell::filled("published in", published_in)?.to_owned(),
    })
}

#[cfg(test)]
mod tests;
