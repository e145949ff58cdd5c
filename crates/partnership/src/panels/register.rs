//! A whole register of panels in one file: panels, their meetings and the issues raised there.
//!
//! In comes a register as somebody typed it; out goes one in which every issue was raised at a meeting of its panel, or
//! all that is wrong, each with the panel it is about.

use std::collections::BTreeSet;

use crate::panels::issue::Issue;
use crate::panels::meeting::PanelMeeting;
use crate::panels::panel::Panel;
use crate::panels::panel::PanelId;
use crate::terms::day::Day;

/// A register as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedRegister {
    /// The panels.
    pub panel: Vec<TypedPanel>,
}

/// A panel with what happened at it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedPanel {
    /// The panel itself.
    pub is: Panel,
    /// Its meetings.
    #[serde(default)]
    pub meeting: Vec<PanelMeeting>,
    /// The issues raised at it, each with what was done.
    #[serde(default)]
    pub issue: Vec<Issue>,
}

/// What is wrong with a register: each fault with the panel it is about.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the panels cannot be read:\n{}", .0.join("\n"))]
pub struct RegisterError(pub Vec<String>);

impl TypedRegister {
    /// The panels, if nothing is wrong with them as of `today`.
    ///
    /// # Errors
    /// All that is wrong: with panels, with meetings, an issue raised when its panel did not meet, two of one name.
    pub fn checked(self, today: Day) -> Result<Vec<TypedPanel>, RegisterError> {
        let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
        for panel in &self.panel {
            let id = &panel.is.id;
            if !seen.insert(id.clone()) {
                faults.push(format!(
                    "panel `{id}`: there are two of that short name; give one another"
                ));
            }
            faults.extend(panel.faults(today).into_iter().map(|fault| about(id, &fault)));
        }
        if faults.is_empty() { Ok(self.panel) } else { Err(RegisterError(faults)) }
    }
}

impl TypedRegister {
    /// The register as it stood at the end of a day: without meetings, issues and deeds that came later.
    #[must_use]
    pub fn until(mut self, day: Day) -> TypedRegister {
        for panel in &mut self.panel {
            panel.meeting.retain(|meeting| meeting.on <= day);
            let issues = std::mem::take(&mut panel.issue);
            panel.issue = issues.into_iter().filter_map(|issue| issue.until(day)).collect();
        }
        self
    }
}

fn about(panel: &PanelId, fault: &str) -> String {
    format!("panel `{panel}`: {fault}")
}

impl TypedPanel {
    fn faults(&self, today: Day) -> Vec<String> {
        let mut faults: Vec<String> = self.is.faults().iter().map(ToString::to_string).collect();
        let mut met = BTreeSet::new();
        for meeting in &self.meeting {
            let found = meeting.faults(&self.is, today);
            faults.extend(found.iter().map(ToString::to_string));
            if !met.insert(meeting.on) {
                faults
                    .push(format!("two meetings are on {}; leave one out", meeting.on.in_words()));
            }
        }
        for day in self.issue.iter().flat_map(Issue::days_raised).filter(|day| !met.contains(day)) {
            let on = day.in_words();
            faults.push(format!(
                "an issue was raised on {on}, when no meeting was; mend one of them"
            ));
        }
        for area in self.issue.iter().filter_map(|issue| issue.raised().area) {
            if self.is.area_name(area).is_none() {
                faults.push(format!("an issue is in {area}, which the panel does not cover"));
            }
        }
        faults.extend(self.issue.iter().filter(|issue| issue.last_day() > today).map(|issue| {
            format!("something was done on {}, which is yet to come", issue.last_day().in_words())
        }));
        faults
    }
}
