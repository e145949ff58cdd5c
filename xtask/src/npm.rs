//! Packages from npm: what the pages are made of, and what some tests run.
//!
//! In: `crates/web/package.json` and its lock file. Out: `crates/web/node_modules`, as the lock file
//! says. Nothing is asked of the network while what is there is what the lock file says.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{output, run, say};
use crate::places::Places;
use crate::setup::{NODE, meet};
use crate::stamp::{fingerprint, hold};

/// The oldest Node.js that all the packages run on.
const OLDEST_NODE: u32 = 18;

/// Written last of all, so that an installation cut short is made again.
const STAMP: &str = ".complete";

/// How much is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What the pages are made of.
    Pages,
    /// That, and what the tests run.
    PagesAndTests,
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Wanted::Pages => "pages",
            Wanted::PagesAndTests => "pages and tests",
        }
    }
}

/// Installs what is wanted, unless it is there.
pub(crate) fn install(places: &Places, wanted: Wanted) -> Result<()> {
    let package = places.root.join("crates/web");
    let lock = package.join("package-lock.json");
    let listed =
        fs::read_to_string(&lock).with_context(|| format!("reading `{}`", lock.display()))?;
    let listed = fingerprint(&[&listed]);
    let folder = package.join("node_modules");
    fs::create_dir_all(&places.cache)
        .with_context(|| format!("making `{}`", places.cache.display()))?;
    let _held = hold(&places.cache.join("npm.lock"))?;
    if is_there(&folder.join(STAMP), &listed, wanted) {
        return Ok(());
    }
    meet(&[&NODE])?;
    refuse_old_node(&output(Command::new("node").arg("--version"))?)?;
    say(&format!("Installing from npm into {}: {}.", folder.display(), packages(wanted)));
    run(&mut ci(&package, wanted)).context("installing the packages that the pages are made of")?;
    let stamp = folder.join(STAMP);
    fs::write(&stamp, written(&listed, wanted))
        .with_context(|| format!("writing `{}`", stamp.display()))
}

/// Exactly what the lock file says. No package runs a script of its own on this machine.
fn ci(package: &Path, wanted: Wanted) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(package).stdin(Stdio::null());
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    if wanted == Wanted::Pages {
        command.arg("--omit=dev");
    }
    command
}

fn packages(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Pages => "govuk-frontend and leaflet",
        Wanted::PagesAndTests => {
            "govuk-frontend, leaflet, axe-core, html-validate, oidc-provider and what these need"
        }
    }
}

fn written(listed: &str, wanted: Wanted) -> String {
    format!("{listed} {}", wanted.name())
}

/// Whether the stamp tells of this lock file and of all that is wanted.
fn is_there(stamp: &Path, listed: &str, wanted: Wanted) -> bool {
    let Ok(found) = fs::read_to_string(stamp) else { return false };
    found == written(listed, wanted) || found == written(listed, Wanted::PagesAndTests)
}

/// Debian's package would not take the place of a Node.js that is there already, so it is named.
fn refuse_old_node(version: &str) -> Result<()> {
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default();
    match major.parse::<u32>() {
        Ok(major) if major >= OLDEST_NODE => Ok(()),
        Ok(_) => bail!(
            "the `node` on the path is {version}, and {OLDEST_NODE} or newer is wanted; install \
             that, or take the old one off the path so that Debian's is installed"
        ),
        Err(_) => bail!("`node --version` said `{version}`, which is no version"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_too_old_is_named_with_what_is_wanted() {
        assert!(refuse_old_node("v18.20.4\n").is_ok() && refuse_old_node("v20.0.0").is_ok());
        let fault = refuse_old_node("v16.20.2\n").unwrap_err().to_string();
        assert!(fault.contains("v16.20.2") && fault.contains("18 or newer"), "{fault}");
        assert!(refuse_old_node("no such thing").is_err());
    }

    #[test]
    fn what_the_tests_need_is_enough_for_the_pages_and_not_the_other_way_round() {
        let stamp = std::env::temp_dir().join(format!("saferplan-stamp-{}", std::process::id()));
        for (installed, wanted, enough) in [
            (Wanted::Pages, Wanted::Pages, true),
            (Wanted::PagesAndTests, Wanted::Pages, true),
            (Wanted::Pages, Wanted::PagesAndTests, false),
        ] {
            fs::write(&stamp, written("1a2b", installed)).unwrap();
            assert_eq!(is_there(&stamp, "1a2b", wanted), enough, "{installed:?} {wanted:?}");
            assert!(!is_there(&stamp, "another lock file", wanted));
        }
        fs::remove_file(&stamp).unwrap();
        assert!(!is_there(&stamp, "1a2b", Wanted::Pages));
    }

    #[test]
    fn the_lock_file_names_no_address_to_download_from() {
        let lock = include_str!("../../crates/web/package-lock.json");
        assert!(lock.contains("\"integrity\"") && !lock.contains("\"resolved\""));
    }

    #[test]
    fn the_pages_alone_want_no_package_of_the_tests() {
        let words = |wanted| crate::command::spoken(&ci(Path::new("."), wanted));
        assert!(words(Wanted::Pages).ends_with("--omit=dev"));
        assert!(!words(Wanted::PagesAndTests).contains("--omit"));
    }
}
