//! The security review and the threat model name tests and files that are there; its counts and its list are those of its rows.

use std::collections::BTreeSet;
use std::path::Path;

use crate::checkout::{assert_none, root, text};

const REVIEW: &str = "docs/asvs.md";
const DOCUMENTS: [&str; 2] = [REVIEW, "docs/threat-model.md"];

/// What a row may say of a requirement.
const MET: &str = "met";
const UNTESTED: &str = "met, untested";
const NOT_APPLICABLE: &str = "not applicable";
const NOT_MET: &str = "**not met**";

/// How many requirements levels 1 and 2 have in version 5.0.0 of the standard.
const REQUIREMENTS: usize = 253;

/// What stands between two backticks, wherever in a document.
fn quoted(document: &str) -> Vec<String> {
    text(document).split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether a file's text has a test of that name: a function below an attribute that makes it one, or one of the list of
/// those that run on both engines.
fn has_test(text: &str, test: &str) -> bool {
    let Some((before, _)) = text.split_once(&format!("fn {test}(")) else { return false };
    let above = before.rsplit('\n').skip(1).map(str::trim);
    let mut attributes = above.take_while(|line| line.starts_with("#[") || line.starts_with("//"));
    let is_listed = text.lines().any(|line| line.trim() == format!("{test};"));
    attributes.any(|line| line.starts_with("#[") && line.contains("test")) || is_listed
}

/// Whether a word is a requirement's number, such as `1.2.10`.
fn is_number(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok())
}

/// The rows of the review: each requirement's number, and what is said of it.
fn rows() -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for line in text(REVIEW).lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [number, _, said, ..] = cells[..]
            && is_number(number)
        {
            rows.push((number.to_owned(), said.to_owned()));
        }
    }
    rows
}

#[test]
fn every_test_that_the_review_names_is_there() {
    let named = quoted(REVIEW);
    let tests: Vec<(&str, &str)> =
        named.iter().filter_map(|words| words.split_once(".rs::")).collect();
    assert!(tests.len() > 100, "{REVIEW} names {} tests; has their form changed?", tests.len());
    let mut gone = Vec::new();
    for (file, test) in tests {
        let file = format!("{file}.rs");
        if !root().join(&file).is_file() || !has_test(&text(&file), test) {
            gone.push(format!("{file}::{test}"));
        }
    }
    assert_none(&gone, "These tests are not there; look whether their requirements are still met");
}

#[test]
fn every_file_that_the_review_and_the_threat_model_name_is_there() {
    let folders = ["crates", "docs", "examples", "tests", "xtask"];
    let mut gone = Vec::new();
    for document in DOCUMENTS {
        let named = quoted(document);
        let paths = named.iter().filter(|words| {
            let is_of_ours = folders.iter().any(|folder| Path::new(words).starts_with(folder));
            is_of_ours && !words.contains("::") && !words.contains(char::is_whitespace)
        });
        for path in paths.filter(|path| !root().join(path).exists()) {
            gone.push(format!("{document} names `{path}`"));
        }
    }
    assert_none(&gone, "These files are not there; mend the document");
}

#[test]
fn every_requirement_has_one_row_and_the_counts_are_those_of_the_rows() {
    let (rows, review) = (rows(), text(REVIEW));
    let numbers: BTreeSet<&str> = rows.iter().map(|(number, _)| number.as_str()).collect();
    assert_eq!((numbers.len(), rows.len()), (REQUIREMENTS, REQUIREMENTS), "rows of {REVIEW}");
    let mut counted = 0;
    for mark in [MET, UNTESTED, NOT_APPLICABLE, NOT_MET] {
        let found = rows.iter().filter(|(_, said)| said.as_str() == mark).count();
        let begins = format!("| {mark} | ");
        let told = review.lines().find(|line| line.starts_with(&begins)).unwrap_or_default();
        assert!(told.ends_with(&format!("| {found} |")), "{REVIEW} has {found} {mark}: {told}");
        counted += found;
    }
    assert_eq!(counted, REQUIREMENTS, "a row of {REVIEW} says something else");
}

#[test]
fn what_is_not_met_stands_once_in_the_list_at_the_end() {
    let review = text(REVIEW);
    let list = review.split("\n## Not met").nth(1).unwrap_or_default();
    let words = list.split([' ', '\n', ',', ':']).map(|word| word.trim_end_matches('.'));
    let mut listed: Vec<String> = words.filter(|word| is_number(word)).map(str::to_owned).collect();
    let not_met = rows().into_iter().filter(|(_, said)| said.as_str() == NOT_MET);
    let mut wanted: Vec<String> = not_met.map(|(number, _)| number).collect();
    listed.sort();
    wanted.sort();
    assert_eq!(listed, wanted, "the list at the end of {REVIEW}");
}

#[test]
fn a_test_is_told_from_a_function() {
    let text = "#[test]\nfn one() {}\n#[tokio::test]\nasync fn two() {}\nfn helper() {}\n\
                on_both_engines! {\n    three;\n}\nasync fn three(database: &Database) {}\n";
    assert!(["one", "two", "three"].iter().all(|test| has_test(text, test)));
    assert!(!has_test(text, "helper") && !has_test(text, "four"));
    assert!(is_number("1.2.10") && !is_number("1.2") && !is_number("5.0.x"));
}
