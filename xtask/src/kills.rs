//! `cargo xtask kills [NUMBER]`: that no acknowledged reply is lost by killing whoever keeps them, as a section of
//! BENCHMARKS.md.
//!
//! In: the tests of `crates/records` that kill a process while many send to it, and how often. Out: the section.

use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};

use crate::command::{cargo, output, say};
use crate::places::Places;
use crate::section;
use crate::setup::{C_COMPILER, POSTGRESQL, meet, postgresql};

/// How often a process is killed where nobody says otherwise.
const USUAL: u32 = 200;
/// The tests, by the module that they stand in.
const TESTS: &str = "killed_while_sending";
/// The engines, as the tests name them.
const ENGINES: [&str; 2] = ["SQLite", "PostgreSQL"];

/// Kills on both engines, then writes the section.
pub(crate) fn kills(places: &Places, asked: Option<&str>) -> Result<()> {
    let kills = match asked {
        Some(asked) => asked.parse().with_context(|| format!("`{asked}` is no number of kills"))?,
        None => USUAL,
    };
    meet(&[&C_COMPILER, &POSTGRESQL])?;
    say(&format!("Killing a process {kills} times on each engine: a few minutes."));
    let test = ["test", "--release", "--workspace", "--test", "records", "--"];
    let mut tests = cargo(&test);
    tests.args(["--test-threads=1", "--nocapture", TESTS]).current_dir(&places.root);
    tests.env("SAFERPLAN_KILLS", kills.to_string());
    tests.env("SAFERPLAN_POSTGRES", postgresql().context("PostgreSQL is installed but not found")?);
    let day = output(std::process::Command::new("date").arg("+%Y-%m-%d"))?;
    section::write(places, &section(&output(&mut tests)?, kills, day.trim())?)
}

/// The section, by what the tests printed.
fn section(printed: &str, kills: u32, day: &str) -> Result<String> {
    let mut section = format!(
        "## Killed while sending\n\
         A process to which 16 send replies at once is killed {kills} times on each engine, without warning, up to 0.2 s after it\n\
         first said that a reply is kept. Then the audit record is verified, and every reply that it had said is kept is looked for:\n\
         `SAFERPLAN_KILLS={kills} cargo test --workspace --test records {TESTS}`. Saferplan is killed, neither PostgreSQL's\n\
         server nor the machine.\n\n\
         | engine | kills | replies said to be kept | lost |\n|---|--:|--:|--:|\n"
    );
    for engine in ENGINES {
        // The runner writes the test's name before it.
        let start = format!("{engine}: {kills} kills, ");
        let found = printed.lines().find_map(|line| line.split_once(&start));
        let kept =
            found.and_then(|(_, rest)| rest.strip_suffix(" replies acknowledged, none lost"));
        let kept = kept.with_context(|| format!("the test of {engine} did not end well"))?;
        ensure!(kept.parse::<u64>().is_ok(), "`{kept}` is no number of replies");
        // Writing into a text cannot fail.
        let _ = writeln!(section, "| {engine} | {kills} | {kept} | 0 |");
    }
    // One-sided, after Clopper and Pearson (1934): the share p at which (1 - p)^kills is 0.05.
    let most = 100.0 * (1.0 - 0.05_f64.powf(1.0 / f64::from(kills.max(1))));
    let _ = write!(
        section,
        "\nNone was lost; with 95% confidence at most {most:.1}% of such kills lose one on an engine. {day}.\n"
    );
    Ok(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_tells_of_both_engines_or_of_none() {
        let printed = "test on_postgresql ... PostgreSQL: 200 kills, 5001 replies acknowledged, none lost\n\
                       SQLite: 200 kills, 7002 replies acknowledged, none lost\n";
        let section = section(printed, 200, "2026-11-30").unwrap();
        for row in ["| SQLite | 200 | 7002 | 0 |", "| PostgreSQL | 200 | 5001 | 0 |", "1.5%"] {
            assert!(section.contains(row), "{section}");
        }
        assert!(super::section(printed, 100, "2026-11-30").is_err());
        assert!(super::section("SQLite: 200 kills, 7 lost\n", 200, "2026-11-30").is_err());
    }
}
