//! `cargo xtask kills [NUMBER]`: that nothing acknowledged is lost by killing whoever keeps it, as a section of BENCHMARKS.md.
//!
//! In: the tests that kill a process while it imports, takes replies, reads scans or records decisions, and how often. Out: the
//! section.

use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};

use crate::command::{cargo, output, say};
use crate::places::Places;
use crate::section;
use crate::setup::{C_COMPILER, POSTGRESQL, meet, postgresql};

/// How often each kind of work is killed where nobody says otherwise.
const USUAL: u32 = 200;
/// The tests that kill, by parts of their names.
const TESTS: [&str; 3] =
    ["killed_while_sending", "being_killed", "keeping::a_reading_that_is_killed"];
/// What is killed, as the tests name it.
const STAGES: [&str; 6] = [
    "imports",
    "replies on SQLite",
    "replies on PostgreSQL",
    "scans",
    "decisions on SQLite",
    "decisions on PostgreSQL",
];

/// Kills at every stage, then writes the section.
pub(crate) fn kills(places: &Places, asked: Option<&str>) -> Result<()> {
    let kills = match asked {
        Some(asked) => asked.parse().with_context(|| format!("`{asked}` is no number of kills"))?,
        None => USUAL,
    };
    meet(&[&C_COMPILER, &POSTGRESQL])?;
    say(&format!(
        "Killing a process {kills} times at each of {} stages: half an hour for 200.",
        STAGES.len()
    ));
    // By the build of `cargo xtask test`: where `--test` names a few programs, cargo builds packages anew for them.
    let mut tests = cargo(&["test", "--release", "--workspace", "--"]);
    tests.args(["--test-threads=1", "--nocapture"]).args(TESTS).current_dir(&places.root);
    tests.env("SAFERPLAN_KILLS", kills.to_string());
    let server = postgresql().context("PostgreSQL is installed but not found")?;
    let printed = output(tests.env("SAFERPLAN_POSTGRES", server))?;
    let day = output(std::process::Command::new("date").arg("+%Y-%m-%d"))?;
    section::write(places, &section(&printed, kills, day.trim())?)
}

/// The section, by what the tests printed.
fn section(printed: &str, kills: u32, day: &str) -> Result<String> {
    let mut section = format!(
        "## Killed while at work\n\
         A process is killed without warning, {kills} times at each stage, at moments spread over its work: while it imports, while 16\n\
         send replies to it at once, while it reads a batch of scans, while it records decisions. Then the audit record is verified, and\n\
         everything that it had said is kept is looked for (`cargo xtask kills {kills}`). Saferplan is killed, neither PostgreSQL's server\n\
         nor the machine.\n\n\
         | stage | kills | acknowledged | lost |\n|---|--:|--:|--:|\n"
    );
    for stage in STAGES {
        // The runner writes the test's name before it.
        let start = format!("{stage}: {kills} kills, ");
        let found = printed.lines().find_map(|line| line.split_once(&start));
        let kept = found.and_then(|(_, rest)| rest.strip_suffix(" acknowledged, none lost"));
        let kept = kept.with_context(|| format!("the test of {stage} did not end well"))?;
        let (number, _) = kept.split_once(' ').unwrap_or((kept, ""));
        ensure!(number.parse::<u64>().is_ok(), "`{kept}` does not say how many");
        // Writing into a text cannot fail.
        let _ = writeln!(section, "| {stage} | {kills} | {kept} | 0 |");
    }
    // One-sided, after Clopper and Pearson (1934): the share p at which (1 - p)^kills is 0.05.
    let most = 100.0 * (1.0 - 0.05_f64.powf(1.0 / f64::from(kills.max(1))));
    let _ = write!(
        section,
        "\nNothing was lost, and nothing had to be mended by hand; with 95% confidence at most {most:.1}% of such kills lose\n\
         something at a stage. {day}.\n"
    );
    Ok(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_tells_of_every_stage_or_of_none() {
        let mut printed = String::new();
        for stage in STAGES {
            printed +=
                &format!("test x ... {stage}: 200 kills, 5001 things acknowledged, none lost\n");
        }
        let section = section(&printed, 200, "2026-11-30").unwrap();
        for row in ["| scans | 200 | 5001 things | 0 |", "| imports | 200 |", "1.5%"] {
            assert!(section.contains(row), "{section}");
        }
        assert!(super::section(&printed, 100, "2026-11-30").is_err());
        assert!(super::section("scans: 200 kills, 7 lost\n", 200, "2026-11-30").is_err());
    }
}
