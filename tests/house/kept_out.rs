//! What must never be committed: names of our own machines, registry hosts, raw data, large files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::checkout::{assert_none, files, root, shared_data, skipped};

/// Largest file that a commit may hold; what is computed from raw data is far below.
const LARGEST: u64 = 1024 * 1024;

/// Files of a few bytes may be alike by chance.
const TELLING: u64 = 64;

/// Written in parts, so that this file does not hold what it looks for.
fn unwanted() -> Vec<String> {
    let parts = [
        ["/work", "/main"],
        ["/work", "/shared"],
        ["/work", "/."],
        ["/root", "/."],
        ["/opt", "/wheels"],
        ["crates", ".io"],
        ["pypi", ".org"],
        ["python", "hosted.org"],
        ["npmjs", ".org"],
        ["npmjs", ".com"],
        ["deb", ".debian.org"],
        ["security", ".debian.org"],
    ];
    parts.iter().map(|parts| parts.concat()).collect()
}

#[test]
fn no_machine_path_or_registry_host_is_named() {
    let unwanted = unwanted();
    let mut faults = Vec::new();
    // Cargo writes its registry into `Cargo.lock`, and wants it there.
    for file in files().iter().filter(|file| !file.ends_with("Cargo.lock")) {
        // What is not text (a picture, a workbook) names nothing that a reader would see.
        let Ok(text) = fs::read_to_string(root().join(file)) else { continue };
        for (index, line) in text.lines().enumerate() {
            let found = unwanted.iter().filter(|words| line.contains(*words));
            faults.extend(found.map(|words| format!("{}:{} {words}", file.display(), index + 1)));
        }
    }
    assert_none(&faults, "Name no machine's folders and no registry's host in these places");
}

#[test]
fn no_large_file_is_committed() {
    let large: Vec<String> = files()
        .iter()
        .filter(|file| size(&root().join(file)) > LARGEST)
        .map(|file| file.display().to_string())
        .collect();
    assert_none(&large, "Keep files of over 1 MiB out of the repository");
}

#[test]
fn no_data_pack_file_is_committed() {
    let Some(data) = shared_data() else {
        return skipped("no_data_pack_file_is_committed", "no raw data on this machine");
    };
    let mut raw: BTreeMap<u64, Vec<PathBuf>> = BTreeMap::new();
    for file in files_under(&data) {
        raw.entry(size(&file)).or_default().push(file);
    }
    assert!(!raw.is_empty(), "the folder of raw data, `{}`, is empty", data.display());
    let mut copies = Vec::new();
    for file in files() {
        let ours = root().join(&file);
        let same_size = raw.get(&size(&ours)).filter(|_| size(&ours) >= TELLING);
        for theirs in same_size.into_iter().flatten() {
            if fs::read(&ours).unwrap() == fs::read(theirs).unwrap() {
                copies.push(format!("{} is {}", file.display(), theirs.display()));
            }
        }
    }
    assert_none(&copies, "Raw data stays out of the repository; commit what is computed from it");
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).unwrap_or_else(|fault| panic!("`{}`: {fault}", file.display())).len()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push(path);
        }
    }
    found
}
