//! Periods of time that figures are counted over, and which of them may be compared.
//!
//! In comes a period as people write it; out go its months, its name in words, and a refusal when
//! two periods that are not alike are set side by side.

use std::fmt;
use std::str::FromStr;

use crate::terms::month::Month;
use crate::terms::quoted;

/// A span of whole months, named as the field names it.
///
/// | kind | written | in words |
/// |---|---|---|
/// | month | `2014-06` | June 2014 |
/// | quarter of a financial year | `2014-Q1` | Quarter 1 of 2014/15 (April to June 2014) |
/// | financial year | `2014/15` | 2014/15 (April 2014 to March 2015) |
/// | calendar year | `2014` | 2014 |
/// | twelve months to a month | `12m-2014-06` | the 12 months to June 2014 |
/// | financial year to date | `ytd-2014-08` | 2014/15 so far (April to August 2014) |
///
/// ```
/// use partnership::terms::period::Period;
/// let quarter: Period = "2014-Q1".parse()?;
/// assert_eq!(quarter.in_words(), "Quarter 1 of 2014/15 (April to June 2014)");
/// assert_eq!(quarter.year_before().to_string(), "2013-Q1");
/// # Ok::<(), partnership::terms::period::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// One calendar month.
    Month(Month),
    /// A quarter of a financial year: quarter 1 is April to June.
    Quarter(Quarter),
    /// April to March.
    FinancialYear(FinancialYear),
    /// January to December.
    CalendarYear(i16),
    /// The twelve months that end with this one.
    TwelveMonthsTo(Month),
    /// From April to this month.
    YearToDate(Month),
}

/// The financial year that begins in April of `start`, such as 2014/15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    start: i16,
}

/// A quarter of a financial year, such as quarter 1 of 2014/15: April to June 2014.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: FinancialYear,
    number: u8,
}

/// Why a text is not a period.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{found}` is not a period; expected a month (2014-06), a quarter of a financial year \
     (2014-Q1 is April to June 2014), a financial year (2014/15), a calendar year (2014), \
     12m-2014-06 or ytd-2014-08"
)]
pub struct PeriodError {
    found: String,
}

/// Why two periods must not be compared.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotComparable {
    /// The periods do not have the same number of months.
    #[error(
        "{left} has {left_months} months and {right} has {right_months}: compare like with like"
    )]
    Length {
        /// The one period, in words.
        left: String,
        /// Its months.
        left_months: usize,
        /// The other period, in words.
        right: String,
        /// Its months.
        right_months: usize,
    },
    /// The periods share months.
    #[error("{left} and {right} share {shared} months: a month cannot be on both sides")]
    Overlap {
        /// The one period, in words.
        left: String,
        /// The other period, in words.
        right: String,
        /// Months in both.
        shared: usize,
    },
}

/// Whether two comparable periods cover the same season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// The same months of different years: seasons cancel.
    Same,
    /// Different months: part of a change may be the season.
    Different,
}

impl FinancialYear {
    /// The financial year that begins in April of `start`; `start` from 1900 to 2198.
    pub fn beginning(start: i16) -> Option<FinancialYear> {
        (1900..=2198).contains(&start).then_some(FinancialYear { start })
    }

    /// The calendar year in which it begins.
    pub fn start(self) -> i16 {
        self.start
    }

    pub(crate) fn first_month(self) -> Month {
        month_of(self.start, 4)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.start, (self.start + 1) % 100)
    }
}

impl FromStr for FinancialYear {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<FinancialYear, PeriodError> {
        let wrong = || PeriodError { found: text.chars().take(40).collect() };
        let start = text.get(..4).and_then(|year| year.parse().ok());
        let year = start.and_then(FinancialYear::beginning).ok_or_else(wrong)?;
        if year.to_string() == text { Ok(year) } else { Err(wrong()) }
    }
}

impl Quarter {
    /// Quarter `number` (1 to 4) of `year`.
    pub fn of(year: FinancialYear, number: u8) -> Option<Quarter> {
        (1..=4).contains(&number).then_some(Quarter { year, number })
    }

