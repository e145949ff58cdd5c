//! Comparison groups: the areas that one area is set beside, as data with a source and a version.
//!
//! In come neighbours as published or a list typed by hand; out goes the group for an area. Groups
//! are not symmetric: an area may be in its neighbour's group, or not.

use std::collections::BTreeSet;

use crate::evidence::geography::Geography;
use crate::evidence::rows::Neighbour;
use crate::terms::area::AreaCode;

/// The areas that one area is compared with; the area itself is not listed but always counts as a
/// member when a mean is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonGroup {
    /// What the group is called in a sentence, such as "its 20 nearest statistical neighbours".
    pub name: String,
    /// Where the membership comes from.
    pub source: String,
    /// The other members, nearest first where the source ranks them.
    pub peers: Vec<AreaCode>,
}

/// Why a list typed by hand is no group: every line at fault, with its reason.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the comparison group cannot be read:\n{}", .faults.join("\n"))]
pub struct GroupError {
    /// One sentence for each fault, with its line.
    pub faults: Vec<String>,
}

impl ComparisonGroup {
    /// The group of `area` among published neighbours of one `variant`; `None` when the area has
    /// none there.
    pub fn of_neighbours(
        area: AreaCode,
        variant: &str,
        neighbours: &[Neighbour],
    ) -> Option<ComparisonGroup> {
        let own = |row: &&Neighbour| row.area == area && row.variant == variant;
        let mut ranked: Vec<_> = neighbours.iter().filter(own).collect();
        ranked.sort_by_key(|row| row.rank);
        let peers: Vec<AreaCode> = ranked.iter().map(|row| row.neighbour).collect();
        (!peers.is_empty()).then(|| ComparisonGroup {
            name: format!("its {} nearest statistical neighbours", peers.len()),
            source: format!(
                "Office for National Statistics, nearest statistical neighbours ({variant})"
            ),
            peers,
        })
    }

    /// The group that somebody typed: one area code or exact name a line; empty lines and lines that
    /// begin with `#` are passed over; the area itself may be among them.
    ///
    /// # Errors
    /// All lines that name no area, or more than one, or one named before.
    pub fn typed(
        area: AreaCode,
        text: &str,
        geography: &Geography,
    ) -> Result<ComparisonGroup, GroupError> {
        let mut faults = Vec::new();
        let mut seen = BTreeSet::new();
        let mut peers = Vec::new();
        let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        for (line, words) in lines.filter(|(_, words)| !words.is_empty() && !words.starts_with('#'))
        {
            match one_area(words, geography) {
                Ok(code) if code == area => {}
                Ok(code) if seen.insert(code) => peers.push(code),
                Ok(code) => faults.push(format!("line {line}: {code} is named twice")),
                Err(reason) => faults.push(format!("line {line}: {reason}")),
            }
        }
        if peers.is_empty() && faults.is_empty() {
            faults.push("no area is named: write one area code or name a line".to_owned());
        }
        if !faults.is_empty() {
            return Err(GroupError { faults });
        }
        let name = format!("the {} areas that were chosen for comparison", peers.len());
        Ok(ComparisonGroup { name, source: "a list chosen by the partnership".to_owned(), peers })
    }
}

fn one_area(words: &str, geography: &Geography) -> Result<AreaCode, String> {
    if let Ok(code) = words.parse::<AreaCode>() {
        return geography.district(code).map_err(|refused| refused.to_string());
    }
    let districts = geography.named(words).filter(|code| geography.district(*code).is_ok());
    match districts.collect::<Vec<_>>().as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("no district is named `{words}`; write its code, such as E07000110")),
        several => {
            let codes: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(format!("`{words}` names several districts: write one of {}", codes.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::rows::AreaLink;
    use crate::evidence::rows::LinkMeaning;

    fn geography() -> Geography {
        let link = |from: &str, name: &str| AreaLink {
            from: from.parse().unwrap(),
            from_name: name.to_owned(),
            to: "E23000032".parse().unwrap(),
            to_name: "Kent".to_owned(),
            meaning: LinkMeaning::Within,
            year: 2024,
        };
        Geography::of(&[link("E07000110", "Maidstone"), link("E07000105", "Ashford")])
    }

    #[test]
    fn a_typed_list_may_hold_names_and_codes_and_the_area_itself() {
        let typed = "# Kent\nMaidstone\n\nE07000105\n";
        let group =
            ComparisonGroup::typed("E07000110".parse().unwrap(), typed, &geography()).unwrap();
        assert_eq!(group.peers, ["E07000105".parse().unwrap()]);
    }

    #[test]
    fn all_faults_of_a_typed_list_are_told_together() {
        let typed = "Ashford\nAshford\nAtlantis\nE05000001";
        let refused = ComparisonGroup::typed("E07000110".parse().unwrap(), typed, &geography());
        assert_eq!(refused.unwrap_err().faults.len(), 3);
    }

    #[test]
    fn published_neighbours_are_ranked_and_kept_apart_by_variant() {
        let row = |rank, code: &str, variant: &str| Neighbour {
            area: "E07000110".parse().unwrap(),
            neighbour: code.parse().unwrap(),
            rank,
            variant: variant.to_owned(),
        };
        let rows = [
            row(2, "E07000105", "global"),
            row(1, "E07000228", "global"),
            row(1, "E07000111", "economic"),
        ];
        let group =
            ComparisonGroup::of_neighbours("E07000110".parse().unwrap(), "global", &rows).unwrap();
        assert_eq!(group.peers, ["E07000228".parse().unwrap(), "E07000105".parse().unwrap()]);
        assert_eq!(
            ComparisonGroup::of_neighbours("E07000105".parse().unwrap(), "global", &rows),
            None
        );
    }
}
