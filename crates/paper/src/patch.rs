//! A piece of a page set upright: what a box, a code or an answer looks like, whatever the scanner did.
//!
//! In come a scan, how the page lies in it and a place on the page; out come shades at an even number of pixels a
//! millimetre.

use image::GrayImage;
use partnership::consultation::layout::Place;

use crate::geometry::Map;
use crate::geometry::Point;
use crate::number::cut;
use crate::number::pixels;
use crate::number::shade;
use crate::number::short;
use crate::number::whole;

/// A place with so many millimetres more on each side.
pub(crate) fn widened(place: &Place, by: f64) -> Place {
    Place {
        left: place.left - by,
        top: place.top - by,
        width: place.width + 2.0 * by,
        height: place.height + 2.0 * by,
    }
}

/// A place of the page, upright, at `dots` pixels a millimetre. What lies outside the scan is white.
///
/// Within a place the map is taken as affine: over 20 mm a page's perspective bends less than a hundredth of that.
pub(crate) fn upright(scan: &GrayImage, map: &Map, place: &Place, dots: f64) -> GrayImage {
    let (width, height) = (whole(place.width * dots).max(1), whole(place.height * dots).max(1));
    let middle = Point::of(place.left + place.width / 2.0, place.top + place.height / 2.0);
    let (right, down) = map.steps(middle);
    // The middle of the first pixel.
    let start = map.at(middle);
    let (half_x, half_y) = ((width as f64 - 1.0) / 2.0 / dots, (height as f64 - 1.0) / 2.0 / dots);
    let origin = Point::of(
        start.x - half_x * right.x - half_y * down.x,
        start.y - half_x * right.y - half_y * down.y,
    );
    let step = (short(right.x / dots), short(right.y / dots));
    let mut out = vec![255; width * height];
    for (row, line) in out.chunks_exact_mut(width).enumerate() {
        let along = row as f64 / dots;
        let mut at = (short(origin.x + along * down.x), short(origin.y + along * down.y));
        for shade in line {
            *shade = between(scan, at.0, at.1);
            at = (at.0 + step.0, at.1 + step.1);
        }
    }
    GrayImage::from_raw(pixels(width), pixels(height), out).unwrap_or_default()
}

/// The shade between four pixels, by how near each is.
fn between(scan: &GrayImage, x: f32, y: f32) -> u8 {
    // Below zero lies outside; what is cast is not negative, so it is cut and not rounded.
    if x < 0.0 || y < 0.0 {
        return 255;
    }
    let (column, row) = (cut(x), cut(y));
    let width = scan.width() as usize;
    if column + 1 >= width {
        return 255;
    }
    let at = row * width + column;
    let shades = scan.as_raw();
    let (Some([a, b]), Some([c, d])) =
        (shades.get(at..at + 2), shades.get(at + width..at + width + 2))
    else {
        return 255;
    };
    let (dx, dy) = (x - column as f32, y - row as f32);
    let mix = |a: f32, b: f32, share: f32| a + (b - a) * share;
    let upper = mix(f32::from(*a), f32::from(*b), dx);
    let lower = mix(f32::from(*c), f32::from(*d), dx);
    shade(mix(upper, lower, dy))
}

/// Each pixel the middle one of the nine around it: single wrong pixels go, edges stay. The outermost are kept.
pub(crate) fn median_of_nine(image: &GrayImage) -> GrayImage {
    let width = image.width() as usize;
    let mut out = image.clone();
    let shades = image.as_raw();
    for y in 1..(image.height() as usize).saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            let mut nine = [0; 9];
            for (row, three) in nine.chunks_exact_mut(3).enumerate() {
                let at = (y + row - 1) * width + x - 1;
                three.copy_from_slice(&shades[at..at + 3]);
            }
            let (_, middle, _) = nine.select_nth_unstable(4);
            out.as_mut()[y * width + x] = *middle;
        }
    }
    out
}

/// Each pixel the mean of the nine around it. The outermost are kept.
pub(crate) fn mean_of_nine(image: &GrayImage) -> GrayImage {
    let width = image.width() as usize;
    let mut out = image.clone();
    let shades = image.as_raw();
    let mut columns = vec![0_u16; width];
    for y in 1..(image.height() as usize).saturating_sub(1) {
        let row = |row: usize| &shades[row * width..(row + 1) * width];
        let three = row(y - 1).iter().zip(row(y)).zip(row(y + 1));
        for (sum, ((above, here), below)) in columns.iter_mut().zip(three) {
            *sum = u16::from(*above).wrapping_add(u16::from(*here)).wrapping_add(u16::from(*below));
        }
        let out = &mut out.as_mut()[y * width + 1..(y + 1) * width];
        for (out, three) in out.iter_mut().zip(columns.windows(3)) {
            let sum = three[0].wrapping_add(three[1]).wrapping_add(three[2]);
            // 7282 / 2^16 is a ninth; the sum is at most 9 × 255.
            *out = u8::try_from((u32::from(sum) * 7282 + 0x8000) >> 16).unwrap_or(u8::MAX);
        }
    }
    out
}
