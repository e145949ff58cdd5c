//! The value of a measure in a quarter, and how sure it is.
//!
//! In comes what whoever supplies it wrote; out goes a value that tells whether it was audited.

use crate::task_groups::amount::Amount;
use crate::task_groups::measure::Measure;
use crate::task_groups::measure::MeasureId;
use crate::terms::period::Quarter;

/// How sure a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueStatus {
    /// It may still change: nobody has checked it.
    Provisional,
    /// Somebody has checked it against its source.
    Audited,
}

impl ValueStatus {
    /// Both of them.
    pub const ALL: [ValueStatus; 2] = [ValueStatus::Provisional, ValueStatus::Audited];

    /// The one of these words.
    pub fn of_words(words: &str) -> Option<ValueStatus> {
        ValueStatus::ALL.into_iter().find(|status| status.in_words() == words)
    }

    /// The status in words.
    pub fn in_words(self) -> &'static str {
        match self {
            ValueStatus::Provisional => "provisional",
            ValueStatus::Audited => "audited",
        }
    }
}

/// The value of a measure in a quarter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuarterlyValue {
    /// The measure.
    pub measure: MeasureId,
    /// The quarter.
    pub quarter: Quarter,
    /// The value.
    pub value: Amount,
    /// How sure it is.
    pub status: ValueStatus,
    /// Where this very value comes from, unless as usual with its measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl QuarterlyValue {
    /// Where it comes from, who supplied it and how sure it is, in a few words.
    pub fn provenance(&self, measure: &Measure) -> String {
        let typed = measure.typed();
        let source = self.source.as_deref().unwrap_or(&typed.source);
        format!("{source}, supplied by {}, {}", typed.supplied_by, self.status.in_words())
    }
}

/// The value of a measure in a quarter, if it is there; of two, the last.
pub fn value_in<'a>(
    values: &'a [QuarterlyValue],
    measure: &MeasureId,
    quarter: Quarter,
) -> Option<&'a QuarterlyValue> {
    values.iter().rev().find(|one| one.measure == *measure && one.quarter == quarter)
}
