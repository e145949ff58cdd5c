//! The licences of everything that goes into the binary: each must be permissive.
//!
//! In: `cargo tree`, which knows the dependencies of this platform, and npm's lock file. Out: success,
//! or the packages whose licence is not on the list.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::command::{cargo, output};
use crate::places::Places;

/// Licences that ask no more than attribution. Read one before adding it.
const PERMISSIVE: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// Packages that name no licence in their manifest, and the one that was read in their files.
const READ_BY_HAND: [(&str, &str); 1] = [("color-rs2 v0.9.0", "Apache-2.0")];

/// Refuses a dependency that we may not pass on under our own licence.
pub(crate) fn check() -> Result<()> {
    // With what is left out of the usual build.
    let all = ["tree", "--quiet", "--workspace", "--features", "saferplan/cluster"];
    let mut command = cargo(&all);
    command.args(["--edges", "normal,build"]);
    let tree = output(command.args(["--prefix", "none", "--format", "{p} | {l}"]))?;
    // Cargo marks with a star what it has listed before.
    let lines = tree.lines().map(|line| line.trim_end_matches("(*)").trim_end());
    let packages: BTreeSet<&str> = lines.filter(|line| !line.is_empty()).collect();
    let lock = Places::found()?.root.join("crates/web/package-lock.json");
    let lock =
        fs::read_to_string(&lock).with_context(|| format!("reading `{}`", lock.display()))?;
    let in_pages = in_pages(&lock);
    let lines = packages.into_iter().chain(in_pages.iter().map(String::as_str));
    let refused: Vec<&str> = lines.filter(|line| !passes(line)).collect();
    ensure!(
        refused.is_empty(),
        "these packages state no licence, or one that is not on the list in \
         `xtask/src/licences.rs`:\n  {}",
        refused.join("\n  ")
    );
    Ok(())
}

/// The npm packages that go into the binary, as lines `package | licence`: those of the lock file
/// that are not marked as for the tests alone.
fn in_pages(lock: &str) -> Vec<String> {
    let blocks = lock.split("\n    \"node_modules/").skip(1);
    blocks
        .filter(|block| !own_lines(block).any(|line| line == "\"dev\": true"))
        .map(|block| {
            let name = block.split('"').next().unwrap_or_default();
            let stated = own_lines(block).find_map(|line| line.strip_prefix("\"license\": \""));
            format!("{name} | {}", stated.unwrap_or_default().trim_end_matches('"'))
        })
        .collect()
}

/// The lines of a package's own entry, without those of what is nested in it.
fn own_lines(block: &str) -> impl Iterator<Item = &str> {
    let own = block.lines().filter_map(|line| line.strip_prefix("      "));
    own.filter(|line| line.starts_with('"')).map(|line| line.trim_end_matches(','))
}

/// Whether a line `package | licence` states a licence that we may take.
fn passes(line: &str) -> bool {
    let Some((package, stated)) = line.split_once(" |") else { return false };
    let by_hand = READ_BY_HAND.iter().find(|(name, _)| *name == package);
    is_permissive(by_hand.map_or(stated, |(_, licence)| licence))
}

/// Whether every licence that the expression names is permissive.
///
/// Stricter than need be: of `MIT OR GPL-2.0` one could take the first. No dependency has asked
/// for that yet, and so no order of AND and OR need be understood here.
fn is_permissive(expression: &str) -> bool {
    let words = expression.split([' ', '/', '(', ')']).filter(|word| !word.is_empty());
    let names: Vec<&str> =
        words.filter(|word| !["AND", "OR", "WITH", "LLVM-exception"].contains(word)).collect();
    !names.is_empty() && names.iter().all(|name| PERMISSIVE.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissive_licences_pass_however_they_are_joined() {
        for stated in ["MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert!(passes(&format!("some v1.0.0 | {stated}")), "{stated}");
        }
    }

    #[test]
    fn copyleft_and_silence_do_not_pass() {
        for line in
            ["some v1.0.0 | GPL-3.0-only", "some v1.0.0 | MIT AND LGPL-2.1", "some v1.0.0 | "]
        {
            assert!(!passes(line), "{line}");
        }
    }

    #[test]
    fn of_npm_only_what_goes_into_the_pages_is_asked_for_its_licence() {
        let lock = include_str!("../../crates/web/package-lock.json");
        assert_eq!(in_pages(lock), ["govuk-frontend | MIT", "leaflet | BSD-2-Clause"]);
        assert!(lock.contains("\"license\": \"MPL-2.0\""), "axe-core is in the lock file");
    }

    #[test]
    fn a_licence_read_by_hand_holds_for_that_version_only() {
        assert!(passes("color-rs2 v0.9.0 |"));
        assert!(!passes("color-rs2 v0.9.1 |"));
    }
}
