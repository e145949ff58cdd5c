//! How a district stands beside its comparison group in one period.
//!
//! In come the group and what is held of each member; out go the members that can be compared, those
//! left out with the reason, and the standing of every line.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::evidence::figure::Line;
use crate::evidence::group::ComparisonGroup;
use crate::evidence::held::Held;
use crate::evidence::quarter;
use crate::evidence::quarter::Subject;
use crate::statistics::comparison;
use crate::statistics::comparison::Comparison;
use crate::statistics::comparison::ComparisonError;
use crate::statistics::comparison::Standings;
use crate::statistics::funnel::Funnel;
use crate::statistics::funnel::Member;
use crate::statistics::rate::Denominator;
use crate::terms::area::AreaCode;
use crate::terms::extract::ExtractId;
use crate::terms::offence::OffenceClass;
use crate::terms::wording::listed;

/// A district beside its group.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideGroup {
    /// The group.
    pub group: ComparisonGroup,
    /// The members compared; the district itself comes first.
    pub members: Vec<GroupMember>,
    /// The members left out, each with the reason.
    pub left_out: Vec<String>,
    /// The extracts that hold the members' counts and residents.
    pub sources: BTreeSet<ExtractId>,
    /// The funnel of all recorded crime.
    pub funnel: Funnel,
    /// In how many classes the district is higher, in line and lower.
    pub standings: Standings,
    by_line: BTreeMap<Line, LineBeside>,
}

/// One member of the group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMember {
    /// The district.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// The force whose rows are counted.
    pub reported_by: &'static str,
    /// Its residents.
    pub residents: u64,
    /// Its recorded crimes in the period.
    pub crimes: u64,
    /// Its recorded crimes per 1,000 residents.
    pub rate: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct LineBeside {
    comparison: Comparison,
    range: (f64, f64),
}

/// Why a district is not compared with a group.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoComparison {
    /// No group is held for it.
    #[error("no comparison group is held for it: import the neighbours, or give a list of areas")]
    NoGroup,
    /// The district itself lacks what the comparison needs.
    #[error("{0}")]
    Itself(String),
    /// Too few members have data.
    #[error("{reason}. {}", left_out_in_short(.left_out))]
    TooFew {
        /// What the comparison says.
        reason: String,
        /// The members left out, each with the reason.
        left_out: Vec<String>,
    },
}

/// Which members were left out: the first with its reason, and the others by name.
fn left_out_in_short(left_out: &[String]) -> String {
    let Some((first, others)) = left_out.split_first() else {
        return "Nobody was left out".to_owned();
    };
    let name =
        |one: &String| one.split_once(": ").map_or(one.as_str(), |(name, _)| name).to_owned();
    let names: Vec<String> = others.iter().map(name).collect();
    match names.is_empty() {
        true => format!("Left out: {first}"),
        false => format!("Left out: {first}. Likewise left out: {}", listed(&names)),
    }
}

impl BesideGroup {
    /// How the district stands in `line`.
    pub fn comparison(&self, line: Line) -> Option<&Comparison> {
        self.by_line.get(&line).map(|beside| &beside.comparison)
    }

    /// The lowest and the highest rate of the group in `line`.
    pub fn range(&self, line: Line) -> Option<(f64, f64)> {
        self.by_line.get(&line).map(|beside| beside.range)
    }
}

/// Sets the subject beside the group that is held for it.
///
/// # Errors
/// When there is no group, the district itself lacks data, or too few members have any.
pub(crate) fn beside_group(held: &Held, subject: Subject) -> Result<BesideGroup, NoComparison> {
    let group = held.group.clone().ok_or(NoComparison::NoGroup)?;
    let mut sources = BTreeSet::new();
    let own = member(held, subject, subject.area, &mut sources).map_err(NoComparison::Itself)?;
    let mut members = vec![own];
    let mut left_out = Vec::new();
    for peer in &group.peers {
        match member(held, subject, *peer, &mut sources) {
            Ok(member) => members.push(member),
            Err(reason) => left_out.push(reason),
        }
    }
    let too_few = |error: ComparisonError| NoComparison::TooFew {
        reason: error.to_string(),
        left_out: left_out.clone(),
    };
    let by_line = lines().map(|line| Ok((line, compare(held, subject, &members, line)?)));
    let by_line = by_line.collect::<Result<BTreeMap<_, _>, _>>().map_err(too_few)?;
    let classes = by_line.iter().filter(|(line, _)| **line != Line::AllCrime);
    let standings = comparison::tally(classes.map(|(_, beside)| beside.comparison.standing));
    let funnel = Funnel::of(&counts(held, subject, &members, Line::AllCrime));
    Ok(BesideGroup { group, members, left_out, sources, funnel, standings, by_line })
}

fn lines() -> impl Iterator<Item = Line> {
    let classes = OffenceClass::all().filter(|class| class.is_crime() && !class.ended_in_2013());
    [Line::AllCrime].into_iter().chain(classes.map(Line::Class))
}

/// A member that can be compared, or a sentence that says why it cannot.
fn member(
    held: &Held,
    subject: Subject,
    area: AreaCode,
    sources: &mut BTreeSet<ExtractId>,
) -> Result<GroupMember, String> {
    let area = held.geography.district(area).map_err(|refused| refused.to_string())?;
    let name = held.geography.name(area);
    let because = |reason: String| format!("{name}: {reason}");
    let force = held.geography.force(area).map_err(|refused| because(refused.to_string()))?;
    let as_subject = Subject { area, force, period: subject.period };
    let extracts =
        quarter::sources(held, as_subject).map_err(|missing| because(missing.to_string()))?;
    let residents = held.residents.at(area, subject.period, &held.geography);
    let residents = residents.map_err(|missing| missing.to_string())?;
    sources.extend(extracts);
    sources.insert(residents.extract);
    let crimes = held.counts.sum(area, force.name(), subject.period, Line::AllCrime);
    let rate = quarter::rate_of(crimes, residents.residents)
        .map_err(|error| because(error.to_string()))?;
    Ok(GroupMember {
        area,
        name,
        reported_by: force.name(),
        residents: residents.residents,
        crimes,
        rate: rate.estimate.value(),
    })
}

fn counts(held: &Held, subject: Subject, members: &[GroupMember], line: Line) -> Vec<Member> {
    let one = |member: &GroupMember| {
        let count = held.counts.sum(member.area, member.reported_by, subject.period, line);
        // Members with no residents were left out above, so the denominator always stands.
        #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
        let denominator = Denominator::of(member.residents as f64).ok()?;
        Some(Member { count, denominator })
    };
    members.iter().filter_map(one).collect()
}

fn compare(
    held: &Held,
    subject: Subject,
    members: &[GroupMember],
    line: Line,
) -> Result<LineBeside, ComparisonError> {
    let counted = counts(held, subject, members, line);
    let comparison = comparison::compare(&counted, 0)?;
    let rates = counted.iter().map(|member| member.rate().value());
    let range = rates.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), rate| {
        (low.min(rate), high.max(rate))
    });
    Ok(LineBeside { comparison, range })
}
