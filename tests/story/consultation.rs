//! A consultation from the command line: drafted, printed, opened and frozen, closed, exported.

use std::path::Path;

use crate::independent::is_accessible;
use crate::partnership::Partnership;

fn example(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/");
    format!("{folder}{name}")
}

fn enter(maidstone: &Partnership, questionnaire: &str) -> String {
    let (consultation, text) = (example("consultation.toml"), example("consulted-on.md"));
    let files = ["--consultation", &consultation, "--text", &text];
    maidstone.succeeds(&[["consult", "enter", questionnaire].as_slice(), &files].concat())
}

/// The worked example's partnership with its consultation, a draft.
fn drafted() -> Partnership {
    let maidstone = Partnership::new();
    let (partnership, timetable) = (example("partnership.toml"), example("timetable.toml"));
    maidstone.succeeds(&["init", &partnership, "--timetable", &timetable]);
    enter(&maidstone, &example("questionnaire.toml"));
    maidstone
}

/// The example's questionnaire with another title, in a file of its own.
fn retitled(maidstone: &Partnership) -> String {
    let typed = std::fs::read_to_string(example("questionnaire.toml")).unwrap();
    let (before, after) = ("Safer Maidstone: your say", "Safer Maidstone: what you say");
    assert!(typed.contains(before));
    let path = maidstone.file("retitled.toml", typed.replace(before, after).as_bytes());
    path.display().to_string()
}

fn is_pdf(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"%PDF-"))
}

fn print(maidstone: &Partnership, rest: &[&str]) -> String {
    let out = maidstone.out().display().to_string();
    maidstone.succeeds(&[["consult", "form", "--out", &out].as_slice(), rest].concat())
}

#[test]
fn a_draft_is_changed_in_place_and_its_form_says_that_it_is_one() {
    let maidstone = drafted();
    let said = enter(&maidstone, &retitled(&maidstone));
    assert_eq!(said.matches("smp-2015").count(), 1, "{said}");
    assert!(said.contains("a draft"), "{said}");
    let said = print(&maidstone, &[]);
    assert!(said.contains("This is a draft") && said.contains("kept with version 1"), "{said}");
    assert!(is_pdf(&maidstone.out().join("smp-2015-v1-en-draft.pdf")));
}

#[test]
fn what_was_opened_is_frozen_and_a_change_makes_the_next_version() {
    let maidstone = drafted();
    let said = maidstone.succeeds(&["consult", "--on", "2015-01-01", "open"]);
    assert!(said.contains("open since 1 January 2015"), "{said}");
    let again = maidstone.refuses(&["consult", "--on", "2015-01-02", "open"]);
    assert!(again.contains("version 1 was opened before"), "{again}");
    enter(&maidstone, &retitled(&maidstone));
    let listed = maidstone.succeeds(&["consult", "list", "--format", "csv"]);
    let lines: Vec<_> = listed.lines().collect();
    assert_eq!(lines.len(), 3, "{listed}");
    assert!(lines[1].starts_with("smp-2015,1,open since 1 January 2015"), "{listed}");
    assert!(lines[2].starts_with("smp-2015,2,a draft"), "{listed}");
    let closed = maidstone.succeeds(&["consult", "--on", "2015-02-28", "close"]);
    assert!(closed.contains("closed on 28"), "{closed}");
    maidstone.succeeds(&["verify"]);
}

#[test]
fn copies_are_numbered_and_printed_alike_again() {
    let maidstone = drafted();
    maidstone.succeeds(&["consult", "--on", "2015-01-01", "open"]);
    let said = print(&maidstone, &["--copies", "10"]);
    assert!(said.contains("10 copies of `smp-2015-v1-en`"), "{said}");
    let copies = ["smp-2015-v1-en-00001.pdf", "smp-2015-v1-en-00010.pdf"];
    assert!(copies.iter().all(|copy| is_pdf(&maidstone.out().join(copy))), "{said}");
    let folder = maidstone.out().display().to_string();
    let again = maidstone.refuses(&["consult", "form", "--out", &folder, "--copies", "3"]);
    assert!(again.contains("copies 1 to 3 were printed before"), "{again}");
    print(&maidstone, &["--copies", "2", "--first", "11"]);
    assert!(is_pdf(&maidstone.out().join("smp-2015-v1-en-00012.pdf")));
    // The layout that is kept never changes, and the same form has the same one.
    print(&maidstone, &["--edition", "large-print"]);
    print(&maidstone, &[]);
    assert!(is_pdf(&maidstone.out().join("smp-2015-v1-en-large.pdf")));
    let out = maidstone.out().display().to_string();
    let refused = maidstone.refuses(&["consult", "form", "--out", &out, "--language", "cy"]);
    assert!(refused.contains("not in Welsh"), "{refused}");
}

