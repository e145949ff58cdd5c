//! Tests of suppression: what is withheld, what is refused, and that what is withheld can be otherwise.

use proptest::prelude::*;

use crate::statistics::probability::Proportion;
use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::Showing;
use crate::statistics::suppression::Sum;
use crate::statistics::suppression::SuppressionError;
use crate::statistics::suppression::is_dominated;
use crate::statistics::suppression::primary;
use crate::statistics::suppression::suppress;

/// A table with its row totals, column totals and grand total, row by row, totals last.
fn with_margins(inner: &[&[u64]]) -> LinkedTables {
    let width = inner[0].len() + 1;
    let mut counts: Vec<u64> = Vec::new();
    for row in inner {
        counts.extend(*row);
        counts.push(row.iter().sum());
    }
    let columns: Vec<u64> =
        (0..width).map(|c| counts.iter().skip(c).step_by(width).sum()).collect();
    counts.extend(columns);
    let at = |row: usize, column: usize| row * width + column;
    let rows = (0..=inner.len()).map(|row| Sum {
        total: at(row, width - 1),
        parts: (0..width - 1).map(|column| at(row, column)).collect(),
    });
    let columns = (0..width).map(|column| Sum {
        total: at(inner.len(), column),
        parts: (0..inner.len()).map(|row| at(row, column)).collect(),
    });
    LinkedTables::of(counts, rows.chain(columns).collect()).unwrap()
}

fn withheld(tables: &LinkedTables, profile: Profile) -> Vec<usize> {
    let showing = suppress(tables, profile).unwrap();
    (0..showing.len()).filter(|place| showing[*place] != Showing::Shown).collect()
}

#[test]
fn one_small_count_in_a_table_takes_a_rectangle_with_it() {
    let tables = with_margins(&[&[3, 40, 90], &[50, 30, 60], &[80, 70, 20]]);
    assert_eq!(withheld(&tables, Profile::UNDER_TEN), [0, 1, 4, 5]);
}

#[test]
fn a_table_without_small_counts_is_shown_whole_noughts_included() {
    let tables = with_margins(&[&[0, 40], &[50, 30]]);
    assert!(withheld(&tables, Profile::UNDER_TEN).is_empty());
}

#[test]
fn two_small_counts_that_their_sum_would_pin_down_take_another_with_them() {
    // 9 and 9 make 18, which two counts under 10 can do in one way only.
    let sum = Sum { total: 3, parts: vec![0, 1, 2] };
    let tables = LinkedTables::of(vec![9, 9, 60, 78], vec![sum]).unwrap();
    assert_eq!(withheld(&tables, Profile::UNDER_TEN), [0, 1, 2]);
}

#[test]
fn a_margin_that_two_tables_share_is_withheld_in_both_or_neither() {
    // The small margin 3 stands in both tables, whose other counts give it away.
    let sums = vec![
        Sum { total: 0, parts: vec![1, 2, 3] },
        Sum { total: 1, parts: vec![4, 5] },
        Sum { total: 1, parts: vec![6, 7] },
    ];
    let tables = LinkedTables::of(vec![103, 3, 40, 60, 3, 0, 0, 3], sums).unwrap();
    let showing = suppress(&tables, Profile::UNDER_FIVE).unwrap();
    assert_eq!(
        (showing[1], showing[4], showing[7]),
        (Showing::TooSmall, Showing::TooSmall, Showing::TooSmall)
    );
    assert_eq!(showing[2], Showing::WouldReveal);
}

#[test]
fn a_small_count_that_nothing_can_hide_is_refused() {
    // The second total is twice the small count, so a step of 1 there is a step of 2 here.
    let sums = vec![Sum { total: 0, parts: vec![1] }, Sum { total: 2, parts: vec![0, 1] }];
    let tables = LinkedTables::of(vec![3, 3, 6], sums).unwrap();
    assert!(matches!(
        suppress(&tables, Profile::UNDER_FIVE),
        Err(SuppressionError::CannotProtect(_))
    ));
}

#[test]
fn sums_that_are_wrong_are_refused() {
    let sum = |total, parts: &[usize]| vec![Sum { total, parts: parts.to_vec() }];
    assert_eq!(
        LinkedTables::of(vec![1, 2, 4], sum(2, &[0, 1])),
        Err(SuppressionError::DoesNotAdd { sum: 0, total: 4, parts: 3 })
    );
    assert_eq!(LinkedTables::of(vec![1], sum(0, &[7])), Err(SuppressionError::Place(0)));
    assert_eq!(LinkedTables::of(vec![2, 1], sum(0, &[1, 1])), Err(SuppressionError::Place(0)));
}

#[test]
fn a_width_that_the_rule_itself_does_not_leave_is_refused() {
    assert!(Profile::of(5, 3).is_ok());
    assert!(Profile::of(5, 4).is_err());
    assert!(Profile::of(10, 0).is_err());
    assert!(Profile::of(0, 1).is_err());
}

#[test]
fn two_who_gave_nearly_all_dominate() {
    let nine_tenths = Proportion::of(0.9).unwrap();
    assert!(is_dominated(&[5.0], nine_tenths));
    assert!(!is_dominated(&[], nine_tenths));
    assert!(!is_dominated(&[0.0, 0.0, 0.0], nine_tenths));
}

proptest! {
    #[test]
    fn whatever_is_small_is_withheld_and_noughts_are_shown(
        inner in prop::collection::vec(prop::collection::vec(0_u64..60, 4), 2..6),
    ) {
        let rows: Vec<&[u64]> = inner.iter().map(Vec::as_slice).collect();
        let tables = with_margins(&rows);
        if let Ok(showing) = suppress(&tables, Profile::UNDER_TEN) {
            for (count, showing) in tables.counts().iter().zip(showing) {
                if primary(*count, Profile::UNDER_TEN) == Showing::TooSmall {
                    prop_assert_eq!(showing, Showing::TooSmall);
                }
                prop_assert!(*count > 0 || showing == Showing::Shown);
            }
        }
    }
}
