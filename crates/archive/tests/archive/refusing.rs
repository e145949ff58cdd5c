//! Faults of the disk and of the folder: a clear message, and the archive as it was.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::tempdir;

use crate::rows::*;

/// Everything under `folder` with its content.
fn everything(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.clone(), fs::read(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Adds a second month while a file that it will write is on a disk that is full.
fn import_onto_a_full_disk(full: &str) -> String {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, month("2014-05"), 100))
    });
    let before = everything(folder.path());
    let mut import = open(folder.path()).unwrap().begin_import().unwrap();
    symlink("/dev/full", folder.path().join(full)).unwrap();
    import.add_street(extract(2), street(2, KENT, month("2014-06"), 5000)).unwrap();
    let error = import.commit().unwrap_err().to_string();
    assert_eq!(everything(folder.path()), before, "{full}");
    assert_eq!(crimes(folder.path()), 100);
    error
}

#[test]
fn a_list_that_does_not_fit_on_the_disk_leaves_the_archive_as_it_was() {
    let error = import_onto_a_full_disk("manifest.json.new");
    assert!(error.contains("manifest.json.new"), "{error}");
    assert!(error.contains("No space left"), "{error}");
}

#[test]
fn a_data_file_that_cannot_be_written_leaves_the_archive_as_it_was() {
    for file in [
        "crime/2014-06-000004.parquet",
        "crime_count/2014-06-000005.parquet",
        "district_count/2014-06-000006.parquet",
    ] {
        let error = import_onto_a_full_disk(file);
        assert!(error.contains(file), "{error}");
    }
}

#[test]
fn a_damaged_list_is_named_and_nothing_is_touched() {
    for (content, reason) in [
        ("{\"layout\": 1, \"next", "EOF"),
        ("", "EOF"),
        ("[]", "invalid"),
        ("{\"layout\": 99}", "of layout 99"),
        ("\u{0}\u{1}\u{2}", "expected value"),
    ] {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("manifest.json"), content).unwrap();
        let error = open(folder.path()).unwrap_err().to_string();
        assert!(error.contains("manifest.json") && error.contains(reason), "{error}");
        assert_eq!(fs::read_to_string(folder.path().join("manifest.json")).unwrap(), content);
    }
}

#[test]
fn data_without_a_list_are_not_swept_away() {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, month("2014-05"), 10))
    });
    fs::remove_file(folder.path().join("manifest.json")).unwrap();
    let error = open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("put back a copy"), "{error}");
    assert_eq!(fs::read_dir(folder.path().join("crime")).unwrap().count(), 1);
}

#[test]
fn a_data_file_cut_short_or_lost_is_named() {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, month("2014-05"), 10))
    });
    let file = folder.path().join("crime/2014-05-000001.parquet");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    let error = open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("2014-05-000001.parquet should have"), "{error}");
    fs::remove_file(&file).unwrap();
    let error = open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("cannot be found"), "{error}");
}

#[test]
fn a_data_file_damaged_in_the_middle_stops_the_query_and_not_the_program() {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, month("2014-05"), 5000))
    });
    let file = folder.path().join("crime/2014-05-000001.parquet");
    let mut bytes = fs::read(&file).unwrap();
    // All but the magic number and the footer: what the rows are stored in.
    let whole = bytes.len();
    let footer = u32::from_le_bytes(bytes[whole - 8..whole - 4].try_into().unwrap());
    bytes[4..whole - 8 - footer as usize].fill(0xff);
    fs::write(&file, bytes).unwrap();
    let archive = open(folder.path()).unwrap();
    // Not `max(location)`, which the footer alone may answer.
    assert!(archive.query("select count(distinct location) from crime").is_err());
}

#[test]
fn strangers_files_in_the_folder_are_left_alone() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("crime")).unwrap();
    fs::write(folder.path().join("crime/notes.txt"), "mine").unwrap();
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, month("2014-05"), 10))
    });
    assert_eq!(fs::read_to_string(folder.path().join("crime/notes.txt")).unwrap(), "mine");
}
