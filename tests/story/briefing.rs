//! The briefing as its readers get it: every format, every figure traceable, refusals with reasons.

use std::path::PathBuf;
use std::process::Command;

use crate::independent::is_accessible;
use crate::partnership::Partnership;
use crate::partnership::ending;

fn write_briefing(of: &Partnership, area: &str, quarter: &str) -> Vec<PathBuf> {
    let out = of.out();
    let arguments =
        ["briefing", "--area", area, "--quarter", quarter, "--date", "2014-10-14", "--out"];
    let mut arguments: Vec<std::ffi::OsString> = arguments.map(Into::into).to_vec();
    arguments.push(out.clone().into());
    of.succeeds(&arguments);
    ending(&out, "")
}

#[test]
fn the_briefing_comes_in_every_format() {
    let maidstone = Partnership::with_the_worked_example();
    let files = write_briefing(&maidstone, "E07000110", "2014-Q1");
    for ending in ["html", "pdf", "docx", "xlsx", "ods"] {
        let name = format!("crime-briefing.{ending}");
        assert!(files.iter().any(|path| path.ends_with(&name)), "{name} is missing from {files:?}");
    }
    assert!(
        files.iter().filter(|path| path.extension().is_some_and(|end| end == "csv")).count() >= 8
    );
}

#[test]
fn the_whole_briefing_reads_as_agreed() {
    let maidstone = Partnership::with_the_worked_example();
    write_briefing(&maidstone, "E07000110", "2014-Q1");
    let pdf = maidstone.out().join("crime-briefing.pdf");
    let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    // The day on which this test took the extracts, which is today and in Universal Time.
    let taken = maidstone.asks("select max(taken) from extract");
    let text = text.replace(&taken[..10], "YYYY-MM-DD");
    insta::assert_snapshot!("maidstone_2014_q1", text);
}

#[test]
fn the_printed_briefing_has_four_to_eight_tagged_pages() {
    let maidstone = Partnership::with_the_worked_example();
    write_briefing(&maidstone, "E07000110", "2014-Q1");
    let pdf = maidstone.out().join("crime-briefing.pdf");
    let facts = Command::new("pdfinfo").arg(&pdf).output().unwrap();
    let facts = String::from_utf8(facts.stdout).unwrap();
    let fact = |name: &str| {
        let line = facts.lines().find_map(|line| line.strip_prefix(name));
        line.map(str::trim).unwrap_or_default().to_owned()
    };
    is_accessible(&std::fs::read(&pdf).unwrap());
    let pages: u32 = fact("Pages:").parse().unwrap();
    assert!((4..=8).contains(&pages), "{pages} pages");
}

#[test]
fn the_same_holdings_give_the_same_bytes() {
    let maidstone = Partnership::with_the_worked_example();
    let read = |paths: Vec<PathBuf>| {
        paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect::<Vec<_>>()
    };
    let first = read(write_briefing(&maidstone, "E07000110", "2014-Q1"));
    let second = read(write_briefing(&maidstone, "E07000110", "2014-Q1"));
    assert!(first == second);
}

#[test]
fn every_reference_printed_can_be_followed() {
    let maidstone = Partnership::with_the_worked_example();
    write_briefing(&maidstone, "E07000110", "2014-Q1");
    let html = std::fs::read_to_string(maidstone.out().join("crime-briefing.html")).unwrap();
    let mut references: Vec<String> = html
        .split("href=\"#r")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|anchor| anchor.replace('-', "."))
        .collect();
    references.sort();
    references.dedup();
    assert!(references.len() >= 4, "{references:?}");
    for reference in references {
        let traced = maidstone.succeeds(&["trace", &format!("E07000110/2014-Q1/{reference}")]);
        assert!(traced.contains("Extract") || traced.contains("extract"), "{traced}");
    }
}

#[test]
fn the_query_of_a_traced_figure_gives_its_count() {
    let maidstone = Partnership::with_the_worked_example();
    write_briefing(&maidstone, "E07000110", "2014-Q1");
    for (reference, counts) in [("1.1", 2), ("2.3", 1), ("3.2", 1), ("4.1", 1), ("5.1", 2)] {
        let reference = format!("E07000110/2014-Q1/{reference}");
        let traced = maidstone.succeeds(&["trace", &reference, "--format", "json"]);
        let traced: serde_json::Value = serde_json::from_str(&traced).unwrap();
        let counted = traced["counts"].as_array().unwrap();
        assert_eq!(counted.len(), counts, "{reference}");
        for one in counted {
            assert_eq!(one["now"], one["printed"], "{reference}");
            let answer = maidstone.asks(one["query"].as_str().unwrap());
            assert_eq!(answer, one["printed"].to_string(), "{reference}: {}", one["query"]);
        }
    }
}

