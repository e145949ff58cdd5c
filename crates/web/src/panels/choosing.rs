//! What forms of panels have to choose from: areas, kinds, meetings, and how areas are typed.

use std::collections::BTreeSet;

use partnership::panels::issue::Issue;
use partnership::panels::kind::IssueKind;
use partnership::panels::kind::Listed;
use partnership::panels::panel::Panel;
use partnership::panels::panel::PanelArea;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use records::Held;

use crate::page::form::Form;
use crate::people::choices::Choice;

/// What a form sends where the kind is written beside the list.
const ANOTHER: &str = "another";

/// The areas of a panel, and that it is in none of them or not known.
pub(super) fn areas(form: &Form, panel: &Panel) -> Vec<Choice> {
    let mut all: Vec<Choice> = panel
        .areas
        .iter()
        .map(|area| Choice::of(form, "area", area.code.as_str(), &area.name))
        .collect();
    all.push(Choice::of(form, "area", "none", "Not known, or all over the panel’s area"));
    all
}

/// The area that was chosen: by the form, or the panel's only one.
pub(super) fn area(form: &mut Form, panel: &Panel) -> Option<AreaCode> {
    match (form.text("area"), panel.areas.as_slice()) {
        ("none", _) => None,
        ("", [only]) => Some(only.code),
        ("", _) => {
            form.fault("area", "Choose the area that it is in, or that it is not known");
            None
        }
        (_, _) => form.optional_value("area"),
    }
}

/// The kinds of the list, those that were written before, and another one.
pub(super) fn kinds<'i>(form: &Form, issues: impl Iterator<Item = &'i Issue>) -> Vec<Choice> {
    let other = |issue: &Issue| match &issue.raised().kind {
        IssueKind::Other(words) => Some(words.clone()),
        IssueKind::Listed(_) => None,
    };
    let others: BTreeSet<String> = issues.filter_map(other).collect();
    let nothing = Choice::of(form, "kind", "", "Choose a kind");
    let listed = Listed::all().map(|kind| (kind.word().to_owned(), kind.in_words().to_owned()));
    let others = others.into_iter().map(|words| (words.clone(), words));
    let mut known: Vec<(String, String)> = listed.chain(others).collect();
    known.sort_by_cached_key(|(_, words)| words.to_lowercase());
    let known =
        known.iter().map(|(value, words)| Choice::of(form, "kind", value, &capitalised(words)));
    let another = Choice::of(form, "kind", ANOTHER, "Another, which I write below");
    std::iter::once(nothing).chain(known).chain([another]).collect()
}

/// The kind that was chosen or written; what was written counts where both were.
pub(super) fn kind(form: &mut Form) -> Option<IssueKind> {
    if form.text("kind") == ANOTHER || !form.text("other").is_empty() {
        return form.value("other", "Write in a few words what kind of thing it is");
    }
    form.value("kind", "Choose a kind, or write another one")
}

/// Fills the fields of a kind in.
pub(super) fn put_kind(form: &mut Form, kind: &IssueKind) {
    form.put("kind", &kind.to_string());
}

/// The meetings, the last one first.
pub(super) fn meetings<'m>(
    form: &Form,
    field: &str,
    days: impl DoubleEndedIterator<Item = &'m Day>,
) -> Vec<Choice> {
    days.rev().map(|day| Choice::of(form, field, &day.to_string(), &day.in_words())).collect()
}

/// Areas that panels of the partnership cover, each once.
pub(super) fn known_areas(panels: &[Held<Panel>]) -> Vec<PanelArea> {
    let mut seen = BTreeSet::new();
    let all = panels.iter().flat_map(|held| &held.value.areas);
    let mut known: Vec<PanelArea> = all.filter(|area| seen.insert(area.code)).cloned().collect();
    known.sort_by_cached_key(|area| area.name.to_lowercase());
    known
}

/// The areas of a form: those that are ticked, and those that are typed, one on each line, the code first.
pub(super) fn typed_areas(form: &mut Form, known: &[PanelArea]) -> Vec<PanelArea> {
    let ticked: BTreeSet<String> = form.texts("area").map(str::to_owned).collect();
    let ticked = known.iter().filter(|area| ticked.contains(area.code.as_str()));
    let mut areas: Vec<PanelArea> = ticked.cloned().collect();
    let typed = form.text("areas_typed").to_owned();
    let lines = (1..).zip(typed.lines()).filter(|(_, line)| !line.trim().is_empty());
    for (number, line) in lines {
        let line = line.trim();
        let (code, name) =
            line.split_once(|c: char| c.is_whitespace() || c == ',').unwrap_or((line, ""));
        match code.to_uppercase().parse::<AreaCode>() {
            Ok(code) => {
                let name = name.trim_matches(|c: char| c.is_whitespace() || c == ',').to_owned();
                areas.push(PanelArea { code, name });
            }
            Err(why) => form.fault(
                "areas_typed",
                &format!(
                    "line {number}: {why}; the code comes first, such as E05005003 Shepway North"
                ),
            ),
        }
    }
    areas
}
