//! One neighbourhood panel: its name, the areas that it covers, who leads it, since when and until when.
//!
//! In comes a panel as somebody typed it; out goes one without fault, or all that is wrong. Panels go by many names
//! (PACT, forum, local action group), so a partnership keeps one list under one name each.

use std::collections::BTreeSet;
use std::fmt;

use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::day::Day;
use crate::terms::slug::Slug;

/// The short name of a panel, such as `shepway`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PanelId(pub Slug);

impl fmt::Display for PanelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An area that a panel covers, a ward or an LSOA.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelArea {
    /// Its code.
    pub code: AreaCode,
    /// What it is called there.
    pub name: String,
}

/// A neighbourhood panel.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Its short name.
    pub id: PanelId,
    /// What it is called.
    pub name: String,
    /// What it covers. An area may have more than one panel.
    pub areas: Vec<PanelArea>,
    /// The officer, by post, or the organisation that leads it.
    pub lead: String,
    /// Since when it meets.
    pub from: Day,
    /// Its last day, if it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whether it was made up to show how; whatever is told of it says so.
    #[serde(default, skip_serializing_if = "is_real")]
    pub illustrative: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_real(illustrative: &bool) -> bool {
    !illustrative
}

/// What is wrong with a panel.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PanelFault {
    /// It has no name.
    #[error("the panel has no name; write what it is called there")]
    Name,
    /// It covers nothing.
    #[error("the panel covers no area; name a ward or an LSOA at least")]
    NoArea,
    /// An area is too large or no area of a panel.
    #[error("{0} is neither a ward (E05…) nor an LSOA (E01…); name the wards or LSOAs within it")]
    Area(AreaCode),
    /// An area has no name.
    #[error("{0} has no name; write what people call it")]
    AreaName(AreaCode),
    /// An area is there twice.
    #[error("{0} is named twice; leave one out")]
    Twice(AreaCode),
    /// Nobody leads it.
    #[error("nobody leads the panel; name an officer by their post, or an organisation")]
    Lead,
    /// It ends before it begins.
    #[error("the panel ends before it begins; mend one of the days")]
    Days,
}

impl Panel {
    /// All that is wrong with it, in the order of the fields; nothing, if it can be kept.
    pub fn faults(&self) -> Vec<PanelFault> {
        let empty = |text: &str| text.trim().is_empty();
        let mut faults = Vec::new();
        faults.extend(empty(&self.name).then_some(PanelFault::Name));
        faults.extend(self.areas.is_empty().then_some(PanelFault::NoArea));
        let mut seen = BTreeSet::new();
        for PanelArea { code, name } in &self.areas {
            let fits = matches!(code.kind(), AreaKind::Ward | AreaKind::Lsoa);
            faults.extend((!fits).then_some(PanelFault::Area(*code)));
            faults.extend(empty(name).then_some(PanelFault::AreaName(*code)));
            faults.extend((!seen.insert(*code)).then_some(PanelFault::Twice(*code)));
        }
        faults.extend(empty(&self.lead).then_some(PanelFault::Lead));
        let ends_first = self.until.is_some_and(|until| until < self.from);
        faults.extend(ends_first.then_some(PanelFault::Days));
        faults
    }

    /// Whether it meets on a day.
    pub fn stands_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// What an area that it covers is called, if it covers it.
    pub fn area_name(&self, code: AreaCode) -> Option<&str> {
        self.areas.iter().find(|area| area.code == code).map(|area| area.name.as_str())
    }
}
