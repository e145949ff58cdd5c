//! How far crime gathers at a few places, told fairly when there are fewer crimes than places.
//!
//! The count of each place comes in, places without crime included; how many places hold half of
//! the crime, the Gini coefficient, plain and corrected, and the points of the Lorenz curve go out.

use serde::Serialize;

use crate::statistics::probability::Proportion;

/// How concentrated the crimes of a set of places are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Concentration {
    /// Crimes at all places together.
    pub crimes: u64,
    /// Places, those without any crime included.
    pub places: u64,
    /// Places with at least one crime.
    pub places_with_crime: u64,
    /// The fewest places that together hold at least half of the crimes.
    pub half_at: u64,
    /// What `half_at` would be if the crimes were spread as evenly as whole crimes can be.
    pub half_at_if_even: u64,
    /// The Gini coefficient: 0 when all places have as many, towards 1 when one has all.
    pub gini: f64,
    /// The Gini coefficient against the most even spread that so few crimes can have.
    pub corrected_gini: f64,
}

/// One point of the Lorenz curve, the places with the most crime first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LorenzPoint {
    /// The share of the places so far.
    pub places: f64,
    /// The share of the crimes at them.
    pub crimes: f64,
}

/// Why concentration cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConcentrationError {
    /// No crime (or no place) at all.
    #[error("there is no crime at any of these places, so there is nothing to be concentrated")]
    NoCrime,
    /// More crimes than can be added up.
    #[error("the counts of these places add up to more than can be worked with")]
    TooMany,
}

/// How concentrated the crimes of places with these counts are.
///
/// **What it answers.** Is crime spread over the district, or is half of it at a handful of places?
///
/// **Method.** Places are ordered by their counts. `half_at` takes the largest until they hold
/// half. With n places, c crimes and yᵢ the share of the crimes at the place that is i-th from
/// the smallest, Gini's G = (2 Σ i·yᵢ − n − 1) / n. The correction is the generalised
/// G′ = (2 Σ i·yᵢ − n − 1) · max(1/c, 1/n) − max(n/c, 1) + 1 (Bernasco and Steenbeek 2017, "More
/// places than crimes: implications for evaluating the law of crime concentration at place",
/// *Journal of Quantitative Criminology* 33, 451–467): when c < n at most c places can have any
/// crime, so G is high even when no two crimes share a place, while G′ is then 0.
///
/// **When not to use it.** On places that only appear in the data because a crime was put there,
/// as the published street points: give every place that could have had one, or own that those
/// without are left out. Between areas whose places are cut differently. On published points as
/// if they were addresses: each stands for all addresses near it.
///
/// **Small numbers.** With fewer crimes than places read `corrected_gini` and set `half_at` beside
/// `half_at_if_even`. Some gathering comes by chance alone; a few dozen crimes tell nothing.
///
/// # Errors
/// When no place has a crime, or the counts add up to more than a `u64`.
///
/// ```
/// use partnership::statistics::concentration::concentration;
///
/// // Four crimes, each at another of ten places: as even as four crimes can be.
/// let spread = concentration(&[1, 1, 1, 1, 0, 0, 0, 0, 0, 0])?;
/// assert!((spread.gini - 0.6).abs() < 1e-12);
/// assert!(spread.corrected_gini.abs() < 1e-12);
/// assert_eq!((spread.half_at, spread.half_at_if_even), (2, 2));
/// # Ok::<(), partnership::statistics::concentration::ConcentrationError>(())
/// ```
pub fn concentration(counts: &[u64]) -> Result<Concentration, ConcentrationError> {
    let crimes = total(counts)?;
    let descending = largest_first(counts);
    let places = counts.len() as u64;
    let (n, c) = (places as f64, crimes as f64);
    let ranked: f64 = descending
        .iter()
        .enumerate()
        .map(|(larger, &count)| (n - larger as f64) * (count as f64 / c))
        .sum();
    let excess = 2.0 * ranked - n - 1.0;
    let corrected = excess * (1.0 / c).max(1.0 / n) - (n / c).max(1.0) + 1.0;
    Ok(Concentration {
        crimes,
        places,
        places_with_crime: descending.iter().take_while(|&&count| count > 0).count() as u64,
        half_at: places_holding(counts, Proportion::HALF)?,
        half_at_if_even: half_if_even(crimes, places),
        gini: (excess / n).clamp(0.0, 1.0),
        corrected_gini: corrected.clamp(0.0, 1.0),
    })
}

/// The fewest places that together hold at least `share` of the crimes.
///
/// Places with equal counts are interchangeable: which of them are meant is not told.
///
/// # Errors
/// As [`concentration`].
pub fn places_holding(counts: &[u64], share: Proportion) -> Result<u64, ConcentrationError> {
    // A hair less, so that rounding in the share does not ask for one place more.
    let wanted = total(counts)? as f64 * share.value() * (1.0 - 1e-12);
    let mut held = 0_u64;
    let mut places = 0;
    for count in largest_first(counts) {
        if held as f64 >= wanted {
            break;
        }
        held += count;
        places += 1;
    }
    Ok(places)
}

