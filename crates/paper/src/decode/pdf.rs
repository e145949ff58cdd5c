//! PDF files as scanners write them: each page drawn at 300 dots to the inch.
//!
//! In come the file's bytes; out comes one page after the other.

use std::sync::Arc;

use hayro::RenderCache;
use hayro::RenderSettings;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;

use crate::decode::DecodeError;
use crate::decode::allowed;
use crate::decode::damaged;
use crate::decode::darkest;
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
            bg_color: WHITE,
            ..RenderSettings::default()
        };
        let drawn =
            hayro::render(found, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        let image = darkest(width, height, drawn.data_as_u8_slice().chunks_exact(4));
        Ok(Some(Scan { image, dots_per_mm: Some(300.0 / 25.4) }))
    }
}
