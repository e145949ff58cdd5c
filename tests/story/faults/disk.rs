//! The disk is full, or lets nothing be written. A small disk in memory is laid under a home, within a namespace of the test's
//! own, so that nothing outside it is touched.

use std::path::Path;
use std::process::Command;

use crate::faults::at_work;
use crate::faults::example;
use crate::faults::published;
use crate::partnership::Partnership;

/// What goes before each script: the program by a short name, and whether it refuses plainly.
const WORDS: &str = r#"
saferplan() { "$PROGRAM" --home "$DISK/home" "$@"; }
refuses() {
    if saferplan "$@" > "$DISK/../said" 2>&1; then echo "it did not refuse: $*"; cat "$DISK/../said"; exit 1; fi
    if grep -q panicked "$DISK/../said"; then cat "$DISK/../said"; exit 1; fi
}
"#;

/// Runs a script with a disk of so many KiB, on which a copy of the home lies, and gives what it printed.
fn on_a_small_disk(home: &Partnership, kib: u32, script: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let laid = "mount -t tmpfs -o size=\"$SIZE\"k tmpfs \"$DISK\"; cp -r \"$FROM\" \"$DISK/home\"; cd \"$DISK\"";
    let mut shell = Command::new("unshare");
    shell.args(["--map-root-user", "--mount", "sh", "-ec", &format!("{WORDS}\n{laid}\n{script}")]);
    shell.env("PROGRAM", env!("CARGO_BIN_EXE_saferplan")).env("DISK", &disk);
    shell.env("FROM", home.home()).env("SIZE", kib.to_string()).env_remove("SAFERPLAN_RECORDS");
    shell.env("EXAMPLE", Path::new(&example("counts.csv")).parent().unwrap());
    let output = shell.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// Fills the disk to its last byte, and makes room again.
const FULL: &str = "cat /dev/zero > full 2>/dev/null || true";
const ROOM: &str = "rm full";

#[test]
fn a_full_disk_refuses_an_import_and_leaves_the_archive_as_it_was() {
    let home = Partnership::new();
    home.imports("auto", &published());
    let all = home.asks("select sum(count) from crime_count");
    let script = format!(
        "{FULL}
         refuses import auto \"$EXAMPLE/severity.csv\" \"$EXAMPLE/recorded-crime.csv\"
         {ROOM}
         saferplan query 'select sum(count) from crime_count' --format csv
         saferplan import auto \"$EXAMPLE/severity.csv\" \"$EXAMPLE/recorded-crime.csv\""
    );
    let said = on_a_small_disk(&home, 16_384, &script);
    assert!(said.lines().any(|line| line == all), "{said}");
}

#[test]
fn a_full_disk_refuses_what_is_recorded_and_the_record_stays_whole() {
    let record = "record plan-to-cabinet moved --to 2015-04-14 --on 2015-03-06 --why agreed";
    let script = format!(
        "{FULL}
         refuses {record}
         {ROOM}
         saferplan verify
         saferplan {record}
         saferplan timetable --at 2015-03-10
         saferplan verify"
    );
    let said = on_a_small_disk(&at_work(), 16_384, &script);
    assert_eq!(said.matches("safer-maidstone-partnership: whole").count(), 2, "{said}");
    assert!(said.contains("14 April 2015"), "{said}");
}

#[test]
fn a_full_disk_refuses_a_backup_and_leaves_no_file_of_it() {
    let script = format!(
        "{FULL}
         refuses backup backup.zip
         test ! -e backup.zip && test ! -e backup.zip.part
         {ROOM}
         saferplan backup backup.zip
         \"$PROGRAM\" --home \"$DISK/other\" restore backup.zip"
    );
    let said = on_a_small_disk(&at_work(), 16_384, &script);
    assert!(said.contains("safer-maidstone-partnership: whole"), "{said}");
}

#[test]
fn a_full_disk_refuses_a_restore_which_is_done_again() {
    let script = format!(
        "saferplan backup \"$DISK/../backup.zip\"
         {FULL}
         if \"$PROGRAM\" --home \"$DISK/other\" restore \"$DISK/../backup.zip\"; then exit 1; fi
         {ROOM}
         \"$PROGRAM\" --home \"$DISK/other\" restore \"$DISK/../backup.zip\"
         rm \"$DISK/../backup.zip\""
    );
    let said = on_a_small_disk(&at_work(), 16_384, &script);
    assert!(said.contains("safer-maidstone-partnership: whole"), "{said}");
}

#[test]
fn a_read_only_disk_refuses_every_change_and_loses_nothing() {
    let record = "record plan-to-cabinet moved --to 2015-04-14 --on 2015-03-06 --why agreed";
    let script = format!(
        "mount -o remount,ro \"$DISK\"
         refuses {record}
         refuses import auto \"$EXAMPLE/severity.csv\"
         refuses backup backup.zip
         saferplan query 'select count(*) from crime_count' --format csv
         mount -o remount,rw \"$DISK\"
         saferplan {record}
         saferplan verify"
    );
    let said = on_a_small_disk(&at_work(), 16_384, &script);
    assert!(said.contains("safer-maidstone-partnership: whole"), "{said}");
}
