//! The licences of everything that goes into the binary: each must be permissive.
//!
//! In: `cargo tree`, which knows the dependencies of this platform. Out: success, or the packages
//! whose licence is not on the list.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use crate::command::{cargo, output};

/// Licences that ask no more than attribution. Read one before adding it.
const PERMISSIVE: [&str; 13] = [
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
];

/// Packages that name no licence in their manifest, and the one that was read in their files.
const READ_BY_HAND: [(&str, &str); 1] = [("color-rs2 v0.9.0", "Apache-2.0")];

/// Refuses a dependency that we may not pass on under our own licence.
pub(crate) fn check() -> Result<()> {
    let mut command = cargo(&["tree", "--quiet", "--workspace", "--edges", "normal,build"]);
    let tree = output(command.args(["--prefix", "none", "--format", "{p} | {l}"]))?;
    // Cargo marks with a star what it has listed before.
    let lines = tree.lines().map(|line| line.trim_end_matches("(*)").trim_end());
    let packages: BTreeSet<&str> = lines.filter(|line| !line.is_empty()).collect();
    let refused: Vec<&str> = packages.into_iter().filter(|line| !passes(line)).collect();
    ensure!(
        refused.is_empty(),
        "these packages state no licence, or one that is not on the list in \
         `xtask/src/licences.rs`:\n  {}",
        refused.join("\n  ")
    );
    Ok(())
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
    fn a_licence_read_by_hand_holds_for_that_version_only() {
        assert!(passes("color-rs2 v0.9.0 |"));
        assert!(!passes("color-rs2 v0.9.1 |"));
    }
}
