//! Whatever writes a table that a spreadsheet may open makes no formula of what somebody typed.

use crate::checkout::assert_none;
use crate::checkout::rust_files;
use crate::checkout::text;

/// The program's own text, without its tests.
fn written_in(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap_or_default()
}

/// Whether a file of source writes lines of CSV by itself.
fn writes_csv(source: &str) -> bool {
    [
        "Writer::from_writer",
        "Writer::from_path",
        "WriterBuilder::new",
        "replace('\"', \"\\\"\\\"\")",
    ]
    .iter()
    .any(|way| source.contains(way))
}

#[test]
fn every_writer_of_csv_makes_its_words_harmless() {
    let mut astray = Vec::new();
    let mut writers = 0;
    for file in rust_files(&["crates"]).iter().filter(|file| file.iter().any(|part| part == "src"))
    {
        let source = text(file);
        let source = written_in(&source);
        if writes_csv(source) && !file.ends_with("tests.rs") {
            writers += 1;
            if !source.contains("harmless") {
                astray.push(file.display().to_string());
            }
        }
    }
    assert!(writers > 5, "found {writers} writers of CSV; has their form changed?");
    assert_none(
        &astray,
        "Write words by `partnership::terms::spreadsheet::harmless` in these files",
    );
}

#[test]
fn nothing_writes_a_formula_into_a_workbook() {
    let ways = ["write_formula", "Formula::new", "write_array_formula", "table:formula", "<f>"];
    let mut astray = Vec::new();
    for file in rust_files(&["crates"]).iter().filter(|file| file.iter().any(|part| part == "src"))
    {
        let source = text(file);
        let found = ways.iter().filter(|way| written_in(&source).contains(**way));
        astray.extend(found.map(|way| format!("{} has `{way}`", file.display())));
    }
    assert_none(&astray, "A cell of ours is a number or words, never a formula");
}
