//! Filled squares on a page: what may be corner squares and edge marks.
//!
//! In comes a small page; out come the places and sizes of all that is dark, as large as such a mark, and square.
//! Whatever is thinner than 1.2 mm is taken away first, so that a streak, a fold or a pen across a square does not hide
//! it.

use crate::geometry::Point;
use crate::shrunk::Shrunk;

/// What is darker than this share of the paper's white is ink. Weak toner passes.
const INK: f32 = 0.7;
/// A square may be ragged: so many of a brush's pixels must be dark.
const RAGGED: f32 = 0.86;

/// Something filled and square.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Square {
    /// In pixels of the scan.
    pub(crate) centre: Point,
    /// Length of a side, in millimetres.
    pub(crate) side: f64,
}

/// All filled squares of a page, from 2 to 8 mm.
pub(crate) fn squares(page: &Shrunk, dots_per_mm: f64) -> Vec<Square> {
    of_mask(&page.darker_than(INK), page, dots_per_mm)
}

/// Squares of which only the rim is dark, as filled ones: scanners that set each place's threshold by what is around it
/// hollow out what is black and large. A form's boxes are among them.
pub(crate) fn hollow_squares(page: &Shrunk, dots_per_mm: f64) -> Vec<Square> {
    let dark = page.darker_than(INK);
    of_mask(&without_holes(&dark, page.image.width() as usize), page, dots_per_mm)
}

