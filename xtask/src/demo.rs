//! `cargo xtask demo`: from a fresh checkout to the worked example's documents and pages.

use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, run, say};
use crate::npm::{self, Wanted};
use crate::places::Places;
use crate::setup::{C_COMPILER, meet};

/// Sets up, builds the release binary and runs the worked example with it.
pub(crate) fn demo(places: &Places, extra: &[String]) -> Result<()> {
    meet(&[&C_COMPILER])?;
    build_release(places)?;
    run(Command::new(places.saferplan()).arg("demo").args(extra))
}

/// Builds the release binary, with what its pages are made of and with cargo's own progress.
pub(crate) fn build_release(places: &Places) -> Result<()> {
    build_release_with(places, &[])
}

/// The same with more features than the usual ones.
pub(crate) fn build_release_with(places: &Places, features: &[&str]) -> Result<()> {
    npm::install(places, Wanted::Pages)?;
    say(
        "Building the release binary (a first build takes up to half an hour, the next ones seconds).",
    );
    run(cargo(&["build", "--release", "--package", "saferplan"])
        .args(features.iter().flat_map(|feature| ["--features", feature])))
}
