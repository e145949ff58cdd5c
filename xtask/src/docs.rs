//! `cargo xtask docs`: the documentation site, built by mdBook from `docs`, with every link checked.
//!
//! In: the folder `docs`, the glossary. Out: a folder of pages that any web server can have, and that opens from a disk. mdBook
//! is built once from its own source, by its own lock file, and kept in the cache folder.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::command::{run, say};
use crate::links;
use crate::places::Places;
use crate::tool::Tool;

/// Without what serves and watches pages it has a third of its packages.
const MDBOOK: Tool =
    Tool { name: "mdBook", package: "mdbook", release: "0.5.4", features: "search" };

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
    let mdbook = MDBOOK.installed(&places.cache)?;
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
