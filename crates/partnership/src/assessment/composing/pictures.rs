//! Draws charts from the rows of their tables, so that a picture never shows what its table withholds.
//!
//! In come rows and how they are drawn; out goes a drawing, or none where the rows no longer bear it.

use crate::assessment::answer::Drawn;
use crate::assessment::answer::Limits;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Value;
use crate::assessment::material::Supplied;
use crate::assessment::reference::Reference;
use crate::content::chart::Basis;
use crate::content::chart::Comparison;
use crate::content::chart::ComparisonRow;
use crate::content::chart::Control;
use crate::content::chart::ControlPoint;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Funnel;
use crate::content::chart::FunnelLimit;
use crate::content::chart::FunnelPoint;
use crate::content::chart::Lorenz;
use crate::content::chart::PointPlace;
use crate::content::chart::Series;
use crate::content::chart::SeriesPoint;
use crate::content::month_lines::LineStyle;
use crate::content::month_lines::MonthLine;
use crate::content::month_lines::MonthLines;
use crate::content::table::Cell;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::evidence::area_map;
use crate::evidence::area_map::MapValue;
use crate::evidence::disclosure::Reason;
use crate::statistics::classes::ClassRule;
use crate::terms::area::AreaKind;

/// What the thin line of a rate is.
const LIMITS: &str = "95% limits of chance";

/// The drawing of what is shown, set as `table`.
pub(super) fn drawing(
    reference: &Reference,
    shown: &Shown,
    drawn: &Drawn,
    table: &Table,
    supplied: &Supplied,
) -> Option<Drawing> {
    match drawn {
        Drawn::Series { up, emphasised } => Some(series(&shown.rows, up, *emphasised)),
        Drawn::Comparison { area, group, unit } => Some(Drawing::Comparison(Comparison {
            area: area.clone(),
            group: group.clone(),
            range: Comparison::OF_GROUP.to_owned(),
            verdicts: Comparison::AGAINST_GROUP.to_owned(),
            unit: unit.clone(),
            rows: comparison(&shown.rows, table)?,
        })),
        Drawn::Rates { .. } => bars(drawn, &shown.rows, table),
        Drawn::Funnel { .. } => funnel(drawn, &shown.rows),
        Drawn::Areas { unit } => areas(&shown.rows, unit, supplied),
        Drawn::Control { up, basis, signals, key } => {
            let drawn = control(&shown.rows, (*basis, signals))?;
            Some(Drawing::Control(Control { up: up.clone(), key: key.clone(), ..drawn }))
        }
        Drawn::Lines { .. } => month_lines(drawn, &shown.rows),
        Drawn::Lorenz { .. } => lorenz(drawn),
        Drawn::Squares(squares) => {
            let lines = area_map::rings(&supplied.outlines).ok()?;
            Some(Drawing::Map(squares.map(lines)))
        }
        Drawn::Supplied => {
            let supply = supplied.shown.get(&(reference.kind, reference.name().to_owned()))?;
            let same = supply.rows == shown.rows;
            let drawing = supply.drawing.as_ref().filter(|_| same);
            drawing.map(|(drawing, _)| leading_to(table, drawing.clone()))
        }
    }
}

/// Bars with the limits of each; nothing of what is drawn otherwise.
fn bars(drawn: &Drawn, of: &[Row], table: &Table) -> Option<Drawing> {
    let Drawn::Rates { bar, mark, verdicts, unit } = drawn else { return None };
    Some(Drawing::Comparison(Comparison {
        area: bar.clone(),
        group: mark.clone(),
        range: LIMITS.to_owned(),
        verdicts: verdicts.clone(),
        unit: unit.clone(),
        rows: rates(of, table)?,
    }))
}

/// Points between the limits of a funnel; nothing of what is drawn otherwise.
fn funnel(drawn: &Drawn, of: &[Row]) -> Option<Drawing> {
    let Drawn::Funnel { across, up, mean, limits } = drawn else { return None };
    Some(Drawing::Funnel(Funnel {
        across: across.clone(),
        up: up.clone(),
        mean: *mean,
        points: points(of)?,
        limits: limits.iter().copied().map(limit).collect(),
    }))
}

