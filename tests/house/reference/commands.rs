//! The page of commands, from what each says of itself when asked with `--help`.

use std::fmt::Write as _;
use std::process::Command;

const INTRODUCTION: &str = "\
# Commands

Written out from the program's own help, which `saferplan COMMAND --help` prints. `--home DIR` and `--version` stand before the
command.
";

/// The whole page.
pub(super) fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    let all = help(&[]);
    for command in under(&all, "Commands:").iter().filter_map(|line| name(line)) {
        tell(&mut page, &[command.as_str()]);
    }
    page
}

/// Tells of a command, and of those below it.
fn tell(page: &mut String, command: &[&str]) {
    let help = help(command);
    let level = "#".repeat(command.len() + 1);
    let _ = writeln!(page, "\n{level} saferplan {}\n", command.join(" "));
    let about: Vec<&str> = help.lines().take_while(|line| !line.starts_with("Usage:")).collect();
    let _ = writeln!(page, "{}.\n", about.join(" ").trim().trim_end_matches('.'));
    let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or_default();
    let _ = writeln!(page, "```text\n{usage}\n```");
    let parts = ["Arguments:", "Options:"].into_iter();
    let all: Vec<Entry> = parts.flat_map(|part| entries(&under(&help, part))).collect();
    if !all.is_empty() {
        page.push('\n');
    }
    for Entry { names, said, values } in all {
        let _ = writeln!(page, "- `{names}`: {said}");
        for (value, means) in values {
            let means = if means.is_empty() { means } else { format!(": {means}") };
            let _ = writeln!(page, "  - `{value}`{means}");
        }
    }
    for below in under(&help, "Commands:").iter().filter_map(|line| name(line)) {
        tell(page, &[command, &[below.as_str()]].concat());
    }
}

fn help(command: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_saferplan"));
    // The width of somebody's terminal, and what is set on their machine, must not show in the page.
    program.env_clear().env("HOME", "/home/you");
    let output = program.args(command).arg("--help").output().unwrap();
    assert!(output.status.success(), "`saferplan {} --help` failed", command.join(" "));
    String::from_utf8(output.stdout).unwrap()
}

/// The lines below a heading of a help text.
fn under(help: &str, heading: &str) -> Vec<String> {
    let below = help.lines().skip_while(|line| *line != heading).skip(1);
    below.take_while(|line| line.is_empty() || line.starts_with(' ')).map(str::to_owned).collect()
}

/// The command that a line of a list begins with.
fn name(line: &str) -> Option<String> {
    let name = line.strip_prefix("  ")?.split(' ').next()?;
    (!name.is_empty() && name != "help").then(|| name.to_owned())
}

/// An option or argument: how it is written, what is said of it, and the values that it may have.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    names: String,
    said: String,
    values: Vec<(String, String)>,
}

/// Options and arguments; those that every command has are left out.
fn entries(lines: &[String]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let words = line.trim_start();
        let begins = line.len() - words.len() <= 6 && words.starts_with(['-', '<', '[']);
        if begins {
            let (names, said) = words.split_once("  ").unwrap_or((words, ""));
            entries.push(Entry { names: names.to_owned(), ..Entry::default() });
            add(entries.last_mut(), said.trim());
        } else {
            add(entries.last_mut(), words);
        }
    }
    entries.retain(|entry| !entry.names.contains("--help") && !entry.names.contains("--version"));
    entries
}

/// Goes on with what is said of an option: the values that it may have stand on lines of their own.
fn add(entry: Option<&mut Entry>, words: &str) {
    let Some(entry) = entry.filter(|_| !words.is_empty() && words != "Possible values:") else {
        return;
    };
    if let Some(value) = words.strip_prefix("- ") {
        let (value, means) = value.split_once(':').unwrap_or((value, ""));
        entry.values.push((value.to_owned(), means.trim().to_owned()));
        return;
    }
    // What clap says of itself stands in brackets: the default, the values of an option without explanations.
    let words = words.replace(" [default", " (default").replace(" [possible", " (possible");
    let words = match words.strip_prefix('[').and_then(|words| words.strip_suffix(']')) {
        Some(within) => format!("({within})"),
        None if words.contains(" (default") || words.contains(" (possible") => {
            words.replace(']', ")")
        }
        None => words,
    };
    let between = if entry.said.is_empty() { "" } else { " " };
    let _ = write!(entry.said, "{between}{words}");
}

#[test]
fn options_are_read_from_both_forms_of_help() {
    let long = "Options:\n      --on <DAY>\n          The day\n\n          Possible values:\n          - now: today\n\n          \
                [default: now]\n\n  -h, --help\n          Print help\n";
    let read = entries(&under(long, "Options:"));
    assert_eq!(
        (read[0].names.as_str(), read[0].said.as_str()),
        ("--on <DAY>", "The day (default: now)")
    );
    assert_eq!(read[0].values, [("now".to_owned(), "today".to_owned())]);
    assert_eq!(read.len(), 1);
    let short =
        "Arguments:\n  <KIND>  What kind [default: all]\n\nOptions:\n  -h, --help  Print help\n";
    assert_eq!(entries(&under(short, "Arguments:"))[0].said, "What kind (default: all)");
    assert!(entries(&under(short, "Options:")).is_empty());
}
