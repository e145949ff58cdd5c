//! Counts and changes of every line in any two periods, tested together as the briefing tests them.
//!
//! In come material and periods; out go lines with their figures, or a refusal when a month is not held.

use std::collections::BTreeSet;

use crate::assessment::answer::Unanswered;
use crate::assessment::material::Material;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::quarter;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::quarter::Subject;
use crate::evidence::quarter::beside_group;
use crate::evidence::quarter::beside_group::BesideGroup;
use crate::terms::extract::ExtractId;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;

/// How a count is made.
pub(super) const COUNTED: &str = "Count of rows in `crime` of the district's LSOAs, months and force; \
    anti-social behaviour is in no total of crime.";

/// Two periods compared.
pub(super) struct Compared {
    pub(super) period: Period,
    pub(super) against: Period,
    pub(super) total: LineEvidence,
    /// None where the offence classes are not the same in both periods.
    pub(super) classes: Option<Vec<LineEvidence>>,
    pub(super) incidents: LineEvidence,
    pub(super) sources: BTreeSet<ExtractId>,
    pub(super) cautions: Vec<String>,
}

/// A figure of the district without its value.
pub(super) fn figure(
    material: &Material<'_>,
    measure: &str,
    method: &str,
    value: Cell,
    period: Period,
) -> Figure {
    Figure {
        measure: measure.to_owned(),
        method: method.to_owned(),
        value,
        area: material.area(),
        period,
        against: None,
        sources: BTreeSet::new(),
        counted: Vec::new(),
        status: Status::Provisional,
        breaks: Vec::new(),
    }
}

/// The extracts that hold a period of the district's force.
pub(super) fn sources(
    material: &Material<'_>,
    period: Period,
) -> Result<BTreeSet<ExtractId>, Unanswered> {
    let (area, force) = (material.area(), material.force());
    quarter::sources(material.held, Subject { area, force, period }).map_err(|refused| {
        Unanswered::of(format!("no figures for {}", period.span()), refused.to_string())
    })
}

/// The count of a line, as a figure that can be followed.
pub(super) fn count(
    material: &Material<'_>,
    line: Line,
    period: Period,
) -> Result<Figure, Unanswered> {
    let sources = sources(material, period)?;
    let name = material.force().name();
    let counted = material.held.counted("the period", material.area(), name, period, line);
    let measure = format!("{}, {}", line.name(), period.span());
    let figure = figure(material, &measure, COUNTED, Cell::Count(counted.count), period);
    Ok(Figure { sources, counted: vec![counted], ..figure })
}

/// All lines of a period against another.
pub(super) fn compared(
    material: &Material<'_>,
    period: Period,
    against: Period,
) -> Result<Compared, Unanswered> {
    let mut sources = sources(material, period)?;
    sources.extend(self::sources(material, against)?);
    let mut total = line(material, Line::AllCrime, period, against)?;
    quarter::try_together(std::slice::from_mut(&mut total));
    let incidents = Line::Class(OffenceClass::AntiSocialBehaviour);
    let mut incidents = line(material, incidents, period, against)?;
    quarter::try_together(std::slice::from_mut(&mut incidents));
    let classes = if same_classes(material, period) && same_classes(material, against) {
        let current = OffenceClass::all().filter(|one| one.is_crime() && !one.ended_in_2013());
        let lines = current.map(|class| line(material, Line::Class(class), period, against));
        let mut lines = lines.collect::<Result<Vec<_>, _>>()?;
        quarter::try_together(&mut lines);
        Some(lines)
    } else {
        None
    };
    let cautions = cautions(material, period, against);
    Ok(Compared { period, against, total, classes, incidents, sources, cautions })
}

/// The cautions of the recording breaks that a comparison crosses.
pub(super) fn cautions(material: &Material<'_>, period: Period, against: Period) -> Vec<String> {
    let force = material.force().name();
    let breaks = material.held.breaks.iter();
    let crossed = breaks.filter(|one| one.crossed_by(force, against, period));
    crossed.map(|one| one.caution().trim_end().to_owned()).collect()
}

fn same_classes(material: &Material<'_>, period: Period) -> bool {
    let (area, force) = (material.area(), material.force().name());
    let ended = OffenceClass::all().filter(|class| class.ended_in_2013());
    let counts = ended.map(|one| material.held.counts.sum(area, force, period, Line::Class(one)));
    counts.sum::<u64>() == 0
}

fn line(
    material: &Material<'_>,
    line: Line,
    period: Period,
    against: Period,
) -> Result<LineEvidence, Unanswered> {
    let (area, force) = (material.area(), material.force().name());
    let count = |period| material.held.counts.sum(area, force, period, line);
    let (before, now) = (count(against), count(period));
    let change = quarter::change_between(before, against, now, period).map_err(|refused| {
        Unanswered::of(format!("counts of {}", line.in_sentence()), refused.to_string())
    })?;
    let (before, change) = (Some(before), Some(change));
    Ok(LineEvidence { line, now, before, change, tried: None, rate: None, comparison: None })
}

/// The district beside its comparison group.
pub(super) fn beside(material: &Material<'_>, period: Period) -> Result<BesideGroup, Unanswered> {
    sources(material, period)?;
    let (area, force) = (material.area(), material.force());
    beside_group::beside_group(material.held, Subject { area, force, period }).map_err(|refused| {
        Unanswered::of("no comparison group to stand beside", refused.to_string())
    })
}

impl Compared {
    /// One line of the comparison.
    pub(super) fn of(&self, line: Line) -> Result<&LineEvidence, Unanswered> {
        let all = [&self.total, &self.incidents].into_iter();
        let mut all = all.chain(self.classes.iter().flatten());
        all.find(|known| known.line == line).ok_or_else(|| self.other_classes(&line.in_sentence()))
    }

    /// The fault of classes that are not the same in both periods.
    pub(super) fn other_classes(&self, what: &str) -> Unanswered {
        let spans = (self.period.span(), self.against.span());
        Unanswered::of(
            format!("{what} in {} against {}", spans.0, spans.1),
            "periods with the same offence classes: the published types changed in May 2013",
        )
    }

    /// A figure of the comparison, with both counts behind it.
    pub(super) fn figure(
        &self,
        material: &Material<'_>,
        line: Line,
        measure: &str,
        method: &str,
        value: Cell,
    ) -> Figure {
        let (area, force) = (material.area(), material.force().name());
        let counted =
            |purpose: &str, period| material.held.counted(purpose, area, force, period, line);
        Figure {
            against: Some(self.against),
            sources: self.sources.clone(),
            counted: vec![
                counted("the period", self.period),
                counted("the period before", self.against),
            ],
            breaks: self.cautions.clone(),
            ..figure(material, measure, method, value, self.period)
        }
    }
}
