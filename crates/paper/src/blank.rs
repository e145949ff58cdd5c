//! A form before anybody wrote on it: small pictures of its pages, which are kept with its layout.
//!
//! In comes the PDF that is printed; out come the pictures of its pages. In comes such a picture; out comes where the page
//! is printed, so that what a pen added can be told from it.

use std::io::Cursor;

use data_encoding::BASE64;
use image::GrayImage;
use image::imageops::FilterType;
use image::imageops::resize;
use partnership::consultation::layout::PageLayout;
use png::BitDepth;
use png::ColorType;
use png::Compression;
use png::Decoder;
use png::Encoder;
use png::EncodingError;
use png::Filter;

use crate::decode::DecodeError;
use crate::decode::pages;
use crate::number::pixels;
use crate::number::whole;
use crate::scan::Scan;

/// Pixels a millimetre: strokes of letters show, and a page of words takes some ten thousand bytes.
pub(crate) const DOTS: f64 = 6.0;
/// Print is darker than this, thin rules and pale tints too.
const PAPER: u8 = 230;

/// Small pictures of a form's pages, in its order, as a layout keeps them.
///
/// # Errors
/// When the PDF, or a page of it, cannot be drawn.
pub fn pictures(pdf: Vec<u8>) -> Result<Vec<String>, DecodeError> {
    pages(pdf)?.map(|page| page.map(|page| picture(&page))).collect()
}

/// The small picture of a page that nobody wrote on, as its layout keeps it: a PNG file in base64, black where anything is
/// printed and white where nothing is.
pub fn picture(page: &Scan) -> String {
    let scale = page.dots_per_mm.map_or(1.0, |dots| DOTS / dots);
    let side = |pixel: u32| pixels(whole(f64::from(pixel) * scale)).max(1);
    let (width, height) = (side(page.image.width()), side(page.image.height()));
    let small = resize(&page.image, width, height, FilterType::Triangle);
    let mut file = Vec::new();
    // Writing into memory cannot fail, and the picture has pixels.
    let _ = write(&small, &mut file);
    BASE64.encode(&file)
}

/// A picture as a PNG file with one bit a pixel.
fn write(small: &GrayImage, file: &mut Vec<u8>) -> Result<(), EncodingError> {
    let (width, height) = small.dimensions();
    let mut encoder = Encoder::new(file, width, height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let eight = |eight: &[u8]| {
        let white = eight.iter().enumerate().filter(|(_, shade)| **shade >= PAPER);
        white.fold(0, |bits, (at, _)| bits | (0x80 >> at))
    };
    let rows = small.chunks_exact(width as usize).flat_map(|row| row.chunks(8).map(eight));
    encoder.write_header()?.write_image_data(&rows.collect::<Vec<u8>>())
}

/// Where a page is printed: a bit a pixel, 0 where it is, in rows of whole bytes.
pub(crate) struct Blank {
    bits: Vec<u8>,
    bytes_across: usize,
}

impl Blank {
    /// The one that a layout keeps, if it keeps one that can be read.
    pub(crate) fn of(layout: &PageLayout) -> Option<Blank> {
        let file = BASE64.decode(layout.blank.as_ref()?.as_bytes()).ok()?;
        let mut reader = Decoder::new(Cursor::new(file)).read_info().ok()?;
        let mut bits = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut bits).ok()?;
        let is_ours = (frame.color_type, frame.bit_depth) == (ColorType::Grayscale, BitDepth::One);
        is_ours.then_some(Blank { bits, bytes_across: frame.line_size })
    }

    /// Whether anything is printed at each of these columns of a row, in pixels.
    pub(crate) fn printed(&self, row: usize, columns: &[usize]) -> impl Iterator<Item = bool> {
        let start = (row * self.bytes_across).min(self.bits.len());
        let bits = &self.bits[start..(start + self.bytes_across).min(self.bits.len())];
        columns.iter().map(|at| bits.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) == 0))
    }
}
