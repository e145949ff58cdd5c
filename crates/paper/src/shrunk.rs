//! A page made small: what is looked at as a whole, with the white of the paper at every place.
//!
//! In comes a scan; out goes the mean of every few pixels, 3.8 to 8 pixels a millimetre, and how white the paper is
//! there. The white is learnt from the page itself, since lamps, paper and folds differ.

use image::GrayImage;

use crate::number::pixels;
use crate::number::shade;
use crate::number::whole;

/// The fewest pixels a millimetre: an edge mark of 3 mm has then 11 along a side.
const FEWEST_DOTS: f64 = 3.8;
/// Pixels to a tile's side.
const TILE: usize = 16;
/// A tile inside something black knows no white; the whitest tile within so many tells.
const AROUND: usize = 3;

/// A page made small.
pub(crate) struct Shrunk {
    pub(crate) image: GrayImage,
    /// How many pixels of the scan make one of these, along each side.
    pub(crate) factor: u32,
    whites: Vec<u8>,
    tiles_across: usize,
}

impl Shrunk {
    /// A scan with about so many pixels a millimetre, made small.
    pub(crate) fn of(scan: &GrayImage, dots_per_mm: f64) -> Shrunk {
        let factor = pixels(whole((dots_per_mm / FEWEST_DOTS).floor()).clamp(1, 8));
        let image = shrink(scan, factor);
        let tiles_across = (image.width() as usize).div_ceil(TILE);
        let whites = widest(&tile_whites(&image, tiles_across), tiles_across);
        Shrunk { image, factor, whites, tiles_across }
    }

    /// The white of the paper around a pixel of the small image.
    pub(crate) fn white(&self, x: usize, y: usize) -> u8 {
        let across = (x / TILE).min(self.tiles_across - 1);
        let last = self.whites.len() / self.tiles_across - 1;
        let down = (y / TILE).min(last);
        self.whites[down * self.tiles_across + across]
    }

    /// Which pixels are darker than `share` of the white around them, row by row.
    pub(crate) fn darker_than(&self, share: f32) -> Vec<bool> {
        let width = self.image.width() as usize;
        let mut dark = vec![false; self.image.len()];
        let rows = self.image.chunks_exact(width).zip(dark.chunks_exact_mut(width));
        for (y, (shades, dark)) in rows.enumerate() {
            let pieces = shades.chunks(TILE).zip(dark.chunks_mut(TILE)).enumerate();
            for (tile, (shades, dark)) in pieces {
                let limit = shade(f32::from(self.white(tile * TILE, y)) * share);
                for (dark, shade) in dark.iter_mut().zip(shades) {
                    *dark = *shade < limit;
                }
            }
        }
        dark
    }
}

/// The mean of every `factor` × `factor` pixels. What does not fill a whole one at the right and bottom is left out.
pub(crate) fn shrink(scan: &GrayImage, factor: u32) -> GrayImage {
    match factor {
        1 => scan.clone(),
        // With the factor known beforehand the sums are made many at a time; these are 200 and 300 dots to the inch.
        2 => shrunk_by::<2>(scan),
        3 => shrunk_by::<3>(scan),
        4 => shrunk_by::<4>(scan),
        5 => shrunk_by::<5>(scan),
        6 => shrunk_by::<6>(scan),
        7 => shrunk_by::<7>(scan),
        _ => shrunk_by::<8>(scan),
    }
}

fn shrunk_by<const N: usize>(scan: &GrayImage) -> GrayImage {
    let full = scan.width() as usize;
    let (width, height) = (full / N, scan.height() as usize / N);
    let mut sums = vec![0_u16; full];
    let mut small = Vec::with_capacity(width * height);
    // Multiplied by 2^16 / N² instead of divided. No sum overflows: N² shades are at most 64 × 255.
    let share = (1 << 16) / pixels(N * N);
    for rows in scan.as_raw().chunks_exact(full * N) {
        sums.fill(0);
        for row in rows.chunks_exact(full) {
            for (sum, shade) in sums.iter_mut().zip(row) {
                *sum = sum.wrapping_add(u16::from(*shade));
            }
        }
        small.extend(sums.chunks_exact(N).map(|group| {
            let sum = group.iter().fold(0_u16, |sum, column| sum.wrapping_add(*column));
            u8::try_from((u32::from(sum) * share + 0x8000) >> 16).unwrap_or(u8::MAX)
        }));
    }
    GrayImage::from_raw(pixels(width), pixels(height), small).unwrap_or_default()
}

/// Nine tenths of a tile's pixels are no whiter than this.
fn tile_whites(image: &GrayImage, across: usize) -> Vec<u8> {
    let width = image.width() as usize;
    let mut whites = Vec::new();
    for band in image.chunks(width * TILE) {
        for tile in 0..across {
            let mut counts = [0_u16; 64];
            let mut all = 0;
            for row in band.chunks_exact(width).step_by(2) {
                let piece = &row[tile * TILE..((tile + 1) * TILE).min(width)];
                for shade in piece {
                    counts[usize::from(shade / 4)] += 1;
                }
                all += piece.len();
            }
            whites.push(whitest_tenth(&counts, all));
        }
    }
    whites
}

fn whitest_tenth(counts: &[u16; 64], all: usize) -> u8 {
    let mut seen = 0;
    for (level, count) in counts.iter().enumerate().rev() {
        seen += usize::from(*count);
        if seen * 10 >= all {
            return u8::try_from(level * 4 + 2).unwrap_or(u8::MAX);
        }
    }
    0
}

/// Each tile takes the whitest of those around it.
fn widest(tiles: &[u8], across: usize) -> Vec<u8> {
    let down = tiles.len() / across.max(1);
    let near = |at: usize, end: usize| at.saturating_sub(AROUND)..(at + AROUND + 1).min(end);
    let mut whites = Vec::with_capacity(tiles.len());
    for y in 0..down {
        for x in 0..across {
            let rows = near(y, down).map(|row| &tiles[row * across..(row + 1) * across]);
            let whitest = rows.filter_map(|row| row[near(x, across)].iter().max()).max();
            whites.push(whitest.copied().unwrap_or(0).max(1));
        }
    }
    whites
}
