//! What `statistics::change` promises.

use proptest::prelude::*;

use super::*;

fn days(count: u64, days: f64) -> PeriodCount {
    PeriodCount { count, exposure: Exposure::of(days).unwrap() }
}

fn quarterly(before: u64, now: u64) -> Change {
    change(days(before, 91.0), days(now, 91.0), Confidence::NINETY_FIVE).unwrap()
}

#[test]
fn maidstone_crime_rose_8_5_per_cent_in_q1_2014() {
    let PercentChange::By(percent) = quarterly(2172, 2357).percent else { panic!("a percentage") };
    assert!((percent - 8.517_495).abs() < 1e-6);
}

#[test]
fn a_rise_from_none_has_no_percentage_and_no_ceiling() {
    let change = quarterly(0, 4);
    assert_eq!(change.percent, PercentChange::FromNone);
    // Four of four at the low end: L^4 = 0.025, so L = 0.3976 and the odds are 0.6601.
    assert!(matches!(change.ratio, RateRatio::AtLeast(low) if (low - 0.660_2).abs() < 1e-3));
    assert!((change.p_value.value() - 0.125).abs() < 1e-12);
}

#[test]
fn a_fall_to_none_is_a_hundred_per_cent_with_a_ceiling() {
    let change = quarterly(5, 0);
    assert_eq!(change.percent, PercentChange::By(-100.0));
    let RateRatio::Measured { estimate, low, high } = change.ratio else { panic!("measured") };
    assert_eq!((estimate, low), (0.0, 0.0));
    assert!(high > 0.9 && high < 1.2, "{high}");
}

#[test]
fn none_in_either_period_says_nothing() {
    let change = quarterly(0, 0);
    assert_eq!(change.percent, PercentChange::NoneInEither);
    assert_eq!(change.ratio, RateRatio::Unknown);
    assert_eq!(change.p_value.value(), 1.0);
}

#[test]
fn the_p_value_of_three_against_seven_is_0_34() {
    assert!((quarterly(3, 7).p_value.value() - 0.343_75).abs() < 1e-12);
}

#[test]
fn a_longer_period_is_allowed_more_crimes() {
    let change = change(days(90, 90.0), days(91, 91.0), Confidence::NINETY_FIVE).unwrap();
    assert!(matches!(change.ratio, RateRatio::Measured { estimate, .. } if estimate == 1.0));
    assert!(change.p_value.value() > 0.999);
}

#[test]
fn a_count_beyond_anything_recorded_is_refused() {
    let refused = change(days(1, 1.0), days(u64::MAX, 1.0), Confidence::NINETY_FIVE);
    assert_eq!(refused, Err(ChangeError::TooLarge(u64::MAX)));
}

#[test]
fn the_largest_counts_and_the_most_unlike_exposures_are_still_answered() {
    let most = exact::LARGEST_COUNT;
    for (before, now) in [(0, most), (most, 0), (most, most), (1, most), (most, 1)] {
        let change = change(days(before, 1e-9), days(now, 1e15), Confidence::NINETY_FIVE).unwrap();
        assert!(change.p_value.value() <= 1.0, "{before} {now}");
    }
}

#[test]
fn an_exposure_of_nothing_is_refused() {
    assert_eq!(Exposure::of(0.0), Err(ChangeError::Exposure(0.0)));
    assert!(Exposure::of(f64::NAN).is_err());
    assert!(Exposure::of(f64::INFINITY).is_err());
}

proptest! {
    #[test]
    fn the_interval_holds_the_estimate(
        before in 1_u64..100_000, now in 0_u64..100_000, longer in 0.1_f64..10.0,
    ) {
        let change = change(days(before, 1.0), days(now, longer), Confidence::NINETY_FIVE).unwrap();
        let RateRatio::Measured { estimate, low, high } = change.ratio else { panic!("measured") };
        prop_assert!(low <= estimate && estimate <= high, "{low} {estimate} {high}");
    }

    #[test]
    fn swapping_the_periods_keeps_the_p_value_and_turns_the_interval_over(
        before in 1_u64..20_000, now in 1_u64..20_000,
    ) {
        let (there, back) = (quarterly(before, now), quarterly(now, before));
        prop_assert!((there.p_value.value() - back.p_value.value()).abs() < 1e-9);
        let RateRatio::Measured { low, .. } = there.ratio else { panic!("measured") };
        let RateRatio::Measured { high, .. } = back.ratio else { panic!("measured") };
        prop_assert!((low * high - 1.0).abs() < 1e-9);
    }

    #[test]
    fn more_confidence_never_narrows_the_interval(before in 1_u64..5_000, now in 1_u64..5_000) {
        let sure = Confidence::of(0.998).unwrap();
        let wide = change(days(before, 1.0), days(now, 1.0), sure).unwrap().ratio;
        let RateRatio::Measured { low, high, .. } = wide else { panic!("measured") };
        let RateRatio::Measured { low: inner_low, high: inner_high, .. }
            = quarterly(before, now).ratio else { panic!("measured") };
        prop_assert!(low < inner_low && inner_high < high);
    }

    #[test]
    fn any_two_counts_and_exposures_give_a_result(
        before in 0_u64..1_000, now in 0_u64..1_000,
        first in 1e-9_f64..1e15, second in 1e-9_f64..1e15,
    ) {
        let change = change(days(before, first), days(now, second), Confidence::NINETY_FIVE);
        prop_assert!(change.unwrap().p_value.value() <= 1.0);
    }
}
