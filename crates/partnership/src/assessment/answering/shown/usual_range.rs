//! The usual range of a monthly series as a control chart, with the table of its months.
//!
//! In comes `{chart:usual-range burglary}`; out go the months, the limits that usual ones keep to, and the rules that each
//! month meets.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::judged;
use crate::assessment::answering::judged::Judged;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::evidence::curves;
use crate::evidence::series_phrases;
use crate::statistics::control_chart::ControlChart;
use crate::statistics::run_rules::RUN_RULES;
use crate::terms::wording::sentence;

/// The chart and its table.
pub(super) fn chart(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = judged.chart(reference)?;
    let line = judged.line;
    let shown = Shown {
        name: format!("usual-range-{}", line.short_name()),
        columns: columns(),
        rows: rows(&judged, material, &found)?,
        notes: notes(&found),
        picture: Some(picture(&judged, &found)),
    };
    let caption = format!(
        "{} in {}, {}: months beside their usual range",
        line.name(),
        material.area_name(),
        found.taken_from.first().in_words_to(judged.period.last())
    );
    Ok(super::of(caption, shown, judged.cautions(material)))
}

fn columns() -> Vec<Column> {
    let figures = ["Recorded", "Low limit", "Mean", "High limit"].map(Column::figures);
    let months = [Column::words("Month")].into_iter();
    months.chain(figures).chain([Column::words("Reading")]).collect()
}

fn rows(
    judged: &Judged,
    material: &Material<'_>,
    found: &ControlChart,
) -> Result<Vec<Row>, Unanswered> {
    let limits = judged::limits(judged, material, found);
    let counts = judged.counts(material)?;
    let rows = found.months.iter().zip(counts).map(|(month, count)| {
        let [low, mean, high] = limits.clone();
        let told = judged.period.covers(month.month);
        let reading = Value::Words(curves::rules_in_words(&month.rules));
        Row {
            place: None,
            heading: month.month.in_words(),
            entries: vec![count.into(), low.into(), mean.into(), high.into(), reading],
            weight: if told { RowWeight::Strong } else { RowWeight::Ordinary },
        }
    });
    Ok(rows.collect())
}

fn picture(judged: &Judged, found: &ControlChart) -> Picture {
    let drawn = curves::control_drawn("Recorded", found);
    let basis = found.months.iter().filter(|one| found.taken_from.covers(one.month)).count();
    Picture {
        subtitle: format!(
            "Crimes or incidents recorded in each month, and the range that usual months keep to; {} is judged",
            judged.period.span()
        ),
        alternative: format!(
            "Months as a line with the range of usual ones, from {} to {}, around a mean of {}. The series {}.",
            decimal(found.low, 1),
            decimal(found.high, 1),
            decimal(found.centre, 1),
            series_phrases::chart(found)
        ),
        source: super::SOURCE.to_owned(),
        drawn: Drawn::Control {
            up: drawn.up,
            basis,
            signals: drawn.points.iter().map(|point| point.signal).collect(),
            key: drawn.key,
        },
    }
}

fn notes(found: &ControlChart) -> Vec<String> {
    let taken = found.taken_from;
    let words = [
        format!("The series {}", series_phrases::usual_range(found)),
        format!("The limits were taken from {}", taken.first().in_words_to(taken.last())),
        "A month within the limits is no signal; that is not the same as no change".to_owned(),
    ];
    let few = found.caution.map(|_| judged::FEW.to_owned());
    words.iter().map(|words| sentence(words)).chain([RUN_RULES.to_owned()]).chain(few).collect()
}
