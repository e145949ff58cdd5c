//! Where things are: the checkout, what cargo builds, what is kept between runs, the raw data.
//!
//! In: the environment. Out: [`Places`].

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the tasks work in.
pub(crate) struct Places {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Where cargo puts release binaries.
    pub(crate) release: PathBuf,
    /// What is installed once and kept, outside the checkout.
    pub(crate) cache: PathBuf,
    /// The raw open data, where this machine has it.
    pub(crate) shared_data: Option<PathBuf>,
}

impl Places {
    /// Finds the places from the environment and from where this program stands.
    pub(crate) fn found() -> Result<Places> {
        let root = checkout()?;
        let shared_data = match env::var_os("SAFERPLAN_SHARED_DATA") {
            Some(named) => PathBuf::from(named),
            None => root.parent().unwrap_or(&root).join("shared/data"),
        };
        Ok(Places {
            release: release_folder()?,
            cache: cache_folder()?,
            shared_data: shared_data.is_dir().then_some(shared_data),
            root,
        })
    }

    /// The raw open data, for what cannot be measured without them.
    pub(crate) fn raw_data(&self) -> Result<&Path> {
        self.shared_data.as_deref().context(
            "this is measured on the raw data: put it in `../shared/data` or name its folder in SAFERPLAN_SHARED_DATA",
        )
    }

    /// The program that all this builds.
    pub(crate) fn saferplan(&self) -> PathBuf {
        self.release.join("saferplan")
    }
}

/// Asked when run and not when built: with a target folder that several checkouts share, this
/// program may have been built from another of them.
fn checkout() -> Result<PathBuf> {
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .context("CARGO_MANIFEST_DIR is not set; start the tasks with `cargo xtask`")?;
    let parent = Path::new(&manifest).parent().context("xtask is not inside a checkout")?;
    Ok(parent.to_owned())
}

/// Cargo put this program in `<target>/debug`, whatever decided where `<target>` is, so release
/// binaries are in the folder beside that one.
fn release_folder() -> Result<PathBuf> {
    let here = env::current_exe().context("finding where this program stands")?;
    let target = here.ancestors().nth(2).context("this program is not in a target folder")?;
    Ok(target.join("release"))
}

fn cache_folder() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(cache) if Path::new(&cache).is_absolute() => PathBuf::from(cache),
        _ => {
            let home = env::home_dir().context("no home folder is known; set HOME")?;
            home.join(".cache")
        }
    };
    Ok(base.join("saferplan"))
}
