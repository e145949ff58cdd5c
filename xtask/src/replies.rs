//! `cargo xtask replies`: how many replies a second are kept so that they last, as a section of BENCHMARKS.md.
//!
//! In: an example of `crates/web`, which serves the pages and sends to them. Out: the section.

use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{cargo, output, run, say};
use crate::places::Places;
use crate::section;
use crate::setup::{C_COMPILER, POSTGRESQL, PYTHON, meet, postgresql};

/// Measures on both engines, then writes the section.
pub(crate) fn replies(places: &Places) -> Result<()> {
    meet(&[&C_COMPILER, &PYTHON, &POSTGRESQL])?;
    // All packages together, so that what they rest on has the features that it has in the program.
    let build = ["build", "--release", "--workspace", "--example", "replies"];
    run(cargo(&build).current_dir(&places.root))?;
    say("Sending replies to both engines: a few minutes.");
    let section = output(
        Command::new("python3")
            .arg(places.root.join("xtask/bench/replies.py"))
            .arg(places.release.join("examples/replies"))
            .arg(postgresql().context("PostgreSQL is installed but not found")?),
    )?;
    section::write(places, &section)
}
