//! The months of an answer: a table and a chart of the two years to the end of the period.
//!
//! In comes an enquiry; out go its months, each with the measure's value, or every rolling year that ends in one of them.

use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Series;
use crate::content::chart::SeriesPoint;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::evidence::enquiry::Measure;
use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::asked::COUNTED;
use crate::evidence::enquiry::measured::Value;
use crate::evidence::enquiry::measured::Weights;
use crate::evidence::enquiry::measured::measured;
use crate::evidence::figure::Figure;
use crate::evidence::series_phrases;
use crate::evidence::tables::Drafted;
use crate::statistics::control_chart;
use crate::statistics::monthly_series::MonthlySeries;
use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::span::Span;

/// How many months a series goes back.
const SERIES: i32 = 23;

/// One month of an answer.
struct One {
    month: Month,
    /// What its value is of: the month, or the twelve to it.
    period: Period,
    /// How many, where it is held.
    count: Option<u64>,
    /// The measure's own value, where it is another than the count.
    value: Option<(f64, u8)>,
}

/// The months of an answer.
pub(super) struct Months {
    of: Vec<One>,
    measure: Measure,
}

impl Months {
    /// The months to the end of the period that are held; none of a small area, where a month may tell of one person.
    pub(super) fn of(asked: &Asked<'_>, weights: &Weights) -> Months {
        let measure = asked.enquiry.measure;
        let force = asked.territory.force.name();
        let last = asked.now.last();
        let held = asked.held.coverage.months(force);
        let first = held.into_iter().find(|month| *month >= last.plus_months(-SERIES));
        let months = first.filter(|_| !asked.territory.is_small()).map(|first| first.up_to(last));
        let of = months.into_iter().flatten().filter_map(|month| {
            let rolling = measure == Measure::RollingYear;
            let period = if rolling { Period::TwelveMonthsTo(month) } else { Period::Month(month) };
            let whole = asked.held.coverage.whole(force, period).is_ok();
            // Before the first whole year there is no rolling year to show.
            if rolling && !whole {
                return None;
            }
            let found = whole.then(|| measured(asked, weights, period).ok()).flatten();
            let count = whole.then(|| asked.count(period, asked.enquiry.line));
            let value = found.and_then(|found| own(&found.value));
            Some(One { month, period, count, value })
        });
        Months { of: of.collect(), measure }
    }

    /// Whether there is anything to draw.
    pub(super) fn are_several(&self) -> bool {
        self.of.iter().filter(|one| one.count.is_some()).count() > 1
    }

    /// The months from the first shown to the last.
    pub(super) fn span(&self) -> Option<Span<Month>> {
        let first = self.of.first().map(|one| one.period.first())?;
        Some(Span::spanning(first, self.of.last()?.month))
    }

    /// The months between that are not held.
    pub(super) fn missing(&self) -> Vec<Month> {
        self.of.iter().filter(|one| one.count.is_none()).map(|one| one.month).collect()
    }

    /// What a control chart says of the months told of, with limits from all those before them.
    pub(super) fn signal(&self, asked: &Asked<'_>) -> Option<String> {
        if self.measure != Measure::Count {
            return None;
        }
        let counts: Vec<_> = self.of.iter().map(|one| (one.month, one.count)).collect();
        let series = MonthlySeries::held(&counts).ok()?;
        let before = asked.now.first().plus_months(-1);
        let taken_from = Span::of(series.first(), before).ok()?;
        let chart = control_chart::xmr(&series, taken_from).ok()?;
        Some(series_phrases::chart(&chart))
    }

