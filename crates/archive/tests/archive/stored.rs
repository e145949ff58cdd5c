//! The same answers where a cluster's machines find copies of the files in object storage, on a server that `cargo xtask cluster`
//! begins: `SAFERPLAN_S3` names it, and `SAFERPLAN_S3_FOLDER` the folder in which it keeps its buckets.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use archive::Archive;
use archive::ArchiveError;
use archive::Storage;

use crate::clustered::Cluster;
use crate::clustered::answered;
use crate::clustered::three_months;
use crate::rows::*;

const BY_MONTH: &str =
    "select month, crime_type, count(*) as crimes from crime group by 1, 2 order by 1, 2";

fn storage(folder: &Path) -> Storage {
    storage_of(folder).expect("these tests are begun by `cargo xtask cluster`")
}

fn open_there(cluster: &Cluster, folder: &Path, storage: Storage) -> Result<Archive, ArchiveError> {
    Archive::open_on(folder, &on_cluster(&cluster.scheduler.at, Some(storage)))
}

/// The copies of a table, as they lie with the server.
fn copies(storage: &Storage, table: &str) -> Vec<PathBuf> {
    let server = PathBuf::from(env::var_os("SAFERPLAN_S3_FOLDER").unwrap());
    let folder = server.join(&storage.bucket).join(&storage.folder).join(table);
    let mut copies: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    copies.sort();
    copies
}

#[test]
fn copies_in_object_storage_have_the_same_answers() {
    let (folder, cluster) = (three_months(), Cluster::of(2));
    let storage = storage(folder.path());
    let there = open_there(&cluster, folder.path(), storage.clone()).unwrap();
    assert_eq!(copies(&storage, "crime").len(), 3);
    let here = Archive::open(folder.path()).unwrap();
    for sql in [
        BY_MONTH,
        "select c.month, e.file, sum(c.count) from crime_count c join extract e on c.extract = e.extract \
         group by 1, 2 order by 1",
    ] {
        assert_eq!(answered(&there, sql).unwrap(), answered(&here, sql).unwrap(), "{sql}");
    }
    // It is the copies that are read.
    fs::remove_file(&copies(&storage, "crime")[1]).unwrap();
    assert!(answered(&there, BY_MONTH).is_err());
    // Whatever is missing is brought when the archive is opened.
    let again = open_there(&cluster, folder.path(), storage).unwrap();
    assert_eq!(answered(&again, BY_MONTH).unwrap(), answered(&here, BY_MONTH).unwrap());
}

#[test]
fn what_an_import_brought_is_copied_and_what_was_pruned_is_taken_away() {
    let (folder, cluster) = (three_months(), Cluster::of(1));
    let storage = storage(folder.path());
    open_there(&cluster, folder.path(), storage.clone()).unwrap();
    let before = copies(&storage, "crime");
    import(folder.path(), |import| {
        import.add_street(extract(4), street(4, KENT, month("2014-06"), 700))
    });
    let after = open_there(&cluster, folder.path(), storage.clone()).unwrap();
    assert_eq!(number(&after, "select count(*) from crime"), 600 + 600 + 700);
    assert_eq!(copies(&storage, "crime").len(), before.len() + 1);
    after.prune().unwrap();
    let left = copies(&storage, "crime");
    assert_eq!(left.len(), before.len());
    assert_ne!(left, before);
    assert_eq!(number(&after, "select count(*) from crime"), 600 + 600 + 700);
}

#[test]
fn a_file_that_was_put_back_has_a_copy_of_its_own() {
    let (folder, cluster) = (three_months(), Cluster::of(1));
    let storage = storage(folder.path());
    open_there(&cluster, folder.path(), storage.clone()).unwrap();
    // An archive that was put back to an earlier state gives the same number to another file.
    let other = tempfile::tempdir().unwrap();
    import(other.path(), |import| {
        import.add_street(extract(9), street(9, KENT, month("2014-04"), 50))
    });
    let there = open_there(&cluster, other.path(), storage.clone()).unwrap();
    assert_eq!(number(&there, "select count(*) from crime"), 50);
    let first = copies(&storage, "crime").into_iter().filter(|copy| {
        copy.file_name().is_some_and(|name| name.to_string_lossy().starts_with("2014-04-000001-"))
    });
    assert_eq!(first.count(), 2);
}

#[test]
fn storage_that_refuses_or_is_not_there_is_told_and_not_its_secret() {
    let (folder, cluster) = (three_months(), Cluster::of(1));
    let right = storage(folder.path());
    let wrong_key = Storage { secret: "four-blind-mice".to_owned(), ..right.clone() };
    let no_bucket = Storage { bucket: "nowhere".to_owned(), ..right.clone() };
    let no_server = Storage { endpoint: Some("http://127.0.0.1:1".to_owned()), ..right };
    for wrong in [wrong_key, no_bucket, no_server] {
        let fault = open_there(&cluster, folder.path(), wrong.clone()).unwrap_err();
        assert!(matches!(fault, ArchiveError::Storage { .. }), "{fault:?}");
        let said = format!("{fault} {fault:?} {wrong:?}");
        assert!(said.contains("archive.storage") && !said.contains("blind-mice"), "{said}");
    }
}
