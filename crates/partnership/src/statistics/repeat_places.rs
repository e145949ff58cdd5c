//! Repeat places: how much crime comes to places that had crime before.
//!
//! In come counts by place and month; out go the share at places with more than one, the share at
//! the most burdened, and how often a place with crime has it again the month after.

use serde::Serialize;

use crate::statistics::concentration::ConcentrationError;
use crate::statistics::probability::Proportion;

/// How far crime comes back to the same places.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RepeatPlaces {
    /// Places, those without any crime included where they were given.
    pub places: u64,
    /// Crimes at all of them.
    pub crimes: u64,
    /// Months counted.
    pub months: usize,
    /// Places with more than one crime.
    pub repeated: u64,
    /// Places that would have more than one if the crimes fell on the places at random.
    pub repeated_by_chance: f64,
    /// The crimes at places with more than one.
    pub crimes_at_repeated: u64,
    /// Of these, the crimes after the first at each place.
    pub after_the_first: u64,
    /// The places taken as the most burdened: the share asked for, rounded up.
    pub most_burdened: u64,
    /// The crimes at them.
    pub crimes_at_most_burdened: u64,
    /// How often crime comes again the month after; none of fewer than two months.
    pub again: Option<Again>,
}

/// How often a place has crime the month after it had crime, beside how often any place has.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Again {
    /// Times that a place had crime in a month that another follows.
    pub with_crime: u64,
    /// Of these, times that it had crime in the month after, too.
    pub again: u64,
    /// Times that any place could have had crime in the months from the second on.
    pub any: u64,
    /// Of these, times that it had.
    pub any_with_crime: u64,
}

impl Again {
    /// The share of places with crime that had it again the month after; none where no place had any.
    pub fn share(self) -> Option<f64> {
        (self.with_crime > 0).then(|| self.again as f64 / self.with_crime as f64)
    }

    /// The share of all places that had crime in such a month: what to set beside it.
    pub fn of_any(self) -> Option<f64> {
        (self.any > 0).then(|| self.any_with_crime as f64 / self.any as f64)
    }
}

/// Why it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RepeatError {
    /// No crime, or more than can be added up.
    #[error(transparent)]
    Counts(#[from] ConcentrationError),
    /// Places with unlike numbers of months.
    #[error(
        "one place is counted over {one} months and another over {other}; count all over the same"
    )]
    Months {
        /// Months of the first place.
        one: usize,
        /// Months of another.
        other: usize,
    },
}

/// How far crime comes back to the same places, from the counts of each place month by month.
///
/// **What it answers.** How much of the year's crime was at places that had more than one, and does a place with crime
/// this month have it next month, too?
///
/// **Method.** Counting, after Farrell and Pease (1993), *Once Bitten, Twice Bitten: Repeat Victimisation and its
/// Implications for Crime Prevention*, Home Office Crime Prevention Unit Paper 46, of places instead of victims. With c
/// crimes falling at random on n places, n·(1 − (1 − 1/n)^c − (c/n)·(1 − 1/n)^(c−1)) would have more than one. A tie at
/// the edge of the most burdened takes one of the equals.
///
/// **When not to use it.** As repeat victims: street-level points and small areas stand for many addresses, so two crimes
/// at one point are rarely at one door. A window that ends cuts off what comes after, so few months show too few repeats.
/// Not with places listed only because they had crime, when `again` is set beside any place: give all.
///
/// **Small numbers.** With far fewer crimes than places hardly any place can have two; read `repeated` beside
/// `repeated_by_chance`.
///
/// # Errors
/// When there is no crime, or places are counted over unlike numbers of months.
///
/// ```
/// use partnership::statistics::probability::Proportion;
/// use partnership::statistics::repeat_places::repeat_places;
///
/// // Three places over three months: six crimes, five of them at one place.
/// let found = repeat_places(&[vec![2, 1, 2], vec![0, 1, 0], vec![0, 0, 0]], Proportion::ONE_IN_TWENTY)?;
/// assert_eq!((found.repeated, found.crimes_at_repeated, found.after_the_first), (1, 5, 4));
/// let again = found.again.unwrap();
/// assert_eq!((again.again, again.with_crime), (2, 3));
/// # Ok::<(), partnership::statistics::repeat_places::RepeatError>(())
/// ```
pub fn repeat_places(places: &[Vec<u64>], most: Proportion) -> Result<RepeatPlaces, RepeatError> {
    let months = places.first().map_or(0, Vec::len);
    if let Some(other) = places.iter().find(|place| place.len() != months) {
        return Err(RepeatError::Months { one: months, other: other.len() });
    }
    let mut totals = totals(places)?;
    let crimes = totals.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    let crimes = crimes.ok_or(ConcentrationError::TooMany)?;
    if crimes == 0 {
        return Err(ConcentrationError::NoCrime.into());
    }
    totals.sort_unstable_by(|one, other| other.cmp(one));
    let repeated = totals.iter().take_while(|&&count| count > 1).count();
    let crimes_at_repeated: u64 = totals.iter().take(repeated).sum();
    let burdened = share_of(places.len(), most);
    Ok(RepeatPlaces {
        places: places.len() as u64,
        crimes,
        months,
        repeated: repeated as u64,
        repeated_by_chance: by_chance(places.len() as f64, crimes as f64),
        crimes_at_repeated,
        after_the_first: crimes_at_repeated - repeated as u64,
        most_burdened: burdened as u64,
        crimes_at_most_burdened: totals.iter().take(burdened).sum(),
        again: (months > 1).then(|| again(places)),
    })
}

