//! TIFF files: as many pages as there are, black and white (Group 4 too), grey or coloured.
//!
//! In come the file's bytes; out comes one page after the other.

use std::io::Cursor;

use image::GrayImage;
use tiff::ColorType;
use tiff::decoder::Decoder;
use tiff::decoder::DecodingResult;
use tiff::decoder::Limits;
use tiff::tags::Tag;

use crate::decode::DecodeError;
use crate::decode::MOST_PIXELS;
use crate::decode::allowed;
use crate::decode::damaged;
use crate::decode::darkest;
use crate::number::pixels;
use crate::scan::Scan;

/// An open TIFF file.
pub(super) struct Tagged {
    decoder: Decoder<Cursor<Vec<u8>>>,
}

impl Tagged {
    pub(super) fn of(bytes: Vec<u8>) -> Result<Tagged, DecodeError> {
        let mut limits = Limits::default();
        // Three or four channels of a byte each.
        limits.decoding_buffer_size = usize::try_from(MOST_PIXELS * 4).unwrap_or(usize::MAX);
        limits.intermediate_buffer_size = limits.decoding_buffer_size;
        let decoder = Decoder::new(Cursor::new(bytes)).map_err(|error| damaged(1, error))?;
        Ok(Tagged { decoder: decoder.with_limits(limits) })
    }

    /// That page, if there is one: they are asked for in turn.
    pub(super) fn page(&mut self, page: usize) -> Result<Option<Scan>, DecodeError> {
        let wrong = |error: tiff::TiffError| damaged(page, error);
        if page > 1 {
            if !self.decoder.more_images() {
                return Ok(None);
            }
            self.decoder.next_image().map_err(wrong)?;
        }
        let (width, height) = self.decoder.dimensions().map_err(wrong)?;
        allowed(page, u64::from(width), u64::from(height))?;
        let colour = self.decoder.colortype().map_err(wrong)?;
        let dots_per_mm = self.dots_per_mm();
        let DecodingResult::U8(bytes) = self.decoder.read_image().map_err(wrong)? else {
            return Err(damaged(page, "its shades have more than 8 bits"));
        };
        let image = grey(width, height, colour, bytes)
            .ok_or_else(|| damaged(page, format!("its colours, {colour:?}, are not read")))?;
        Ok(Some(Scan { image, dots_per_mm }))
    }

    /// What the file says; the unit is inches unless it says centimetres (TIFF 6.0, p. 38).
    fn dots_per_mm(&mut self) -> Option<f64> {
        let across = self.decoder.get_tag_f64(Tag::XResolution).ok()?;
        let unit = self.decoder.get_tag_u32(Tag::ResolutionUnit).unwrap_or(2);
        let dots = across / if unit == 3 { 10.0 } else { 25.4 };
        (unit != 1 && dots.is_finite() && dots > 0.0).then_some(dots)
    }
}

fn grey(width: u32, height: u32, colour: ColorType, bytes: Vec<u8>) -> Option<GrayImage> {
    match colour {
        ColorType::Gray(1) => {
            let row = (width as usize).div_ceil(8);
            let mut shades = Vec::with_capacity(width as usize * height as usize);
            for packed in bytes.chunks_exact(row).take(height as usize) {
                let bit = |x: usize| packed[x / 8] >> (7 - x % 8) & 1;
                shades.extend((0..width as usize).map(|x| bit(x) * 255));
            }
            GrayImage::from_raw(width, height, shades)
        }
        ColorType::Gray(8) => GrayImage::from_raw(width, height, bytes),
        ColorType::RGB(8) | ColorType::YCbCr(8) => {
            let image = darkest(width, height, bytes.chunks_exact(3));
            (image.len() == pixels(bytes.len() / 3) as usize).then_some(image)
        }
        ColorType::RGBA(8) => Some(darkest(width, height, bytes.chunks_exact(4))),
        _ => None,
    }
}
