//! Which page it is, how it lies, and what is refused.

use image::GrayImage;
use paper::marks::Mark;
use paper::page::{PageReading, ScannedSide, read_side};
use paper::register::RegisterError;
use paper::scan::Scan;
use paper::snippet::snippet;
use partnership::consultation::layout::{FormLayout, TickBox};

use crate::made::canvas::Canvas;
use crate::made::hand::{Field, Must};
use crate::settled::{a_form, code, filled, look, scan};

fn read(scan: &Scan, form: &FormLayout) -> PageReading {
    match read_side(scan, std::slice::from_ref(form)) {
        ScannedSide::Read(page) => *page,
        other => panic!("not read: {other:?}"),
    }
}

fn silently_wrong(fields: &[Field], read: &PageReading) -> usize {
    let wrong = fields.iter().zip(&read.boxes).filter(|(field, tick)| match tick.mark {
        Mark::Marked => field.must != Must::Marked,
        Mark::Unmarked => field.must != Must::Unmarked,
        Mark::Doubtful(_) | Mark::CancelledLooking(_) => false,
    });
    wrong.count()
}

#[test]
fn a_page_is_read_at_every_quarter_turn_skew_and_resolution() {
    let form = a_form(2);
    let (paper, fields) = filled(&form, &code(2, 2, Some(9)), 3);
    let mut nth = 0;
    for quarter_turns in 0..4 {
        for (skew_degrees, dots_per_inch) in
            [(-7.0, 150.0), (7.0, 200.0), (3.0, 300.0), (-5.0, 400.0)]
        {
            let mut look = look(1);
            look.margin_mm = 20.0;
            (look.quarter_turns, look.skew_degrees) = (quarter_turns, skew_degrees);
            look.dots_per_inch = dots_per_inch;
            nth += 1;
            let read = read(&scan(&paper, &look, &form, nth), &form);
            assert_eq!(read.code, code(2, 2, Some(9)));
            assert_eq!(silently_wrong(&fields, &read), 0);
            assert!(read.registration.residual_mm < 0.15, "{:?}", read.registration);
            let turned = f64::from(quarter_turns) * 90.0 + skew_degrees;
            let off = (read.registration.turned - turned + 540.0).rem_euclid(360.0) - 180.0;
            assert!(off.abs() < 0.1, "turned by {turned}, read as {}", read.registration.turned);
        }
    }
}

#[test]
fn a_form_printed_at_97_and_scanned_at_103_per_cent_is_read() {
    let form = a_form(1);
    for hand in 0..4 {
        let (paper, fields) = filled(&form, &code(1, 1, None), hand);
        for scale in [(0.97 * 1.03, 0.97), (0.97, 1.03), (0.95, 0.95), (1.03, 1.03)] {
            let mut look = look(hand);
            look.scale = scale;
            look.margin_mm = 6.0;
            let read = read(&scan(&paper, &look, &form, hand), &form);
            assert_eq!(silently_wrong(&fields, &read), 0);
            assert!(read.registration.residual_mm < 0.15, "{:?}", read.registration);
        }
    }
}

#[test]
fn boxes_that_stand_close_together_are_kept_apart() {
    let mut form = a_form(1);
    let first = form.pages[0].boxes[0].clone();
    form.pages[0].boxes = (0..120)
        .map(|nth| {
            let mut place = first.place;
            place.left = 82.0 + f64::from(nth % 12) * 7.0;
            place.top = 45.0 + f64::from(nth / 12) * 7.5;
            TickBox {
                question: format!("row-{}", nth / 12),
                answer: format!("close-{}", nth % 12),
                place,
            }
        })
        .collect();
    for hand in 0..6 {
        let (paper, fields) = filled(&form, &code(1, 1, None), 40 + hand);
        let read = read(&scan(&paper, &look(hand), &form, hand), &form);
        assert_eq!(silently_wrong(&fields, &read), 0, "hand {hand}");
        let queued = read.boxes.iter().filter(|tick| tick.mark.is_for_review()).count();
        assert!(queued <= 12, "{queued} of 120 are queued");
    }
}

#[test]
fn a_page_whose_code_is_destroyed_is_unknown_and_never_guessed() {
    let form = a_form(3);
    let (mut paper, _) = filled(&form, &code(2, 3, Some(5)), 1);
    let place = form.pages[0].code;
    let right = place.left + place.width;
    paper.rectangle([place.left, place.top, right, place.top + 0.6 * place.height], 0.95);
    let state = read_side(&scan(&paper, &look(1), &form, 1), &[form]);
    assert_eq!(state, ScannedSide::Unknown);
}

