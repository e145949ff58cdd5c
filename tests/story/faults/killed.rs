//! The program is killed without warning at moments that are spread over all of its work.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use crate::faults::at_work;
use crate::faults::published;
use crate::partnership::Partnership;

/// How often each kind of work is killed; `SAFERPLAN_KILLS` says otherwise.
const USUAL: u32 = 8;

fn kills() -> u32 {
    std::env::var("SAFERPLAN_KILLS").map_or(USUAL, |kills| kills.parse().unwrap())
}

fn begun(home: &Partnership, arguments: &[&str]) -> std::process::Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_saferplan"));
    program.env_remove("SAFERPLAN_RECORDS").arg("--home").arg(home.home()).args(arguments);
    program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// How long the work takes where nobody kills it.
fn lasts(home: &Partnership, arguments: &[&str]) -> Duration {
    let from = Instant::now();
    assert!(begun(home, arguments).wait().unwrap().success(), "{arguments:?}");
    from.elapsed()
}

/// Begins the work, and kills it after a part of the time that it takes; whether it ended before.
fn killed(home: &Partnership, arguments: &[&str], after: Duration) -> bool {
    let mut program = begun(home, arguments);
    std::thread::sleep(after);
    let _ = program.kill();
    program.wait().unwrap().success()
}

/// The moments at which it is killed: as many, from its beginning to shortly after its end.
fn moments(lasts: Duration) -> Vec<Duration> {
    (1..=kills()).map(|part| lasts * part / kills() * 11 / 10).collect()
}

#[test]
fn an_import_that_was_killed_has_happened_or_not_and_is_done_again_without_a_hand() {
    let files: Vec<String> = published().iter().map(|path| path.display().to_string()).collect();
    let mut import = vec!["import", "auto"];
    import.extend(files.iter().map(String::as_str));
    let whole = Partnership::new();
    let lasts = lasts(&whole, &import);
    let all = whole.asks("select sum(count) from crime_count");
    for after in moments(lasts) {
        let home = Partnership::new();
        killed(&home, &import, after);
        let held = home.succeeds(&["sources", "--format", "csv"]).lines().count();
        assert!([0, 1, 1 + published().len()].contains(&held), "{held} lines after {after:?}");
        home.succeeds(&import);
        assert_eq!(home.asks("select sum(count) from crime_count"), all, "after {after:?}");
    }
}

#[test]
fn a_backup_that_was_killed_is_no_file_of_that_name_and_can_be_made_again() {
    let home = at_work();
    let folder = home.out();
    fs::create_dir_all(&folder).unwrap();
    let named = |name: &str| folder.join(name).display().to_string();
    let lasts = lasts(&home, &["backup", &named("first.zip")]);
    for (number, after) in (0..).zip(moments(lasts)) {
        let file = named(&format!("{number}.zip"));
        let ended = killed(&home, &["backup", &file], after);
        assert!(!ended || Path::new(&file).exists(), "it said that `{file}` is there");
        if !Path::new(&file).exists() {
            home.succeeds(&["backup", &file]);
        }
        restored(&file);
    }
}

/// Puts a backup back into a home of its own, which must be whole.
fn restored(file: &str) -> Partnership {
    let home = Partnership::new();
    assert!(home.succeeds(&["restore", file]).contains("safer-maidstone-partnership: whole"));
    home
}

#[test]
fn a_restore_that_was_killed_shows_nothing_half_done_and_is_done_again() {
    let home = at_work();
    let file = home.out().with_extension("zip").display().to_string();
    home.succeeds(&["backup", &file]);
    let from = Instant::now();
    let all = restored(&file).asks("select sum(count) from crime_count");
    for after in moments(from.elapsed()) {
        let other = Partnership::new();
        if killed(&other, &["restore", &file], after) {
            continue;
        }
        let seen = other.runs(&["timetable", "--at", "2014-10-14"]);
        let is_there = seen.succeeded && seen.out.contains("plan-adopted");
        let is_not = seen.err.contains("do it again") || seen.err.contains("no partnership");
        assert!(is_there || is_not, "after {after:?}: {}{}", seen.out, seen.err);
        if !is_there {
            other.succeeds(&["restore", &file]);
        }
        assert!(other.succeeds(&["verify"]).contains("whole"));
        assert_eq!(other.asks("select sum(count) from crime_count"), all, "after {after:?}");
    }
}

#[test]
fn what_was_recorded_before_a_kill_is_there_and_the_record_is_whole() {
    let home = at_work();
    let moved = |day: &str| {
        let why = format!("to {day}");
        let record = ["record", "plan-to-cabinet", "moved", "--to", day, "--on", "2015-03-06"];
        [record.map(str::to_owned).to_vec(), vec!["--why".to_owned(), why]].concat()
    };
    let first = moved("2015-04-01");
    let first: Vec<&str> = first.iter().map(String::as_str).collect();
    let lasts = lasts(&home, &first);
    for (number, after) in (2..).zip(moments(lasts)) {
        let (day, shown) = (format!("2015-04-{number:02}"), format!("{number} April 2015"));
        let record = moved(&day);
        let record: Vec<&str> = record.iter().map(String::as_str).collect();
        let ended = killed(&home, &record, after);
        let year = home.succeeds(&["timetable", "--at", "2015-03-10"]);
        let step = year.lines().find(|line| line.contains("plan-to-cabinet")).unwrap();
        assert!(!ended || step.contains(&shown), "it said that it was recorded:\n{year}");
        assert!(home.succeeds(&["verify"]).contains("whole"), "after {after:?}");
    }
}

#[test]
fn a_document_whose_writing_was_killed_has_no_torn_file() {
    let home = at_work();
    let (out, again) = (home.out(), home.out().with_extension("again"));
    let update = |out: &Path| {
        let out = out.display().to_string();
        ["scrutiny-update", "--at", "2014-10-14", "--out", &out].map(str::to_owned).to_vec()
    };
    let whole = update(&out);
    let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
    let lasts = lasts(&home, &whole);
    let torn = update(&again);
    let torn: Vec<&str> = torn.iter().map(String::as_str).collect();
    for after in moments(lasts) {
        killed(&home, &torn, after);
        let Ok(written) = fs::read_dir(&again) else { continue };
        for path in written.map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|end| end == "part") {
                continue;
            }
            let long = fs::metadata(&path).unwrap().len();
            let is = fs::metadata(out.join(path.file_name().unwrap())).unwrap().len();
            assert_eq!(long, is, "`{}` after {after:?}", path.display());
        }
        fs::remove_dir_all(&again).unwrap();
    }
}
