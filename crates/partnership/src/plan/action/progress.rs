//! The progress of an action in a quarter: how it does in words and a letter, what happened, and a figure.
//!
//! In comes what whoever leads an action notes; out goes what the rule of measures makes of the figure beside it.

use crate::plan::action::described::Described;
use crate::task_groups::amount::Amount;
use crate::task_groups::judgement::Judgement;
use crate::task_groups::judgement::Rag;
use crate::task_groups::quarterly::QuarterlyValue;
use crate::task_groups::quarterly::ValueStatus;
use crate::terms::period::Quarter;

/// What is noted of an action in a quarter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The quarter.
    pub quarter: Quarter,
    /// How it does, as whoever leads it says.
    pub judgement: Rag,
    /// What was done, and what is in the way.
    pub words: String,
    /// The value of its measure in the quarter, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Amount>,
}

impl Progress {
    /// What the rule of measures says of the figure, with its path from baseline to target; none where the action has no
    /// measure or no figure was noted. It stands beside what the lead says, and changes nothing of it.
    pub fn by_rule(&self, described: &Described) -> Option<Judgement> {
        let (measure, value) = (described.measure.as_ref()?, self.figure?);
        let value = QuarterlyValue {
            measure: measure.id().clone(),
            quarter: self.quarter,
            value,
            status: ValueStatus::Provisional,
            source: None,
        };
        Some(Judgement::on(measure, self.quarter, Some(&value), &[]))
    }
}
