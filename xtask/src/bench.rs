//! `cargo xtask bench`: our own times and memory beside those of DuckDB, pandas and Datasette, in one run; then
//! replies that are sent and counted, the reading of paper forms, hot spots on a grid, and answers of the evidence.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, run, say};
use crate::demo::build_release;
use crate::evidence::evidence;
use crate::hotspots::hotspots;
use crate::places::Places;
use crate::python;
use crate::replies::replies;
use crate::results::results;
use crate::setup::{C_COMPILER, PYTHON, meet};
use crate::sheets::sheets;

/// Sets up, builds the release binary and runs `xtask/bench/bench.py`, which measures.
pub(crate) fn bench(places: &Places, extra: &[String]) -> Result<()> {
    let data = places.raw_data()?;
    meet(&[&C_COMPILER, &PYTHON])?;
    let python = python::for_benchmarks(places)?;
    let oha = load_generator(places)?;
    build_release(places)?;
    say("Measuring.");
    run(Command::new(python)
        .arg(places.root.join("xtask/bench/bench.py"))
        .args(extra)
        .env("OHA", oha)
        .env("SAFERPLAN_BIN", places.saferplan())
        .env("SAFERPLAN_SHARED_DATA", data))?;
    replies(places)?;
    results(places)?;
    sheets(places)?;
    hotspots(places)?;
    evidence(places)
}

/// The version of oha that asks for pages.
const OHA: &str = "1.16.0";

/// The load generator, built where it is not there yet.
fn load_generator(places: &Places) -> Result<PathBuf> {
    let folder = places.cache.join(format!("oha-{OHA}"));
    let program = folder.join("bin/oha");
    if !program.exists() {
        say(&format!("Building oha {OHA}, which asks for pages, into {}.", folder.display()));
        let install = ["install", "oha", "--version", OHA, "--locked", "--no-default-features"];
        run(cargo(&install).args(["--features", "rustls", "--root"]).arg(&folder))?;
    }
    Ok(program)
}
