//! `cargo xtask bench`: our own times and memory beside those of DuckDB and pandas, in one run.

use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{run, say};
use crate::demo::build_release;
use crate::places::Places;
use crate::python;
use crate::setup::{C_COMPILER, PYTHON, meet};

/// Sets up, builds the release binary and runs `xtask/bench/bench.py`, which measures.
pub(crate) fn bench(places: &Places, extra: &[String]) -> Result<()> {
    let data = places.shared_data.as_ref().context(
        "the benchmarks need the raw data: put it in `../shared/data` or name its folder in \
         SAFERPLAN_SHARED_DATA",
    )?;
    meet(&[&C_COMPILER, &PYTHON])?;
    let requirements = places.root.join("xtask/python/requirements-bench.txt");
    let python = python::environment(&places.cache, &requirements)?;
    build_release(places)?;
    say("Measuring.");
    run(Command::new(python)
        .arg(places.root.join("xtask/bench/bench.py"))
        .args(extra)
        .env("SAFERPLAN_BIN", places.saferplan())
        .env("SAFERPLAN_SHARED_DATA", data))
}
