//! A judging: whether months or places of a district are out of the ordinary, by one of several methods.
//!
//! In come choices, or the text that stands behind the question mark of an address; out goes a judging that is written the
//! same everywhere. What a draft has of the same answers it (`assessment::one_judged`).

use std::fmt;
use std::str::FromStr;

use crate::evidence::enquiry::EnquiryError;
use crate::evidence::enquiry::Offence;
use crate::evidence::enquiry::named;
use crate::evidence::enquiry::unreadable;
use crate::evidence::figure::Line;
use crate::terms::area::AreaCode;
use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::span::Span;

/// How many months before the last one are asked for: six years in all.
const BACK: i32 = 71;

const WANTED: &str = "area, offence, period and kind, such as \
    area=E07000110&offence=burglary&period=2014-Q1&kind=usual-range";

/// What is judged, and by which method.
///
/// ```
/// use partnership::evidence::enquiry::judging::Judging;
/// let text = "area=E07000110&offence=burglary&period=2014-Q1&kind=usual-range";
/// let judging: Judging = text.parse()?;
/// assert_eq!(judging.to_string(), text);
/// # Ok::<(), partnership::evidence::enquiry::EnquiryError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judging {
    /// The district.
    pub area: AreaCode,
    /// What was recorded.
    pub line: Line,
    /// When.
    pub period: Period,
    /// By which method.
    pub method: Method,
}

/// A method by which months or places are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Months beside the range that usual ones keep to.
    UsualRange,
    /// Months beside the range of their shares of all recorded crime.
    UsualShare,
    /// Months beside the range of their rates for 30 days.
    UsualRate,
    /// Months beside earlier years.
    Expected,
    /// The next months.
    Forecast,
    /// Months without their season.
    Seasonal,
    /// How far it gathers in few neighbourhoods.
    Concentration,
    /// How much comes back to the same places.
    RepeatPlaces,
    /// Squares where it gathers beyond what chance would bring.
    HotSpots,
    /// How dense it is, on squares.
    Density,
    /// Wards that are high on several indicators, it among them.
    WardFlags,
    /// Groups of neighbourhoods by deprivation.
    ByDeprivation,
    /// The comparison group by size.
    Funnel,
}

/// What a method is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedOf {
    /// Months, so many of them as the method looks back on.
    Months,
    /// The district's neighbourhoods and the positions of its crimes.
    Places,
    /// The district beside its comparison group.
    Group,
}

impl Method {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Method; 13] = [
        Method::UsualRange,
        Method::UsualShare,
        Method::UsualRate,
        Method::Expected,
        Method::Forecast,
        Method::Seasonal,
        Method::Concentration,
        Method::RepeatPlaces,
        Method::HotSpots,
        Method::Density,
        Method::WardFlags,
        Method::ByDeprivation,
        Method::Funnel,
    ];

    /// The name by which addresses and drafts speak of it.
    pub fn name(self) -> &'static str {
        match self {
            Method::UsualRange => "usual-range",
            Method::UsualShare => "usual-share",
            Method::UsualRate => "usual-rate",
            Method::Expected => "expected",
            Method::Forecast => "forecast",
            Method::Seasonal => "seasonal",
            Method::Concentration => "concentration",
            Method::RepeatPlaces => "repeat-places",
            Method::HotSpots => "hot-spots",
            Method::Density => "density",
            Method::WardFlags => "ward-flags",
            Method::ByDeprivation => "by-deprivation",
            Method::Funnel => "funnel",
        }
    }

    /// The question that it answers, as it is offered.
    pub fn in_words(self) -> &'static str {
        match self {
            Method::UsualRange => "Is a month unusual? Months beside their usual range",
            Method::UsualShare => "Is its share of all crime unusual in a month?",
            Method::UsualRate => "Is a month unusual, however long it is?",
            Method::Expected => "Is a month unlike the same month of earlier years?",
            Method::Forecast => "What may the next months bring, beside a guess?",
            Method::Seasonal => "Leaving the usual season out, did it rise?",
            Method::Concentration => "Is half of it in few neighbourhoods?",
            Method::RepeatPlaces => "How much comes back to the same places?",
            Method::HotSpots => "Where does it gather beyond what chance would bring?",
            Method::Density => "Where is it dense?",
            Method::WardFlags => "Which wards are high on several indicators?",
            Method::ByDeprivation => "Is there more where deprivation is greater?",
            Method::Funnel => "Does it stand out in its comparison group?",
        }
    }

    /// What it is asked of.
    pub fn asked_of(self) -> AskedOf {
        match self {
            Method::UsualRange
            | Method::UsualShare
            | Method::UsualRate
            | Method::Expected
            | Method::Forecast
            | Method::Seasonal => AskedOf::Months,
            Method::Concentration
            | Method::RepeatPlaces
            | Method::HotSpots
            | Method::Density
            | Method::WardFlags
            | Method::ByDeprivation => AskedOf::Places,
            Method::Funnel => AskedOf::Group,
        }
    }
}

impl Judging {
    /// The months that its answer needs: those of the period, and six years up to its end where months are judged.
    pub fn months(self) -> Span<Month> {
        let (first, last) = (self.period.first(), self.period.last());
        match self.method.asked_of() {
            AskedOf::Months => Span::spanning(first.min(last.plus_months(-BACK)), last),
            AskedOf::Places | AskedOf::Group => Span::spanning(first, last),
        }
    }
}

impl FromStr for Method {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Method, EnquiryError> {
        named(text, "a method", &Method::ALL.map(|one| (one.name().to_owned(), one)))
    }
}

impl FromStr for Judging {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Judging, EnquiryError> {
        let pairs: Vec<(&str, &str)> =
            text.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let part = |of: &'static str| {
            let found = pairs.iter().find(|(name, _)| *name == of).map(|(_, value)| *value);
            found.ok_or(EnquiryError::Missing { part: of, wanted: WANTED })
        };
        Ok(Judging {
            area: part("area")?.parse().map_err(unreadable)?,
            line: part("offence")?.parse::<Offence>()?.0,
            period: part("period")?.parse().map_err(unreadable)?,
            method: part("kind")?.parse()?,
        })
    }
}

impl fmt::Display for Judging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Judging { area, line, period, method } = self;
        write!(
            f,
            "area={area}&offence={}&period={period}&kind={}",
            line.short_name(),
            method.name()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "area=E07000110&offence=burglary&period=2014-Q1&kind=usual-range";

    #[test]
    fn a_judging_is_read_as_it_is_written_by_every_method() {
        for method in Method::ALL {
            let text = format!(
                "area=E07000110&offence=all-crime&period=12m-2022-03&kind={}",
                method.name()
            );
            assert_eq!(text.parse::<Judging>().unwrap().to_string(), text);
        }
        let unknown = EXAMPLE.replace("usual-range", "usual-rang").parse::<Judging>().unwrap_err();
        assert!(unknown.to_string().contains("did you mean `usual-range`?"), "{unknown}");
        let missing =
            "area=E07000110&offence=burglary&period=2014-Q1".parse::<Judging>().unwrap_err();
        assert!(
            missing.to_string().starts_with("`kind` is missing; expected area, offence"),
            "{missing}"
        );
    }

    #[test]
    fn months_are_judged_from_six_years_and_places_from_the_period_alone() {
        let judging: Judging = EXAMPLE.parse().unwrap();
        assert_eq!(judging.months().first().to_string(), "2008-07");
        let places = Judging { method: Method::Concentration, ..judging };
        assert_eq!(places.months().first().to_string(), "2014-04");
        assert_eq!(places.months().last().to_string(), "2014-06");
    }
}
