//! By how much a scanner has made the print broader: in black and white alone, blur becomes black.
//!
//! In comes a registered scan; out comes by how much every line is broader on each side than it was printed. What is beside
//! a box's outline is then outline, and no ink of a pen.

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::TickBox;

use crate::ink::Ink;
use crate::marks::MARGIN_MM;
use crate::marks::inked;
use crate::marks::outline::OUTLINE_MM;
use crate::marks::outline::Outline;
use crate::marks::outline::outline;
use crate::number::whole;
use crate::page::Lying;

/// So many boxes tell: most are empty, and the middle one of their lines is as the scanner made it.
const ASKED: usize = 9;
/// Print that has grown more than this, in millimetres, is something else.
const MOST_MM: f64 = 0.4;

/// Of a leaning line's steps so much of a pixel stands out beyond its middle.
const STEP_PIXELS: f64 = 0.6;

/// By how much lines are broader on each side, in millimetres; 0 in scans with shades, whose blur is taken away otherwise.
pub(super) fn growth_mm(page: &Lying<'_>, layout: &PageLayout, printed: f64) -> f64 {
    if !page.is_bilevel {
        return 0.0;
    }
    let step = layout.boxes.len().div_ceil(ASKED).max(1);
    let lines = |tick: &TickBox| {
        let ink = inked(page, &tick.place);
        let size = (tick.place.width, tick.place.height);
        let outline = outline(&ink, MARGIN_MM, size, printed, 0.0);
        breadths(&ink, &outline)
    };
    let mut breadths: Vec<usize> = layout.boxes.iter().step_by(step).flat_map(lines).collect();
    breadths.sort_unstable();
    let dots = page.registration.dots_per_mm.min(super::MOST_DOTS);
    let middle = breadths.get(breadths.len() / 2).map_or(OUTLINE_MM, |found| *found as f64 / dots);
    // A line that leans goes up in steps of a pixel.
    let step = STEP_PIXELS / page.registration.dots_per_mm;
    ((middle - OUTLINE_MM) / 2.0).clamp(0.0, MOST_MM) + step
}

/// How many pixels broad the outline is, at places along all four sides.
fn breadths(ink: &Ink, outline: &Outline) -> Vec<usize> {
    let at = |mm: f64| whole(mm * ink.dots);
    let half = OUTLINE_MM / 2.0;
    let (left, right) = (at(outline.left + half), at(outline.left + outline.width - half));
    let (top, bottom) = (at(outline.top + half), at(outline.top + outline.height - half));
    let across = |y: usize, x: usize| ink.dark.get(y * ink.width + x).is_some_and(|d| *d > 0.5);
    let mut found = Vec::new();
    for part in [0.25, 0.4, 0.6, 0.75] {
        let y = at(outline.top + part * outline.height);
        let x = at(outline.left + part * outline.width);
        found.push(run(left, ink.width, |x| across(y, x)));
        found.push(run(right, ink.width, |x| across(y, x)));
        found.push(run(top, ink.height, |y| across(y, x)));
        found.push(run(bottom, ink.height, |y| across(y, x)));
    }
    found.retain(|breadth| *breadth > 0);
    found
}

/// How many pixels around one are set.
fn run(from: usize, end: usize, set: impl Fn(usize) -> bool) -> usize {
    if from >= end || !set(from) {
        return 0;
    }
    let before = (0..from).rev().take_while(|at| set(*at)).count();
    let after = (from..end).take_while(|at| set(*at)).count();
    before + after
}
