//! The hand that filled in a page: which of its marks have more ink than the rest.
//!
//! In come the measures and marks of all boxes of a page; out come the boxes that a person must look at. One person marks
//! a page, with one pen and in one manner: where a box has much more ink than the others, a mark was likely taken back.

use partnership::consultation::layout::TickBox;

use crate::marks::judge::Doubt;
use crate::marks::judge::Mark;
use crate::marks::look::Measures;

/// A mark has so many times the ink of the page's middle one at most; with what takes it back it has more.
const MORE: f64 = 1.38;
/// With strokes so many times as broad, hardly more ink is too much.
const BROADER: f64 = 1.25;
/// Below this, in square millimetres, and this, in millimetres, nothing is a mark and what takes it back.
const LEAST_TAKEN_BACK_MM2: f64 = 6.0;
const LEAST_TAKEN_BACK_MM: f64 = 9.0;
/// A hand is heavy whose middle mark has so much ink, in square millimetres: a scribble over it may hardly be seen.
const HEAVY_MM2: f64 = 9.0;

/// Marks with much more ink than the page's others.
///
/// With two marks on the page the lesser is what counts; a single one has nothing to be compared with.
pub(super) fn with_more_ink(seen: &[Measures], marks: &[Mark]) -> Vec<usize> {
    let marked = marked(marks);
    // A ring in a box leaves its middle bare, and is doubtful: it shows the hand all the same.
    let shows = |at: &usize| matches!(marks[*at], Mark::Marked | Mark::Doubtful(Doubt::AtEdge));
    let shown: Vec<&Measures> = (0..marks.len()).filter(shows).map(|at| &seen[at]).collect();
    let usual = (usual(&shown, |seen| seen.inside_mm2), usual(&shown, broadness));
    let (Some(ink), Some(broad)) = usual else { return Vec::new() };
    let is_more = |at: &usize| {
        let seen = &seen[*at];
        let is_much =
            seen.inside_mm2 > LEAST_TAKEN_BACK_MM2 || seen.length_mm > LEAST_TAKEN_BACK_MM;
        // Strokes that run together are broader than the pen's.
        let runs_together = broadness(seen) > BROADER * broad;
        is_much && (seen.inside_mm2 > MORE * ink || runs_together)
    };
    marked.into_iter().filter(is_more).collect()
}

/// The ink for a millimetre of strokes: how broad they are, in millimetres.
fn broadness(seen: &Measures) -> f64 {
    seen.inside_mm2 / seen.length_mm.max(0.1)
}

/// What the middle one of some marks has, or the lesser of two.
fn usual(shown: &[&Measures], measure: fn(&Measures) -> f64) -> Option<f64> {
    let mut all: Vec<f64> = shown.iter().map(|seen| measure(seen)).collect();
    all.sort_by(f64::total_cmp);
    match all.as_slice() {
        [] | [_] => None,
        [least, _] => Some(*least),
        all => all.get(all.len() / 2).copied(),
    }
}

/// Of a heavy hand, or one that fills its boxes, the marks of questions that have two or more: one of them may be taken
/// back.
pub(super) fn heavy_in_one_question(
    boxes: &[TickBox],
    seen: &[Measures],
    marks: &[Mark],
    fills: bool,
) -> Vec<usize> {
    let marked = marked(marks);
    let mut ink: Vec<f64> = marked.iter().map(|at| seen[*at].inside_mm2).collect();
    ink.sort_by(f64::total_cmp);
    let is_heavy = ink.get(ink.len() / 2).is_some_and(|middle| *middle >= HEAVY_MM2);
    if !is_heavy && !fills {
        return Vec::new();
    }
    let is_other = |other: usize, at: usize| {
        let says = matches!(marks[other], Mark::Marked | Mark::CancelledLooking(_));
        other != at && says && boxes[other].question == boxes[at].question
    };
    let has_another = |at: &usize| (0..boxes.len()).any(|other| is_other(other, *at));
    marked.iter().copied().filter(has_another).collect()
}

fn marked(marks: &[Mark]) -> Vec<usize> {
    (0..marks.len()).filter(|at| marks[*at] == Mark::Marked).collect()
}
