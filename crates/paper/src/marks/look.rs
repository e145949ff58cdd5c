//! What is seen at a box: measures, not yet a mark.
//!
//! In come a patch's ink and where the outline stands in it; out come the measures on which its reading rests. They are
//! kept with it, so that a person can see why.

use crate::ink::Form;
use crate::ink::Ink;
use crate::ink::Mask;
use crate::marks::length::length_mm;
use crate::marks::outline::OUTLINE_MM;
use crate::marks::outline::Outline;
use crate::number::cut;
use crate::number::short;
use crate::number::whole;

/// What blurs and misfits around the outline is not looked at: so far inwards and outwards of it, in millimetres.
pub(super) const BLUR_MM: f64 = 0.3;
/// How far from a box ink still counts as beside it, in millimetres, if no other box is near.
pub(crate) const BESIDE_MM: f64 = 1.9;
/// Strokes of a pen are thinner than this, in millimetres; two that cross may be half as much again.
const SOLID_MM: f64 = 2.3;
/// Gaps in a scribble are narrower than this, in millimetres.
const GAP_MM: f64 = 0.5;
/// A smaller speck is dust, in square millimetres.
const SPECK_MM2: f64 = 0.045;

/// What is seen at one box.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    /// Ink inside the box, away from its outline, in square millimetres.
    pub inside_mm2: f64,
    /// From end to end of the longest stroke there, in millimetres.
    pub extent_mm: f64,
    /// That stroke's share of the bar that is as long and as broad: 1 of a bar or a blot, less of what bends or crosses.
    pub fills: f64,
    /// How many times as long as broad that bar is.
    pub slender: f64,
    /// By how many degrees it leans from upright or level, from 0 to 45.
    pub leans: f64,
    /// How much of the inside it goes over, across or down, whichever is less.
    pub spans: f64,
    /// How far all of them go to the left, top, right and bottom: 0, 0, 1, 1 is all of the inside.
    pub bounds: [f64; 4],
    /// How dark its darker part is: 0 is paper, 1 is black.
    pub darkness: f64,
    /// Ink in the middle of the box, in square millimetres.
    pub middle_mm2: f64,
    /// How much of the inside is filled without gaps wider than a pen leaves, in square millimetres.
    pub solid_mm2: f64,
    /// The share of lines across the inside, of the worse direction, that meet three strokes or more.
    pub crossings: f64,
    /// How long its strokes are in all, in millimetres.
    pub length_mm: f64,
    /// Whether a straight line goes upright or level through the box and beyond it.
    pub line_through: bool,
    /// Ink around the box in square millimetres: above, right, below, left, then the corners from the top left clockwise.
    pub around_mm2: [f64; 8],
    /// By how much the box is moved from where the page's marks say, right and down, in millimetres.
    pub moved_mm: (f64, f64),
    /// How many of its four sides are seen.
    pub sides: usize,
    /// Where the ink inside is, as 8 × 8 fields from the top left: what two scans of the same sheet share.
    pub shape: u64,
}

/// Measures what is seen at a box.
///
/// `beside` is how far around it ink counts as beside it, in millimetres.
pub(crate) fn look(ink: &Ink, outline: &Outline, beside: f64) -> Measures {
    let rim = OUTLINE_MM + BLUR_MM + outline.growth;
    let (left, top) = (outline.left + rim, outline.top + rim);
    let (right, bottom) = (outline.left + outline.width - rim, outline.top + outline.height - rim);
    let inside = ink.area(left, top, right, bottom);
    let around_mm2 = around(ink, outline, beside);
    let mask = ink.mask(inside, ink.weak);
    let mut seen = Measures {
        around_mm2,
        moved_mm: outline.moved,
        sides: outline.sides,
        ..Measures::default()
    };
    if ink.mm2(mask.count()) < SPECK_MM2 {
        return seen;
    }
    strokes(ink, &mask, &mut seen);
    if seen.inside_mm2 == 0.0 {
        return seen;
    }
    seen.darkness = darkness(ink, inside);
    let third = (outline.width - 2.0 * rim) / 5.0;
    let middle = ink.area(left + third, top + third, right - third, bottom - third);
    seen.middle_mm2 = ink.covered(middle, ink.weak);
    // Of a pale hand, or in a blurred scan, a stroke's middle is half as dark as its darkest at least.
    let limit = ink.strong.min(short(0.5 * seen.darkness)).max(ink.weak);
    let strong = ink.mask(inside, limit);
    seen.solid_mm2 = solid(ink, &strong, outline.growth);
    seen.crossings = crossings(&strong, ink.dots);
    seen.length_mm = length_mm(&strong, ink.dots);
    seen.line_through = line_through(ink, outline, beside, &seen.around_mm2);
    seen.shape = shape(&mask);
    seen
}

