//! Virtual environments: made once per list of packages and interpreter, kept in the cache folder.
//!
//! In: the cache folder and a requirements file. Out: the environment's own `python`; and forms that a package once brought. An
//! environment counts only once its marker is written, last of all, so that one cut short is made
//! again and never used half made.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{output, run, say};
use crate::places::Places;
use crate::stamp::{fingerprint, hold};

const MARKER: &str = "complete";
/// The last release of pyxform that brought the forms with which it tested itself. Of it only these files are used.
const PUBLISHED_FORMS: &str = "pyxform==0.15.1";

/// The `python` of an environment that has what `requirements` lists, made if it is not there.
pub(crate) fn environment(cache: &Path, requirements: &Path) -> Result<PathBuf> {
    let listed = fs::read_to_string(requirements)
        .with_context(|| format!("reading `{}`", requirements.display()))?;
    let folder = cache.join(format!("python-{}", fingerprint(&[&listed, &interpreter()?])));
    fs::create_dir_all(cache).with_context(|| format!("making `{}`", cache.display()))?;
    let _held = hold(&folder.with_extension("lock"))?;
    if !folder.join(MARKER).exists() {
        say(&format!("Installing from PyPI into {}: {}.", folder.display(), packages(&listed)));
        make(&folder, requirements)?;
    }
    Ok(folder.join("bin/python"))
}

/// The `python` with which benchmarks measure, and what they measure beside us.
pub(crate) fn for_benchmarks(places: &Places) -> Result<PathBuf> {
    environment(&places.cache, &places.root.join("xtask/python/requirements-bench.txt"))
}

/// The folder of XLSForms that others published, fetched by `python` if it is not there.
pub(crate) fn published_forms(cache: &Path, python: &Path) -> Result<PathBuf> {
    let folder = cache.join(format!("xlsforms-{}", fingerprint(&[PUBLISHED_FORMS])));
    let _held = hold(&folder.with_extension("lock"))?;
    if !folder.join(MARKER).exists() {
        say(&format!("Fetching published XLSForms into {}: {PUBLISHED_FORMS}.", folder.display()));
        fetch(&folder, python)?;
    }
    Ok(folder.join("pyxform/tests"))
}

fn fetch(folder: &Path, python: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("clearing the half-made `{}`", folder.display()))?;
    }
    run(Command::new(python)
        .args(["-m", "pip", "install", "--no-input", "--disable-pip-version-check"])
        .args(["--only-binary=:all:", "--no-deps", "--no-compile", "--target"])
        .arg(folder)
        .arg(PUBLISHED_FORMS))
    .context("fetching published XLSForms")?;
    let marker = folder.join(MARKER);
    fs::write(&marker, "").with_context(|| format!("writing `{}`", marker.display()))
}

fn make(folder: &Path, requirements: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("clearing the half-made `{}`", folder.display()))?;
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    // Only ready-made packages: building SciPy from source wants a Fortran compiler and an hour.
    run(Command::new(folder.join("bin/python"))
        .args(["-m", "pip", "install", "--no-input", "--disable-pip-version-check"])
        .args(["--only-binary=:all:", "--requirement"])
        .arg(requirements))
    .context("installing Python packages; Python 3.11, 3.12 or 3.13 is wanted")?;
    let marker = folder.join(MARKER);
    fs::write(&marker, "").with_context(|| format!("writing `{}`", marker.display()))
}

/// Version and home of `python3`: an environment made by one does not serve another.
fn interpreter() -> Result<String> {
    output(Command::new("python3").args(["-c", "import sys; print(sys.version, sys.base_prefix)"]))
}

/// The packages of a requirements file, without its comments, on one line.
fn packages(listed: &str) -> String {
    let names: Vec<&str> = listed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_packages() {
        assert_eq!(
            packages("# why\nscipy==1.17.1\n\nnumpy==2.4.6\n"),
            "scipy==1.17.1, numpy==2.4.6"
        );
    }

    #[test]
    fn every_package_is_pinned() {
        assert!(PUBLISHED_FORMS.contains("=="), "pin `{PUBLISHED_FORMS}` with `==`");
        for listed in [
            include_str!("../python/requirements-test.txt"),
            include_str!("../python/requirements-bench.txt"),
        ] {
            for package in packages(listed).split(", ") {
                assert!(package.contains("=="), "pin `{package}` with `==`");
            }
        }
    }
}
