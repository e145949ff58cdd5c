//! The server that keeps the records cannot be reached.

use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::faults::at_work;

#[test]
fn records_that_cannot_be_reached_are_named_soon_and_nothing_else_is_taken_for_them() {
    let home = at_work();
    let from = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_saferplan"))
        .env("SAFERPLAN_RECORDS", "postgres://nobody:secret@127.0.0.1:1/none")
        .arg("--home")
        .arg(home.home())
        .args(["timetable", "--at", "2014-10-14"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("opening the records"), "{said}");
    assert!(!said.contains("secret") && !said.contains("panicked"), "{said}");
    assert!(from.elapsed() < Duration::from_secs(60), "it took {:?}", from.elapsed());
    assert!(home.succeeds(&["verify"]).contains("whole"));
}
