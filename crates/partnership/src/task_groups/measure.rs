//! A measure of a task group: what is counted, which way is better, from where and to where by when.
//!
//! In comes what somebody typed; out goes a measure without a fault, or all its faults, each with its field.

use std::fmt;

use crate::task_groups::amount::Amount;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::terms::slug::Slug;

/// The short name of a measure, such as `repeat-victims`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct MeasureId(pub Slug);

impl fmt::Display for MeasureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which way a value must go to be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// Less is better, such as repeat offences.
    Lower,
    /// More is better, such as victims supported.
    Higher,
}

impl Better {
    /// Both of them.
    pub const ALL: [Better; 2] = [Better::Lower, Better::Higher];

    /// The short name by which files and forms have it.
    pub fn code(self) -> &'static str {
        match self {
            Better::Lower => "lower",
            Better::Higher => "higher",
        }
    }

    /// The one of that short name.
    pub fn of_code(code: &str) -> Option<Better> {
        Better::ALL.into_iter().find(|better| better.code() == code)
    }

    /// The direction in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Better::Lower => "lower is better",
            Better::Higher => "higher is better",
        }
    }
}

/// A value that a quarter had or shall have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct At {
    /// The quarter.
    pub quarter: Quarter,
    /// The value.
    pub value: Amount,
}

impl At {
    /// It in words: "40 in Quarter 4 of 2013/14 (January to March 2014)".
    pub fn in_words(self) -> String {
        format!("{} in {}", self.value.printed(), Period::Quarter(self.quarter).in_words())
    }
}

/// A change in how the measure is recorded: values on its two sides are not compared.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordingChange {
    /// The first quarter that is recorded in the new way.
    pub from: Quarter,
    /// What changed, as half a sentence.
    pub what: String,
}

/// A measure as somebody typed it; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedMeasure {
    /// Its short name.
    pub id: MeasureId,
    /// The name of the task group that answers for it.
    pub group: String,
    /// What it is called, such as "Repeat victims of domestic abuse".
    pub name: String,
    /// In what it is counted, such as "victims in the quarter" or "per cent".
    pub unit: String,
    /// Which way is better.
    pub better: Better,
    /// Where it stood at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<At>,
    /// Where it shall stand, and by which quarter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<At>,
    /// Where its values come from.
    pub source: String,
    /// Who supplies them.
    pub supplied_by: String,
    /// Changes in how it is recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "recording_change")]
    pub recording_changes: Vec<RecordingChange>,
    /// Whether it was made up, to show how; then whatever has it says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
}

/// A measure without a fault.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "TypedMeasure", into = "TypedMeasure")]
pub struct Measure(TypedMeasure);

/// What is wrong with a measure, by its field.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum MeasureFault {
    /// No group answers for it.
    #[error("no task group answers for the measure; choose one")]
    Group,
    /// It has no name.
    #[error("the measure has no name; write what is measured")]
    Name,
    /// It has no unit.
    #[error("the measure has no unit; write in what it is counted, such as offences or per cent")]
    Unit,
    /// The target comes before the baseline.
    #[error("the target is due no later than the baseline; give it a later quarter")]
    TargetTooSoon,
    /// It has no source.
    #[error("the measure has no source; write where its values come from")]
    Source,
    /// Nobody supplies it.
    #[error("nobody is named who supplies the values; write who does")]
    SuppliedBy,
    /// A change in recording is not told.
    #[error("a change in recording does not say what changed; write it")]
    RecordingChange,
}

/// Why a measure is none: every fault.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("measure `{id}`: {}", in_line(.faults))]
pub struct MeasureError {
    /// Which one.
    pub id: MeasureId,
    /// Its faults, in the order of the fields.
    pub faults: Vec<MeasureFault>,
}

fn in_line(faults: &[MeasureFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Measure {
    /// The measure that `typed` describes.
    ///
    /// # Errors
    /// All its faults together.
    pub fn of(typed: TypedMeasure) -> Result<Measure, MeasureError> {
        let blank = |text: &str| text.trim().is_empty();
        let too_soon = match (typed.baseline, typed.target) {
            (Some(baseline), Some(target)) => target.quarter <= baseline.quarter,
            (Some(_) | None, _) => false,
        };
        let found = [
            (blank(&typed.group), MeasureFault::Group),
            (blank(&typed.name), MeasureFault::Name),
            (blank(&typed.unit), MeasureFault::Unit),
            (too_soon, MeasureFault::TargetTooSoon),
            (blank(&typed.source), MeasureFault::Source),
            (blank(&typed.supplied_by), MeasureFault::SuppliedBy),
            (
                typed.recording_changes.iter().any(|one| blank(&one.what)),
                MeasureFault::RecordingChange,
            ),
        ];
        let faults: Vec<_> =
            found.into_iter().filter(|(is, _)| *is).map(|(_, fault)| fault).collect();
        if faults.is_empty() {
            Ok(Measure(typed))
        } else {
            Err(MeasureError { id: typed.id, faults })
        }
    }

    /// The measure as it was typed, to be shown and changed.
    pub fn typed(&self) -> &TypedMeasure {
        &self.0
    }

    /// Its short name.
    pub fn id(&self) -> &MeasureId {
        &self.0.id
    }

    /// The name of the task group that answers for it.
    pub fn group(&self) -> &str {
        &self.0.group
    }

    /// It in a line: "Repeat victims (victims in the quarter; lower is better): baseline 40 in …, target 20 in …".
    pub fn in_words(&self) -> String {
        let TypedMeasure { name, unit, better, baseline, target, .. } = &self.0;
        let told = |what: &str, at: Option<At>| {
            at.map_or_else(|| format!("no {what}"), |at| format!("{what} {}", at.in_words()))
        };
        let (baseline, target) = (told("baseline", *baseline), told("target", *target));
        format!("{name} ({unit}; {}): {baseline}, {target}", better.in_words())
    }

    /// The change in recording that lies between two quarters, if any.
    pub fn change_between(&self, one: Quarter, other: Quarter) -> Option<&RecordingChange> {
        let (first, last) = (one.min(other), one.max(other));
        self.0.recording_changes.iter().find(|change| first < change.from && change.from <= last)
    }
}

impl TryFrom<TypedMeasure> for Measure {
    type Error = MeasureError;

    fn try_from(typed: TypedMeasure) -> Result<Measure, MeasureError> {
        Measure::of(typed)
    }
}

impl From<Measure> for TypedMeasure {
    fn from(measure: Measure) -> TypedMeasure {
        measure.0
    }
}

#[cfg(test)]
pub(crate) mod tests;
