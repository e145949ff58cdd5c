//! What `statistics::contribution` promises.

use proptest::prelude::*;

use super::*;

fn moved(changes: &[i64]) -> Contributions {
    let categories: Vec<BeforeAndNow> = changes
        .iter()
        .map(|&change| BeforeAndNow { before: 1000, now: 1000_u64.strict_add_signed(change) })
        .collect();
    contributions(&categories)
}

fn named(changes: &[i64]) -> Result<Vec<usize>, NoList> {
    match moved(changes).mainly {
        Mainly::DrivenBy { categories, .. } => Ok(categories),
        Mainly::NoList(reason) => Err(reason),
    }
}

#[test]
fn the_largest_alone_is_named_when_it_makes_more_than_half() {
    assert_eq!(named(&[10, 60, 30]), Ok(vec![1]));
}

#[test]
fn exactly_half_is_not_mainly() {
    assert_eq!(named(&[50, 30, 20]), Ok(vec![0, 1]));
}

#[test]
fn a_fall_is_explained_by_what_fell() {
    assert_eq!(named(&[-70, 10, -40]), Ok(vec![0]));
}

#[test]
fn equals_are_named_together() {
    assert_eq!(named(&[30, 40, 30]), Ok(vec![1, 0, 2]));
}

#[test]
fn a_total_that_did_not_change_has_no_drivers_and_no_shares() {
    assert_eq!(named(&[40, -40]), Err(NoList::NoNetChange));
    assert_eq!(moved(&[40, -40]).parts[0].share, Share::NoNetChange);
    assert_eq!(named(&[]), Err(NoList::NoNetChange));
}

#[test]
fn rises_and_falls_that_dwarf_the_net_change_give_no_list() {
    assert_eq!(named(&[100, -90]), Err(NoList::MovementsCancel));
    assert_eq!(named(&[100, -50]), Ok(vec![0]));
}

#[test]
fn a_change_spread_over_many_gives_no_list() {
    assert_eq!(named(&[5; 20]), Err(NoList::SpreadOverMany));
    assert_eq!(named(&[30, 15, 9, 9, 9, 9, 9, 9, 1]), Err(NoList::SpreadOverMany));
}

#[test]
fn a_movement_against_the_total_has_a_share_below_nought() {
    let parts = moved(&[150, -50]).parts;
    assert_eq!((parts[0].share, parts[1].share), (Share::Of(1.5), Share::Of(-0.5)));
}

#[test]
fn eleven_robberies_cannot_have_driven_a_rise_of_185() {
    assert!(matches!(could_drive(11, 185), Ceiling::AtMost { count: 11, share }
        if (share - 0.059_459).abs() < 1e-6));
    assert!(could_drive(11, 185).is_too_small_to_be_named());
}

#[test]
fn what_is_left_now_does_not_bound_a_fall() {
    assert_eq!(could_drive(0, -185), Ceiling::NoCeiling);
    assert_eq!(could_drive(5, 0), Ceiling::NoNetChange);
}

proptest! {
    #[test]
    fn contributions_add_up_to_the_net_change(
        changes in proptest::collection::vec(-1000_i64..5000, 0..30),
    ) {
        let parts = moved(&changes);
        prop_assert_eq!(parts.parts.iter().map(|p| p.change).sum::<i64>(), parts.net);
        prop_assert_eq!(parts.net, changes.iter().sum::<i64>());
    }

    #[test]
    fn a_list_always_keeps_its_rule(changes in proptest::collection::vec(-100_i64..100, 1..15)) {
        let found = moved(&changes);
        if let Mainly::DrivenBy { categories, share } = found.mainly {
            prop_assert!(share > 0.5);
            for place in categories {
                let of_net = changes[place] as f64 / found.net as f64;
                prop_assert!(of_net >= 0.1, "{of_net}");
            }
        }
    }

    #[test]
    fn no_earlier_count_lets_a_category_pass_its_ceiling(
        before in 0_u64..1000, now in 0_u64..1000, net in 1_i64..500,
    ) {
        let risen = now.cast_signed() - before.cast_signed();
        let Ceiling::AtMost { count, .. } = could_drive(now, net) else { panic!("a rise") };
        prop_assert!(risen <= count.cast_signed());
    }

    #[test]
    fn any_counts_at_all_give_an_answer(
        counts in proptest::collection::vec((any::<u64>(), any::<u64>()), 0..6),
    ) {
        let categories: Vec<BeforeAndNow> =
            counts.iter().map(|&(before, now)| BeforeAndNow { before, now }).collect();
        contributions(&categories);
    }
}
