//! From files to scans: PDF, TIFF with any number of pages, JPEG and PNG, one page at a time.
//!
//! In come a file's bytes; out come its pages as grey images, each decoded only when it is asked for, so that memory
//! holds one page. What a file is, its first bytes tell, never its name. A damaged file, and one that would take more
//! memory than a page can need, is refused in plain words.

use std::io::Cursor;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use image::DynamicImage;
use image::GrayImage;
use image::ImageFormat;
use image::ImageReader;

use crate::scan::Scan;

mod pdf;
mod resolution;
mod tagged;

/// The largest file that is read, in bytes: 5,000 sides at 300 dots to the inch.
pub const MOST_BYTES: usize = 1 << 30;
/// The most pixels of a page: an A3 sheet at 600 dots to the inch.
pub const MOST_PIXELS: u64 = 72_000_000;
/// The most pages of one file.
pub const MOST_PAGES: usize = 10_000;

/// Why a file, or a page of it, is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    /// It is none of the formats.
    #[error("this is not a PDF, TIFF, JPEG or PNG file; scan to one of these")]
    Format,
    /// The file is too large.
    #[error("the file has {0} bytes, and at most {MOST_BYTES} are read; split it into several")]
    Bytes(usize),
    /// A page has too many pixels.
    #[error(
        "page {page} has {width} × {height} pixels, and at most {MOST_PIXELS} in all are read; scan at 200 to 300 dots to the inch"
    )]
    Pixels {
        /// Which page, from 1.
        page: usize,
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
    },
    /// There are too many pages.
    #[error("the file has more than {MOST_PAGES} pages; split it into several")]
    Pages,
    /// The file has no page.
    #[error("the file has no page in it; scan again")]
    Empty,
    /// It is a way of keeping pictures that is not read.
    #[error(
        "page {page} is kept in a way that is not read: {why}; scan it again in colour, grey or black and white"
    )]
    Unsupported {
        /// Which page, from 1.
        page: usize,
        /// What is not read.
        why: String,
    },
    /// It cannot be decoded.
    #[error("page {page} cannot be read, because the file is damaged there: {why}; scan it again")]
    Damaged {
        /// Which page, from 1.
        page: usize,
        /// What the decoder says.
        why: String,
    },
}

/// The pages of a file, in its order. After a refusal there are no more.
pub struct Pages {
    source: Source,
    next: usize,
    is_over: bool,
}

enum Source {
    One(Vec<u8>, ImageFormat),
    Tagged(Box<tagged::Tagged>),
    Pdf(Box<pdf::Document>),
}

/// The pages of a file.
///
/// # Errors
/// When it is none of the formats, too large, or damaged where it begins.
pub fn pages(bytes: Vec<u8>) -> Result<Pages, DecodeError> {
    if bytes.len() > MOST_BYTES {
        return Err(DecodeError::Bytes(bytes.len()));
    }
    let source = guarded(1, || match kind(&bytes) {
        Some(Kind::One(format)) => Ok(Source::One(bytes, format)),
        Some(Kind::Tagged) => Ok(Source::Tagged(Box::new(tagged::Tagged::of(bytes)?))),
        Some(Kind::Pdf) => Ok(Source::Pdf(Box::new(pdf::Document::of(bytes)?))),
        None => Err(DecodeError::Format),
    })?;
    Ok(Pages { source, next: 1, is_over: false })
}

enum Kind {
    One(ImageFormat),
    Tagged,
    Pdf,
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    // A PDF's header may come after other bytes (ISO 32000-1, annex H, note 13).
    let start = &bytes[..bytes.len().min(1024)];
    match start {
        [0xff, 0xd8, 0xff, ..] => Some(Kind::One(ImageFormat::Jpeg)),
        [0x89, b'P', b'N', b'G', ..] => Some(Kind::One(ImageFormat::Png)),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Kind::Tagged),
        _ => start.windows(5).any(|five| five == b"%PDF-").then_some(Kind::Pdf),
    }
}

impl Iterator for Pages {
    type Item = Result<Scan, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let page = self.next;
        self.next += 1;
        let source = &mut self.source;
        let read = guarded(page, || match source {
            Source::One(bytes, format) if page == 1 => one(bytes, *format).map(Some),
            Source::One(..) => Ok(None),
            Source::Tagged(file) => file.page(page),
            Source::Pdf(document) => document.page(page),
        });
        let read = if page > MOST_PAGES { Err(DecodeError::Pages) } else { read };
        self.is_over = !matches!(read, Ok(Some(_)));
        read.transpose()
    }
}

/// A decoder that panics has met a damaged file.
fn guarded<T>(
    page: usize,
    decode: impl FnOnce() -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let why = || "the decoder gave up".to_owned();
    catch_unwind(AssertUnwindSafe(decode))
        .unwrap_or_else(|_| Err(DecodeError::Damaged { page, why: why() }))
}

/// Refuses a page that is too large or has no extent.
fn allowed(page: usize, width: u64, height: u64) -> Result<(), DecodeError> {
    if width == 0 || height == 0 {
        return Err(damaged(page, "it has no pixels"));
    }
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(DecodeError::Pixels { page, width, height });
    }
    Ok(())
}

fn damaged(page: usize, why: impl ToString) -> DecodeError {
    DecodeError::Damaged { page, why: why.to_string() }
}

fn unsupported(page: usize, why: impl ToString) -> DecodeError {
    DecodeError::Unsupported { page, why: why.to_string() }
}

fn one(bytes: &[u8], format: ImageFormat) -> Result<Scan, DecodeError> {
    let wrong = |error: image::ImageError| damaged(1, error);
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(wrong)?;
    allowed(1, u64::from(width), u64::from(height))?;
    let image = reader().decode().map_err(wrong)?;
    let dots_per_mm = match format {
        ImageFormat::Jpeg => resolution::of_jpeg(bytes),
        _ => resolution::of_png(bytes),
    };
    Ok(Scan { image: grey(image), dots_per_mm })
}

/// Each pixel by its darkest channel; what is transparent is white.
fn grey(image: DynamicImage) -> GrayImage {
    match image {
        DynamicImage::ImageLuma8(grey) => grey,
        DynamicImage::ImageLuma16(_) => image.to_luma8(),
        other => {
            let (width, height) = (other.width(), other.height());
            let pixels = other.to_rgba8();
            darkest(width, height, pixels.chunks_exact(4))
        }
    }
}

/// The darkest of each pixel's channels; a fourth one is how opaque it is.
fn darkest<'a>(width: u32, height: u32, pixels: impl Iterator<Item = &'a [u8]>) -> GrayImage {
    let shade = |pixel: &[u8]| {
        let dark = pixel.iter().take(3).copied().min().unwrap_or(255);
        let opaque = u16::from(pixel.get(3).copied().unwrap_or(255));
        let mixed = (u16::from(dark) * opaque + 255 * (255 - opaque)) / 255;
        u8::try_from(mixed).unwrap_or(255)
    };
    GrayImage::from_raw(width, height, pixels.map(shade).collect()).unwrap_or_default()
}
