//! Weights of the Crime Severity Score of the Office for National Statistics (ONS).
//!
//! In come a file's bytes; out go one weight an offence code, and a report. The weights are mean
//! sentences in days; the score is experimental and has one vintage here.

use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::SeverityWeight;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::table::read_table;

/// Weights alone.
pub(crate) static WEIGHTS: Layout = Layout {
    name: "Crime Severity Score weights",
    kind: Some(SourceKind::Severity),
    columns: &[&["code original"], &["offence"], &["weight"]],
    optional: &[],
};

/// Weights with the street-level type that each offence is published under.
pub(crate) static JOIN: Layout = Layout {
    name: "Crime Severity Score weights by street-level type",
    kind: Some(SourceKind::Severity),
    columns: &[
        &["ons counts code"],
        &["ons counts description"],
        &["ons severity weight"],
        &["police uk cat map category"],
    ],
    optional: &[],
};

/// Our own layout: `offence_code,offence,weight,crime_type`.
pub(crate) static TIDY: Layout = Layout {
    name: "severity weights by offence",
    kind: Some(SourceKind::Severity),
    columns: &[&["offence code"], &["offence"], &["weight"], &["crime type"]],
    optional: &[],
};

/// Reads a file of weights.
///
/// # Errors
/// When the whole file is refused.
pub fn read(
    name: &str,
    bytes: &mut dyn Read,
) -> Result<(Vec<SeverityWeight>, FileReport), ReadError> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let report = read_table(SourceKind::Severity, bytes, &mut |_, row, report| {
        let one = weight(row)?;
        if !seen.insert(one.offence_code.clone()) {
            report.meet(Trap::RepeatedCode, row.line);
        }
        all.push(one);
        Ok(())
    });
    Ok((all, report.map_err(|fault| fault.of(name))?))
}

fn weight(row: &Row) -> Result<SeverityWeight, RowFault> {
    let [offence_code, offence, weight, class] = row.columns();
    let class = if class.is_empty() { None } else { Some(cell::class("crime type", class)?) };
    Ok(SeverityWeight {
        offence_code: cell::filled("offence code", offence_code)?.to_owned(),
        offence: cell::filled("offence", offence)?.to_owned(),
        weight: cell::measure("weight", weight)?,
        class,
    })
}

#[cfg(test)]
mod tests;
