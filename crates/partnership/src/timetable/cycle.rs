//! The planning year that a timetable belongs to, such as 2015–16.
//!
//! In comes `2015-16`; out goes a cycle that knows its days and the cycle after it.

use std::fmt;
use std::str::FromStr;

use crate::terms::period::FinancialYear;

/// A planning year: the year from April for which an assessment is made and a plan adopted. The work
/// on it begins the autumn before.
///
/// ```
/// use partnership::timetable::cycle::Cycle;
/// let cycle: Cycle = "2015-16".parse()?;
/// assert_eq!(cycle.in_words(), "2015–16");
/// assert_eq!(cycle.next().map(|next| next.to_string()), Some("2016-17".to_owned()));
/// # Ok::<(), partnership::timetable::cycle::CycleError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cycle(FinancialYear);

/// Why a text is not a cycle.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a planning year; expected two years that follow, such as 2015-16")]
pub struct CycleError {
    found: String,
}

impl Cycle {
    /// The cycle of the year that begins in April of `start`; `start` from 1900 to 2198.
    pub fn beginning(start: i16) -> Option<Cycle> {
        FinancialYear::beginning(start).map(Cycle)
    }

    /// The financial year that it plans for.
    pub fn year(self) -> FinancialYear {
        self.0
    }

    /// The cycle after it; `None` at the end of the calendar held.
    pub fn next(self) -> Option<Cycle> {
        Cycle::beginning(self.0.start() + 1)
    }

    /// The cycle as printed in running text, such as "2015–16".
    pub fn in_words(self) -> String {
        self.to_string().replace('-', "–")
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.0.start();
        write!(f, "{start}-{:02}", (start + 1) % 100)
    }
}

impl FromStr for Cycle {
    type Err = CycleError;

    fn from_str(text: &str) -> Result<Cycle, CycleError> {
        let wrong = || CycleError { found: text.chars().take(40).collect() };
        let start = text.get(..4).and_then(|start| start.parse().ok());
        let cycle = start.and_then(Cycle::beginning).ok_or_else(wrong)?;
        if cycle.to_string() == text { Ok(cycle) } else { Err(wrong()) }
    }
}

impl serde::Serialize for Cycle {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Cycle {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Cycle, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_years_that_do_not_follow_are_no_cycle() {
        for text in ["2015-17", "2015/16", "2015", "2015-2016", "15-16"] {
            let refused = text.parse::<Cycle>().unwrap_err().to_string();
            assert!(refused.contains("is not a planning year"), "{refused}");
        }
    }

    #[test]
    fn a_cycle_over_a_century_is_written_with_two_noughts() {
        assert_eq!(Cycle::beginning(2099).unwrap().to_string(), "2099-00");
    }

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(start in 1900_i16..=2198) {
            let cycle = Cycle::beginning(start).unwrap();
            prop_assert_eq!(cycle.to_string().parse::<Cycle>(), Ok(cycle));
        }
    }
}
