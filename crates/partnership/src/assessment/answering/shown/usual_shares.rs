//! Shares of all recorded crime, or rates for 30 days, beside the limits that usual months keep to, with the table of months.
//!
//! In comes `{chart:usual-share burglary}` or `{chart:usual-rate burglary}`; out go the months as a line beside a band, since
//! each month has limits of its own.

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
use crate::assessment::answering::shares_and_rates;
use crate::assessment::answering::shares_and_rates::Reckoned;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::month_lines::LineStyle;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::evidence::curves;
use crate::statistics::laney_chart::LaneyChart;
use crate::statistics::laney_chart::LaneyMonth;
use crate::statistics::run_rules::RUN_RULES;
use crate::terms::extract::ExtractId;
use crate::terms::wording::capitalised;
use crate::terms::wording::sentence;

/// The chart and its table.
pub(super) fn chart(
    reference: &Reference,
    material: &Material<'_>,
    reckoned: Reckoned,
) -> Result<Answer, Unanswered> {
    let (judged, found) = shares_and_rates::charted(reference, material, reckoned)?;
    let says = reckoned.says(&found, reference)?;
    let line = judged.line;
    let shown = Shown {
        name: format!("{}-{}", reference.name(), line.short_name()),
        columns: columns(reckoned),
        rows: rows(&judged, material, &found, reckoned)?,
        notes: notes(&found, &says),
        picture: Some(picture(&judged, &found, reckoned, &says)),
    };
    let beside = match reckoned {
        Reckoned::Share => "months beside the usual range of their shares of all recorded crime",
        Reckoned::Rate => "months beside the usual range of their rates for 30 days",
    };
    let caption = format!(
        "{} in {}, {}: {beside}",
        line.name(),
        material.area_name(),
        found.taken_from.first().in_words_to(judged.period.last())
    );
    Ok(super::of(caption, shown, judged.cautions(material)))
}

fn columns(reckoned: Reckoned) -> Vec<Column> {
    let told = capitalised(reckoned.measure());
    let figures =
        ["Recorded", told.as_str(), "Low limit", "Mean", "High limit"].map(Column::figures);
    let months = [Column::words("Month")].into_iter();
    months.chain(figures).chain([Column::words("Reading")]).collect()
}

fn rows(
    judged: &Judged,
    material: &Material<'_>,
    found: &LaneyChart,
    reckoned: Reckoned,
) -> Result<Vec<Row>, Unanswered> {
    let sources = judged.sources(material)?;
    let of = |month| row(judged, material, &sources, (month, found.centre, reckoned));
    found.months.iter().map(of).collect()
}

fn row(
    judged: &Judged,
    material: &Material<'_>,
    sources: &BTreeSet<ExtractId>,
    (month, centre, reckoned): (&LaneyMonth, f64, Reckoned),
) -> Result<Row, Unanswered> {
    let figure = |name: &str, value: f64| {
        let value = Cell::Number { value: reckoned.told(value), decimals: 1 };
        let measure = format!("{name}{}", reckoned.measure());
        let how = (measure.as_str(), reckoned.method());
        Value::from(judged.of_month(material, sources, how, (month.month, value)))
    };
    let told = judged.period.covers(month.month);
    Ok(Row {
        place: None,
        heading: month.month.in_words(),
        entries: vec![
            judged.count(material, month.month)?.into(),
            figure("", month.value),
            figure("low limit, ", month.low),
            figure("mean, ", centre),
            figure("high limit, ", month.high),
            Value::Words(curves::rules_in_words(&month.rules)),
        ],
        weight: if told { RowWeight::Strong } else { RowWeight::Ordinary },
    })
}

fn picture(judged: &Judged, found: &LaneyChart, reckoned: Reckoned, says: &str) -> Picture {
    let up = capitalised(reckoned.measure());
    let mean = decimal(reckoned.told(found.centre), 1);
    Picture {
        subtitle: format!(
            "{up}, and the range that usual months keep to; {} is judged",
            judged.period.span()
        ),
        alternative: format!(
            "Months as a line beside a band of what is usual of each, around a mean of {mean}. The series {says}. The table \
             gives each month and the rules that it meets."
        ),
        source: super::SOURCE.to_owned(),
        drawn: Drawn::Lines {
            up,
            lines: vec![
                (1, "Each month".to_owned(), LineStyle::Dots),
                (3, "Mean".to_owned(), LineStyle::Dashes),
            ],
            band: Some((2, 4)),
            key: vec![
                "Shaded: the range that usual months keep to. Square: a month outside it."
                    .to_owned(),
            ],
        },
    }
}

fn notes(found: &LaneyChart, says: &str) -> Vec<String> {
    let taken = found.taken_from;
    let words = [
        format!("The series {says}"),
        format!("The limits were taken from {}", taken.first().in_words_to(taken.last())),
        format!(
            "These months scatter {} times as far as chance alone would make them, and the limits are as wide",
            decimal(found.spread, 1)
        ),
        "A month within the limits is no signal; that is not the same as no change".to_owned(),
    ];
    let few = found.caution.map(|_| judged::FEW.to_owned());
    words.iter().map(|words| sentence(words)).chain([RUN_RULES.to_owned()]).chain(few).collect()
}