/// All that is not reached from the edges of a page over what is white.
fn without_holes(dark: &[bool], width: usize) -> Vec<bool> {
    let height = dark.len() / width.max(1);
    let mut filled = vec![true; dark.len()];
    let edge = (0..dark.len()).filter(|at| {
        let (x, y) = (at % width, at / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    });
    let mut open: Vec<usize> = edge.filter(|at| !dark[*at]).collect();
    open.iter().for_each(|at| filled[*at] = false);
    while let Some(at) = open.pop() {
        let x = at % width;
        let near = [
            (x > 0).then(|| at - 1),
            (x + 1 < width).then_some(at + 1),
            at.checked_sub(width),
            (at + width < dark.len()).then_some(at + width),
        ];
        for next in near.into_iter().flatten() {
            if filled[next] && !dark[next] {
                filled[next] = false;
                open.push(next);
            }
        }
    }
    filled
}

fn of_mask(dark: &[bool], page: &Shrunk, dots_per_mm: f64) -> Vec<Square> {
    let width = page.image.width() as usize;
    let factor = f64::from(page.factor);
    let dots = dots_per_mm / factor;
    let brush = if dots < 5.0 { 5 } else { 7 };
    let solid = eroded(dark, width, brush);
    let mut found = Vec::new();
    for blob in blobs(&solid, width) {
        let side = (blob.area.sqrt() + (brush - 1) as f64) / dots;
        if (2.0..8.0).contains(&side) && blob.is_square() {
            // A pixel's middle is half a pixel from its corner.
            let (x, y) = ((blob.x / blob.area + 0.5) * factor, (blob.y / blob.area + 0.5) * factor);
            found.push(Square { centre: Point::of(x - 0.5, y - 0.5), side });
        }
    }
    found
}

/// Which pixels have a square of `brush` pixels around them that is dark.
fn eroded(dark: &[bool], width: usize, brush: usize) -> Vec<bool> {
    let height = dark.len() / width;
    let reach = brush / 2;
    let needed = needed(brush);
    let mut columns = vec![0_u8; width];
    let mut solid = vec![false; dark.len()];
    for y in 0..height {
        let row = |y: usize| &dark[y * width..(y + 1) * width];
        columns
            .iter_mut()
            .zip(row(y))
            .for_each(|(sum, dark)| *sum = sum.wrapping_add(u8::from(*dark)));
        if y >= brush {
            let gone = row(y - brush);
            columns
                .iter_mut()
                .zip(gone)
                .for_each(|(sum, dark)| *sum = sum.wrapping_sub(u8::from(*dark)));
        }
        if y + 1 < brush {
            continue;
        }
        let start = (y - reach) * width + reach;
        let out = &mut solid[start..(start + width).saturating_sub(2 * reach).max(start)];
        let mut sum: u32 = columns[..brush - 1].iter().map(|count| u32::from(*count)).sum();
        let moving = columns[brush - 1..].iter().zip(&columns);
        for (out, (enters, leaves)) in out.iter_mut().zip(moving) {
            sum += u32::from(*enters);
            *out = sum >= needed;
            sum -= u32::from(*leaves);
        }
    }
    solid
}

fn needed(brush: usize) -> u32 {
    let all = (brush * brush) as f32;
    u32::from(crate::number::shade(all * RAGGED))
}

/// Pixels that hang together, as sums from which centre and shape follow.
#[derive(Debug, Default, Clone, Copy)]
struct Blob {
    area: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Blob {
    /// The pixels from `start` to before `end` of row `y`.
    fn run(start: usize, end: usize, y: usize) -> Blob {
        let (start, end, y) = (start as f64, end as f64, y as f64);
        let (area, x) = (end - start, (end - start) * (start + end - 1.0) / 2.0);
        let squares = |n: f64| (n - 1.0) * n * (2.0 * n - 1.0) / 6.0;
        let xx = squares(end) - squares(start);
        Blob { area, x, y: area * y, xx, yy: area * y * y, xy: x * y }
    }

    fn add(&mut self, other: Blob) {
        self.area += other.area;
        self.x += other.x;
        self.y += other.y;
        self.xx += other.xx;
        self.yy += other.yy;
        self.xy += other.xy;
    }

    /// Whether it is a filled square at some turn: as wide as high, and with the moments of one.
    ///
    /// A filled square of side s has the variance s²/12 along each axis and no covariance, however it is turned.
    fn is_square(&self) -> bool {
        let (mx, my) = (self.x / self.area, self.y / self.area);
        let (xx, yy) = (self.xx / self.area - mx * mx, self.yy / self.area - my * my);
        let xy = self.xy / self.area - mx * my;
        // A pixel has a variance of its own.
        let (xx, yy) = (xx + 1.0 / 12.0, yy + 1.0 / 12.0);
        let spread = ((xx - yy).powi(2) + 4.0 * xy * xy).sqrt();
        let (long, short) = ((xx + yy + spread) / 2.0, (xx + yy - spread) / 2.0);
        let full = self.area / (12.0 * (long * short).max(0.0).sqrt());
        self.area >= 6.0 && short > 0.0 && (long / short).sqrt() < 1.35 && full > 0.86
    }
}

/// What hangs together in a mask, side by side or at corners.
fn blobs(mask: &[bool], width: usize) -> Vec<Blob> {
    let mut found: Vec<Blob> = Vec::new();
    let mut parent: Vec<usize> = Vec::new();
    let mut above: Vec<(usize, usize, usize)> = Vec::new();
    for (y, row) in mask.chunks_exact(width).enumerate() {
        let mut here = Vec::new();
        for (start, end) in runs(row) {
            let label = found.len();
            found.push(Blob::run(start, end, y));
            parent.push(label);
            for (_, _, touched) in above.iter().filter(|run| run.0 <= end && start <= run.1) {
                let (a, b) = (root(&mut parent, label), root(&mut parent, *touched));
                if a != b {
                    parent[a.max(b)] = a.min(b);
                }
            }
            here.push((start, end, label));
        }
        above = here;
    }
    for label in (0..found.len()).rev() {
        let of = root(&mut parent, label);
        if of != label {
            let part = std::mem::take(&mut found[label]);
            found[of].add(part);
        }
    }
    found.retain(|blob| blob.area > 0.0);
    found
}

fn root(parent: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The stretches of `true` in a row: first, and one past the last.
fn runs(row: &[bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = row[at..].iter().position(|set| *set).map(|step| at + step) {
        let end = row[start..].iter().position(|set| !set).map_or(row.len(), |step| start + step);
        found.push((start, end));
        at = end;
    }
    found
}
