//! Numbers that stay with their passages through edits.

use super::*;

fn source(text: &str) -> Vec<Source> {
    vec![Source { file: "a.md".to_owned(), text: text.to_owned() }]
}

const DRAFT: &str = "# Levels\n\nFirst *words*\nover two lines.\n\n- one\n- two\n\n| Ward | Says |\n|---|---|\n| High Street | less |\n\n{chart:months}\n";

#[test]
fn every_passage_is_numbered_and_nothing_else_is_touched() {
    let (marked, given) = numbered(&source(DRAFT), Given::default()).unwrap();
    assert_eq!(given.count(), 5);
    let wanted = "# Levels\n\n{#1} First *words*\nover two lines.\n\n- {#2} one\n- {#3} two\n\n| {#4} Ward | Says |\n|---|---|\n| High Street | less |\n\n{#5} {chart:months}\n";
    assert_eq!(marked[0].text, wanted);
    assert_eq!(numbered(&marked, given).unwrap(), (marked, given));
}

#[test]
fn a_deleted_number_is_never_given_again() {
    let (marked, given) = numbered(&source("# A\n\none\n\ntwo\n"), Given::default()).unwrap();
    let without = marked[0].text.replace("{#2} two\n", "three\n");
    let (again, given) = numbered(&source(&without), given).unwrap();
    assert_eq!(again[0].text, "# A\n\n{#1} one\n\n{#3} three\n");
    assert_eq!(given.count(), 3);
}

#[test]
fn a_number_copied_with_its_passage_is_refused() {
    let faults = numbered(&source("# A\n\n{#1} one\n\n{#1} one\n"), Given::so_far(1)).unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "a.md, line 5: found {#1} again; wanted the number in one place; take it out here or at \
         a.md, line 3"
    );
}

#[test]
fn a_number_that_was_never_given_is_refused() {
    let faults = numbered(&source("# A\n\n{#9} one\n"), Given::so_far(3)).unwrap_err();
    assert!(faults[0].wanted.contains("this one never was"), "{}", faults[0]);
}

#[test]
fn a_mark_moved_to_other_words_is_told() {
    let before = read(&source("# A\n\n{#1} one\n\n{#2} two\n")).sections;
    let after = read(&source("# A\n\n{#2} one\n\n{#1} two\n")).sections;
    assert_eq!(moved_marks(&before, &after).len(), 2);
    let reordered = read(&source("# A\n\n{#2} two\n\n{#1} one\n")).sections;
    assert!(moved_marks(&before, &reordered).is_empty());
}
