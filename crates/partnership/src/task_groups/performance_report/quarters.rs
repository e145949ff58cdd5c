//! The quarters of one measure: a table of their values, and a small chart that names it.

use crate::content::Block;
use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Series;
use crate::content::chart::SeriesPoint;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::task_groups::measure::Measure;
use crate::task_groups::performance_report::Commission;
use crate::task_groups::quarterly::QuarterlyValue;
use crate::task_groups::quarterly::value_in;
use crate::terms::period::Quarter;
use crate::terms::wording::sentence;

/// The most quarters that are shown: five years.
const MOST: i32 = 20;

/// The table and the chart; none where no more than one quarter has a value, since a line needs two.
pub(super) fn blocks(
    commission: &Commission<'_>,
    measure: &Measure,
    tables: &mut Tables,
) -> Vec<Block> {
    let Some(shown) = several(commission, measure) else { return Vec::new() };
    let typed = measure.typed();
    let name = format!("quarters-{}", typed.id);
    let drafted = shown.iter().map(|(quarter, value)| row(measure, *quarter, *value)).collect();
    let columns = vec![
        Column::words("Quarter"),
        Column::figures(typed.unit.clone()),
        Column::words("Status"),
    ];
    let caption = commission.known.label.on(&format!("{} by quarter", typed.name));
    let number = tables.next();
    let table = tables.table(&name, caption, columns, drafted, Vec::new());
    vec![Block::Chart(chart(commission, measure, &shown, number)), Block::Table(table)]
}

/// The chart alone; it has no table of its own beside it.
pub(super) fn charted(commission: &Commission<'_>, measure: &Measure) -> Option<Chart> {
    Some(chart(commission, measure, &several(commission, measure)?, 0))
}

/// The quarters shown, where more than one has a value.
fn several<'a>(commission: &Commission<'a>, measure: &Measure) -> Option<Shown<'a>> {
    let shown = shown(commission, measure);
    (shown.iter().filter(|(_, value)| value.is_some()).count() > 1).then_some(shown)
}

/// A value as tables have it.
pub(super) struct Found {
    pub(super) value: Cell,
    pub(super) status: &'static str,
    /// Where it comes from.
    pub(super) source: String,
}

/// The value as tables have it, or that there is none.
pub(super) fn found(measure: &Measure, value: Option<&QuarterlyValue>) -> Found {
    let typed = measure.typed();
    match value {
        Some(value) => Found {
            value: value.value.cell(),
            status: value.status.in_words(),
            source: value.provenance(measure),
        },
        None => Found {
            value: Cell::Missing("no value was supplied".to_owned()),
            status: "not supplied",
            source: format!("{}, supplied by {}, not supplied", typed.source, typed.supplied_by),
        },
    }
}

type Shown<'a> = Vec<(Quarter, Option<&'a QuarterlyValue>)>;

/// The quarters from the first that has a value to the one reported, at most the last twenty.
fn shown<'a>(commission: &Commission<'a>, measure: &Measure) -> Shown<'a> {
    let values = &commission.known.values;
    let own = values.iter().filter(|one| one.measure == *measure.id()).map(|one| one.quarter);
    let first = own.min().unwrap_or(commission.quarter);
    let back = (0..MOST).map(|back| commission.quarter.plus_quarters(-back));
    let mut quarters: Vec<Quarter> = back.take_while(|quarter| *quarter >= first).collect();
    quarters.reverse();
    quarters.into_iter().map(|one| (one, value_in(values, measure.id(), one))).collect()
}

fn row(measure: &Measure, quarter: Quarter, value: Option<&QuarterlyValue>) -> Drafted {
    let Found { value, status, source } = found(measure, value);
    let value = Entry::Counted { value, rests_on: vec![sentence(&source)] };
    let entries = vec![value, Entry::Words(status.to_owned())];
    Drafted { heading: quarter.in_short(), entries, weight: RowWeight::Ordinary }
}

fn chart(commission: &Commission<'_>, measure: &Measure, shown: &Shown<'_>, table: u16) -> Chart {
    let (typed, label) = (measure.typed(), commission.known.label);
    let said = |(quarter, value): &(Quarter, Option<&QuarterlyValue>)| {
        let value = value.map_or_else(|| "no value".to_owned(), |one| one.value.printed());
        format!("{}: {value}", quarter.in_short())
    };
    let said: Vec<String> = shown.iter().map(said).collect();
    let points = shown.iter().map(|(quarter, value)| SeriesPoint {
        label: quarter.in_short(),
        value: value.map(|one| one.value.value()),
        emphasis: if *quarter == commission.quarter {
            Emphasis::InPeriod
        } else {
            Emphasis::Context
        },
    });
    let judged = commission.judgement(measure).in_words();
    Chart {
        name: format!("chart-{}", typed.id),
        title: label.on(&format!("{}: {judged}", typed.name)),
        subtitle: format!("{} by quarter; {}", typed.unit, typed.better.in_words()),
        alternative: format!("{} by quarter. {}.", typed.name, said.join("; ")),
        source: format!("{}, supplied by {}", typed.source, typed.supplied_by),
        table,
        drawing: Drawing::Series(Series { up: typed.unit.clone(), points: points.collect() }),
    }
}
