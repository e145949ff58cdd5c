//! Questions with no mark in any box, and a pen's stroke on the words beside one.
//!
//! In come a registered scan, the layout and what each box says; out come the boxes that a stroke away from them may be
//! meant for: a ring around an answer's words, a tick on them, a line under them. What is inked is held against the page as
//! it was printed; a form of which that is not kept tells nothing.

use std::ops::Range;

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::layout::TickBox;

use crate::blank::Blank;
use crate::marks::Mark;
use crate::marks::added::Added;
use crate::marks::added::Fine;
use crate::marks::judge::Doubt;
use crate::marks::unanswered::questions;
use crate::page::Lying;

/// Left and right of these nothing but the page's marks is printed, in millimetres from the edge.
const MARGIN_MM: f64 = 17.0;
/// So far to the left of the page's first boxes a tick beside them may stand, in millimetres.
const BEFORE_MM: f64 = 5.4;
/// So far above and below its boxes a question's own area goes, in millimetres.
const AROUND_MM: f64 = 3.5;
/// A stroke whose middle is so far above or below a box may be meant for it, in millimetres.
const BETWEEN_MM: f64 = 3.5;
/// So near to a box or a space is at it, in millimetres.
const AT_MM: f64 = 0.6;
/// What was added beside a box is a pen's if it covers so much, in square millimetres.
const ADDED_MM2: f64 = 0.2;

/// Places in the list of empty boxes that a stroke near them may be meant for, of questions without any mark: dirt in
/// one of their boxes is none. `growth_mm` is by how much print is broader than it was printed.
pub(super) fn meant(
    page: &Lying<'_>,
    layout: &PageLayout,
    marks: &[Mark],
    growth_mm: f64,
) -> Vec<(usize, Doubt)> {
    let is_bare = |own: &Range<usize>| !marks[own.clone()].contains(&Mark::Marked);
    let bare: Vec<_> = questions(&layout.boxes).into_iter().filter(is_bare).collect();
    if bare.is_empty() {
        return Vec::new();
    }
    let empty = |at: &usize| marks[*at] == Mark::Unmarked;
    let Some(blank) = Blank::of(layout) else {
        return bare.into_iter().flatten().filter(empty).map(|at| (at, Doubt::NoBlank)).collect();
    };
    let fine = Fine::of(page, &blank, growth_mm);
    let near = bare.into_iter().flat_map(|own| beside_print(&fine, layout, &own, marks));
    near.filter(empty).map(|at| (at, Doubt::Near)).collect()
}

/// The boxes of a question that enough of what was added to its print may be meant for.
fn beside_print(
    fine: &Fine<'_>,
    layout: &PageLayout,
    own: &Range<usize>,
    marks: &[Mark],
) -> Vec<usize> {
    let strokes = fine.added(&area(layout, &layout.boxes[own.clone()])).into_iter();
    let strokes = strokes.filter(|one| !is_looked_at(&one.place, layout, marks));
    let rows = strokes.filter_map(|one| Some((beside(&one.place, &layout.boxes)?, one)));
    let strokes: Vec<(usize, Added)> = rows.filter(|(row, _)| own.contains(row)).collect();
    let is_enough = |row: usize| {
        let mm2 = strokes.iter().filter(|(other, _)| *other == row).map(|(_, one)| one.mm2);
        mm2.sum::<f64>() >= ADDED_MM2
    };
    let is_meant = |at: &usize| {
        let place = &layout.boxes[*at].place;
        let is_for_it = |row: usize, one: &Added| row == *at || is_near(&one.place, place);
        strokes.iter().any(|(row, one)| is_enough(*row) && is_for_it(*row, one))
    };
    own.clone().filter(is_meant).collect()
}

/// Where the answers of a question stand, from margin to margin.
fn area(layout: &PageLayout, boxes: &[TickBox]) -> Place {
    let tops = boxes.iter().map(|tick| tick.place.top);
    let bottoms = boxes.iter().map(|tick| tick.place.top + tick.place.height);
    let top = tops.fold(f64::MAX, f64::min) - AROUND_MM;
    let rights = layout.corners.iter().map(|place| place.left + place.width);
    let first = boxes.iter().map(|tick| tick.place.left).fold(f64::MAX, f64::min);
    let left = MARGIN_MM.min(first - BEFORE_MM);
    Place {
        left,
        top,
        width: rights.fold(0.0, f64::max) + 2.0 - MARGIN_MM - left,
        height: bottoms.fold(0.0, f64::max) + AROUND_MM - top,
    }
}

/// Whether a stroke belongs to what was looked at already: it is at a box that has a mark or at a space to write in, or goes
/// no further than what is looked at around an empty box.
fn is_looked_at(stroke: &Place, layout: &PageLayout, marks: &[Mark]) -> bool {
    let mut boxes = layout.boxes.iter().zip(marks);
    layout.spaces.iter().any(|space| meets(stroke, &space.place))
        || boxes.any(|(tick, mark)| match mark {
            Mark::Unmarked => is_within(stroke, &tick.place),
            _ => meets(stroke, &tick.place),
        })
}

/// Whether a stroke is at a place.
fn meets(stroke: &Place, place: &Place) -> bool {
    stroke.left < place.left + place.width + AT_MM
        && place.left < stroke.left + stroke.width + AT_MM
        && stroke.top < place.top + place.height + AT_MM
        && place.top < stroke.top + stroke.height + AT_MM
}

/// Whether the whole of a stroke is at a place.
fn is_within(stroke: &Place, place: &Place) -> bool {
    stroke.left > place.left - AT_MM
        && stroke.top > place.top - AT_MM
        && stroke.left + stroke.width < place.left + place.width + AT_MM
        && stroke.top + stroke.height < place.top + place.height + AT_MM
}

/// Whether a stroke lies in a box's row or just above or below it: between two rows it may be meant for either.
fn is_near(stroke: &Place, place: &Place) -> bool {
    let (top, bottom) = (place.top - BETWEEN_MM, place.top + place.height + BETWEEN_MM);
    (top..bottom).contains(&(stroke.top + stroke.height / 2.0))
}

/// The box in whose row a stroke lies: the nearest on its left, else the nearest.
fn beside(stroke: &Place, boxes: &[TickBox]) -> Option<usize> {
    let middle = (stroke.left + stroke.width / 2.0, stroke.top + stroke.height / 2.0);
    let off = |tick: &TickBox| {
        let place = &tick.place;
        let right = middle.0 - (place.left + place.width / 2.0);
        let down = (middle.1 - (place.top + place.height / 2.0)).abs();
        // Answers' words stand to the right of their box: the other side is further by a page.
        (down - 2.5).max(0.0) * 10.0 + if right >= 0.0 { right } else { 210.0 - right }
    };
    (0..boxes.len()).min_by(|a, b| off(&boxes[*a]).total_cmp(&off(&boxes[*b])))
}
