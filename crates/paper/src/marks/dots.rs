//! Dots that a scan in black and white alone leaves of a pale stroke.
//!
//! In come a registered scan and what each box says; out come the empty boxes with single dots along a way. A screen or a
//! threshold makes dots of a faint tick, each no more than dust is. Dust lies alone.

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::layout::TickBox;

use crate::marks::MOST_DOTS;
use crate::marks::judge::Mark;
use crate::marks::look::BLUR_MM;
use crate::marks::look::Measures;
use crate::marks::outline::OUTLINE_MM;
use crate::page::Lying;
use crate::patch::upright;
use crate::patch::widened;

/// So many of 8 × 8 fields of a box have a dot at least, and so many lie between two of them: one grain of dust is smaller.
const FEWEST: u32 = 2;
const APART: usize = 3;
/// A pixel is a dot's that is darker than so much of a scan's 255 shades: between two pixels it is paler than it was.
const DARK: u8 = 225;
/// On a page where one of so many empty boxes has dots, they are its paper's grain.
const GRAIN: usize = 6;

/// Empty boxes in which dots lie.
pub(super) fn left(
    page: &Lying<'_>,
    layout: &PageLayout,
    seen: &[Measures],
    marks: &[Mark],
    growth_mm: f64,
) -> Vec<usize> {
    if !page.is_bilevel {
        return Vec::new();
    }
    let empty = (0..marks.len()).filter(|at| marks[*at] == Mark::Unmarked);
    let empty: Vec<usize> = empty.collect();
    let has_dots =
        |at: &usize| lie_apart(fields(page, &inside(&layout.boxes[*at], &seen[*at], growth_mm)));
    let found: Vec<usize> = empty.iter().copied().filter(has_dots).collect();
    if found.len() * GRAIN > empty.len() { Vec::new() } else { found }
}

/// The inside of a box, where it is seen to be.
fn inside(tick: &TickBox, seen: &Measures, growth_mm: f64) -> Place {
    let (right, down) = seen.moved_mm;
    let place = widened(&tick.place, -(OUTLINE_MM + BLUR_MM + growth_mm));
    Place { left: place.left + right, top: place.top + down, ..place }
}

/// Which of 8 × 8 fields of a place have a dark pixel.
fn fields(page: &Lying<'_>, place: &Place) -> u64 {
    let dots = page.registration.dots_per_mm.min(MOST_DOTS);
    let patch = upright(page.scan, &page.registration.map, place, dots);
    let (width, height) = (u64::from(patch.width()), u64::from(patch.height()));
    let dark = patch.enumerate_pixels().filter(|(_, _, shade)| shade.0[0] < DARK);
    dark.fold(0, |fields, (x, y, _)| {
        fields | 1 << (u64::from(y) * 8 / height * 8 + u64::from(x) * 8 / width)
    })
}

/// Whether fields are so many and lie so far apart that no grain of dust is all of them.
fn lie_apart(fields: u64) -> bool {
    let far = |has: &dyn Fn(usize) -> bool| {
        let (first, last) = ((0..8).find(|at| has(*at)), (0..8).rev().find(|at| has(*at)));
        first.zip(last).is_some_and(|(first, last)| last - first >= APART)
    };
    let row = |at: usize| fields >> (8 * at) & 0xff != 0;
    let column = |at: usize| fields >> at & 0x0101_0101_0101_0101 != 0;
    fields.count_ones() >= FEWEST && (far(&row) || far(&column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_grain_of_dust_is_no_stroke_and_dots_along_a_way_are() {
        let field = |x: u32, y: u32| 1_u64 << (8 * y + x);
        assert!(!lie_apart(0));
        assert!(!lie_apart(field(3, 3) | field(3, 4) | field(4, 3) | field(4, 4)));
        assert!(!lie_apart(field(5, 5)));
        assert!(lie_apart(field(1, 4) | field(4, 4)));
        assert!(lie_apart(field(0, 2) | field(1, 4) | field(3, 5)));
        assert!(lie_apart(field(7, 0) | field(7, 1) | field(7, 3)));
    }
}
