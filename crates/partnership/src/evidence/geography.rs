//! Which area lies in which, which became which, and whose force polices it.
//!
//! In come the links of the lookups held; out go districts, partnerships and forces by code, and a
//! refusal for a code that no longer names an area.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::evidence::rows::AreaLink;
use crate::evidence::rows::LinkMeaning;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::force::Force;

/// The areas known and how they hang together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Geography {
    names: BTreeMap<AreaCode, (i16, String)>,
    within: BTreeMap<AreaCode, BTreeMap<(AreaKind, i16), AreaCode>>,
    became: BTreeMap<AreaCode, BTreeSet<(i16, AreaCode)>>,
}

/// Why an area cannot be reported on.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AreaRefused {
    /// No lookup held names the code.
    #[error("no lookup held names {0}: import the lookups of its year, or check the code")]
    Unknown(AreaCode),
    /// The code names a district that has been merged into another.
    #[error("{name} ({code}) became {later_name} ({later}) in {year}: ask for {later}")]
    Merged {
        /// The code asked for.
        code: AreaCode,
        /// Its name.
        name: String,
        /// The code that it became.
        later: AreaCode,
        /// The name of that.
        later_name: String,
        /// The year from which the later code holds.
        year: i16,
    },
    /// Briefings are made for districts.
    #[error("{code} is a {kind}; a briefing is made for a district, such as E07000110", kind = .kind.in_words())]
    NotDistrict {
        /// The code asked for.
        code: AreaCode,
        /// Its kind.
        kind: AreaKind,
    },
    /// No lookup held says which force polices the district.
    #[error(
        "no lookup held says which force polices {0}: import a lookup of districts to police force areas"
    )]
    NoForce(AreaCode),
}