/// The strokes inside that are more than specks: how much they are, and how far they reach.
fn strokes(ink: &Ink, mask: &Mask, seen: &mut Measures) {
    let mut bounds = [usize::MAX, usize::MAX, 0, 0];
    for stroke in mask.strokes() {
        if ink.mm2(stroke.pixels) >= SPECK_MM2 {
            seen.inside_mm2 += ink.mm2(stroke.pixels);
            let [l, t, r, b] = stroke.bounds;
            bounds = [bounds[0].min(l), bounds[1].min(t), bounds[2].max(r), bounds[3].max(b)];
            let (across, down) = ((r - l + 1) as f64, (b - t + 1) as f64);
            let extent = across.hypot(down) / ink.dots;
            if extent > seen.extent_mm {
                seen.extent_mm = extent;
                seen.spans = (across / mask.width as f64).min(down / mask.height() as f64);
                Form { fills: seen.fills, slender: seen.slender, leans: seen.leans } =
                    stroke.form();
            }
        }
    }
    if seen.inside_mm2 > 0.0 {
        let [left, top, right, bottom] = bounds.map(|at| at as f64);
        let (width, height) = (mask.width as f64, mask.height() as f64);
        seen.bounds = [left / width, top / height, (right + 1.0) / width, (bottom + 1.0) / height];
    }
}

/// The darkness that a quarter of the inked pixels exceed.
fn darkness(ink: &Ink, inside: crate::ink::Area) -> f64 {
    let [left, top, right, bottom] = inside;
    let rows = (top..bottom).map(|y| &ink.dark[y * ink.width + left..y * ink.width + right]);
    let mut inked: Vec<f32> = rows.flatten().copied().filter(|dark| *dark > ink.weak).collect();
    let place = inked.len() * 3 / 4;
    if inked.is_empty() {
        return 0.0;
    }
    let (_, dark, _) = inked.select_nth_unstable_by(place, f32::total_cmp);
    f64::from(*dark)
}

/// Ink in each of the eight fields around a box.
fn around(ink: &Ink, outline: &Outline, beside: f64) -> [f64; 8] {
    let rim = BLUR_MM + outline.growth;
    let (l, t) = (outline.left - rim, outline.top - rim);
    let (r, b) = (outline.left + outline.width + rim, outline.top + outline.height + rim);
    // What stands further away has grown towards the box, too.
    let far = (beside - BLUR_MM - 3.0 * outline.growth).max(0.1);
    let fields = [
        (l, t - far, r, t),
        (r, t, r + far, b),
        (l, b, r, b + far),
        (l - far, t, l, b),
        (l - far, t - far, l, t),
        (r, t - far, r + far, t),
        (r, b, r + far, b + far),
        (l - far, b, l, b + far),
    ];
    let limit = ink.pale();
    fields.map(|(l, t, r, b)| ink.covered(ink.area(l, t, r, b), limit))
}

/// What remains of the ink once gaps are closed and everything thinner than two crossed strokes is taken away.
fn solid(ink: &Ink, strong: &Mask, growth: f64) -> f64 {
    let reach = |mm: f64| whole(mm * ink.dots / 2.0).max(1);
    let closed = strong.grown(reach(GAP_MM)).thinned(reach(GAP_MM));
    let thickest = SOLID_MM + 2.0 * growth;
    let left = closed.thinned(reach(thickest));
    // Beyond the edge all counts as ink, so a stroke along an edge would pass: only what is inside counts.
    let rim = reach(thickest);
    let height = left.height();
    let inner = |at: &usize| {
        let (x, y) = (at % left.width, at / left.width);
        x >= rim && x + rim < left.width && y >= rim && y + rim < height
    };
    ink.mm2((0..left.set.len()).filter(|at| left.set[*at] && inner(at)).count())
}

