//! `cargo xtask hotspots`: hot spots on a grid beside those of esda, as a section of BENCHMARKS.md.
//!
//! In: an example of `crates/sources`, which reads, counts and scores. Out: the section.

use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, output, run, say};
use crate::places::Places;
use crate::python;
use crate::section;
use crate::setup::{C_COMPILER, PYTHON, meet};

/// Measures, then writes the section.
pub(crate) fn hotspots(places: &Places) -> Result<()> {
    let data = places.raw_data()?;
    meet(&[&C_COMPILER, &PYTHON])?;
    // Where the tests find esda, too.
    let requirements = places.root.join("xtask/python/requirements-test.txt");
    let python = python::environment(&places.cache, &requirements)?;
    let build = ["build", "--release", "--package", "sources", "--example", "hotspots"];
    run(cargo(&build).current_dir(&places.root))?;
    say("Scoring squares.");
    let section = output(
        Command::new(python)
            .arg(places.root.join("xtask/bench/hotspots.py"))
            .arg(places.release.join("examples/hotspots"))
            .arg(data),
    )?;
    section::write(places, &section)
}
