//! Partnerships that follow others: combined when districts merge, or split when they part again.
//!
//! In come the partnerships as they are, a day and a reason; out goes the description of the one that follows. Nothing of
//! the old ones is moved: each keeps its own records, which are closed from that day on, and the new one says whom it follows.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::membership::GroupChoice;
use crate::membership::Partnership;
use crate::membership::TypedPartnership;
use crate::membership::organisation::District;
use crate::membership::organisation::Organisation;
use crate::membership::organisation::TaskGroup;
use crate::membership::validity::Validity;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::terms::slug::Slug;
use crate::terms::wording::listed;

/// Another partnership, as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// Its short name.
    pub id: Slug,
    /// Its name.
    pub name: String,
}

/// That a partnership began in the place of others.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predecessors {
    /// Its first day.
    pub on: Day,
    /// Those that it follows.
    pub from: BTreeSet<Other>,
    /// Why, such as the order that merged the districts.
    pub because: String,
}

/// That a partnership ended, and others go on in its place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successors {
    /// The first day on which it is no more.
    pub on: Day,
    /// Those that follow it.
    pub into: BTreeSet<Other>,
    /// Why.
    pub because: String,
}

impl Successors {
    /// It in a sentence.
    pub fn in_words(&self) -> String {
        let into: Vec<&String> = self.into.iter().map(|one| &one.name).collect();
        format!(
            "This partnership ended on {} and goes on as {}. What it left can be read, and is changed no more.",
            self.on.in_words(),
            listed(&into)
        )
    }
}

/// Why no partnership can follow others so.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SuccessionFault {
    /// They are policed by several forces.
    #[error("{0} and {1} police them: a partnership lies within one force's area")]
    SeveralForces(&'static str, &'static str),
    /// There is nothing to follow.
    #[error("no partnership is named that it follows")]
    Nobody,
    /// A district is none of theirs.
    #[error("{0} is no district of theirs on that day")]
    NotTheirs(AreaCode),
    /// A district would go nowhere.
    #[error("no partnership would cover {0}; name it with one of them")]
    LeftOut(AreaCode),
    /// A district would go to two.
    #[error("two partnerships would cover {0}; name it with one of them")]
    Twice(AreaCode),
}

/// What a partnership that follows others covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covered {
    /// All the districts of those that it follows.
    AllOfTheirs,
    /// These of them.
    OfTheirs(BTreeSet<AreaCode>),
    /// Districts that were made of theirs on the day, each by its code and name.
    MadeOfTheirs(BTreeMap<AreaCode, String>),
}

/// The description of a partnership that follows others on a day: what it covers; their organisations and task groups of
/// that day; and the bodies of the first, since the new ones' names are not known. Whoever manages it corrects what is
/// otherwise.
///
/// # Errors
/// When they lie in several forces' areas, or a district is none of theirs.
pub fn following(
    name: &str,
    before: &[&Partnership],
    covered: &Covered,
    on: Day,
) -> Result<TypedPartnership, SuccessionFault> {
    let first = before.first().ok_or(SuccessionFault::Nobody)?;
    let force = first.force().name();
    if let Some(other) = before.iter().find(|one| one.force().name() != force) {
        return Err(SuccessionFault::SeveralForces(force, other.force().name()));
    }
    Ok(TypedPartnership {
        name: name.to_owned(),
        police_force: first.typed().police_force.clone(),
        comparison_group: GroupChoice::NearestNeighbours,
        districts: covered.districts(before, on)?,
        organisations: organisations_of(before, on),
        task_groups: task_groups_of(before, on),
        bodies: first.bodies().to_vec(),
    })
}

impl Covered {
    /// The districts, from the day on.
    fn districts(
        &self,
        before: &[&Partnership],
        on: Day,
    ) -> Result<Vec<District>, SuccessionFault> {
        let theirs = districts_of(before, on);
        match self {
            Covered::AllOfTheirs => Ok(theirs),
            Covered::OfTheirs(named) => {
                let codes: BTreeSet<AreaCode> = theirs.iter().map(|one| one.code).collect();
                match named.difference(&codes).next() {
                    Some(other) => Err(SuccessionFault::NotTheirs(*other)),
                    None => {
                        Ok(theirs.into_iter().filter(|one| named.contains(&one.code)).collect())
                    }
                }
            }
            Covered::MadeOfTheirs(made) => {
                let valid = Validity::From(on);
                let district = |(code, name): (&AreaCode, &String)| District {
                    code: *code,
                    name: name.clone(),
                    valid,
                };
                Ok(made.iter().map(district).collect())
            }
        }
    }
}

/// Whether partnerships that follow one share its districts of a day out among them: each to one, and none to nobody.
///
/// # Errors
/// The first district that goes to two, or to none.
pub fn shared_out(
    whole: &Partnership,
    shares: &[BTreeSet<AreaCode>],
    on: Day,
) -> Result<(), SuccessionFault> {
    for district in whole.districts_on(on) {
        match shares.iter().filter(|share| share.contains(&district.code)).count() {
            0 => return Err(SuccessionFault::LeftOut(district.code)),
            1 => {}
            _ => return Err(SuccessionFault::Twice(district.code)),
        }
    }
    Ok(())
}

/// Their districts on a day, from that day on.
fn districts_of(before: &[&Partnership], on: Day) -> Vec<District> {
    let all = before.iter().flat_map(|one| one.districts_on(on)).cloned();
    once(all, |one| one.code, |one| District { valid: Validity::From(on), ..one })
}

/// Those who took part in any of them on a day, from that day on: in the capacity of the first that has them.
fn organisations_of(before: &[&Partnership], on: Day) -> Vec<Organisation> {
    let all = before.iter().flat_map(|one| one.organisations_on(on)).cloned();
    let since = |one| Organisation { valid: Validity::From(on), ..one };
    once(all, |one| one.name.clone(), since)
}

