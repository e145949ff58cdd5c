//! What `funnel` promises, as tests.

use proptest::prelude::*;

use super::*;

fn member(count: u64, residents: f64) -> Member {
    Member { count, denominator: Denominator::of(residents).unwrap() }
}

fn group(counts: &[u64]) -> Vec<Member> {
    counts.iter().map(|&count| member(count, 10_000.0)).collect()
}

#[test]
fn areas_that_differ_by_less_than_chance_widen_nothing() {
    let funnel = Funnel::of(&group(&[300, 301, 299, 300, 302, 298]));
    assert_eq!((funnel.phi(), funnel.tau()), (1.0, 0.0));
}

#[test]
fn areas_that_differ_by_more_than_chance_widen_the_limits() {
    let funnel = Funnel::of(&group(&[300, 600, 100, 450, 200, 350]));
    let chance_alone = Funnel { phi: 1.0, tau: 0.0, ..funnel };
    let size = Denominator::of(10_000.0).unwrap();
    assert!(funnel.phi() > 50.0);
    assert!(funnel.limits(size).inner.high > chance_alone.limits(size).outer.high);
}

#[test]
fn true_differences_stay_however_large_the_area() {
    let funnel = Funnel::of(&group(&[300, 600, 100, 450, 200, 350]));
    let narrowest = funnel.limits(Denominator::of(1e12).unwrap()).inner;
    let true_reach = OUTSIDE_95 * funnel.tau();
    let high = (funnel.target().value().sqrt() + true_reach).powi(2);
    assert!((narrowest.high.value() - high).abs() < 1e-3);
}

#[test]
fn a_group_with_no_crime_at_all_has_a_funnel_from_nought() {
    let funnel = Funnel::of(&group(&[0; 6]));
    let inner = funnel.limits(Denominator::of(10_000.0).unwrap()).inner;
    assert_eq!((funnel.target().value(), inner.low.value()), (0.0, 0.0));
    assert!(inner.high.value() > 0.0);
    assert_eq!(funnel.z(member(0, 5.0)), 0.0);
}

#[test]
fn one_wild_area_is_drawn_in_before_the_spread_is_measured() {
    let scores = vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 1000.0];
    assert_eq!(winsorised(scores)[10], 10.0);
}

#[test]
fn quantiles_are_interpolated_as_numpy_does() {
    assert!((quantile(&[1.0, 2.0, 4.0, 8.0], 0.9) - 6.8).abs() < 1e-12);
    assert_eq!(quantile(&[3.0], 0.1), 3.0);
}

proptest! {
    #[test]
    fn the_target_lies_within_every_band_and_the_outer_holds_the_inner(
        counts in proptest::collection::vec(0_u64..5_000, 6..20), size in 100.0_f64..1e6,
    ) {
        let funnel = Funnel::of(&group(&counts));
        let Limits { inner, outer } = funnel.limits(Denominator::of(size).unwrap());
        let target = funnel.target().value();
        prop_assert!(outer.low <= inner.low && inner.high <= outer.high);
        prop_assert!(inner.low.value() <= target + 1e-9 && target <= inner.high.value() + 1e-9);
    }

    #[test]
    fn the_side_agrees_with_the_limits(
        counts in proptest::collection::vec(0_u64..2_000, 6..20), size in 100.0_f64..1e6,
        count in 0_u64..100_000,
    ) {
        let funnel = Funnel::of(&group(&counts));
        let area = member(count, size);
        let band = funnel.limits(area.denominator).inner;
        let rate = area.rate().value();
        match funnel.side(area) {
            Side::Above => prop_assert!(rate >= band.high.value() - 1e-9),
            Side::Within => prop_assert!(
                band.low.value() - 1e-9 <= rate && rate <= band.high.value() + 1e-9
            ),
            Side::Below => prop_assert!(rate <= band.low.value() + 1e-9),
        }
    }
}
