//! What an import says when it is done: files, rows, traps, refusals, and what took whose place.

use std::collections::BTreeMap;

use anyhow::Result;
use archive::Committed;
use sources::item::PassedOver;
use sources::report::FileReport;
use sources::report::Trap;

use crate::import::FileRead;
use crate::import::Outcome;
use crate::print;
use crate::print::so_many;

/// Refused rows printed one by one; the rest are counted by reason.
const SHOWN: usize = 20;

/// Prints the report of an import that was committed.
pub(super) fn print(
    files: &[FileRead],
    passed_over: &[PassedOver],
    committed: &Committed,
) -> Result<()> {
    let new = files.iter().filter_map(|file| match &file.outcome {
        Outcome::New(report) => Some((file.name.as_str(), &**report)),
        Outcome::AlreadyHeld | Outcome::Superseded => None,
    });
    let new: Vec<(&str, &FileReport)> = new.collect();
    summary(files, &new)?;
    traps(&new)?;
    refusals(&new)?;
    for note in &committed.notes {
        print::line(format!("  note: {note}"))?;
    }
    for one in passed_over {
        print::line(format!("  passed over: {}: {}", one.name, one.why))?;
    }
    Ok(())
}

fn summary(files: &[FileRead], new: &[(&str, &FileReport)]) -> Result<()> {
    let mut layouts: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
    for (_, report) in new {
        let (files, kept, refused) = layouts.entry(report.layout).or_default();
        (*files, *kept, *refused) = (*files + 1, *kept + report.kept, *refused + report.refused);
    }
    for (layout, (files, kept, refused)) in layouts {
        let (files, kept) = (so_many(files, "file"), so_many(kept, "row"));
        print::line(format!("{layout}: {files}, {kept} kept, {refused} refused"))?;
    }
    for file in files {
        match file.outcome {
            Outcome::AlreadyHeld => print::line(format!("  already held: {}", file.name))?,
            Outcome::Superseded => {
                print::line(format!(
                    "  already held, and since superseded by a later issue: {}",
                    file.name
                ))?;
            }
            Outcome::New(_) => {}
        }
    }
    if files.is_empty() {
        print::line("no file of this kind was found")?;
    }
    Ok(())
}

/// Each trap once, with how often it was met and where first.
fn traps(new: &[(&str, &FileReport)]) -> Result<()> {
    let mut met: BTreeMap<Trap, (u64, u64, &str, u64)> = BTreeMap::new();
    for (name, report) in new {
        for (trap, found) in &report.traps {
            let (times, files, _, _) = met.entry(*trap).or_insert((0, 0, name, found.first_line));
            (*times, *files) = (*times + found.times, *files + 1);
        }
    }
    for (trap, (times, files, first, line)) in met {
        let (words, times, files) =
            (trap.in_words(), so_many(times, "time"), so_many(files, "file"));
        print::line(format!("  trap: {words}: {times} in {files}, first in {first}, line {line}"))?;
    }
    Ok(())
}

fn refusals(new: &[(&str, &FileReport)]) -> Result<()> {
    let all =
        new.iter().flat_map(|(name, report)| report.refusals.iter().map(move |one| (name, one)));
    for (name, refusal) in all.take(SHOWN) {
        print::line(format!("  refused: {name}, {refusal}"))?;
    }
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for (_, report) in new {
        for (reason, times) in &report.reasons {
            *reasons.entry(reason.to_string()).or_default() += times;
        }
    }
    for (reason, times) in reasons {
        print::line(format!("  refused in all, {reason}: {}", so_many(times, "row")))?;
    }
    Ok(())
}
