//! A draft to begin with: what the figures and what was kept say by themselves, in sentences that are references.
//!
//! In comes material; out go the files of a draft in which every reference has an answer. What needs somebody's judgement,
//! such as what to put first, is left to be written.

use std::collections::BTreeMap;

use crate::assessment::answering::answer;
use crate::assessment::completeness::Item;
use crate::assessment::material::Material;
use crate::assessment::passage::passages;
use crate::assessment::reading::read;
use crate::assessment::reference::Kind;
use crate::assessment::skeleton::skeleton;
use crate::assessment::text::Source;
use crate::evidence::figure::Line;
use crate::terms::offence::OffenceClass;
use crate::terms::wording::capitalised;

/// The file with a heading for each offence class, which comes after the one of this name.
const CLASSES: (&str, &str) = ("2-levels.md", "2b-classes.md");

/// A piece of a file.
enum Piece {
    /// A heading, which stands only where something stands under it.
    Heading(String),
    /// The first of these in which every reference has an answer.
    Either(Vec<String>),
}

/// The files of a draft that says what can be said without anybody's judgement, in the order of the draft.
pub fn ready_text(material: &Material<'_>) -> Vec<Source> {
    let known = |text: &str| is_answered(text, material);
    set(|file| pieces(file, material), &known)
}

/// The same with every sentence that might stand in it and is not of something that was kept, to gather material by.
pub fn ready_text_tried() -> Vec<Source> {
    set(of_figures, &|_| true)
}

fn set(pieces: impl Fn(&str) -> Vec<Piece>, known: &dyn Fn(&str) -> bool) -> Vec<Source> {
    let mut files = Vec::new();
    for Source { file, text } in skeleton() {
        let text = filled(&text, pieces(&file), known);
        let is_levels = file == CLASSES.0;
        files.push(Source { file, text });
        if is_levels {
            let text = filled("# Crime by offence class\n", pieces(CLASSES.1), known);
            files.push(Source { file: CLASSES.1.to_owned(), text });
        }
    }
    files
}

/// A heading with the pieces under it that can be said.
fn filled(heading: &str, pieces: Vec<Piece>, known: &dyn Fn(&str) -> bool) -> String {
    let mut text = heading.to_owned();
    let mut waiting = None;
    for piece in pieces {
        match piece {
            Piece::Heading(heading) => waiting = Some(heading),
            Piece::Either(ways) => {
                let Some(way) = ways.iter().find(|way| known(way)) else { continue };
                if let Some(heading) = waiting.take() {
                    text.push_str(&format!("\n## {heading}\n"));
                }
                text.push_str(&format!("\n{way}\n"));
            }
        }
    }
    text
}

fn is_answered(text: &str, material: &Material<'_>) -> bool {
    let source = Source { file: "ready.md".to_owned(), text: format!("# Ready\n\n{text}\n") };
    let read = read(&[source]);
    let mut references =
        passages(&read.sections).flat_map(|(_, passage)| passage.body.references());
    read.faults.is_empty() && references.all(|reference| answer(reference, material).is_ok())
}

fn either<const N: usize>(ways: [&str; N]) -> Piece {
    Piece::Either(ways.map(str::to_owned).into())
}

fn heading(words: &str) -> Piece {
    Piece::Heading(words.to_owned())
}

/// What may be said in a file: of figures, then of what was kept.
fn pieces(file: &str, material: &Material<'_>) -> Vec<Piece> {
    let mut pieces = of_figures(file);
    pieces.extend(of_kept(file, material));
    pieces
}

fn of_figures(file: &str) -> Vec<Piece> {
    let answers = |item: Item| skeleton_file(item) == Some(file.to_owned());
    if file == CLASSES.1 {
        return OffenceClass::all()
            .filter(|class| !class.ended_in_2013())
            .flat_map(of_class)
            .collect();
    }
    if answers(Item::LevelsAndPatterns) {
        return [levels(), months(), places(), beside()].into_iter().flatten().collect();
    }
    if answers(Item::Changes) {
        return changes();
    }
    if answers(Item::Why) {
        return why();
    }
    match file {
        "1-about.md" => about(),
        _ => Vec::new(),
    }
}

/// The file of the skeleton that answers an item.
fn skeleton_file(item: Item) -> Option<String> {
    let mark = format!("{{item:{}}}", item.name());
    skeleton().into_iter().find(|source| source.text.contains(&mark)).map(|source| source.file)
}

