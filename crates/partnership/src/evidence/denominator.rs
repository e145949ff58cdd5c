//! How many residents a rate is taken over: of the right area, in the right year.
//!
//! In come mid-year estimates; out goes the denominator for an area and a period with the year it is
//! of, or a refusal.

use std::collections::BTreeMap;

use crate::evidence::geography::Geography;
use crate::evidence::rows::Residents;
use crate::terms::area::AreaCode;
use crate::terms::extract::ExtractId;
use crate::terms::period::Period;

/// Residents by area and year, each with the extract that it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResidentsHeld {
    held: BTreeMap<(AreaCode, i16), (u64, ExtractId)>,
}

/// A number of residents, the year it is of, and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResidentsAt {
    /// How many residents.
    pub residents: u64,
    /// The year of the mid-year estimate.
    pub year: i16,
    /// How many years earlier than wanted.
    pub years_old: i16,
    /// The extract.
    pub extract: ExtractId,
}

/// Why there is no denominator.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NoDenominator {
    /// No estimate is held, or none recent enough.
    #[error(
        "no estimate of residents is held for {name} ({area}) in {wanted} or the {OLDEST} years \
         before: import the population estimates"
    )]
    NotHeld {
        /// The area.
        area: AreaCode,
        /// Its name.
        name: String,
        /// The year wanted.
        wanted: i16,
    },
    /// The estimate says that nobody lives there.
    #[error("{name} ({area}) has no residents in {year}: no rate can be taken")]
    Nobody {
        /// The area.
        area: AreaCode,
        /// Its name.
        name: String,
        /// The year of the estimate.
        year: i16,
    },
}

/// The oldest estimate, in years before the year wanted, that a rate may still be taken over.
pub const OLDEST: i16 = 3;

impl ResidentsHeld {
    /// Notes one estimate.
    pub fn note(&mut self, row: &Residents, extract: ExtractId) {
        self.held.insert((row.area, row.year), (row.residents, extract));
    }

    /// The denominator for rates of `area` over `period`: the mid-year estimate of the calendar year
    /// in which the period begins, or the latest of the [`OLDEST`] years before it. Where the area
    /// is a merger of others and has no estimate of its own for the year, theirs are added up.
    ///
    /// # Errors
    /// When no such estimate is held, or it is zero.
    pub fn at(
        &self,
        area: AreaCode,
        period: Period,
        geography: &Geography,
    ) -> Result<ResidentsAt, NoDenominator> {
        let wanted = period.first().year();
        let found = (0..=OLDEST).find_map(|years_old| {
            let year = wanted - years_old;
            let (residents, extract) = self.of_year(area, year, geography)?;
            Some(ResidentsAt { residents, year, years_old, extract })
        });
        let name = geography.name(area);
        match found {
            None => Err(NoDenominator::NotHeld { area, name, wanted }),
            Some(ResidentsAt { residents: 0, year, .. }) => {
                Err(NoDenominator::Nobody { area, name, year })
            }
            Some(found) => Ok(found),
        }
    }

    fn of_year(
        &self,
        area: AreaCode,
        year: i16,
        geography: &Geography,
    ) -> Option<(u64, ExtractId)> {
        if let Some(held) = self.held.get(&(area, year)) {
            return Some(*held);
        }
        let earlier = geography.merged_into(area);
        let parts: Vec<_> = earlier.iter().map(|part| self.held.get(&(*part, year))).collect();
        let whole: Option<Vec<_>> = parts.into_iter().collect();
        let whole = whole.filter(|parts| !parts.is_empty())?;
        let residents = whole.iter().map(|(residents, _)| residents).sum();
        whole.first().map(|(_, extract)| (residents, *extract))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::rows::AreaLink;
    use crate::evidence::rows::LinkMeaning;

    fn held(rows: &[(&str, i16, u64)]) -> ResidentsHeld {
        let mut held = ResidentsHeld::default();
        for (area, year, residents) in rows {
            let row = Residents {
                area: area.parse().unwrap(),
                name: String::new(),
                year: *year,
                residents: *residents,
            };
            held.note(&row, ExtractId::of([1; 32]));
        }
        held
    }

    fn maidstone() -> AreaCode {
        "E07000110".parse().unwrap()
    }

    #[test]
    fn the_estimate_of_the_year_in_which_the_period_begins_is_taken() {
        let held = held(&[("E07000110", 2013, 159_230), ("E07000110", 2014, 161_819)]);
        let found =
            held.at(maidstone(), "2014-Q1".parse().unwrap(), &Geography::default()).unwrap();
        assert_eq!((found.residents, found.year, found.years_old), (161_819, 2014, 0));
    }

    #[test]
    fn an_older_estimate_says_how_old_it_is_and_one_too_old_is_refused() {
        let held = held(&[("E07000110", 2019, 171_800)]);
        let at =
            |period: &str| held.at(maidstone(), period.parse().unwrap(), &Geography::default());
        assert_eq!(at("2021-Q4").map(|found| found.years_old), Ok(3));
        assert!(matches!(at("2023-Q1"), Err(NoDenominator::NotHeld { wanted: 2023, .. })));
    }

    #[test]
    fn an_area_with_no_residents_gets_no_rate() {
        let held = held(&[("E07000110", 2014, 0)]);
        let refused = held.at(maidstone(), "2014-Q1".parse().unwrap(), &Geography::default());
        assert!(matches!(refused, Err(NoDenominator::Nobody { .. })));
    }

    #[test]
    fn a_merged_district_has_the_residents_of_its_parts() {
        let became = |from: &str| AreaLink {
            from: from.parse().unwrap(),
            from_name: String::new(),
            to: "E06000062".parse().unwrap(),
            to_name: String::new(),
            meaning: LinkMeaning::Became,
            year: 2021,
        };
        let geography = Geography::of(&[became("E07000151"), became("E07000154")]);
        let held = held(&[("E07000151", 2014, 78_000), ("E07000154", 2014, 219_000)]);
        let found = held.at("E06000062".parse().unwrap(), "2014-Q1".parse().unwrap(), &geography);
        assert_eq!(found.map(|found| found.residents), Ok(297_000));
    }
}
