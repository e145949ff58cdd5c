//! Who the partnership is: its members, task groups, districts, and the bodies that decide for it.
//!
//! In comes a description as somebody typed it; out goes a partnership in which every fault has been
//! found, and which knows who belonged to it on any day.

pub mod validity;
pub mod body;
pub mod organisation;
pub mod person;
pub mod county_analyst;
pub mod founding;
pub mod succession;
pub mod may;

use std::collections::BTreeSet;

use crate::membership::body::Body;
use crate::membership::body::BodyId;
use crate::membership::body::BodyKind;
use crate::membership::organisation::District;
use crate::membership::organisation::Organisation;
use crate::membership::organisation::TaskGroup;
use crate::membership::validity::Validity;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::day::Day;
use crate::terms::force::Force;

/// A partnership as somebody described it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedPartnership {
    /// What it is called, such as "Safer Maidstone Partnership".
    pub name: String,
    /// The police force, as any publisher writes it, such as "Kent Police".
    pub police_force: String,
    /// Whom its districts are set beside.
    pub comparison_group: GroupChoice,
    /// The districts that it covers or covered.
    #[serde(default, rename = "district")]
    pub districts: Vec<District>,
    /// Its responsible authorities, other members and key partners.
    #[serde(default, rename = "organisation")]
    pub organisations: Vec<Organisation>,
    /// Its task groups.
    #[serde(default, rename = "task_group")]
    pub task_groups: Vec<TaskGroup>,
    /// The bodies that decide on what it does.
    #[serde(default, rename = "body")]
    pub bodies: Vec<Body>,
}

/// Which comparison group a partnership uses.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupChoice {
    /// The nearest statistical neighbours that the Office for National Statistics finds.
    NearestNeighbours,
    /// The areas listed.
    Chosen(BTreeSet<AreaCode>),
}

/// A partnership whose description has no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    typed: TypedPartnership,
    force: &'static Force,
}

/// Why a description is not a partnership: every fault, each with what to do.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the partnership cannot be read:\n{}", in_lines(.0))]
pub struct PartnershipError(pub Vec<PartnershipFault>);

/// One fault of a description.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PartnershipFault {
    /// Something has no name.
    #[error("a {0} has no name; write one")]
    NoName(&'static str),
    /// The force is none that publishes.
    #[error("`{0}` is not a police force; write it as police.uk does, such as Kent Police")]
    NoSuchForce(String),
    /// The partnership covers nothing.
    #[error("no district is named; a partnership covers at least one")]
    NoDistrict,
    /// The code is of something else.
    #[error("{code} is the code of a {found}; write the code of a district, such as E07000110")]
    NotADistrict {
        /// The code.
        code: AreaCode,
        /// What it is the code of.
        found: &'static str,
    },
    /// The same thing stands twice for the same time.
    #[error("{what} `{name}` is named twice for the same days; keep one of them")]
    Twice {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        name: String,
    },
    /// Nobody decides for the partnership.
    #[error("no body is the strategy group; add one of the kind strategy-group")]
    NoStrategyGroup,
}

fn in_lines(faults: &[PartnershipFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Partnership {
    /// The partnership that `typed` describes.
    ///
    /// # Errors
    /// All faults of the description together.
    pub fn of(typed: TypedPartnership) -> Result<Partnership, PartnershipError> {
        let mut faults = unnamed(&typed);
        faults.extend(named_twice(&typed));
        if typed.districts.is_empty() {
            faults.push(PartnershipFault::NoDistrict);
        }
        faults.extend(typed.districts.iter().map(|district| district.code).filter_map(|code| {
            let found = code.kind();
            (found != AreaKind::District)
                .then(|| PartnershipFault::NotADistrict { code, found: found.in_words() })
        }));
        if typed.bodies.iter().all(|body| body.kind != BodyKind::StrategyGroup) {
            faults.push(PartnershipFault::NoStrategyGroup);
        }
        match Force::named(&typed.police_force) {
            Some(force) if faults.is_empty() => return Ok(Partnership { typed, force }),
            Some(_) => {}
            None => faults.push(PartnershipFault::NoSuchForce(typed.police_force)),
        }
        Err(PartnershipError(faults))
    }

    /// The description, to be shown, changed and checked again.
    pub fn typed(&self) -> &TypedPartnership {
        &self.typed
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.typed.name
    }

    /// The police force whose crimes are counted for its districts.
    pub fn force(&self) -> &'static Force {
        self.force
    }

    /// The bodies that decide on what it does.
    pub fn bodies(&self) -> &[Body] {
        &self.typed.bodies
    }

    /// The body of that short name.
    pub fn body(&self, id: &BodyId) -> Option<&Body> {
        self.typed.bodies.iter().find(|body| body.id == *id)
    }

    /// The organisations that took part on `day`, key partners among them.
    pub fn organisations_on(&self, day: Day) -> impl Iterator<Item = &Organisation> {
        self.typed.organisations.iter().filter(move |one| one.valid.covers(day))
    }

    /// The organisations that were members on `day`.
    pub fn members_on(&self, day: Day) -> impl Iterator<Item = &Organisation> {
        self.organisations_on(day).filter(|one| one.capacity.is_membership())
    }

    /// The task groups on `day`.
    pub fn task_groups_on(&self, day: Day) -> impl Iterator<Item = &TaskGroup> {
        self.typed.task_groups.iter().filter(move |group| group.valid.covers(day))
    }

    /// The districts covered on `day`.
    pub fn districts_on(&self, day: Day) -> impl Iterator<Item = &District> {
        self.typed.districts.iter().filter(move |district| district.valid.covers(day))
    }
}

fn unnamed(typed: &TypedPartnership) -> Vec<PartnershipFault> {
    let partnership = [("partnership", &typed.name)].into_iter();
    let districts = typed.districts.iter().map(|district| ("district", &district.name));
    let organisations = typed.organisations.iter().map(|one| ("organisation", &one.name));
    let groups = typed.task_groups.iter().map(|group| ("task group", &group.name));
    let bodies = typed.bodies.iter().map(|body| ("body", &body.name));
    let all = partnership.chain(districts).chain(organisations).chain(groups).chain(bodies);
    let nameless = all.filter(|(_, name)| name.trim().is_empty());
    nameless.map(|(what, _)| PartnershipFault::NoName(what)).collect()
}

fn named_twice(typed: &TypedPartnership) -> Vec<PartnershipFault> {
    let always = Validity::Always;
    let districts = typed.districts.iter().map(|one| ("district", one.code.to_string(), one.valid));
    let organisations =
        typed.organisations.iter().map(|one| ("organisation", one.name.clone(), one.valid));
    let groups = typed.task_groups.iter().map(|one| ("task group", one.name.clone(), one.valid));
    let bodies = typed.bodies.iter().map(|one| ("body", one.id.to_string(), always));
    let all: Vec<_> = districts.chain(organisations).chain(groups).chain(bodies).collect();
    let mut twice = Vec::new();
    for (at, (what, name, valid)) in all.iter().enumerate() {
        let earlier = &all[..at];
        if earlier.iter().any(|(w, n, v)| (w, n) == (what, name) && v.meets(*valid)) {
            twice.push(PartnershipFault::Twice { what, name: name.clone() });
        }
    }
    twice
}

#[cfg(test)]
mod tests;
