//! Wards of a district, added up from neighbourhoods by best fit.
//!
//! In come counts by neighbourhood (LSOA), the lookups that fit them to wards, residents and deprivation; out go the wards with
//! their neighbourhoods, and what the fit loses in words.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::evidence::figure::Counted;
use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::evidence::quarter::Subject;
use crate::evidence::small_areas::SmallAreas;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::extract::ExtractId;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;

/// How much of England's neighbourhoods the most deprived fifth is, as deciles.
const MOST_DEPRIVED: u8 = 2;

/// The wards of a district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wards {
    /// The year whose wards these are.
    pub year: i16,
    /// The wards, in the order of their codes.
    pub wards: Vec<Ward>,
    /// The year of the census that counted the residents; none where they are not held.
    pub census: Option<i16>,
    /// The edition of the index; none where it is not held.
    pub edition: Option<i16>,
    /// Neighbourhoods with recorded crime that the lookup fits to no ward.
    pub without_ward: usize,
    /// The extracts of lookups, residents and deprivation.
    pub sources: BTreeSet<ExtractId>,
}

/// A ward, by best fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ward {
    /// Its code.
    pub code: AreaCode,
    /// Its name, or its code where no name is held.
    pub name: String,
    /// The neighbourhoods that fit it best.
    pub neighbourhoods: Vec<AreaCode>,
    /// Residents of all of them; none where those of one are not held.
    pub residents: Option<u64>,
    /// Those of these residents who live in England's most deprived fifth of neighbourhoods; none where not all is held.
    pub in_most_deprived_fifth: Option<u64>,
}

/// Why there are no wards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoWards {
    /// No lookup is held.
    #[error(
        "a lookup of the district's neighbourhoods (LSOAs) to wards, from `saferplan import lookups FILE`"
    )]
    NoLookup,
}

/// The wards of the subject's district.
///
/// Rules: of several lookups the one that leaves the fewest crimes without a ward, and of these the one nearest to the
/// period; census and edition nearest to the period.
///
/// # Errors
/// When no lookup is held that fits any of its neighbourhoods to a ward.
pub fn wards(held: &Held, small: &SmallAreas, subject: Subject) -> Result<Wards, NoWards> {
    let year = subject.period.last().year();
    let counted = held.counts.areas(|area| area.kind() == AreaKind::Lsoa);
    let crimes = |lsoa: AreaCode| {
        held.counts.sum(lsoa, subject.force.name(), subject.period, Line::AllCrime)
    };
    let lost = |fits: &BTreeMap<AreaCode, AreaCode>| {
        let without = counted.iter().filter(|lsoa| !fits.contains_key(lsoa));
        without.map(|lsoa| crimes(*lsoa)).sum::<u64>()
    };
    let vintages = small.wards_by_year().into_iter().rev();
    let (vintage, fits) = vintages
        .min_by_key(|(vintage, fits)| (lost(fits), vintage.abs_diff(year)))
        .ok_or(NoWards::NoLookup)?;
    let (residents, index) = (small.residents_near(year), small.deprivation_near(year));
    let mut members: BTreeMap<AreaCode, Vec<AreaCode>> = BTreeMap::new();
    for (lsoa, ward) in &fits {
        members.entry(*ward).or_default().push(*lsoa);
    }
    let residents_of = |lsoa: &AreaCode| residents.as_ref()?.1.get(lsoa).copied();
    let deprived = |lsoa: &AreaCode| {
        let decile = index.as_ref()?.1.get(lsoa)?.decile();
        Some(if decile <= MOST_DEPRIVED { residents_of(lsoa)? } else { 0 })
    };
    let wards = members.into_iter().map(|(code, neighbourhoods)| Ward {
        code,
        name: small.ward_name(code).unwrap_or_else(|| held.geography.name(code)),
        residents: neighbourhoods.iter().map(residents_of).sum(),
        in_most_deprived_fifth: neighbourhoods.iter().map(deprived).sum(),
        neighbourhoods,
    });
    let sources = [&small.wards.from, &small.residents.from, &small.deprivation.from];
    Ok(Wards {
        year: vintage,
        wards: wards.collect(),
        census: residents.as_ref().map(|(census, _)| *census),
        edition: index.as_ref().map(|(edition, _)| *edition),
        without_ward: counted.iter().filter(|lsoa| !fits.contains_key(lsoa)).count(),
        sources: sources.into_iter().flatten().copied().collect(),
    })
}

impl Wards {
    /// What the best fit means and loses, for the foot of a table.
    pub fn notes(&self) -> Vec<String> {
        let fit = format!(
            "Wards of {}, by best fit: each neighbourhood (LSOA) is counted whole in the ward that it fits best, so that \
             a ward may have crimes of a neighbouring one, and lack some of its own.",
            self.year
        );
        let lost = (self.without_ward > 0).then(|| {
            let are =
                if self.without_ward == 1 { "neighbourhood is" } else { "neighbourhoods are" };
            let number = capitalised(&counted(self.without_ward));
            format!("{number} {are} in no ward here, since the lookup does not have them.")
        });
        [fit].into_iter().chain(lost).collect()
    }
}

impl Ward {
    /// The counts of its neighbourhoods, each of which can be followed.
    pub fn counted(&self, held: &Held, subject: Subject, line: Line) -> Vec<Counted> {
        let (force, period) = (subject.force.name(), subject.period);
        let lsoas = self.neighbourhoods.iter();
        lsoas.map(|lsoa| held.counted("the neighbourhood", *lsoa, force, period, line)).collect()
    }
}

#[cfg(test)]
mod tests;
