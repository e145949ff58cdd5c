//! The methods by which months and places are judged, and what a draft calls what each shows.

use std::str::FromStr;

use partnership::assessment::reference::Kind as Named;
use partnership::assessment::reference::Reference;
use partnership::evidence::figure::Line;
use partnership::terms::period::Period;

use crate::evidence::picked::Kind;
use crate::evidence::picked::NoKind;
use crate::evidence::picked::named;

/// A method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Months beside the range that usual ones keep to.
    UsualRange,
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
    /// Groups of neighbourhoods by deprivation.
    ByDeprivation,
    /// The comparison group by size.
    Funnel,
}

/// What a method is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedOf {
    /// The months of six years.
    Months,
    /// The district's neighbourhoods and the positions of its crimes.
    Places,
    /// The district beside its comparison group.
    Group,
}

impl Kind for Method {
    const ALL: &'static [Method] = &[
        Method::UsualRange,
        Method::Expected,
        Method::Forecast,
        Method::Seasonal,
        Method::Concentration,
        Method::RepeatPlaces,
        Method::ByDeprivation,
        Method::Funnel,
    ];

    fn name(self) -> &'static str {
        match self {
            Method::UsualRange => "usual-range",
            Method::Expected => "expected",
            Method::Forecast => "forecast",
            Method::Seasonal => "seasonal",
            Method::Concentration => "concentration",
            Method::RepeatPlaces => "repeat-places",
            Method::ByDeprivation => "by-deprivation",
            Method::Funnel => "funnel",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Method::UsualRange => "Is a month unusual? Months beside their usual range",
            Method::Expected => "Is a month unlike the same month of earlier years?",
            Method::Forecast => "What may the next months bring, beside a guess?",
            Method::Seasonal => "Leaving the usual season out, did it rise?",
            Method::Concentration => "Is half of it in few neighbourhoods?",
            Method::RepeatPlaces => "How much comes back to the same places?",
            Method::ByDeprivation => "Is there more where deprivation is greater?",
            Method::Funnel => "Does it stand out in its comparison group?",
        }
    }
}

impl FromStr for Method {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<Method, NoKind> {
        named(text)
    }
}

impl Method {
    /// What it is asked of.
    pub(super) fn asked_of(self) -> AskedOf {
        match self {
            Method::UsualRange | Method::Expected | Method::Forecast | Method::Seasonal => {
                AskedOf::Months
            }
            Method::Concentration | Method::RepeatPlaces | Method::ByDeprivation => AskedOf::Places,
            Method::Funnel => AskedOf::Group,
        }
    }

    /// The reference by which a draft shows it.
    pub(super) fn reference(self, line: Line, period: Period) -> Reference {
        let kind = match self {
            Method::RepeatPlaces => Named::Table,
            Method::UsualRange
            | Method::Expected
            | Method::Forecast
            | Method::Seasonal
            | Method::Concentration
            | Method::ByDeprivation
            | Method::Funnel => Named::Chart,
        };
        Reference::of(kind, &self.words(line, period))
    }

    /// The reference by which a draft tells it in words, where there is one.
    pub(super) fn phrase(self, line: Line, period: Period) -> Option<Reference> {
        let told = self != Method::Funnel;
        told.then(|| Reference::of(Named::Phrase, &self.words(line, period)))
    }

    fn words(self, line: Line, period: Period) -> String {
        format!("{} {} {period}", self.name(), line.short_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_named_as_a_draft_types_it() {
        let period: Period = "2014-Q1".parse().unwrap();
        for method in Method::ALL {
            assert_eq!(method.name().parse::<Method>().ok(), Some(*method));
            let typed = method.reference(Line::AllCrime, period).to_string();
            assert!(typed.ends_with(&format!(":{} all-crime 2014-Q1}}", method.name())), "{typed}");
            assert_eq!(typed.parse::<Reference>().unwrap().to_string(), typed);
        }
    }
}
