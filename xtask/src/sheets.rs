//! `cargo xtask sheets`: how surely and how fast paper forms are read, as a section of BENCHMARKS.md.
//!
//! In: two examples of `crates/paper`, which make, read and count sheets, and the forms that the release binary prints. Out: the
//! section.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{cargo, output, run, say};
use crate::demo::build_release;
use crate::places::Places;
use crate::section;
use crate::setup::{C_COMPILER, meet};

/// The editions in which the form is printed.
const EDITIONS: [&str; 2] = ["ordinary", "large-print"];

/// Prints, counts and measures, then writes the section.
pub(crate) fn sheets(places: &Places) -> Result<()> {
    meet(&[&C_COMPILER])?;
    build_release(places)?;
    let folder = std::env::temp_dir().join(format!("saferplan-sheets-{}", std::process::id()));
    std::fs::create_dir_all(&folder).context("making a folder for the printed forms")?;
    let outcome = measured(places, &folder);
    std::fs::remove_dir_all(&folder).context("removing the folder of the printed forms")?;
    section::write(places, &outcome?)
}

fn measured(places: &Places, folder: &Path) -> Result<String> {
    let forms = folder.join("forms");
    say("Printing the worked example's forms.");
    print(places, &folder.join("home"), &forms)?;
    say("Reading paper forms: some 2,000 pages, which takes minutes.");
    let example = |name: &str, forms: Option<&Path>| {
        let mut counting =
            cargo(&["run", "--release", "--package", "paper", "--example", name, "--"]);
        output(counting.args(forms).current_dir(&places.root))
    };
    let counted = example("figures", Some(&forms))?;
    let timed = example("bench", None)?;
    Ok(format!(
        "{counted}\nThe time, and how often that of a plain blur of the same pixels it is:\n\n{}",
        indented(&timed)
    ))
}

/// Prints the worked example's form in each way.
fn print(places: &Places, home: &Path, to: &Path) -> Result<()> {
    let saferplan = || {
        let mut command = Command::new(places.saferplan());
        command.arg("--home").arg(home);
        command
    };
    output(saferplan().args(["demo", "--no-serve"]))?;
    for edition in EDITIONS {
        run(saferplan().args(["consult", "form", "--edition", edition, "--out"]).arg(to))?;
    }
    Ok(())
}

/// As Markdown shows what a program printed.
fn indented(printed: &str) -> String {
    printed.lines().map(|line| format!("    {line}\n")).collect()
}
