//! Months with their usual season left out, as a chart and the table of its months.
//!
//! In comes `{chart:seasonal burglary}`; out go three years of months as they were recorded, with what each month of the year
//! usually adds or takes away left out, and the mean of the year around each.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::judged;
use crate::assessment::answering::judged::Judged;
use crate::assessment::answering::judged::SEASON;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::month_lines::LineStyle;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::series_phrases;
use crate::statistics::seasonal::Adjusted;
use crate::statistics::seasonal::Seasonal;
use crate::statistics::seasonal::seasonally_adjusted;
use crate::terms::extract::ExtractId;
use crate::terms::wording::sentence;

/// How many months are shown: three years.
const SHOWN: usize = 36;

/// The chart and its table.
pub(super) fn chart(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = seasonally_adjusted(&judged.series);
    let found = found.map_err(|why| judged::refused(reference, why.to_string()))?;
    let (line, area, last) = (judged.line, material.area_name(), judged.period.last());
    let says = series_phrases::seasonal(&found).unwrap_or_default();
    let says = sentence(&format!("the count {says}"));
    let from = found.months.len().saturating_sub(SHOWN);
    let months = found.months.get(from..).unwrap_or_default();
    let first = months.first().map_or(last, |one| one.month);
    let shown = Shown {
        name: format!("seasonal-{}", line.short_name()),
        columns: columns(),
        rows: rows(&judged, material, months)?,
        notes: notes(&judged, &says, &found),
        picture: Some(picture(&says)),
    };
    let caption = format!(
        "{} in {area}, {}: months with their usual season left out",
        line.name(),
        first.in_words_to(last)
    );
    Ok(super::of(caption, shown, judged.cautions(material)))
}

fn columns() -> Vec<Column> {
    let figures =
        ["Recorded", "Season left out", "Mean of the year around it"].map(Column::figures);
    [Column::words("Month")].into_iter().chain(figures).collect()
}

fn rows(
    judged: &Judged,
    material: &Material<'_>,
    months: &[Adjusted],
) -> Result<Vec<Row>, Unanswered> {
    let sources = judged.sources(material)?;
    months.iter().map(|one| row(judged, material, &sources, one)).collect()
}

fn row(
    judged: &Judged,
    material: &Material<'_>,
    sources: &BTreeSet<ExtractId>,
    one: &Adjusted,
) -> Result<Row, Unanswered> {
    let one_place = |value: f64| Cell::Number { value, decimals: 1 };
    let none = || Cell::Missing("half a year on each side is needed".to_owned());
    let figure = |measure: &str, value: Cell| {
        judged.of_month(material, sources, (measure, SEASON), (one.month, value))
    };
    let told = judged.period.covers(one.month);
    Ok(Row {
        place: None,
        heading: one.month.in_words(),
        entries: vec![
            judged.count(material, one.month)?.into(),
            figure("season left out", one_place(one.adjusted)).into(),
            figure("mean of the year around it", one.trend.map_or_else(none, one_place)).into(),
        ],
        weight: if told { RowWeight::Strong } else { RowWeight::Ordinary },
    })
}

fn picture(says: &str) -> Picture {
    Picture {
        subtitle: "Recorded in each month, and with what its month of the year usually adds or takes away left out"
            .to_owned(),
        alternative: format!(
            "Three lines over the months: as recorded, with the usual season left out, and the mean of the year around \
             each. {says} The table gives each month."
        ),
        source: super::SOURCE.to_owned(),
        drawn: Drawn::Lines {
            up: "Recorded".to_owned(),
            lines: vec![
                (1, "Season left out".to_owned(), LineStyle::Dots),
                (2, "Year around it".to_owned(), LineStyle::Dashes),
                (0, "As recorded".to_owned(), LineStyle::Thin),
            ],
            band: None,
            key: vec![
                "Dashed: the mean of the year around each month, which the first and last six lack."
                    .to_owned(),
            ],
        },
    }
}

fn notes(judged: &Judged, says: &str, found: &Seasonal) -> Vec<String> {
    let months = found.months.len();
    vec![
        says.to_owned(),
        format!(
            "The season was taken from {months} months, {}. {SEASON}",
            judged.series.first().in_words_to(judged.series.last())
        ),
        "A year unlike others, such as that of the lockdowns, bends the season of all; the season itself may change."
            .to_owned(),
    ]
}
