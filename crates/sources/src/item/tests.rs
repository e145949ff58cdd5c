//! What `item` promises, as tests.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::testing::zipped;

const STREET: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
                      LSOA name,Crime type,Last outcome category,Context\n";
const STOPS: &str = "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,\
                     Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,\
                     Object of search,Outcome,Outcome linked to object of search\n";
const STREET_KIND: Option<SourceKind> = Some(SourceKind::PoliceStreet);

/// A folder with these files; a name ending in `/` is none.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn names(found: &Found) -> Vec<&str> {
    found
        .items
        .iter()
        .map(|item| item.name().split_once('/').map_or("", |(_, name)| name))
        .collect()
}

fn faults(kind: Option<SourceKind>, path: PathBuf) -> String {
    find(kind, &[path]).unwrap_err().to_string()
}

#[test]
fn an_archive_as_published_gives_its_files_by_month_and_name() {
    let archive = zipped(&[
        ("2014-06/2014-06-kent-street.csv", STREET.as_bytes()),
        ("2014-06/2014-06-essex-street.csv", STREET.as_bytes()),
        ("2014-05/2014-05-kent-street.csv", STREET.as_bytes()),
        ("2014-05/2014-05-kent-stop-and-search.csv", STOPS.as_bytes()),
        ("__MACOSX/2014-05/._2014-05-kent-street.csv", b"\0\0"),
        ("2014-05/.DS_Store", b"\0\0"),
        ("read me.txt", b"hello"),
    ]);
    let home = folder(&[("all.zip", &archive)]);
    let found = find(STREET_KIND, &[home.path().join("all.zip")]).unwrap();
    assert_eq!(
        names(&found),
        [
            "2014-05/2014-05-kent-street.csv",
            "2014-06/2014-06-essex-street.csv",
            "2014-06/2014-06-kent-street.csv",
        ]
    );
    assert_eq!(found.items[0].name(), "all.zip/2014-05/2014-05-kent-street.csv");
    assert_eq!(*found.items[0].layout(), crate::police_street::LAYOUT);
    let over: Vec<_> = found.passed_over.iter().map(|one| (&*one.name, &*one.why)).collect();
    assert_eq!(
        over,
        [
            (
                "all.zip/2014-05/2014-05-kent-stop-and-search.csv",
                "it is \"stop and search\", which is not used"
            ),
            ("all.zip/read me.txt", "it is not data, by its name's ending"),
        ]
    );
}

#[test]
fn a_folder_may_hold_folders_archives_and_files() {
    let archive = zipped(&[("2014-06-kent-street.csv", STREET.as_bytes())]);
    let home = folder(&[
        ("a/2014-07-kent-street.csv", STREET.as_bytes()),
        ("a/b/may.ZIP", &archive),
        ("people.csv", b"code,name,year,population\n"),
        ("notes.pdf", b"%PDF"),
    ]);
    let found = find(STREET_KIND, &[home.path().to_owned()]).unwrap();
    assert_eq!(names(&found), ["a/b/may.ZIP/2014-06-kent-street.csv", "a/2014-07-kent-street.csv"]);
    assert!(found.passed_over[0].why.contains("not data"));
    assert!(found.passed_over[1].why.contains("for `import population`"));
}

#[test]
fn the_header_tells_and_not_the_name() {
    let home = folder(&[
        ("2014-06-kent-street.csv", b"code,name,year,population\n"),
        ("x.txt", STREET.as_bytes()),
    ]);
    assert!(find(STREET_KIND, &[home.path().join("x.txt")]).is_ok());
    let faults = faults(STREET_KIND, home.path().join("2014-06-kent-street.csv"));
    assert!(faults.contains("\"mid-year estimates of residents\", not police-street"), "{faults}");
    assert!(faults.contains("import it with `import population`"), "{faults}");
}

#[test]
fn all_faults_are_told_together_by_name() {
    let home = folder(&[
        ("b.csv", b""),
        ("a.csv", b"\xFF\xFEC\0"),
        ("c.zip", b"PK\x03\x04 cut off"),
        ("d.csv", b"some,other,columns\n"),
        ("good.csv", STREET.as_bytes()),
    ]);
    let refused = find(STREET_KIND, &[home.path().to_owned()]).unwrap_err();
    let files: Vec<_> = refused.faults.iter().map(|fault| fault.file.rsplit('/').next()).collect();
    assert_eq!(files, [Some("a.csv"), Some("b.csv"), Some("c.zip"), Some("d.csv")]);
    assert_eq!(refused.to_string().lines().count(), 4);
}

#[test]
fn an_archive_inside_an_archive_is_refused_with_what_to_do() {
    let inner = zipped(&[("2014-06-kent-street.csv", STREET.as_bytes())]);
    let home = folder(&[("outer.zip", &zipped(&[("inner.zip", &inner)]))]);
    assert!(
        faults(STREET_KIND, home.path().join("outer.zip")).contains("unpack the outer one first")
    );
}

#[test]
fn nothing_to_import_is_a_fault_and_so_is_a_path_that_is_not_there() {
    let home = folder(&[("read me.txt", b"hello")]);
    let faults = faults(STREET_KIND, home.path().to_owned());
    assert!(faults.contains("nothing to import was found"), "{faults}");
    assert!(faults.contains("street-level crimes"), "{faults}");
    assert!(find(STREET_KIND, &[home.path().join("not there")]).is_err());
}

#[test]
fn content_has_one_identity_however_it_is_packed() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, STREET.as_bytes()).unwrap();
    let archive = zipped(&[("x.csv", STREET.as_bytes()), ("y.csv.gz", &gzip.finish().unwrap())]);
    let home = folder(&[("a.csv", STREET.as_bytes()), ("b.zip", &archive)]);
    let found = find(STREET_KIND, &[home.path().to_owned()]).unwrap();
    let ids: Vec<_> = found.items.iter().map(|item| item.identity().unwrap()).collect();
    assert_eq!(ids, [identity_of(STREET.as_bytes()); 3]);
    for item in &found.items {
        let mut bytes = item.reader().unwrap();
        let report = crate::police_street::read(item.name(), &mut *bytes, &mut |_| {}).unwrap();
        assert_eq!(report.extract, ids[0]);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_not_followed() {
    let home = folder(&[("a/x.csv", STREET.as_bytes())]);
    std::os::unix::fs::symlink(home.path(), home.path().join("a/round")).unwrap();
    let found = find(STREET_KIND, &[home.path().to_owned()]).unwrap();
    assert_eq!(found.items.len(), 1);
    assert!(found.passed_over[0].why.contains("link"));
}

#[test]
fn the_month_is_found_in_the_name_or_in_the_folders() {
    let month = |name: &str| month_in(name).map(|month| month.to_string());
    assert_eq!(month("2014-06.zip/2014-05-kent-street.csv").as_deref(), Some("2014-05"));
    assert_eq!(month("2014-06/kent.csv").as_deref(), Some("2014-06"));
    assert_eq!(month("énter/2014-13.csv"), None);
}
