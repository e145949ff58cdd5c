//! Scanned sheets become replies in the records, once each, whatever breaks off the reading.

use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use crate::partnership::Partnership;
use crate::partnership::ending;

fn example(name: &str) -> String {
    format!("{}/../../examples/maidstone-2014/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A consultation that is open, with the scans of so many numbered copies of its form, sent back blank.
fn with_scans(copies: u32) -> (Partnership, PathBuf) {
    let maidstone = Partnership::new();
    let (partnership, timetable) = (example("partnership.toml"), example("timetable.toml"));
    maidstone.succeeds(&["init", &partnership, "--timetable", &timetable]);
    let [questionnaire, consultation, text] =
        ["questionnaire.toml", "consultation.toml", "consulted-on.md"].map(example);
    let files = ["--consultation", &consultation, "--text", &text];
    maidstone.succeeds(&[["consult", "enter", &questionnaire].as_slice(), &files].concat());
    maidstone.succeeds(&["consult", "--on", "2015-01-01", "open"]);
    let (forms, scans) = (maidstone.out().join("forms"), maidstone.out().join("scans"));
    let copies = copies.to_string();
    let print = ["consult", "form", "--out", forms.to_str().unwrap(), "--copies", &copies];
    maidstone.succeeds(&print);
    std::fs::create_dir_all(&scans).unwrap();
    for (at, form) in ending(&forms, ".pdf").iter().enumerate() {
        std::fs::copy(form, scans.join(format!("{at:03}.pdf"))).unwrap();
    }
    (maidstone, scans)
}

/// How many replies there are by the list.
fn replies(maidstone: &Partnership) -> usize {
    let listed = maidstone.succeeds(&["consult", "list", "--format", "csv"]);
    let last = listed.lines().nth(1).unwrap().rsplit(',').next().unwrap().to_owned();
    last.parse().unwrap_or_else(|_| panic!("{listed}"))
}

#[test]
fn sheets_are_read_into_the_records_once() {
    let (maidstone, scans) = with_scans(3);
    let read = ["consult", "--on", "2015-01-20", "read", "--batch", scans.to_str().unwrap()];
    let said = maidstone.succeeds(&read);
    assert!(said.contains("Batch 1: 3 returns"), "{said}");
    // Of blank forms nothing is in doubt; a share waits for a second look all the same.
    let first = replies(&maidstone);
    assert!(first <= 3, "{said}");
    let again = maidstone.succeeds(&read);
    assert!(again.contains("it is not read twice") && again.contains(": 0 returns"), "{again}");
    assert!(again.contains("In all 3 returns"), "{again}");
    assert_eq!(replies(&maidstone), first);
    assert!(maidstone.succeeds(&["verify"]).contains(" whole"));
    // A scan that is lost, and another that is not what it was, are told; so is one that nobody knows.
    let folders = ending(&maidstone.home().join("scans"), "");
    let mut kept: Vec<_> = folders.iter().flat_map(|folder| ending(folder, "")).collect();
    std::fs::write(kept[0].with_file_name("0".repeat(64)), "stray").unwrap();
    assert!(maidstone.succeeds(&["verify"]).contains("1 file that no records name"));
    std::fs::remove_file(kept.remove(0)).unwrap();
    std::fs::write(kept.remove(0), "something else").unwrap();
    let faults = maidstone.refuses(&["verify"]);
    assert!(faults.contains("is not there; put it back from a backup of the home"), "{faults}");
    assert!(faults.contains("is not what was kept under that name"), "{faults}");
}

#[test]
fn a_reading_that_is_killed_goes_on_and_loses_or_doubles_nothing() {
    let kills: u32 = std::env::var("SAFERPLAN_KILLS").map_or(3, |kills| kills.parse().unwrap());
    for _ in (0..kills).step_by(3) {
        killed_while_reading(&[150, 400, 800]);
    }
    // `cargo xtask kills` reads this line.
    println!("scans: {kills} kills, {} returns acknowledged, none lost", 8 * kills.div_ceil(3));
}

/// Kills the reading of eight scans at these moments, in milliseconds after each beginning.
fn killed_while_reading(pauses: &[u64]) {
    let (maidstone, scans) = with_scans(8);
    for &pause in pauses {
        let mut child = Command::new(env!("CARGO_BIN_EXE_saferplan"))
            .env_remove("SAFERPLAN_RECORDS")
            .arg("--home")
            .arg(maidstone.home())
            .args(["consult", "--on", "2015-01-20", "read", "--batch"])
            .arg(&scans)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let read = ["consult", "--on", "2015-01-20", "read", "--batch", scans.to_str().unwrap()];
    maidstone.succeeds(&read);
    let said = maidstone.succeeds(&read);
    assert_eq!(said.matches("it is not read twice").count(), 8, "{said}");
    assert!(said.contains("In all 8 returns"), "{said}");
    maidstone.succeeds(&["verify"]);
}
