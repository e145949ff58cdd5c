//! The core tells the year's story in order: a stage uses only the stages before it.
//!
//! The order is the one in which `lib.rs` lists the stages. The other rules here keep the test able
//! to see every use of a stage, which it does by looking for `crate::<stage>`.

use std::path::{Path, PathBuf};

use crate::checkout::{assert_none, rust_files, text};

const CORE: &str = "crates/partnership/src";

/// The stages, in the order in which the core's `lib.rs` lists them.
fn story() -> Vec<String> {
    let library = text(Path::new(CORE).join("lib.rs"));
    let stages = library.lines().filter_map(|line| line.strip_prefix("pub mod "));
    stages.map(|stage| stage.trim_end_matches([';', ' ', '{']).to_owned()).collect()
}

/// Whether a file belongs to a stage: `<stage>.rs` or anything in its folder.
fn is_of(stage: &str, file: &Path) -> bool {
    let stage = Path::new(CORE).join(stage);
    file.starts_with(&stage) || file == stage.with_extension("rs")
}

/// The lines of code with their numbers: no comments, and nothing of the tests at the file's foot.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .filter(|(_, line)| !line.starts_with("//"))
}

/// The core's files, those that hold only tests left out.
fn core_files() -> Vec<PathBuf> {
    let is_test =
        |file: &PathBuf| file.ends_with("tests.rs") || file.iter().any(|part| part == "tests");
    rust_files(&[CORE]).into_iter().filter(|file| !is_test(file)).collect()
}

/// Whether the line names this stage: `crate::plan`, but not `crate::planning`.
fn names_stage(line: &str, stage: &str) -> bool {
    line.match_indices("crate::").any(|(at, found)| {
        let after = line[at + found.len()..].strip_prefix(stage);
        after.is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
        })
    })
}

/// The faults that `fault` finds in the core's lines, each with its place.
fn faults_in(files: &[PathBuf], fault: impl Fn(&Path, &str) -> Option<String>) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for (number, line) in code(&text(file)) {
            let found = fault(file, line);
            faults.extend(found.map(|fault| format!("{}:{number} {fault}", file.display())));
        }
    }
    faults
}

#[test]
fn the_core_tells_the_story_in_order() {
    let story = story();
    let mut faults = Vec::new();
    for (position, stage) in story.iter().enumerate() {
        let own: Vec<PathBuf> =
            rust_files(&[CORE]).into_iter().filter(|file| is_of(stage, file)).collect();
        assert!(!own.is_empty(), "`lib.rs` lists `{stage}`, which has no file");
        faults.extend(faults_in(&own, |_, line| {
            let later = story[position + 1..].iter().find(|later| names_stage(line, later))?;
            Some(format!("uses `{later}`, which comes after `{stage}`"))
        }));
    }
    assert_none(
        &faults,
        "A stage uses only earlier stages; move what is shared to the earlier one",
    );
}

#[test]
fn every_file_of_the_core_belongs_to_a_stage_of_the_story() {
    let story = story();
    assert!(story.len() > 1, "found no `pub mod` lines in the core's `lib.rs`");
    let library = Path::new(CORE).join("lib.rs");
    let strays: Vec<String> = rust_files(&[CORE])
        .iter()
        .filter(|file| **file != library && !story.iter().any(|stage| is_of(stage, file)))
        .map(|file| file.display().to_string())
        .collect();
    assert_none(&strays, "List the stage of these files in the core's `lib.rs`, in story order");
}

#[test]
fn the_core_imports_so_that_the_order_can_be_seen() {
    let faults = faults_in(&core_files(), |file, line| {
        let is_import = line.starts_with("use ") || line.starts_with("pub use ");
        // In `<stage>.rs` and `lib.rs`, `super::` is the crate's root by another name.
        let is_at_the_top = file.parent() == Some(Path::new(CORE));
        if line.contains("crate::{") {
            Some("groups imports from the crate; write one stage per line".to_owned())
        } else if line.contains("super::super") {
            Some("climbs with `super::super`; write `crate::<stage>`".to_owned())
        } else if is_at_the_top && line.contains("super::") {
            Some("reaches another stage by `super::`; write `crate::<stage>`".to_owned())
        } else if is_import && line.contains('*') {
            Some("imports everything; name what is used".to_owned())
        } else if file.ends_with("lib.rs") && is_import {
            Some("passes a stage's items on from the root; name the stage where used".to_owned())
        } else {
            None
        }
    });
    assert_none(&faults, "The story test sees only plain imports");
}

#[test]
fn the_story_test_sees_what_it_must() {
    assert!(names_stage("use crate::plan::Action;", "plan"));
    assert!(names_stage("let x = crate::plan::of(crate::terms::x());", "terms"));
    assert!(!names_stage("use crate::planning::Action;", "plan"));
    let text = "use a;\n// crate::later\nfn f() {}\n#[cfg(test)]\nmod tests {}\n";
    assert_eq!(code(text).collect::<Vec<_>>(), [(1, "use a;"), (3, "fn f() {}")]);
}
