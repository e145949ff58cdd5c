//! A section of BENCHMARKS.md that a task of its own writes, in its place; the rest of the page stays as it is.

use std::fs;

use anyhow::{Context, Result};

use crate::command::say;
use crate::places::Places;

/// What follows these sections.
const NEXT: &str = "## The aims\n";

/// Writes a section, whose first line is its heading and says which one it replaces.
pub(crate) fn write(places: &Places, section: &str) -> Result<()> {
    let path = places.root.join("BENCHMARKS.md");
    let page = fs::read_to_string(&path).context("reading BENCHMARKS.md")?;
    let page = placed(&page, section).context("BENCHMARKS.md has no section \"The aims\"")?;
    fs::write(&path, page).context("writing BENCHMARKS.md")?;
    say("Written: BENCHMARKS.md");
    Ok(())
}

/// The page with the section in the place of the one that begins alike, or before what follows.
fn placed(page: &str, section: &str) -> Option<String> {
    let heading = section.split_inclusive('\n').next()?;
    let next = page.find(NEXT)?;
    let (start, end) = match page.get(..next)?.find(heading) {
        None => (next, next),
        Some(start) => {
            let after = page.get(start + heading.len()..)?;
            (start, start + heading.len() + after.find("\n## ").map_or(after.len(), |at| at + 1))
        }
    };
    Some(format!("{}{}\n\n{}", page.get(..start)?, section.trim_end(), page.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_comes_before_the_aims_and_replaces_the_one_before() {
        let page = "# Benchmarks\n\n## The aims\n- met\n";
        let once = placed(page, "## Paper\none\n").unwrap();
        assert_eq!(once, "# Benchmarks\n\n## Paper\none\n\n## The aims\n- met\n");
        let both = placed(&once, "## Replies\none\n").unwrap();
        assert!(both.contains("## Paper\none\n\n## Replies\none\n\n## The aims\n"), "{both}");
        let again = placed(&both, "## Paper\ntwo\n").unwrap();
        assert_eq!(again, both.replace("Paper\none", "Paper\ntwo"));
        assert_eq!(placed("# Benchmarks\n", "## Paper\n"), None);
    }
}
