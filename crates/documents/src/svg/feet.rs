//! Months along the foot of a chart, each in the middle of a slot of its own, thinned until they can be read.
//!
//! In come labels; out go the middles of their slots, and words below the ones that have room.

use crate::colours::INK;
use crate::colours::QUIET;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::lettering::cut;

/// How much room a label gets.
const ROOM: f64 = 62.0;

/// How wide the slot of each of so many months is between two edges.
pub(super) fn slot(months: usize, (left, right): (f64, f64)) -> f64 {
    (right - left) / f64::from(u16::try_from(months.max(1)).unwrap_or(u16::MAX))
}

/// The middle of each slot.
pub(super) fn middles(left: f64, slot: f64) -> impl Iterator<Item = f64> {
    (0..u16::MAX).map(move |month| left + (f64::from(month) + 0.5) * slot)
}

/// Sets the labels below `foot`, each with its middle.
pub(super) fn feet<'a>(
    canvas: &mut Canvas,
    foot: f64,
    labelled: impl Iterator<Item = (&'a str, f64)>,
) {
    let mut free = f64::NEG_INFINITY;
    for (label, x) in labelled {
        if x - ROOM / 2.0 < free || x + ROOM / 2.0 > WIDTH {
            continue;
        }
        free = x + ROOM / 2.0;
        canvas.line(at(x, foot), at(x, foot + 5.0), solid(INK, 1.2));
        let middle = PLAIN.in_colour(QUIET).anchored(Anchor::Middle);
        canvas.words(at(x, foot + 19.0), middle, &cut(label, ROOM, Weight::Regular));
    }
}
