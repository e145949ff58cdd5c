//! For how long what was said of an issue is kept after the issue was closed.
//!
//! In comes a number of days; out goes one that leaves time to tell the panel, and the day before which words go. Places,
//! kinds and what was done stay, so that everything can be counted as before.

use std::fmt;
use std::str::FromStr;

use crate::panels::issue::Issue;
use crate::terms::day::Day;

/// Days for which words are kept after the last thing that happened to a closed issue: 28 to 3,650.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "u16", into = "u16")]
pub struct WordsKept(u16);

/// The fewest days: four weeks, in which a panel is told what became of an issue.
pub const FEWEST: u16 = 28;
/// The most days: ten years.
pub const MOST: u16 = 3650;

/// Why words cannot be kept for so long.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not a number of days from {FEWEST} to {MOST}; write one such as 365, so that the panel can be told before the words go"
)]
pub struct WordsKeptError(String);

impl WordsKept {
    /// A year, as the consultation keeps what people wrote, unless the partnership says otherwise.
    pub const USUAL: WordsKept = WordsKept(365);

    /// So many days.
    pub fn days(self) -> u16 {
        self.0
    }

    /// The day before which a closed issue must have been heard of last for its words to go on `today`.
    pub fn before(self, today: Day) -> Day {
        today.plus_days(-i32::from(self.0))
    }

    /// The first day on which the words of an issue go if nothing more happens to it; none while it is open, or where
    /// they are gone.
    pub fn due(self, issue: &Issue) -> Option<Day> {
        let goes = !issue.state().is_open() && issue.has_words();
        goes.then(|| issue.last_day().plus_days(i32::from(self.0) + 1))
    }
}

impl TryFrom<u16> for WordsKept {
    type Error = WordsKeptError;

    fn try_from(days: u16) -> Result<WordsKept, WordsKeptError> {
        if (FEWEST..=MOST).contains(&days) {
            Ok(WordsKept(days))
        } else {
            Err(WordsKeptError(days.to_string()))
        }
    }
}

impl From<WordsKept> for u16 {
    fn from(kept: WordsKept) -> u16 {
        kept.0
    }
}

impl FromStr for WordsKept {
    type Err = WordsKeptError;

    fn from_str(text: &str) -> Result<WordsKept, WordsKeptError> {
        let days = text.trim().parse::<u16>().map_err(|_| WordsKeptError(text.to_owned()))?;
        days.try_into()
    }
}

impl fmt::Display for WordsKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panels::issue::DatedDeed;
    use crate::panels::issue::IssueDeed;
    use crate::panels::issue::RaisedIssue;

    #[test]
    fn words_go_a_day_after_they_were_kept_for_all_their_days() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let raised = RaisedIssue {
            place: "A road".to_owned(),
            area: None,
            kind: "speeding".parse().unwrap(),
            words: "Fast".to_owned(),
            on: day("2014-05-14"),
        };
        let open = Issue::of(raised, day("2014-06-01")).unwrap();
        let kept: WordsKept = "28".parse().unwrap();
        assert_eq!(kept.due(&open), None, "it is open");
        let done = IssueDeed::Do { what: "Checks".to_owned() };
        let closed = open.with(DatedDeed { on: day("2014-06-01"), deed: done }, day("2014-06-01"));
        let closed = closed.unwrap();
        let due = kept.due(&closed).unwrap();
        assert_eq!(due, day("2014-06-30"));
        assert!(closed.last_day() < kept.before(due));
        assert!(closed.last_day() >= kept.before(due.plus_days(-1)));
        assert_eq!(kept.due(&closed.without_words()), None);
        for wrong in ["27", "3651", "a year", "-5", ""] {
            assert!(wrong.parse::<WordsKept>().is_err(), "{wrong}");
        }
    }
}
