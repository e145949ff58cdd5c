//! A hand that marks a whole page alike: what is odd in one box is then its manner, and no doubt.
//!
//! In come the measures and marks of all boxes of a page; out come the boxes that are marked after all, since most of the
//! page's marks look so: a pale pencil, a ring along the
//! outline, or a felt pen that nearly covers a box. Only a box that is the one of its question
//! counts: who takes a mark back makes another.

use partnership::consultation::layout::TickBox;

use crate::marks::judge::Cancelled;
use crate::marks::judge::Doubt;
use crate::marks::judge::Mark;
use crate::marks::look::Measures;

/// A manner shows in so many boxes.
const FEWEST: usize = 3;
/// Show-through and dirt are paler than the palest pencil that is believed, and shorter than its strokes, in millimetres.
const PALEST: f64 = 0.15;
const SHORTEST_MM: f64 = 2.4;
/// A ring in a box comes so near to each edge of its inside, as a share of it, and has so much ink, in square millimetres.
const RING_FROM_EDGE: f64 = 0.12;
const LEAST_RING_MM2: f64 = 2.0;
/// The inside of a box, in square millimetres, less what its outline blurs into.
const INSIDE_MM2: f64 = 13.7;
/// A felt pen's marks leave bare what is at least so much, in square millimetres, and so much of what the others do.
const LEAST_BARE_MM2: f64 = 1.0;
const AS_BARE: f64 = 0.7;
/// Ink on ink is darker by more than this.
const DARKER: f64 = 0.06;

/// All boxes that are marked in the manner of the page's hand.
pub(super) fn of_its_manner(
    is_bilevel: bool,
    boxes: &[TickBox],
    seen: &[Measures],
    marks: &[Mark],
) -> Vec<usize> {
    let mut found = faint_hand(is_bilevel, boxes, seen, marks);
    found.extend(ring_hand(boxes, seen, marks));
    found.extend(broad_pen(boxes, seen, marks));
    found
}

/// Faint marks of a hand that marks all of the page as faintly.
fn faint_hand(
    is_bilevel: bool,
    boxes: &[TickBox],
    seen: &[Measures],
    marks: &[Mark],
) -> Vec<usize> {
    let is_faint = |at: &usize| marks[*at] == Mark::Doubtful(Doubt::Faint);
    let shown: Vec<usize> =
        (0..marks.len()).filter(|at| is_faint(at) || marks[*at] == Mark::Marked).collect();
    let alone = shown.iter().filter(|at| is_alone(**at, boxes, marks)).count();
    // What shines through or was rubbed out lies anywhere; answers lie one to a question.
    if is_bilevel || shown.len() < FEWEST || alone * 4 < shown.len() * 3 {
        return Vec::new();
    }
    let usual = middle(shown.iter().map(|at| seen[*at].darkness));
    let fits = |at: &usize| {
        let seen = &seen[*at];
        let around: f64 = seen.around_mm2.iter().sum();
        seen.darkness >= PALEST.max(0.7 * usual)
            && seen.darkness <= 1.4 * usual
            && seen.extent_mm >= SHORTEST_MM
            && around <= 0.9 * seen.inside_mm2
            && is_alone(*at, boxes, marks)
    };
    shown.into_iter().filter(|at| is_faint(at) && fits(at)).collect()
}

/// Rings along the inside of their box, of a hand that makes no other marks: little of them is away from the outline, and
/// that on all four sides.
fn ring_hand(boxes: &[TickBox], seen: &[Measures], marks: &[Mark]) -> Vec<usize> {
    let is_ring = |at: &usize| {
        let seen = &seen[*at];
        let [left, top, right, bottom] = seen.bounds;
        let around: f64 = seen.around_mm2.iter().sum();
        matches!(marks[*at], Mark::Doubtful(Doubt::Small | Doubt::AtEdge | Doubt::Faint))
            && left.max(top) < RING_FROM_EDGE
            && right.min(bottom) > 1.0 - RING_FROM_EDGE
            && seen.inside_mm2 >= LEAST_RING_MM2
            && seen.darkness >= PALEST
            && around < 0.5
            && seen.sides == 4
            && is_alone(*at, boxes, marks)
    };
    let rings: Vec<usize> = (0..marks.len()).filter(is_ring).collect();
    let others = marks.iter().filter(|mark| **mark == Mark::Marked).count();
    if rings.len() >= FEWEST && rings.len() >= others { rings } else { Vec::new() }
}

/// Marks that nearly cover their box, of a hand whose pen is so broad: all leave as much of it bare.
fn broad_pen(boxes: &[TickBox], seen: &[Measures], marks: &[Mark]) -> Vec<usize> {
    let is_covered = |at: &usize| marks[*at] == Mark::CancelledLooking(Cancelled::Filled);
    let shown: Vec<usize> =
        (0..marks.len()).filter(|at| is_covered(at) || marks[*at] == Mark::Marked).collect();
    if shown.len() < FEWEST {
        return Vec::new();
    }
    let bare = |at: usize| (INSIDE_MM2 - seen[at].inside_mm2).max(0.0);
    let around = |at: usize| seen[at].around_mm2.iter().sum::<f64>();
    let usual_bare = middle(shown.iter().map(|at| bare(*at)));
    let usual_around = middle(shown.iter().map(|at| around(*at)));
    let usual_length = middle(shown.iter().map(|at| seen[*at].length_mm));
    let usual_darkness = middle(shown.iter().map(|at| seen[*at].darkness));
    // A broad stroke from corner to corner has a line of any direction in it.
    let lines = shown.iter().filter(|at| seen[**at].line_through).count();
    let fits = |at: &usize| {
        (!seen[*at].line_through || 2 * lines >= shown.len())
            && seen[*at].darkness <= usual_darkness + DARKER
            && bare(*at) >= LEAST_BARE_MM2.max(AS_BARE * usual_bare)
            && around(*at) <= 1.4 * usual_around + 0.5
            && seen[*at].length_mm <= 1.2 * usual_length
            && is_alone(*at, boxes, marks)
    };
    shown.iter().copied().filter(|at| is_covered(at) && fits(at)).collect()
}

/// Whether nothing is in any other box of the question.
fn is_alone(at: usize, boxes: &[TickBox], marks: &[Mark]) -> bool {
    let is_other = |other: usize| other != at && boxes[other].question == boxes[at].question;
    !(0..boxes.len()).any(|other| is_other(other) && marks[other] != Mark::Unmarked)
}

/// The middle one of some measures; 0 of none.
fn middle(measures: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = measures.collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}
