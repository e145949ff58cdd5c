//! Where a box's printed outline really stands in its patch.
//!
//! In comes a patch with the box about in its middle; out comes by how much it is moved, and how many of its four sides
//! are seen. A page is never quite where its marks say: paper stretches, scanners run unevenly.

use crate::ink::Ink;
use crate::number::whole;

/// The outline's breadth in millimetres, as the form prints it.
pub(crate) const OUTLINE_MM: f64 = 0.35;
/// A box is looked for within this of where it should be, in millimetres.
const SEARCH_MM: f64 = 1.0;

/// Where a box stands in its patch, in millimetres from the patch's left and top.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// By how much it is moved to the right and down.
    pub(crate) moved: (f64, f64),
    /// How many of the four sides are seen.
    pub(crate) sides: usize,
}

/// The outline in a patch that has `margin` millimetres on each side of a box of that size, printed with ink that is
/// `printed` darker than paper.
pub(crate) fn outline(ink: &Ink, margin: f64, size: (f64, f64), printed: f64) -> Outline {
    let [left, top, right, bottom] = ink.area(margin, margin, margin + size.0, margin + size.1);
    let rows: Vec<f64> = (0..ink.height).map(|y| mean(ink, y, left..right, true)).collect();
    let columns: Vec<f64> = (0..ink.width).map(|x| mean(ink, x, top..bottom, false)).collect();
    let (across, sides_across) = shift(&columns, margin, size.0, ink.dots, printed);
    let (down, sides_down) = shift(&rows, margin, size.1, ink.dots, printed);
    Outline {
        left: margin + across,
        top: margin + down,
        width: size.0,
        height: size.1,
        moved: (across, down),
        sides: sides_across + sides_down,
    }
}

/// The mean darkness of a stretch of a row or a column.
fn mean(ink: &Ink, line: usize, stretch: std::ops::Range<usize>, is_row: bool) -> f64 {
    let count = stretch.len().max(1) as f32;
    let at = |along| if is_row { line * ink.width + along } else { along * ink.width + line };
    f64::from(stretch.map(|along| ink.dark[at(along)].min(1.0)).sum::<f32>() / count)
}

/// By how much both lines of one direction are moved together, in millimetres, and how many of them are seen.
fn shift(profile: &[f64], margin: f64, size: f64, dots: f64, printed: f64) -> (f64, usize) {
    let thick = whole(OUTLINE_MM * dots).max(1);
    let reach = whole(SEARCH_MM * dots);
    let (near, far) = (whole(margin * dots), whole((margin + size - OUTLINE_MM) * dots));
    // A line is no darker than its ink, so a stroke over one side does not outweigh the other.
    let line = |at: usize| contrast(profile, at, thick).clamp(0.0, printed);
    let mut best = (f64::MIN, 0, 0.0);
    for step in 0..=2 * reach {
        let moved = step as f64 - reach as f64;
        let (a, b) = ((near + step).checked_sub(reach), (far + step).checked_sub(reach));
        let (Some(a), Some(b)) = (a, b) else { continue };
        // Between equals the place nearest to where the page's marks say.
        let score = line(a) + line(b) - 0.1 * printed * moved.abs() / dots;
        if score > best.0 {
            let seen = [a, b].into_iter().filter(|at| line(*at) > 0.3 * printed).count();
            best = (score, seen, moved);
        }
    }
    (best.2 / dots, best.1)
}

/// How much darker a line of `thick` pixels is than what lies on both sides of it.
fn contrast(profile: &[f64], at: usize, thick: usize) -> f64 {
    let mean = |from: usize, to: usize| {
        let stretch = profile.get(from..to.min(profile.len())).unwrap_or_default();
        stretch.iter().sum::<f64>() / stretch.len().max(1) as f64
    };
    let before = mean(at.saturating_sub(2 * thick), at.saturating_sub(thick));
    let after = mean(at + 2 * thick, at + 3 * thick);
    mean(at, at + thick) - before.min(after).max(0.5 * (before + after) - 0.1)
}
