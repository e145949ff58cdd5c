//! `cargo xtask evidence`: how long the evidence takes to answer on the whole of Kent, and the assessment to be written, as
//! a section of BENCHMARKS.md.
//!
//! In: the release binary and the raw data. Out: the section.

use std::process::Command;

use anyhow::Result;

use crate::command::{output, say};
use crate::demo::build_release;
use crate::places::Places;
use crate::python;
use crate::section;
use crate::setup::{C_COMPILER, PYTHON, meet};

/// Measures, then writes the section.
pub(crate) fn evidence(places: &Places) -> Result<()> {
    let data = places.raw_data()?;
    meet(&[&C_COMPILER, &PYTHON])?;
    let python = python::for_benchmarks(places)?;
    build_release(places)?;
    say("Importing thirteen months of Kent, then asking.");
    let section = output(
        Command::new(python)
            .arg(places.root.join("xtask/bench/evidence.py"))
            .arg(data)
            .env("SAFERPLAN_BIN", places.saferplan())
            .current_dir(&places.root),
    )?;
    section::write(places, &section)
}
