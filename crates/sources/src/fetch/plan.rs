//! Which of the publisher's archives hold the months that are wanted.
//!
//! In come the first and last month; out go the fewest archives that hold them all.

use std::fmt;

use partnership::terms::month::Month;

/// One of data.police.uk's archives, known by the last month in it and printed as its file's name.
///
/// An archive is all that the publisher held on the day: every force, and many months. According to
/// its page <https://data.police.uk/data/archive/> (as recorded in September 2026):
///
/// | archives | hold |
/// |---|---|
/// | December 2013 to April 2017 | December 2010 to the archive's month |
/// | from May 2017 on | the archive's month and the 35 before it |
///
/// There is no archive before December 2013.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchiveName(Month);

/// Why no archives can hold a span of months.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PlanError {
    /// The span ends before it begins.
    #[error("the months run from {from} to {to}, which is backwards; exchange the two")]
    Backwards {
        /// The first month asked for.
        from: Month,
        /// The last month asked for.
        to: Month,
    },
    /// The span begins before street-level crime was published.
    #[error(
        "street-level crime is published from {first} on, but {from} was asked for; start there"
    )]
    TooEarly {
        /// The first month asked for.
        from: Month,
        /// The first month published.
        first: Month,
    },
}

impl ArchiveName {
    /// The archive whose last month is `month`; nothing before the first archive.
    pub fn of(month: Month) -> Option<ArchiveName> {
        (month >= first_archive()).then_some(ArchiveName(month))
    }

    /// The last month in the archive.
    pub fn month(self) -> Month {
        self.0
    }

    /// The first and last month that the archive holds.
    pub fn covers(self) -> (Month, Month) {
        if self.0 < first_of_three_years() {
            (first_month(), self.0)
        } else {
            (self.0.plus_months(-35), self.0)
        }
    }
}

impl fmt::Display for ArchiveName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.zip", self.0)
    }
}

/// The fewest archives that hold every month from `from` to `to`, earliest first.
///
/// Where several choices are as few, the earliest archives are taken, so that the same question has
/// the same answer on every day. When not to use it: an archive is the state of its own day, and
/// the publisher says that all but the latest are out of date; outcomes and corrections that came
/// later stand only in later archives.
///
/// ```
/// use partnership::terms::month::Month;
/// use sources::fetch::plan;
/// let (from, to): (Month, Month) = ("2025-01".parse()?, "2025-12".parse()?);
/// assert_eq!(plan(from, to)?.len(), 1);
/// assert_eq!(plan(from, to)?[0].to_string(), "2025-12.zip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the span is backwards, or begins before street-level crime was published.
pub fn plan(from: Month, to: Month) -> Result<Vec<ArchiveName>, PlanError> {
    if to < from {
        return Err(PlanError::Backwards { from, to });
    }
    if from < first_month() {
        return Err(PlanError::TooEarly { from, first: first_month() });
    }
    let mut archives = Vec::new();
    let mut still_wanted = to;
    while still_wanted >= from {
        // Later archives that hold the month too begin no earlier, so none reaches further back.
        let archive = ArchiveName(still_wanted.max(first_archive()));
        archives.push(archive);
        still_wanted = archive.covers().0.plus_months(-1);
    }
    archives.reverse();
    Ok(archives)
}

fn first_month() -> Month {
    month(2010, 12)
}

fn first_archive() -> Month {
    month(2013, 12)
}

fn first_of_three_years() -> Month {
    month(2017, 5)
}

fn month(year: i32, month: i32) -> Month {
    Month::EARLIEST.plus_months((year - i32::from(Month::EARLIEST.year())) * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn planned(from: &str, to: &str) -> Vec<String> {
        let archives = plan(from.parse().unwrap(), to.parse().unwrap()).unwrap();
        archives.into_iter().map(|archive| archive.to_string()).collect()
    }

    #[test]
    fn a_year_lies_in_the_archive_of_its_last_month() {
        assert_eq!(planned("2025-01", "2025-12"), ["2025-12.zip"]);
    }

    #[test]
    fn three_years_lie_in_one_archive_and_a_month_more_needs_two() {
        assert_eq!(planned("2023-01", "2025-12"), ["2025-12.zip"]);
        assert_eq!(planned("2022-12", "2025-12"), ["2022-12.zip", "2025-12.zip"]);
    }

    #[test]
    fn archives_up_to_april_2017_hold_everything_from_december_2010() {
        assert_eq!(planned("2010-12", "2017-04"), ["2017-04.zip"]);
        assert_eq!(planned("2010-12", "2017-05"), ["2014-05.zip", "2017-05.zip"]);
        assert_eq!(planned("2014-04", "2014-06"), ["2014-06.zip"]);
    }

    #[test]
    fn months_before_the_first_archive_lie_in_the_first_archive() {
        assert_eq!(planned("2010-12", "2011-03"), ["2013-12.zip"]);
    }

    #[test]
    fn months_before_publication_and_backward_spans_are_refused() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        let early = plan(month("2010-11"), month("2011-01")).unwrap_err();
        assert!(early.to_string().contains("from 2010-12 on, but 2010-11"), "{early}");
        assert!(plan(month("2025-02"), month("2025-01")).is_err());
    }

    /// The fewest archives by looking at every choice, for comparison.
    fn fewest(from: Month, to: Month) -> usize {
        let (mut count, mut wanted) = (0, from);
        while wanted <= to {
            let candidates =
                (0..=80).filter_map(|later| ArchiveName::of(wanted.plus_months(later)));
            let holding = candidates.filter(|archive| archive.covers().0 <= wanted);
            let furthest = holding.map(ArchiveName::month).max().unwrap();
            (count, wanted) = (count + 1, furthest.plus_months(1));
        }
        count
    }

    proptest! {
        #[test]
        fn a_plan_holds_every_month_with_the_fewest_archives(begins in 0..240, length in 0..240) {
            let from = first_month().plus_months(begins);
            let to = from.plus_months(length);
            let archives = plan(from, to).unwrap();
            for month in from.up_to(to) {
                let holds = |archive: &ArchiveName| {
                    archive.covers().0 <= month && month <= archive.covers().1
                };
                prop_assert!(archives.iter().any(holds), "{month}");
            }
            prop_assert_eq!(archives.len(), fewest(from, to));
        }
    }
}
