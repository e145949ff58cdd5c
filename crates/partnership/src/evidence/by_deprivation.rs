//! Crime by the deprivation of neighbourhoods: tenths or fifths of a district's own, and how unequally crime falls on them.
//!
//! In come counts by neighbourhood (LSOA), residents and deprivation; out go the groups, the indices of inequality, and
//! words by a stated rule.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::content::table::decimal;
use crate::evidence::disclosure::SMALLEST_SHOWN;
use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::evidence::quarter::Subject;
use crate::evidence::rows::Deprivation;
use crate::evidence::small_areas::SmallAreas;
use crate::statistics::inequality::Group;
use crate::statistics::inequality::Groups;
use crate::statistics::inequality::Inequality;
use crate::statistics::inequality::InequalityError;
use crate::statistics::inequality::SmallArea;
use crate::statistics::inequality::inequality;
use crate::statistics::probability::Confidence;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::extract::ExtractId;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;

/// Crime of one line in one period by deprivation.
#[derive(Debug, Clone, PartialEq)]
pub struct ByDeprivation {
    /// Tenths, or fifths where there are too few neighbourhoods or crimes for tenths.
    pub groups: Groups,
    /// The groups and the indices.
    pub found: Inequality,
    /// The neighbourhoods of each group, the most deprived first.
    pub members: Vec<Vec<Ranked>>,
    /// The edition of the index, such as 2015.
    pub edition: i16,
    /// The year of the census that counted the residents.
    pub census: i16,
    /// Neighbourhoods left out, since the index or the census does not have them.
    pub left_out: usize,
    /// The extracts of deprivation and residents.
    pub sources: BTreeSet<ExtractId>,
}

/// A neighbourhood with its count, residents and place by deprivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Its place in England's order.
    pub deprivation: Deprivation,
    /// How many were recorded there.
    pub count: u64,
    /// Its residents.
    pub residents: u64,
}

/// Why crime cannot be told by deprivation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoInequality {
    /// No index is held of the district.
    #[error(
        "how deprived the district's neighbourhoods are, from `saferplan import imd FILE` (English Indices of Deprivation)"
    )]
    NoIndex,
    /// No residents are held of the neighbourhoods.
    #[error(
        "residents of the district's neighbourhoods, from `saferplan import households FILE` (census)"
    )]
    NoResidents,
    /// The statistic refuses.
    #[error("neighbourhoods enough to group: {0}")]
    Refused(String),
}

/// Crime of `line` in the subject's period by deprivation.
///
/// Rules: the edition of the index and the census nearest to the period's last year; neighbourhoods of equal rank in the
/// order of their codes; where crimes are placed in neighbourhoods that the index has not, those of the index without any
/// row of counts are left out; tenths, or fifths where a tenth would have fewer than [`SMALLEST_SHOWN`] crimes.
///
/// # Errors
/// When no index or no residents are held, or there are too few neighbourhoods or no crime at all.
pub fn by_deprivation(
    held: &Held,
    small: &SmallAreas,
    subject: Subject,
    line: Line,
) -> Result<ByDeprivation, NoInequality> {
    let year = subject.period.last().year();
    let (edition, mut index) = small.deprivation_near(year).ok_or(NoInequality::NoIndex)?;
    let (census, residents) = small.residents_near(year).ok_or(NoInequality::NoResidents)?;
    let count = |lsoa| held.counts.sum(lsoa, subject.force.name(), subject.period, line);
    let mut others = held.counts.areas(|area| area.kind() == AreaKind::Lsoa);
    let is_counted = |lsoa: AreaCode| held.counts.any(lsoa, subject.force.name(), subject.period);
    if others.iter().any(|lsoa| !index.contains_key(lsoa) && is_counted(*lsoa)) {
        // Crimes are placed in neighbourhoods of another year: one of the index that was split or merged since has none
        // that could be seen, which is not none.
        index.retain(|lsoa, _| is_counted(*lsoa));
    }
    let ranked = ranked(&index, &residents, count);
    let (groups, found) = grouped(&ranked)?;
    let known: BTreeSet<AreaCode> = ranked.iter().map(|one| one.deprivation.lsoa).collect();
    others.extend(index.keys().chain(residents.keys()));
    others.retain(|area| !known.contains(area));
    let sources = small.deprivation.from.iter().chain(&small.residents.from).copied().collect();
    Ok(ByDeprivation {
        members: parted(&ranked, &found.groups),
        groups,
        found,
        edition,
        census,
        left_out: others.len(),
        sources,
    })
}

