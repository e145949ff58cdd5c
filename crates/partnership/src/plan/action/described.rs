//! What an action of the plan is: what is done, by whom, with whom and what, how it is measured, and by when.
//!
//! In comes what was typed; out go its faults, among the members and objectives that there are.

use std::collections::BTreeSet;

use crate::plan::action::refused::ActionFault;
use crate::task_groups::measure::Measure;
use crate::terms::day::Day;

/// The longest title of an action, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest other text of it, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// How an action is described.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// What is done, such as "Street pastors on Fridays and Saturdays".
    pub title: String,
    /// More about it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The number of the objective that it serves, if it serves one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<u32>,
    /// The authority that leads it: a member of the partnership, by its name.
    pub lead: String,
    /// The person or post that leads it there.
    pub person: String,
    /// Who takes part, by their names.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub partners: BTreeSet<String>,
    /// What it takes, such as officers' time; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub resources: String,
    /// Who pays for it, and how much; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub funding: String,
    /// By what it is measured, from where and to where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// The day by which it shall be done.
    pub due: Day,
    /// The numbers of the entries of "you said, we did" that it does.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub said: BTreeSet<i64>,
}

/// Among which members and objectives an action is described.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    /// The names of the partnership's members.
    pub members: &'a BTreeSet<String>,
    /// The numbers of the plan's objectives.
    pub objectives: &'a BTreeSet<u32>,
}

impl Described {
    /// All its faults, in the order of the fields, whoever the members are.
    pub(super) fn faults(&self) -> Vec<ActionFault> {
        self.all_faults(None)
    }

    /// All its faults, in the order of the fields, its lead and objective among those that there are.
    pub fn faults_among(&self, among: Among<'_>) -> Vec<ActionFault> {
        self.all_faults(Some(among))
    }

    fn all_faults(&self, among: Option<Among<'_>>) -> Vec<ActionFault> {
        let blank = |text: &str| text.trim().is_empty();
        let long = |text: &str, fault: fn(usize) -> ActionFault| {
            let found = text.chars().count();
            (found > LONGEST_TEXT).then(|| fault(found))
        };
        let title = self.title.chars().count();
        let unknown = among
            .and_then(|among| self.objective.filter(|number| !among.objectives.contains(number)));
        let is_stranger = among.is_some_and(|among| !among.members.contains(&self.lead));
        let faults = [
            blank(&self.title).then_some(ActionFault::NoTitle),
            (title > LONGEST_TITLE).then_some(ActionFault::LongTitle(title)),
            long(&self.about, ActionFault::LongAbout),
            unknown.map(ActionFault::NoObjective),
            blank(&self.lead).then_some(ActionFault::NoLead),
            (is_stranger && !blank(&self.lead)).then(|| ActionFault::NoMember(self.lead.clone())),
            blank(&self.person).then_some(ActionFault::NoPerson),
            long(&self.person, ActionFault::LongPerson),
            long(&self.resources, ActionFault::LongResources),
            long(&self.funding, ActionFault::LongFunding),
        ];
        faults.into_iter().flatten().collect()
    }
}
