//! The quick checks: formatting, clippy, documentation with its site, licences, advisories and the house rules.
//!
//! In: the checkout. Out: nothing, or the names of the checks that failed; each has by then said why.
//!
//! Everything is built in the release profile, here and in the tests: DataFusion and Typst are the
//! larger part of every build, and a second profile would build them a second time.

use anyhow::{Context, Result, bail, ensure};

use crate::advisories;
use crate::command::{cargo, run, say, succeeds};
use crate::docs;
use crate::licences;
use crate::npm::{self, Wanted};
use crate::places::Places;
use crate::setup::{C_COMPILER, meet};

/// A check and the name it is reported under.
type Check = (&'static str, fn() -> Result<()>);

const CHECKS: [Check; 7] = [
    ("formatting", formatting),
    ("licences", licences::check),
    ("advisories", advisories::check),
    ("clippy", clippy),
    ("documentation", documentation),
    ("documentation site", docs::check),
    ("house rules", house_rules),
];

/// `cargo xtask check`: every check.
pub(crate) fn check(places: &Places) -> Result<()> {
    meet(&[&C_COMPILER])?;
    npm::install(places, Wanted::Pages)?;
    components()?;
    let failed = failures(&CHECKS);
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    say("All checks passed.");
    Ok(())
}

/// Says what to install where rustfmt or clippy is missing.
pub(crate) fn components() -> Result<()> {
    for component in ["fmt", "clippy"] {
        if !succeeds(&mut cargo(&[component, "--version"])) {
            bail!("`cargo {component}` is missing; run: rustup component add rustfmt clippy");
        }
    }
    Ok(())
}

fn failures(checks: &[Check]) -> Vec<&'static str> {
    let mut failed = Vec::new();
    for (name, check) in checks {
        say(&format!("Checking {name}."));
        if let Err(fault) = check() {
            say(&format!("{fault:#}"));
            failed.push(*name);
        }
    }
    failed
}

fn formatting() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"])).context("to put it right, run `cargo fmt --all`")
}

fn clippy() -> Result<()> {
    run(cargo(&["clippy", "--release", "--workspace", "--all-targets"])
        .args(["--", "--deny", "warnings"]))
}

fn documentation() -> Result<()> {
    run(cargo(&["doc", "--release", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "--deny warnings"))
}

fn house_rules() -> Result<()> {
    run(&mut cargo(&["test", "--release", "--workspace", "--test", "house"]))
}
