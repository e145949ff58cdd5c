//! Crime weighted by how grave it is: one figure, and the classes as a table, the gravest first.
//!
//! In comes `{figure:burglary.severity 2014-Q1}` or `{table:severity 2014-Q1}`; out go counts times the mean Crime Severity
//! Score weight of their class, by the force's mix of offences.

use std::collections::BTreeMap;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::home_office;
use crate::evidence::quarter::Subject;
use crate::statistics::severity;
use crate::statistics::severity::SeverityWeight;
use crate::statistics::severity::WeightedOffence;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;

const WEIGHTED: &str = "Count of each class times the mean Crime Severity Score weight of its offences, by the force's mix in \
    Home Office recorded crime of the period.";
const WEIGHT: &str = "Mean Crime Severity Score weight of the class's offences (Office for National Statistics), by the \
    force's mix in Home Office recorded crime of the period.";
const SHARE: &str = "The class's part of all classes together.";

const NOTE: &str = "Weights come from the sentences that courts pass. The mix of offences inside a class is taken from the whole \
    force, so a district whose mix differs is misjudged by that much; one grave crime weighs as much as thousands of thefts, \
    so read it beside the count, over a year or more.";

/// The weights of a period, and what was counted in it.
struct Weighted<'a> {
    material: &'a Material<'a>,
    period: Period,
    weights: BTreeMap<OffenceClass, SeverityWeight>,
}

impl<'a> Weighted<'a> {
    fn of(
        reference: &Reference,
        material: &'a Material<'a>,
        period: Period,
    ) -> Result<Weighted<'a>, Unanswered> {
        if material.held.weights.rows.is_empty() {
            return Err(Unanswered::told_for(
                reference,
                "no severity weights are held",
                "weights of the Office for National Statistics, from `saferplan import severity PATH`",
            ));
        }
        lines::sources(material, period)?;
        let subject = Subject { area: material.area(), force: material.force(), period };
        let weights = home_office::class_weights(material.held, subject);
        let weights = weights.map_err(|why| {
            Unanswered::told_for(reference, "no mix of offences", why.to_string())
        })?;
        Ok(Weighted { material, period, weights })
    }

    fn count(&self, class: OffenceClass) -> u64 {
        let (area, force) = (self.material.area(), self.material.force().name());
        self.material.held.counts.sum(area, force, self.period, Line::Class(class))
    }

    /// The count of a line, each crime by its weight.
    fn score(&self, line: Line) -> f64 {
        let own = self.weights.iter().filter(|(class, _)| line.counts(**class));
        let offences = own
            .map(|(class, weight)| WeightedOffence { count: self.count(*class), weight: *weight });
        severity::weighted_count(&offences.collect::<Vec<_>>())
    }

    /// A figure that rests on the counts, the weights and the mix.
    fn figure(
        &self,
        line: Line,
        measure: &str,
        method: &str,
        value: Cell,
    ) -> Result<Figure, Unanswered> {
        let count = lines::count(self.material, line, self.period)?;
        let held = self.material.held;
        let mut sources = count.sources.clone();
        sources.extend(held.weights.from.iter().chain(&held.recorded.from));
        let measure = format!("{}, {}: {measure}", line.name(), self.period.span());
        Ok(Figure { measure, method: method.to_owned(), value, sources, ..count })
    }
}

/// The figure of a line.
pub(in crate::assessment::answering) fn figure(
    reference: &Reference,
    material: &Material<'_>,
    line: Line,
    period: Period,
) -> Result<Figure, Unanswered> {
    let weighted = Weighted::of(reference, material, period)?;
    let has_weight = weighted.weights.keys().any(|class| line.counts(*class));
    if !has_weight {
        let wanted = "all-crime or a class whose offences have weights";
        return Err(Unanswered::named(reference, wanted));
    }
    let value = Cell::Number { value: weighted.score(line), decimals: 0 };
    weighted.figure(line, "weighted by severity", WEIGHTED, value)
}

/// The classes as a table.
pub(super) fn table(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let period = asked::period(reference, reference.arguments(), material)?;
    let weighted = Weighted::of(reference, material, period)?;
    let mut classes: Vec<(f64, OffenceClass, SeverityWeight)> = weighted
        .weights
        .iter()
        .map(|(class, weight)| (weighted.score(Line::Class(*class)), *class, *weight))
        .collect();
    classes.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (score, count) = (weighted.score(Line::AllCrime), counted(&weighted));
    if score <= 0.0 {
        return Err(Unanswered::named(reference, "a period in which crimes were recorded"));
    }
    let rows = classes.into_iter().map(|one| row(&weighted, one, (score, count)));
    let rows = rows.collect::<Result<Vec<Row>, _>>()?;
    let figures = ["Count", "Share of count, %", "Mean weight", "Weighted", "Share of severity, %"];
    let shown = Shown {
        name: "severity".to_owned(),
        columns: [Column::words("Offence class")]
            .into_iter()
            .chain(figures.map(Column::figures))
            .collect(),
        rows,
        notes: vec![NOTE.to_owned()],
        picture: None,
    };
    let area = material.area_name();
    let caption = format!("Crime weighted by severity in {area}, {}, gravest first", period.span());
    Ok(super::of(caption, shown, Vec::new()))
}

/// All crimes of a class that has a weight.
fn counted(weighted: &Weighted<'_>) -> u64 {
    weighted.weights.keys().map(|class| weighted.count(*class)).sum()
}

fn row(
    weighted: &Weighted<'_>,
    (own, class, weight): (f64, OffenceClass, SeverityWeight),
    (score, count): (f64, u64),
) -> Result<Row, Unanswered> {
    let line = Line::Class(class);
    let recorded = weighted.count(class);
    let number = |value: f64, decimals: u8| Cell::Number { value, decimals };
    let of = |measure: &str, method: &str, value: Cell| {
        weighted.figure(line, measure, method, value).map(Value::from)
    };
    let entries = vec![
        of("count", lines::COUNTED, Cell::Count(recorded))?,
        of("share of count", SHARE, number(recorded as f64 / count.max(1) as f64 * 100.0, 1))?,
        of("mean weight", WEIGHT, number(weight.value(), 0))?,
        of("weighted by severity", WEIGHTED, number(own, 0))?,
        of("share of severity", SHARE, number(own / score * 100.0, 1))?,
    ];
    Ok(super::row(line.name().to_owned(), entries, RowWeight::Ordinary))
}
