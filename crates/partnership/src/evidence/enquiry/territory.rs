//! Where an enquiry counts: the area, its force, and the areas that its counts are held by.
//!
//! In comes an area's code; out go counts, residents and extracts of it, whatever kind of area it is.

use std::collections::BTreeSet;

use crate::evidence::enquiry::refused::Refused;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Line;
use crate::evidence::geography::AreaRefused;
use crate::evidence::held::Held;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::extract::ExtractId;
use crate::terms::force::Force;
use crate::terms::period::Period;

/// Where an enquiry counts.
pub(super) struct Territory {
    /// The area.
    pub(super) area: AreaCode,
    /// Its name.
    pub(super) name: String,
    /// The force whose rows are counted.
    pub(super) force: &'static Force,
    /// The areas that its counts are held by: itself, or its districts.
    counted_by: Vec<AreaCode>,
    /// The areas whose residents are its residents: itself, or its districts.
    lived_in: Vec<AreaCode>,
}

/// How many live in an area, when, and where that stands.
pub(super) struct Residents {
    pub(super) number: u64,
    pub(super) year: i16,
    pub(super) years_old: i16,
    pub(super) from: BTreeSet<ExtractId>,
}

impl Territory {
    /// The territory of an area.
    pub(super) fn of(held: &Held, area: AreaCode) -> Result<Territory, Refused> {
        let name = held.geography.name(area);
        let territory = |force, counted_by, lived_in| Territory {
            area,
            name: name.clone(),
            force,
            counted_by,
            lived_in,
        };
        match area.kind() {
            AreaKind::District => {
                let area = held.geography.district(area)?;
                Ok(territory(held.geography.force(area)?, vec![area], vec![area]))
            }
            AreaKind::Lsoa => {
                let district = held.geography.enclosing(area, AreaKind::District);
                let district = district.ok_or(AreaRefused::Unknown(area))?;
                let force = held.geography.force(held.geography.latest(district))?;
                Ok(territory(force, vec![area], vec![area]))
            }
            AreaKind::ForceArea => {
                let force = Force::policing(area.as_str()).ok_or(AreaRefused::Unknown(area))?;
                Ok(territory(force, vec![area], held.geography.districts_in(area)))
            }
            AreaKind::Partnership | AreaKind::County => {
                let districts = held.geography.districts_in(area);
                let force = one_force(held, &districts, &name)?;
                Ok(territory(force, districts.clone(), districts))
            }
            kind @ (AreaKind::Msoa
            | AreaKind::Ward
            | AreaKind::Region
            | AreaKind::Country
            | AreaKind::Other) => Err(Refused::Kind { code: area, kind }),
        }
    }

    /// Whether it is so small that small counts are withheld.
    pub(super) fn is_small(&self) -> bool {
        self.area.kind() == AreaKind::Lsoa
    }

    /// The extracts that hold a whole period of it.
    pub(super) fn sources(
        &self,
        held: &Held,
        period: Period,
    ) -> Result<BTreeSet<ExtractId>, Refused> {
        let force = self.force.name();
        let sources = held.coverage.whole(force, period).map_err(Refused::NotHeld)?;
        if self.counted_by.iter().any(|area| held.counts.any(*area, force, period)) {
            return Ok(sources);
        }
        let (area, period) = (self.name.clone(), period.in_words());
        Err(Refused::NothingThere { area, force, period })
    }

    /// How many rows of a line there were.
    pub(super) fn count(&self, held: &Held, period: Period, line: Line) -> u64 {
        let of = |area: &AreaCode| held.counts.sum(*area, self.force.name(), period, line);
        self.counted_by.iter().map(of).sum()
    }

    /// The rows counted, with what it takes to find them again.
    pub(super) fn counted(
        &self,
        held: &Held,
        purpose: &str,
        period: Period,
        line: Line,
    ) -> Vec<Counted> {
        let of = |area: &AreaCode| held.counted(purpose, *area, self.force.name(), period, line);
        self.counted_by.iter().map(of).collect()
    }

    /// Those who live in it, in the year that rates of a period are taken over.
    pub(super) fn residents(&self, held: &Held, period: Period) -> Result<Residents, Refused> {
        if self.lived_in.is_empty() {
            return Err(Refused::NoDistricts(self.name.clone()));
        }
        let mut all = Residents { number: 0, year: 0, years_old: 0, from: BTreeSet::new() };
        for area in &self.lived_in {
            let at = held.residents.at(*area, period, &held.geography)?;
            all.number += at.residents;
            all.years_old = all.years_old.max(at.years_old);
            all.year = if all.year == 0 { at.year } else { all.year.min(at.year) };
            all.from.insert(at.extract);
        }
        Ok(all)
    }
}

fn one_force(held: &Held, districts: &[AreaCode], name: &str) -> Result<&'static Force, Refused> {
    let forces = districts.iter().map(|district| held.geography.force(*district));
    let forces = forces.collect::<Result<Vec<_>, _>>()?;
    match forces.as_slice() {
        [] => Err(Refused::NoDistricts(name.to_owned())),
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(first),
        [..] => Err(Refused::SeveralForces(name.to_owned())),
    }
}
