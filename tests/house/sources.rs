//! What holds for every Rust file: it is short, and it says first what it is for.

use crate::checkout::{assert_none, rust_files, text};

const OURS: [&str; 3] = ["crates", "tests", "xtask"];
const LONGEST: usize = 400;

#[test]
fn no_source_file_is_longer_than_400_lines() {
    let mut too_long = Vec::new();
    for file in rust_files(&OURS) {
        let lines = text(&file).lines().count();
        if lines > LONGEST {
            too_long.push(format!("{} has {lines} lines", file.display()));
        }
    }
    assert_none(&too_long, "A file does one thing; split these into files of under 400 lines");
}

#[test]
fn every_file_opens_with_its_purpose() {
    let mut silent = Vec::new();
    for file in rust_files(&OURS) {
        let text = text(&file);
        let first = text.lines().next().unwrap_or_default();
        if first.strip_prefix("//! ").is_none_or(|purpose| purpose.split(' ').count() < 3) {
            silent.push(format!("{} opens with `{first}`", file.display()));
        }
    }
    assert_none(
        &silent,
        "Make the first line `//! ` and a sentence that says what the file is for",
    );
}

/// DESIGN.md, "Why do the records box what waits?"
#[test]
fn calls_of_the_records_that_wait_are_compiled_once() {
    let mut anew = Vec::new();
    for file in rust_files(&["crates/records/src"]) {
        let text = text(&file);
        for (place, _) in text.match_indices("\n    pub async fn ") {
            let signature = text[place..].split_once('{').map_or("", |(signature, _)| signature);
            // For a type that borrows, the macro writes no lifetime, and what is generic is compiled where it is used.
            let is_left_out = signature.contains("impl ") || signature.contains("<'_>");
            if !is_left_out && !text[..place].ends_with("#[compiled_once]") {
                anew.push(format!("{}: {}", file.display(), signature.trim()));
            }
        }
    }
    assert_none(
        &anew,
        "Write `#[compiled_once]` above these calls, so that no other crate compiles them anew",
    );
}
