//! Programs of others that a task needs, built once from their own source and by their own lock file, and kept in the cache folder.
//!
//! In: which. Out: the program, built if it is not there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{cargo, run, say};
use crate::setup::{C_COMPILER, meet};
use crate::stamp::hold;

/// A program of others.
pub(crate) struct Tool {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The package, and the program in it.
    pub(crate) package: &'static str,
    /// Its release: whoever uses it uses the same.
    pub(crate) release: &'static str,
    /// What of it is wanted.
    pub(crate) features: &'static str,
}

impl Tool {
    /// The program.
    pub(crate) fn installed(&self, cache: &Path) -> Result<PathBuf> {
        let Tool { name, package, release, features } = self;
        let folder = cache.join(format!("{package}-{release}"));
        fs::create_dir_all(cache).with_context(|| format!("making `{}`", cache.display()))?;
        let _held = hold(&folder.with_extension("lock"))?;
        let program = folder.join("bin").join(package);
        // Cargo puts the program there in one step, last of all.
        if !program.exists() {
            meet(&[&C_COMPILER])?;
            say(&format!(
                "Installing {name} {release} into {}: a minute or two.",
                folder.display()
            ));
            let building = folder.join("building");
            let mut install =
                cargo(&["install", package, "--locked", "--debug", "--version", release]);
            install.args(["--no-default-features", "--features", features, "--root"]).arg(&folder);
            // It is no part of what is built here, and nobody looks for faults in it.
            install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", &building);
            run(&mut install).with_context(|| format!("installing {name}"))?;
            fs::remove_dir_all(&building)
                .with_context(|| format!("clearing `{}`", building.display()))?;
        }
        Ok(program)
    }
}
