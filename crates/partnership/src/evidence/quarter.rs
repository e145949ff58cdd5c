//! A quarter of one district: what was recorded, how it changed, what drove it, how it compares.
//!
//! In comes what is held; out goes the evidence of the quarter, each part either computed or refused
//! with the reason, never guessed.

pub mod beside_group;

use std::collections::BTreeSet;

use crate::evidence::coverage::NotHeld;
use crate::evidence::denominator::NoDenominator;
use crate::evidence::denominator::ResidentsAt;
use crate::evidence::figure::Line;
use crate::evidence::geography::AreaRefused;
use crate::evidence::held::Held;
use crate::evidence::quarter::beside_group::BesideGroup;
use crate::evidence::quarter::beside_group::NoComparison;
use crate::statistics::change;
use crate::statistics::change::Change;
use crate::statistics::change::ChangeError;
use crate::statistics::change::Exposure;
use crate::statistics::change::PeriodCount;
use crate::statistics::comparison::Comparison;
use crate::statistics::contribution;
use crate::statistics::contribution::BeforeAndNow;
use crate::statistics::contribution::Contributions;
use crate::statistics::discovery;
use crate::statistics::discovery::Tried;
use crate::statistics::probability::Confidence;
use crate::statistics::probability::Proportion;
use crate::statistics::rate;
use crate::statistics::rate::Denominator;
use crate::statistics::rate::Rate;
use crate::statistics::rate::RateError;
use crate::terms::area::AreaCode;
use crate::terms::extract::ExtractId;
use crate::terms::force::Force;
use crate::terms::month::Month;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::terms::period::Season;

/// What a report is about: a district, its force, a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The district.
    pub area: AreaCode,
    /// The force that polices it: only what it reported is counted, as in Home Office figures.
    pub force: &'static Force,
    /// The period.
    pub period: Period,
}

/// Why there is no evidence for a quarter at all.
#[derive(Debug, thiserror::Error)]
pub enum QuarterRefused {
    /// The area cannot be reported on.
    #[error(transparent)]
    Area(#[from] AreaRefused),
    /// The quarter is not held whole.
    #[error("{0}; import or fetch the missing months first")]
    NotHeld(#[from] NotHeld),
    /// The force's quarter is held, and nothing in it lies in the district.
    #[error(
        "{area} ({code}): nothing that {force} recorded in {period} is held for it; import the \
         lookups that place its LSOAs, or the force's street-level files"
    )]
    NothingThere {
        /// The district's name.
        area: String,
        /// Its code.
        code: AreaCode,
        /// The force.
        force: &'static str,
        /// The period, in words.
        period: String,
    },
    /// A count is beyond what can be computed with.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// A count is beyond what can be computed with.
    #[error(transparent)]
    Rate(#[from] RateError),
}

/// The evidence of one quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct QuarterEvidence {
    /// What it is about.
    pub subject: Subject,
    /// The extracts that hold the quarter.
    pub sources: BTreeSet<ExtractId>,
    /// The period that it is compared with, where one is held.
    pub before: Option<Before>,
    /// The periods that it should also be compared with, and that are not held.
    pub not_held: Vec<NotHeld>,
    /// The residents that rates are taken over.
    pub residents: Result<ResidentsAt, NoDenominator>,
    /// All recorded crime.
    pub total: LineEvidence,
    /// Each class of crime.
    pub classes: Vec<LineEvidence>,
    /// Anti-social behaviour, which is in no total.
    pub incidents: LineEvidence,
    /// What each class contributed to the change of the total.
    pub contributions: Option<Contributions>,
    /// How the district stands beside its comparison group.
    pub beside: Result<BesideGroup, NoComparison>,
    /// The months from the first held of the last two years to the end of the quarter; `None`
    /// where a month is not held.
    pub series: Vec<(Month, Option<u64>)>,
    /// The cautions of the recording breaks that the comparison crosses.
    pub cautions: Vec<String>,
}

