//! `cargo xtask docs`: the documentation site, built by mdBook from `docs`, with every link checked.
//!
//! In: the folder `docs`, the glossary. Out: a folder of pages that any web server can have, and that opens from a disk. mdBook
//! is built once from its own source, by its own lock file, and kept in the cache folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{cargo, run, say};
use crate::links;
use crate::places::Places;
use crate::setup::{C_COMPILER, meet};
use crate::stamp::hold;

/// mdBook's release: whatever builds the site builds the same.
const MDBOOK: &str = "0.5.4";

/// Builds the site, checks its links, and says where it is.
pub(crate) fn docs(places: &Places) -> Result<()> {
    let site = built(places)?;
    say(&format!("The site begins with {}", site.join("index.html").display()));
    Ok(())
}

/// The site, built and with every link leading somewhere, as one of the quick checks.
pub(crate) fn check() -> Result<()> {
    built(&Places::found()?).map(|_| ())
}

fn built(places: &Places) -> Result<PathBuf> {
    let mdbook = mdbook(&places.cache)?;
    // Beside what cargo builds, and no part of it.
    let site = places.release.with_file_name("docs-site");
    run(Command::new(mdbook)
        .arg("build")
        .arg(places.root.join("docs"))
        .arg("--dest-dir")
        .arg(&site))?;
    links::all_lead_somewhere(&site)?;
    Ok(site)
}

/// The program, built if it is not there. Without what serves and watches pages it has a third of its packages.
fn mdbook(cache: &Path) -> Result<PathBuf> {
    let folder = cache.join(format!("mdbook-{MDBOOK}"));
    fs::create_dir_all(cache).with_context(|| format!("making `{}`", cache.display()))?;
    let _held = hold(&folder.with_extension("lock"))?;
    let program = folder.join("bin/mdbook");
    // Cargo puts the program there in one step, last of all.
    if !program.exists() {
        meet(&[&C_COMPILER])?;
        say(&format!("Installing mdBook {MDBOOK} into {}: a minute or two.", folder.display()));
        let building = folder.join("building");
        let mut install = cargo(&["install", "mdbook", "--locked", "--debug", "--version", MDBOOK]);
        install.args(["--no-default-features", "--features", "search", "--root"]).arg(&folder);
        // It is no part of what is built here, and nobody looks for faults in it.
        install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", &building);
        run(&mut install).context("installing mdBook")?;
        fs::remove_dir_all(&building)
            .with_context(|| format!("clearing `{}`", building.display()))?;
    }
    Ok(program)
}
