//! Charts as pixels, for readers of office files that cannot draw vector graphics.
//!
//! In comes the SVG of a chart; out goes a PNG drawn with our own fonts, the same on every machine.

use std::sync::Arc;
use std::sync::LazyLock;

use resvg::tiny_skia::Color;
use resvg::tiny_skia::Pixmap;
use resvg::tiny_skia::Transform;
use resvg::usvg;

use crate::fonts;

/// Pixels drawn for each pixel of the chart: 680 across 170 mm of paper become some 250 dots an inch.
const FINENESS: f32 = 2.5;

/// Why a chart could not be drawn as pixels.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The vector graphic is not one.
    #[error("the vector graphic cannot be read: {0}")]
    Vector(#[from] usvg::Error),
    /// The picture would have no pixels, or too many.
    #[error("a chart of {width} by {height} cannot be drawn as pixels")]
    Size {
        /// Width in pixels of the chart.
        width: f32,
        /// Height in pixels of the chart.
        height: f32,
    },
    /// The pixels could not be packed.
    #[error("the chart's pixels could not be packed: {0}")]
    Packing(String),
}

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for face in fonts::faces_of_family() {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family(fonts::FAMILY);
    Arc::new(fonts)
});

/// A picture with its size in the chart's own pixels.
pub struct Picture {
    /// The PNG.
    pub bytes: Vec<u8>,
    /// Width of the chart.
    pub width: f32,
    /// Height of the chart.
    pub height: f32,
}

/// The SVG of a chart as a PNG.
pub fn picture(svg: &str) -> Result<Picture, PngError> {
    drawn(svg, Color::WHITE)
}

/// An SVG that is made to stand on a colour such as `#1d70b8`, as a PNG with that colour behind it.
pub(crate) fn picture_on(svg: &str, colour: &str) -> Result<Picture, PngError> {
    let part = |at: usize| {
        let figures = colour.get(at..at + 2);
        figures.and_then(|figures| u8::from_str_radix(figures, 16).ok()).unwrap_or_default()
    };
    drawn(svg, Color::from_rgba8(part(1), part(3), part(5), u8::MAX))
}

fn drawn(svg: &str, behind: Color) -> Result<Picture, PngError> {
    let options = usvg::Options {
        font_family: fonts::FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let size = tree.size().to_int_size().scale_by(FINENESS);
    let pixels = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let Some(mut pixels) = pixels else { return Err(PngError::Size { width, height }) };
    pixels.fill(behind);
    let transform = Transform::from_scale(FINENESS, FINENESS);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    let bytes = pixels.encode_png().map_err(|error| PngError::Packing(error.to_string()))?;
    Ok(Picture { bytes, width, height })
}
