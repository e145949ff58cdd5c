//! An import killed at any moment has either happened or not.

use std::env;
use std::io::BufRead as _;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use tempfile::tempdir;

use crate::rows::*;

const FOLDER: &str = "ARCHIVE_TO_BE_KILLED_IN";
const ROWS: u64 = 20_000;
/// How often to kill; some nights it is 200.
const KILLS: &str = "SAFERPLAN_KILLS";
/// When to kill, in milliseconds after it is ready.
const PAUSES: [u64; 12] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];

/// Not a test but the process that the next one kills: imports until it is.
#[test]
fn the_process_that_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    println!("ready");
    loop {
        import_one_more(Path::new(&folder));
    }
}

/// Each import adds a month of one force and issues another force's only month anew, so that a
/// file is written, one written again without some rows, and counts follow, every time.
fn import_one_more(folder: &Path) {
    let archive = open(folder).unwrap();
    let number = u8::try_from(archive.extracts().len() / 2 * 2).unwrap() % 250;
    let next = month("2000-01").plus_months(i32::from(number));
    let mut import = archive.begin_import().unwrap();
    import.add_street(extract(number), street(number, KENT, next, ROWS)).unwrap();
    let mut anew = street(number + 1, BTP, month("1999-12"), 10);
    push(&mut anew, KENT, month("1999-11"), 1);
    import.add_street(extract(number + 1), anew).unwrap();
    import.commit().unwrap();
}

#[test]
fn an_import_killed_at_any_moment_has_happened_or_not() {
    let kills = env::var(KILLS).map_or(PAUSES.len(), |kills| kills.parse().unwrap());
    let mut all = 0;
    // An archive for every dozen, since each import is longer the more is there.
    for from in (0..kills).step_by(PAUSES.len()) {
        all += killed_in_one_archive(&PAUSES[..PAUSES.len().min(kills - from)]);
    }
    // `cargo xtask kills` reads this line.
    println!("imports: {kills} kills, {all} imports acknowledged, none lost");
}

/// Kills at these moments; how many imports had happened.
fn killed_in_one_archive(pauses: &[u64]) -> u64 {
    let folder = tempdir().unwrap();
    let mut imports = 0;
    for &pause in pauses {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "being_killed::the_process_that_is_killed", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(said.map(Result::unwrap).any(|line| line.contains("ready")));
        thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        imports = whole_imports(folder.path(), imports);
    }
    import_one_more(folder.path());
    assert_eq!(whole_imports(folder.path(), imports), imports + 1);
    imports
}

/// How many imports have happened, each of them whole.
fn whole_imports(folder: &Path, at_least: u64) -> u64 {
    let archive = open(folder).unwrap();
    let imports = archive.extracts().len() as u64 / 2;
    assert!(imports >= at_least);
    let expected = if imports == 0 { 0 } else { imports * ROWS + 11 };
    assert_eq!(number(&archive, "select count(*) from crime"), expected);
    for counts in ["crime_count", "district_count"] {
        let sum = format!("select coalesce(sum(count), 0) from {counts}");
        assert_eq!(number(&archive, &sum), expected);
    }
    imports
}