/// The period that the quarter is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The period.
    pub period: Period,
    /// Whether seasons cancel.
    pub season: Season,
    /// The extracts that hold it.
    pub sources: BTreeSet<ExtractId>,
}

/// What is known of one line: all crime, a class, or anti-social behaviour.
#[derive(Debug, Clone, PartialEq)]
pub struct LineEvidence {
    /// Which line.
    pub line: Line,
    /// The count of the quarter.
    pub now: u64,
    /// The count of the period before, where one is held and has the same classes.
    pub before: Option<u64>,
    /// The change from it.
    pub change: Option<Change>,
    /// Whether the change stands among all the classes tried; for the total, by itself.
    pub tried: Option<Tried>,
    /// The rate, where there are residents to take it over.
    pub rate: Option<Rate>,
    /// How it stands beside the group, where there is one.
    pub comparison: Option<Comparison>,
}

/// The evidence of `quarter` in `area`.
///
/// # Errors
/// When the area cannot be reported on or the quarter is not held whole; everything less is flagged
/// in the evidence itself.
pub fn assess(
    held: &Held,
    area: AreaCode,
    quarter: Quarter,
) -> Result<QuarterEvidence, QuarterRefused> {
    let area = held.geography.district(area)?;
    let force = held.geography.force(area)?;
    let subject = Subject { area, force, period: Period::Quarter(quarter) };
    let sources = sources(held, subject)?;
    let (before, not_held) = compared_with(held, subject);
    let residents = held.residents.at(area, subject.period, &held.geography);
    let reader =
        Reader { held, subject, before: before.as_ref(), residents: residents.as_ref().ok() };
    let current = OffenceClass::all().filter(|class| class.is_crime() && !class.ended_in_2013());
    let classes = current.map(|class| reader.line(Line::Class(class)));
    let mut classes = classes.collect::<Result<Vec<_>, _>>()?;
    let mut total = reader.line(Line::AllCrime)?;
    let incidents = reader.line(Line::Class(OffenceClass::AntiSocialBehaviour))?;
    try_together(&mut classes);
    try_together(std::slice::from_mut(&mut total));
    let beside = beside_group::beside_group(held, subject);
    if let Ok(beside) = &beside {
        for line in classes.iter_mut().chain([&mut total]) {
            line.comparison = beside.comparison(line.line).copied();
        }
    }
    Ok(QuarterEvidence {
        subject,
        sources,
        contributions: contributions(&classes),
        cautions: cautions(held, subject, before.as_ref()),
        series: series(held, subject),
        before,
        not_held,
        residents,
        total,
        classes,
        incidents,
        beside,
    })
}

/// The extracts that hold the subject's period.
///
/// # Errors
/// When a month of the force is missing, or nothing at all is held of the district.
pub(crate) fn sources(
    held: &Held,
    subject: Subject,
) -> Result<BTreeSet<ExtractId>, QuarterRefused> {
    let Subject { area: code, force, period } = subject;
    let sources = held.coverage.whole(force.name(), period)?;
    if held.counts.any(code, force.name(), period) {
        return Ok(sources);
    }
    let (area, force, period) = (held.geography.name(code), force.name(), period.in_words());
    Err(QuarterRefused::NothingThere { area, code, force, period })
}

/// The same quarter last year where it is held, otherwise the quarter before; with what is not held.
fn compared_with(held: &Held, subject: Subject) -> (Option<Before>, Vec<NotHeld>) {
    let mut not_held = Vec::new();
    for period in [subject.period.year_before(), subject.period.just_before()] {
        let season = subject.period.compared_with(period);
        match (held.coverage.whole(subject.force.name(), period), season) {
            (Ok(sources), Ok(season)) => {
                return (Some(Before { period, season, sources }), not_held);
            }
            (Err(missing), _) => not_held.push(missing),
            // A period of the same kind never differs in length or overlaps.
            (Ok(_), Err(_)) => {}
        }
    }
    (None, not_held)
}

