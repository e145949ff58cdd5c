//! How a measure does: on track, at risk or off track, by a declared rule, in words and letters.
//!
//! In come a measure, its value in a quarter and what a person set instead; out goes a judgement with its reason. A value
//! that is missing, or recorded in another way than the baseline, is not judged.

use crate::membership::person::PersonId;
use crate::task_groups::measure::At;
use crate::task_groups::measure::Better;
use crate::task_groups::measure::Measure;
use crate::task_groups::measure::MeasureId;
use crate::task_groups::quarterly::QuarterlyValue;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// A value that is behind its path by at most this share of the path is at risk and not off track.
pub const NEARLY: f64 = 0.1;

/// The rule as it is printed in every report that has a judgement.
pub const RULE: &str = "The path of a measure is the straight line from its baseline to its target; after the target's \
    quarter it stays at the target. On track (G): the value is on the path or better. At risk (A): it is behind the path, \
    but better than the baseline, or behind by no more than a tenth of the path. Off track (R): it is further behind. No \
    judgement (–): there is no value, baseline or target, or recording changed between the baseline and the quarter.";

/// What the rule does not see.
pub const CAUTION: &str = "The rule knows no season and no chance: where numbers are small, or a quarter of the year is \
    always high, one quarter off track may mean little. Look at the quarters before it. A person may set another \
    judgement, and the report prints the reason.";

/// How a measure does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rag {
    /// Green.
    OnTrack,
    /// Amber.
    AtRisk,
    /// Red.
    OffTrack,
}

impl Rag {
    /// All of them, the best first.
    pub const ALL: [Rag; 3] = [Rag::OnTrack, Rag::AtRisk, Rag::OffTrack];

    /// The short name by which files and forms have it.
    pub fn code(self) -> &'static str {
        match self {
            Rag::OnTrack => "on-track",
            Rag::AtRisk => "at-risk",
            Rag::OffTrack => "off-track",
        }
    }

    /// The one of that short name.
    pub fn of_code(code: &str) -> Option<Rag> {
        Rag::ALL.into_iter().find(|rag| rag.code() == code)
    }

    /// In words, with the letter: never by colour alone.
    ///
    /// ```
    /// assert_eq!(partnership::task_groups::judgement::Rag::AtRisk.in_words(), "At risk (A)");
    /// ```
    pub fn in_words(self) -> &'static str {
        match self {
            Rag::OnTrack => "On track (G)",
            Rag::AtRisk => "At risk (A)",
            Rag::OffTrack => "Off track (R)",
        }
    }
}

/// Why a value is not judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotJudged {
    /// There is no value.
    NoValue,
    /// There is no baseline.
    NoBaseline,
    /// There is no target.
    NoTarget,
    /// It is of a quarter before the baseline.
    BeforeBaseline,
    /// It is recorded in another way than the baseline.
    RecordingChanged(String),
}

impl NotJudged {
    /// The reason in a few words.
    pub fn in_words(&self) -> String {
        match self {
            NotJudged::NoValue => "no value was supplied".to_owned(),
            NotJudged::NoBaseline => "the measure has no baseline".to_owned(),
            NotJudged::NoTarget => "the measure has no target".to_owned(),
            NotJudged::BeforeBaseline => "the quarter is before the baseline".to_owned(),
            NotJudged::RecordingChanged(what) => {
                format!("recording changed since the baseline: {what}")
            }
        }
    }
}

/// A judgement that a person set instead of the rule's, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetByHand {
    measure: MeasureId,
    quarter: Quarter,
    judgement: Rag,
    reason: String,
    by: PersonId,
    on: Day,
}

/// No reason was given.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error("no reason is given for setting another judgement; write one, since the report prints it")]
pub struct NoReason;

impl SetByHand {
    /// A judgement set by a person.
    ///
    /// # Errors
    /// When no reason is given.
    pub fn of(
        (measure, quarter): (MeasureId, Quarter),
        judgement: Rag,
        reason: &str,
        (by, on): (PersonId, Day),
    ) -> Result<SetByHand, NoReason> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            Err(NoReason)
        } else {
            Ok(SetByHand { measure, quarter, judgement, reason, by, on })
        }
    }

    /// The measure and the quarter that it is of.
    pub fn of_what(&self) -> (&MeasureId, Quarter) {
        (&self.measure, self.quarter)
    }

    /// The judgement that was set.
    pub fn judgement(&self) -> Rag {
        self.judgement
    }

    /// Why.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// On which day it was set.
    pub fn on(&self) -> Day {
        self.on
    }
}

