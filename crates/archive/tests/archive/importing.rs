//! Imports: all or nothing, once for each content, never two at a time.

use std::fs;

use archive::ArchiveError;
use archive::Held;
use tempfile::tempdir;

use crate::rows::*;

#[test]
fn an_archive_without_imports_has_every_table_and_no_row() {
    let folder = tempdir().unwrap();
    let archive = open(folder.path()).unwrap();
    let tables = archive.query("show tables").unwrap();
    assert!(tables.rows.len() > 13);
    for table in [
        "crime",
        "crime_row",
        "crime_count",
        "district_count",
        "outcome",
        "recorded_crime",
        "residents",
        "households",
        "area_link",
        "present_district",
        "boundary",
        "neighbour",
        "severity_weight",
        "deprivation",
        "extract",
    ] {
        assert_eq!(number(&archive, &format!("select count(*) from {table}")), 0, "{table}");
    }
    assert!(!folder.path().join("manifest.json").exists(), "opening writes nothing");
}

#[test]
fn what_is_committed_is_seen_by_the_next_reader_and_not_by_an_earlier_one() {
    let folder = tempdir().unwrap();
    let before = open(folder.path()).unwrap();
    let june = month("2014-06");
    let done = import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, june, 100))?;
        import.add_outcomes(extract(2), outcomes(2, KENT, june, 10))
    });
    assert_eq!(done.added.len(), 2);
    assert_eq!(done.notes, []);
    assert_eq!(number(&before, "select count(*) from crime"), 0);
    assert_eq!(crimes(folder.path()), 100);
    let after = open(folder.path()).unwrap();
    assert_eq!(number(&after, "select count(*) from outcome"), 10);
}

#[test]
fn an_import_given_up_leaves_nothing_behind() {
    let folder = tempdir().unwrap();
    let mut given_up = open(folder.path()).unwrap().begin_import().unwrap();
    for (number, name) in [(1, "2014-04"), (2, "2014-05"), (3, "2014-06")] {
        given_up.add_street(extract(number), street(number, KENT, month(name), 120_000)).unwrap();
    }
    drop(given_up);
    assert_eq!(crimes(folder.path()), 0);
    assert_eq!(fs::read_dir(folder.path().join("crime")).unwrap().count(), 0);
}

#[test]
fn the_same_content_is_imported_once() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| import.add_street(extract(1), street(1, KENT, june, 50)));
    let mut again = open(folder.path()).unwrap().begin_import().unwrap();
    assert_eq!(again.held(&id(1)), Held::InUse);
    assert_eq!(again.held(&id(2)), Held::No);
    let refused = again.add_street(extract(1), street(1, KENT, june, 50));
    assert!(matches!(refused, Err(ArchiveError::AlreadyHeld { .. })));
    assert_eq!(again.commit().unwrap().added, []);
    assert_eq!(crimes(folder.path()), 50);
}

#[test]
fn two_imports_cannot_be_at_work_at_once() {
    let folder = tempdir().unwrap();
    let archive = open(folder.path()).unwrap();
    let first = archive.begin_import().unwrap();
    let second = archive.begin_import().unwrap_err();
    assert!(second.to_string().contains("wait until it ends"), "{second}");
    assert!(archive.prune().is_err());
    drop(first);
    assert!(archive.begin_import().is_ok());
}

#[test]
fn a_long_file_may_come_in_parts_but_must_be_finished() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    let mut import = open(folder.path()).unwrap().begin_import().unwrap();
    import.add_street_rows(street(1, KENT, june, 40)).unwrap();
    let unfinished = import.commit().unwrap_err();
    assert!(unfinished.to_string().contains("begun but not finished"));
    assert_eq!(crimes(folder.path()), 0);

    let mut import = open(folder.path()).unwrap().begin_import().unwrap();
    import.add_street_rows(street(1, KENT, june, 40)).unwrap();
    import.add_street(extract(1), street(1, KENT, june, 2)).unwrap();
    import.commit().unwrap();
    assert_eq!(crimes(folder.path()), 42);
}

#[test]
fn a_month_too_long_to_wait_in_memory_is_written_in_parts() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| {
        for _ in 0..5 {
            import.add_street_rows(street(1, KENT, june, 300_000))?;
        }
        import.add_street(extract(1), street(1, KENT, june, 1))
    });
    assert!(fs::read_dir(folder.path().join("crime")).unwrap().count() > 1);
    assert_eq!(crimes(folder.path()), 1_500_001);
    let archive = open(folder.path()).unwrap();
    assert_eq!(number(&archive, "select sum(count) from crime_count"), 1_500_001);
    assert_eq!(number(&archive, "select sum(count) from district_count"), 1_500_001);
}

#[test]
fn a_file_with_several_months_and_forces_is_divided() {
    let folder = tempdir().unwrap();
    let mut rows = street(1, KENT, month("2014-05"), 10);
    push(&mut rows, BTP, month("2014-06"), 1);
    push(&mut rows, KENT, month("2014-06"), 2);
    import(folder.path(), |import| import.add_street(extract(1), rows));
    let archive = open(folder.path()).unwrap();
    let held: Vec<_> = archive
        .coverage()
        .into_iter()
        .map(|held| (held.month.to_string(), held.force, held.rows))
        .collect();
    let unit = |month: &str, force: &str, rows| (month.to_owned(), force.to_owned(), rows);
    assert_eq!(
        held,
        [unit("2014-05", KENT, 10), unit("2014-06", BTP, 1), unit("2014-06", KENT, 1)]
    );
}

#[test]
fn the_same_rows_give_the_same_files() {
    let (left, right) = (tempdir().unwrap(), tempdir().unwrap());
    for folder in [&left, &right] {
        import(folder.path(), |import| {
            import.add_street(extract(1), street(1, KENT, month("2014-05"), 900))?;
            import.add_street(extract(2), street(2, BTP, month("2014-05"), 300))?;
            import.add_street(extract(3), street(3, KENT, month("2014-06"), 900))
        });
    }
    for table in ["crime", "crime_count", "district_count"] {
        let mut names: Vec<_> = fs::read_dir(left.path().join(table))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        for name in names {
            let file = |folder: &tempfile::TempDir| {
                fs::read(folder.path().join(table).join(&name)).unwrap()
            };
            assert!(file(&left) == file(&right), "{table}/{}", name.display());
        }
    }
    let manifest = |folder: &tempfile::TempDir| fs::read(folder.path().join("manifest.json"));
    assert_eq!(manifest(&left).unwrap(), manifest(&right).unwrap());
}