/// The share of rows or of columns, whichever is larger, that meet three strokes or more.
fn crossings(mask: &Mask, dots: f64) -> f64 {
    let (width, height) = (mask.width, mask.height());
    if width == 0 || height == 0 {
        return 0.0;
    }
    let shortest = whole(0.12 * dots).max(1);
    let rows =
        (0..height).filter(|y| runs((0..width).map(|x| mask.set[y * width + x]), shortest) >= 3);
    let columns =
        (0..width).filter(|x| runs((0..height).map(|y| mask.set[y * width + x]), shortest) >= 3);
    (rows.count() as f64 / height as f64).max(columns.count() as f64 / width as f64)
}

/// How many stretches of ink, and of paper between them, are at least `shortest` long.
fn runs(line: impl Iterator<Item = bool>, shortest: usize) -> usize {
    let (mut found, mut inked, mut bare) = (0, 0, shortest);
    for set in line {
        if set {
            inked += 1;
            if inked == shortest && bare >= shortest {
                found += 1;
                bare = 0;
            }
        } else {
            bare = if inked >= shortest { 1 } else { bare + 1 };
            inked = 0;
        }
    }
    found
}

/// Whether a straight line goes through the box and beyond it: on both sides leaning by 13 degrees at most, be it with gaps
/// between, or on one side, since a dry pen may begin late, by 7; the long limb of a tick with a broad pen leans more.
fn line_through(ink: &Ink, outline: &Outline, beside: f64, around: &[f64; 8]) -> bool {
    let far = beside.min(1.1);
    let (l, t) = (outline.left, outline.top);
    let (r, b) = (l + outline.width, t + outline.height);
    let rim = OUTLINE_MM + BLUR_MM + outline.growth;
    // Above and below, left and right.
    let [is_upright, is_level] =
        [[0, 2], [1, 3]].map(|sides| sides.iter().all(|side| around[*side] >= LINE_END_MM2));
    let ways = [(-far, far, 6, true), (-far, -rim, 3, false), (rim, far, 3, false)];
    ways.into_iter().any(|(first, last, lean, both)| {
        let upright = ink.mask(ink.area(l + rim, t + first, r - rim, b + last), ink.weak);
        let level = ink.mask(ink.area(l + first, t + rim, r + last, b - rim), ink.weak);
        straight(&upright.turned(), lean, both && is_upright)
            || straight(&level, lean, both && is_level)
    })
}

/// Of a straight line's way so much of a hundred is inked; less where it shows on both sides of the box.
const INKED: usize = 93;
const INKED_BETWEEN: usize = 75;
/// A line that goes through a box and beyond leaves so much beside it on either side, in square millimetres.
const LINE_END_MM2: f64 = 0.2;

/// Whether a straight line of ink goes from the left edge of a mask to its right, by so many 25ths down or up at most; with
/// gaps, as a dry pen leaves them, if it is known to show at both ends.
fn straight(mask: &Mask, most: i16, has_ends: bool) -> bool {
    let (width, height) = (mask.width, mask.height());
    if width == 0 || height == 0 {
        return false;
    }
    // One pixel more on each side, since no line is quite straight.
    let thick = mask.grown(1);
    let enough = if has_ends { INKED_BETWEEN } else { INKED };
    (-most..=most).any(|lean| {
        let lean = f32::from(lean) * 0.04;
        (0..height).any(|row| {
            let middle = width as f32 / 2.0;
            let met = (0..width).filter(|x| {
                let y = row as f32 + 0.5 + (*x as f32 - middle) * lean;
                y > 0.0 && cut(y) < height && thick.set[cut(y) * width + x]
            });
            met.count() * 100 >= width * enough
        })
    })
}

impl Mask {
    /// Rows for columns.
    fn turned(&self) -> Mask {
        let (width, height) = (self.width, self.height());
        let set = (0..width).flat_map(|x| (0..height).map(move |y| self.set[y * width + x]));
        Mask { width: height, set: set.collect() }
    }
}

/// Which of 8 × 8 fields have ink.
fn shape(mask: &Mask) -> u64 {
    let (width, height) = (mask.width, mask.height());
    let mut shape = 0;
    for (at, _) in mask.set.iter().enumerate().filter(|pixel| *pixel.1) {
        let (x, y) = (at % width * 8 / width, at / width * 8 / height);
        shape |= 1_u64 << (y * 8 + x);
    }
    shape
}