#[test]
fn a_consultation_is_about_the_text_that_it_names() {
    let maidstone = drafted();
    let other = maidstone.file("other.md", b"Another text").display().to_string();
    let (questionnaire, consultation) =
        (example("questionnaire.toml"), example("consultation.toml"));
    let files = ["consult", "enter", &questionnaire, "--consultation", &consultation];
    let refused = maidstone.refuses(&[files.as_slice(), &["--text", &other]].concat());
    assert!(refused.contains("give the text that it names"), "{refused}");
    // What no consultation names is refused before anything is kept.
    let before = maidstone.succeeds(&["verify"]);
    let text = example("consulted-on.md");
    let translated = ["--text", &text, "--translated", &other];
    let refused = maidstone.refuses(&[files.as_slice(), &translated].concat());
    assert!(refused.contains("`text.translated` nowhere"), "{refused}");
    assert_eq!(maidstone.succeeds(&["verify"]), before);
}

#[test]
fn an_export_has_a_column_for_each_answer_even_before_there_are_replies() {
    let maidstone = drafted();
    let path = maidstone.file("replies.csv", b"");
    let said = maidstone.succeeds(&["consult", "export", "--out", &path.display().to_string()]);
    assert!(said.contains("0 replies"), "{said}");
    let table = std::fs::read_to_string(&path).unwrap();
    assert!(table.starts_with("reference,version,came on,arrival,channel,language,"), "{table}");
    assert!(table.contains("answering-as: Are you answering for yourself"), "{table}");
    assert_eq!(table.lines().count(), 1, "{table}");
}

#[test]
fn replies_are_exported_as_data_for_other_programs_too() {
    let maidstone = drafted();
    let wanted = [
        ("replies", "replies.csv", "reply,version,day,arrival,channel,language,"),
        ("answers", "answers.csv", "reply,"),
        ("codebook", "codebook.csv", ""),
        ("ddi", "codebook.xml", "<?xml"),
        ("csvw", "replies.csv-metadata.json", "{"),
    ];
    for (what, name, begins) in wanted {
        let path = maidstone.file(name, b"");
        let out = path.display().to_string();
        maidstone.succeeds(&["consult", "export", "--what", what, "--out", &out]);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(begins) && !text.is_empty(), "{what}: {text}");
        assert_eq!(text.contains("\"replies.csv\""), what == "csvw", "{what}: {text}");
    }
}

#[test]
fn without_a_consultation_it_is_said_how_to_enter_one() {
    let maidstone = Partnership::new();
    let (partnership, timetable) = (example("partnership.toml"), example("timetable.toml"));
    maidstone.succeeds(&["init", &partnership, "--timetable", &timetable]);
    let refused = maidstone.refuses(&["consult", "open"]);
    assert!(refused.contains("saferplan consult enter"), "{refused}");
}

#[test]
fn the_demo_drafts_its_consultation_and_opens_nothing_before_its_day() {
    let maidstone = Partnership::with_the_worked_example();
    let listed = maidstone.succeeds(&["consult", "list", "--format", "csv"]);
    assert!(listed.lines().nth(1).unwrap().starts_with("smp-2015,1,a draft,"), "{listed}");
    let form = maidstone.home().join("consultation/smp-2015-v1-en-draft.pdf");
    is_accessible(&std::fs::read(&form).unwrap());
    // It can be run again.
    maidstone.succeeds(&["demo", "--no-serve"]);
}

