//! Classes of a map: which values are shaded alike.
//!
//! In come values and a rule; out go the bounds of the classes and the class of each value.

use serde::Serialize;

/// The most classes that shades can be told apart in.
pub const MOST_CLASSES: usize = 5;

/// How values are put into classes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ClassRule {
    /// As many values in each of five classes as equal values allow.
    Fifths,
    /// Stated upper bounds, each within its class; what is above the last makes one more.
    UpTo(Vec<f64>),
}

/// The classes of some values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Classes {
    /// The upper bounds of all classes but the last, ascending; each is within its class.
    pub bounds: Vec<f64>,
    /// Of each class its lowest and highest value, where it has any, and how many it has.
    pub held: Vec<Held>,
}

/// What is in a class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Held {
    /// The lowest and the highest value in it; none where it is empty.
    pub range: Option<(f64, f64)>,
    /// How many values are in it.
    pub values: usize,
}

/// Why there are no classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClassError {
    /// No value to class.
    #[error("no value is shown, so there is nothing to shade")]
    NoValue,
    /// Bounds that do not rise, or more of them than shades.
    #[error(
        "bounds must rise, and there can be four at most; five shades are as many as can be told apart"
    )]
    Bounds,
}

impl Classes {
    /// The classes of these values.
    ///
    /// **What it answers.** Which areas are among the highest fifth, and which have alike?
    ///
    /// **Method.** For fifths the bounds are the values at the ranks ⌈n·k/5⌉, k from 1 to 4 (the first definition of
    /// Hyndman and Fan 1996, "Sample quantiles in statistical packages", *The American Statistician* 50, 361–365).
    /// Equal values are never parted, so classes can be unequal, and fewer than five.
    ///
    /// **When not to use it.** Fifths of counts show where many people are: class rates. Fifths of few areas put like
    /// values apart; and two maps, or two years, are compared by stated bounds only.
    ///
    /// # Errors
    /// When there is no value, or the stated bounds do not rise.
    pub fn of(values: &[f64], rule: &ClassRule) -> Result<Classes, ClassError> {
        let mut ranked: Vec<f64> =
            values.iter().copied().filter(|value| value.is_finite()).collect();
        ranked.sort_by(f64::total_cmp);
        let highest = *ranked.last().ok_or(ClassError::NoValue)?;
        let bounds = match rule {
            ClassRule::Fifths => {
                let rank = |fifth: usize| ranked[(ranked.len() * fifth).div_ceil(5) - 1];
                let mut bounds: Vec<f64> = (1..MOST_CLASSES).map(rank).collect();
                bounds.dedup();
                bounds.retain(|bound| *bound < highest);
                bounds
            }
            ClassRule::UpTo(bounds) => bounds.clone(),
        };
        let rising = bounds.windows(2).all(|pair| pair[0] < pair[1]);
        if !rising || bounds.len() >= MOST_CLASSES || bounds.iter().any(|bound| !bound.is_finite())
        {
            return Err(ClassError::Bounds);
        }
        let mut held = vec![Held { range: None, values: 0 }; bounds.len() + 1];
        for value in ranked {
            let class = &mut held[class(&bounds, value)];
            class.values += 1;
            class.range = Some((class.range.map_or(value, |(low, _)| low), value));
        }
        Ok(Classes { bounds, held })
    }

    /// The class of a value, 0 for the lowest.
    pub fn class(&self, value: f64) -> usize {
        class(&self.bounds, value)
    }
}

fn class(bounds: &[f64], value: f64) -> usize {
    bounds.iter().filter(|bound| **bound < value).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_values_make_five_classes_of_two() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        let classes = Classes::of(&values, &ClassRule::Fifths).unwrap();
        assert_eq!(classes.bounds, [2.0, 4.0, 6.0, 8.0]);
        assert!(classes.held.iter().all(|held| held.values == 2));
        assert_eq!(classes.held[4].range, Some((9.0, 10.0)));
    }

    #[test]
    fn equal_values_are_never_parted() {
        let classes =
            Classes::of(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0], &ClassRule::Fifths).unwrap();
        assert_eq!(
            (classes.bounds.as_slice(), classes.class(0.0), classes.class(7.0)),
            (&[0.0][..], 0, 1)
        );
        let level = Classes::of(&[3.0; 9], &ClassRule::Fifths).unwrap();
        assert_eq!((level.bounds.len(), level.held[0].values), (0, 9));
    }

    #[test]
    fn stated_bounds_belong_to_the_class_below_and_must_rise() {
        let classes = Classes::of(&[5.0, 5.1, 40.0], &ClassRule::UpTo(vec![5.0, 10.0])).unwrap();
        assert_eq!([5.0, 5.1, 40.0].map(|value| classes.class(value)), [0, 1, 2]);
        assert_eq!(classes.held[1].values, 1);
        let of = |bounds: &[f64]| Classes::of(&[1.0], &ClassRule::UpTo(bounds.to_vec()));
        assert_eq!(of(&[2.0, 2.0]), Err(ClassError::Bounds));
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0]), Err(ClassError::Bounds));
        assert_eq!(Classes::of(&[], &ClassRule::Fifths), Err(ClassError::NoValue));
    }

    proptest! {
        #[test]
        fn every_value_is_in_the_class_that_says_so(values in prop::collection::vec(-50_i32..50, 1..80)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let classes = Classes::of(&values, &ClassRule::Fifths).unwrap();
            prop_assert_eq!(classes.held.iter().map(|held| held.values).sum::<usize>(), values.len());
            for value in values {
                let (low, high) = classes.held[classes.class(value)].range.unwrap();
                prop_assert!(low <= value && value <= high);
            }
        }
    }
}
