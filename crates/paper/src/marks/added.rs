//! What a pen added to the print of a page.
//!
//! In come a registered scan and where its page is printed; out comes what is inked elsewhere in a part of it. Print lies a
//! little off where the page's marks say it does, as paper stretches: piece by piece it is moved to where most of it is
//! inked.

use image::GrayImage;
use image::imageops::crop_imm;
use partnership::consultation::layout::Place;

use crate::blank::Blank;
use crate::blank::DOTS;
use crate::geometry::Point;
use crate::ink::Area;
use crate::ink::Ink;
use crate::ink::Mask;
use crate::number::cut;
use crate::number::pixels;
use crate::number::shade;
use crate::number::short;
use crate::number::whole;
use crate::page::Lying;
use crate::patch::upright;
use crate::shrunk::shrink;

/// Print may lie so many pixels off: half a millimetre.
const OFF: usize = 3;
/// So near to print is print, in millimetres: it grows in printers, copiers and scanners.
const NEAR_MM: f64 = 0.17;
/// The pieces in which print is moved, in millimetres across and down: a row of words, a third of it.
const PIECE_MM: (f64, f64) = (60.0, 10.0);
/// Of what is inked every so manyth pixel tells where print lies.
const ASKED: usize = 4;
/// What is less than this, in square millimetres, is dust or the edge of a letter.
const LEAST_MM2: f64 = 0.05;
/// So many pixels around an area are seen with it.
const EDGE: f64 = 4.0;
/// Within so many millimetres the light is even.
const EVEN_MM: f64 = 6.0;

/// What hangs together and was added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Added {
    pub(super) place: Place,
    /// How much it covers, in square millimetres.
    pub(super) mm2: f64,
}

/// A page, to be seen about as fine as its blank.
pub(super) struct Fine<'a> {
    page: &'a Lying<'a>,
    blank: &'a Blank,
    /// So many pixels of the scan along each side are one.
    factor: u32,
    /// So many pixels around print are print.
    reach: usize,
}

impl Fine<'_> {
    /// `growth_mm` is by how much print is broader than it was printed.
    pub(super) fn of<'a>(page: &'a Lying<'a>, blank: &'a Blank, growth_mm: f64) -> Fine<'a> {
        // 300 dots to the inch are a little less than twice as many.
        let factor = pixels(whole((page.registration.dots_per_mm / DOTS - 0.4).max(1.0)));
        Fine { page, blank, factor, reach: whole((NEAR_MM + growth_mm) * DOTS) }
    }

    /// All that was added in an area.
    pub(super) fn added(&self, area: &Place) -> Vec<Added> {
        let mut patch = self.patch(area);
        self.even_out(area, &mut patch);
        let ink = Ink::of(&patch, u8::MAX, DOTS, self.page.is_bilevel);
        let mut inked = ink.mask([0, 0, ink.width, ink.height], ink.strong);
        let printed = self.printed(&ink, area);
        let near = printed.grown(self.reach);
        for piece in pieces(&ink) {
            let all = set_in(&inked, piece);
            let offset = offset(&all, &printed);
            for (column, row) in all {
                inked.set[row * inked.width + column] = !is_set(&near, (column, row), offset);
            }
        }
        let strokes = inked.strokes().into_iter().map(|stroke| {
            let [left, top, right, bottom] = stroke.bounds.map(|at| at as f64 / DOTS);
            let (left, top) = (area.left + left, area.top + top);
            let (right, bottom) = (area.left + right, area.top + bottom);
            let (width, height) = (right - left + 1.0 / DOTS, bottom - top + 1.0 / DOTS);
            Added { place: Place { left, top, width, height }, mm2: ink.mm2(stroke.pixels) }
        });
        strokes.filter(|added| added.mm2 >= LEAST_MM2).collect()
    }

    /// An area, from the part of the scan in which it lies.
    fn patch(&self, area: &Place) -> GrayImage {
        let (scan, map) = (self.page.scan, self.page.registration.map);
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| {
            map.at(Point::of(area.left + x * area.width, area.top + y * area.height))
        });
        let part = |of: fn(&Point) -> f64, end: u32| {
            let (least, most) = corners
                .iter()
                .map(of)
                .fold((f64::MAX, 0.0_f64), |(least, most), at| (least.min(at), most.max(at)));
            let first = pixels(whole(least - EDGE)).min(end - 1);
            (first, pixels(whole(most + EDGE)).clamp(first + 1, end) - first)
        };
        let (left, width) = part(|point| point.x, scan.width());
        let (top, height) = part(|point| point.y, scan.height());
        let part = crop_imm(scan, left, top, width, height).to_image();
        let map = map.into_part(left, top).into_smaller(self.factor);
        upright(&shrink(&part, self.factor), &map, area, DOTS)
    }

    /// Lightens an area so that paper is white everywhere in it: it goes from margin to margin, and a lamp's light does not
    /// reach as far evenly.
    fn even_out(&self, area: &Place, patch: &mut GrayImage) {
        let step = whole(EVEN_MM * DOTS);
        for top in (0..patch.height()).step_by(step) {
            for left in (0..patch.width()).step_by(step) {
                let at = Place {
                    left: area.left + f64::from(left) / DOTS,
                    top: area.top + f64::from(top) / DOTS,
                    width: EVEN_MM,
                    height: EVEN_MM,
                };
                let lightens = f32::from(u8::MAX) / f32::from(self.page.white(&at).max(1));
                let width = patch.width() as usize;
                let across = left as usize..width.min(left as usize + step);
                for row in patch.chunks_exact_mut(width).skip(top as usize).take(step) {
                    for dot in &mut row[across.clone()] {
                        *dot = shade(f32::from(*dot) * lightens);
                    }
                }
            }
        }
    }

    /// Where an area is printed, at the ink's own pixels.
    fn printed(&self, ink: &Ink, area: &Place) -> Mask {
        let at = |mm: f64, pixel: usize| cut(short(mm * DOTS + pixel as f64 + 0.5));
        let columns: Vec<usize> = (0..ink.width).map(|column| at(area.left, column)).collect();
        let mut set = Vec::with_capacity(ink.dark.len());
        for row in 0..ink.height {
            set.extend(self.blank.printed(at(area.top, row), &columns));
        }
        Mask { width: ink.width, set }
    }
}

