//! A series of one area, drawn: one value for each period, with gaps where a period has none.
//!
//! In come values; out goes a chart that names the table with the same values.

use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Series as DrawnSeries;
use crate::content::chart::SeriesPoint;
use crate::partner_data::series::Series;
use crate::partner_data::series::SeriesStatus;
use crate::partner_data::series::SeriesValue;
use crate::partner_data::series::next;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;

/// So few values need no picture.
const FEWEST: usize = 3;

/// A chart of the values of one area; nothing where there are fewer than three, or where the periods overlap.
///
/// How did it go over the periods? Audited values are drawn dark, others light. This program’s own picture of what was
/// supplied. Not for comparing with another series whose periods or rules of counting differ.
pub fn chart(
    name: &str,
    series: &Series,
    area: Option<AreaCode>,
    values: &[SeriesValue],
    source: &str,
) -> Option<Chart> {
    let first = values.iter().map(|value| value.period).min()?;
    let last = values.iter().map(|value| value.period).max()?;
    if values.len() < FEWEST || matches!(first, Period::TwelveMonthsTo(_) | Period::YearToDate(_)) {
        return None;
    }
    let periods = std::iter::successors(Some(first), |period| next(*period));
    let at = |period: Period| values.iter().find(|value| value.period == period);
    let points = periods.take_while(|period| *period <= last).map(|period| {
        let value = at(period);
        let audited = value.is_some_and(|value| value.status == SeriesStatus::Audited);
        SeriesPoint {
            label: label(period),
            value: value.map(|value| value.value.value()),
            emphasis: if audited { Emphasis::InPeriod } else { Emphasis::Context },
        }
    });
    let of = area.map(|area| format!(", {area}")).unwrap_or_default();
    let (one, other) = (at(first)?, at(last)?);
    Some(Chart {
        name: area.map_or_else(
            || name.to_owned(),
            |area| format!("{name}-{}", area.to_string().to_lowercase()),
        ),
        title: format!("{}{of}", series.title),
        subtitle: format!("{}, {} to {}", unit(series), label(first), label(last)),
        alternative: format!(
            "{}{of}: {} in {}, {} in {}; {} values",
            series.title,
            one.value.printed(),
            first.in_words(),
            other.value.printed(),
            last.in_words(),
            values.len()
        ),
        source: source.to_owned(),
        table: 1,
        drawing: Drawing::Series(DrawnSeries { up: unit(series), points: points.collect() }),
    })
}

fn unit(series: &Series) -> String {
    if series.unit.is_empty() {
        "Values".to_owned()
    } else {
        crate::terms::wording::capitalised(&series.unit)
    }
}

/// A period as it is printed along the foot.
fn label(period: Period) -> String {
    match period {
        Period::Month(month) => month.in_short(),
        Period::Quarter(quarter) => format!("Q{} {}", quarter.number(), quarter.year()),
        Period::FinancialYear(_) | Period::CalendarYear(_) => period.to_string(),
        Period::TwelveMonthsTo(_) | Period::YearToDate(_) => period.span_in_short(),
    }
}
