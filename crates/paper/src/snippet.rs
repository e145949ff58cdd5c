//! The picture of one question's answer, cut out upright for the person who looks at it.
//!
//! In come a scan, how the page lies in it and a question; out comes a picture with its boxes and spaces, and the words
//! around them.

use image::GrayImage;
use image::ImageError;
use image::ImageFormat;
use image::imageops;
use image::imageops::FilterType;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;

use crate::patch::upright;
use crate::register::Registration;
use crate::scan::Scan;

/// Pixels a millimetre: about 200 to the inch, as sharp as a screen shows.
const DOTS: f64 = 8.0;
/// The page's margin, beyond which nothing is printed but marks, in millimetres.
const MARGIN_MM: f64 = 16.0;
/// What is shown above and below the boxes, in millimetres: the question above, and what was written below.
const ABOVE_MM: f64 = 14.0;
const BELOW_MM: f64 = 5.0;

/// The picture of a question on a page; nothing if the page does not ask it.
pub fn snippet(
    scan: &Scan,
    registration: &Registration,
    layout: &PageLayout,
    question: &str,
) -> Option<GrayImage> {
    let boxes = layout.boxes.iter().filter(|tick| tick.question == question);
    let spaces = layout.spaces.iter().filter(|space| space.question == question);
    let places: Vec<Place> =
        boxes.map(|tick| tick.place).chain(spaces.map(|space| space.place)).collect();
    let top = places.iter().map(|place| place.top).reduce(f64::min)?;
    let bottom = places.iter().map(|place| place.top + place.height).reduce(f64::max)?;
    let right = layout.corners.iter().map(|place| place.left + place.width).reduce(f64::max)?;
    let place = Place {
        left: MARGIN_MM,
        top: (top - ABOVE_MM).max(0.0),
        width: right + 8.0 - 2.0 * MARGIN_MM,
        height: bottom + BELOW_MM - (top - ABOVE_MM).max(0.0),
    };
    let dots = registration.dots_per_mm.min(DOTS);
    Some(upright(&scan.image, &registration.map, &place, dots))
}

/// The longest side of the picture of a whole side, in pixels: A4 at about 130 to the inch, so that print can be read.
const LONGEST: u32 = 1500;

/// The picture of a whole side as it was scanned, for whoever keys it by hand.
pub fn whole(scan: &Scan) -> GrayImage {
    let (width, height) = scan.image.dimensions();
    let longest = width.max(height);
    if longest <= LONGEST {
        return scan.image.clone();
    }
    let smaller = |side: u32| (side * LONGEST / longest).max(1);
    imageops::resize(&scan.image, smaller(width), smaller(height), FilterType::Triangle)
}

/// A picture as the bytes of a PNG file.
///
/// # Errors
/// When the picture is larger than the format allows.
pub fn png(image: &GrayImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}
