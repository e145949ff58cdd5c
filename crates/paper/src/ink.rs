//! What is darker than paper in a patch, and what of it hangs together.
//!
//! In comes an upright patch; out come how dark each pixel is beside the paper's white there, and strokes. How much
//! darker is dark enough follows from the noise of the patch itself.

use image::GrayImage;

/// A patch as darkness: 0 is the paper's white, 1 is black.
pub(crate) struct Ink {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Pixels a millimetre.
    pub(crate) dots: f64,
    pub(crate) dark: Vec<f32>,
    /// Darker than this may be a faint stroke.
    pub(crate) weak: f32,
    /// Darker than this is a stroke.
    pub(crate) strong: f32,
}

/// A faint stroke is darker than the paper by this share of its white at least; noise asks for more.
const WEAK: f32 = 0.075;
const STRONG: f32 = 0.2;
/// In black and white alone, single dots are grey paper or dirt: blurred, one is less dark than this.
const WEAK_BILEVEL: f32 = 0.085;

/// Pixels of a rectangle: left, top, and one past right and bottom.
pub(crate) type Area = [usize; 4];

impl Ink {
    /// The darkness of a patch whose paper is about as white as `white`.
    pub(crate) fn of(patch: &GrayImage, white: u8, dots: f64, is_bilevel: bool) -> Ink {
        let white = paper_white(patch, white);
        let noise = noise(patch, white);
        let share = 1.0 / white;
        let least = if is_bilevel { WEAK_BILEVEL } else { WEAK };
        let dark = patch.iter().map(|shade| (1.0 - f32::from(*shade) * share).max(0.0)).collect();
        Ink {
            width: patch.width() as usize,
            height: patch.height() as usize,
            dots,
            dark,
            weak: least.max(3.5 * noise),
            strong: STRONG.max(5.0 * noise),
        }
    }

    /// Darker than this is a stroke, if a pale one: halfway between what may be one and what is.
    pub(crate) fn pale(&self) -> f32 {
        (self.weak + self.strong) / 2.0
    }

    /// The pixels from `left`, `top` to `right`, `bottom`, in millimetres within the patch.
    pub(crate) fn area(&self, left: f64, top: f64, right: f64, bottom: f64) -> Area {
        let at = |mm: f64, end: usize| crate::number::whole(mm * self.dots).min(end);
        [at(left, self.width), at(top, self.height), at(right, self.width), at(bottom, self.height)]
    }

    /// How many square millimetres so many pixels are.
    pub(crate) fn mm2(&self, pixels: usize) -> f64 {
        pixels as f64 / (self.dots * self.dots)
    }

    /// How much of an area is darker than `limit`, in square millimetres.
    pub(crate) fn covered(&self, area: Area, limit: f32) -> f64 {
        let [left, top, right, bottom] = area;
        if left >= right {
            return 0.0;
        }
        let rows = (top..bottom).map(|y| &self.dark[y * self.width + left..y * self.width + right]);
        self.mm2(rows.flatten().filter(|dark| **dark > limit).count())
    }

    /// What is darker than `limit` within an area.
    pub(crate) fn mask(&self, area: Area, limit: f32) -> Mask {
        let [left, top, right, bottom] = area;
        let width = right.saturating_sub(left);
        let mut set = Vec::with_capacity(width * bottom.saturating_sub(top));
        for y in top..bottom {
            let row = y * self.width;
            set.extend(self.dark[row + left..row + left + width].iter().map(|dark| *dark > limit));
        }
        Mask { width, set }
    }
}

/// The paper's white: that of a fifth of the patch, unless ink covers the patch, where the page's tells.
fn paper_white(patch: &GrayImage, page: u8) -> f32 {
    let mut counts = [0_usize; 256];
    for shade in patch.iter() {
        counts[usize::from(*shade)] += 1;
    }
    let all: usize = counts.iter().sum();
    let mut seen = 0;
    let level = counts.iter().enumerate().rev().find(|(_, count)| {
        seen += **count;
        seen * 3 >= all
    });
    let here = level.map_or(255.0, |(level, _)| level as f32);
    here.max(0.85 * f32::from(page)).max(1.0)
}

