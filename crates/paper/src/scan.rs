//! One side of one sheet as a scanner saw it.
//!
//! In come shades of grey, where a coloured pixel counts by its darkest channel: a red or a blue pen is then as dark as
//! a black one.

use image::GrayImage;

/// One side of a sheet, not yet known to be any page of ours.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The shades: 0 is black, 255 is white.
    pub image: GrayImage,
    /// How many pixels a millimetre the file says there are, if it says so. It may be wrong; it is a first guess only.
    pub dots_per_mm: Option<f64>,
}

impl Scan {
    /// How many pixels a millimetre there may be, the likeliest first: what the file says, and what an A4 page that
    /// fills the image would have.
    pub(crate) fn resolutions(&self) -> Vec<f64> {
        let (width, height) = (f64::from(self.image.width()), f64::from(self.image.height()));
        let filled = width.max(height) / 297.0;
        let mut likely: Vec<f64> = self.dots_per_mm.into_iter().chain([filled]).collect();
        likely.retain(|dots| (4.5..=32.0).contains(dots));
        likely.dedup_by(|second, first| (*second / *first - 1.0).abs() < 0.04);
        likely
    }
}
