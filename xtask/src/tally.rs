//! Counting tests from what `cargo test` prints.
//!
//! In: its lines, one at a time. Out: how many passed, failed and were ignored, and the names of
//! the ignored ones.

/// What the test runners have said so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: usize,
    /// Tests that failed.
    pub(crate) failed: usize,
    /// Tests marked `#[ignore]`, as "name — reason".
    pub(crate) ignored: Vec<String>,
}

impl Tally {
    /// Takes one more line into account.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += count_of("passed", counts);
            self.failed += count_of("failed", counts);
        } else if let Some(test) = line.strip_prefix("test ") {
            self.ignored.extend(ignored(test));
        }
    }
}

/// The number before `word` in a closing line such as `ok. 5 passed; 0 failed; 1 ignored; …`.
fn count_of(word: &str, counts: &str) -> usize {
    let words: Vec<&str> = counts.split([' ', ';', '.']).filter(|part| !part.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// "name — reason" of an ignored test, from `name ... ignored, reason`.
fn ignored(test: &str) -> Option<String> {
    let (name, outcome) = test.rsplit_once(" ... ignored")?;
    let reason = outcome.trim_start_matches(',').trim();
    let reason = if reason.is_empty() { "marked as ignored" } else { reason };
    Some(format!("{name} — {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally_of(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn closing_lines_are_summed() {
        let tally = tally_of(&[
            "running 6 tests",
            "test terms::a_quarter_has_three_months ... ok",
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 1207 passed; 2 failed; 0 ignored; 0 measured; 3 filtered out; finished in 9.31s",
        ]);
        assert_eq!((tally.passed, tally.failed), (1212, 2));
    }

    #[test]
    fn ignored_tests_are_named_with_their_reason() {
        let tally = tally_of(&[
            "test slow::every_partnership ... ignored, takes an hour",
            "test crates/archive/src/lib.rs - import (line 12) ... ignored",
        ]);
        assert_eq!(
            tally.ignored,
            [
                "slow::every_partnership — takes an hour",
                "crates/archive/src/lib.rs - import (line 12) — marked as ignored"
            ]
        );
    }

    #[test]
    fn other_lines_count_for_nothing() {
        let lines =
            ["test result is awaited", "tests passed: 12 passed", "", "   5 passed; 1 failed"];
        assert_eq!(tally_of(&lines), Tally::default());
    }
}
