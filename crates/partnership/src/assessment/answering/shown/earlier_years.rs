//! Months beside what earlier years lead one to expect of them, as a chart with a band and the table of its months.
//!
//! In comes `{chart:expected burglary}`; out go two years of months, each with the limits that the same months of the three
//! to five years before it set.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::judged;
use crate::assessment::answering::judged::Judged;
use crate::assessment::answering::shown::SERIES;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::month_lines::LineStyle;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::series_phrases;
use crate::statistics::anticipated::ANTICIPATED_RULE;
use crate::statistics::anticipated::Anticipated;
use crate::statistics::anticipated::Lies;
use crate::statistics::anticipated::anticipated;
use crate::statistics::probability::Confidence;
use crate::terms::extract::ExtractId;
use crate::terms::month::Month;
use crate::terms::wording::sentence;

/// A month, and what earlier years lead one to expect of it; none where they cannot.
type Beside = (Month, Option<Anticipated>);

/// The chart and its table.
pub(super) fn chart(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let last = judged.period.last();
    let of = |month| anticipated(&judged.series, month, Confidence::NINETY_FIVE);
    let told = of(last).map_err(|why| judged::refused(reference, why.to_string()))?;
    let months = last.plus_months(-SERIES).up_to(last).map(|month| (month, of(month).ok()));
    let months: Vec<Beside> = months.skip_while(|(_, found)| found.is_none()).collect();
    let first = months.first().map_or(last, |(month, _)| *month);
    let (line, area) = (judged.line, material.area_name());
    let says = sentence(&format!("the series {}", series_phrases::expected(&told)));
    let shown = Shown {
        name: format!("expected-{}", line.short_name()),
        columns: columns(),
        rows: rows(&judged, material, &months)?,
        notes: notes(&judged, material, &says, &months),
        picture: Some(picture(&judged, &months, says)),
    };
    let caption = format!(
        "{} in {area}, {}: months beside what earlier years lead one to expect",
        line.name(),
        first.in_words_to(last)
    );
    Ok(super::of(caption, shown, judged.cautions(material)))
}

fn columns() -> Vec<Column> {
    let figures = ["Recorded", "Expected", "Low limit", "High limit"].map(Column::figures);
    let months = [Column::words("Month")].into_iter();
    months.chain(figures).chain([Column::words("Reading")]).collect()
}

fn rows(
    judged: &Judged,
    material: &Material<'_>,
    months: &[Beside],
) -> Result<Vec<Row>, Unanswered> {
    let sources = judged.sources(material)?;
    months.iter().map(|one| row(judged, material, &sources, one)).collect()
}

fn row(
    judged: &Judged,
    material: &Material<'_>,
    sources: &BTreeSet<ExtractId>,
    (month, found): &Beside,
) -> Result<Row, Unanswered> {
    let none = || Cell::Missing("earlier years set no limits for this month".to_owned());
    let figure = |measure: &str, value: Option<f64>| {
        let value = value.map_or_else(none, |value| Cell::Number { value, decimals: 1 });
        judged.of_month(material, sources, (measure, ANTICIPATED_RULE), (*month, value))
    };
    let of = |value: fn(&Anticipated) -> f64| found.as_ref().map(value);
    let reading = found.as_ref().map_or("—", |found| read(found.lies));
    let told = judged.period.covers(*month);
    Ok(Row {
        place: None,
        heading: month.in_words(),
        entries: vec![
            judged.count(material, *month)?.into(),
            figure("expected", of(|found| found.expected)).into(),
            figure("low limit", of(|found| found.low)).into(),
            figure("high limit", of(|found| found.high)).into(),
            Value::Words(reading.to_owned()),
        ],
        weight: if told { RowWeight::Strong } else { RowWeight::Ordinary },
    })
}

fn read(lies: Lies) -> &'static str {
    match lies {
        Lies::Above => "above",
        Lies::Within => "within",
        Lies::Below => "below",
    }
}

fn picture(judged: &Judged, months: &[Beside], says: String) -> Picture {
    let outside = |one: Lies| {
        let found =
            months.iter().filter(|(_, found)| found.as_ref().is_some_and(|it| it.lies == one));
        found.map(|(month, _)| month.in_words()).collect::<Vec<_>>()
    };
    let named = |lies: Lies, place: &str| match outside(lies).as_slice() {
        [] => format!("None lies {}.", place.to_lowercase()),
        some => format!("{place}: {}.", some.join(", ")),
    };
    Picture {
        subtitle: format!(
            "Recorded in each month, and where 95 in 100 such months would lie; {} is told of",
            judged.period.span()
        ),
        alternative: format!(
            "Months as a line beside a band of what was to be expected of each. {says} {} {}",
            named(Lies::Above, "Above the band"),
            named(Lies::Below, "Below the band")
        ),
        source: super::SOURCE.to_owned(),
        drawn: Drawn::Lines {
            up: "Recorded".to_owned(),
            lines: vec![
                (0, "Recorded".to_owned(), LineStyle::Dots),
                (1, "Expected".to_owned(), LineStyle::Dashes),
            ],
            band: Some((2, 3)),
            key: vec![
                "Shaded: where 95 in 100 such months would lie. Square: a month outside it."
                    .to_owned(),
            ],
        },
    }
}

fn notes(judged: &Judged, material: &Material<'_>, says: &str, months: &[Beside]) -> Vec<String> {
    let chance =
        "Of twenty months told of, about one lies outside its band by chance alone.".to_owned();
    let few = months.iter().find_map(|(_, found)| found.as_ref()?.caution);
    let few = few.map(|_| judged::FEW.to_owned());
    // A lockdown or a break among the earlier years widens the band of every month after it.
    let wide = (!judged.cautions(material).is_empty()).then(|| {
        "Recording changed among these months, so the band may tell of another way of counting."
            .to_owned()
    });
    [says.to_owned(), ANTICIPATED_RULE.to_owned(), chance]
        .into_iter()
        .chain(few)
        .chain(wide)
        .collect()
}
