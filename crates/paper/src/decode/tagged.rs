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
use crate::decode::unsupported;
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
        let wrong = |error: tiff::TiffError| match error {
            tiff::TiffError::UnsupportedError(why) => unsupported(page, why),
            other => damaged(page, other),
        };
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
        // Fax machines may write the bits of each byte from the last to the first (TIFF 6.0, p. 32).
        if self.decoder.get_tag_u32(Tag::FillOrder).is_ok_and(|order| order == 2) {
            return Err(unsupported(page, "the bits of its bytes are in reverse order"));
        }
        let bytes = match self.decoder.read_image().map_err(wrong)? {
            DecodingResult::U8(bytes) => bytes,
            // Of 16 bits, the upper eight are as fine as any shade that is read.
            DecodingResult::U16(words) => {
                words.into_iter().map(|word| word.to_be_bytes()[0]).collect()
            }
            _ => return Err(unsupported(page, "its shades are no whole numbers of 8 or 16 bits")),
        };
        let image = grey(width, height, colour, bytes)
            .ok_or_else(|| unsupported(page, format!("its colours are {colour:?}")))?;
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

/// Each pixel's shade, whatever the file has; none where the colours are no such.
fn grey(width: u32, height: u32, colour: ColorType, bytes: Vec<u8>) -> Option<GrayImage> {
    match colour {
        ColorType::Gray(bits @ (1 | 2 | 4)) => {
            GrayImage::from_raw(width, height, unpacked((width, height), bits, &bytes))
        }
        ColorType::Gray(8 | 16) => GrayImage::from_raw(width, height, bytes),
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => {
            let image = darkest(width, height, bytes.chunks_exact(3));
            (image.len() == pixels(bytes.len() / 3) as usize).then_some(image)
        }
        ColorType::RGBA(8 | 16) => Some(darkest(width, height, bytes.chunks_exact(4))),
        _ => None,
    }
}

/// Shades of fewer than eight bits, several to a byte, each row beginning with a byte of its own.
fn unpacked((width, height): (u32, u32), bits: u8, bytes: &[u8]) -> Vec<u8> {
    let (width, a_byte, most) = (width as usize, 8 / usize::from(bits), (1_u8 << bits) - 1);
    let mut shades = Vec::with_capacity(width * height as usize);
    for packed in bytes.chunks_exact(width.div_ceil(a_byte)).take(height as usize) {
        let shade = |x: usize| {
            let up = (a_byte - 1 - x % a_byte) * usize::from(bits);
            (packed[x / a_byte] >> up & most) * (255 / most)
        };
        shades.extend((0..width).map(shade));
    }
    shades
}
