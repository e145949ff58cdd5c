//! The list of limits says what the program does: each stands in its file with the value that is told.

use crate::checkout::{assert_none, rust_files, text};

const LIST: &str = "docs/limits.md";

/// The files and values that the list names, a pair each.
fn told() -> Vec<(String, String)> {
    let list = text(LIST);
    let rows = list.lines().filter(|line| line.starts_with("| "));
    let told = rows.filter_map(|row| {
        let quoted: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        match quoted[..] {
            [.., file, value] if file.starts_with("crates/") => {
                Some((file.to_owned(), value.to_owned()))
            }
            _ => None,
        }
    });
    told.collect()
}

#[test]
fn every_limit_that_is_told_stands_in_its_file() {
    let told = told();
    assert!(told.len() > 25, "{LIST} tells {} limits; has its form changed?", told.len());
    let wrong: Vec<String> = told
        .iter()
        .filter(|(file, value)| !text(file).lines().any(|line| line.contains(value.as_str())))
        .map(|(file, value)| format!("{file} has no `{value}`"))
        .collect();
    assert_none(&wrong, "Change docs/limits.md with the limit");
}

#[test]
fn no_limit_of_tries_or_of_what_is_sent_is_left_out() {
    let list = text(LIST);
    let wanted = |line: &str| {
        let names = [
            "(u32, Duration) = (",
            "LARGEST_FORM: ",
            "LARGEST: usize",
            "LARGEST_FILE: ",
            "LARGEST_LOGO: ",
        ];
        line.trim_start().contains("const ") && names.iter().any(|name| line.contains(name))
    };
    let mut left_out = Vec::new();
    for file in rust_files(&["crates/web/src"]) {
        // What is held of a form whose session had ended is no file that somebody sends.
        if file.ends_with("who/unsent.rs") {
            continue;
        }
        for line in text(&file).lines().filter(|line| wanted(line)) {
            let value = line.trim_end_matches(';').rsplit("const ").next().unwrap_or_default();
            if !list.contains(value) {
                left_out.push(format!("{}: {value}", file.display()));
            }
        }
    }
    assert_none(&left_out, "Tell of these limits in docs/limits.md");
}
