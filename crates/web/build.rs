//! Lists what the pages are made of, for the compiler to take into the binary.
//!
//! In: GOV.UK Frontend and Leaflet as npm installed them, our own templates and our own assets. Out: the file
//! `embedded.rs`, two tables of names and contents, or a message that says what to run.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// GOV.UK Frontend, below this package.
const FRONTEND: &str = "node_modules/govuk-frontend";

/// What a browser gets of GOV.UK Frontend. Its fonts and pictures are the crown's, not a council's.
const ASSETS: [&str; 2] = ["govuk-frontend.min.css", "govuk-frontend.min.js"];

/// Leaflet, below this package, and what a browser gets of it.
const MAPS: &str = "node_modules/leaflet";
const OF_MAPS: [&str; 2] = ["leaflet.css", "leaflet.js"];

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let packages =
        ["node_modules/govuk-frontend/package.json", "node_modules/leaflet/package.json"];
    for watched in packages.into_iter().chain(["templates", "assets"]) {
        println!("cargo::rerun-if-changed={watched}");
    }
    let frontend = package.join(FRONTEND).join("dist/govuk");
    let maps = package.join(MAPS).join("dist");
    for (file, of) in [(frontend.join(ASSETS[0]), FRONTEND), (maps.join(OF_MAPS[0]), MAPS)] {
        if !file.is_file() {
            println!(
                "cargo::error=`crates/web/{of}` is missing, of which the pages are made; run `cargo xtask demo`, or \
                 `cargo xtask test` for all that the tests need as well"
            );
            return Ok(());
        }
    }
    // Not its page template: a page of ours has another header, and no script inside it.
    let mut templates = found(&frontend.join("components"), "govuk/components/", "njk")?;
    templates.extend(found(&frontend.join("macros"), "govuk/macros/", "njk")?);
    templates.extend(found(&package.join("templates"), "", "html")?);
    let mut assets = found(&package.join("assets"), "", "css")?;
    assets.extend(found(&package.join("assets"), "", "js")?);
    assets.extend(found(&package.join("assets"), "", "txt")?);
    assets.extend(ASSETS.map(|name| (name.to_owned(), frontend.join(name))));
    assets.extend(OF_MAPS.map(|name| (name.to_owned(), maps.join(name))));
    let text = table("TEMPLATES", "templates", &templates, &package)?
        + &table("ASSETS", "assets", &assets, &package)?;
    fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("embedded.rs"), text)?;
    Ok(())
}

/// The files below `folder` that end in `ending`, each with its name below it after `prefix`.
fn found(
    folder: &Path,
    prefix: &str,
    ending: &str,
) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            files.extend(found(&path, &format!("{name}/"), ending)?);
        } else if path.extension().is_some_and(|found| found == ending) {
            files.push((name, path));
        }
    }
    Ok(files)
}

/// A table of names and texts, as Rust. Where the files are is left to whoever compiles it: several checkouts may build
/// into one folder, and each must take its own.
fn table(
    name: &str,
    what: &str,
    files: &[(String, PathBuf)],
    package: &Path,
) -> Result<String, Box<dyn Error>> {
    let mut rows = String::new();
    for (name, path) in files {
        let within = format!("/{}", path.strip_prefix(package)?.display());
        let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {within:?}))");
        rows.push_str(&format!("    ({name:?}, {text}),\n"));
    }
    Ok(format!(
        "/// The {what}, by name.\npub(super) static {name}: &[(&str, &str)] = &[\n{rows}];\n"
    ))
}