    /// The quarter that `month` lies in.
    pub fn containing(month: Month) -> Quarter {
        let months = month.plus_months(-3);
        let number = u8::try_from((months.month() - 1) / 3).unwrap_or(0) + 1;
        Quarter { year: FinancialYear { start: months.year() }, number }
    }

    /// Its number, 1 to 4.
    pub fn number(self) -> u8 {
        self.number
    }

    /// The financial year it belongs to.
    pub fn year(self) -> FinancialYear {
        self.year
    }

    /// It as it stands under a chart or in a table: "Q1 2014/15".
    pub fn in_short(self) -> String {
        format!("Q{} {}", self.number(), self.year())
    }

    /// The quarter `quarters` later, or earlier when negative.
    #[must_use]
    pub fn plus_quarters(self, quarters: i32) -> Quarter {
        Quarter::containing(self.first_month().plus_months(3 * quarters))
    }

    fn first_month(self) -> Month {
        self.year.first_month().plus_months(3 * (i32::from(self.number) - 1))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year.start, self.number)
    }
}

impl FromStr for Quarter {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Quarter, PeriodError> {
        let wrong = || PeriodError { found: text.chars().take(40).collect() };
        let (year, number) = text.split_once("-Q").ok_or_else(wrong)?;
        let year = year.parse().ok().and_then(FinancialYear::beginning).ok_or_else(wrong)?;
        let quarter = number.parse().ok().and_then(|number| Quarter::of(year, number));
        quarter.filter(|quarter| quarter.to_string() == text).ok_or_else(wrong)
    }
}

impl serde::Serialize for Quarter {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Quarter {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Quarter, D::Error> {
        quoted::read(from, "2014-Q1")
    }
}

impl Period {
    /// The first month.
    pub fn first(self) -> Month {
        match self {
            Period::Month(month) => month,
            Period::Quarter(quarter) => quarter.first_month(),
            Period::FinancialYear(year) => year.first_month(),
            Period::CalendarYear(year) => month_of(year, 1),
            Period::TwelveMonthsTo(month) => month.plus_months(-11),
            Period::YearToDate(month) => Quarter::containing(month).year.first_month(),
        }
    }

    /// The last month.
    pub fn last(self) -> Month {
        match self {
            Period::Month(month) | Period::TwelveMonthsTo(month) | Period::YearToDate(month) => {
                month
            }
            Period::Quarter(quarter) => quarter.first_month().plus_months(2),
            Period::FinancialYear(year) => year.first_month().plus_months(11),
            Period::CalendarYear(year) => month_of(year, 12),
        }
    }

    /// The months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        self.first().up_to(self.last())
    }

    /// How many days it has: the exposure of a count.
    pub fn days(self) -> u32 {
        self.months().map(Month::days).sum()
    }

    /// The same period one year before.
    #[must_use]
    pub fn year_before(self) -> Period {
        self.moved(-12)
    }

