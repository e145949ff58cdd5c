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