/// The Lorenz curve from nothing to everything, one point after each place, largest first.
///
/// # Errors
/// As [`concentration`].
pub fn lorenz(counts: &[u64]) -> Result<Vec<LorenzPoint>, ConcentrationError> {
    let crimes = total(counts)? as f64;
    let places = counts.len() as f64;
    let mut held = 0_u64;
    let mut points = vec![LorenzPoint { places: 0.0, crimes: 0.0 }];
    for (before, count) in largest_first(counts).into_iter().enumerate() {
        held += count;
        let share = (before + 1) as f64 / places;
        points.push(LorenzPoint { places: share, crimes: held as f64 / crimes });
    }
    Ok(points)
}

fn total(counts: &[u64]) -> Result<u64, ConcentrationError> {
    let added = counts.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count));
    match added {
        None => Err(ConcentrationError::TooMany),
        Some(0) => Err(ConcentrationError::NoCrime),
        Some(crimes) => Ok(crimes),
    }
}

fn largest_first(counts: &[u64]) -> Vec<u64> {
    let mut descending = counts.to_vec();
    descending.sort_unstable_by(|a, b| b.cmp(a));
    descending
}

/// Of `crimes` dealt out in turn to `places`: how many places hold half.
fn half_if_even(crimes: u64, places: u64) -> u64 {
    let half = crimes.div_ceil(2);
    let (each, one_more) = (crimes / places, crimes % places);
    let at_fuller = one_more * (each + 1);
    if at_fuller >= half {
        half.div_ceil(each + 1)
    } else {
        one_more + (half - at_fuller).div_ceil(each)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 1e-12, "found {found}, wanted {wanted}");
    }

    #[test]
    fn one_place_with_all_is_as_concentrated_as_can_be() {
        let found = concentration(&[0, 8, 0, 0]).unwrap();
        same(found.gini, 0.75);
        assert_eq!((found.half_at, found.half_at_if_even, found.places_with_crime), (1, 2, 1));
    }

    #[test]
    fn all_of_few_crimes_at_one_place_is_one_less_the_share_of_a_crime() {
        let found = concentration(&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
        same(found.corrected_gini, 1.0 - 1.0 / 3.0);
    }

    #[test]
    fn no_crime_is_refused_and_so_are_no_places() {
        assert_eq!(concentration(&[0, 0]), Err(ConcentrationError::NoCrime));
        assert_eq!(lorenz(&[]), Err(ConcentrationError::NoCrime));
        assert_eq!(concentration(&[u64::MAX, 1]), Err(ConcentrationError::TooMany));
    }

    #[test]
    fn three_quarters_are_where_the_curve_says() {
        let counts = [5, 1, 2, 0];
        assert_eq!(places_holding(&counts, Proportion::of(0.75).unwrap()), Ok(2));
        let curve = lorenz(&counts).unwrap();
        assert_eq!(curve[2], LorenzPoint { places: 0.5, crimes: 0.875 });
        assert_eq!(curve[4], LorenzPoint { places: 1.0, crimes: 1.0 });
    }

    proptest! {
        #[test]
        fn dealing_out_in_turn_is_the_most_even(crimes in 1_u64..200, places in 1_u64..60) {
            let dealt: Vec<u64> =
                (0..places).map(|p| crimes / places + u64::from(p < crimes % places)).collect();
            let found = concentration(&dealt).unwrap();
            prop_assert_eq!(found.half_at, found.half_at_if_even);
        }

        #[test]
        fn the_coefficients_are_within_bounds_and_the_curve_never_dips(
            counts in proptest::collection::vec(0_u64..9, 1..50), more in 1_u64..5,
        ) {
            let mut counts = counts;
            counts[0] += more;
            let found = concentration(&counts).unwrap();
            prop_assert!(found.corrected_gini <= found.gini + 1e-12);
            prop_assert!(found.half_at <= found.half_at_if_even);
            let curve = lorenz(&counts).unwrap();
            for pair in curve.windows(2) {
                prop_assert!(pair[0].crimes <= pair[1].crimes);
            }
            prop_assert!(curve.iter().all(|point| point.crimes >= point.places - 1e-12));
        }

        #[test]
        fn a_crime_moved_from_a_lesser_to_a_greater_place_concentrates(
            counts in proptest::collection::vec(1_u64..30, 2..30),
        ) {
            let mut moved = counts.clone();
            moved.sort_unstable();
            moved[0] -= 1;
            let last = moved.len() - 1;
            moved[last] += 1;
            let before = concentration(&counts).unwrap().gini;
            prop_assert!(concentration(&moved).unwrap().gini > before);
        }
    }
}
