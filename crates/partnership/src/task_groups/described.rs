//! Measures, values and commentaries as a file has them, such as `task-groups.toml`.
//!
//! In comes the file as it is typed; out goes what it says, or every fault with what it is about.

use std::collections::BTreeSet;

use crate::consultation::report::Label;
use crate::task_groups::commentary::Commentary;
use crate::task_groups::judgement::SetByHand;
use crate::task_groups::measure::Measure;
use crate::task_groups::measure::MeasureError;
use crate::task_groups::measure::MeasureId;
use crate::task_groups::measure::TypedMeasure;
use crate::task_groups::quarterly::QuarterlyValue;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// What a file has of task groups; not yet checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedTaskGroups {
    /// Whether it was made up, to show how.
    #[serde(default)]
    pub illustrative: bool,
    /// The measures.
    #[serde(default, rename = "measure")]
    pub measures: Vec<TypedMeasure>,
    /// Their values.
    #[serde(default, rename = "value")]
    pub values: Vec<QuarterlyValue>,
    /// Judgements set by hand.
    #[serde(default, rename = "set_by_hand")]
    pub by_hand: Vec<SetByHand>,
    /// The commentaries.
    #[serde(default, rename = "commentary")]
    pub commentaries: Vec<Commentary>,
}

/// What is known of the task groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskGroups {
    /// Whether people said this, or it was made up.
    pub label: Label,
    /// The measures.
    pub measures: Vec<Measure>,
    /// Their values.
    pub values: Vec<QuarterlyValue>,
    /// Judgements set by hand.
    pub by_hand: Vec<SetByHand>,
    /// The commentaries.
    pub commentaries: Vec<Commentary>,
}

/// One fault of a description.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum TaskGroupsFault {
    /// A measure has faults.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// Two measures have one name.
    #[error("measure `{0}` stands twice; give one of them another short name")]
    Twice(MeasureId),
    /// A value or a judgement is of no measure.
    #[error("`{0}` is no measure here; write the short name of one that is, or add it")]
    NoSuchMeasure(MeasureId),
    /// A measure has two values in a quarter.
    #[error("measure `{measure}` has two values for {}; keep one", Period::Quarter(*quarter).in_words())]
    TwoValues {
        /// The measure.
        measure: MeasureId,
        /// The quarter.
        quarter: Quarter,
    },
    /// A group has two commentaries in a quarter.
    #[error("{group} has two commentaries on {}; keep one", Period::Quarter(*quarter).in_words())]
    TwoCommentaries {
        /// The group.
        group: String,
        /// The quarter.
        quarter: Quarter,
    },
}

/// Why a description cannot be used: every fault.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the task groups' figures cannot be read:\n{}", in_lines(.0))]
pub struct TaskGroupsError(pub Vec<TaskGroupsFault>);

fn in_lines(faults: &[TaskGroupsFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl TaskGroups {
    /// What the records have of task groups. It is illustrative where any measure is.
    pub fn kept(
        measures: Vec<Measure>,
        values: Vec<QuarterlyValue>,
        by_hand: Vec<SetByHand>,
        commentaries: Vec<Commentary>,
    ) -> TaskGroups {
        let made_up = measures.iter().any(|measure| measure.typed().illustrative);
        let label = if made_up { Label::Illustrative } else { Label::Real };
        TaskGroups { label, measures, values, by_hand, commentaries }
    }

    /// What `typed` says.
    ///
    /// # Errors
    /// All its faults together.
    pub fn of(typed: TypedTaskGroups) -> Result<TaskGroups, TaskGroupsError> {
        let mut faults = typed.repeated();
        let label = if typed.illustrative { Label::Illustrative } else { Label::Real };
        let mut measures = Vec::new();
        for one in typed.measures {
            let illustrative = typed.illustrative || one.illustrative;
            let one = TypedMeasure { illustrative, ..one };
            match Measure::of(one) {
                Ok(measure) => measures.push(measure),
                Err(error) => faults.push(error.into()),
            }
        }
        let TypedTaskGroups { values, by_hand, commentaries, .. } = typed;
        if faults.is_empty() {
            Ok(TaskGroups { label, measures, values, by_hand, commentaries })
        } else {
            Err(TaskGroupsError(faults))
        }
    }
}

impl TypedTaskGroups {
    fn repeated(&self) -> Vec<TaskGroupsFault> {
        let mut faults = Vec::new();
        let (mut known, mut valued, mut said) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for measure in &self.measures {
            if !known.insert(&measure.id) {
                faults.push(TaskGroupsFault::Twice(measure.id.clone()));
            }
        }
        let of_values = self.values.iter().map(|value| &value.measure);
        let of_hand = self.by_hand.iter().map(|set| set.of_what().0);
        let unknown = of_values.chain(of_hand).filter(|id| !known.contains(id));
        faults.extend(unknown.map(|id| TaskGroupsFault::NoSuchMeasure(id.clone())));
        for QuarterlyValue { measure, quarter, .. } in &self.values {
            if !valued.insert((measure, quarter)) {
                let (measure, quarter) = (measure.clone(), *quarter);
                faults.push(TaskGroupsFault::TwoValues { measure, quarter });
            }
        }
        for Commentary { group, quarter, .. } in &self.commentaries {
            if !said.insert((group, quarter)) {
                let (group, quarter) = (group.clone(), *quarter);
                faults.push(TaskGroupsFault::TwoCommentaries { group, quarter });
            }
        }
        faults
    }
}

#[cfg(test)]
pub(crate) mod tests;
