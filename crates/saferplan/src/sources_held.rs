//! `sources` lists what is held; `prune` deletes what was superseded.

use std::collections::BTreeMap;

use anyhow::Result;
use archive::HeldExtract;
use partnership::content::table::with_commas;

use crate::cli::Format;
use crate::home::Home;
use crate::load;
use crate::print;

const HEADINGS: [&str; 10] = [
    "kind",
    "layout",
    "file",
    "extract",
    "covers",
    "areas",
    "rows",
    "publisher",
    "licence",
    "taken",
];

/// Lists every extract held; for reading, those alike are put together.
pub(crate) fn list(home: &Home, format: Format) -> Result<()> {
    let archive = load::open_list(home)?;
    let extracts = archive.extracts();
    if extracts.is_empty() && format == Format::Table {
        return print::line(
            "Nothing is held yet. Bring data in with, for example:\n  saferplan import auto FOLDER\n  \
             saferplan fetch police-street --from 2025-01 --to 2025-12 --force kent",
        );
    }
    match format {
        Format::Table => print::list(format, &GROUPED, &grouped(extracts)),
        Format::Csv | Format::Json => {
            print::list(format, &HEADINGS, &extracts.iter().map(row).collect::<Vec<_>>())
        }
    }
}

fn row(held: &HeldExtract) -> Vec<String> {
    let extract = &held.extract;
    let covers = extract.covers.map_or(String::new(), |(first, last)| format!("{first} to {last}"));
    vec![
        extract.kind.name().to_owned(),
        extract.layout.clone(),
        extract.file.clone(),
        extract.id.to_string(),
        covers,
        extract.areas.clone(),
        extract.kept.to_string(),
        extract.publisher.clone(),
        extract.licence.clone(),
        extract.taken.clone(),
    ]
}

const GROUPED: [&str; 7] =
    ["what", "files", "rows", "covers", "areas", "publisher and licence", "taken"];

/// Extracts of one layout and publisher in one line, superseded ones apart.
fn grouped(extracts: &[HeldExtract]) -> Vec<Vec<String>> {
    let mut groups: BTreeMap<(&str, &str, &str), Vec<&HeldExtract>> = BTreeMap::new();
    for held in extracts {
        let state = if held.superseded.is_some() { " (superseded)" } else { "" };
        let key = (held.extract.kind.name(), held.extract.layout.as_str(), state);
        groups.entry(key).or_default().push(held);
    }
    groups
        .into_iter()
        .map(|((kind, layout, state), group)| line(kind, layout, state, &group))
        .collect()
}

fn line(kind: &str, layout: &str, state: &str, group: &[&HeldExtract]) -> Vec<String> {
    let extracts = || group.iter().map(|held| &held.extract);
    let rows: u64 = extracts().map(|extract| extract.kept).sum();
    let first = extracts().filter_map(|extract| extract.covers).map(|(first, _)| first).min();
    let last = extracts().filter_map(|extract| extract.covers).map(|(_, last)| last).max();
    let covers =
        first.zip(last).map_or(String::new(), |(first, last)| format!("{first} to {last}"));
    let areas: std::collections::BTreeSet<&str> = extracts()
        .flat_map(|extract| extract.areas.split(", "))
        .filter(|area| !area.is_empty())
        .collect();
    let areas = match areas.len() {
        0..=3 => areas.into_iter().collect::<Vec<_>>().join(", "),
        many => format!("{many} forces or areas"),
    };
    // The licence's name; CSV and JSON have the attribution that it asks for as well.
    let name = |licence: &str| licence.split(". ").next().unwrap_or_default().to_owned();
    let from = group.first().map_or(String::new(), |held| {
        format!("{}; {}", held.extract.publisher, name(&held.extract.licence))
    });
    let taken = extracts().filter_map(|extract| extract.taken.get(..10)).max().unwrap_or_default();
    let files = group.len().to_string();
    vec![
        format!("{kind}: {layout}{state}"),
        files,
        with_commas(rows),
        covers,
        areas,
        from,
        taken.to_owned(),
    ]
}

/// Deletes the files whose content was superseded, and says how many.
pub(crate) fn prune(home: &Home) -> Result<()> {
    let pruned = load::open(home)?.prune()?;
    let (files, bytes) =
        (print::so_many(pruned.files, "file"), print::so_many(pruned.bytes, "byte"));
    print::line(format!("{files} removed, {bytes}"))
}
