//! The made-up street-level archive of the whole country is read as the publisher's is: every row of it, with its traps.

#![expect(
    clippy::unwrap_used,
    reason = "everything here is a test, and clippy only knows those marked as one"
)]

mod made;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use partnership::terms::month::Month;
use tempfile::TempDir;

use made::country::Country;

/// Links of a handful of areas, laid out as the publishers' files are.
fn links() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lsoas = [
        "Maidstone 001A,E01024356,U,Maidstone 001A,E01024356,Maidstone,E07000110",
        "Maidstone 001B,E01024357,S,Maidstone 001D,E01035001,Maidstone,E07000110",
        "Maidstone 001B,E01024357,S,Maidstone 001E,E01035002,Maidstone,E07000110",
        "Ashford 001A,E01023980,U,Ashford 001A,E01023980,Ashford,E07000105",
        "Poole 001A,E01015400,U,\"Bournemouth, Christchurch and Poole 001A\",E01015400,\"Bournemouth, Christchurch and Poole\",E06000058",
        "Kingston upon Hull 002A,E01012782,U,Kingston upon Hull 002A,E01012782,\"Kingston upon Hull, City of\",E06000010",
    ];
    let header =
        "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code";
    let text = format!("{header}\n{}\n", lsoas.join("\n"));
    fs::write(folder.path().join(made::country::LSOAS), text).unwrap();
    let header = "ltla16_code,ltla22_code,ltla24_code";
    let text = format!(
        "{header}\nE07000110,E07000110,E07000110\nE07000105,E07000105,E07000105\nE06000010,E06000010,E06000010\n\
                E06000058,E06000058,E06000058\n"
    );
    fs::write(folder.path().join(made::country::DISTRICTS), text).unwrap();
    let header = "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name";
    let text = format!(
        "{header}\nE07000110,Maidstone,E22000142,Maidstone,E23000032,Kent\nE07000105,Ashford,E22000133,Ashford,E23000032,Kent\n\
         E06000010,\"Kingston upon Hull, City of\",E22000001,Hull,E23000012,Humberside\n\
         E06000058,\"Bournemouth, Christchurch and Poole\",E22000002,Poole,E23000039,Dorset\n"
    );
    fs::write(folder.path().join(made::country::FORCES), text).unwrap();
    folder
}

/// The files below a folder, in order of path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn made(rows: u64) -> TempDir {
    let (links, folder) = (links(), tempfile::tempdir().unwrap());
    let country = Country::read(links.path()).unwrap();
    made::write(&country, rows, 7, folder.path()).unwrap();
    folder
}

#[test]
fn every_row_of_the_made_up_country_is_read_and_none_refused() {
    let folder = made(40_000);
    let (mut rows, mut months, mut lsoas) = (0, BTreeSet::new(), BTreeMap::<String, Month>::new());
    let mut traps =
        BTreeMap::from([("no LSOA", 0), ("no identifier", 0), ("repeated", 0), ("comma", 0)]);
    for path in files(folder.path()) {
        let (name, mut last) = (path.file_name().unwrap().to_string_lossy().into_owned(), None);
        let mut bytes = File::open(&path).unwrap();
        let report = sources::police_street::read(&name, &mut bytes, &mut |crime| {
            months.insert(crime.month);
            *traps.get_mut("no LSOA").unwrap() += u32::from(crime.lsoa.is_none());
            *traps.get_mut("no identifier").unwrap() += u32::from(crime.crime_id.is_none());
            *traps.get_mut("repeated").unwrap() +=
                u32::from(crime.crime_id.is_some() && crime.crime_id == last);
            *traps.get_mut("comma").unwrap() += u32::from(crime.location.contains(','));
            last = crime.crime_id;
            if let Some((code, _)) = crime.lsoa {
                lsoas.entry(code.to_string()).or_insert(crime.month);
            }
        });
        let report = report.unwrap();
        assert_eq!(report.refused, 0, "{name}");
        rows += report.kept;
    }
    assert_eq!(rows, 40_000);
    assert_eq!(months.len(), usize::from(made::MONTHS));
    assert!(traps.values().all(|count| *count > 0), "{traps:?}");
    // An area that was divided has its old code until June 2023, and its new ones from then on.
    let changed: Month = "2023-07".parse().unwrap();
    assert!(lsoas["E01024357"] < changed && lsoas["E01035001"] >= changed, "{lsoas:?}");
}

#[test]
fn the_same_seed_makes_the_same_country() {
    let (one, other) = (made(3_000), made(3_000));
    let content = |folder: &TempDir| -> Vec<(PathBuf, Vec<u8>)> {
        let inside = |path: PathBuf| {
            let bytes = fs::read(&path).unwrap();
            (path.strip_prefix(folder.path()).unwrap().to_path_buf(), bytes)
        };
        files(folder.path()).into_iter().map(inside).collect()
    };
    assert_eq!(content(&one), content(&other));
}
