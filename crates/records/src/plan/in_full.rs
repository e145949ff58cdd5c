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
use crate::compiled_once;
use crate::error::RecordsError;
use crate::plan::acting::KeptAction;
use crate::store::thing::Held;
use crate::store::thing::Version;

/// A plan with all that belongs to it.
#[derive(Debug)]
pub struct HeldPlan {
    /// The plan.
    pub held: Held<Plan>,
    /// Its actions by number.
    pub actions: BTreeMap<i64, Action>,
    /// The versions of them, to be given when one is changed.
    versions: BTreeMap<i64, Version>,
    /// The decision that made the priorities in force; none before a meeting decided.
    pub decided: Option<DecidedPriorities>,
    /// What was answered to people in the cycle, by number.
    pub said: BTreeMap<i64, YouSaid>,
}

impl HeldPlan {
    /// The action of a number with its version, if there is one.
    pub fn kept(&self, number: i64) -> Option<KeptAction> {
        let (action, version) = (self.actions.get(&number)?, self.versions.get(&number)?);
        Some(KeptAction { number, version: *version, action: action.clone() })
    }

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
    #[compiled_once]
    pub async fn plan_in_full(&self, cycle: Cycle) -> Result<Option<HeldPlan>, RecordsError> {
        let Some(held) = self.plan(cycle).await? else { return Ok(None) };
        let kept = self.plan_actions(cycle).await?;
        let versions = kept.iter().map(|one| (one.number, one.version)).collect();
        let actions = kept.into_iter().map(|one| (one.number, one.action)).collect();
        let mut said = BTreeMap::new();
        for consultation in self.consultations(cycle).await? {
            let entries = self.you_said(cycle, consultation.questionnaire()).await?;
            said.extend(entries.into_iter().map(|(number, held)| (number, held.value)));
        }
        let decided = self.decided_priorities(cycle).await?.pop().map(|held| held.value);
        Ok(Some(HeldPlan { held, actions, versions, decided, said }))
    }
}
