//! Sides of a batch put together to sheets: in any order, with sides missing, twice, foreign or blank.

use paper::batch::{Apart, Batch, Printed, Side, batch};
use paper::page::{ScannedSide, read_side};
use partnership::consultation::layout::FormLayout;

use crate::made::canvas::Canvas;
use crate::settled::{a_form, code, filled, look, scan};

/// A side of the form, filled in by that hand and scanned once more for each `pass`.
fn side(form: &FormLayout, page: u16, copy: Option<u32>, hand: u64, pass: u64) -> ScannedSide {
    let pages = u16::try_from(form.pages.len()).unwrap();
    let (paper, _) = filled(form, &code(page, pages, copy), hand);
    let mut look = look(pass);
    look.dots_per_inch = 200.0;
    read_side(&scan(&paper, &look, form, pass), std::slice::from_ref(form))
}

fn sides_of(batch: &Batch) -> Vec<(u16, Side, Side, Option<usize>)> {
    let of =
        |sheet: &paper::batch::Sheet| (sheet.number, sheet.front, sheet.back, sheet.seems_to_be);
    batch.sheets.iter().map(of).collect()
}

#[test]
fn numbered_copies_are_put_together_in_any_order() {
    let form = a_form(3);
    let sides = [
        side(&form, 2, Some(7), 1, 0),
        side(&form, 3, Some(8), 2, 1),
        ScannedSide::Unknown,
        side(&form, 1, Some(7), 1, 2),
        ScannedSide::Blank,
    ];
    let batch = batch(&sides, Printed::BothSides);
    assert_eq!(
        sides_of(&batch),
        [(1, Side::Read(3), Side::Read(0), None), (2, Side::Read(1), Side::NotPrinted, None)]
    );
    assert_eq!(batch.apart, [(2, Apart::Unknown), (4, Apart::Blank)]);
}

#[test]
fn without_numbers_only_neighbours_are_one_sheet() {
    let form = a_form(2);
    let fronts = [side(&form, 1, None, 1, 0), side(&form, 1, None, 2, 1)];
    let backs = [side(&form, 2, None, 1, 2), side(&form, 2, None, 2, 3)];
    let [(f0, f1), (b0, b1)] = [fronts, backs].map(|[a, b]| (a, b));
    let batch = batch(&[f0, b0, b1, f1.clone(), f1], Printed::BothSides);
    assert_eq!(
        sides_of(&batch)[..2],
        [(1, Side::Read(0), Side::Read(1), None), (1, Side::Read(3), Side::Read(2), None)]
    );
    let last = &batch.sheets[2];
    assert!(last.is_incomplete());
    assert_eq!((last.front, last.back), (Side::Read(4), Side::Missing));
}

#[test]
fn pages_on_one_side_have_no_back_to_miss() {
    let form = a_form(2);
    let batch = batch(&[side(&form, 2, None, 1, 0), side(&form, 1, None, 1, 1)], Printed::OneSide);
    assert!(batch.sheets.iter().all(|sheet| !sheet.is_incomplete()));
    assert_eq!(batch.sheets.len(), 2);
}

#[test]
fn a_sheet_scanned_twice_is_told_from_two_that_were_filled_in_alike() {
    let form = a_form(1);
    let mut sides = Vec::new();
    for hand in 0..12 {
        sides.push(side(&form, 1, None, 340 + hand, 2 * hand));
        sides.push(side(&form, 1, None, 340 + hand, 2 * hand + 1));
    }
    let batch = batch(&sides, Printed::BothSides);
    for (at, sheet) in batch.sheets.iter().enumerate() {
        let expected = (at % 2 == 1).then_some(at - at % 2);
        assert_eq!(sheet.seems_to_be, expected, "sheet {at}");
    }
}

/// The share of inked fields that two sides have in common, over the boxes inked on both; nothing below five boxes.
fn in_common(a: &ScannedSide, b: &ScannedSide) -> Option<f64> {
    let (ScannedSide::Read(a), ScannedSide::Read(b)) = (a, b) else { panic!("not read") };
    let shapes = a.boxes.iter().zip(&b.boxes).map(|(a, b)| (a.measures.shape, b.measures.shape));
    let both: Vec<(u64, u64)> = shapes
        .filter(|(a, b)| *a != 0 && *b != 0 && a.count_ones().max(b.count_ones()) <= 50)
        .collect();
    let sum =
        |of: fn(u64, u64) -> u64| both.iter().map(|(a, b)| of(*a, *b).count_ones()).sum::<u32>();
    let (shared, either) = (sum(|a, b| a & b), sum(|a, b| a | b));
    (both.len() >= 5).then(|| f64::from(shared) / f64::from(either))
}

/// Two sheets with the same answers are the hard case, so only boxes that are inked on both are looked at.
#[test]
fn the_same_ink_has_more_in_common_than_other_ink() {
    let form = a_form(1);
    let twice = |hand: u64| [0, 1].map(|pass| side(&form, 1, None, 700 + hand, 50 * hand + pass));
    let sheets: Vec<[ScannedSide; 2]> = (0..60).map(twice).collect();
    let same: Vec<f64> = sheets.iter().filter_map(|[a, b]| in_common(a, b)).collect();
    let pairs = (0..sheets.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
    let others = pairs.filter_map(|(a, b)| in_common(&sheets[a][0], &sheets[b][1]));
    let others: Vec<f64> = others.collect();
    let most = others.iter().copied().fold(0.0, f64::max);
    let missed = same.iter().filter(|share| **share <= ALIKE).count();
    println!("{missed} of {} missed, others {most:.2} at most of {}", same.len(), others.len());
    assert!(same.len() >= 20 && others.len() >= 20);
    // Who is not told of a sheet that came twice counts it twice; who is told wrongly looks and sees two.
    assert!(missed * 20 <= same.len(), "{same:.2?}");
    assert!(most < ALIKE, "{most}");
}

/// What two scans of one sheet share at least, as the batch has it.
const ALIKE: f64 = 0.88;

#[test]
fn a_numbered_sheet_that_comes_twice_is_shown_twice() {
    let form = a_form(1);
    let sides = [
        side(&form, 1, Some(4), 1, 0),
        side(&form, 1, Some(5), 2, 1),
        side(&form, 1, Some(4), 3, 2),
    ];
    let batch = batch(&sides, Printed::BothSides);
    let twice: Vec<Option<usize>> = batch.sheets.iter().map(|sheet| sheet.seems_to_be).collect();
    assert_eq!(twice, [None, None, Some(0)]);
}

#[test]
fn every_side_that_comes_in_is_named_once() {
    let form = a_form(2);
    let blank = scan(&Canvas::blank(210.0, 297.0), &look(1), &form, 1);
    let mut sides = vec![read_side(&blank, std::slice::from_ref(&form))];
    for (nth, page) in [1, 1, 2, 2, 2, 1].into_iter().enumerate() {
        sides.push(side(&form, page, None, nth as u64, nth as u64));
        sides.push(ScannedSide::Foreign("a letter".to_owned()));
    }
    let batch = batch(&sides, Printed::BothSides);
    let of_sheets = batch.sheets.iter().flat_map(|sheet| [sheet.front, sheet.back]);
    let mut named: Vec<usize> = of_sheets.filter_map(|side| side.scanned()).collect();
    named.extend(batch.apart.iter().map(|apart| apart.0));
    named.sort_unstable();
    assert_eq!(named, (0..sides.len()).collect::<Vec<_>>());
}