#[test]
fn replies_of_another_program_are_taken_in_all_or_none() {
    let maidstone = drafted();
    let early = maidstone.refuses(&["consult", "take", &example("replies.jsonl")]);
    assert!(early.contains("was not opened yet"), "{early}");
    maidstone.succeeds(&["consult", "--on", "2015-01-01", "open"]);
    let whole = std::fs::read_to_string(example("replies.jsonl")).unwrap();
    let broken = whole.replacen("\"paper\"", "\"papyrus\"", 1);
    let line = whole.lines().position(|line| line.contains("\"paper\"")).unwrap() + 1;
    let path = maidstone.file("broken.jsonl", broken.as_bytes()).display().to_string();
    let refused = maidstone.refuses(&["consult", "take", &path]);
    let told = [format!("line {line}: unknown variant `papyrus`"), "not taken in".to_owned()];
    assert!(told.iter().all(|told| refused.contains(told)), "{refused}");
    let listed = maidstone.succeeds(&["consult", "list", "--format", "csv"]);
    assert!(listed.contains(",0\n"), "{listed}");
    let said = maidstone.succeeds(&["consult", "take", &example("replies.jsonl")]);
    assert!(said.contains("772 replies taken in"), "{said}");
    let listed = maidstone.succeeds(&["consult", "list", "--format", "csv"]);
    assert!(listed.contains("772, "), "{listed}");
    maidstone.succeeds(&["verify"]);
}

#[test]
fn the_demo_can_stand_in_its_winter_and_goes_on_from_there() {
    let maidstone = Partnership::new();
    let until = |day: &str| {
        let all = std::fs::read_to_string(example("replies.jsonl")).unwrap();
        all.lines().filter(|line| line[8..18] <= *day).count()
    };
    let listed = || maidstone.succeeds(&["consult", "list", "--format", "csv"]);
    maidstone.succeeds(&["demo", "--no-serve", "--on", "2014-11-25"]);
    maidstone.succeeds(&["demo", "--no-serve", "--on", "2015-01-20"]);
    assert!(listed().contains("open since 1 January 2015"), "{}", listed());
    assert!(listed().contains(&format!(",{}\n", until("2015-01-20"))), "{}", listed());
    let said = maidstone.succeeds(&["demo", "--no-serve", "--on", "2015-03-03"]);
    assert!(said.contains("replies were made for this example"), "{said}");
    assert!(listed().contains("closed on 28 February 2015"), "{}", listed());
    let (all, in_time) = (until("2015-03-03"), until("2015-02-28"));
    assert!(all > in_time);
    let late = format!("\"{all}, {} of them late\"", all - in_time);
    assert!(listed().contains(&late), "{}", listed());
    let year = maidstone.succeeds(&["timetable", "--at", "2015-03-03"]);
    for step in ["assessment-drafted", "consultation", "plan-written"] {
        let line = year.lines().find(|line| line.contains(step)).unwrap();
        assert!(line.contains("done on"), "{line}");
    }
    let report = maidstone.home().join("consultation/consultation-report.html");
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("Illustrative: ") && report.contains(&all.to_string()));
    assert!(report.contains("Street lights"), "its themes are coded by then");
    let report = maidstone.home().join("consultation/consultation-report.pdf");
    is_accessible(&std::fs::read(&report).unwrap());
    for ending in ["docx", "xlsx", "ods"] {
        let file = maidstone.home().join(format!("consultation/consultation-report.{ending}"));
        let text = String::from_utf8_lossy(&crate::assessment::unpacked(&file)).into_owned();
        assert!(text.contains("Illustrative: "), "{ending} does not say so");
        assert!(text.contains(&all.to_string()), "{ending} does not tell of {all} replies");
    }
    maidstone.succeeds(&["verify"]);
    let refused = maidstone.refuses(&["demo", "--no-serve", "--on", "2016-01-01"]);
    assert!(refused.contains("name a day between them"), "{refused}");
}

#[test]
fn what_people_wrote_is_coded_as_the_days_go_and_nothing_twice() {
    let report = |maidstone: &Partnership| {
        let report = maidstone.home().join("consultation/consultation-report.html");
        std::fs::read_to_string(report).unwrap()
    };
    let went_on = Partnership::new();
    for day in ["2015-03-03", "2015-04-02"] {
        went_on.succeeds(&["demo", "--no-serve", "--on", day]);
    }
    let before = went_on.succeeds(&["verify"]);
    went_on.succeeds(&["demo", "--no-serve", "--on", "2015-04-02"]);
    assert_eq!(went_on.succeeds(&["verify"]), before);
    let at_once = Partnership::new();
    at_once.succeeds(&["demo", "--no-serve", "--on", "2015-04-02"]);
    assert!(report(&at_once).contains("All cameras were looked at"));
    assert_eq!(report(&went_on), report(&at_once));
}
