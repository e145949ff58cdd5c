//! Which places are among the highest fifth on several indicators at once.
//!
//! Indicators come in, each with a value for every place; for each place the indicators on which it is flagged, and for
//! each indicator where its highest fifth ends, go out.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Serialize;

/// The rule by which a place is flagged, to be printed with the result.
pub const FLAG_RULE: &str = "A place is flagged on an indicator when its value is among the highest fifth of all places \
    (their number over five, rounded down). Places that tie with the last of these are flagged too, but no place is that \
    has the lowest value of all.";

/// The fewest places of which a fifth is taken.
pub const FEWEST_PLACES: usize = 5;

/// An indicator: a rate or count of each place, of which more is worse.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator<P> {
    /// Its name, as it stands in a sentence.
    pub name: String,
    /// The value of each place.
    pub values: BTreeMap<P, f64>,
}

/// On which indicators places are flagged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flags<P> {
    /// Every place, those with most flags first, then in their own order.
    pub places: Vec<Flagged<P>>,
    /// Each indicator, in the order given.
    pub indicators: Vec<Highest>,
}

/// A place with the indicators on which it is flagged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flagged<P> {
    /// The place.
    pub place: P,
    /// The indicators' places in the order given, from 0.
    pub on: Vec<usize>,
}

/// The highest fifth of one indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Highest {
    /// Its name.
    pub name: String,
    /// The lowest value that is flagged; `None` where no place is.
    pub from: Option<f64>,
    /// How many places are flagged.
    pub flagged: usize,
    /// How many of these are more than a fifth, since they tie with the last.
    pub by_ties: usize,
}

/// Why no places are flagged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlagsError {
    /// There is no indicator.
    #[error("there is no indicator to flag places on: give at least one")]
    NoIndicator,
    /// Too few places.
    #[error("{0} places are too few to have a highest fifth (at least {FEWEST_PLACES} are needed)")]
    TooFew(usize),
    /// An indicator lacks a place that another has.
    #[error(
        "{0} has no value for some of the places: give every place a value, or leave the indicator out"
    )]
    Incomplete(String),
    /// A value that is no number.
    #[error("{0} has a value that is not a number: check the file it came from")]
    NotANumber(String),
}

/// On which indicators each place is among the highest fifth.
///
/// **What it answers.** Which wards are high on many things at once, so that one visit may serve several aims?
///
/// **Method.** [`FLAG_RULE`] Counting in how many of a set of indicators an area is in the worst fifth is how composite
/// profiles are commonly read; it is simple, and needs no weights (Organisation for Economic Co-operation and Development
/// 2008, *Handbook on Constructing Composite Indicators*, 1.6, on counting methods). Ranks are those of competitions: equal
/// values have the better rank.
///
/// **When not to use it.** With indicators that measure much the same (violence and assaults): they flag together and count
/// twice. With counts where places differ in size: take rates. As a ranking: there is always a highest fifth, however
/// alike the places are, and by chance alone a place has a flag on one in five.
///
/// **Small numbers.** Values that rest on a handful of crimes change places by chance; take a year or more. Where most places
/// have none, fewer than a fifth are flagged.
///
/// ```
/// use std::collections::BTreeMap;
/// use partnership::statistics::flags::{Indicator, flags};
///
/// let values = |rates: [f64; 5]| ["High", "North", "Park", "Shepway", "South"].into_iter().zip(rates).collect();
/// let burglary = Indicator { name: "burglary".to_owned(), values: values([9.0, 2.0, 3.0, 1.0, 4.0]) };
/// let violence = Indicator { name: "violence".to_owned(), values: values([8.0, 1.0, 8.0, 2.0, 3.0]) };
/// let found = flags(&[burglary, violence])?;
/// assert_eq!((found.places[0].place, found.places[0].on.len()), ("High", 2));
/// assert_eq!((found.places[1].place, found.indicators[1].by_ties), ("Park", 1));
/// # Ok::<(), partnership::statistics::flags::FlagsError>(())
/// ```
///
/// # Errors
/// When there is no indicator, there are fewer than [`FEWEST_PLACES`] places, or a value is missing or no number.
pub fn flags<P: Ord + Clone>(indicators: &[Indicator<P>]) -> Result<Flags<P>, FlagsError> {
    let Some(first) = indicators.first() else { return Err(FlagsError::NoIndicator) };
    let places: Vec<&P> = first.values.keys().collect();
    if places.len() < FEWEST_PLACES {
        return Err(FlagsError::TooFew(places.len()));
    }
    let mut on: BTreeMap<&P, Vec<usize>> =
        places.iter().map(|place| (*place, Vec::new())).collect();
    let mut highest = Vec::new();
    for (at, indicator) in indicators.iter().enumerate() {
        if !indicator.values.keys().eq(places.iter().copied()) {
            return Err(FlagsError::Incomplete(indicator.name.clone()));
        }
        if indicator.values.values().any(|value| !value.is_finite()) {
            return Err(FlagsError::NotANumber(indicator.name.clone()));
        }
        let flagged = highest_fifth(indicator);
        let from = flagged.iter().filter_map(|place| indicator.values.get(*place).copied());
        let (from, number) = (from.min_by(f64::total_cmp), flagged.len());
        let by_ties = number.saturating_sub(places.len() / 5);
        highest.push(Highest { name: indicator.name.clone(), from, flagged: number, by_ties });
        for place in flagged {
            on.entry(place).or_default().push(at);
        }
    }
    let flagged = on.into_iter().map(|(place, on)| Flagged { place: place.clone(), on });
    let mut places: Vec<Flagged<P>> = flagged.collect();
    places.sort_by_key(|one| std::cmp::Reverse(one.on.len()));
    Ok(Flags { places, indicators: highest })
}

