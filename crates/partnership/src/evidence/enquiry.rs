//! An enquiry of the evidence: which area, offence, period and measure, and against what.
//!
//! In come choices, or the text that stands behind the question mark of an address; out goes an enquiry that is written
//! the same everywhere. What is held answers it in [`answered`].

pub mod refused;
mod territory;
mod asked;
mod beyond_chance;
mod measured;
mod sentences;
mod answer_table;
mod series;
mod beside;
pub mod answered;
pub mod choices;
pub mod judging;

use std::fmt;
use std::str::FromStr;

use crate::evidence::figure::Line;
use crate::terms::area::AreaCode;
use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::span::Span;
use crate::terms::wording::nearest;

/// What is asked of the evidence.
///
/// ```
/// use partnership::evidence::enquiry::Enquiry;
/// let text = "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=last-year";
/// let enquiry: Enquiry = text.parse()?;
/// assert_eq!(enquiry.to_string(), text);
/// # Ok::<(), partnership::evidence::enquiry::EnquiryError>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub struct Enquiry {
    /// Where.
    pub area: AreaCode,
    /// What was recorded.
    pub line: Line,
    /// When.
    pub period: Period,
    /// How it is told.
    pub measure: Measure,
    /// What it is set against.
    pub against: Against,
}

/// How what was recorded is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// How many.
    Count,
    /// How many for every 1,000 residents.
    Rate,
    /// Which share of all recorded crime.
    Share,
    /// How many in the twelve months that end with the period.
    RollingYear,
    /// How many, each by the weight of its offence.
    Severity,
}

/// What it is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// The same period one year before.
    LastYear,
    /// The period of the same length just before.
    PeriodBefore,
    /// The area's comparison group.
    Group,
    /// Nothing.
    Nothing,
}

/// A part of an enquiry, by which a page shows what is wrong beside its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The area.
    Area,
    /// What was recorded.
    Offence,
    /// The period.
    Period,
    /// The measure.
    Measure,
    /// What it is set against.
    Against,
}

/// Why a text is no enquiry, or no part of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnquiryError {
    /// A part is missing.
    #[error("`{part}` is missing; expected {wanted}")]
    Missing {
        /// Which.
        part: &'static str,
        /// All parts, with an example.
        wanted: &'static str,
    },
    /// A part is none that is known.
    #[error("`{found}` is not {what}; expected one of {wanted}{}", meant(.nearest))]
    Unknown {
        /// What was found.
        found: String,
        /// What it should be.
        what: &'static str,
        /// What is known.
        wanted: String,
        /// The known name spelt most like it.
        nearest: Option<String>,
    },
    /// A part cannot be read; why.
    #[error("{0}")]
    Unreadable(String),
}

/// How many months a chart of rolling years needs: two years, and the eleven months before the first.
const CHARTED: i32 = 35;

const WANTED: &str = "area, offence, period, measure and against, such as \
    area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=last-year";

fn meant(nearest: &Option<String>) -> String {
    nearest.as_ref().map_or(String::new(), |name| format!("; did you mean `{name}`?"))
}

impl Measure {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Measure; 5] =
        [Measure::Count, Measure::Rate, Measure::Share, Measure::RollingYear, Measure::Severity];

    /// The name by which addresses speak of it.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Rate => "rate",
            Measure::Share => "share",
            Measure::RollingYear => "rolling-year",
            Measure::Severity => "severity",
        }
    }

    /// What it is, as it is offered.
    pub fn in_words(self) -> &'static str {
        match self {
            Measure::Count => "Number recorded",
            Measure::Rate => "Rate per 1,000 residents",
            Measure::Share => "Share of all recorded crime",
            Measure::RollingYear => "Number in the 12 months to its end",
            Measure::Severity => "Number weighted by severity",
        }
    }
}

impl Against {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Against; 4] =
        [Against::LastYear, Against::PeriodBefore, Against::Group, Against::Nothing];

    /// The name by which addresses speak of it.
    pub fn name(self) -> &'static str {
        match self {
            Against::LastYear => "last-year",
            Against::PeriodBefore => "period-before",
            Against::Group => "group",
            Against::Nothing => "nothing",
        }
    }

    /// What it is, as it is offered.
    pub fn in_words(self) -> &'static str {
        match self {
            Against::LastYear => "The same period one year before",
            Against::PeriodBefore => "The period just before",
            Against::Group => "Its comparison group",
            Against::Nothing => "Nothing",
        }
    }
}

