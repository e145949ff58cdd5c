//! Reading the checkout: which files are ours, and what is in them.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout's own folder.
///
/// Asked when run and not when built: with a target folder that several checkouts share, this test
/// may have been built from another of them.
pub(crate) fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").expect("cargo tells a test its package");
    let root = Path::new(&package).join("../..");
    root.canonicalize().unwrap_or_else(|fault| panic!("finding `{}`: {fault}", root.display()))
}

/// The files that git holds or would take up, as paths from the root, in order.
pub(crate) fn files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .current_dir(root())
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .expect("the house rules need git");
    let fault = String::from_utf8_lossy(&listed.stderr);
    assert!(listed.status.success(), "git does not list the files of the checkout: {fault}");
    let names = String::from_utf8(listed.stdout).expect("our file names are UTF-8");
    let mut files: Vec<PathBuf> =
        names.split_terminator('\0').map(PathBuf::from).filter(|file| is_there(file)).collect();
    files.sort();
    files.dedup();
    assert!(!files.is_empty(), "git lists no files in `{}`", root().display());
    files
}

/// The Rust files under these folders.
pub(crate) fn rust_files(folders: &[&str]) -> Vec<PathBuf> {
    let is_ours = |file: &PathBuf| folders.iter().any(|folder| file.starts_with(folder));
    let is_rust = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "rs");
    let found: Vec<PathBuf> = files().into_iter().filter(is_ours).filter(is_rust).collect();
    assert!(!found.is_empty(), "no Rust file is under {folders:?}; has a folder been moved?");
    found
}

/// The text of a file, by its path from the root.
pub(crate) fn text(file: impl AsRef<Path>) -> String {
    let file = file.as_ref();
    fs::read_to_string(root().join(file))
        .unwrap_or_else(|fault| panic!("reading `{}`: {fault}", file.display()))
}

/// The raw open data, where this machine has it.
pub(crate) fn shared_data() -> Option<PathBuf> {
    let folder = match env::var_os("SAFERPLAN_SHARED_DATA") {
        Some(named) => PathBuf::from(named),
        None => root().join("../shared/data"),
    };
    folder.is_dir().then_some(folder)
}

/// Records that a test could not do its work, for `cargo xtask test` to tell at its end.
pub(crate) fn skipped(test: &str, reason: &str) {
    eprintln!("skipped: {test} — {reason}");
    let Some(list) = env::var_os("SAFERPLAN_SKIPPED") else { return };
    let mut list = OpenOptions::new().append(true).create(true).open(list).unwrap();
    writeln!(list, "{test} — {reason}").unwrap();
}

/// Fails with the whole list of faults, so that they can be mended in one go.
pub(crate) fn assert_none(faults: &[String], what_to_do: &str) {
    assert!(faults.is_empty(), "{what_to_do}:\n  {}\n", faults.join("\n  "));
}

fn is_there(file: &Path) -> bool {
    root().join(file).is_file()
}