    /// The columns of the table.
    pub(super) fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::words("Month")];
        match self.measure {
            Measure::RollingYear => columns.push(Column::figures("In the 12 months to its end")),
            Measure::Count => columns.push(Column::figures("Recorded")),
            Measure::Rate | Measure::Share | Measure::Severity => {
                columns.extend([Column::figures("Recorded"), Column::figures(self.unit())]);
            }
        }
        columns
    }

    /// The rows of the table.
    pub(super) fn rows(&self, asked: &Asked<'_>) -> Vec<Drafted> {
        self.of.iter().map(|one| self.row(asked, one)).collect()
    }

    fn row(&self, asked: &Asked<'_>, one: &One) -> Drafted {
        let missing = || Cell::Missing("this month is not held".to_owned());
        let sources = asked.held.coverage.whole(asked.territory.force.name(), one.period);
        let sources = sources.unwrap_or_default();
        let count = one.count.map_or_else(missing, Cell::Count);
        let figure = asked.figure("Count", COUNTED, count, one.period);
        let counted = asked.counted("the month", one.period, asked.enquiry.line);
        let counted = if one.count.is_some() { counted } else { Vec::new() };
        let mut entries = vec![Figure { counted, sources: sources.clone(), ..figure }.into()];
        if self.columns().len() > 2 {
            let none = || Cell::Missing("there is none of this month".to_owned());
            let cell =
                one.value.map_or_else(none, |(value, decimals)| Cell::Number { value, decimals });
            let figure = asked.figure(self.unit(), "As in the table above.", cell, one.period);
            entries.push(Figure { sources, ..figure }.into());
        }
        let told = asked.now.covers(one.month);
        let weight = if told { RowWeight::Strong } else { RowWeight::Ordinary };
        Drafted { heading: one.month.in_words(), entries, weight }
    }

    fn unit(&self) -> &'static str {
        match self.measure {
            Measure::Count => "Recorded in the month",
            Measure::RollingYear => "Recorded in 12 months",
            Measure::Rate => "Per 1,000 residents",
            Measure::Share => "Share of all crime, %",
            Measure::Severity => "Weighted by severity",
        }
    }

    fn drawn(&self, one: &One) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
        let count = one.count.map(|count| count as f64);
        match self.measure {
            Measure::Count | Measure::RollingYear => count,
            Measure::Rate | Measure::Share | Measure::Severity => one.value.map(|(value, _)| value),
        }
    }

    /// The chart; its figures stand in the table of that number.
    pub(super) fn chart(&self, asked: &Asked<'_>, table: u16) -> Chart {
        let range = self.range();
        let line = asked.enquiry.line.name();
        let what = match self.measure {
            Measure::RollingYear => "year by year, each month the 12 to its end",
            _ => "month by month",
        };
        let emphasis = |one: &One| {
            let told = match self.measure {
                Measure::RollingYear => one.month == asked.now.last(),
                _ => asked.now.covers(one.month),
            };
            if told { Emphasis::InPeriod } else { Emphasis::Context }
        };
        let points = self.of.iter().map(|one| SeriesPoint {
            label: one.month.in_short(),
            value: self.drawn(one),
            emphasis: emphasis(one),
        });
        Chart {
            name: "months".to_owned(),
            title: format!("{line} in {}, {what}", asked.territory.name),
            subtitle: format!("{}; {} is dark", self.unit(), asked.now.span()),
            alternative: format!("Columns for {} months, {range}.", self.of.len()),
            source: "data.police.uk, street-level crime.".to_owned(),
            table,
            drawing: Drawing::Series(Series {
                up: self.unit().to_owned(),
                points: points.collect(),
            }),
        }
    }

    fn range(&self) -> String {
        let shown: Vec<(&One, f64)> =
            self.of.iter().filter_map(|one| Some((one, self.drawn(one)?))).collect();
        let most = shown.iter().max_by(|one, other| one.1.total_cmp(&other.1));
        let least = shown.iter().min_by(|one, other| one.1.total_cmp(&other.1));
        let told = |(one, value): &(&One, f64)| {
            let decimals = one.value.map_or(0, |(_, decimals)| decimals);
            format!("{} in {}", decimal(*value, decimals), one.month.in_words())
        };
        match least.zip(most) {
            Some((least, most)) => format!("between {} and {}", told(least), told(most)),
            None => "none of them held".to_owned(),
        }
    }
}

fn own(value: &Value) -> Option<(f64, u8)> {
    match value {
        Value::Count => None,
        Value::Rate { rate, .. } => Some((*rate, 2)),
        Value::Share { per_cent, .. } => per_cent.map(|share| (share, 1)),
        Value::Weighted(score) => Some((*score, 0)),
    }
}
