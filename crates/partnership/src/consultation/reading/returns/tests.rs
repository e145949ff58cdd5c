//! Tests of putting sides together: nothing lost, nothing guessed.

use proptest::prelude::*;

use super::*;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reading::made::code;
use crate::consultation::reading::made::filled;
use crate::consultation::reading::made::page;

/// The returns of these sides, numbered from 1: for each its number and the pages that it has.
fn pages_of(sides: &[ReadSide], printed: Printed) -> Vec<(i64, Vec<u16>)> {
    let all = gathered(&numbered(sides), printed);
    let pages = |one: &Return| one.sides.keys().copied().collect();
    all.returns.iter().map(|one| (one.number, pages(one))).collect()
}

fn numbered(sides: &[ReadSide]) -> Vec<Numbered<'_>> {
    sides.iter().zip(1..).map(|(side, number)| Numbered { number, side }).collect()
}

#[test]
fn copies_with_numbers_are_joined_wherever_they_lie() {
    let sides = [page(1, Some(7)), page(1, Some(8)), page(4, Some(7)), page(2, Some(8))];
    let expected = [(1, vec![1, 4]), (2, vec![1, 2])];
    assert_eq!(pages_of(&sides, Printed::BothSides), expected);
    let all = gathered(&numbered(&sides), Printed::BothSides);
    assert_eq!(all.returns[0].missing(), [2, 3]);
}

#[test]
fn without_numbers_only_what_follows_is_joined() {
    let whole = [page(1, None), page(2, None), ReadSide::Blank, page(3, None), page(4, None)];
    assert_eq!(pages_of(&whole, Printed::BothSides), [(1, vec![1, 2, 3, 4])]);
    let other_between = [page(1, None), ReadSide::Unknown, page(2, None)];
    assert_eq!(pages_of(&other_between, Printed::BothSides), [(1, vec![1]), (3, vec![2])]);
    let next_person = [page(1, None), page(2, None), page(1, None), page(2, None)];
    assert_eq!(pages_of(&next_person, Printed::BothSides), [(1, vec![1, 2]), (3, vec![1, 2])]);
    let backs_first = [page(2, None), page(1, None), page(4, None), page(3, None)];
    assert_eq!(pages_of(&backs_first, Printed::BothSides), [(1, vec![1, 2, 3, 4])]);
    let a_sheet_left_out = [page(1, None), page(4, None)];
    assert_eq!(pages_of(&a_sheet_left_out, Printed::OneSide), [(1, vec![1]), (2, vec![4])]);
}

#[test]
fn a_page_that_cannot_be_read_is_there_and_one_scanned_twice_is_told() {
    let why = "too few corners".to_owned();
    let torn = ReadSide::Unreadable { code: code(2, Some(7)), why };
    let sides = [page(1, Some(7)), torn, page(1, Some(7)), ReadSide::Foreign("x".to_owned())];
    let all = gathered(&numbered(&sides), Printed::BothSides);
    assert_eq!((all.returns[0].missing(), all.returns[0].twice()), (vec![3, 4], vec![1]));
    assert_eq!(all.apart, [4]);
}

#[test]
fn a_sheet_without_a_number_that_was_scanned_again_is_known_by_its_ink() {
    let inked = |shape: u64| {
        let mut page = filled(&questionnaire(), &[], &[]);
        page.boxes.iter_mut().take(6).for_each(|tick| tick.shape = shape);
        ReadSide::Page(Box::new(page))
    };
    let sides = [inked(0b1111), inked(0b1111_0000), inked(0b1111)];
    let all = gathered(&numbered(&sides), Printed::BothSides);
    let seem: Vec<_> = all.returns.iter().map(|one| one.seems_to_be).collect();
    assert_eq!(seem, [None, None, Some(1)]);
}

fn any_side() -> impl Strategy<Value = ReadSide> {
    prop_oneof![
        (1..=4_u16, prop::option::of(1..4_u32)).prop_map(|(number, copy)| page(number, copy)),
        (1..=4_u16).prop_map(|number| ReadSide::Unreadable {
            code: code(number, None),
            why: "torn".to_owned()
        }),
        Just(ReadSide::Blank),
        Just(ReadSide::Foreign("x".to_owned())),
        Just(ReadSide::Unknown),
    ]
}

proptest! {
    #[test]
    fn every_side_is_named_once(sides in prop::collection::vec(any_side(), 0..40)) {
        let all = gathered(&numbered(&sides), Printed::BothSides);
        let of_returns = all.returns.iter().flat_map(|one| one.sides.values().flatten());
        let mut named: Vec<i64> = of_returns.chain(&all.apart).copied().collect();
        named.sort_unstable();
        prop_assert_eq!(named, (1..).take(sides.len()).collect::<Vec<i64>>());
    }

    #[test]
    fn sides_that_come_later_change_no_number(
        sides in prop::collection::vec(any_side(), 0..40), cut in 0..40_usize
    ) {
        let numbers = |sides: &[ReadSide]| {
            let all = pages_of(sides, Printed::BothSides);
            all.into_iter().map(|(number, _)| number).collect::<Vec<_>>()
        };
        let (first, all) = (numbers(&sides[..cut.min(sides.len())]), numbers(&sides));
        prop_assert_eq!(&all[..first.len()], &first[..]);
    }
}