/// The pieces in which print is moved.
fn pieces(ink: &Ink) -> Vec<Area> {
    let (across, down) = (whole(PIECE_MM.0 * DOTS), whole(PIECE_MM.1 * DOTS));
    let mut found = Vec::new();
    for top in (0..ink.height).step_by(down) {
        for left in (0..ink.width).step_by(across) {
            found.push([left, top, (left + across).min(ink.width), (top + down).min(ink.height)]);
        }
    }
    found
}

/// Columns and rows of the pixels that are set in a piece.
fn set_in(mask: &Mask, [left, top, right, bottom]: Area) -> Vec<(usize, usize)> {
    let all = (top..bottom).flat_map(|row| (left..right).map(move |column| (column, row)));
    all.filter(|(column, row)| mask.set[row * mask.width + column]).collect()
}

/// How many pixels to the right and down what is inked lies off print: where most of it is printed, the nearest if several
/// are as good.
fn offset(inked: &[(usize, usize)], printed: &Mask) -> (isize, isize) {
    let mut met = [[0_u32; 2 * OFF + 1]; 2 * OFF + 1];
    for (column, row) in inked.iter().step_by(ASKED) {
        let (Some(left), Some(top)) = (column.checked_sub(OFF), row.checked_sub(OFF)) else {
            continue;
        };
        if column + OFF >= printed.width || row + OFF >= printed.height() {
            continue;
        }
        for (met, row) in met.iter_mut().zip(top..) {
            let from = row * printed.width + left;
            let near = &printed.set[from..=from + 2 * OFF];
            met.iter_mut().zip(near).for_each(|(met, set)| *met += u32::from(*set));
        }
    }
    let of = |at: usize| at.cast_signed() - OFF.cast_signed();
    let all = met
        .iter()
        .enumerate()
        .flat_map(|(y, row)| row.iter().enumerate().map(move |(x, met)| (*met, of(x), of(y))));
    let best = all.max_by_key(|(met, x, y)| (*met, -(x * x + y * y)));
    best.map_or((0, 0), |(_, x, y)| (-x, -y))
}

/// Whether the pixel is set in a mask that is moved so far.
fn is_set(mask: &Mask, (column, row): (usize, usize), (across, down): (isize, isize)) -> bool {
    let from = column.checked_add_signed(-across).filter(|column| *column < mask.width);
    let place =
        from.zip(row.checked_add_signed(-down)).map(|(column, row)| row * mask.width + column);
    place.and_then(|place| mask.set.get(place)).copied().unwrap_or(false)
}