/// A drawing made for another document, whose rows lead to those of this table.
fn leading_to(table: &Table, mut drawing: Drawing) -> Drawing {
    match &mut drawing {
        Drawing::Shares(shares) => {
            shares.rows.iter_mut().for_each(|row| row.reference.table = table.number);
        }
        Drawing::Comparison(comparison) => {
            comparison.rows.iter_mut().for_each(|row| row.reference.table = table.number);
        }
        Drawing::Funnel(_)
        | Drawing::Series(_)
        | Drawing::Timeline(_)
        | Drawing::Map(_)
        | Drawing::Lorenz(_)
        | Drawing::Control(_)
        | Drawing::MonthLines(_) => {}
    }
    drawing
}

/// Places shaded by their rows' first figures; what the rows withhold is hatched.
fn areas(rows: &[Row], unit: &str, supplied: &Supplied) -> Option<Drawing> {
    let is_of_wards =
        rows.iter().filter_map(|row| row.place).any(|place| place.kind() == AreaKind::Ward);
    let outlines =
        if is_of_wards { &supplied.small_areas.ward_outlines } else { &supplied.outlines };
    let value = |row: &Row| match row.entries.first()? {
        value if value.number().is_some() => value.number().map(MapValue::Shown),
        Value::Figure(figure) if matches!(figure.value, Cell::Withheld(_)) => {
            Some(MapValue::Withheld(Reason::Small))
        }
        Value::Figure(_) | Value::Words(_) => None,
    };
    let values = rows.iter().filter_map(|row| Some((row.place?, value(row)?))).collect();
    area_map::drawn(unit, outlines, &values, &ClassRule::Fifths, decimals(rows))
        .ok()
        .map(Drawing::Map)
}

/// The decimal places of the rows' first figures.
fn decimals(rows: &[Row]) -> u8 {
    let first = rows.iter().filter_map(|row| row.entries.first());
    let decimals = first.map(|value| match value {
        Value::Figure(figure) => match figure.value {
            Cell::Number { decimals, .. } => decimals,
            Cell::Count(_)
            | Cell::Words(_)
            | Cell::Difference(_)
            | Cell::Change { .. }
            | Cell::Withheld(_)
            | Cell::Missing(_) => 0,
        },
        Value::Words(_) => 0,
    });
    decimals.max().unwrap_or(0)
}

fn series(rows: &[Row], up: &str, emphasised: usize) -> Drawing {
    let dark_from = rows.len().saturating_sub(emphasised);
    let points = rows.iter().enumerate().map(|(at, row)| SeriesPoint {
        label: shortened(&row.heading),
        value: row.entries.first().and_then(Value::number),
        emphasis: if at >= dark_from { Emphasis::InPeriod } else { Emphasis::Context },
    });
    Drawing::Series(Series { up: up.to_owned(), points: points.collect() })
}

/// Months with the range of usual ones; none where the rows are not those that the signals were found in.
fn control(rows: &[Row], (basis, signals): (usize, &[Option<u8>])) -> Option<Control> {
    let number = |row: &Row, at: usize| row.entries.get(at).and_then(Value::number);
    let first = rows.first().filter(|_| rows.len() == signals.len())?;
    let points = rows.iter().zip(signals).enumerate().map(|(at, (row, signal))| {
        Some(ControlPoint {
            label: shortened(&row.heading),
            value: number(row, 0)?,
            signal: *signal,
            basis: if at < basis { Basis::Within } else { Basis::After },
        })
    });
    Some(Control {
        up: String::new(),
        centre: number(first, 2)?,
        limits: (number(first, 1)?, number(first, 3)?),
        points: points.collect::<Option<_>>()?,
        key: Vec::new(),
    })
}