/// Their task groups on a day, from that day on; groups of one name are one, with the first one's lead.
fn task_groups_of(before: &[&Partnership], on: Day) -> Vec<TaskGroup> {
    let all = before.iter().flat_map(|one| one.task_groups_on(on)).cloned();
    once(all, |one| one.name.clone(), |one| TaskGroup { valid: Validity::From(on), ..one })
}

/// The first of each name, each made into what it will be.
fn once<T, N: Ord>(
    all: impl Iterator<Item = T>,
    name: impl Fn(&T) -> N,
    into: impl Fn(T) -> T,
) -> Vec<T> {
    let mut known = BTreeSet::new();
    all.filter(|one| known.insert(name(one))).map(into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partnership(name: &str, district: &str, force: &str, member: &str) -> Partnership {
        let typed: TypedPartnership = serde_json::from_value(serde_json::json!({
            "name": name, "police_force": force, "comparison_group": "nearest-neighbours",
            "district": [{ "code": district, "name": name }],
            "organisation": [
                { "name": "Kent Police", "capacity": "responsible-authority" },
                { "name": member, "capacity": "responsible-authority" },
                { "name": "Gone", "capacity": "key-partner", "valid": "until 2020-03-31" },
            ],
            "task_group": [{ "name": "Domestic Abuse", "lead": member }],
            "body": [{ "id": "group", "kind": "strategy-group", "name": "the group" }],
        }))
        .unwrap();
        Partnership::of(typed).unwrap()
    }

    fn day() -> Day {
        "2028-04-01".parse().unwrap()
    }

    fn code(text: &str) -> AreaCode {
        text.parse().unwrap()
    }

    #[test]
    fn a_combined_partnership_has_the_districts_and_members_of_that_day_each_once() {
        let ashford = partnership("Ashford", "E07000105", "Kent Police", "Ashford Council");
        let maidstone = partnership("Maidstone", "E07000110", "Kent Police", "Maidstone Council");
        let typed =
            following("Mid Kent", &[&ashford, &maidstone], &Covered::AllOfTheirs, day()).unwrap();
        let districts: Vec<String> =
            typed.districts.iter().map(|one| one.code.to_string()).collect();
        assert_eq!(districts, ["E07000105", "E07000110"]);
        let members: Vec<&str> = typed.organisations.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(members, ["Kent Police", "Ashford Council", "Maidstone Council"]);
        assert!(typed.organisations.iter().all(|one| one.valid == Validity::From(day())));
        assert_eq!(typed.task_groups.len(), 1);
        assert_eq!(typed.task_groups[0].lead.as_deref(), Some("Ashford Council"));
        assert!(Partnership::of(typed).is_ok());
    }

    #[test]
    fn a_district_that_was_made_of_theirs_stands_in_the_place_of_theirs() {
        let ashford = partnership("Ashford", "E07000105", "Kent Police", "Ashford Council");
        let maidstone = partnership("Maidstone", "E07000110", "Kent Police", "Maidstone Council");
        let made = BTreeMap::from([(code("E06000068"), "Mid Kent".to_owned())]);
        let covered = Covered::MadeOfTheirs(made);
        let typed = following("Mid Kent", &[&ashford, &maidstone], &covered, day()).unwrap();
        let combined = Partnership::of(typed).unwrap();
        let districts: Vec<&District> = combined.districts_on(day()).collect();
        assert_eq!(districts.len(), 1);
        assert_eq!(
            (districts[0].code, districts[0].name.as_str()),
            (code("E06000068"), "Mid Kent")
        );
        assert_eq!(combined.districts_on(day().plus_days(-1)).count(), 0);
    }

    #[test]
    fn partnerships_of_two_forces_are_not_combined() {
        let kent = partnership("Ashford", "E07000105", "Kent Police", "Ashford Council");
        let sussex = partnership("Rother", "E07000064", "Sussex Police", "Rother Council");
        let refused =
            following("Border", &[&kent, &sussex], &Covered::AllOfTheirs, day()).unwrap_err();
        assert_eq!(refused, SuccessionFault::SeveralForces("Kent Police", "Sussex Police"));
    }

    #[test]
    fn what_is_split_goes_to_one_of_its_followers_each() {
        let ashford = partnership("Ashford", "E07000105", "Kent Police", "Ashford Council");
        let maidstone = partnership("Maidstone", "E07000110", "Kent Police", "Maidstone Council");
        let both =
            following("Mid Kent", &[&ashford, &maidstone], &Covered::AllOfTheirs, day()).unwrap();
        let both = Partnership::of(both).unwrap();
        let share = |codes: &[&str]| codes.iter().map(|one| code(one)).collect::<BTreeSet<_>>();
        let (one, other) = (share(&["E07000105"]), share(&["E07000110"]));
        assert_eq!(shared_out(&both, &[one.clone(), other], day()), Ok(()));
        let left_out = SuccessionFault::LeftOut(code("E07000110"));
        assert_eq!(shared_out(&both, std::slice::from_ref(&one), day()), Err(left_out));
        let twice = SuccessionFault::Twice(code("E07000105"));
        let shares = [one.clone(), share(&["E07000105", "E07000110"])];
        assert_eq!(shared_out(&both, &shares, day()), Err(twice));
        let again = following("Ashford", &[&both], &Covered::OfTheirs(one), day()).unwrap();
        assert_eq!(again.districts.len(), 1);
        let strange = Covered::OfTheirs(share(&["E07000064"]));
        let refused = following("Rother", &[&both], &strange, day()).unwrap_err();
        assert_eq!(refused, SuccessionFault::NotTheirs(code("E07000064")));
    }
}
