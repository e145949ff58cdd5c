//! What `statistics::exact` promises.

use proptest::prelude::*;

use super::*;

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-11 * wanted.abs()
}

#[test]
fn a_fair_coin_thrown_ten_times_gives_the_textbook_tails() {
    let coin = Binomial::at_odds(10.0, 1.0);
    assert!(near(coin.ln_exactly(5.0).exp(), 252.0 / 1024.0));
    assert!(near(coin.ln_exactly(0.0).exp(), 1.0 / 1024.0));
    assert!(near(coin.ln_at_least(8.0).exp(), 56.0 / 1024.0));
    assert!(near(coin.ln_at_least(3.0).exp(), 968.0 / 1024.0));
    assert!(near(coin.ln_at_most(2.0).exp(), 56.0 / 1024.0));
}

#[test]
fn the_chance_of_no_events_is_the_exponential_of_minus_the_mean() {
    assert!(near(Poisson { mean: 3.5 }.ln_at_most(0.0), -3.5));
    assert!(near(Poisson { mean: 3.5 }.ln_at_least(1.0).exp(), 1.0 - (-3.5_f64).exp()));
}

#[test]
fn a_count_of_none_allows_a_mean_of_three_point_seven() {
    // The "rule of three" in its two-sided form: −ln 0.025.
    assert!(near(highest_mean(0, 0.025), -(0.025_f64.ln())));
    assert_eq!(lowest_mean(0, 0.025), 0.0);
}

#[test]
fn a_single_event_gives_limits_in_closed_form() {
    assert!(near(lowest_mean(1, 0.025), -(0.975_f64.ln())));
    // One of one: the chance p itself is the tail, and the odds are p/(1 − p).
    assert!(near(lowest_odds(1, 1, 0.025), 0.025 / 0.975));
    assert!(near(lowest_odds(7, 7, 0.025), 1.0 / (0.025_f64.powf(-1.0 / 7.0) - 1.0)));
}

#[test]
fn stirlings_error_runs_smoothly_from_its_table_into_its_series() {
    // δ(n) = 1/12n − 1/360n³ + …: just below the join the exact form, just above the series.
    let by_series =
        |n: f64| 1.0 / (12.0 * n) - 1.0 / (360.0 * n.powi(3)) + 1.0 / (1260.0 * n.powi(5));
    assert!((stirling_error(15.0) - by_series(15.0)).abs() < 1e-11);
    assert!((stirling_error(16.0) - by_series(16.0)).abs() < 1e-11);
}

#[test]
fn an_even_split_of_a_million_is_no_surprise_and_an_uneven_one_is() {
    assert_eq!(two_sided(500_000, 1_000_000, 1.0), 1.0);
    assert!(two_sided(505_000, 1_000_000, 1.0) < 1e-20);
}

#[test]
fn the_largest_count_is_still_answered() {
    let odds = lowest_odds(LARGEST_COUNT, 2 * LARGEST_COUNT, 0.025);
    // A standard error of the log odds is √(4/n) there, 1.4e-5.
    assert!((odds.ln() / (4.0 / (2.0 * LARGEST_COUNT as f64)).sqrt() + 1.959_964).abs() < 1e-3);
}

proptest! {
    #[test]
    fn the_two_tails_make_one(trials in 1_u32..5_000, share in 0.0_f64..1.0, odds in 1e-3_f64..1e3) {
        let count = (f64::from(trials) * share).floor();
        let chance = Binomial::at_odds(f64::from(trials), odds);
        let whole = chance.ln_at_most(count).exp() + chance.ln_at_least(count + 1.0).exp();
        prop_assert!((whole - 1.0).abs() < 1e-10, "{whole}");
    }

    #[test]
    fn the_lowest_mean_gives_back_its_tail(count in 1_u64..100_000, tail in 1e-6_f64..0.4) {
        let chance = Poisson { mean: lowest_mean(count, tail) };
        prop_assert!((chance.ln_at_least(count as f64).exp() / tail - 1.0).abs() < 1e-8);
    }

    #[test]
    fn the_highest_mean_gives_back_its_tail(count in 0_u64..100_000, tail in 1e-6_f64..0.4) {
        let chance = Poisson { mean: highest_mean(count, tail) };
        prop_assert!((chance.ln_at_most(count as f64).exp() / tail - 1.0).abs() < 1e-8);
    }
}