/// The neighbourhoods of which all is known and where somebody lives, the most deprived first.
fn ranked(
    index: &BTreeMap<AreaCode, Deprivation>,
    residents: &BTreeMap<AreaCode, u64>,
    count: impl Fn(AreaCode) -> u64,
) -> Vec<Ranked> {
    let one = |(lsoa, deprivation): (&AreaCode, &Deprivation)| {
        let residents = residents.get(lsoa).copied().filter(|residents| *residents > 0)?;
        Some(Ranked { deprivation: *deprivation, count: count(*lsoa), residents })
    };
    let mut ranked: Vec<Ranked> = index.iter().filter_map(one).collect();
    ranked.sort_by_key(|one| (one.deprivation.rank, one.deprivation.lsoa));
    ranked
}

fn grouped(ranked: &[Ranked]) -> Result<(Groups, Inequality), NoInequality> {
    // Two neighbourhoods of England may share a rank; their place among these is their own.
    let areas = (1..).zip(ranked).map(|(rank, one)| SmallArea {
        count: one.count,
        residents: one.residents,
        rank,
    });
    let areas: Vec<SmallArea> = areas.collect();
    let of = |groups| inequality(&areas, groups, Confidence::NINETY_FIVE);
    match of(Groups::Tenths) {
        Ok(found) if found.groups.iter().all(|group| group.count >= SMALLEST_SHOWN) => {
            Ok((Groups::Tenths, found))
        }
        Ok(_) | Err(InequalityError::TooFew { .. }) => match of(Groups::Fifths) {
            Ok(found) => Ok((Groups::Fifths, found)),
            Err(why) => Err(NoInequality::Refused(why.to_string())),
        },
        Err(why) => Err(NoInequality::Refused(why.to_string())),
    }
}

/// The neighbourhoods by group.
fn parted(ranked: &[Ranked], groups: &[Group]) -> Vec<Vec<Ranked>> {
    let mut rest = ranked;
    let mut parts = Vec::new();
    for group in groups {
        let (part, after) = rest.split_at(group.areas.min(rest.len()));
        parts.push(part.to_vec());
        rest = after;
    }
    parts
}

impl ByDeprivation {
    /// The groups in words: "tenths" or "fifths".
    pub fn groups_in_words(&self) -> &'static str {
        match self.groups {
            Groups::Tenths => "tenths",
            Groups::Fifths => "fifths",
        }
    }

    /// How the rate goes with deprivation, as the end of a sentence: "was higher the more deprived the neighbourhood, …".
    ///
    /// Rule: "higher" or "lower" only where the 95% limits of the slope are both on one side of none.
    pub fn in_words(&self) -> String {
        let slope = self.found.slope;
        let (low, high) =
            (slope.low.abs().min(slope.high.abs()), slope.low.abs().max(slope.high.abs()));
        let (way, more) = if slope.low > 0.0 {
            ("higher", "more")
        } else if slope.high < 0.0 {
            ("lower", "fewer")
        } else {
            return "neither rose nor fell with deprivation beyond what chance would bring"
                .to_owned();
        };
        format!(
            "was {way} the more deprived the neighbourhood, by {} {more} per 1,000 residents from the least deprived end to \
             the most (between {} and {})",
            decimal(slope.estimate.abs(), 1),
            decimal(low, 1),
            decimal(high, 1),
        )
    }

    /// England's deciles that a group spans: "1 to 2", or "10".
    pub fn deciles(members: &[Ranked]) -> String {
        let deciles = members.iter().map(|one| one.deprivation.decile());
        match (deciles.clone().min(), deciles.max()) {
            (Some(low), Some(high)) if low != high => format!("{low} to {high}"),
            (Some(one), _) => one.to_string(),
            (None, _) => String::new(),
        }
    }

    /// How the groups were made and what they leave out, for the foot of a table.
    pub fn notes(&self) -> Vec<String> {
        let areas = self.members.iter().map(Vec::len).sum::<usize>();
        let own = format!(
            "The district’s own {areas} neighbourhoods (LSOAs) in {} by the Index of Multiple Deprivation {}; England’s \
             deciles, 1 the most deprived, are beside them. Residents are those of the {} census; the limits are those \
             of chance (95%).",
            self.groups_in_words(),
            self.edition,
            self.census,
        );
        let index = format!(
            "Slope index of inequality {} per 1,000 (95% limits {} to {}), relative index {}, concentration index {}: 0 \
             where deprivation makes no difference.",
            decimal(self.found.slope.estimate, 1),
            decimal(self.found.slope.low, 1),
            decimal(self.found.slope.high, 1),
            decimal(self.found.relative.estimate, 2),
            decimal(self.found.concentration_index, 2),
        );
        let left_out = (self.left_out > 0).then(|| {
            let number = capitalised(&counted(self.left_out));
            let are = if self.left_out == 1 { "neighbourhood is" } else { "neighbourhoods are" };
            format!("{number} {are} left out, since the index or the census does not have them.")
        });
        [own, index].into_iter().chain(left_out).collect()
    }
}

#[cfg(test)]
mod tests;
