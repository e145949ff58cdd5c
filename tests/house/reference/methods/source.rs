//! What stands in the source: documented methods, and constants that their documentation names.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::checkout::rust_files;
use crate::checkout::text;

/// A method as it is documented.
pub(super) struct Method {
    /// The first line.
    pub(super) first: String,
    /// What follows it, without its example and without what is said of errors.
    pub(super) rest: String,
    /// The function; none where a whole file is one method.
    pub(super) name: Option<String>,
}

/// The methods of a file: each piece of documentation that has the words `answers`.
pub(super) fn methods(source: &str, answers: &str) -> Vec<Method> {
    let (mut found, mut block) = (Vec::new(), Vec::new());
    // What stands in tests is no method.
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    for line in source.lines().chain([""]) {
        let line = line.trim();
        match line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) {
            Some(words) => block.push(words.strip_prefix(' ').unwrap_or(words)),
            None if line.starts_with("#[") => {}
            None => {
                if block.iter().any(|words| words.contains(answers)) {
                    found.push(method(&block, line));
                }
                block.clear();
            }
        }
    }
    found
}

fn method(block: &[&str], item: &str) -> Method {
    let name = item.split_once("fn ").map(|(_, after)| {
        after.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()
    });
    let text = block.join("\n");
    let mut paragraphs = text.split("\n\n").map(str::trim).filter(|words| !words.is_empty());
    let first = paragraphs.next().unwrap_or_default().replace('\n', " ");
    let mut is_code = false;
    let kept = paragraphs.filter(|words| {
        let fences = words.matches("```").count();
        let was = is_code;
        is_code ^= fences % 2 == 1;
        fences == 0 && !was && !words.starts_with("# ")
    });
    Method { first, rest: kept.collect::<Vec<_>>().join("\n\n"), name }
}

/// The value of a constant that documentation names: one of this source, or of the file that its path or an import names.
pub(super) fn constant(path: &str, source: &str) -> Option<String> {
    let name = path.rsplit("::").next()?;
    if let Some(value) = value(name, source) {
        return Some(value);
    }
    let imported = format!("::{name};");
    let by_import =
        source.lines().find(|line| line.starts_with("use ") && line.ends_with(&imported));
    let path = by_import.map_or(path, |line| line.trim_end_matches(';'));
    let file = path.rsplit("::").nth(1)?;
    let mut of_that_name = core().iter().filter(|(stem, _)| stem == file);
    of_that_name.find_map(|(_, source)| value(name, source))
}

/// The files of the core, each by its stem with its text.
fn core() -> &'static [(String, String)] {
    static CORE: OnceLock<Vec<(String, String)>> = OnceLock::new();
    CORE.get_or_init(|| {
        let stem =
            |file: &PathBuf| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let files = rust_files(&["crates/partnership/src"]);
        files.iter().map(|file| (stem(file), text(file))).collect()
    })
}

fn value(name: &str, source: &str) -> Option<String> {
    let (_, after) = source.split_once(&format!("const {name}: "))?;
    let (_, value) = after.split_once("= ")?;
    let value = value.split_once(";\n")?.0.trim();
    if !value.starts_with('"') {
        return Some(value.replace('_', ","));
    }
    let lines = value.trim_matches('"').lines().map(|line| line.trim().trim_end_matches('\\'));
    Some(lines.collect::<Vec<_>>().concat().replace("\\\"", "\""))
}

#[test]
fn methods_are_found_with_their_names_and_without_examples() {
    let source = "/// The sum.\n///\n/// **What it answers.** How many?\n///\n/// # Errors\n/// Never.\n///\n/// ```\n/// let a = 1;\n///\n/// assert!(a == 1);\n/// ```\n///\n/// **Small numbers.** None.\n#[must_use]\npub fn sum(a: u8) -> u8 {\n}\n/// Another.\nfn other() {}\n";
    let found = methods(source, "**What it answers.**");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].first, "The sum.");
    assert_eq!(found[0].name.as_deref(), Some("sum"));
    assert_eq!(found[0].rest, "**What it answers.** How many?\n\n**Small numbers.** None.");
}
