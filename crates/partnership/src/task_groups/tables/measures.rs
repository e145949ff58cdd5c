//! Measures as lines of a table.

use std::collections::BTreeSet;

use crate::task_groups::amount::Amount;
use crate::task_groups::measure::At;
use crate::task_groups::measure::Better;
use crate::task_groups::measure::Measure;
use crate::task_groups::measure::MeasureFault;
use crate::task_groups::measure::MeasureId;
use crate::task_groups::measure::RecordingChange;
use crate::task_groups::measure::TypedMeasure;
use crate::task_groups::tables::LineFault;
use crate::task_groups::tables::line::Line;
use crate::task_groups::tables::line::Lines;
use crate::terms::period::Quarter;
use crate::terms::slug::Slug;

/// The columns, in the order in which they are written; they are read in any.
pub const COLUMNS: [&str; 12] = [
    "measure",
    "group",
    "name",
    "unit",
    "better",
    "baseline_quarter",
    "baseline",
    "target_quarter",
    "target",
    "source",
    "supplied_by",
    "recording_changes",
];

/// A measure as a line under [`COLUMNS`]. Changes in recording stand in one cell: `2014-Q2: what changed | 2015-Q1: …`.
pub fn row(measure: &Measure) -> Vec<String> {
    let typed = measure.typed();
    let at = |at: Option<At>| match at {
        Some(at) => [at.quarter.to_string(), at.value.to_string()],
        None => [String::new(), String::new()],
    };
    let changes = typed.recording_changes.iter().map(|one| format!("{}: {}", one.from, one.what));
    let [baseline_quarter, baseline] = at(typed.baseline);
    let [target_quarter, target] = at(typed.target);
    vec![
        typed.id.to_string(),
        typed.group.clone(),
        typed.name.clone(),
        typed.unit.clone(),
        typed.better.code().to_owned(),
        baseline_quarter,
        baseline,
        target_quarter,
        target,
        typed.source.clone(),
        typed.supplied_by.clone(),
        changes.collect::<Vec<_>>().join(" | "),
    ]
}

/// Those of `known` that are made up stay so, which no column tells.
pub(super) fn read(lines: &Lines, known: &[Measure]) -> Result<Vec<Measure>, Vec<LineFault>> {
    let (mut measures, mut faults, mut read) = (Vec::new(), Vec::new(), BTreeSet::new());
    for mut line in lines.lines() {
        if let Some(measure) = one(&mut line, known) {
            if read.insert(measure.id().clone()) {
                measures.push(measure);
            } else {
                line.fault(
                    "measure",
                    format!("`{}` stands in a line above already; keep one", measure.id()),
                );
            }
        }
        faults.append(&mut line.faults);
    }
    if faults.is_empty() { Ok(measures) } else { Err(faults) }
}

fn one(line: &mut Line<'_>, known: &[Measure]) -> Option<Measure> {
    let id: Option<Slug> =
        line.needed("measure", "there is no short name; write one such as repeat-victims");
    let better = Better::of_code(&line.text("better").to_lowercase());
    if better.is_none() {
        line.fault("better", "it does not say which way is better; write lower or higher");
    }
    let baseline = at(line, "baseline_quarter", "baseline");
    let target = at(line, "target_quarter", "target");
    let recording_changes = changes(line);
    let id = MeasureId(id?);
    let before = known.iter().find(|measure| *measure.id() == id).map(Measure::typed);
    let typed = TypedMeasure {
        id,
        group: line.text("group").to_owned(),
        name: line.text("name").to_owned(),
        unit: line.text("unit").to_owned(),
        better: better?,
        baseline,
        target,
        source: line.text("source").to_owned(),
        supplied_by: line.text("supplied_by").to_owned(),
        recording_changes,
        illustrative: before.is_some_and(|before| before.illustrative),
    };
    match Measure::of(typed) {
        Ok(measure) => line.faults.is_empty().then_some(measure),
        Err(error) => {
            for fault in error.faults {
                line.fault(column(fault), fault.to_string());
            }
            None
        }
    }
}

fn column(fault: MeasureFault) -> &'static str {
    match fault {
        MeasureFault::Group => "group",
        MeasureFault::Name => "name",
        MeasureFault::Unit => "unit",
        MeasureFault::TargetTooSoon => "target_quarter",
        MeasureFault::Source => "source",
        MeasureFault::SuppliedBy => "supplied_by",
        MeasureFault::RecordingChange => "recording_changes",
    }
}

/// A quarter and a value, where both stand there.
fn at(line: &mut Line<'_>, quarter: &'static str, value: &'static str) -> Option<At> {
    let (no_quarter, no_value) = (line.text(quarter).is_empty(), line.text(value).is_empty());
    if no_quarter && no_value {
        return None;
    }
    let at: Option<Quarter> =
        line.needed(quarter, "a value stands beside it; write the quarter, such as 2014-Q2");
    let value: Option<Amount> = line.needed(value, "a quarter stands beside it; write the value");
    Some(At { quarter: at?, value: value? })
}

fn changes(line: &mut Line<'_>) -> Vec<RecordingChange> {
    let text = line.text("recording_changes").to_owned();
    let mut changes = Vec::new();
    for part in text.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        let read = part
            .split_once(':')
            .and_then(|(from, what)| Some((from.trim().parse().ok()?, what.trim())));
        match read {
            Some((from, what)) => changes.push(RecordingChange { from, what: what.to_owned() }),
            None => line.fault(
                "recording_changes",
                format!("`{part}` is no change in recording; write it like 2014-Q2: what changed"),
            ),
        }
    }
    changes
}