impl Geography {
    /// The geography that these links describe.
    pub fn of<'a>(links: impl IntoIterator<Item = &'a AreaLink>) -> Geography {
        let mut geography = Geography::default();
        for link in links {
            geography.learn(link);
        }
        geography
    }

    fn learn(&mut self, link: &AreaLink) {
        for (code, name) in [(link.from, &link.from_name), (link.to, &link.to_name)] {
            let known = self.names.get(&code).map_or(i16::MIN, |(year, _)| *year);
            if !name.is_empty() && link.year >= known {
                self.names.insert(code, (link.year, name.clone()));
            }
        }
        match link.meaning {
            LinkMeaning::Within => {
                let above = self.within.entry(link.from).or_default();
                above.insert((link.to.kind(), link.year), link.to);
            }
            LinkMeaning::Became if link.from != link.to => {
                self.became.entry(link.from).or_default().insert((link.year, link.to));
            }
            LinkMeaning::Became | LinkMeaning::BestFit => {}
        }
    }

    /// The area's name in the latest lookup that gives one, or its code.
    pub fn name(&self, code: AreaCode) -> String {
        self.names.get(&code).map_or_else(|| code.to_string(), |(_, name)| name.clone())
    }

    /// The areas of this exact name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = AreaCode> + 'a {
        let same = move |known: &str| known.eq_ignore_ascii_case(name);
        self.names.iter().filter(move |(_, (_, known))| same(known)).map(|(code, _)| *code)
    }

    /// The area of `kind` that `code` lies in, by the latest lookup that says so.
    pub fn enclosing(&self, code: AreaCode, kind: AreaKind) -> Option<AreaCode> {
        let above = self.within.get(&code)?;
        above.iter().rev().find(|((known, _), _)| *known == kind).map(|(_, area)| *area)
    }

    /// What a district's code became, followed to the end; the code itself when it still stands.
    pub fn latest(&self, code: AreaCode) -> AreaCode {
        let mut seen = BTreeSet::from([code]);
        let mut latest = code;
        while let Some((_, next)) = self.became.get(&latest).and_then(|all| all.last()) {
            if !seen.insert(*next) {
                break;
            }
            latest = *next;
        }
        latest
    }

    /// The codes that were merged into `code`, in their order; the code itself is not among them.
    pub fn merged_into(&self, code: AreaCode) -> Vec<AreaCode> {
        self.became.keys().copied().filter(|earlier| self.latest(*earlier) == code).collect()
    }

    /// A district that still stands under `code`.
    ///
    /// # Errors
    /// When the code is unknown, is no district's, or was merged into another.
    pub fn district(&self, code: AreaCode) -> Result<AreaCode, AreaRefused> {
        if code.kind() != AreaKind::District {
            return Err(AreaRefused::NotDistrict { code, kind: code.kind() });
        }
        if !self.names.contains_key(&code) {
            return Err(AreaRefused::Unknown(code));
        }
        let later = self.latest(code);
        if later == code {
            return Ok(code);
        }
        let year = self.became.get(&code).and_then(|all| all.last()).map_or(0, |(year, _)| *year);
        let (name, later_name) = (self.name(code), self.name(later));
        Err(AreaRefused::Merged { code, name, later, later_name, year })
    }

    /// The districts that stand today and lie in `area`, such as a police force area or a partnership: directly, or
    /// through their partnership.
    pub fn districts_in(&self, area: AreaCode) -> Vec<AreaCode> {
        let districts = self.within.keys().copied();
        let standing = districts
            .filter(|code| code.kind() == AreaKind::District && self.latest(*code) == *code);
        standing.filter(|code| self.lies_in(*code, area)).collect()
    }

    fn lies_in(&self, district: AreaCode, area: AreaCode) -> bool {
        let kind = area.kind();
        let through = || {
            let partnership = self.enclosing(district, AreaKind::Partnership)?;
            self.enclosing(partnership, kind)
        };
        self.enclosing(district, kind).or_else(through) == Some(area)
    }

    /// The force that polices a district: directly, or through its partnership.
    ///
    /// # Errors
    /// When no lookup held says.
    pub fn force(&self, district: AreaCode) -> Result<&'static Force, AreaRefused> {
        let direct = self.enclosing(district, AreaKind::ForceArea);
        let through = || {
            let partnership = self.enclosing(district, AreaKind::Partnership)?;
            self.enclosing(partnership, AreaKind::ForceArea)
        };
        let area = direct.or_else(through).ok_or(AreaRefused::NoForce(district))?;
        Force::policing(area.as_str()).ok_or(AreaRefused::NoForce(district))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str, meaning: LinkMeaning, year: i16) -> AreaLink {
        let name = |code: &str| format!("Place {code}");
        AreaLink {
            from: from.parse().unwrap(),
            from_name: name(from),
            to: to.parse().unwrap(),
            to_name: name(to),
            meaning,
            year,
        }
    }

    fn code(text: &str) -> AreaCode {
        text.parse().unwrap()
    }

    #[test]
    fn the_force_is_found_through_the_partnership() {
        let geography = Geography::of(&[
            link("E07000110", "E22000142", LinkMeaning::Within, 2024),
            link("E22000142", "E23000032", LinkMeaning::Within, 2024),
        ]);
        assert_eq!(geography.force(code("E07000110")).map(Force::name), Ok("Kent Police"));
    }

    #[test]
    fn a_merged_district_is_refused_with_its_later_code() {
        let geography = Geography::of(&[
            link("E07000151", "E06000062", LinkMeaning::Became, 2021),
            link("E07000154", "E06000062", LinkMeaning::Became, 2021),
        ]);
        let refused = geography.district(code("E07000151")).unwrap_err().to_string();
        assert!(refused.ends_with("in 2021: ask for E06000062"), "{refused}");
        assert_eq!(geography.merged_into(code("E06000062")).len(), 2);
    }

    #[test]
    fn a_circle_of_successions_ends() {
        let geography = Geography::of(&[
            link("E07000001", "E07000002", LinkMeaning::Became, 2019),
            link("E07000002", "E07000001", LinkMeaning::Became, 2020),
        ]);
        assert_eq!(geography.latest(code("E07000001")), code("E07000002"));
    }

    #[test]
    fn a_ward_is_not_a_district() {
        let refused = Geography::default().district(code("E05004990"));
        assert_eq!(
            refused,
            Err(AreaRefused::NotDistrict { code: code("E05004990"), kind: AreaKind::Ward })
        );
    }
}
