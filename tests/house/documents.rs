//! The documents are there, name every command and every term, and point at what exists.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::checkout::{assert_none, root, text};

const DOCUMENTS: [&str; 6] =
    ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "DESIGN.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// A changelog tells of files that may since have gone.
const LIVING: [&str; 5] =
    ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "DESIGN.md", "CONTRIBUTING.md"];

fn headings(document: &str) -> Vec<String> {
    text(document).lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect()
}

#[test]
fn changelog_and_docs_exist() {
    for document in DOCUMENTS {
        assert!(root().join(document).is_file(), "write `{document}`");
        let words = text(document).split_whitespace().count();
        assert!(words > 50, "`{document}` has {words} words; say more");
    }
    assert!(text("LICENSE").contains("Apache License"), "`LICENSE` is not the Apache licence");
    let latest = headings("CHANGELOG.md").into_iter().next().unwrap_or_default();
    assert!(
        ends_in_a_date(&latest),
        "date the changelog's heading `{latest}`: `## 0.1.0 — 2025-01-31`"
    );
}

/// Whether the heading's last word is a date, YYYY-MM-DD.
fn ends_in_a_date(heading: &str) -> bool {
    let last = heading.split([' ', '(', ')']).rfind(|word| !word.is_empty()).unwrap_or_default();
    let shape: String = last.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00"
}

#[test]
fn every_glossary_term_is_defined_once() {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for term in headings("GLOSSARY.md") {
        *times.entry(term.to_lowercase()).or_default() += 1;
    }
    assert!(!times.is_empty(), "GLOSSARY.md has no terms; give each a heading `## term`");
    let twice: Vec<String> =
        times.into_iter().filter(|(_, times)| *times > 1).map(|(term, _)| term).collect();
    assert_none(&twice, "Define each of these terms in one place of GLOSSARY.md");
}

#[test]
fn every_glossary_term_says_what_it_means() {
    let glossary = text("GLOSSARY.md");
    let entries = glossary.split("\n## ").skip(1).filter_map(|entry| entry.split_once('\n'));
    let empty: Vec<String> = entries
        .filter(|(_, meaning)| meaning.split_whitespace().count() < 3)
        .map(|(term, _)| term.to_owned())
        .collect();
    assert_none(&empty, "Say in GLOSSARY.md what these terms mean");
}

#[test]
fn the_glossary_is_in_alphabetical_order() {
    let terms: Vec<String> =
        headings("GLOSSARY.md").iter().map(|term| term.to_lowercase()).collect();
    for pair in terms.windows(2) {
        assert!(pair[0] <= pair[1], "in GLOSSARY.md move `{}` before `{}`", pair[1], pair[0]);
    }
}

/// The subcommands that `saferplan <command> --help` lists.
fn subcommands(command: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_saferplan"))
        .args(command)
        .arg("--help")
        .output()
        .expect("the binary was built for this test");
    assert!(output.status.success(), "`saferplan {} --help` failed", command.join(" "));
    listed(&String::from_utf8_lossy(&output.stdout))
}

/// The names under `Commands:` in a help text, which stand two spaces in.
fn listed(help: &str) -> Vec<String> {
    let section = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    section
        .take_while(|line| line.is_empty() || line.starts_with(' '))
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_is_in_the_readme_or_docs() {
    let documents = text("README.md") + &text("ARCHITECTURE.md");
    let commands = subcommands(&[]);
    assert!(!commands.is_empty(), "`saferplan --help` lists no commands");
    let mut untold = Vec::new();
    for command in &commands {
        if !documents.contains(&format!("saferplan {command}")) {
            untold.push(format!("saferplan {command}"));
        }
        for kind in subcommands(&[command]) {
            if !documents.contains(&kind) {
                untold.push(format!("saferplan {command} {kind}"));
            }
        }
    }
    assert_none(&untold, "Tell of these commands in README.md or ARCHITECTURE.md");
}

#[test]
fn every_task_is_in_the_readme_and_the_contributors_guide() {
    for document in ["README.md", "CONTRIBUTING.md"] {
        for task in ["demo", "test"] {
            let command = format!("cargo xtask {task}");
            assert!(text(document).contains(&command), "tell of `{command}` in {document}");
        }
    }
}

#[test]
fn every_path_named_in_the_documents_exists() {
    let mut gone = Vec::new();
    for document in LIVING {
        let text = text(document);
        let quoted = text.split('`').skip(1).step_by(2).filter(|words| is_a_path_of_ours(words));
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let linked = linked.filter(|link| !link.is_empty() && !link.contains(':'));
        for path in quoted.chain(linked).filter(|path| !root().join(path).exists()) {
            gone.push(format!("{document} names `{path}`"));
        }
    }
    assert_none(&gone, "These files are not there; mend the document");
}

/// Whether the words between two backticks are the path of one file or folder of the checkout.
fn is_a_path_of_ours(words: &str) -> bool {
    let starts = ["crates/", "xtask/", "tests/", "examples/", ".ci/", ".cargo/"];
    let is_pattern = words.contains(|c: char| c.is_whitespace() || "*<>{}…:".contains(c));
    !is_pattern && starts.iter().any(|start| Path::new(words).starts_with(start))
}

#[test]
fn commands_are_read_from_a_help_text() {
    let help = "Use it\n\nUsage: saferplan <COMMAND>\n\nCommands:\n  demo       Worked example\n  \
                check-claim\n          Checks\n  help       Print\n\nOptions:\n  -h, --help\n";
    assert_eq!(listed(help), ["demo", "check-claim"]);
    assert!(listed("Usage: saferplan demo\n\nOptions:\n  -h\n").is_empty());
}

#[test]
fn a_dated_heading_is_told_from_an_undated_one() {
    assert!(ends_in_a_date("0.1.0 — 2025-01-31") && ends_in_a_date("[0.1.0] (2025-01-31)"));
    assert!(!ends_in_a_date("Unreleased") && !ends_in_a_date(""));
}
