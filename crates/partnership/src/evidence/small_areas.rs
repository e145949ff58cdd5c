//! What is held of a district's neighbourhoods besides counts: residents, deprivation, wards, and the wards' outlines.
//!
//! In come rows of the census, the Indices of Deprivation and the lookups; out go, for each neighbourhood (lower layer super
//! output area, LSOA), its residents, its place by deprivation and the ward that it fits best.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::evidence::held::Sourced;
use crate::evidence::rows::AreaLink;
use crate::evidence::rows::Boundary;
use crate::evidence::rows::Deprivation;
use crate::evidence::rows::Households;
use crate::evidence::rows::LinkMeaning;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;

/// What is held of a district's neighbourhoods besides counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SmallAreas {
    /// Residents of the neighbourhoods at one census or more.
    pub residents: Sourced<Households>,
    /// How deprived they are, in one edition of the index or more.
    pub deprivation: Sourced<Deprivation>,
    /// Which ward each fits best, in one lookup or more.
    pub wards: Sourced<AreaLink>,
    /// Outlines of these wards.
    pub ward_outlines: Vec<Boundary>,
}

impl SmallAreas {
    /// Residents by neighbourhood at the census nearest to `year`, and that census.
    pub fn residents_near(&self, year: i16) -> Option<(i16, BTreeMap<AreaCode, u64>)> {
        let rows = &self.residents.rows;
        let census = nearest(rows.iter().map(|row| row.year), year)?;
        let of = rows.iter().filter(|row| row.year == census);
        Some((census, of.map(|row| (row.lsoa, row.residents)).collect()))
    }

    /// Deprivation by neighbourhood in the edition nearest to `year`, and that edition.
    pub fn deprivation_near(&self, year: i16) -> Option<(i16, BTreeMap<AreaCode, Deprivation>)> {
        let rows = &self.deprivation.rows;
        let edition = nearest(rows.iter().map(|row| row.edition), year)?;
        let of = rows.iter().filter(|row| row.edition == edition);
        Some((edition, of.map(|row| (row.lsoa, *row)).collect()))
    }

    /// The ward that each neighbourhood fits best, in each lookup held, by the year of its wards.
    pub fn wards_by_year(&self) -> BTreeMap<i16, BTreeMap<AreaCode, AreaCode>> {
        let mut years: BTreeMap<i16, BTreeMap<AreaCode, AreaCode>> = BTreeMap::new();
        let fits = |link: &&AreaLink| {
            link.meaning == LinkMeaning::BestFit && link.to.kind() == AreaKind::Ward
        };
        for link in self.wards.rows.iter().filter(fits) {
            years.entry(link.year).or_default().insert(link.from, link.to);
        }
        years
    }

    /// A ward's name on the outlines, or else in the lookups; none where neither gives one.
    pub fn ward_name(&self, ward: AreaCode) -> Option<String> {
        let linked = self.wards.rows.iter().filter(|link| link.to == ward);
        let names = linked.map(|link| &link.to_name);
        let drawn = self.ward_outlines.iter().filter(|one| one.area == ward).map(|one| &one.name);
        drawn.chain(names).find(|name| !name.is_empty()).cloned()
    }
}

/// The year nearest to another; of two as near the later.
pub(crate) fn nearest(years: impl Iterator<Item = i16>, to: i16) -> Option<i16> {
    let years: BTreeSet<i16> = years.collect();
    years.into_iter().rev().min_by_key(|year| year.abs_diff(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_years_as_near_the_later_is_taken() {
        assert_eq!(nearest([2015, 2019].into_iter(), 2014), Some(2015));
        assert_eq!(nearest([2015, 2019].into_iter(), 2017), Some(2019));
        assert_eq!(nearest([].into_iter(), 2017), None);
    }
}