fn about() -> Vec<Piece> {
    vec![either([
        "This is the Strategic Assessment for {phrase:area}. Unless a passage says otherwise its figures are of \
         {phrase:period}, compared with {phrase:against}. They count what was reported to {phrase:force} and recorded, which \
         is not all that happened.",
    ])]
}

fn levels() -> Vec<Piece> {
    vec![
        either([
            "{phrase:force} recorded {figure:all-crime.count} crimes in {phrase:area} in {phrase:period}, or \
             {figure:all-crime.rate}.",
            "{phrase:force} recorded {figure:all-crime.count} crimes in {phrase:area} in {phrase:period}.",
        ]),
        either(["{chart:months all-crime}"]),
        either([
            "Anti-social behaviour is an incident and stands outside that total: {figure:anti-social-behaviour.count} \
             incidents were recorded in {phrase:period}.",
        ]),
        either(["{table:severity}"]),
    ]
}

fn months() -> Vec<Piece> {
    vec![
        heading("Whether the months are unusual"),
        either(["Recorded crime {phrase:usual-range all-crime}."]),
        either(["{chart:usual-range all-crime}"]),
        either(["Recorded crime {phrase:expected all-crime}."]),
        either(["{chart:expected all-crime}"]),
        either(["{phrase:forecast all-crime}"]),
        either(["{chart:forecast all-crime}"]),
    ]
}

fn places() -> Vec<Piece> {
    vec![
        heading("Where it happens"),
        either(["Of recorded crime, {phrase:concentration all-crime}."]),
        either(["{chart:concentration all-crime}"]),
        either(["{map:neighbourhoods all-crime}", "{table:neighbourhoods all-crime}"]),
        either(["{map:wards all-crime}"]),
        either(["{table:ward-flags}"]),
        either(["{map:hot-spots all-crime}"]),
        either(["Of recorded crime, {phrase:repeat-places all-crime}."]),
        heading("Deprivation"),
        either(["Recorded crime {phrase:by-deprivation all-crime}."]),
        either(["{chart:by-deprivation all-crime}"]),
    ]
}

fn beside() -> Vec<Piece> {
    vec![
        heading("Beside similar areas"),
        either(["{phrase:standings}"]),
        either(["{chart:beside-group}"]),
        either(["{chart:funnel all-crime}"]),
    ]
}

fn changes() -> Vec<Piece> {
    vec![
        either([
            "Against {phrase:against}, recorded crime {phrase:changed all-crime}. What is called a rise or a fall here stands \
             out from what chance alone would bring; all else changed little or, where it moved by a tenth or more, not clearly.",
        ]),
        either(["{table:classes}"]),
    ]
}

fn why() -> Vec<Piece> {
    vec![
        either(["{phrase:driven-by}"]),
        either(["{phrase:recording all-crime}"]),
        either([
            "A rise in the figures need not be a rise in crime: more may be reported, or recorded better. The figures alone \
             cannot tell these apart, and what task groups and people say must stand beside them.",
        ]),
    ]
}

fn of_class(class: OffenceClass) -> Vec<Piece> {
    let name = Line::Class(class).short_name();
    let what = if class.is_crime() { "offences of this class" } else { "incidents" };
    let of = |text: &str| text.replace("LINE", &name).replace("WHAT", what);
    let either = |ways: &[&str]| Piece::Either(ways.iter().map(|way| of(way)).collect());
    vec![
        Piece::Heading(class.name().to_owned()),
        either(&[
            "In {phrase:period}, {figure:LINE.count} WHAT were recorded in {phrase:area}, or {figure:LINE.rate}.",
            "In {phrase:period}, {figure:LINE.count} WHAT were recorded in {phrase:area}.",
        ]),
        either(&["Against {phrase:against} the number {phrase:changed LINE}."]),
        either(&["Beside similar areas it was {phrase:standing LINE}: {phrase:rank LINE}."]),
        either(&["The number {phrase:usual-range LINE}."]),
        either(&["{chart:usual-range LINE}", "{chart:months LINE}"]),
        either(&["{map:neighbourhoods LINE}", "{table:neighbourhoods LINE}"]),
    ]
}

fn of_kept(file: &str, material: &Material<'_>) -> Vec<Piece> {
    let answers = |item: Item| skeleton_file(item) == Some(file.to_owned());
    if answers(Item::LevelsAndPatterns) {
        return supplied(material);
    }
    if answers(Item::Why) {
        return list("Findings that were kept", Kind::Finding, material);
    }
    if answers(Item::WhatPeopleThink) {
        return said(material);
    }
    if answers(Item::LastPlan) {
        return done(material);
    }
    Vec::new()
}

