//! Where a box's printed outline really stands in its patch.
//!
//! In comes a patch with the box about in its middle; out comes by how much it is moved, and how many of its four sides
//! are seen. A page is never quite where its marks say: paper stretches, scanners run unevenly.

use crate::ink::Ink;
use crate::number::short;
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
    /// By how much its lines are broader on each side than they were printed, in millimetres.
    pub(crate) growth: f64,
}

/// How far an outline blurs, in millimetres.
const BLUR_MM: f64 = 1.1;

impl Outline {
    /// Takes away what the outline itself blurs into the paper around it.
    ///
    /// Blur is the same all along the outline, and a mark meets but parts of it. So at each distance from the outline
    /// the median along it is what a blank box would show there; no more is taken than blur can make.
    pub(super) fn without_blur(&self, ink: &mut Ink, printed: f64) {
        let rings = whole(BLUR_MM * ink.dots);
        for inwards in [true, false] {
            for ring in 0..rings {
                let off = (ring as f64 + 0.5) / ink.dots;
                let by = if inwards { OUTLINE_MM + self.growth + off } else { -self.growth - off };
                let along = self.ring(ink, by);
                let most = 0.5 * printed * (1.0 - off / BLUR_MM);
                take(ink, &along, most);
            }
        }
    }

    /// The pixels of a rectangle `by` millimetres within the outer edge.
    fn ring(&self, ink: &Ink, by: f64) -> Vec<usize> {
        let place = |mm: f64, end: usize| whole((mm * ink.dots - 0.5).max(0.0)).min(end - 1);
        let left = place(self.left + by, ink.width);
        let right = place(self.left + self.width - by, ink.width);
        let top = place(self.top + by, ink.height);
        let bottom = place(self.top + self.height - by, ink.height);
        let level = (left..=right).flat_map(|x| [top * ink.width + x, bottom * ink.width + x]);
        let upright = (top + 1..bottom).flat_map(|y| [y * ink.width + left, y * ink.width + right]);
        level.chain(upright).collect()
    }
}

/// Takes the median of some pixels from each of them, but no more than `most`.
fn take(ink: &mut Ink, along: &[usize], most: f64) {
    let mut dark: Vec<f32> = along.iter().map(|at| ink.dark[*at]).collect();
    if dark.is_empty() {
        return;
    }
    let middle = dark.len() / 2;
    let (_, median, _) = dark.select_nth_unstable_by(middle, f32::total_cmp);
    let blur = median.min(short(most));
    for at in along {
        ink.dark[*at] = (ink.dark[*at] - blur).max(0.0);
    }
}

/// The outline in a patch that has `margin` millimetres on each side of a box of that size, printed with ink that is
/// `printed` darker than paper and has grown by `growth` millimetres on each side.
pub(crate) fn outline(
    ink: &Ink,
    margin: f64,
    size: (f64, f64),
    printed: f64,
    growth: f64,
) -> Outline {
    let [left, top, right, bottom] = ink.area(margin, margin, margin + size.0, margin + size.1);
    let (mut rows, mut columns) = (vec![0.0; ink.height], vec![0.0; ink.width]);
    for (y, line) in ink.dark.chunks_exact(ink.width.max(1)).enumerate() {
        rows[y] = line[left..right].iter().sum::<f32>() / (right - left).max(1) as f32;
        if (top..bottom).contains(&y) {
            columns.iter_mut().zip(line).for_each(|(sum, dark)| *sum += dark);
        }
    }
    columns.iter_mut().for_each(|sum| *sum /= (bottom - top).max(1) as f32);
    let line = Line { printed, growth, dots: ink.dots };
    let (across, sides_across) = line.shift(&columns, margin, size.0);
    let (down, sides_down) = line.shift(&rows, margin, size.1);
    Outline {
        left: margin + across,
        top: margin + down,
        width: size.0,
        height: size.1,
        moved: (across, down),
        sides: sides_across + sides_down,
        growth,
    }
}

/// The lines of an outline as they look in a patch.
struct Line {
    printed: f64,
    growth: f64,
    dots: f64,
}

impl Line {
    /// By how much both lines of one direction are moved together, in millimetres, and how many of them are seen.
    fn shift(&self, profile: &[f32], margin: f64, size: f64) -> (f64, usize) {
        let Line { printed, growth, dots } = *self;
        let thick = whole((OUTLINE_MM + 2.0 * growth) * dots).max(1);
        let reach = whole(SEARCH_MM * dots);
        let near = whole((margin - growth) * dots);
        let far = whole((margin + size - OUTLINE_MM - growth) * dots);
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
}

/// How much darker a line of `thick` pixels is than what lies on both sides of it.
fn contrast(profile: &[f32], at: usize, thick: usize) -> f64 {
    let mean = |from: usize, to: usize| {
        let stretch = profile.get(from..to.min(profile.len())).unwrap_or_default();
        f64::from(stretch.iter().sum::<f32>()) / stretch.len().max(1) as f64
    };
    let before = mean(at.saturating_sub(2 * thick), at.saturating_sub(thick));
    let after = mean(at + 2 * thick, at + 3 * thick);
    mean(at, at + thick) - before.min(after).max(0.5 * (before + after) - 0.1)
}
