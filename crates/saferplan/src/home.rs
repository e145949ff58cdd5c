//! The home: where the archive, the records, the documents' ledgers and the downloads are.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;

/// A file that is in a home while a backup is put back into it: what is there then is not all.
const RESTORING: &str = "restoring";

/// A home folder, and the server that keeps its records if the folder does not.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    folder: PathBuf,
    records_server: Option<String>,
    is_example: bool,
}

impl Home {
    /// The home that the user named, or else the usual one; made if it is not there. One into which a backup was not put
    /// back to the end is refused, since it holds half of what it should.
    pub(crate) fn open(named: Option<&Path>) -> Result<Home> {
        let home = Home::to_restore_into(named)?;
        if home.restoring().exists() {
            bail!(
                "a backup was not put back into `{0}` to the end; do it again: saferplan --home {0} restore FILE",
                home.folder.display()
            );
        }
        Ok(home)
    }

    /// The same, whatever it holds.
    pub(crate) fn to_restore_into(named: Option<&Path>) -> Result<Home> {
        let folder = Home::named(named)?;
        let server = set("SAFERPLAN_RECORDS");
        let server = server.map(|address| address.to_string_lossy().into_owned());
        Home::made(Home { folder, records_server: server, is_example: false })
    }

    /// The folder of the home that the user named, or else of the usual one, there or not.
    pub(crate) fn named(named: Option<&Path>) -> Result<PathBuf> {
        named.map_or_else(usual, |named| Ok(named.to_owned()))
    }

    /// The home of the worked example: the one that the user named, or one beside the usual one, so
    /// that the example never mixes with the user's own data. Its records are always in the folder,
    /// and its archive is asked in this process.
    pub(crate) fn of_example(named: Option<&Path>) -> Result<Home> {
        let beside = || Ok::<_, anyhow::Error>(usual()?.with_file_name("saferplan-example"));
        let folder = named.map_or_else(beside, |named| Ok(named.to_owned()))?;
        Home::made(Home { folder, records_server: None, is_example: true })
    }

    fn made(home: Home) -> Result<Home> {
        private_folder(&home.folder)
            .with_context(|| format!("making the home `{}`", home.folder.display()))?;
        Ok(home)
    }

    /// Whether it is the worked example's.
    pub(crate) fn is_example(&self) -> bool {
        self.is_example
    }

    /// The archive's folder.
    pub(crate) fn archive(&self) -> PathBuf {
        self.folder.join("archive")
    }

    /// The address of the server that keeps the records, where the folder does not.
    pub(crate) fn records_server(&self) -> Option<&str> {
        self.records_server.as_deref()
    }

    /// The folder of the documents' ledgers.
    pub(crate) fn ledgers(&self) -> PathBuf {
        self.folder.join("briefings")
    }

    /// The folder of templates that all partnerships have in common.
    pub(crate) fn templates(&self) -> PathBuf {
        self.folder.join("templates")
    }

    /// The folder of downloads.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// The file that is there while a backup is put back.
    pub(crate) fn restoring(&self) -> PathBuf {
        self.folder.join(RESTORING)
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Makes a folder, and those above it that are not there, which their owner alone enters. One that is there stays as it is.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// `SAFERPLAN_HOME`, or `saferplan` in the user's data folder.
fn usual() -> Result<PathBuf> {
    let folder = |name: &str| set(name).map(PathBuf::from);
    if let Some(home) = folder("SAFERPLAN_HOME") {
        return Ok(home);
    }
    let data =
        folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")));
    let data =
        data.context("no home folder is known: give one with --home DIR, or set SAFERPLAN_HOME")?;
    Ok(data.join("saferplan"))
}

/// The value of an environment variable, if it is set to anything.
fn set(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
