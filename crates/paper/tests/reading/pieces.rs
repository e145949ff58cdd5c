//! Pieces of ink that no hand makes as a mark, and marks that look a little like them.

use paper::marks::{Doubt, Mark};
use paper::page::{ScannedSide, read_side};
use partnership::consultation::layout::Place;

use crate::made::canvas::Canvas;
use crate::made::form;
use crate::settled::{a_form, code, look, scan};

/// What the boxes of a page say in which something is drawn by number, its lines and their breadth in millimetres from
/// the top left corner of a box.
fn marks_of(drawn: &[(Vec<(f64, f64)>, f64)], skew_degrees: f64) -> Vec<Mark> {
    let form = a_form(1);
    let boxes = &form.pages[0].boxes;
    let mut found = Vec::new();
    for (nth, some) in drawn.chunks(boxes.len()).enumerate() {
        let mut paper = Canvas::blank(form.page_width, form.page_height);
        form::print(&mut paper, &form.pages[0], &code(1, 1, None), 0.95);
        for ((points, breadth), tick) in some.iter().zip(boxes) {
            draw(&mut paper, &tick.place, points, *breadth);
        }
        let mut look = look(3);
        (look.skew_degrees, look.margin_mm) = (skew_degrees, 20.0);
        let scanned = scan(&paper, &look, &form, u64::try_from(nth).unwrap());
        let ScannedSide::Read(read) = read_side(&scanned, std::slice::from_ref(&form)) else {
            panic!("not read")
        };
        found.extend(read.boxes.iter().take(some.len()).map(|tick| tick.mark));
    }
    found
}

fn draw(paper: &mut Canvas, at: &Place, points: &[(f64, f64)], breadth: f64) {
    let points: Vec<_> = points.iter().map(|(x, y)| (at.left + x, at.top + y)).collect();
    if let [(left, top), (right, bottom)] = points[..]
        && (left - right).abs() < 0.01
    {
        // Dirt on a roller leaves square ends.
        return paper.rectangle([left - breadth / 2.0, top, left + breadth / 2.0, bottom], 0.6);
    }
    paper.stroke(&points, breadth, 0.9);
}

#[test]
fn where_a_pen_of_any_breadth_rested_nothing_is_marked() {
    let breadths = [0.4, 0.7, 1.0, 1.2, 1.4, 1.6];
    let places = [(1.4, 1.4), (2.5, 2.5), (3.4, 1.6), (1.8, 3.5)];
    let drags = [(0.05, 0.0), (0.3, 0.15), (0.5, 0.25), (-0.4, 0.4)];
    let mut drawn = Vec::new();
    for breadth in breadths {
        for (x, y) in places {
            drawn.extend(drags.map(|drag| (vec![(x, y), (x + drag.0, y + drag.1)], breadth)));
        }
    }
    for (mark, drawn) in marks_of(&drawn, 0.0).into_iter().zip(drawn) {
        // A fine pen's point is no more than dust.
        let is_dust = mark == Mark::Unmarked && drawn.1 < 1.0;
        assert!(is_dust || mark.is_for_review(), "{drawn:?} is {mark:?}");
    }
}

#[test]
fn a_bar_that_stands_upright_is_dirt_or_for_a_person_however_long_and_broad() {
    let mut drawn = Vec::new();
    for breadth in [0.4, 0.7, 1.0, 1.3, 1.6] {
        for (from, to) in
            [(1.0, 3.4), (0.9, 4.2), (-2.0, 3.0), (-6.0, 3.6), (-3.0, 4.0), (1.4, 9.0), (-4.0, 9.0)]
        {
            drawn.extend([1.7, 2.5, 3.2].map(|x| (vec![(x, from), (x, to)], breadth)));
        }
    }
    for skew in [0.0, 5.0] {
        for (mark, drawn) in marks_of(&drawn, skew).into_iter().zip(&drawn) {
            assert!(mark.is_for_review(), "{drawn:?} is {mark:?}");
        }
    }
}

#[test]
fn strokes_that_lean_and_ticks_of_every_pen_are_no_blots_and_no_bars() {
    let mut drawn = Vec::new();
    for breadth in [0.3, 0.5, 0.8, 1.1, 1.4] {
        for shift in [-0.3, 0.0, 0.3] {
            let at = |x: f64, y: f64| (x + shift, y - shift);
            drawn.push((vec![at(0.8, 4.3), at(4.3, 0.8)], breadth));
            drawn.push((vec![at(1.6, 4.4), at(3.4, 0.6)], breadth));
            drawn.push((vec![at(1.0, 2.4), at(2.1, 4.1), at(4.4, 0.7)], breadth));
        }
    }
    for (mark, drawn) in marks_of(&drawn, 0.0).into_iter().zip(drawn) {
        assert!(
            !matches!(mark, Mark::Doubtful(Doubt::Small | Doubt::Bar)),
            "{drawn:?} is {mark:?}"
        );
        assert_ne!(mark, Mark::Unmarked, "{drawn:?}");
    }
}
