//! Which of many results still stand once it is owned that many were tried.
//!
//! P-values in any order come in; in the same order their adjusted values and a finding for each
//! go out.

use serde::Serialize;

use crate::statistics::probability::PValue;
use crate::statistics::probability::Proportion;

/// Whether a result survives the control of false discoveries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Discovery {
    /// It stands, at the share of false discoveries put up with.
    Stands,
    /// Among so many tried, chance may well have brought it.
    MayBeChance,
}

/// One of the results tried together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tried {
    /// Its p-value by itself.
    pub p_value: PValue,
    /// The smallest share of false discoveries at which it would stand.
    pub adjusted: PValue,
    /// Whether it stands at the share asked for.
    pub discovery: Discovery,
}

/// Which results stand when no more than `share` of those that stand may be false, on average.
///
/// **What it answers.** We looked at fourteen kinds of crime and some changed "significantly".
/// Which would we still name, knowing that fourteen tries make a lucky one likely?
///
/// **Method.** Benjamini and Hochberg (1995), *J. R. Stat. Soc. B* 57, 289–300: the p-value at
/// place i of m, smallest first, times m/i, never more than that of any larger one nor than 1. A
/// result stands when its adjusted value is at most `share`. Equal p-values get equal values.
///
/// **When not to use it.** On a list picked for its small p-values: give all that were tried. On
/// results that pull against each other (a total's parts as shares of it), where the promise is
/// not proved. As proof that the rest did not change: `MayBeChance` is not "no change".
///
/// **Small numbers.** A category with a handful of crimes can hardly ever stand, however real its
/// change; say that it cannot be told, not that it is steady.
///
/// ```
/// use partnership::statistics::discovery::{Discovery, false_discovery};
/// use partnership::statistics::probability::{PValue, Proportion};
///
/// let p_values = [0.03, 0.001, 0.2, 0.04].map(|p| PValue::of(p).unwrap());
/// let tried = false_discovery(&p_values, Proportion::ONE_IN_TWENTY);
/// assert_eq!(tried[1].discovery, Discovery::Stands);
/// assert_eq!(tried[0].discovery, Discovery::MayBeChance); // 0.03 alone, 0.053 among four
/// ```
pub fn false_discovery(p_values: &[PValue], share: Proportion) -> Vec<Tried> {
    adjusted(p_values)
        .into_iter()
        .zip(p_values)
        .map(|(adjusted, &p_value)| {
            let stands = adjusted.value() <= share.value();
            let discovery = if stands { Discovery::Stands } else { Discovery::MayBeChance };
            Tried { p_value, adjusted, discovery }
        })
        .collect()
}

fn adjusted(p_values: &[PValue]) -> Vec<PValue> {
    let mut places: Vec<usize> = (0..p_values.len()).collect();
    places.sort_by(|&a, &b| p_values[a].value().total_cmp(&p_values[b].value()));

    let tried = p_values.len() as f64;
    let mut adjusted = p_values.to_vec();
    let mut least = 1.0_f64;
    for (smaller, &place) in places.iter().enumerate().rev() {
        least = least.min(p_values[place].value() / ((smaller + 1) as f64 / tried));
        adjusted[place] = PValue::of_sum(least);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tried(p_values: &[f64]) -> Vec<Tried> {
        let p_values: Vec<PValue> = p_values.iter().map(|&p| PValue::of(p).unwrap()).collect();
        false_discovery(&p_values, Proportion::ONE_IN_TWENTY)
    }

    #[test]
    fn the_paper_of_1995_finds_four_of_its_fifteen() {
        // Benjamini and Hochberg (1995), section 4: thrombolysis, fifteen comparisons.
        let p_values = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let stand = tried(&p_values).iter().filter(|t| t.discovery == Discovery::Stands).count();
        assert_eq!(stand, 4);
    }

    #[test]
    fn nothing_tried_gives_nothing_back() {
        assert!(tried(&[]).is_empty());
    }

    #[test]
    fn a_single_result_is_left_as_it_is() {
        assert_eq!(tried(&[0.04])[0].adjusted.value(), 0.04);
    }

    #[test]
    fn equal_p_values_are_treated_alike() {
        let tried = tried(&[0.02, 0.5, 0.02, 0.02]);
        assert_eq!(tried[0].adjusted, tried[2].adjusted);
        assert_eq!(tried[0].adjusted, tried[3].adjusted);
    }

    proptest! {
        #[test]
        fn adjusting_never_lowers_a_p_value_and_keeps_their_order(
            p_values in proptest::collection::vec(0.0_f64..=1.0, 0..40),
        ) {
            let tried = tried(&p_values);
            for one in &tried {
                prop_assert!(one.adjusted >= one.p_value);
                for other in &tried {
                    prop_assert!(one.p_value > other.p_value || one.adjusted <= other.adjusted);
                }
            }
        }
    }
}
