//! A plan as a file has it: how an example's plan is entered as it was written.
//!
//! In comes what was typed; out go texts, objectives, actions and undertakings, in which a priority is named by its place in
//! the decision that made it.

use std::collections::BTreeMap;

use crate::plan::action::ActionDeed;
use crate::plan::action::described::Described;
use crate::plan::rolling::Undertaking;
use crate::plan::rolling::Wording;
use crate::terms::day::Day;

/// A plan with its actions.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedPlanInFull {
    /// The day on which it was begun.
    pub begun: Day,
    /// The day on which all of it was written.
    pub written: Day,
    /// Its texts.
    pub wording: Wording,
    /// Its objectives, numbered from 1 in this order.
    pub objective: Vec<TypedObjective>,
    /// Its actions, numbered from 1 in this order.
    pub action: Vec<Described>,
    /// What authorities undertake, by their names.
    pub undertaking: BTreeMap<String, Undertaking>,
    /// What was done about actions, in order.
    #[serde(default)]
    pub deed: Vec<TypedDeed>,
}

/// Something that was done about an action.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDeed {
    /// The day.
    pub on: Day,
    /// The action's number.
    pub action: i64,
    /// What was done.
    pub what: ActionDeed,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedObjective {
    /// The place of its priority, from 1.
    pub priority: usize,
    /// What is to be reached.
    pub words: String,
}
