//! The picture of whoever sends a document, at the head of its first page, on its own colour.
//!
//! In come the bytes of a PNG or SVG picture, whose it is, and the colour that it is made to stand on; out goes what each format
//! sets of it, or why it cannot be drawn.

use crate::png;
use crate::png::PngError;

/// How a PNG begins, and where its width and height stand.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// How high it is set, and how wide at most, in millimetres.
const HEIGHT: f64 = 12.0;
const WIDEST: f64 = 150.0;

/// A picture at the head of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Letterhead {
    whose: String,
    colour: String,
    bytes: Vec<u8>,
    /// Whether it is drawn by lines, as SVG.
    is_vector: bool,
    /// The same as pixels, on its colour, for readers that cannot draw lines.
    pixels: Vec<u8>,
    width: f64,
    height: f64,
}

/// Why there is no letterhead.
#[derive(Debug, thiserror::Error)]
pub enum LetterheadError {
    /// The picture is damaged.
    #[error("the logo is damaged: it says nothing of its size; save it anew as PNG or SVG")]
    Damaged,
    /// It cannot be drawn.
    #[error("the logo cannot be drawn: {0}; save it anew as PNG or SVG")]
    Undrawable(#[from] PngError),
}

impl Letterhead {
    /// The picture of an organisation, made to stand on a colour such as `#1d70b8`.
    ///
    /// # Errors
    /// When the picture cannot be drawn.
    pub fn of(whose: &str, colour: &str, bytes: &[u8]) -> Result<Letterhead, LetterheadError> {
        let (whose, colour) = (whose.to_owned(), colour.to_owned());
        if let Some(rest) = bytes.strip_prefix(PNG) {
            let side = |at: usize| {
                let four = rest.get(at..at + 4).and_then(|four| four.try_into().ok());
                four.map(u32::from_be_bytes).filter(|side| (1..=20_000).contains(side))
            };
            let size = side(8).zip(side(12)).ok_or(LetterheadError::Damaged)?;
            let (width, height) = (f64::from(size.0), f64::from(size.1));
            let (bytes, pixels) = (bytes.to_vec(), bytes.to_vec());
            return Ok(Letterhead {
                whose,
                colour,
                bytes,
                is_vector: false,
                pixels,
                width,
                height,
            });
        }
        let svg = std::str::from_utf8(bytes).map_err(|_| LetterheadError::Damaged)?;
        let drawn = png::picture_on(svg, &colour)?;
        let (width, height) = (f64::from(drawn.width), f64::from(drawn.height));
        let (bytes, pixels) = (bytes.to_vec(), drawn.bytes);
        Ok(Letterhead { whose, colour, bytes, is_vector: true, pixels, width, height })
    }

    /// Whose it is: the words for those who do not see it.
    pub(crate) fn whose(&self) -> &str {
        &self.whose
    }

    /// The colour that it stands on.
    pub(crate) fn colour(&self) -> &str {
        &self.colour
    }

    /// The picture as it was given.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The picture as a PNG.
    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The ending of its file, and what kind of file that is.
    pub(crate) fn kind(&self) -> (&'static str, &'static str) {
        if self.is_vector { ("svg", "image/svg+xml") } else { ("png", "image/png") }
    }

    /// How wide and how high it is set, in millimetres.
    pub(crate) fn size(&self) -> (f64, f64) {
        let ratio = self.width / self.height;
        let height = HEIGHT.min(WIDEST / ratio);
        (height * ratio, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"10\"/>";

    #[test]
    fn a_picture_is_set_as_high_as_the_line_and_a_long_one_no_wider_than_the_page() {
        let (width, height) =
            Letterhead::of("A council", "#003366", SVG.as_bytes()).unwrap().size();
        assert!((width - WIDEST).abs() < 1e-9 && (height - 5.0).abs() < 1e-9, "{width} {height}");
        let square = SVG.replace("300", "10");
        let (width, height) =
            Letterhead::of("A council", "#003366", square.as_bytes()).unwrap().size();
        assert!((width - HEIGHT).abs() < 1e-9 && (height - HEIGHT).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_picture_is_refused_with_what_to_do() {
        for damaged in [PNG, &b"\xff<svg"[..]] {
            let why = Letterhead::of("A council", "#003366", damaged).unwrap_err();
            assert!(why.to_string().contains("save it anew"), "{why}");
        }
        let broken = Letterhead::of("A council", "#003366", b"<svg <<").unwrap_err();
        assert!(matches!(broken, LetterheadError::Undrawable(_)), "{broken}");
    }
}
