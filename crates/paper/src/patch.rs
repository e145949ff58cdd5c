//! A piece of a page set upright: what a box, a code or an answer looks like, whatever the scanner did.
//!
//! In come a scan, how the page lies in it and a place on the page; out come shades at an even number of pixels a
//! millimetre.

use image::GrayImage;
use partnership::consultation::layout::Place;

use crate::geometry::Map;
use crate::geometry::Point;
use crate::number::floor;
use crate::number::pixels;
use crate::number::shade;
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
    let mut out = Vec::with_capacity(width * height);
    let step = ((right.x / dots) as f32, (right.y / dots) as f32);
    for row in 0..height {
        let along = row as f64 / dots;
        let mut at = ((origin.x + along * down.x) as f32, (origin.y + along * down.y) as f32);
        for _ in 0..width {
            out.push(between(scan, at.0, at.1));
            at = (at.0 + step.0, at.1 + step.1);
        }
    }
    GrayImage::from_raw(pixels(width), pixels(height), out).unwrap_or_default()
}

/// The shade between four pixels, by how near each is.
fn between(scan: &GrayImage, x: f32, y: f32) -> u8 {
    let (left, top) = (floor(x), floor(y));
    let (Ok(column), Ok(row)) = (usize::try_from(left), usize::try_from(top)) else { return 255 };
    let width = scan.width() as usize;
    if column + 1 >= width || row + 1 >= scan.height() as usize {
        return 255;
    }
    let at = row * width + column;
    let shades = scan.as_raw();
    let (Some(upper), Some(lower)) =
        (shades.get(at..at + 2), shades.get(at + width..at + width + 2))
    else {
        return 255;
    };
    let (dx, dy) = (x - left as f32, y - top as f32);
    let mix = |pair: &[u8]| f32::from(pair[0]) + (f32::from(pair[1]) - f32::from(pair[0])) * dx;
    let (upper, lower) = (mix(upper), mix(lower));
    shade(upper + (lower - upper) * dy)
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
        for (x, sum) in columns.iter_mut().enumerate() {
            let at = |row: usize| u16::from(shades[row * width + x]);
            *sum = at(y - 1) + at(y) + at(y + 1);
        }
        let row = &mut out.as_mut()[y * width..(y + 1) * width];
        for (three, out) in columns.windows(3).zip(row.iter_mut().skip(1)) {
            let sum: u16 = three.iter().sum();
            *out = u8::try_from((sum + 4) / 9).unwrap_or(u8::MAX);
        }
    }
    out
}
