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
