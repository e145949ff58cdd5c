//! A partner's series: values of one measure over periods, with who supplied them and how sure they are.
//!
//! In come values; out go the same in order, the periods that are missing, and for the public edition those alone that
//! are not confidential.

use std::collections::BTreeSet;
use std::fmt;

use crate::task_groups::amount::Amount;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;
use crate::terms::slug::Slug;

/// The short name of a series, such as `repeat-victims`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SeriesId(pub Slug);

impl fmt::Display for SeriesId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How sure a value is, or that it is not for the public.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum SeriesStatus {
    /// Whoever supplied it may still revise it.
    Provisional,
    /// Somebody has checked it against its source.
    Audited,
    /// It was supplied in confidence, and is in no public edition.
    Confidential,
}

impl SeriesStatus {
    /// All of them.
    pub const ALL: [SeriesStatus; 3] =
        [SeriesStatus::Provisional, SeriesStatus::Audited, SeriesStatus::Confidential];

    /// The status in words, as files and forms have it.
    pub fn in_words(self) -> &'static str {
        match self {
            SeriesStatus::Provisional => "provisional",
            SeriesStatus::Audited => "audited",
            SeriesStatus::Confidential => "confidential",
        }
    }

    /// The one of these words.
    pub fn of_words(words: &str) -> Option<SeriesStatus> {
        SeriesStatus::ALL.into_iter().find(|status| status.in_words() == words.to_lowercase())
    }
}

/// A value of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesValue {
    /// The period.
    pub period: Period,
    /// The area; none where the file has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
    /// The value.
    pub value: Amount,
    /// How sure it is.
    pub status: SeriesStatus,
}

/// A series as it was supplied.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What it measures, such as "Repeat victims of domestic abuse".
    pub title: String,
    /// What its values are, such as "people".
    pub unit: String,
    /// Its values, by area and period.
    pub values: Vec<SeriesValue>,
}

/// Values of a series that may be published: nothing but [`Series::for_the_public`] makes any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicValues {
    values: Vec<SeriesValue>,
    withheld: usize,
}

impl PublicValues {
    /// The values.
    pub fn values(&self) -> &[SeriesValue] {
        &self.values
    }

    /// How many are withheld as confidential.
    pub fn withheld(&self) -> usize {
        self.withheld
    }
}

impl Series {
    /// The values that are not confidential.
    pub fn for_the_public(&self) -> PublicValues {
        let is_open = |value: &&SeriesValue| value.status != SeriesStatus::Confidential;
        let values: Vec<SeriesValue> = self.values.iter().filter(is_open).copied().collect();
        PublicValues { withheld: self.values.len() - values.len(), values }
    }

    /// Its areas, in order; none stands first, for values without one.
    pub fn areas(&self) -> BTreeSet<Option<AreaCode>> {
        self.values.iter().map(|value| value.area).collect()
    }

    /// The statuses that its values have, in words, such as "provisional" or "audited and confidential".
    pub fn statuses(&self) -> String {
        let found: BTreeSet<SeriesStatus> = self.values.iter().map(|value| value.status).collect();
        let words: Vec<&str> = found.into_iter().map(SeriesStatus::in_words).collect();
        crate::terms::wording::listed(&words)
    }

    /// The periods between its first and its last of which no area has a value.
    pub fn missing(&self) -> Vec<Period> {
        let there: BTreeSet<Period> = self.values.iter().map(|value| value.period).collect();
        let (Some(first), Some(last)) = (there.first(), there.last()) else { return Vec::new() };
        let all = std::iter::successors(Some(*first), |period| next(*period));
        all.take_while(|period| period <= last).filter(|period| !there.contains(period)).collect()
    }

    /// The first and the last period, in words.
    pub fn span(&self) -> Option<(Period, Period)> {
        let periods = || self.values.iter().map(|value| value.period);
        periods().min().zip(periods().max())
    }
}

/// The period of the same kind that comes next; none where that cannot be said.
pub(super) fn next(period: Period) -> Option<Period> {
    match period {
        Period::Month(month) => Some(Period::Month(month.plus_months(1))),
        Period::Quarter(quarter) => Some(Period::Quarter(quarter.plus_quarters(1))),
        Period::FinancialYear(year) => {
            crate::terms::period::FinancialYear::beginning(year.start() + 1)
                .map(Period::FinancialYear)
        }
        Period::CalendarYear(year) => Some(Period::CalendarYear(year + 1)),
        Period::TwelveMonthsTo(month) => Some(Period::TwelveMonthsTo(month.plus_months(1))),
        Period::YearToDate(_) => None,
    }
    .filter(|next| *next > period)
}

/// What kind of period it is, in the plural.
pub(super) fn kind_of(period: Period) -> &'static str {
    match period {
        Period::Month(_) => "months",
        Period::Quarter(_) => "quarters",
        Period::FinancialYear(_) => "financial years",
        Period::CalendarYear(_) => "calendar years",
        Period::TwelveMonthsTo(_) => "twelve months to a month",
        Period::YearToDate(_) => "years to date",
    }
}
