//! A partnership described from the few things that only its manager knows.
//!
//! In come its name, its district, its council and its police force; out goes a description with the responsible
//! authorities and the bodies that the law asks for, to be read and changed.

use crate::membership::GroupChoice;
use crate::membership::TypedPartnership;
use crate::membership::body::Body;
use crate::membership::body::BodyId;
use crate::membership::body::BodyKind;
use crate::membership::organisation::Capacity;
use crate::membership::organisation::District;
use crate::membership::organisation::Organisation;
use crate::membership::validity::Validity;
use crate::terms::area::AreaCode;
use crate::terms::slug::Slug;

/// What a partnership is described from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// What it is called, such as "Safer Maidstone Partnership".
    pub name: String,
    /// The police force, as any publisher writes it.
    pub police_force: String,
    /// The code of the district that it covers.
    pub district: AreaCode,
    /// The district's name.
    pub district_name: String,
    /// The district's council, such as "Maidstone Borough Council".
    pub council: String,
    /// The county's council, where there are two tiers.
    pub county_council: Option<String>,
}

impl Founding {
    /// The description. Its responsible authorities are those of section 5 of the Crime and Disorder Act 1998 as it
    /// stands; an authority whose name is not asked for is named by what it is. Beside the strategy group decide the
    /// bodies of a council with an executive: its scrutiny committee, Cabinet and Council.
    pub fn described(self) -> TypedPartnership {
        let authorities =
            [Some(self.council.clone()), self.county_council, Some(self.police_force.clone())]
                .into_iter()
                .flatten()
                .chain(NAMED_BY_KIND.map(str::to_owned));
        let organisation = |name: String| Organisation {
            name,
            capacity: Capacity::ResponsibleAuthority,
            valid: Validity::Always,
        };
        TypedPartnership {
            bodies: bodies(&self.name),
            districts: vec![District {
                code: self.district,
                name: self.district_name,
                valid: Validity::Always,
            }],
            name: self.name,
            police_force: self.police_force,
            comparison_group: GroupChoice::NearestNeighbours,
            organisations: authorities.map(organisation).collect(),
            task_groups: Vec::new(),
        }
    }
}

/// Authorities that the act names and whose own names are left to be filled in.
const NAMED_BY_KIND: [&str; 3] =
    ["fire and rescue authority", "probation provider", "integrated care board"];

fn bodies(partnership: &str) -> Vec<Body> {
    let named = [
        (
            "partnership",
            BodyKind::StrategyGroup,
            format!("the {}", partnership.trim_start_matches("the ").trim_start_matches("The ")),
        ),
        ("scrutiny", BodyKind::Scrutiny, "the scrutiny committee".to_owned()),
        ("cabinet", BodyKind::Cabinet, "Cabinet".to_owned()),
        ("council", BodyKind::Council, "Council".to_owned()),
    ];
    // The short names are plain words, so each of them is one.
    let body = |(id, kind, name): (&str, BodyKind, String)| {
        id.parse::<Slug>().ok().map(|id| Body { id: BodyId(id), kind, name })
    };
    named.into_iter().filter_map(body).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membership::Partnership;

    fn ashford() -> Founding {
        Founding {
            name: "Ashford Community Safety Partnership".to_owned(),
            police_force: "Kent Police".to_owned(),
            district: "E07000105".parse().unwrap(),
            district_name: "Ashford".to_owned(),
            council: "Ashford Borough Council".to_owned(),
            county_council: Some("Kent County Council".to_owned()),
        }
    }

    #[test]
    fn a_partnership_is_described_from_a_few_answers() {
        let described = Partnership::of(ashford().described()).unwrap();
        let names: Vec<&str> =
            described.typed().organisations.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Ashford Borough Council",
                "Kent County Council",
                "Kent Police",
                "fire and rescue authority",
                "probation provider",
                "integrated care board"
            ]
        );
        assert_eq!(described.bodies().len(), 4);
        assert_eq!(described.bodies()[0].name, "the Ashford Community Safety Partnership");
    }

    #[test]
    fn in_one_tier_there_is_no_county_council() {
        let described = Founding { county_council: None, ..ashford() }.described();
        assert_eq!(described.organisations.len(), 5);
    }
}