impl Part {
    /// The name of the part in an address, which is that of its field on a page.
    pub fn name(self) -> &'static str {
        match self {
            Part::Area => "area",
            Part::Offence => "offence",
            Part::Period => "period",
            Part::Measure => "measure",
            Part::Against => "against",
        }
    }
}

impl Enquiry {
    /// The period that is told of: of a rolling year, the twelve months to the end of the one chosen.
    pub fn told(self) -> Period {
        match self.measure {
            Measure::RollingYear => Period::TwelveMonthsTo(self.period.last()),
            Measure::Count | Measure::Rate | Measure::Share | Measure::Severity => self.period,
        }
    }

    /// The period that it is compared with, where it is compared with one.
    pub fn compared(self) -> Option<Period> {
        match self.against {
            Against::LastYear => Some(self.told().year_before()),
            Against::PeriodBefore => Some(self.told().just_before()),
            Against::Group | Against::Nothing => None,
        }
    }

    /// The months that its answer needs: both periods, and the two years of its chart with the year before the first.
    pub fn months(self) -> Span<Month> {
        let told = self.told();
        let first = told.first().min(told.last().plus_months(1 - CHARTED));
        let first = self.compared().map_or(first, |before| first.min(before.first()));
        Span::spanning(first, told.last())
    }

    /// The enquiry that these parts make, by their names.
    ///
    /// # Errors
    /// When a part is missing or none that is known.
    pub fn of_parts<'t>(part: impl Fn(Part) -> Option<&'t str>) -> Result<Enquiry, EnquiryError> {
        let text = |of: Part| {
            let missing = EnquiryError::Missing { part: of.name(), wanted: WANTED };
            part(of).ok_or(missing)
        };
        Ok(Enquiry {
            area: text(Part::Area)?.parse().map_err(unreadable)?,
            line: text(Part::Offence)?.parse::<Offence>()?.0,
            period: text(Part::Period)?.parse().map_err(unreadable)?,
            measure: text(Part::Measure)?.parse()?,
            against: text(Part::Against)?.parse()?,
        })
    }
}

fn unreadable(error: impl fmt::Display) -> EnquiryError {
    EnquiryError::Unreadable(error.to_string())
}

/// All recorded crime or an offence class, as addresses and forms name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offence(pub Line);

fn named<T: Copy>(
    found: &str,
    what: &'static str,
    known: &[(String, T)],
) -> Result<T, EnquiryError> {
    if let Some((_, one)) = known.iter().find(|(name, _)| name == found) {
        return Ok(*one);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
    Err(EnquiryError::Unknown {
        found: found.chars().take(40).collect(),
        what,
        wanted: names.join(", "),
        nearest: nearest(found.get(..40).unwrap_or(found), names.iter().copied()),
    })
}

impl FromStr for Offence {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Offence, EnquiryError> {
        let known: Vec<(String, Line)> =
            Line::all().map(|line| (line.short_name(), line)).collect();
        named(text, "an offence class", &known).map(Offence)
    }
}

impl FromStr for Measure {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Measure, EnquiryError> {
        named(text, "a measure", &Measure::ALL.map(|one| (one.name().to_owned(), one)))
    }
}

impl FromStr for Against {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Against, EnquiryError> {
        named(text, "a comparison", &Against::ALL.map(|one| (one.name().to_owned(), one)))
    }
}

impl FromStr for Enquiry {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Enquiry, EnquiryError> {
        let pairs: Vec<(&str, &str)> =
            text.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let part =
            |of: Part| pairs.iter().find(|(name, _)| *name == of.name()).map(|(_, value)| *value);
        Enquiry::of_parts(part)
    }
}

impl fmt::Display for Enquiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Enquiry { area, line, period, measure, against } = self;
        let (line, measure, against) = (line.short_name(), measure.name(), against.name());
        write!(f, "area={area}&offence={line}&period={period}&measure={measure}&against={against}")
    }
}

impl From<Enquiry> for String {
    fn from(enquiry: Enquiry) -> String {
        enquiry.to_string()
    }
}

impl TryFrom<String> for Enquiry {
    type Error = EnquiryError;

    fn try_from(text: String) -> Result<Enquiry, EnquiryError> {
        text.parse()
    }
}
