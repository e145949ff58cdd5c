//! Partner data as tables to take away: refused rows, the counts of a return, the values of a series, the kinds.
//!
//! In come reports, cleared tables and values; out go rows of cells, the headings first.

use crate::evidence::disclosure::Shown;
use crate::partner_data::delivery::Delivery;
use crate::partner_data::kind::ReturnKind;
use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::report::Report;
use crate::partner_data::return_file;
use crate::partner_data::series::SeriesValue;
use crate::partner_data::series_file;
use crate::partner_data::shown::ReturnTables;

fn headings(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

/// What stands for a withheld count.
pub const WITHHELD: &str = "[c]";

/// The refused rows of a report.
pub fn refused(report: &Report) -> Vec<Vec<String>> {
    let row = |fault: &crate::partner_data::report::RowFault| {
        vec![fault.line.to_string(), fault.column.clone(), fault.reason()]
    };
    let rows = report.faults.iter().map(row);
    std::iter::once(headings(&["line", "column", "why"])).chain(rows).collect()
}

/// The counts of a return by kind and month. A withheld count is `[c]`, as the Government Statistical Service has it.
pub fn counts(tables: &ReturnTables) -> Vec<Vec<String>> {
    let mut heads = headings(&["kind"]);
    heads.extend(tables.months().iter().map(ToString::to_string));
    heads.push("quarter".to_owned());
    let row = |line: &crate::partner_data::shown::KindLine| {
        let name = line.kind.map_or("all kinds", ReturnKind::name).to_owned();
        let cells = line.months.iter().chain([&line.quarter]).map(|shown| cell(*shown));
        std::iter::once(name).chain(cells).collect()
    };
    std::iter::once(heads).chain(tables.kinds().iter().map(row)).collect()
}

fn cell(shown: Shown) -> String {
    match shown {
        Shown::Count(count) => count.to_string(),
        Shown::Withheld(_) => WITHHELD.to_owned(),
    }
}

/// The values of a series, each with where it comes from.
pub fn values(delivery: &Delivery, unit: &str, values: &[SeriesValue]) -> Vec<Vec<String>> {
    let heads = ["period", "area", "value", "unit", "status", "supplied_by", "received"];
    let row = |value: &SeriesValue| {
        vec![
            value.period.to_string(),
            value.area.map(|area| area.to_string()).unwrap_or_default(),
            value.value.to_string(),
            unit.to_owned(),
            value.status.in_words().to_owned(),
            delivery.of.supplier().to_owned(),
            delivery.received.to_string(),
        ]
    };
    std::iter::once(headings(&heads)).chain(values.iter().map(row)).collect()
}

/// An empty file of a return: its headings.
pub fn empty_return() -> Vec<Vec<String>> {
    let columns = return_file::COLUMNS;
    vec![headings(&[columns.wanted, columns.may].concat())]
}

/// An empty file of a series: its headings.
pub fn empty_series() -> Vec<Vec<String>> {
    let columns = series_file::COLUMNS;
    vec![headings(&[columns.wanted, columns.may].concat())]
}

/// The kinds of a return as they are written in its file.
pub fn kinds(of: PrescribedReturn) -> Vec<Vec<String>> {
    let row = |kind: ReturnKind| vec![kind.name().to_owned()];
    std::iter::once(headings(&["kind"])).chain(ReturnKind::all_of(of).map(row)).collect()
}
