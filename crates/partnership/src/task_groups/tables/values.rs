//! Values of measures as lines of a table.

use std::collections::BTreeSet;

use crate::task_groups::amount::Amount;
use crate::task_groups::measure::Measure;
use crate::task_groups::measure::MeasureId;
use crate::task_groups::quarterly::QuarterlyValue;
use crate::task_groups::quarterly::ValueStatus;
use crate::task_groups::tables::LineFault;
use crate::task_groups::tables::line::Line;
use crate::task_groups::tables::line::Lines;
use crate::terms::period::Quarter;
use crate::terms::slug::Slug;

/// The columns, in the order in which they are written; they are read in any.
pub const COLUMNS: [&str; 5] = ["measure", "quarter", "value", "status", "source"];

/// A value as a line under [`COLUMNS`].
pub fn row(value: &QuarterlyValue) -> Vec<String> {
    vec![
        value.measure.to_string(),
        value.quarter.to_string(),
        value.value.to_string(),
        value.status.in_words().to_owned(),
        value.source.clone().unwrap_or_default(),
    ]
}

pub(super) fn read(
    lines: &Lines,
    known: &[Measure],
) -> Result<Vec<QuarterlyValue>, Vec<LineFault>> {
    let (mut values, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for mut line in lines.lines() {
        if let Some(value) = one(&mut line, known) {
            if seen.insert((value.measure.clone(), value.quarter)) {
                values.push(value);
            } else {
                line.fault("quarter", "the measure has a value for it in a line above; keep one");
            }
        }
        faults.append(&mut line.faults);
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

fn one(line: &mut Line<'_>, known: &[Measure]) -> Option<QuarterlyValue> {
    let measure: Option<Slug> = line.needed("measure", "there is no measure; write its short name");
    let measure = measure.map(MeasureId);
    let unknown = measure.as_ref().filter(|id| known.iter().all(|one| one.id() != *id));
    if let Some(id) = unknown {
        let why = format!("there is no measure `{id}`; enter it first, or correct its short name");
        line.fault("measure", why);
    }
    let quarter: Option<Quarter> =
        line.needed("quarter", "there is no quarter; write one such as 2014-Q2");
    let value: Option<Amount> =
        line.needed("value", "there is no value; write a number, or take the line out");
    let status = match line.text("status") {
        "" => Some(ValueStatus::Provisional),
        words => ValueStatus::of_words(&words.to_lowercase()),
    };
    if status.is_none() {
        let why = format!("`{}` is no status; write provisional or audited", line.text("status"));
        line.fault("status", why);
    }
    let source = line.optional("source");
    let value = QuarterlyValue {
        measure: measure?,
        quarter: quarter?,
        value: value?,
        status: status?,
        source,
    };
    line.faults.is_empty().then_some(value)
}