#[test]
fn a_page_of_another_form_and_one_of_too_many_pages_are_foreign() {
    let form = a_form(2);
    let (paper, _) = filled(&form, &code(1, 2, None), 1);
    let scan = scan(&paper, &look(1), &form, 1);
    let other = FormLayout { form: "smp-2016-v1-en".to_owned(), ..form.clone() };
    let says = code(1, 2, None).to_string();
    assert_eq!(read_side(&scan, &[other]), ScannedSide::Foreign(says.clone()));
    let longer = FormLayout { pages: [form.pages.clone(), form.pages.clone()].concat(), ..form };
    assert_eq!(read_side(&scan, &[longer]), ScannedSide::Foreign(says));
}

#[test]
fn an_empty_side_is_blank_and_a_letter_is_unknown() {
    let form = a_form(1);
    let blank = Canvas::blank(210.0, 297.0);
    let scanned = scan(&blank, &look(1), &form, 1);
    assert_eq!(read_side(&scanned, std::slice::from_ref(&form)), ScannedSide::Blank);
    let mut letter = Canvas::blank(210.0, 297.0);
    for line in 0..30 {
        let y = 40.0 + f64::from(line) * 7.0;
        letter.stroke(&[(25.0, y), (60.0, y + 2.0), (110.0, y - 1.0), (180.0, y)], 0.5, 0.9);
    }
    assert_eq!(read_side(&scan(&letter, &look(1), &form, 1), &[form]), ScannedSide::Unknown);
}

/// A page whose left edge is white from one row to another, at several places.
fn without(rows: &[std::ops::Range<usize>]) -> ScannedSide {
    let form = a_form(1);
    let (mut paper, _) = filled(&form, &code(1, 1, None), 1);
    for row in rows.iter().cloned().flatten() {
        paper.light[row * paper.width..row * paper.width + 210].fill(1.0);
    }
    read_side(&scan(&paper, &look(1), &form, 1), &[form])
}

#[test]
fn a_page_with_two_corners_lost_is_read_by_its_code_and_the_marks_that_are_left() {
    let state = without(&[0..260, 3300..3560]);
    let ScannedSide::Read(page) = state else { panic!("{state:?}") };
    assert_eq!(page.code, code(1, 1, None));
    assert_eq!(page.registration.corners, [false, true, false, true]);
    assert!(page.registration.residual_mm < 0.15);
}

#[test]
fn a_page_that_lost_a_whole_edge_is_named_and_refused() {
    let edge = 0..3560;
    let state = without(std::slice::from_ref(&edge));
    let ScannedSide::Unreadable(named, why) = state else { panic!("{state:?}") };
    assert_eq!(named, code(1, 1, None));
    assert_eq!(why, RegisterError::TooFewCorners);
}

#[test]
fn a_page_whose_marks_lie_elsewhere_is_refused_with_its_residual() {
    let form = a_form(1);
    let (paper, _) = filled(&form, &code(1, 1, None), 1);
    let scan = scan(&paper, &look(1), &form, 1);
    let mut other = form;
    for (nth, mark) in other.pages[0].edge_marks.iter_mut().enumerate() {
        mark.top += if nth % 2 == 0 { 1.3 } else { -1.3 };
    }
    let state = read_side(&scan, &[other]);
    let ScannedSide::Unreadable(_, RegisterError::Residual(mm)) = state else {
        panic!("{state:?}")
    };
    assert!((0.5..2.0).contains(&mm), "{mm}");
}

#[test]
fn any_picture_however_small_or_odd_is_a_state() {
    let form = a_form(1);
    for (width, height) in [(1, 1), (399, 3000), (3000, 400), (401, 401), (900, 1300)] {
        for shade in [0, 128, 255] {
            let image = GrayImage::from_pixel(width, height, image::Luma([shade]));
            for dots_per_mm in [None, Some(0.0), Some(f64::NAN), Some(11.8), Some(1e9)] {
                let scan = Scan { image: image.clone(), dots_per_mm };
                let state = read_side(&scan, std::slice::from_ref(&form));
                assert!(!matches!(state, ScannedSide::Read(_)));
            }
        }
    }
}

#[test]
fn the_picture_of_a_question_is_upright_and_has_its_boxes() {
    let form = a_form(1);
    let (paper, _) = filled(&form, &code(1, 1, None), 1);
    let mut upside_down = look(1);
    upside_down.quarter_turns = 2;
    let pictures = [look(1), upside_down].map(|look| {
        let scan = scan(&paper, &look, &form, 1);
        let read = read(&scan, &form);
        assert!(snippet(&scan, &read.registration, &form.pages[0], "no-such").is_none());
        snippet(&scan, &read.registration, &form.pages[0], "row-2").unwrap()
    });
    let [upright, turned] = pictures;
    assert_eq!(upright.dimensions(), turned.dimensions());
    let apart = upright.iter().zip(turned.iter()).map(|(a, b)| f64::from(a.abs_diff(*b)));
    let mean = apart.sum::<f64>() / upright.len() as f64;
    assert!(mean < 6.0, "the pictures differ by {mean} shades");
    assert!(upright.iter().any(|shade| *shade < 90));
}
