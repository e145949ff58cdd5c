//! Figures in a sentence: counts, rates, differences, the group's mean, and partners' own figures by name.
//!
//! In comes a reference such as `{figure:burglary.count 2014-Q1}`; out goes the figure as it is printed.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::severity;
use crate::assessment::answering::unknown;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::phrases::FEWEST_FOR_PER_CENT;
use crate::evidence::phrases::rate_decimals;
use crate::evidence::quarter;
use crate::statistics::change::PercentChange;
use crate::terms::period::Period;
use crate::terms::wording::nearest;

/// What may be told of a line.
const MEASURES: [&str; 7] =
    ["count", "before", "difference", "percent", "rate", "group-mean", "severity"];

/// What a rate is per.
const PER: &str = " per 1,000 residents";

const RATE: &str =
    "Count divided by the mid-year estimate of residents, times 1,000; the period alone.";
const MEAN: &str = "Unweighted mean of the members' rates, the district's own included.";
const DIFFERENCE: &str = "The period's count less the count of the period before.";
const PER_CENT: &str = "Difference as a share of the count of the period before.";

pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let Some((line, measure)) = reference.name().split_once('.') else {
        return supplied(reference, material);
    };
    let line = asked::line(reference, line)?;
    let (period, against) = asked::periods(reference, reference.arguments(), material)?;
    let figure = match measure {
        "count" => lines::count(material, line, period)?,
        "before" => lines::count(material, line, against)?,
        "difference" | "percent" => change(reference, material, line, (period, against))?,
        "rate" => rate(material, line, period)?,
        "group-mean" => mean(reference, material, line, period)?,
        "severity" => severity::figure(reference, material, line, period)?,
        other => {
            let (found, wanted) = (format!("`{other}`"), format!("one of {}", MEASURES.join(", ")));
            let nearest = nearest(other, MEASURES);
            return Err(Unanswered { nearest, ..Unanswered::told_in(reference, found, wanted) });
        }
    };
    Ok(of(figure, material))
}

fn of(figure: Figure, material: &Material<'_>) -> Answer {
    let says = match figure.value {
        // In a sentence the verb tells which way; the sign stands in the table.
        Cell::Change { share } => Cell::Change { share: share.abs() }.printed().replace('+', ""),
        Cell::Difference(difference) => Cell::Count(difference.unsigned_abs()).printed(),
        Cell::Words(_)
        | Cell::Count(_)
        | Cell::Number { .. }
        | Cell::Withheld(_)
        | Cell::Missing(_) => figure.value.printed(),
    };
    // A rate says what it is per, so that no unit need be typed by hand.
    let unit = if figure.measure.contains(PER) { PER } else { "" };
    let says = format!("{says}{unit}");
    Answer {
        what: format!("{}: {}", material.held.geography.name(figure.area), figure.measure),
        says,
        says_in_public: None,
        status: figure.status,
        cautions: figure.breaks.clone(),
        figures: vec![figure],
        rests_on: Vec::new(),
        shown: None,
    }
}

fn supplied(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let figures = &material.supplied.figures;
    let figure = figures.get(reference.name()).ok_or_else(|| {
        let known = figures.keys().map(String::as_str);
        unknown(
            reference,
            "a line with its measure, such as burglary.count, or a kept figure",
            known,
        )
    })?;
    Ok(of(figure.clone(), material))
}

fn change(
    reference: &Reference,
    material: &Material<'_>,
    line: Line,
    (period, against): (Period, Period),
) -> Result<Figure, Unanswered> {
    let compared = lines::compared(material, period, against)?;
    let found = compared.of(line)?;
    let both = found.now + found.before.unwrap_or(0);
    let change = found.change.as_ref();
    let name = format!("{}, {} against {}", line.name(), period.span(), against.span());
    let per_cent = reference.name().ends_with(".percent");
    let (measure, method, value) = match change.map(|change| (change.difference, change.percent)) {
        Some((difference, _)) if !per_cent => {
            ("difference", DIFFERENCE, Cell::Difference(difference))
        }
        Some((_, PercentChange::By(percent))) if both >= FEWEST_FOR_PER_CENT => {
            ("change in per cent", PER_CENT, Cell::Change { share: percent / 100.0 })
        }
        Some(_) | None => {
            return Err(Unanswered::told_after(
                reference,
                format!("both counts together are fewer than {FEWEST_FOR_PER_CENT}"),
                "the counts themselves, or {phrase:changed …}: so few are not put in per cent",
            ));
        }
    };
    Ok(compared.figure(material, line, &format!("{name}, {measure}"), method, value))
}

fn printed_rate(value: f64) -> Cell {
    Cell::Number { value, decimals: rate_decimals(value) }
}

fn rate(material: &Material<'_>, line: Line, period: Period) -> Result<Figure, Unanswered> {
    let count = lines::count(material, line, period)?;
    let residents =
        material
            .held
            .residents
            .at(material.area(), period, &material.held.geography)
            .map_err(|none| Unanswered::of("no residents to take a rate over", none.to_string()))?;
    let counted = count.counted.first().map_or(0, |counted| counted.count);
    let rate = quarter::rate_of(counted, residents.residents)
        .map_err(|refused| Unanswered::of("no rate", refused.to_string()))?;
    let mut sources = count.sources;
    sources.insert(residents.extract);
    Ok(Figure {
        measure: format!("{}{PER}, {}", line.name(), period.span()),
        method: RATE.to_owned(),
        value: printed_rate(rate.estimate.value()),
        sources,
        ..count
    })
}

fn mean(
    reference: &Reference,
    material: &Material<'_>,
    line: Line,
    period: Period,
) -> Result<Figure, Unanswered> {
    let beside = lines::beside(material, period)?;
    let comparison = beside.comparison(line).ok_or_else(|| {
        Unanswered::named(reference, "a class of crime that the group is compared in")
    })?;
    let measure = format!("{}, mean of the group{PER}, {}", line.name(), period.span());
    let value = printed_rate(comparison.group_mean.value());
    let mut sources = lines::sources(material, period)?;
    sources.extend(&beside.sources);
    Ok(Figure { sources, ..lines::figure(material, &measure, MEAN, value, period) })
}
