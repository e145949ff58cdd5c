//! Which page it is: the code in its corner, read by two readers that know nothing of each other.
//!
//! In comes a scan and how the page lies in it; out comes what the code says. The code guards itself twice, by the
//! error correction of a QR code (ISO/IEC 18004) and by its own check characters. What neither reader can read is
//! unknown, and never guessed at.

use image::GrayImage;
use partnership::consultation::layout::Place;
use partnership::consultation::page_code::PageCode;
use rxing::BarcodeFormat;

use crate::geometry::Map;
use crate::geometry::Point;
use crate::patch::mean_of_nine;
use crate::patch::median_of_nine;
use crate::patch::upright;
use crate::patch::widened;

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A page of one of our forms.
    Page(PageCode),
    /// Something else: the code of another paper.
    Other(String),
}

/// What the code at a place of the page says, if it can be read there.
pub(crate) fn at_place(scan: &GrayImage, map: &Map, place: &Place) -> Option<Says> {
    let around = widened(place, 2.5);
    let cut = |dots| upright(scan, map, &around, dots);
    // Without single wrong pixels first; then, for scans so coarse that these are the code itself, blurred and as it is.
    let readings: [fn(&GrayImage) -> GrayImage; 3] = [median_of_nine, mean_of_nine, Clone::clone];
    let tries = [(8.0, 0), (8.0, 1), (5.5, 0), (11.0, 1), (6.0, 2)];
    tries.into_iter().find_map(|(dots, reading)| in_image(&readings[reading](&cut(dots))))
}

/// What a code anywhere in an image says. A page of ours goes before anything else.
pub(crate) fn in_image(image: &GrayImage) -> Option<Says> {
    let first = by_rxing(image).map(said);
    if let Some(Says::Page(_)) = first {
        return first;
    }
    by_rqrr(image).map(said).or(first)
}

/// A code of a page of ours anywhere in an image, and where its corners are: bottom left, top left, top right.
pub(crate) fn found_in(image: &GrayImage) -> Option<(PageCode, [Point; 3])> {
    let (width, height) = image.dimensions();
    let format = Some(BarcodeFormat::QR_CODE);
    let found =
        rxing::helpers::detect_in_luma(image.as_raw().clone(), width, height, format).ok()?;
    let Says::Page(code) = said(found.getText().to_owned()) else { return None };
    // A pixel's middle is half a pixel from its corner.
    let point = |at: &rxing::Point| Point::of(f64::from(at.x) - 0.5, f64::from(at.y) - 0.5);
    let [a, b, c, ..] = found.getPoints() else { return None };
    Some((code, in_order([point(a), point(b), point(c)])))
}

/// Three corners of a code as bottom left, top left, top right, whatever the order: the top left one is opposite the longest
/// side, and from the one at its right to the one below it the turn is clockwise.
fn in_order([a, b, c]: [Point; 3]) -> [Point; 3] {
    let (from_a, from_b, from_c) = (b.to(c), a.to(c), a.to(b));
    let (corner, one, other) = if from_a >= from_b && from_a >= from_c {
        (a, b, c)
    } else if from_b >= from_c {
        (b, a, c)
    } else {
        (c, a, b)
    };
    let turn =
        (one.x - corner.x) * (other.y - corner.y) - (one.y - corner.y) * (other.x - corner.x);
    if turn > 0.0 { [other, corner, one] } else { [one, corner, other] }
}

fn said(text: String) -> Says {
    match text.parse() {
        Ok(code) => Says::Page(code),
        Err(_) => Says::Other(text),
    }
}

fn by_rxing(image: &GrayImage) -> Option<String> {
    let (width, height) = image.dimensions();
    let format = Some(BarcodeFormat::QR_CODE);
    let found =
        rxing::helpers::detect_in_luma(image.as_raw().clone(), width, height, format).ok()?;
    Some(found.getText().to_owned())
}

fn by_rqrr(image: &GrayImage) -> Option<String> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let shades = image.as_raw();
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| shades[y * width + x]);
    let texts = prepared.detect_grids().into_iter().filter_map(|grid| grid.decode().ok());
    texts.map(|(_, text)| text).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codes_corners_are_put_in_order_however_they_come_and_lie() {
        let upright = [Point::of(2.0, 9.0), Point::of(2.0, 2.0), Point::of(9.0, 2.0)];
        let [bottom, corner, right] = upright;
        for order in [[bottom, corner, right], [corner, right, bottom], [right, bottom, corner]] {
            assert_eq!(in_order(order), upright);
        }
        let turned = upright.map(|point| Point::of(-point.x, -point.y));
        let [bottom, corner, right] = turned;
        assert_eq!(in_order([right, corner, bottom]), turned);
    }
}
