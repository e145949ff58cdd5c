//! Every method of the analysis kit states which question it answers, by which formula, from whom, and when it misleads.

use std::path::Path;
use std::path::PathBuf;

use crate::checkout::assert_none;
use crate::checkout::rust_files;
use crate::checkout::text;

const KIT: &str = "crates/partnership/src/statistics";
/// Files that no method is in: what methods are built of.
const BUILT_OF: [&str; 5] = ["chance", "exact", "monthly_series", "normal", "probability"];
/// Where a method says from whom it comes without a year: it refers to another, is our own and says so, or is mere arithmetic.
const WITHOUT_A_YEAR: [&str; 3] = ["where the sources stand", "no published rule", "elementary"];

/// The files of the kit, one for each method; a folder has the parts of the method of its name.
fn kit() -> Vec<PathBuf> {
    let is_whole = |file: &PathBuf| file.parent() == Some(Path::new(KIT));
    rust_files(&[KIT]).into_iter().filter(is_whole).collect()
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

/// The methods of a file: each piece of documentation that says what it answers.
fn methods(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut block) = (Vec::new(), String::new());
    for line in source.lines().chain([""]) {
        match line.trim().strip_prefix("///") {
            Some(words) => block += &format!("{}\n", words.trim()),
            None => found.push(std::mem::take(&mut block)),
        }
    }
    found.retain(|block| block.contains("**What it answers.**"));
    found
}

/// A paragraph of documentation by the words that it begins with; empty where there is none.
fn paragraph<'m>(method: &'m str, begins: &str) -> &'m str {
    let from = method.find(begins).map_or("", |at| &method[at + begins.len()..]);
    from.split("\n**").next().unwrap_or_default().trim()
}

/// Whether words name a year of publication.
fn names_a_year(words: &str) -> bool {
    let of_figures = |sign: char| !sign.is_ascii_digit();
    let mut numbers = words.split(of_figures).filter(|number| number.len() == 4);
    numbers.any(|number| number.parse().is_ok_and(|year: u16| (1700..2100).contains(&year)))
}

/// What a method does not state.
fn unstated(method: &str) -> Vec<&'static str> {
    let formula = paragraph(method, "**Method.**");
    let has_source = names_a_year(formula)
        || WITHOUT_A_YEAR.iter().any(|words| formula.replace('\n', " ").contains(words));
    let stated = [
        ("the question", paragraph(method, "**What it answers.**").contains('?')),
        ("the formula", !formula.is_empty()),
        ("the source", has_source),
        ("when not to use it", !paragraph(method, "**When not to use it").is_empty()),
    ];
    stated.into_iter().filter(|(_, is_there)| !is_there).map(|(what, _)| what).collect()
}

#[test]
fn every_method_states_its_question_its_formula_its_source_and_when_it_misleads() {
    let (mut astray, mut count) = (Vec::new(), 0);
    for file in kit() {
        let (found, is_built_of) =
            (methods(&text(&file)), BUILT_OF.contains(&stem(&file).as_str()));
        if found.is_empty() != is_built_of {
            let what =
                if is_built_of { "is a method after all" } else { "says not what it answers" };
            astray.push(format!("{} {what}", file.display()));
        }
        for method in found {
            count += 1;
            let first = method.lines().next().unwrap_or_default().to_owned();
            let missing = unstated(&method).into_iter();
            astray.extend(missing.map(|what| format!("{}, “{first}”: {what}", file.display())));
        }
    }
    assert!(count > 30, "found {count} methods; has their form changed?");
    assert_none(
        &astray,
        "Say of each method what it answers, by which formula, from whom, and when not to use it",
    );
}

#[test]
fn what_a_method_leaves_out_is_found() {
    let whole = "A mean.\n**What it answers.** How many?\n**Method.** Σ/n (Gauss 1809).\n**When not to use it.** Of few.\n";
    assert_eq!(unstated(whole), [""; 0]);
    assert_eq!(unstated(&whole.replace("?", ".")), ["the question"]);
    assert_eq!(unstated(&whole.replace(" (Gauss 1809)", "")), ["the source"]);
    assert_eq!(unstated(&whole.replace("**Method.**", "It is")), ["the formula", "the source"]);
    assert_eq!(unstated(&whole.replace("**When not", "Not")), ["when not to use it"]);
}