/// The noise of bare paper as a share of its white: a standard deviation, from pixels three apart.
pub(crate) fn noise(patch: &GrayImage, white: f32) -> f32 {
    let bare = white * 0.85;
    let (mut sum, mut count) = (0.0, 0.0);
    for row in patch.chunks_exact(patch.width().max(1) as usize) {
        for pair in row.windows(4).step_by(3) {
            let (a, b) = (f32::from(pair[0]), f32::from(pair[3]));
            if a > bare && b > bare {
                sum += (a - b).abs();
                count += 1.0;
            }
        }
    }
    // The mean distance of two normal numbers is 2/√π of their standard deviation.
    if count > 0.0 { sum / count / 1.128 / white } else { 0.0 }
}

/// A rectangle of pixels that are set or not.
#[derive(Clone)]
pub(crate) struct Mask {
    pub(crate) width: usize,
    pub(crate) set: Vec<bool>,
}

/// Ink that hangs together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    pub(crate) pixels: usize,
    /// Left, top, right and bottom: the first pixels and the last.
    pub(crate) bounds: Area,
    sums: Sums,
}

/// The sums of a stroke's places, of their squares and products.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    x: usize,
    y: usize,
    xx: usize,
    yy: usize,
    xy: usize,
}

/// What a stroke is like, whichever way it leans.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Its share of the bar that is as long and as broad: 1 of a bar or a blot, less of what bends, crosses or is hollow.
    pub(crate) fills: f64,
    /// How many times as long as broad that bar is.
    pub(crate) slender: f64,
    /// By how many degrees it leans from upright or level, from 0 to 45.
    pub(crate) leans: f64,
}

impl Sums {
    fn add(&mut self, x: usize, y: usize) {
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }
}

impl Stroke {
    /// The form, by the second moments: those of a bar of length `a` and breadth `b` are `a²/12` and `b²/12`, so that
    /// its area is 12 times the root of their product. Of a disc that root gives 5% less than its area.
    pub(crate) fn form(&self) -> Form {
        let Sums { x, y, xx, yy, xy } = self.sums;
        let [all, x, y, xx, yy, xy] = [self.pixels, x, y, xx, yy, xy].map(|sum| sum as f64);
        let (x, y) = (x / all, y / all);
        // A pixel is itself a square as broad as the distance of pixels.
        let (across, down) = (xx / all - x * x + 1.0 / 12.0, yy / all - y * y + 1.0 / 12.0);
        let aslant = xy / all - x * y;
        let (middle, off) = ((across + down) / 2.0, ((across - down) / 2.0).hypot(aslant));
        // Nothing is narrower than a pixel.
        let (long, broad) = (middle + off, (middle - off).max(1.0 / 12.0));
        let angle = (aslant.atan2((across - down) / 2.0) / 2.0).to_degrees().rem_euclid(90.0);
        Form {
            fills: all / (12.0 * (long * broad).sqrt()),
            slender: (long / broad).sqrt(),
            leans: angle.min(90.0 - angle),
        }
    }
}

impl Mask {
    pub(crate) fn height(&self) -> usize {
        self.set.len().checked_div(self.width).unwrap_or(0)
    }

    /// What hangs together over gaps of two pixels at most: a pen skips, and dithering makes dots of lines.
    pub(crate) fn strokes(&self) -> Vec<Stroke> {
        let mut left = self.set.clone();
        let mut found = Vec::new();
        for first in 0..left.len() {
            if left[first] {
                found.push(self.stroke(first, &mut left));
            }
        }
        found
    }

