//! Issues as tables: in the layout that an import takes, and with all that was done about each.
//!
//! In come panels and issues; out go rows of cells, the headings first.

use crate::panels::import::COLUMNS;
use crate::panels::issue::Issue;
use crate::panels::issue::life::Way;
use crate::panels::panel::Panel;
use crate::panels::recurrence::Kept;
use crate::terms::day::Day;

/// The headings of the table that has all that was done.
const HISTORY: [&str; 17] = [
    "issue",
    "panel",
    "panel_name",
    "illustrative",
    "place",
    "area",
    "area_name",
    "kind",
    "words",
    "first_raised",
    "raised_again",
    "stands",
    "owner",
    "closed",
    "what_was_done",
    "fed_back",
    "fed_back_how",
];

fn headings(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

/// The issues as an import takes them: as they were raised first, without what was done.
pub fn as_imported(issues: &[Kept<'_>]) -> Vec<Vec<String>> {
    let row = |kept: &Kept<'_>| {
        let raised = kept.issue.raised();
        let area = raised.area.map(|area| area.to_string()).unwrap_or_default();
        vec![
            kept.panel.to_string(),
            raised.on.to_string(),
            raised.place.clone(),
            raised.kind.to_string(),
            raised.words.clone(),
            area,
        ]
    };
    std::iter::once(headings(&COLUMNS)).chain(issues.iter().map(row)).collect()
}

/// The headings of an import and a row to write over.
pub fn template() -> Vec<Vec<String>> {
    let example =
        ["shepway", "2014-10-08", "Willington Street by the shops", "speeding", "Cars race", ""];
    vec![headings(&COLUMNS), headings(&example)]
}

/// The issues with all that was done about them.
pub fn with_history(panels: &[&Panel], issues: &[Kept<'_>]) -> Vec<Vec<String>> {
    let row = |kept: &Kept<'_>| {
        let panel = panels.iter().find(|panel| panel.id == *kept.panel).copied();
        history(kept, panel)
    };
    std::iter::once(headings(&HISTORY)).chain(issues.iter().map(row)).collect()
}

fn history(kept: &Kept<'_>, panel: Option<&Panel>) -> Vec<String> {
    let (issue, raised) = (kept.issue, kept.issue.raised());
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let again: Vec<String> = issue.days_raised().skip(1).map(|day| day.to_string()).collect();
    let area_name = raised.area.zip(panel).and_then(|(area, panel)| panel.area_name(area));
    let illustrative = panel.is_some_and(|panel| panel.illustrative);
    vec![
        kept.number.to_string(),
        kept.panel.to_string(),
        panel.map(|panel| panel.name.clone()).unwrap_or_default(),
        if illustrative { "yes" } else { "no" }.to_owned(),
        raised.place.clone(),
        raised.area.map(|area| area.to_string()).unwrap_or_default(),
        area_name.unwrap_or_default().to_owned(),
        raised.kind.to_string(),
        raised.words.clone(),
        raised.on.to_string(),
        again.join("; "),
        issue.state().in_words().to_owned(),
        issue.owner().unwrap_or_default().to_owned(),
        day(issue.closed()),
        what_was_done(issue).unwrap_or_default().to_owned(),
        day(issue.fed_back()),
        how_fed_back(issue).unwrap_or_default().to_owned(),
    ]
}

/// What was done about an issue at last, or why nothing can be; none while it is open.
pub fn what_was_done(issue: &Issue) -> Option<&str> {
    let last = issue.deeds().iter().rev().find(|dated| Way::of(&dated.deed).closes());
    last.filter(|_| issue.closed().is_some()).and_then(|dated| dated.deed.words())
}

/// How the panel was told, if it was since the issue was closed and somebody said how.
pub fn how_fed_back(issue: &Issue) -> Option<&str> {
    issue.fed_back()?;
    issue.deeds().last().and_then(|dated| dated.deed.words())
}
