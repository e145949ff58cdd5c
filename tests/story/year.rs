//! The year: a partnership and its timetable from files, what happens to it, and the update for scrutiny.

use std::path::PathBuf;
use std::process::Command;

use crate::independent::is_accessible;
use crate::partnership::Partnership;
use crate::partnership::ending;

fn example(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/");
    format!("{folder}{name}")
}

/// The Maidstone year of 2015–16, entered from its files.
fn entered() -> Partnership {
    let maidstone = Partnership::new();
    maidstone.succeeds(&[
        "init",
        &example("partnership.toml"),
        "--timetable",
        &example("timetable.toml"),
    ]);
    maidstone
}

fn moved(maidstone: &Partnership, step: &str, to: &str) {
    let why = "the calendar of meetings was agreed";
    maidstone.succeeds(&["record", step, "moved", "--to", to, "--why", why, "--on", "2015-03-06"]);
}

#[test]
fn the_year_entered_from_a_file_points_out_what_clashes() {
    let said = entered().succeeds(&["timetable", "--at", "2014-10-14"]);
    for sentence in [
        "in March 2015, date to be set",
        "Consultation closes on Saturday 28 February 2015, 3 working days before approval on 5 March 2015.",
        "The plan is written before the consultation closes",
    ] {
        assert!(said.contains(sentence), "`{sentence}` is not in:\n{said}");
    }
}

#[test]
fn dates_once_set_are_worked_back_and_leave_no_slack() {
    let maidstone = entered();
    moved(&maidstone, "plan-to-cabinet", "2015-04-14");
    moved(&maidstone, "plan-adopted", "2015-04-22");
    let said = maidstone.succeeds(&["timetable", "--at", "2015-03-10"]);
    let slack = "No slack: Council's papers are due the day Cabinet meets, 14 April 2015.";
    assert!(said.contains(slack), "{said}");
    let due = |day: &str, what: &str| {
        let line = said.lines().find(|line| line.contains(day) && line.contains(what));
        assert!(line.is_some(), "{what} on {day} is not due in:\n{said}");
    };
    due("2 April 2015", "publish the papers");
    due("16 March 2015", "publish notice");
    due("14 April 2015", "publish the papers");
}

#[test]
fn a_step_that_a_body_decides_is_not_finished_by_hand() {
    let said = entered().refuses(&["record", "plan-adopted", "finished", "--on", "2015-04-22"]);
    assert!(said.contains("done only by a decision of Council"), "{said}");
}

#[test]
fn a_fault_in_the_timetable_enters_no_partnership() {
    let maidstone = Partnership::new();
    let text = std::fs::read_to_string(example("timetable.toml")).unwrap();
    let faulty = text.replace("body = \"cabinet\"", "body = \"senate\"");
    let faulty = maidstone.file("timetable.toml", faulty.as_bytes());
    let faulty = faulty.to_str().unwrap();
    let said = maidstone.refuses(&["init", &example("partnership.toml"), "--timetable", faulty]);
    assert!(said.contains("`senate`"), "{said}");
    assert!(maidstone.refuses(&["timetable"]).contains("no partnership is entered yet"));
}

#[test]
fn a_partnership_is_entered_once() {
    let said = entered().refuses(&["init", &example("partnership.toml")]);
    assert!(said.contains("safer-maidstone-partnership"), "{said}");
}

#[test]
fn what_was_recorded_is_verified_from_end_to_end() {
    let maidstone = entered();
    assert!(Partnership::new().succeeds(&["verify"]).contains("nothing to verify"));
    moved(&maidstone, "plan-to-cabinet", "2015-04-14");
    let said = maidstone.succeeds(&["verify"]);
    assert!(said.starts_with("safer-maidstone-partnership: whole;"), "{said}");
}

#[test]
fn the_worked_example_never_reaches_the_server_of_ones_own_records() {
    let maidstone = Partnership::new();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_saferplan"));
    demo.env("SAFERPLAN_RECORDS", "postgres://nobody@127.0.0.1:1/none");
    demo.arg("--home").arg(maidstone.home()).args(["demo", "--no-serve"]);
    let said = demo.output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(maidstone.home().join("records.db").is_file());
}

fn update() -> (Partnership, Vec<PathBuf>) {
    let maidstone = Partnership::with_the_worked_example();
    let files = ending(&maidstone.home().join("scrutiny-update"), "");
    (maidstone, files)
}

fn named<'a>(files: &'a [PathBuf], end: &str) -> &'a PathBuf {
    files.iter().find(|path| path.to_string_lossy().ends_with(end)).unwrap()
}

/// The timetable of the report to scrutiny of 14 October 2014, as the design lists its facts.
#[test]
fn the_update_holds_every_fact_of_the_reports_timetable() {
    let (_maidstone, files) = update();
    let mut csv = csv::Reader::from_path(named(&files, "-timetable.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    for (step, when, who) in [
        (
            "Strategic Assessment consultation",
            "between 1 January and 28 February 2015",
            "Partnership",
        ),
        ("First draft", "on 4 December 2014", "the Safer Maidstone Partnership"),
        ("used to set the priorities for 2015–2016", "on 4 December 2014", "Partnership"),
        ("Rolling Plan written", "from December 2014 to January 2015", "Maidstone Borough Council"),
        ("formally approved", "on 5 March 2015", "the Safer Maidstone Partnership"),
        ("Rolling Plan agreed", "on 5 March 2015", "the Safer Maidstone Partnership"),
        ("to Council Cabinet", "in March 2015, date to be set", "Cabinet"),
        ("Rolling Plan adopted", "in April 2015, date to be set", "Council"),
        ("Launch and distribution", "from May 2015 onwards", "Safer Maidstone Partnership"),
    ] {
        let row = rows.iter().find(|row| row[0].contains(step)).unwrap();
        assert_eq!(&row[1], when, "{step}");
        assert!(row[2].contains(who) || row[3].contains(who), "{step}: {row:?}");
    }
    let done = std::fs::read_to_string(named(&files, "-carried-out.csv")).unwrap();
    assert!(done.contains("crime briefing") && done.contains("done on 14 October 2014"), "{done}");
}

#[test]
fn the_update_gives_early_findings_in_computed_words() {
    let (_maidstone, files) = update();
    let page = std::fs::read_to_string(named(&files, ".html")).unwrap();
    for words in
        ["2,327 crimes", "driven mainly by violence and sexual offences", "in line with its group"]
    {
        assert!(page.contains(words), "`{words}` is not in the page");
    }
}

#[test]
fn a_row_of_the_update_is_followed_to_what_was_recorded() {
    let (maidstone, files) = update();
    let mut csv = csv::Reader::from_path(named(&files, "-timetable.csv")).unwrap();
    let cabinet = csv.records().map(Result::unwrap).find(|row| row[0].contains("Cabinet")).unwrap();
    let reference = cabinet.iter().next_back().unwrap();
    assert!(
        reference.starts_with("safer-maidstone-partnership/2015-16/2014-10-14/"),
        "{reference}"
    );
    let said = maidstone.succeeds(&["trace", reference]);
    assert!(said.contains("Planned in March 2015, date to be set"), "{said}");
}

#[test]
fn the_printed_update_is_tagged() {
    let (_maidstone, files) = update();
    is_accessible(&std::fs::read(named(&files, ".pdf")).unwrap());
}
