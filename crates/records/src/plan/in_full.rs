//! A plan as it is held, with all that belongs to it: its actions, the decision behind its priorities, and what was answered
//! to people in its cycle.

use std::collections::BTreeMap;

use partnership::consultation::you_said::YouSaid;
use partnership::plan::action::Action;
use partnership::plan::in_full::PlanInFull;
use partnership::plan::rolling::Plan;
use partnership::priorities::decided::DecidedPriorities;
use partnership::priorities::decided::Priority;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::error::RecordsError;
use crate::plan::acting::KeptAction;
use crate::store::thing::Held;

/// A plan with all that belongs to it.
#[derive(Debug)]
pub struct HeldPlan {
    /// The plan.
    pub held: Held<Plan>,
    /// Its actions, in the order in which they were entered.
    pub kept: Vec<KeptAction>,
    /// The same by number.
    pub actions: BTreeMap<i64, Action>,
    /// The decision that made the priorities in force; none before a meeting decided.
    pub decided: Option<DecidedPriorities>,
    /// What was answered to people in the cycle, by number.
    pub said: BTreeMap<i64, YouSaid>,
}

impl HeldPlan {
    /// The priorities in force.
    pub fn priorities(&self) -> &[Priority] {
        self.decided.as_ref().map_or(&[], DecidedPriorities::priorities)
    }

    /// All of it, as the core looks at it.
    pub fn full(&self) -> PlanInFull<'_> {
        let (priorities, actions) = (self.priorities(), &self.actions);
        PlanInFull { plan: &self.held.value, priorities, actions, said: &self.said }
    }
}

impl Book {
    /// The plan of a cycle with all that belongs to it, if it was begun.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub async fn plan_in_full(&self, cycle: Cycle) -> Result<Option<HeldPlan>, RecordsError> {
        let Some(held) = self.plan(cycle).await? else { return Ok(None) };
        let kept = self.plan_actions(cycle).await?;
        let actions = kept.iter().map(|one| (one.number, one.action.clone())).collect();
        let mut said = BTreeMap::new();
        for consultation in self.consultations(cycle).await? {
            let entries = self.you_said(cycle, consultation.questionnaire()).await?;
            said.extend(entries.into_iter().map(|(number, held)| (number, held.value)));
        }
        let decided = self.decided_priorities(cycle).await?.pop().map(|held| held.value);
        Ok(Some(HeldPlan { held, kept, actions, decided, said }))
    }
}
