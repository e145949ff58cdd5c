//! `cargo xtask results`: how long results of a large consultation take beside pandas, as a section of BENCHMARKS.md.
//!
//! In: the release binary, which keeps, counts and serves the replies. Out: the section.

use std::process::Command;

use anyhow::Result;

use crate::command::{output, say};
use crate::demo::build_release;
use crate::places::Places;
use crate::python;
use crate::section;
use crate::setup::{C_COMPILER, PYTHON, meet};

/// Measures, then writes the section.
pub(crate) fn results(places: &Places) -> Result<()> {
    meet(&[&C_COMPILER, &PYTHON])?;
    let python = python::for_benchmarks(places)?;
    build_release(places)?;
    say("Counting 100,000 replies, again and again: some minutes.");
    let section = output(
        Command::new(python)
            .arg(places.root.join("xtask/bench/results.py"))
            .env("SAFERPLAN_BIN", places.saferplan())
            .current_dir(&places.root),
    )?;
    section::write(places, &section)
}
