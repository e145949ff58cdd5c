//! PDF files as scanners write them: each page drawn at 300 dots to the inch.
//!
//! In come the file's bytes; out comes one page after the other.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use hayro::RenderCache;
use hayro::RenderSettings;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::InterpreterWarning;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::TRANSPARENT;
use image::GrayImage;

use crate::decode::DecodeError;
use crate::decode::allowed;
use crate::decode::damaged;
use crate::number::whole;
use crate::scan::Scan;

/// A PDF's own unit is 1/72 of an inch.
const SCALE: f32 = 300.0 / 72.0;

/// An open PDF file.
pub(super) struct Document {
    pdf: Pdf,
}

impl Document {
    pub(super) fn of(bytes: Vec<u8>) -> Result<Document, DecodeError> {
        let pdf = Pdf::new(Arc::new(bytes)).map_err(|error| damaged(1, format!("{error:?}")))?;
        if pdf.pages().is_empty() { Err(DecodeError::Empty) } else { Ok(Document { pdf }) }
    }

    /// That page, if there is one.
    pub(super) fn page(&self, page: usize) -> Result<Option<Scan>, DecodeError> {
        let Some(found) = self.pdf.pages().get(page - 1) else { return Ok(None) };
        let (width, height) = found.render_dimensions();
        let drawn = |length: f32| whole(f64::from((length * SCALE).floor())) as u64;
        allowed(page, drawn(width), drawn(height))?;
        if drawn(width).max(drawn(height)) > u64::from(u16::MAX) {
            let (width, height) = (drawn(width), drawn(height));
            return Err(DecodeError::Pixels { page, width, height });
        }
        let settings = RenderSettings {
            x_scale: SCALE,
            y_scale: SCALE,
            bg_color: TRANSPARENT,
            ..RenderSettings::default()
        };
        // A picture that cannot be decoded is left out of the drawing, and its page would pass for a blank one.
        let is_lost = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&is_lost);
        let interpreting = InterpreterSettings {
            warning_sink: Arc::new(move |warning| {
                if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
                    told.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        let drawn = hayro::render(found, &RenderCache::new(), &interpreting, &settings);
        let pixels = drawn.data_as_u8_slice();
        let is_empty = || pixels.chunks_exact(4).all(|pixel| matches!(pixel, [.., 0]));
        if is_lost.load(Ordering::Relaxed) || (has_picture(found) && is_empty()) {
            return Err(damaged(page, "a picture on it cannot be decoded"));
        }
        let image = on_white((u32::from(drawn.width()), u32::from(drawn.height())), pixels);
        Ok(Some(Scan { image, dots_per_mm: Some(300.0 / 25.4) }))
    }
}

/// Whether a page says that a picture is to be drawn, as each page of a scan does.
fn has_picture(page: &Page<'_>) -> bool {
    let mut operations = page.typed_operations();
    while let Some(one) = operations.next() {
        if matches!(one, TypedInstruction::XObject(_) | TypedInstruction::InlineImage(_)) {
            return true;
        }
    }
    false
}

/// Each pixel by its darkest channel, on white paper. The channels of what is drawn are less the more of it is transparent.
fn on_white((width, height): (u32, u32), pixels: &[u8]) -> GrayImage {
    let shade = |pixel: &[u8]| match *pixel {
        [red, green, blue, opaque] => red.min(green).min(blue).saturating_add(255 - opaque),
        _ => 255,
    };
    let shades = pixels.chunks_exact(4).map(shade).collect();
    GrayImage::from_raw(width, height, shades).unwrap_or_default()
}
