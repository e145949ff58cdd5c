//! The section that shows recorded crime month by month.

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Section;
use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Series;
use crate::content::chart::SeriesPoint;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::figure::Line;
use crate::evidence::tables::Drafted;
use crate::terms::month::Month;
use crate::terms::period::Period;

const COUNTED: &str = "Count of rows in `crime` of the district's LSOAs, month and force.";

pub(super) fn section(reporter: &mut Reporter<'_>) -> Option<Section> {
    let series = &reporter.evidence.series;
    let shown: Vec<(Month, u64)> =
        series.iter().filter_map(|(month, count)| count.map(|count| (*month, count))).collect();
    let most = shown.iter().max_by_key(|(_, count)| *count)?;
    let least = shown.iter().min_by_key(|(_, count)| *count)?;
    let range = format!(
        "between {} in {} and {} in {}",
        with_commas(least.1),
        least.0.in_words(),
        with_commas(most.1),
        most.0.in_words()
    );
    let chart = chart(reporter, &range);
    let drafted = series.iter().map(|(month, count)| row(reporter, *month, *count)).collect();
    let caption = format!("All recorded crime in {}, by month", reporter.area());
    let columns = vec![
        Column::words("Month"),
        Column::figures("Recorded crimes"),
        Column::figures("Per day"),
    ];
    let table = reporter.tables.table("months", caption, columns, drafted, Vec::new());
    let words = format!(
        "Over the {} months held to the end of the quarter, recorded crime lay {range}.",
        shown.len()
    );
    let blocks =
        vec![Block::Paragraph(vec![text(words)]), Block::Chart(chart), Block::Table(table)];
    Some(Section { anchor: "months".into(), heading: "Month by month".into(), blocks })
}

fn row(reporter: &Reporter<'_>, month: Month, count: Option<u64>) -> Drafted {
    let subject = reporter.evidence.subject;
    let period = Period::Month(month);
    let missing = || Cell::Missing("this month is not held".to_owned());
    let force = subject.force.name();
    let counted =
        || vec![reporter.held.counted("the month", subject.area, force, period, Line::AllCrime)];
    let of = |measure: &str, method: &str, value: Cell| {
        let counted = if count.is_some() { counted() } else { Vec::new() };
        let mut figure = reporter.figure(measure, method, value, counted);
        figure.period = period;
        figure.sources = reporter.held.coverage.whole(force, period).unwrap_or_default();
        figure.into()
    };
    #[expect(clippy::cast_precision_loss, reason = "a month's count lies far below 2^53")]
    let per_day =
        |count: u64| Cell::Number { value: count as f64 / f64::from(month.days()), decimals: 1 };
    let entries = vec![
        of("Recorded crimes", COUNTED, count.map_or_else(missing, Cell::Count)),
        of(
            "Recorded crimes per day",
            "Count divided by the days of the month.",
            count.map_or_else(missing, per_day),
        ),
    ];
    let weight = if subject.period.covers(month) { RowWeight::Strong } else { RowWeight::Ordinary };
    Drafted { heading: month.in_words(), entries, weight }
}

fn chart(reporter: &Reporter<'_>, range: &str) -> Chart {
    let subject = reporter.evidence.subject;
    let point = |(month, count): &(Month, Option<u64>)| SeriesPoint {
        label: month.in_short(),
        #[expect(clippy::cast_precision_loss, reason = "a month's count lies far below 2^53")]
        value: count.map(|count| count as f64),
        emphasis: if subject.period.covers(*month) {
            Emphasis::InPeriod
        } else {
            Emphasis::Context
        },
    };
    Chart {
        name: "months".into(),
        title: format!("Monthly recorded crime in {} lay {range}", reporter.area()),
        subtitle: format!(
            "Crimes recorded by {} in each month; the quarter reported on is dark",
            subject.force.name()
        ),
        alternative: format!("Columns for each month held; they lie {range}."),
        source: "data.police.uk, street-level crime.".into(),
        table: reporter.tables.next(),
        drawing: Drawing::Series(Series {
            up: "Recorded crimes".into(),
            points: reporter.evidence.series.iter().map(point).collect(),
        }),
    }
}
