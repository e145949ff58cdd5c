//! Meetings and decisions from the command line, and the year after this one.

use crate::partnership::Partnership;

fn example(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/");
    format!("{folder}{name}")
}

fn entered() -> Partnership {
    let maidstone = Partnership::new();
    let (partnership, timetable) = (example("partnership.toml"), example("timetable.toml"));
    maidstone.succeeds(&["init", &partnership, "--timetable", &timetable]);
    maidstone
}

/// Cabinet's meeting of 14 April 2015, entered on 6 March.
fn with_cabinet() -> Partnership {
    let maidstone = entered();
    let add = ["meeting", "--on", "2015-03-06", "add", "cabinet", "--body", "cabinet"];
    let when = ["--when", "2015-04-14", "--step", "plan-to-cabinet"];
    maidstone.succeeds(&[add.as_slice(), when.as_slice()].concat());
    maidstone
}

#[test]
fn a_step_of_a_body_is_done_by_its_decision_at_a_meeting() {
    let maidstone = with_cabinet();
    let item = ["cabinet", "plan-to-cabinet"];
    let meeting = |on: &str, rest: &[&str]| {
        [["meeting", "--on", on].as_slice(), rest]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let run = |on: &str, rest: &[&str]| {
        let line = meeting(on, rest);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        maidstone.succeeds(&line)
    };
    run("2015-03-09", &["add-paper", item[0], item[1], "--paper", "The rolling plan"]);
    let decide =
        ["decide", item[0], item[1], "agreed", "--mover", "the Leader", "--minute", "minute 97"];
    let early = meeting("2015-04-14", &decide);
    let early: Vec<&str> = early.iter().map(String::as_str).collect();
    let refused = maidstone.refuses(&early);
    assert!(refused.contains("The rolling plan is awaited"), "{refused}");
    run("2015-04-02", &["publish", item[0], item[1], "--paper", "The rolling plan"]);
    let said = run("2015-04-14", &decide);
    assert!(said.contains("agreed on 14 April 2015 (minute 97)"), "{said}");
    let year = maidstone.succeeds(&["timetable", "--at", "2015-04-15"]);
    let line = year.lines().find(|line| line.contains("plan-to-cabinet")).unwrap();
    assert!(line.contains("done on 14 April 2015"), "{line}");
}

#[test]
fn a_meeting_that_moves_takes_its_steps_along() {
    let maidstone = with_cabinet();
    let moved = [
        "meeting",
        "--on",
        "2015-03-10",
        "move",
        "cabinet",
        "--to",
        "2015-04-08",
        "--why",
        "the calendar",
    ];
    let said = maidstone.succeeds(&moved);
    assert!(said.contains("8 April 2015"), "{said}");
    let year = maidstone.succeeds(&["timetable", "--at", "2015-03-11"]);
    assert!(
        year.lines().any(|line| line.contains("plan-to-cabinet") && line.contains("8 April 2015")),
        "{year}"
    );
}

#[test]
fn the_next_year_rolls_forward_from_this_one() {
    let maidstone = entered();
    let shown = maidstone.succeeds(&["next-year"]);
    assert!(shown.contains("The year 2016–17") && shown.contains("Nothing was entered"), "{shown}");
    maidstone.succeeds(&["next-year", "--enter"]);
    let year = maidstone.succeeds(&["timetable", "--cycle", "2016-17", "--at", "2015-10-01"]);
    assert!(year.contains("3 December 2015"), "{year}");
    assert!(maidstone.refuses(&["next-year", "--enter", "--cycle", "2015-16"]).contains("2016-17"));
}
