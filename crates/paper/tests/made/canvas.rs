//! Paper to draw on: toner and pens darken it.

use image::imageops::FilterType;
use image::{GrayImage, Luma, imageops};
use paper::scan::Scan;

/// Pixels a millimetre of the paper before it is scanned: 400 to the inch would be 15.7.
pub(crate) const FINE: f64 = 12.0;

/// A sheet's side, 1 is white paper.
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) light: Vec<f32>,
}

impl Canvas {
    pub(crate) fn blank(width_mm: f64, height_mm: f64) -> Canvas {
        let (width, height) = ((width_mm * FINE) as usize, (height_mm * FINE) as usize);
        Canvas { width, height, light: vec![1.0; width * height] }
    }

    /// A sheet's side as a picture has it, which is stretched over the whole of it. `toner` from 0 to 1.
    pub(crate) fn of(picture: &GrayImage, (width_mm, height_mm): (f64, f64), toner: f32) -> Canvas {
        let mut paper = Canvas::blank(width_mm, height_mm);
        let (width, height) = (paper.width as u32, paper.height as u32);
        let picture = imageops::resize(picture, width, height, FilterType::Triangle);
        let light = picture.iter().map(|shade| 1.0 - toner * (1.0 - f32::from(*shade) / 255.0));
        paper.light = light.collect();
        paper
    }

    /// The sheet as a scanner without any fault sees it, half as fine.
    pub(crate) fn scan(&self) -> Scan {
        let (width, height) = (self.width / 2, self.height / 2);
        let light = |x: usize, y: usize| self.light[y * self.width + x];
        let shade = |x: u32, y: u32| {
            let (x, y) = (2 * x as usize, 2 * y as usize);
            let four = light(x, y) + light(x + 1, y) + light(x, y + 1) + light(x + 1, y + 1);
            Luma([(four / 4.0 * 255.0) as u8])
        };
        let image = GrayImage::from_fn(width as u32, height as u32, shade);
        Scan { image, dots_per_mm: Some(FINE / 2.0) }
    }

    /// Darkens what lies within the bounds by how much of each pixel is covered: `covered` takes millimetres and
    /// gives a signed distance in millimetres, positive inside.
    pub(crate) fn darken(&mut self, bounds: [f64; 4], dark: f32, inside: impl Fn(f64, f64) -> f64) {
        let at = |mm: f64, end: usize| ((mm * FINE).max(0.0) as usize).min(end);
        let (left, right) = (at(bounds[0] - 0.2, self.width), at(bounds[2] + 0.3, self.width));
        let (top, bottom) = (at(bounds[1] - 0.2, self.height), at(bounds[3] + 0.3, self.height));
        for y in top..bottom {
            for x in left..right {
                let (mm_x, mm_y) = ((x as f64 + 0.5) / FINE, (y as f64 + 0.5) / FINE);
                let cover = (0.5 + inside(mm_x, mm_y) * FINE).clamp(0.0, 1.0) as f32;
                if cover > 0.0 {
                    self.light[y * self.width + x] *= 1.0 - cover * dark;
                }
            }
        }
    }

    pub(crate) fn rectangle(&mut self, place: [f64; 4], dark: f32) {
        let [left, top, right, bottom] = place;
        self.darken(place, dark, |x, y| (x - left).min(right - x).min(y - top).min(bottom - y));
    }

    /// A pen drawn through the points.
    pub(crate) fn stroke(&mut self, points: &[(f64, f64)], breadth: f64, dark: f32) {
        let reach = breadth / 2.0;
        let by = |pick: fn(&(f64, f64)) -> f64, of: fn(f64, f64) -> f64, start: f64| {
            points.iter().map(pick).fold(start, of)
        };
        let bounds = [
            by(|p| p.0, f64::min, f64::MAX) - reach,
            by(|p| p.1, f64::min, f64::MAX) - reach,
            by(|p| p.0, f64::max, f64::MIN) + reach,
            by(|p| p.1, f64::max, f64::MIN) + reach,
        ];
        self.darken(bounds, dark, |x, y| {
            let nearest = points.windows(2).map(|pair| to_segment((x, y), pair[0], pair[1]));
            reach - nearest.fold(f64::MAX, f64::min)
        });
    }
}

fn to_segment(point: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((point.0 - a.0) * dx + (point.1 - a.1) * dy) / (dx * dx + dy * dy).max(1e-9);
    let along = along.clamp(0.0, 1.0);
    (point.0 - a.0 - along * dx).hypot(point.1 - a.1 - along * dy)
}
