//! The next months as they may come, beside a guess, as a chart with a band and the table of its months.
//!
//! In comes `{chart:forecast burglary}`; out go two years of months and those ahead, with how wrong such forecasts were when
//! they were tried.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::judged;
use crate::assessment::answering::judged::AHEAD;
use crate::assessment::answering::judged::Judged;
use crate::assessment::answering::shown::SERIES;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::month_lines::LineStyle;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::evidence::figure::Figure;
use crate::evidence::series_phrases;
use crate::statistics::forecast::FORECAST_RULE;
use crate::statistics::forecast::Forecast;
use crate::statistics::forecast::MonthAhead;
use crate::statistics::forecast::forecast;
use crate::statistics::probability::Confidence;
use crate::terms::extract::ExtractId;
use crate::terms::wording::sentence;

const GUESS: &str =
    "The better of two guesses, that the last month or the same month of last year comes again.";

/// The chart and its table.
pub(super) fn chart(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = forecast(&judged.series, AHEAD, Confidence::NINETY_FIVE);
    let found = found.map_err(|why| judged::refused(reference, why.to_string()))?;
    let says = series_phrases::forecast(&found).unwrap_or_default();
    let (line, last) = (judged.line, judged.period.last());
    let shown = Shown {
        name: format!("forecast-{}", line.short_name()),
        columns: columns(),
        rows: rows(&judged, material, &found)?,
        notes: notes(&says, &found),
        picture: Some(picture(&found, says)),
    };
    let ahead = found.months.last().map_or(last, |one| one.month);
    let caption = format!(
        "{} in {}: what {} may bring",
        line.name(),
        material.area_name(),
        last.plus_months(1).in_words_to(ahead)
    );
    Ok(super::of(caption, shown, judged.cautions(material)))
}

fn columns() -> Vec<Column> {
    let figures = ["Recorded", "Forecast", "Low limit", "High limit", "Guess"].map(Column::figures);
    [Column::words("Month")].into_iter().chain(figures).collect()
}

/// Two years of months as they were, and those ahead.
fn rows(
    judged: &Judged,
    material: &Material<'_>,
    found: &Forecast,
) -> Result<Vec<Row>, Unanswered> {
    let sources = judged.sources(material)?;
    let last = judged.period.last();
    let first = judged.series.first().max(last.plus_months(-SERIES));
    let was = || Value::Words("—".to_owned());
    let mut rows = Vec::new();
    for month in first.up_to(last) {
        let count = judged.count(material, month)?;
        rows.push(super::row(
            month.in_words(),
            vec![count.into(), was(), was(), was(), was()],
            RowWeight::Ordinary,
        ));
    }
    let ahead = found.months.iter().zip(&found.guessed);
    rows.extend(ahead.map(|(one, guess)| ahead_row(judged, material, &sources, (one, guess))));
    Ok(rows)
}

fn ahead_row(
    judged: &Judged,
    material: &Material<'_>,
    sources: &BTreeSet<ExtractId>,
    (one, guess): (&MonthAhead, &MonthAhead),
) -> Row {
    let figure = |measure: &str, method: &str, value: f64| -> Value {
        let value = Cell::Number { value, decimals: 1 };
        let figure: Figure =
            judged.of_month(material, sources, (measure, method), (one.month, value));
        figure.into()
    };
    let entries = vec![
        Value::Words("to come".to_owned()),
        figure("forecast", FORECAST_RULE, one.expected),
        figure("low limit", FORECAST_RULE, one.low),
        figure("high limit", FORECAST_RULE, one.high),
        figure("guess", GUESS, guess.expected),
    ];
    super::row(one.month.in_words(), entries, RowWeight::Strong)
}

fn picture(found: &Forecast, says: String) -> Picture {
    let guess = sentence(&format!(
        "Dashed: the guess that {}",
        series_phrases::comes_again(found.guess.method)
    ));
    Picture {
        subtitle: "Recorded in each month, and what the next ones may bring".to_owned(),
        alternative: format!(
            "Months as a line, and after them {} months ahead with a band and a guess beside it. {says}",
            found.months.len()
        ),
        source: super::SOURCE.to_owned(),
        drawn: Drawn::Lines {
            up: "Recorded".to_owned(),
            lines: vec![
                (0, "Recorded".to_owned(), LineStyle::Dots),
                (1, "Forecast".to_owned(), LineStyle::Rings),
                (4, "Guess".to_owned(), LineStyle::Dashes),
            ],
            band: Some((2, 3)),
            key: vec![
                "Shaded: where 95 in 100 such months would lie if things go on as they have."
                    .to_owned(),
                guess,
            ],
        },
    }
}

fn notes(says: &str, found: &Forecast) -> Vec<String> {
    let (tried, held) = (found.tested.forecasts, found.tested.within_limits * 100.0);
    let held = format!(
        "Of {tried} forecasts tried on months already known, {}% lay within their limits, which are meant to hold 95%.",
        decimal(held, 0)
    );
    let against =
        "A forecast is no target, and says nothing of what the partnership did.".to_owned();
    vec![says.to_owned(), held, FORECAST_RULE.to_owned(), against]
}
