//! Partnerships that follow others: combined when districts merge, or split when they part again.
//!
//! In come the partnerships as they are, a day and a reason; out goes the description of the one that follows. Nothing of
//! the old ones is moved: each keeps its own records, which are closed from that day on, and the new one says whom it follows.

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

/// That a partnership began in the place of others.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predecessors {
    /// Its first day.
    pub on: Day,
    /// The short names of those that it follows.
    pub from: BTreeSet<Slug>,
    /// Why, such as the order that merged the districts.
    pub because: String,
}

/// That a partnership ended, and others go on in its place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successors {
    /// The first day on which it is no more.
    pub on: Day,
    /// The short names of those that follow it.
    pub into: BTreeSet<Slug>,
    /// Why.
    pub because: String,
}

impl Successors {
    /// It in a sentence.
    pub fn in_words(&self) -> String {
        let into: Vec<String> = self.into.iter().map(|one| format!("`{one}`")).collect();
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

/// The description of a partnership that follows others on a day: the districts that are named, or all of theirs; their
/// organisations and task groups of that day; and the bodies of the first, since the new ones' names are not known. Whoever
/// manages it corrects what is otherwise.
///
/// # Errors
/// When they lie in several forces' areas, or a district is none of theirs.
pub fn following(
    name: &str,
    before: &[&Partnership],
    districts: Option<&BTreeSet<AreaCode>>,
    on: Day,
) -> Result<TypedPartnership, SuccessionFault> {
    let first = before.first().ok_or(SuccessionFault::Nobody)?;
    let force = first.force().name();
    if let Some(other) = before.iter().find(|one| one.force().name() != force) {
        return Err(SuccessionFault::SeveralForces(force, other.force().name()));
    }
    let theirs = districts_of(before, on);
    let codes: BTreeSet<AreaCode> = theirs.iter().map(|one| one.code).collect();
    if let Some(other) = districts.and_then(|named| named.difference(&codes).next()) {
        return Err(SuccessionFault::NotTheirs(*other));
    }
    let is_named = |one: &District| districts.is_none_or(|named| named.contains(&one.code));
    Ok(TypedPartnership {
        name: name.to_owned(),
        police_force: first.typed().police_force.clone(),
        comparison_group: GroupChoice::NearestNeighbours,
        districts: theirs.into_iter().filter(is_named).collect(),
        organisations: organisations_of(before, on),
        task_groups: task_groups_of(before, on),
        bodies: first.bodies().to_vec(),
    })
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
        let typed = following("Mid Kent", &[&ashford, &maidstone], None, day()).unwrap();
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
    fn partnerships_of_two_forces_are_not_combined() {
        let kent = partnership("Ashford", "E07000105", "Kent Police", "Ashford Council");
        let sussex = partnership("Rother", "E07000064", "Sussex Police", "Rother Council");
        let refused = following("Border", &[&kent, &sussex], None, day()).unwrap_err();
        assert_eq!(refused, SuccessionFault::SeveralForces("Kent Police", "Sussex Police"));
    }

    #[test]
    fn what_is_split_goes_to_one_of_its_followers_each() {
        let ashford = partnership("Ashford", "E07000105", "Kent Police", "Ashford Council");
        let maidstone = partnership("Maidstone", "E07000110", "Kent Police", "Maidstone Council");
        let both = following("Mid Kent", &[&ashford, &maidstone], None, day()).unwrap();
        let both = Partnership::of(both).unwrap();
        let share = |codes: &[&str]| codes.iter().map(|one| code(one)).collect::<BTreeSet<_>>();
        let (one, other) = (share(&["E07000105"]), share(&["E07000110"]));
        assert_eq!(shared_out(&both, &[one.clone(), other], day()), Ok(()));
        let left_out = SuccessionFault::LeftOut(code("E07000110"));
        assert_eq!(shared_out(&both, std::slice::from_ref(&one), day()), Err(left_out));
        let twice = SuccessionFault::Twice(code("E07000105"));
        let shares = [one.clone(), share(&["E07000105", "E07000110"])];
        assert_eq!(shared_out(&both, &shares, day()), Err(twice));
        let again = following("Ashford", &[&both], Some(&one), day()).unwrap();
        assert_eq!(again.districts.len(), 1);
        let strange = share(&["E07000064"]);
        let refused = following("Rother", &[&both], Some(&strange), day()).unwrap_err();
        assert_eq!(refused, SuccessionFault::NotTheirs(code("E07000064")));
    }
}