    /// The same period one year later.
    ///
    /// ```
    /// use partnership::terms::period::Period;
    /// let quarter: Period = "2014-Q1".parse()?;
    /// assert_eq!(quarter.year_later().to_string(), "2015-Q1");
    /// assert_eq!(quarter.year_later().year_before(), quarter);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn year_later(self) -> Period {
        self.moved(12)
    }

    /// The period of the same length that ends where this one begins.
    #[must_use]
    pub fn just_before(self) -> Period {
        match self {
            Period::Month(month) => Period::Month(month.plus_months(-1)),
            Period::Quarter(quarter) => Period::Quarter(quarter.plus_quarters(-1)),
            Period::FinancialYear(_)
            | Period::CalendarYear(_)
            | Period::TwelveMonthsTo(_)
            | Period::YearToDate(_) => self.moved(-12),
        }
    }

    fn moved(self, months: i32) -> Period {
        let years = i16::try_from(months / 12).unwrap_or(0);
        match self {
            Period::Month(month) => Period::Month(month.plus_months(months)),
            Period::Quarter(quarter) => Period::Quarter(quarter.plus_quarters(months / 3)),
            Period::FinancialYear(year) => {
                Period::FinancialYear(FinancialYear { start: year.start + years })
            }
            Period::CalendarYear(year) => Period::CalendarYear(year + years),
            Period::TwelveMonthsTo(month) => Period::TwelveMonthsTo(month.plus_months(months)),
            Period::YearToDate(month) => Period::YearToDate(month.plus_months(months)),
        }
    }

    /// Whether the two periods may be compared, and whether seasons cancel.
    ///
    /// # Errors
    /// When they differ in length or share months.
    pub fn compared_with(self, other: Period) -> Result<Season, NotComparable> {
        let (left, right) = (self.in_words(), other.in_words());
        let (left_months, right_months) = (self.months().count(), other.months().count());
        if left_months != right_months {
            return Err(NotComparable::Length { left, left_months, right, right_months });
        }
        let shared = self.months().filter(|month| other.covers(*month)).count();
        if shared > 0 {
            return Err(NotComparable::Overlap { left, right, shared });
        }
        let apart = self.first().months_since(other.first());
        Ok(if apart % 12 == 0 { Season::Same } else { Season::Different })
    }

    /// Whether `month` lies in it.
    pub fn covers(self, month: Month) -> bool {
        (self.first()..=self.last()).contains(&month)
    }

    /// The period as printed where it is first named.
    pub fn in_words(self) -> String {
        match self {
            Period::Month(month) => month.in_words(),
            Period::Quarter(quarter) => {
                format!("Quarter {} of {} ({})", quarter.number, quarter.year, self.span())
            }
            Period::FinancialYear(year) => format!("{year} ({})", self.span()),
            Period::CalendarYear(year) => year.to_string(),
            Period::TwelveMonthsTo(month) => format!("the 12 months to {}", month.in_words()),
            Period::YearToDate(month) => {
                format!("{} so far ({})", Quarter::containing(month).year, self.span())
            }
        }
    }

    /// Its months as printed in running text, such as "April to June 2014".
    pub fn span(self) -> String {
        self.first().in_words_to(self.last())
    }

    /// Its months as they head a narrow column, such as "Apr to Jun 2014".
    pub fn span_in_short(self) -> String {
        self.first().in_short_to(self.last())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Month(month) => write!(f, "{month}"),
            Period::Quarter(quarter) => write!(f, "{quarter}"),
            Period::FinancialYear(year) => write!(f, "{year}"),
            Period::CalendarYear(year) => write!(f, "{year:04}"),
            Period::TwelveMonthsTo(month) => write!(f, "12m-{month}"),
            Period::YearToDate(month) => write!(f, "ytd-{month}"),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Period, PeriodError> {
        let wrong = || PeriodError { found: text.chars().take(40).collect() };
        if let Some(month) = text.strip_prefix("12m-") {
            return month.parse().map(Period::TwelveMonthsTo).map_err(|_| wrong());
        }
        if let Some(month) = text.strip_prefix("ytd-") {
            return month.parse().map(Period::YearToDate).map_err(|_| wrong());
        }
        if text.contains('/') {
            return text.parse().map(Period::FinancialYear);
        }
        if text.contains("-Q") {
            return text.parse().map(Period::Quarter);
        }
        if text.len() == 4 {
            let year = text.parse().ok().filter(|year| (1900..=2199).contains(year));
            return year.map(Period::CalendarYear).ok_or_else(wrong);
        }
        text.parse().map(Period::Month).map_err(|_| wrong())
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Period, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The month `month` of `year`, both known to lie in the calendar held.
fn month_of(year: i16, month: i8) -> Month {
    Month::EARLIEST.plus_months((i32::from(year) - 1900) * 12 + i32::from(month) - 1)
}

#[cfg(test)]
mod tests;