fn totals(places: &[Vec<u64>]) -> Result<Vec<u64>, ConcentrationError> {
    let total =
        |place: &Vec<u64>| place.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    places.iter().map(|place| total(place).ok_or(ConcentrationError::TooMany)).collect()
}

/// A share of the places, rounded up, with a hair of room for the rounding of the share.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most the number of places"
)]
fn share_of(places: usize, share: Proportion) -> usize {
    ((places as f64 * share.value() * (1.0 - 1e-12)).ceil() as usize).min(places)
}

fn by_chance(places: f64, crimes: f64) -> f64 {
    if places < 2.0 {
        return if crimes > 1.0 { places } else { 0.0 };
    }
    let miss = (-1.0 / places).ln_1p();
    let none = (crimes * miss).exp();
    let one = crimes / places * ((crimes - 1.0) * miss).exp();
    (places * (1.0 - none - one)).max(0.0)
}

fn again(places: &[Vec<u64>]) -> Again {
    let mut found = Again { with_crime: 0, again: 0, any: 0, any_with_crime: 0 };
    for pair in places.iter().flat_map(|place| place.windows(2)) {
        let (before, after) = (pair[0] > 0, pair[1] > 0);
        found.with_crime += u64::from(before);
        found.again += u64::from(before && after);
        found.any += 1;
        found.any_with_crime += u64::from(after);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TENTH: f64 = 0.1;

    fn found(places: &[Vec<u64>]) -> RepeatPlaces {
        repeat_places(places, Proportion::of(TENTH).unwrap()).unwrap()
    }

    #[test]
    fn a_single_month_tells_of_no_month_after() {
        assert_eq!(found(&[vec![3], vec![0]]).again, None);
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        let of = |places: &[Vec<u64>]| repeat_places(places, Proportion::HALF).unwrap_err();
        assert_eq!(of(&[]), ConcentrationError::NoCrime.into());
        assert_eq!(of(&[vec![0, 0]]), ConcentrationError::NoCrime.into());
        assert_eq!(of(&[vec![u64::MAX, 1]]), ConcentrationError::TooMany.into());
        assert_eq!(of(&[vec![1, 0], vec![1]]), RepeatError::Months { one: 2, other: 1 });
    }

    #[test]
    fn two_crimes_on_two_places_meet_by_chance_half_the_time() {
        assert!((by_chance(2.0, 2.0) - 0.5).abs() < 1e-12);
        assert!((by_chance(1.0, 2.0) - 1.0).abs() < 1e-12);
        assert!(by_chance(1.0, 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_parts_never_exceed_the_whole(
            places in prop::collection::vec(prop::collection::vec(0_u64..4, 6), 1..60),
        ) {
            prop_assume!(places.iter().flatten().any(|count| *count > 0));
            let found = found(&places);
            prop_assert!(found.crimes_at_repeated <= found.crimes && found.repeated <= found.places);
            prop_assert!(found.crimes_at_most_burdened <= found.crimes);
            prop_assert!(found.repeated_by_chance <= found.places as f64);
            let again = found.again.unwrap();
            prop_assert!(again.again <= again.with_crime && again.again <= again.any_with_crime);
        }
    }
}