/// The judgement on a measure in a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    by_rule: Result<Rag, NotJudged>,
    by_hand: Option<SetByHand>,
}

impl Judgement {
    /// The judgement by the rule, or what a person set in its place.
    pub fn on(
        measure: &Measure,
        quarter: Quarter,
        value: Option<&QuarterlyValue>,
        by_hand: &[SetByHand],
    ) -> Judgement {
        let set = by_hand.iter().rev().find(|one| one.of_what() == (measure.id(), quarter));
        Judgement { by_rule: by_rule(measure, quarter, value), by_hand: set.cloned() }
    }

    /// The judgement that stands, if there is one.
    pub fn stands(&self) -> Option<Rag> {
        self.by_hand.as_ref().map(|set| set.judgement).or_else(|| self.by_rule.clone().ok())
    }

    /// What the rule alone says.
    pub fn by_rule(&self) -> Result<Rag, &NotJudged> {
        self.by_rule.as_ref().copied()
    }

    /// The judgement that stands, in words and a letter.
    pub fn in_words(&self) -> &'static str {
        self.stands().map_or("No judgement (–)", Rag::in_words)
    }

    /// Why it is not the rule's, or why there is none; in a sentence's words.
    pub fn reason(&self) -> Option<String> {
        let rule = match &self.by_rule {
            Ok(rag) => rag.in_words().to_owned(),
            Err(why) => format!("no judgement, since {}", why.in_words()),
        };
        match (&self.by_hand, &self.by_rule) {
            (Some(set), _) => {
                let on = set.on.in_words();
                Some(format!(
                    "set by hand on {on}: {} By the rule it would be {rule}",
                    stopped(&set.reason)
                ))
            }
            (None, Err(why)) => Some(why.in_words()),
            (None, Ok(_)) => None,
        }
    }
}

fn stopped(reason: &str) -> String {
    if reason.ends_with(['.', '!', '?']) { reason.to_owned() } else { format!("{reason}.") }
}

fn by_rule(
    measure: &Measure,
    quarter: Quarter,
    value: Option<&QuarterlyValue>,
) -> Result<Rag, NotJudged> {
    let typed = measure.typed();
    let value = value.ok_or(NotJudged::NoValue)?.value.value();
    let baseline = typed.baseline.ok_or(NotJudged::NoBaseline)?;
    let target = typed.target.ok_or(NotJudged::NoTarget)?;
    if quarter < baseline.quarter {
        return Err(NotJudged::BeforeBaseline);
    }
    if let Some(change) = measure.change_between(baseline.quarter, quarter) {
        return Err(NotJudged::RecordingChanged(change.what.clone()));
    }
    let path = path(baseline, target, quarter);
    // How far short of something the value is; not above nothing where it is as good or better.
    let short_of = |wanted: f64| match typed.better {
        Better::Higher => wanted - value,
        Better::Lower => value - wanted,
    };
    let rounding = 1e-9 * path.abs().max(1.0);
    Ok(if short_of(path) <= rounding {
        Rag::OnTrack
    } else if short_of(baseline.value.value()) < 0.0
        || short_of(path) <= NEARLY * path.abs() + rounding
    {
        Rag::AtRisk
    } else {
        Rag::OffTrack
    })
}

/// Where the measure should stand in a quarter that is not before the baseline's: on the straight line from its baseline
/// to its target, and at the target from its quarter on.
///
/// ```
/// use partnership::task_groups::judgement::path;
/// use partnership::task_groups::measure::At;
/// let at = |quarter: &str, value: &str| -> Result<At, Box<dyn std::error::Error>> {
///     Ok(At { quarter: quarter.parse()?, value: value.parse()? })
/// };
/// let (baseline, target) = (at("2013-Q4", "40")?, at("2014-Q4", "20")?);
/// assert_eq!(path(baseline, target, "2014-Q1".parse()?), 35.0);
/// assert_eq!(path(baseline, target, "2015-Q2".parse()?), 20.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn path(baseline: At, target: At, quarter: Quarter) -> f64 {
    let month = |quarter: Quarter| Period::Quarter(quarter).first();
    let months = |later: Quarter| f64::from(month(later).months_since(month(baseline.quarter)));
    let whole = months(target.quarter);
    let share = if whole > 0.0 { (months(quarter) / whole).clamp(0.0, 1.0) } else { 1.0 };
    let (from, to) = (baseline.value.value(), target.value.value());
    from + (to - from) * share
}

#[cfg(test)]
mod tests;
