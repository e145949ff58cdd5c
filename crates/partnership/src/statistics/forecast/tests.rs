//! What a forecast refuses, and what it says of itself.

use super::*;

use proptest::prelude::*;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

fn series(counts: Vec<u64>) -> MonthlySeries {
    MonthlySeries::of("2010-01".parse().unwrap(), counts).unwrap()
}

fn made(counts: Vec<u64>, ahead: u8) -> Result<Forecast, ForecastError> {
    forecast(&series(counts), ahead, Confidence::NINETY_FIVE)
}

#[test]
fn too_short_too_few_and_too_far_are_refused() {
    assert_eq!(made(vec![50; 47], 3), Err(ForecastError::TooShort(47)));
    assert_eq!(made(vec![4; 48], 3), Err(ForecastError::TooFew(4.0)));
    assert_eq!(made(vec![50; 48], 7), Err(ForecastError::Ahead(7)));
    assert_eq!(made(vec![50; 48], 0), Err(ForecastError::Ahead(0)));
}

#[test]
fn where_smoothing_is_no_better_the_guess_is_used_and_said_so() {
    // The same twelve counts every year, far apart: last year again is never wrong.
    let counts = [10, 900, 40, 700, 5, 300, 80, 500, 60, 200, 90, 400].repeat(5);
    let found = made(counts, 3).unwrap();
    assert_eq!((found.method, found.standing), (Method::LastYear, AgainstGuess::NotBetter));
    assert_eq!(found.tested, found.guess);
    assert_eq!((found.tested.mean_error, found.tested.scaled_error), (0.0, None));
    assert_eq!(found.months[0].expected, 10.0);
}

#[test]
fn forecasts_are_tried_on_two_years_where_there_are_five() {
    let counts = |number: u64| (0..number).map(|at| 50 + at * 7 % 11).collect();
    let tried = |number, ahead| made(counts(number), ahead).unwrap().tested.forecasts;
    // From each of 22 months three ahead; from each of 10 where four years are all.
    assert_eq!((tried(60, 3), tried(48, 3), tried(48, 6)), (66, 30, 42));
}

#[test]
fn a_steady_series_is_expected_to_stay() {
    let counts = (0..60).map(|at| 50 + at * 7 % 3).collect();
    let found = made(counts, 6).unwrap();
    assert!(found.months.iter().all(|month| (month.expected - 51.0).abs() < 2.0));
    assert!(found.months.iter().all(|month| month.low < 51.0 && 51.0 < month.high));
}

#[test]
fn counts_that_came_again_exactly_are_not_foreseen_better_than_chance_lets_them_be() {
    let found = made([10, 900, 40, 700, 5, 300, 80, 500, 60, 200, 90, 400].repeat(5), 2).unwrap();
    let february = found.months[1];
    assert_eq!(february.expected, 900.0);
    // 1.96 times the square root of 900.
    assert!((february.high - 958.8).abs() < 0.01 && (february.low - 841.2).abs() < 0.01);
}

#[test]
fn limits_hold_about_as_many_steady_months_as_they_say() {
    let mut chance = ChaCha8Rng::seed_from_u64(1997);
    let (mut within, mut number) = (0_u32, 0_u32);
    for _ in 0..30 {
        let counts: Vec<u64> = (0..63).map(|_| by_chance(&mut chance, 40.0)).collect();
        let (known, to_come) = counts.split_at(60);
        let found = made(known.to_vec(), 3).unwrap();
        for (month, count) in found.months.iter().zip(to_come) {
            number += 1;
            within += u32::from((month.low..=month.high).contains(&(*count as f64)));
        }
    }
    let share = f64::from(within) / f64::from(number);
    assert!((0.9..=1.0).contains(&share), "{share}");
}

/// A count about a mean, by Knuth's product of uniform numbers.
fn by_chance(chance: &mut ChaCha8Rng, mean: f64) -> u64 {
    use rand::RngExt as _;

    let (mut left, mut number) = (mean.exp(), 0);
    loop {
        left *= chance.random::<f64>();
        if left <= 1.0 {
            return number;
        }
        number += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_method_used_is_never_worse_than_a_guess_and_limits_hold_what_is_expected(
        counts in prop::collection::vec(0_u64..300, 48..64), ahead in 1_u8..=6,
    ) {
        if let Ok(found) = made(counts, ahead) {
            prop_assert!(found.tested.mean_error <= found.guess.mean_error);
            prop_assert_eq!(found.months.len(), usize::from(ahead));
            for month in &found.months {
                prop_assert!(0.0 <= month.low && month.low <= month.expected);
                prop_assert!(month.expected <= month.high);
            }
        }
    }
}
