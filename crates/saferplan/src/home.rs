//! The home folder: where the archive, the briefings' records and the downloads are.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;

/// A home folder.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    folder: PathBuf,
}

impl Home {
    /// The home that the user named, or else the usual one; made if it is not there.
    pub(crate) fn open(named: Option<&Path>) -> Result<Home> {
        let folder = named.map_or_else(usual, |named| Ok(named.to_owned()))?;
        fs::create_dir_all(&folder)
            .with_context(|| format!("making the home `{}`", folder.display()))?;
        Ok(Home { folder })
    }

    /// The home of the worked example: the one that the user named, or one beside the usual one, so
    /// that the example's counts never mix with the user's own data.
    pub(crate) fn of_example(named: Option<&Path>) -> Result<Home> {
        let beside = || Ok::<_, anyhow::Error>(usual()?.with_file_name("saferplan-example"));
        let folder = named.map_or_else(beside, |named| Ok(named.to_owned()))?;
        Home::open(Some(&folder))
    }

    /// The archive's folder.
    pub(crate) fn archive(&self) -> PathBuf {
        self.folder.join("archive")
    }

    /// The folder of the briefings' records.
    pub(crate) fn records(&self) -> PathBuf {
        self.folder.join("briefings")
    }

    /// The folder of downloads.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// `SAFERPLAN_HOME`, or `saferplan` in the user's data folder.
fn usual() -> Result<PathBuf> {
    let set =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(home) = set("SAFERPLAN_HOME") {
        return Ok(home);
    }
    let data = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
    let data =
        data.context("no home folder is known: give one with --home DIR, or set SAFERPLAN_HOME")?;
    Ok(data.join("saferplan"))
}
