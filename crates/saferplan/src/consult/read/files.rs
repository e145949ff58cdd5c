//! The files of a batch: those named, and those in the folders named, in the order of their names.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;

use crate::scan_batch::order::by_number;

/// A file of scans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    /// How it is called in the tables.
    pub(crate) shown: String,
}

/// The files that `named` are or hold. A folder gives its files in the order of their names, since scanners number them.
pub(super) fn files(named: &[PathBuf]) -> Result<Vec<File>> {
    let mut found = Vec::new();
    for path in named {
        if path.is_dir() {
            let mut within = Vec::new();
            let shown = || format!("reading the folder `{}`", path.display());
            for entry in fs::read_dir(path).with_context(shown)? {
                let path = entry.with_context(shown)?.path();
                within.extend(path.is_file().then(|| file(&path)));
            }
            within.sort_by(|one, other| by_number(&one.shown, &other.shown));
            found.extend(within);
        } else {
            found.push(file(path));
        }
    }
    if found.is_empty() {
        bail!("there is no file in the folders named; name the folder that the scanner writes to");
    }
    Ok(found)
}

fn file(path: &Path) -> File {
    let name = path.file_name().unwrap_or(path.as_os_str());
    File { path: path.to_owned(), shown: name.to_string_lossy().into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_files_in_order_and_an_empty_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(files(&[folder.path().to_owned()]).unwrap_err().to_string().contains("no file"));
        for name in ["b.png", "a.pdf"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found = files(&[folder.path().to_owned()]).unwrap();
        assert_eq!(
            found.iter().map(|file| file.shown.as_str()).collect::<Vec<_>>(),
            ["a.pdf", "b.png"]
        );
    }
}