struct Reader<'a> {
    held: &'a Held,
    subject: Subject,
    before: Option<&'a Before>,
    residents: Option<&'a ResidentsAt>,
}

impl Reader<'_> {
    fn sum(&self, period: Period, line: Line) -> u64 {
        self.held.counts.sum(self.subject.area, self.subject.force.name(), period, line)
    }

    /// Whether the period before used the same classes as now.
    fn same_classes(&self, before: &Before) -> bool {
        let ended = OffenceClass::all().filter(|class| class.ended_in_2013());
        ended.map(|class| self.sum(before.period, Line::Class(class))).sum::<u64>() == 0
    }

    fn line(&self, line: Line) -> Result<LineEvidence, QuarterRefused> {
        let now = self.sum(self.subject.period, line);
        let comparable =
            self.before.filter(|before| line == Line::AllCrime || self.same_classes(before));
        let before = comparable.map(|before| self.sum(before.period, line));
        let change = comparable.zip(before).map(|(period, before)| {
            change_between(before, period.period, now, self.subject.period)
        });
        let rate = self.residents.map(|at| rate_of(now, at.residents)).transpose()?;
        let change = change.transpose()?;
        Ok(LineEvidence { line, now, before, change, tried: None, rate, comparison: None })
    }
}

/// The change between two counted periods, the days of each taken into account.
///
/// # Errors
/// When a count is beyond what can be computed with.
pub fn change_between(
    before: u64,
    earlier: Period,
    now: u64,
    later: Period,
) -> Result<Change, ChangeError> {
    let days = |period: Period| Exposure::of(f64::from(period.days()));
    let before = PeriodCount { count: before, exposure: days(earlier)? };
    let now = PeriodCount { count: now, exposure: days(later)? };
    change::change(before, now, Confidence::NINETY_FIVE)
}

/// A count per 1,000 residents.
pub(crate) fn rate_of(count: u64, residents: u64) -> Result<Rate, RateError> {
    // Populations lie far below 2^53, where every whole number is a float.
    #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
    let residents = Denominator::of(residents as f64)?;
    rate::rate(count, residents, Confidence::NINETY_FIVE)
}

/// Marks which of several changes stand when all are tried together.
pub(crate) fn try_together(lines: &mut [LineEvidence]) {
    let changed = lines.iter_mut().filter(|line| line.change.is_some()).collect::<Vec<_>>();
    let p_values: Vec<_> = changed
        .iter()
        .filter_map(|line| line.change.as_ref())
        .map(|change| change.p_value)
        .collect();
    let tried = discovery::false_discovery(&p_values, Proportion::ONE_IN_TWENTY);
    for (line, tried) in changed.into_iter().zip(tried) {
        line.tried = Some(tried);
    }
}

pub(crate) fn contributions(classes: &[LineEvidence]) -> Option<Contributions> {
    let both =
        classes.iter().map(|line| line.before.map(|before| BeforeAndNow { before, now: line.now }));
    both.collect::<Option<Vec<_>>>().map(|both| contribution::contributions(&both))
}

fn cautions(held: &Held, subject: Subject, before: Option<&Before>) -> Vec<String> {
    let Some(before) = before else { return Vec::new() };
    let crossed = held
        .breaks
        .iter()
        .filter(|one| one.crossed_by(subject.force.name(), before.period, subject.period));
    crossed.map(|one| one.caution()).collect()
}

fn series(held: &Held, subject: Subject) -> Vec<(Month, Option<u64>)> {
    let last = subject.period.last();
    let earliest = last.plus_months(-23);
    let months = held.coverage.months(subject.force.name());
    let first = months.into_iter().find(|month| *month >= earliest).unwrap_or(last);
    let count = |month: Month| {
        held.counts.sum(subject.area, subject.force.name(), Period::Month(month), Line::AllCrime)
    };
    let one = |month: Month| held.coverage.holds(subject.force.name(), month).then(|| count(month));
    first.up_to(last).map(|month| (month, one(month))).collect()
}
