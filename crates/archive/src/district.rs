//! The present district of every LSOA and of every former district.
//!
//! In come links between areas of all years; out goes, for each area, the district that it lies in
//! today: the one of the latest link, then what that district has become.

use std::collections::BTreeMap;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::error::ArrowError;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::LinkMeaning;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::area::district_in_lsoa_name;

use crate::cells::Cell;
use crate::cells::CellColumns;
use crate::tables::Table;

/// Districts that become one another in a ring would never end.
const LONGEST_CHAIN: usize = 20;

/// The present district of areas.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PresentDistricts {
    of_area: BTreeMap<AreaCode, District>,
}

/// A district by code and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct District {
    /// The code, where links are held for the area.
    pub(crate) code: Option<AreaCode>,
    /// The name; empty where nothing tells.
    pub(crate) name: String,
}

impl PresentDistricts {
    /// What the links say.
    pub(crate) fn of(links: &[AreaLink]) -> PresentDistricts {
        let (became, names) = (successors(links), names(links));
        let district = |code: AreaCode| {
            let code = latest(code, &became);
            let name = names.get(&code).map(|(_, name)| (*name).to_owned()).unwrap_or_default();
            District { code: Some(code), name }
        };
        let mut of_area = BTreeMap::new();
        let within = latest_district_of_lsoas(links);
        for code in names.keys().filter(|code| code.kind() == AreaKind::District) {
            of_area.insert(*code, district(*code));
        }
        for (lsoa, (_, code)) in &within {
            of_area.insert(*lsoa, district(*code));
        }
        for (lsoa, later) in &became {
            if lsoa.kind() == AreaKind::Lsoa && !within.contains_key(lsoa) {
                let lies_in = later.iter().find_map(|(_, later)| within.get(later));
                of_area.extend(lies_in.map(|(_, code)| (*lsoa, district(*code))));
            }
        }
        PresentDistricts { of_area }
    }

    /// What the table of present districts says.
    pub(crate) fn of_rows(
        rows: impl IntoIterator<Item = (AreaCode, District)>,
    ) -> PresentDistricts {
        PresentDistricts { of_area: rows.into_iter().collect() }
    }

    /// The district of an area counted; by the LSOA's name where no link tells.
    pub(crate) fn district(&self, area: Option<AreaCode>, area_name: &str) -> District {
        if let Some(district) = area.and_then(|area| self.of_area.get(&area)) {
            return district.clone();
        }
        let is_district = area.filter(|area| area.kind() == AreaKind::District);
        let name = district_in_lsoa_name(area_name).unwrap_or(area_name);
        District { code: is_district, name: name.to_owned() }
    }

    /// The columns of the table of present districts.
    pub(crate) fn batch(&self) -> Result<RecordBatch, ArrowError> {
        let mut columns = CellColumns::new(Table::PresentDistrict);
        for (area, district) in &self.of_area {
            columns.push(&[
                Cell::Text(area.as_str()),
                Cell::of_text(district.code.as_ref().map(|code| code.as_str())),
                Cell::Text(&district.name),
            ]);
        }
        columns.finish()
    }
}

/// What each district or LSOA became, by year.
fn successors(links: &[AreaLink]) -> BTreeMap<AreaCode, Vec<(i16, AreaCode)>> {
    let mut successors: BTreeMap<AreaCode, Vec<_>> = BTreeMap::new();
    let kinds = [AreaKind::District, AreaKind::Lsoa];
    for link in links.iter().filter(|link| link.meaning == LinkMeaning::Became) {
        let kind = link.from.kind();
        if link.from != link.to && kind == link.to.kind() && kinds.contains(&kind) {
            successors.entry(link.from).or_default().push((link.year, link.to));
        }
    }
    for later in successors.values_mut() {
        later.sort_unstable();
    }
    successors
}

/// The code that a district has today. One that was split keeps its own: no one part is all of it.
fn latest(code: AreaCode, became: &BTreeMap<AreaCode, Vec<(i16, AreaCode)>>) -> AreaCode {
    let mut present = code;
    for _ in 0..LONGEST_CHAIN {
        let Some(later) = became.get(&present) else { return present };
        let Some((last_year, next)) = later.last() else { return present };
        let split = later.iter().any(|(year, other)| year == last_year && other != next);
        if split || *next == code {
            return present;
        }
        present = *next;
    }
    present
}

/// For each LSOA the year and the district of its latest link.
fn latest_district_of_lsoas(links: &[AreaLink]) -> BTreeMap<AreaCode, (i16, AreaCode)> {
    let mut latest: BTreeMap<AreaCode, (i16, AreaCode)> = BTreeMap::new();
    for link in links.iter().filter(|link| link.meaning == LinkMeaning::Within) {
        if link.from.kind() == AreaKind::Lsoa && link.to.kind() == AreaKind::District {
            let held = latest.entry(link.from).or_insert((link.year, link.to));
            *held = (link.year, link.to).max(*held);
        }
    }
    latest
}

/// The latest name of each area, where any link names it.
fn names(links: &[AreaLink]) -> BTreeMap<AreaCode, (i16, &str)> {
    let mut names: BTreeMap<AreaCode, (i16, &str)> = BTreeMap::new();
    for link in links {
        for (code, name) in [(link.from, &link.from_name), (link.to, &link.to_name)] {
            let named = names.entry(code).or_insert((i16::MIN, ""));
            if !name.is_empty() {
                *named = (link.year, name.as_str()).max(*named);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests;
