//! What `statistics::comparison` promises.

use proptest::prelude::*;

use super::*;
use crate::statistics::rate::Denominator;

fn group(counts: &[u64]) -> Vec<Member> {
    let denominator = Denominator::of(10_000.0).unwrap();
    counts.iter().map(|&count| Member { count, denominator }).collect()
}

#[test]
fn the_group_mean_is_of_rates_not_of_people_and_includes_the_area() {
    let mut members = group(&[100, 100, 100, 100, 100]);
    members.push(Member { count: 7, denominator: Denominator::of(100.0).unwrap() });
    let area = compare(&members, 5).unwrap();
    assert!((area.group_mean.value() - (5.0 * 10.0 + 70.0) / 6.0).abs() < 1e-9);
}

#[test]
fn the_highest_rate_ranks_first_and_equals_share_their_place() {
    let members = group(&[50, 90, 70, 70, 10, 20]);
    let places = [0, 1, 2, 3, 4, 5].map(|area| compare(&members, area).unwrap().rank.place);
    assert_eq!(places, [4, 1, 2, 2, 6, 5]);
}

#[test]
fn equal_rates_of_unequal_areas_share_their_place() {
    let mut members = group(&[30, 30, 40, 50, 60]);
    members.push(Member { count: 90, denominator: Denominator::of(30_000.0).unwrap() });
    assert_eq!(compare(&members, 5).unwrap().rank, compare(&members, 0).unwrap().rank);
}

#[test]
fn an_area_far_below_an_even_group_is_lower() {
    let members = group(&[300, 310, 290, 305, 295, 300, 310, 120]);
    assert_eq!(compare(&members, 7).unwrap().standing, Standing::Lower);
    assert_eq!(compare(&members, 0).unwrap().standing, Standing::InLine);
}

#[test]
fn the_highest_of_a_widely_spread_group_may_still_be_in_line() {
    let members = group(&[300, 600, 100, 450, 200, 350, 500, 250]);
    let highest = compare(&members, 1).unwrap();
    assert_eq!((highest.rank.place, highest.standing), (1, Standing::InLine));
    assert!(highest.z > 1.96);
}

#[test]
fn five_members_are_too_few() {
    let refused = compare(&group(&[1, 2, 3, 4, 5]), 0);
    assert_eq!(refused, Err(ComparisonError::TooFew(5)));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "the group has 5 members with data, and at least 6 are needed, the area included: load \
         the missing ones or choose a wider group"
    );
}

#[test]
fn an_area_outside_the_group_is_refused() {
    let refused = compare(&group(&[1; 6]), 6);
    assert_eq!(refused, Err(ComparisonError::NotAMember { place: 6, of: 6 }));
}

#[test]
fn no_categories_give_no_standings() {
    assert_eq!(tally([]).categories(), 0);
}

proptest! {
    #[test]
    fn a_rank_lies_between_one_and_the_number_in_the_group(
        counts in proptest::collection::vec(0_u64..3_000, 6..30), pick in any::<prop::sample::Index>(),
    ) {
        let rank = compare(&group(&counts), pick.index(counts.len())).unwrap().rank;
        prop_assert!((1..=rank.of).contains(&rank.place));
    }

    #[test]
    fn the_order_of_the_group_does_not_matter(
        counts in proptest::collection::vec(0_u64..3_000, 6..30),
    ) {
        let mut turned = counts.clone();
        turned.rotate_left(1);
        let here = compare(&group(&counts), 1).unwrap();
        let there = compare(&group(&turned), 0).unwrap();
        prop_assert_eq!(here.rank, there.rank);
        prop_assert!((here.adjusted_z - there.adjusted_z).abs() < 1e-9);
    }
}
