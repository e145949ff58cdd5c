//! A panel's meeting: when and where it was, how many came, and from which bodies.
//!
//! In comes a meeting as somebody typed it; out goes one without fault, or all that is wrong. It counts people and has
//! no names of them.

use std::collections::BTreeSet;

use crate::panels::panel::Panel;
use crate::terms::day::Day;

/// How many came from a body, such as the police.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameFrom {
    /// The body.
    pub body: String,
    /// How many came from it, one at least.
    pub came: u32,
}

/// A meeting of a panel; a panel meets once on a day at most.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelMeeting {
    /// The day.
    pub on: Day,
    /// Where it was.
    pub place: String,
    /// How many came, those from bodies among them; nothing, where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<u32>,
    /// How many of them came from which bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<CameFrom>,
}

/// What is wrong with a meeting.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PanelMeetingFault {
    /// The panel did not stand then.
    #[error("the panel did not meet on {}; mend the day, or the panel’s first or last day", .0.in_words())]
    Outside(Day),
    /// It is yet to come.
    #[error("{} is yet to come; enter a meeting once it was held", .0.in_words())]
    ToCome(Day),
    /// It has no place.
    #[error("the meeting has no place; write where it was")]
    Place,
    /// A body has no name.
    #[error("a body has no name; write it, such as \"Kent Police\"")]
    Body,
    /// Nobody came from a body.
    #[error("nobody came from {0}; leave it out")]
    NobodyFrom(String),
    /// A body is there twice.
    #[error("{0} is named twice; put its people together")]
    Twice(String),
    /// More came from bodies than came.
    #[error("{from} came from bodies, but only {came} came in all; mend one of the numbers")]
    TooMany {
        /// How many came from bodies.
        from: u64,
        /// How many came.
        came: u32,
    },
}

impl PanelMeeting {
    /// All that is wrong with it as a meeting of a panel, as of `today`.
    pub fn faults(&self, panel: &Panel, today: Day) -> Vec<PanelMeetingFault> {
        let mut faults = Vec::new();
        faults.extend((!panel.stands_on(self.on)).then_some(PanelMeetingFault::Outside(self.on)));
        faults.extend((self.on > today).then_some(PanelMeetingFault::ToCome(self.on)));
        faults.extend(self.place.trim().is_empty().then_some(PanelMeetingFault::Place));
        let mut seen = BTreeSet::new();
        for CameFrom { body, came } in &self.from {
            let name = body.trim();
            if name.is_empty() {
                faults.push(PanelMeetingFault::Body);
            } else if !seen.insert(name.to_lowercase()) {
                faults.push(PanelMeetingFault::Twice(name.to_owned()));
            }
            faults.extend((*came == 0).then(|| PanelMeetingFault::NobodyFrom(name.to_owned())));
        }
        let from: u64 = self.from.iter().map(|from| u64::from(from.came)).sum();
        let too_many = self.came.filter(|came| from > u64::from(*came));
        faults.extend(too_many.map(|came| PanelMeetingFault::TooMany { from, came }));
        faults
    }
}
