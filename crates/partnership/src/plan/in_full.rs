//! A plan with all that belongs to it: its actions, the priorities in force, and what was answered to people.

use std::collections::BTreeMap;

use crate::consultation::you_said::WeAnswer;
use crate::consultation::you_said::YouSaid;
use crate::plan::action::Action;
use crate::plan::rolling::Plan;
use crate::priorities::decided::Priority;
use crate::priorities::decided::PriorityId;

/// A plan with all that belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct PlanInFull<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// The priorities in force in its cycle, in the order that the meeting gave them.
    pub priorities: &'p [Priority],
    /// Its actions by number.
    pub actions: &'p BTreeMap<i64, Action>,
    /// What was answered to people in its cycle, by number.
    pub said: &'p BTreeMap<i64, YouSaid>,
}

impl<'p> PlanInFull<'p> {
    /// The priority of a short name, if it is in force.
    pub fn priority(&self, id: &PriorityId) -> Option<&'p Priority> {
        self.priorities.iter().find(|one| one.id() == id)
    }

    /// The priority that an action serves, through its objective; none where there is no objective, or its priority is not
    /// in force.
    pub fn priority_of(&self, action: &Action) -> Option<&'p Priority> {
        let objective = self.plan.objective(action.described().objective?)?;
        self.priority(objective.priority())
    }

    /// The actions under an objective, by number.
    pub fn under(self, objective: u32) -> impl Iterator<Item = (i64, &'p Action)> {
        let actions = self.actions.iter().map(|(number, action)| (*number, action));
        actions.filter(move |(_, action)| action.described().objective == Some(objective))
    }

    /// The actions that do what was answered in an entry of "you said, we did".
    pub fn doing(self, said: i64) -> impl Iterator<Item = (i64, &'p Action)> {
        let actions = self.actions.iter().map(|(number, action)| (*number, action));
        actions.filter(move |(_, action)| action.described().said.contains(&said))
    }

    /// Whether an entry of "you said, we did" promises something that no action does. What was done already, or is not done,
    /// owes none.
    pub fn owes(self, said: i64) -> bool {
        let promises = match self.said.get(&said).map(YouSaid::answer) {
            Some(WeAnswer::WeWill { .. }) => true,
            Some(WeAnswer::WeDid { .. } | WeAnswer::WeDidNot { .. }) | None => false,
        };
        promises && !self.doing(said).any(|(_, action)| action.standing().counts())
    }
}
