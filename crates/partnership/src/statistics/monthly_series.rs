//! Counts month by month, without a gap.
//!
//! In come the first month and the counts that follow; out goes a series in which every month is known, so that no
//! method over time can take a missing month for none.

use crate::terms::month::Month;
use crate::terms::span::Span;

/// The largest count of a month that is worked with; more is a fault in the file.
const LARGEST_COUNT: u64 = 10_000_000_000;

/// What was counted in each month from the first to the last.
///
/// Rates and weighted counts are no series of this kind: the methods over it take chance as that of counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlySeries {
    first: Month,
    counts: Vec<u64>,
}

/// Why months and counts are not a series.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// There is no month.
    #[error("the series has no month: give at least one")]
    Empty,
    /// A month is not held.
    #[error("the series has no count for {}: import that month, or begin after it", .0.in_words())]
    Missing(Month),
    /// A month does not follow the one before it.
    #[error("{} does not follow {}: give each month once, in order", .found.in_words(), .after.in_words())]
    OutOfOrder {
        /// The month that stands in the wrong place.
        found: Month,
        /// The month before it in the list.
        after: Month,
    },
    /// A count beyond anything recorded.
    #[error(
        "a count of {0} in a month is beyond ten thousand million: check the file it came from"
    )]
    TooLarge(u64),
    /// The series would run past the calendar held.
    #[error("{0} months from {first} run past 2199", first = .1.in_words())]
    PastCalendar(usize, Month),
}

impl MonthlySeries {
    /// The series of `counts`, one for each month from `first` on.
    ///
    /// ```
    /// use partnership::statistics::monthly_series::MonthlySeries;
    ///
    /// let series = MonthlySeries::of("2014-04".parse()?, vec![755, 812, 790])?;
    /// assert_eq!(series.last().in_words(), "June 2014");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When there is no count, one is beyond anything recorded, or the months leave the calendar.
    pub fn of(first: Month, counts: Vec<u64>) -> Result<MonthlySeries, SeriesError> {
        if counts.is_empty() {
            return Err(SeriesError::Empty);
        }
        if let Some(large) = counts.iter().find(|count| **count > LARGEST_COUNT) {
            return Err(SeriesError::TooLarge(*large));
        }
        let ahead = i32::try_from(counts.len() - 1).ok().filter(|ahead| *ahead < 3600);
        let inside =
            ahead.is_some_and(|ahead| first.plus_months(ahead).months_since(first) == ahead);
        if !inside {
            return Err(SeriesError::PastCalendar(counts.len(), first));
        }
        Ok(MonthlySeries { first, counts })
    }

    /// The series of months as they are held, where a month that is not held has no count.
    ///
    /// # Errors
    /// As [`MonthlySeries::of`], and when a month is missing, repeated or out of order.
    pub fn held(months: &[(Month, Option<u64>)]) -> Result<MonthlySeries, SeriesError> {
        let (first, _) = *months.first().ok_or(SeriesError::Empty)?;
        let mut expected = first;
        let mut counts = Vec::with_capacity(months.len());
        for &(month, count) in months {
            if month > expected {
                return Err(SeriesError::Missing(expected));
            }
            if month < expected {
                let after = expected.plus_months(-1);
                return Err(SeriesError::OutOfOrder { found: month, after });
            }
            counts.push(count.ok_or(SeriesError::Missing(month))?);
            expected = month.plus_months(1);
        }
        MonthlySeries::of(first, counts)
    }

    /// Its first month.
    pub fn first(&self) -> Month {
        self.first
    }

    /// Its last month.
    pub fn last(&self) -> Month {
        self.first.plus_months(i32::try_from(self.counts.len()).unwrap_or(1) - 1)
    }

    /// From its first month to its last.
    pub fn span(&self) -> Span<Month> {
        Span::spanning(self.first, self.last())
    }

    /// The counts in order of months.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Each month with its count.
    pub fn months(&self) -> impl Iterator<Item = (Month, u64)> {
        self.first.up_to(self.last()).zip(self.counts.iter().copied())
    }

    /// The months of `span` alone; `None` where the series lacks one of them.
    pub fn within(&self, span: Span<Month>) -> Option<MonthlySeries> {
        let from = usize::try_from(span.first().months_since(self.first)).ok()?;
        let to = usize::try_from(span.last().months_since(self.first)).ok()?;
        let counts = self.counts.get(from..=to)?.to_vec();
        Some(MonthlySeries { first: span.first(), counts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_that_is_not_held_is_refused_and_never_taken_for_none() {
        let (april, may, june) = (month("2014-04"), month("2014-05"), month("2014-06"));
        let unknown = MonthlySeries::held(&[(april, Some(755)), (may, None), (june, Some(790))]);
        assert_eq!(unknown, Err(SeriesError::Missing(may)));
        let left_out = MonthlySeries::held(&[(april, Some(755)), (june, Some(790))]);
        assert_eq!(
            left_out.unwrap_err().to_string(),
            "the series has no count for May 2014: import that month, or begin after it"
        );
    }

    #[test]
    fn a_month_given_twice_is_refused() {
        let april = month("2014-04");
        let twice = MonthlySeries::held(&[(april, Some(1)), (april, Some(1))]);
        assert_eq!(twice, Err(SeriesError::OutOfOrder { found: april, after: april }));
    }

    #[test]
    fn a_part_is_given_only_where_every_month_of_it_is_there() {
        let series = MonthlySeries::of(month("2014-04"), vec![755, 812, 790]).unwrap();
        let part = series.within("2014-05 to 2014-06".parse().unwrap()).unwrap();
        assert_eq!((part.first(), part.counts()), (month("2014-05"), &[812, 790][..]));
        assert_eq!(series.within("2014-03 to 2014-06".parse().unwrap()), None);
        assert_eq!(series.within("2014-05 to 2014-07".parse().unwrap()), None);
    }

    #[test]
    fn a_series_ends_with_the_calendar() {
        assert!(MonthlySeries::of(month("2199-12"), vec![1]).is_ok());
        assert!(MonthlySeries::of(month("2199-12"), vec![1, 2]).is_err());
    }
}