    fn stroke(&self, first: usize, left: &mut [bool]) -> Stroke {
        let (width, height) = (self.width, self.height());
        let sums = Sums::default();
        let mut stroke = Stroke { pixels: 0, bounds: [width, height, 0, 0], sums };
        let mut open = vec![first];
        left[first] = false;
        while let Some(at) = open.pop() {
            let (x, y) = (at % width, at / width);
            stroke.pixels += 1;
            let [l, t, r, b] = stroke.bounds;
            stroke.bounds = [l.min(x), t.min(y), r.max(x), b.max(y)];
            stroke.sums.add(x, y);
            for row in y.saturating_sub(2)..(y + 3).min(height) {
                for column in x.saturating_sub(2)..(x + 3).min(width) {
                    let near = row * width + column;
                    if left[near] {
                        left[near] = false;
                        open.push(near);
                    }
                }
            }
        }
        stroke
    }

    /// Each pixel set whose whole square of `reach` around it is set; beyond the edges all counts as set.
    pub(crate) fn thinned(&self, reach: usize) -> Mask {
        let mut inverse = self.clone();
        inverse.set.iter_mut().for_each(|set| *set = !*set);
        let mut grown = inverse.grown(reach);
        grown.set.iter_mut().for_each(|set| *set = !*set);
        grown
    }

    /// Each pixel set that has a set one in the square of `reach` around it.
    pub(crate) fn grown(&self, reach: usize) -> Mask {
        let (width, height) = (self.width, self.height());
        let mut rows = vec![false; self.set.len()];
        for (line, out) in self.set.chunks(width.max(1)).zip(rows.chunks_mut(width.max(1))) {
            for (x, _) in line.iter().enumerate().filter(|pixel| *pixel.1) {
                out[x.saturating_sub(reach)..(x + reach + 1).min(width)].fill(true);
            }
        }
        let mut set = vec![false; self.set.len()];
        for y in 0..height {
            for near in y.saturating_sub(reach)..(y + reach + 1).min(height) {
                let (from, to) = (near * width, y * width);
                for x in 0..width {
                    set[to + x] |= rows[from + x];
                }
            }
        }
        Mask { width, set }
    }

    pub(crate) fn count(&self) -> usize {
        self.set.iter().filter(|set| **set).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form of what is inked of a square of 60 pixels, by places from its middle.
    fn form(inked: impl Fn(f64, f64) -> bool) -> Form {
        let set = (0..3600).map(|at| inked(f64::from(at % 60) - 29.5, f64::from(at / 60) - 29.5));
        let strokes = Mask { width: 60, set: set.collect() }.strokes();
        assert_eq!(strokes.len(), 1);
        strokes[0].form()
    }

    #[test]
    fn a_bar_fills_itself_whichever_way_it_leans() {
        for degrees in [0.0_f64, 7.0, 30.0, 45.0, 60.0, 90.0, 135.0, 178.0] {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let bar =
                form(|x, y| (x * cos + y * sin).abs() < 20.0 && (y * cos - x * sin).abs() < 5.0);
            assert!((bar.fills - 1.0).abs() < 0.03, "{degrees}: {bar:?}");
            assert!((bar.slender - 4.0).abs() < 0.3, "{degrees}: {bar:?}");
            let leans = degrees.rem_euclid(90.0);
            assert!((bar.leans - leans.min(90.0 - leans)).abs() < 1.0, "{degrees}: {bar:?}");
        }
    }

    #[test]
    fn a_disc_fills_itself_and_what_bends_crosses_or_is_hollow_does_not() {
        let disc = form(|x, y| x.hypot(y) < 12.0);
        assert!((disc.fills - 1.05).abs() < 0.03 && disc.slender < 1.05, "{disc:?}");
        let ring = form(|x, y| (12.0..18.0).contains(&x.hypot(y)));
        let cross = form(|x, y| x.abs().min(y.abs()) < 4.0);
        let corner = form(|x, y| x.min(-y) < -20.0);
        for other in [ring, cross, corner] {
            assert!(other.fills < 0.75, "{other:?}");
        }
    }
}
