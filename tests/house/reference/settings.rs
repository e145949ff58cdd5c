//! The page of settings: each that the program knows, with what `examples/saferplan.toml` explains of it.

use std::fmt::Write as _;

use crate::checkout::text;

const INTRODUCTION: &str = "\
# Settings

A server of Saferplan needs none: what is left out is as usual. Settings stand in `saferplan.toml` in the home, or in the
environment, which goes before the file. Where a file is named, it is looked for in the home. `examples/saferplan.toml` has all of
them to copy from.

A setting that is wrong stops the start: all that is wrong is told at once, each by its name, with what to write.
";

/// What the explanations stand in.
const EXAMPLE: &str = "examples/saferplan.toml";
/// Where the program lists every setting that there is.
const LIST: &str = "crates/web/src/settings/given.rs";

/// The whole page.
pub(super) fn page() -> String {
    let (mut page, example) = (INTRODUCTION.to_owned(), text(EXAMPLE));
    let mut group = "";
    for key in known() {
        let of = key.split_once('.').map_or("", |(of, _)| of);
        if of != group {
            let _ = writeln!(page, "\n## Group `{of}`\n\n{}", about_group(&example, of));
            group = of;
        }
        let (words, value) = explained(&example, key);
        let level = if group.is_empty() { "##" } else { "###" };
        let _ = writeln!(
            page,
            "\n{level} `{key}`\n\n{words}\n\nIn the environment: `{}`.",
            in_environment(key)
        );
        if let Some(value) = value {
            let _ = writeln!(page, "\n```toml\n{value}\n```");
        }
    }
    page
}

/// The settings that the program knows.
fn known() -> Vec<&'static str> {
    let source: &'static str = text(LIST).leak();
    let list = source.split_once("const SETTINGS: ").unwrap().1.split_once("= [").unwrap().1;
    let list = list.split_once("];").unwrap().0;
    let known: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(known.len() > 20, "{LIST} lists {known:?}");
    known
}

fn in_environment(key: &str) -> String {
    format!("SAFERPLAN_{}", key.replace('.', "_").to_uppercase())
}

/// The lines of the example that are of a group, or of none.
fn lines_of<'a>(example: &'a str, group: &str) -> Vec<&'a str> {
    let head = format!("[{group}]");
    let of_group = example.lines().skip_while(|line| !group.is_empty() && *line != head);
    let of_group = of_group.skip(usize::from(!group.is_empty()));
    of_group.take_while(|line| !line.starts_with('[')).collect()
}

/// What stands above a group's head.
fn about_group(example: &str, group: &str) -> String {
    let head = format!("\n[{group}]");
    let above = example.split_once(&head).map_or("", |(above, _)| above);
    comment(&above.lines().collect::<Vec<_>>())
}

/// What is said of a setting, and how it is written. One that has no line of its own is explained with the setting that names
/// it in its comment.
fn explained(example: &str, key: &str) -> (String, Option<String>) {
    let (group, name) = key.split_once('.').unwrap_or(("", key));
    let lines = lines_of(example, group);
    let begins = format!("#{name} = ");
    if let Some(at) = lines.iter().position(|line| line.starts_with(&begins)) {
        let words = comment_above(&lines, at);
        let value = lines[at].trim_start_matches('#');
        let head = if group.is_empty() { String::new() } else { format!("[{group}]\n") };
        return (words, Some(format!("{head}{value}")));
    }
    let named = format!("`{name}` may stand here itself");
    let said = lines.iter().any(|line| line.contains(&named));
    assert!(said, "explain the setting `{key}` in {EXAMPLE}");
    (format!("The secret itself. Better is `{key}_file`, a file that others cannot read."), None)
}

/// The comment above a line. Settings that stand under one comment share it.
fn comment_above(lines: &[&str], at: usize) -> String {
    let above = &lines[..at];
    let is_setting = |line: &str| line.starts_with('#') && !line.starts_with("# ");
    let shared = above.iter().rev().take_while(|line| is_setting(line)).count();
    let words = comment(&above[..at - shared]);
    if words.is_empty() { "See the group.".to_owned() } else { words }
}

/// The comment that ends these lines, as one paragraph.
fn comment(lines: &[&str]) -> String {
    let words: Vec<&str> = lines.iter().rev().map_while(|line| line.strip_prefix("# ")).collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}

#[test]
fn settings_are_explained_by_the_comment_above_them() {
    let example = "# The address.\n#address = \"a\"\n\n# Name and colour.\n#name = \"b\"\n#colour = \"c\"\n\n# Mail.\n[mail]\n# `password` may stand here itself.\n#server = \"s\"\n";
    assert_eq!(explained(example, "colour").0, "Name and colour.");
    let value = explained(example, "mail.server").1;
    assert_eq!(value.as_deref(), Some("[mail]\nserver = \"s\""));
    assert!(explained(example, "mail.password").0.starts_with("The secret itself."));
    assert_eq!(about_group(example, "mail"), "Mail.");
}