fn highest_fifth<P: Ord>(indicator: &Indicator<P>) -> BTreeSet<&P> {
    let mut values: Vec<f64> = indicator.values.values().copied().collect();
    values.sort_by(|one, other| other.total_cmp(one));
    let last = (values.len() / 5).checked_sub(1).and_then(|last| values.get(last).copied());
    let (Some(border), Some(lowest)) = (last, values.last().copied()) else {
        return BTreeSet::new();
    };
    let is_flagged = |value: f64| value >= border && value > lowest;
    let flagged = indicator.values.iter().filter(|(_, value)| is_flagged(**value));
    flagged.map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn indicator(name: &str, values: &[f64]) -> Indicator<usize> {
        let values = values.iter().copied().enumerate().collect();
        Indicator { name: name.to_owned(), values }
    }

    #[test]
    fn none_missing_and_too_few_are_refused() {
        assert_eq!(flags::<usize>(&[]), Err(FlagsError::NoIndicator));
        assert_eq!(flags(&[indicator("drugs", &[1.0; 4])]), Err(FlagsError::TooFew(4)));
        let (five, six) = (indicator("drugs", &[1.0; 5]), indicator("arson", &[1.0; 6]));
        assert_eq!(flags(&[five, six]), Err(FlagsError::Incomplete("arson".to_owned())));
        let not = indicator("drugs", &[1.0, f64::NAN, 1.0, 1.0, 1.0]);
        assert_eq!(flags(&[not]), Err(FlagsError::NotANumber("drugs".to_owned())));
    }

    #[test]
    fn where_most_have_none_only_those_with_some_are_flagged() {
        let mut values = vec![0.0; 26];
        (values[3], values[7]) = (1.0, 2.0);
        let found = flags(&[indicator("robbery", &values)]).unwrap();
        assert_eq!((found.indicators[0].flagged, found.indicators[0].by_ties), (2, 0));
        assert_eq!((found.places[0].place, found.places[1].place), (3, 7));
        let alike = flags(&[indicator("robbery", &[5.0; 26])]).unwrap();
        assert_eq!((alike.indicators[0].flagged, alike.indicators[0].from), (0, None));
    }

    #[test]
    fn those_that_tie_with_the_last_are_flagged_and_counted() {
        let found =
            flags(&[indicator("drugs", &[9.0, 7.0, 7.0, 7.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])]);
        let highest = &found.unwrap().indicators[0];
        assert_eq!((highest.flagged, highest.by_ties, highest.from), (4, 2, Some(7.0)));
    }

    proptest! {
        #[test]
        fn a_place_is_never_flagged_below_one_that_is_not(
            values in prop::collection::vec(0_u32..12, 5..40),
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let found = flags(&[indicator("drugs", &values)]).unwrap();
            let flagged = |wanted: bool| {
                let these = found.places.iter().filter(move |one| one.on.is_empty() != wanted);
                these.map(|one| values[one.place])
            };
            let (lowest, highest) = (flagged(true).reduce(f64::min), flagged(false).reduce(f64::max));
            if let (Some(lowest), Some(highest)) = (lowest, highest) {
                prop_assert!(lowest > highest);
            }
        }
    }
}
