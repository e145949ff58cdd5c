//! `cargo xtask sheets`: how surely and how fast paper forms are read, as a section of BENCHMARKS.md.
//!
//! In: two examples of `crates/paper`, which make, read and count sheets. Out: the section in its place; the rest of the
//! page stays as it is.

use std::fs;

use anyhow::{Context, Result};

use crate::command::{cargo, output, say};
use crate::places::Places;

const HEADING: &str = "## Reading paper forms\n";
/// What follows the section.
const NEXT: &str = "## The aims\n";

/// Counts and measures, then writes the section.
pub(crate) fn sheets(places: &Places) -> Result<()> {
    say("Reading paper forms: some 1,000 pages, which takes minutes.");
    let example = |name: &str| {
        output(
            cargo(&["run", "--release", "--package", "paper", "--example", name])
                .current_dir(&places.root),
        )
    };
    let counted = example("figures")?;
    let measured = example("bench")?;
    let path = places.root.join("BENCHMARKS.md");
    let page = fs::read_to_string(&path).context("reading BENCHMARKS.md")?;
    let section = format!(
        "{counted}\nThe time, and how often that of a plain blur of the same pixels it is:\n\n{}",
        indented(&measured)
    );
    let page = placed(&page, &section).context("BENCHMARKS.md has no section \"The aims\"")?;
    fs::write(&path, page).context("writing BENCHMARKS.md")?;
    say("Written: BENCHMARKS.md");
    Ok(())
}

/// As Markdown shows what a program printed.
fn indented(printed: &str) -> String {
    printed.lines().map(|line| format!("    {line}\n")).collect()
}

/// The page with the section in the place of the one it had, or where it belongs.
fn placed(page: &str, section: &str) -> Option<String> {
    let end = page.find(NEXT)?;
    let start = page.find(HEADING).filter(|start| *start < end).unwrap_or(end);
    Some(format!("{}{section}\n{}", &page[..start], &page[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_comes_before_the_aims_and_replaces_the_one_before() {
        let page = "# Benchmarks\n\n## The aims\n- met\n";
        let once = placed(page, "## Reading paper forms\none\n").unwrap();
        assert_eq!(once, "# Benchmarks\n\n## Reading paper forms\none\n\n## The aims\n- met\n");
        let twice = placed(&once, "## Reading paper forms\ntwo\n").unwrap();
        assert_eq!(twice, once.replace("one", "two"));
        assert_eq!(placed("# Benchmarks\n", "section"), None);
    }
}