#[test]
fn a_quarter_that_is_not_held_whole_is_refused_with_the_months_missing() {
    let maidstone = Partnership::with_the_worked_example();
    let out = maidstone.out();
    let said = maidstone.refuses(&[
        "briefing",
        "--area",
        "E07000110",
        "--quarter",
        "2014-Q3",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(said.contains("October 2014, November 2014 and December 2014"), "{said}");
    let all = ["briefing", "--all", "--quarter", "2016-Q1", "--out", out.to_str().unwrap()];
    assert!(maidstone.refuses(&all).contains("of no district are crimes held for 2016-Q1"));
    assert!(!out.exists() || ending(&out, "").is_empty(), "nothing must be written");
}

#[test]
fn an_area_that_is_no_district_is_refused() {
    let maidstone = Partnership::with_the_worked_example();
    let said = maidstone.refuses(&[
        "briefing",
        "--area",
        "E05004990",
        "--quarter",
        "2014-Q1",
        "--out",
        "x",
    ]);
    assert!(said.contains("ward"), "{said}");
}

#[test]
fn no_small_count_of_a_small_area_is_printed() {
    let maidstone = Partnership::with_the_worked_example();
    write_briefing(&maidstone, "E07000110", "2014-Q1");
    let table = ending(&maidstone.out(), "small-areas.csv").pop().unwrap();
    let mut rows = csv::Reader::from_path(table).unwrap();
    for row in rows.records() {
        for count in row.unwrap().iter().skip(1).take(2) {
            let small = count.parse::<u64>().is_ok_and(|count| (1..5).contains(&count));
            assert!(!small, "{count} is shown");
        }
    }
}

#[test]
fn every_districts_briefing_is_written_and_a_run_that_was_cut_off_goes_on() {
    let kent = Partnership::with_the_worked_example();
    let out = kent.home().with_file_name("all");
    let of_quarter = out.join("2014-Q1");
    let held = kent.succeeds(&[
        "query",
        "select distinct district_code from district_count \
         where month between '2014-04' and '2014-06' and district_code is not null",
        "--format",
        "csv",
    ]);
    // All but three are there from a run that was cut off; it had begun one, and something is in the way of another.
    let missing = ["E07000105", "E07000110", "E07000116"];
    let codes: Vec<&str> = held.lines().skip(1).collect();
    assert!(missing.iter().all(|code| codes.contains(code)), "{held}");
    let there: Vec<&str> = codes.iter().copied().filter(|code| !missing.contains(code)).collect();
    for folder in there.iter().copied().chain(["E07000105.part/of-a-page"]) {
        std::fs::create_dir_all(of_quarter.join(folder)).unwrap();
    }
    std::fs::write(of_quarter.join("E07000116.part"), "no folder").unwrap();
    let folder = out.to_str().unwrap();
    let asked =
        ["briefing", "--all", "--quarter", "2014-Q1", "--date", "2014-10-14", "--out", folder];
    let said = kent.runs(&asked);
    assert!(said.out.starts_with("2 briefings written to "), "{}{}", said.out, said.err);
    assert!(!said.succeeded && said.err.contains("\n- E07000116: clearing"), "{}", said.err);
    assert!(there.iter().all(|code| ending(&of_quarter.join(code), "").is_empty()));
    assert!(!of_quarter.join("E07000105.part").exists());
    // Each is the same as by itself, and its rows are followed likewise.
    let itself = write_briefing(&kent, "E07000110", "2014-Q1");
    assert!(itself.len() > 12, "{itself:?}");
    for file in itself.iter().filter(|file| file.is_file()) {
        let beside = of_quarter.join("E07000110").join(file.file_name().unwrap());
        assert_eq!(std::fs::read(file).unwrap(), std::fs::read(beside).unwrap(), "{file:?}");
    }
    kent.succeeds(&["trace", "E07000105/2014-Q1/1.1"]);
    std::fs::remove_file(of_quarter.join("E07000116.part")).unwrap();
    one_of_two_machines_writes_what_is_missing(&kent, &asked);
    assert!(!ending(&of_quarter.join("E07000116"), "crime-briefing.pdf").is_empty());
    assert!(kent.succeeds(&asked).starts_with("0 briefings written to "));
}

/// Two machines share the briefings of all districts, of which one is missing: it is in the share of one of them.
fn one_of_two_machines_writes_what_is_missing(kent: &Partnership, all: &[&str]) {
    let written = ["1/2", "2/2"].map(|share| {
        let said = kent.succeeds(&[all, &["--share", share]].concat());
        said.split(' ').next().unwrap().parse::<usize>().unwrap()
    });
    assert_eq!(written.iter().sum::<usize>(), 1, "{written:?}");
    let said = kent.refuses(&[all, &["--share", "3/2"]].concat());
    assert!(said.contains("the second of three"), "{said}");
}