/// The names of what was kept of a kind, numbered ones by their numbers.
fn names(kind: Kind, material: &Material<'_>) -> Vec<String> {
    let kept = material.supplied.noted.keys().chain(material.supplied.shown.keys());
    let kept = kept.filter(|(of, _)| *of == kind).map(|(_, name)| name.clone());
    let mut names: Vec<String> = kept.collect();
    names.sort_by_key(|name| {
        let number = name.rsplit('-').next().and_then(|end| end.parse::<u64>().ok());
        (number, name.clone())
    });
    names
}

/// A list of what was kept of a kind under a heading.
fn list(words: &str, kind: Kind, material: &Material<'_>) -> Vec<Piece> {
    let names = names(kind, material);
    if names.is_empty() {
        return Vec::new();
    }
    let items = names.iter().map(|name| format!("- {{{}:{name}}}", kind.name()));
    vec![heading(words), Piece::Either(vec![items.collect::<Vec<_>>().join("\n")])]
}

/// Tables of partner data.
fn supplied(material: &Material<'_>) -> Vec<Piece> {
    let tables = names(Kind::Table, material).into_iter();
    let tables = tables.filter(|name| name.starts_with("partner/"));
    let tables = tables.map(|name| Piece::Either(vec![format!("{{table:{name}}}")]));
    [heading("What partners supply")].into_iter().chain(tables).collect()
}

/// What people said: charts of the questions, themes, issues of panels.
fn said(material: &Material<'_>) -> Vec<Piece> {
    let charts = names(Kind::Chart, material).into_iter();
    let charts = charts.filter(|name| name.starts_with("answers-"));
    let charts = charts.map(|name| Piece::Either(vec![format!("{{chart:{name}}}")]));
    let asked = [heading("What they answered")].into_iter().chain(charts);
    let themes = list("In their own words", Kind::Theme, material);
    let issues = list("Raised at neighbourhood panels", Kind::Panel, material);
    asked.chain(themes).chain(issues).collect()
}

/// What task groups said last, and how far the plan before was carried out.
fn done(material: &Material<'_>) -> Vec<Piece> {
    let mut last: BTreeMap<String, String> = BTreeMap::new();
    for name in names(Kind::Commentary, material) {
        // `road-safety-2014-q2` is all that a group said of a quarter; its parts have another ending.
        let at = name.len().checked_sub("-2014-q2".len());
        let parts = at.and_then(|at| name.split_at_checked(at));
        if let Some((group, quarter)) = parts
            && quarter.starts_with('-')
            && quarter.contains("-q")
        {
            last.insert(group.to_owned(), name.clone());
        }
    }
    let groups = last.iter().map(|(group, name)| {
        let called = capitalised(&group.replace('-', " "));
        let has_number = called.chars().any(char::is_numeric);
        let called = if has_number { String::new() } else { format!("{called}. ") };
        Piece::Either(vec![format!("{called}{{commentary:{name}}}.")])
    });
    let plan = ["By the partnership’s records, {plan:progress}.", "{table:plan-actions}"];
    let plan = plan.map(|text| either([text]));
    let plan = [heading("How far the plan was carried out")].into_iter().chain(plan);
    [heading("What task groups say")].into_iter().chain(groups).chain(plan).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::completeness::unknown_items;
    use crate::assessment::numeral::typed_by_hand;

    #[test]
    fn everything_that_might_stand_in_it_can_be_read_and_has_no_number_typed_by_hand() {
        let tried = ready_text_tried();
        let read = read(&tried);
        assert_eq!((read.faults, unknown_items(&read.sections)), (vec![], vec![]));
        assert_eq!(typed_by_hand(&read.sections), []);
        assert_eq!(tried.len(), skeleton().len() + 1);
        let classes = &tried[2].text;
        assert!(classes.contains("## Burglary\n") && classes.contains("{figure:burglary.count}"));
    }

    #[test]
    fn a_heading_under_which_nothing_can_be_said_does_not_stand() {
        let pieces =
            || vec![heading("Empty"), either(["no"]), heading("Full"), either(["no", "yes"])];
        let text = filled("# A\n", pieces(), &|text| text == "yes");
        assert_eq!(text, "# A\n\n## Full\n\nyes\n");
    }
}
