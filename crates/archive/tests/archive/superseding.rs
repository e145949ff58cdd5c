//! A later issue of a force's month takes the place of the earlier one.

use std::fs;

use archive::Held;
use archive::Note;
use partnership::evidence::rows::Residents;
use tempfile::tempdir;

use crate::rows::*;

#[test]
fn a_later_issue_of_a_forces_month_is_the_one_seen() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, june, 100))?;
        import.add_street(extract(2), street(2, BTP, june, 30))
    });
    let done =
        import(folder.path(), |import| import.add_street(extract(3), street(3, KENT, june, 90)));
    let note =
        Note::Superseded { month: june, force: KENT.to_owned(), earlier: id(1), later: id(3) };
    assert_eq!(done.notes, [note]);
    assert_eq!(
        done.notes[0].to_string(),
        "Kent Police, June 2014: extract 030303030303 takes the place of 010101010101"
    );
    assert_eq!(crimes(folder.path()), 120);
    let archive = open(folder.path()).unwrap();
    for counts in ["crime_count", "district_count"] {
        assert_eq!(number(&archive, &format!("select sum(count) from {counts}")), 120);
    }
    let standing = archive.begin_import().unwrap();
    assert_eq!(standing.held(&id(1)), Held::Superseded { by: id(3) });
    assert_eq!(standing.held(&id(2)), Held::InUse);
}

#[test]
fn what_was_superseded_stays_on_the_disk_until_it_is_pruned() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| import.add_street(extract(1), street(1, KENT, june, 100)));
    import(folder.path(), |import| import.add_street(extract(2), street(2, KENT, june, 90)));
    let files = || fs::read_dir(folder.path().join("crime")).unwrap().count();
    assert_eq!(files(), 2);
    let pruned = open(folder.path()).unwrap().prune().unwrap();
    assert_eq!(pruned.files, 3, "rows, counts and counts by district");
    assert_eq!(files(), 1);
    assert_eq!(crimes(folder.path()), 90);
    let import = open(folder.path()).unwrap().begin_import().unwrap();
    assert_eq!(import.held(&id(1)), Held::Superseded { by: id(2) });
}

#[test]
fn a_state_that_was_opened_before_a_pruning_leaves_no_row_out_without_a_word() {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, month("2014-05"), 60))?;
        import.add_street(extract(2), street(2, KENT, month("2014-06"), 100))
    });
    let (asked, unasked) = (open(folder.path()).unwrap(), open(folder.path()).unwrap());
    assert_eq!(number(&asked, "select count(*) from crime"), 160);
    import(folder.path(), |import| {
        import.add_street(extract(3), street(3, KENT, month("2014-06"), 90))
    });
    open(folder.path()).unwrap().prune().unwrap();
    for earlier in [asked, unasked] {
        let fault = earlier.query("select count(*) from crime").unwrap_err().to_string();
        assert!(fault.contains("is not there"), "{fault}");
    }
    assert_eq!(crimes(folder.path()), 150);
}

#[test]
fn of_two_issues_in_one_import_the_later_is_seen() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    let done = import(folder.path(), |import| {
        import.add_street(extract(9), street(9, KENT, june, 100))?;
        import.add_street(extract(2), street(2, BTP, june, 30))?;
        import.add_street(extract(1), street(1, KENT, june, 80))
    });
    assert_eq!(done.notes.len(), 1);
    assert_eq!(crimes(folder.path()), 110);
}

#[test]
fn rows_take_the_place_of_counts_and_counts_never_that_of_rows() {
    let folder = tempdir().unwrap();
    let (june, july) = (month("2014-06"), month("2014-07"));
    import(folder.path(), |import| {
        let counts =
            [computed(KENT, june, "E07000110", 500), computed(KENT, july, "E07000110", 70)];
        import.add_counts(extract(1), &counts)
    });
    let total = |folder: &std::path::Path| {
        number(&open(folder).unwrap(), "select sum(count) from crime_count")
    };
    assert_eq!(total(folder.path()), 570);
    let done =
        import(folder.path(), |import| import.add_street(extract(2), street(2, KENT, june, 12)));
    assert!(matches!(done.notes[..], [Note::Superseded { .. }]));
    assert_eq!(total(folder.path()), 82);
    let done = import(folder.path(), |import| {
        import.add_counts(extract(3), &[computed(KENT, june, "E07000110", 999)])
    });
    assert!(matches!(done.notes[..], [Note::CountsLeftAside { .. }]));
    assert!(done.notes[0].to_string().contains("left aside"), "{}", done.notes[0]);
    assert_eq!(total(folder.path()), 82);
    let archive = open(folder.path()).unwrap();
    assert_eq!(number(&archive, "select sum(count) from district_count"), 82);
}

#[test]
fn outcomes_and_crimes_of_a_month_do_not_take_each_others_place() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| import.add_street(extract(1), street(1, KENT, june, 100)));
    let done = import(folder.path(), |import| {
        import.add_outcomes(extract(2), outcomes(2, KENT, june, 10))
    });
    assert_eq!(done.notes, []);
    assert_eq!(crimes(folder.path()), 100);
}

#[test]
fn later_residents_take_the_place_of_the_same_area_and_year_only() {
    let folder = tempdir().unwrap();
    let people = |code: &str, year, residents| Residents {
        area: area(code),
        name: "Maidstone".to_owned(),
        year,
        residents,
    };
    import(folder.path(), |import| {
        let rows = [people("E07000110", 2013, 159_000), people("E07000110", 2014, 161_000)];
        import.add_residents(extract(1), &rows)
    });
    import(folder.path(), |import| {
        import.add_residents(extract(2), &[people("E07000110", 2013, 159_230)])
    });
    let archive = open(folder.path()).unwrap();
    let held = archive.residents(&[area("E07000110")]).unwrap();
    let held: Vec<_> = held.iter().map(|(row, from)| (row.year, row.residents, *from)).collect();
    assert_eq!(held, [(2013, 159_230, id(2)), (2014, 161_000, id(1))]);
    import(folder.path(), |import| {
        import.add_residents(extract(3), &[people("E07000110", 2014, 161_500)])
    });
    let import = open(folder.path()).unwrap().begin_import().unwrap();
    assert_eq!(import.held(&id(1)), Held::Superseded { by: id(3) });
}
