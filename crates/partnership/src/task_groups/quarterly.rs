//! The value of a measure in a quarter, and how sure it is.
//!
//! In comes what whoever supplies it wrote; out goes a value that tells whether it was audited.

use crate::task_groups::amount::Amount;
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
}

/// The value of a measure in a quarter, if it is there; of two, the last.
pub fn value_in<'a>(
    values: &'a [QuarterlyValue],
    measure: &MeasureId,
    quarter: Quarter,
) -> Option<&'a QuarterlyValue> {
    values.iter().rev().find(|one| one.measure == *measure && one.quarter == quarter)
}
