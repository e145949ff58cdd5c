//! `cargo xtask sheets`: how surely and how fast paper forms are read, as a section of BENCHMARKS.md.
//!
//! In: two examples of `crates/paper`, which make, read and count sheets. Out: the section.

use anyhow::Result;

use crate::command::{cargo, output, say};
use crate::places::Places;
use crate::section;

/// Counts and measures, then writes the section.
pub(crate) fn sheets(places: &Places) -> Result<()> {
    say("Reading paper forms: some 1,000 pages, which takes minutes.");
    let example = |name: &str| {
        output(
            cargo(&["run", "--release", "--package", "paper", "--example", name])
                .current_dir(&places.root),
        )
    };
    let counted = example("figures")?;
    let measured = example("bench")?;
    let section = format!(
        "{counted}\nThe time, and how often that of a plain blur of the same pixels it is:\n\n{}",
        indented(&measured)
    );
    section::write(places, &section)
}

/// As Markdown shows what a program printed.
fn indented(printed: &str) -> String {
    printed.lines().map(|line| format!("    {line}\n")).collect()
}
