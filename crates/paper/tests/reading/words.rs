//! Marks on an answer's words, where none of its question's boxes has one.

use std::ops::Range;

use paper::marks::{Doubt, Mark};
use paper::page::{ScannedSide, read_side};
use partnership::consultation::layout::{FormLayout, Place};

use crate::made::canvas::Canvas;
use crate::made::form;
use crate::settled::{a_form, code, look, scan};

/// What the boxes of a question say on an empty page on which something is drawn.
fn marks(form: &FormLayout, question: &str, draw: impl Fn(&mut Canvas)) -> Vec<Mark> {
    let mut paper = Canvas::blank(form.page_width, form.page_height);
    form::print(&mut paper, &form.pages[0], &code(1, 1, None), 0.95);
    draw(&mut paper);
    let mut look = look(3);
    look.skew_degrees = 0.8;
    let scanned = scan(&paper, &look, form, 9);
    let ScannedSide::Read(read) = read_side(&scanned, std::slice::from_ref(form)) else {
        panic!("not read")
    };
    read.boxes.iter().filter(|tick| tick.question == question).map(|tick| tick.mark).collect()
}

/// The boxes of a question in a list.
fn list(form: &FormLayout) -> Range<usize> {
    let boxes = &form.pages[0].boxes;
    let own = |at: &usize| boxes[*at].question == "list-0";
    let first = (0..boxes.len()).find(own).unwrap();
    first..first + (first..boxes.len()).take_while(own).count()
}

/// Points from the left of an answer's words, at the middle of its box.
fn on(place: &Place, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let (left, middle) = (place.left + 8.0, place.top + place.height / 2.0);
    points.iter().map(|(x, y)| (left + x, middle + y)).collect()
}

#[test]
fn a_small_mark_on_an_answers_words_is_put_to_a_person() {
    let form = a_form(1);
    let second = &form.pages[0].boxes[list(&form).start + 1].place;
    let tick = [(3.0, 0.2), (4.0, 1.4), (6.2, -1.8)];
    let line = [(0.5, 1.7), (9.0, 1.5)];
    let ring: Vec<(f64, f64)> = (0..=24)
        .map(|step| f64::from(step) * std::f64::consts::TAU / 24.0)
        .map(|angle| (7.0 + 6.5 * angle.cos(), 2.2 * angle.sin()))
        .collect();
    for points in [&tick[..], &line, &ring] {
        let drawn = |paper: &mut Canvas| paper.stroke(&on(second, points), 0.4, 0.85);
        let found = marks(&form, "list-0", drawn);
        assert_eq!(found[1], Mark::Doubtful(Doubt::Near), "{points:?}: {found:?}");
        assert!(!found.contains(&Mark::Marked), "{points:?}: {found:?}");
    }
}

#[test]
fn print_by_itself_is_no_mark_and_unknown_print_leaves_every_empty_question_to_a_person() {
    let mut form = a_form(1);
    let all = list(&form).len();
    assert_eq!(marks(&form, "list-0", |_| ()), vec![Mark::Unmarked; all]);
    for unknown in [None, Some("no picture".to_owned())] {
        form.pages[0].blank = unknown;
        assert_eq!(marks(&form, "list-0", |_| ()), vec![Mark::Doubtful(Doubt::NoBlank); all]);
    }
}