/// Lines over months beside a band; nothing of what is drawn otherwise.
fn month_lines(drawn: &Drawn, rows: &[Row]) -> Option<Drawing> {
    let Drawn::Lines { up, lines, band, key } = drawn else { return None };
    Some(Drawing::MonthLines(MonthLines {
        up: up.clone(),
        months: rows.iter().map(|row| shortened(&row.heading)).collect(),
        lines: lines.iter().map(|line| month_line(rows, line)).collect(),
        band: band.map_or_else(Vec::new, |(low, high)| between(rows, low, high)),
        key: key.clone(),
    }))
}

/// A Lorenz curve as it was kept; nothing of what is drawn otherwise.
fn lorenz(drawn: &Drawn) -> Option<Drawing> {
    let Drawn::Lorenz { across, up, curve, named } = drawn else { return None };
    Some(Drawing::Lorenz(Lorenz {
        across: across.clone(),
        up: up.clone(),
        curve: curve.clone(),
        named: named.clone(),
    }))
}

/// A line of the figures that stand at one place of every row.
fn month_line(rows: &[Row], (at, name, style): &(usize, String, LineStyle)) -> MonthLine {
    let values = rows.iter().map(|row| row.entries.get(*at).and_then(Value::number));
    MonthLine { name: name.clone(), style: *style, values: values.collect() }
}

/// The ends of a band, where a row has both.
fn between(rows: &[Row], low: usize, high: usize) -> Vec<Option<(f64, f64)>> {
    let number = |row: &Row, at: usize| row.entries.get(at).and_then(Value::number);
    rows.iter().map(|row| number(row, low).zip(number(row, high))).collect()
}

/// "April 2014" as "Apr 2014".
fn shortened(month: &str) -> String {
    match month.split_once(' ') {
        Some((name, year)) => format!("{} {year}", name.chars().take(3).collect::<String>()),
        None => month.to_owned(),
    }
}

/// The rows that show their rates, beside the rate of the row that stands apart.
fn rates(rows: &[Row], table: &Table) -> Option<Vec<ComparisonRow>> {
    let strong = rows.iter().find(|row| row.weight == RowWeight::Strong)?;
    let mean = strong.entries.first()?.number()?;
    let row = |(at, row): (usize, &Row)| {
        let [rate, _, low, high, .., verdict] = row.entries.as_slice() else { return None };
        Some(ComparisonRow {
            label: row.heading.clone(),
            area: rate.number()?,
            mean,
            range: (low.number()?, high.number()?),
            verdict: in_words(verdict),
            reference: table.reference(at),
        })
    };
    let all = rows.iter().enumerate().filter(|(_, row)| row.weight != RowWeight::Strong);
    Some(all.filter_map(row).collect())
}

/// A district a row, of which nothing is withheld.
fn points(rows: &[Row]) -> Option<Vec<FunnelPoint>> {
    let point = |row: &Row| {
        let [rate, _, residents, ..] = row.entries.as_slice() else { return None };
        let own = row.weight == RowWeight::Strong;
        Some(FunnelPoint {
            label: row.heading.clone(),
            across: residents.number()? / 1000.0,
            up: rate.number()?,
            place: if own { PointPlace::Own } else { PointPlace::Peer },
        })
    };
    rows.iter().map(point).collect()
}

fn limit((across, inner, outer): Limits) -> FunnelLimit {
    FunnelLimit { across, inner, outer }
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Words(words) => words.clone(),
        Value::Figure(figure) => figure.value.printed(),
    }
}

fn comparison(rows: &[Row], table: &Table) -> Option<Vec<ComparisonRow>> {
    let rows = rows.iter().enumerate().map(|(at, row)| {
        let [area, mean, low, high, verdict] = row.entries.as_slice() else { return None };
        Some(ComparisonRow {
            label: row.heading.clone(),
            area: area.number()?,
            mean: mean.number()?,
            range: (low.number()?, high.number()?),
            verdict: in_words(verdict),
            reference: table.reference(at),
        })
    });
    rows.collect()
}
