//! What printers, paper and scanners do to a page.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, ImageFormat};
use paper::scan::Scan;
use partnership::consultation::layout::{PageLayout, Place};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::canvas::{Canvas, FINE};
use super::pen::Pen;
use super::worn;

/// How a page is spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spoil {
    Clean,
    Skewed,
    Stretched,
    Blurred,
    Noisy,
    Streaked,
    Folded,
    WeakToner,
    Dithered,
    Jpeg,
    LostCorner,
    DarkEdges,
    Turned,
    Coarse,
    Thresholded,
    Fax,
    Photocopied,
    DirtyRollers,
    ShowThrough,
    WeakLamp,
    Trembling,
    TwoCornersLost,
    Photographed,
    HollowedOut,
    Everything,
}

pub(crate) const SPOILS: [Spoil; 24] = [
    Spoil::Skewed,
    Spoil::Stretched,
    Spoil::Blurred,
    Spoil::Noisy,
    Spoil::Streaked,
    Spoil::Folded,
    Spoil::WeakToner,
    Spoil::Dithered,
    Spoil::Jpeg,
    Spoil::LostCorner,
    Spoil::DarkEdges,
    Spoil::Turned,
    Spoil::Coarse,
    Spoil::Thresholded,
    Spoil::Fax,
    Spoil::Photocopied,
    Spoil::DirtyRollers,
    Spoil::ShowThrough,
    Spoil::WeakLamp,
    Spoil::Trembling,
    Spoil::TwoCornersLost,
    Spoil::Photographed,
    Spoil::HollowedOut,
    Spoil::Everything,
];

/// How one page is printed and scanned, in figures.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) dots_per_inch: f64,
    pub(crate) skew_degrees: f64,
    pub(crate) quarter_turns: u8,
    /// How much longer across and down.
    pub(crate) scale: (f64, f64),
    pub(crate) blurs: usize,
    pub(crate) noise: f32,
    pub(crate) streaks: usize,
    pub(crate) folds: usize,
    pub(crate) toner: f32,
    pub(crate) is_dithered: bool,
    pub(crate) jpeg: Option<u8>,
    pub(crate) corners_lost: usize,
    /// How much nearer to the lens the right and the lower edge are than the middle.
    pub(crate) slant: (f64, f64),
    /// Black where it is darker than what is within so many millimetres around.
    pub(crate) hollowed_mm: Option<f64>,
    pub(crate) background: f32,
    pub(crate) margin_mm: f64,
    /// Black below this light, white above.
    pub(crate) threshold: Option<f32>,
    pub(crate) is_fax: bool,
    pub(crate) photocopies: usize,
    pub(crate) rollers: usize,
    pub(crate) show_through: f32,
    pub(crate) lamp: f32,
    pub(crate) trembling_mm: f64,
}

impl Look {
    /// Whether a mark that is hardly darker than paper may be gone from the scan.
    pub(crate) fn drops_faint_marks(&self) -> bool {
        self.threshold.is_some() || self.hollowed_mm.is_some() || self.photocopies > 0
    }

    /// An office sets its scanner so that the pens that people have are seen.
    pub(crate) fn set_for(&mut self, pen: &Pen) {
        let thin = (pen.breadth / 0.4).min(1.0) as f32;
        let level = 1.0 - 0.45 * pen.dark * thin;
        self.threshold = self.threshold.map(|threshold| threshold.max(level));
    }
}

impl Spoil {
    /// A look of this kind.
    pub(crate) fn chosen(self, chance: &mut ChaCha8Rng) -> Look {
        let even = |chance: &mut ChaCha8Rng| 1.0 + chance.random_range(-0.004..0.004);
        let mut look = Look {
            dots_per_inch: if chance.random_bool(0.6) { 200.0 } else { 300.0 },
            skew_degrees: chance.random_range(-0.8..0.8),
            quarter_turns: 0,
            scale: (even(chance), even(chance)),
            blurs: 1,
            noise: chance.random_range(0.0..0.012),
            streaks: 0,
            folds: 0,
            toner: chance.random_range(0.86..0.98),
            is_dithered: false,
            jpeg: None,
            corners_lost: 0,
            slant: (0.0, 0.0),
            hollowed_mm: None,
            background: 1.0,
            margin_mm: 0.0,
            threshold: None,
            is_fax: false,
            photocopies: 0,
            rollers: 0,
            show_through: 0.0,
            lamp: 0.0,
            trembling_mm: 0.0,
        };
        match self {
            Spoil::Clean => {}
            Spoil::Everything => some_of_everything(&mut look, chance),
            one => one.onto(&mut look, chance),
        }
        look
    }

    fn onto(self, look: &mut Look, chance: &mut ChaCha8Rng) {
        match self {
            Spoil::Clean | Spoil::Everything => {}
            Spoil::Skewed => {
                look.skew_degrees = chance.random_range(-7.0..7.0);
                look.margin_mm = 8.0;
            }
            Spoil::Stretched => {
                look.scale = (chance.random_range(0.95..1.03), chance.random_range(0.95..1.03));
                look.margin_mm = 5.0;
            }
            Spoil::Blurred => look.blurs = chance.random_range(3..10),
            Spoil::Noisy => look.noise = chance.random_range(0.03..0.08),
            Spoil::Streaked => look.streaks = chance.random_range(1..5),
            Spoil::Folded => look.folds = chance.random_range(1..4),
            Spoil::WeakToner => look.toner = chance.random_range(0.38..0.6),
            Spoil::Dithered => {
                look.is_dithered = true;
                look.dots_per_inch = 300.0;
            }
            Spoil::Jpeg => look.jpeg = Some(chance.random_range(25..70)),
            Spoil::LostCorner => look.corners_lost = 1,
            Spoil::TwoCornersLost => look.corners_lost = 2,
            Spoil::Photographed => photographed(look, chance),
            Spoil::HollowedOut => look.hollowed_mm = Some(chance.random_range(1.2..2.6)),
            Spoil::DarkEdges => dark_edges(look, chance),
            Spoil::Turned => look.quarter_turns = chance.random_range(1..4),
            Spoil::Coarse => look.dots_per_inch = 150.0,
            Spoil::Thresholded => look.threshold = Some(chance.random_range(0.45..0.85)),
            Spoil::Fax => {
                look.threshold = Some(chance.random_range(0.55..0.8));
                look.is_fax = true;
                look.dots_per_inch = 204.0;
            }
            Spoil::Photocopied => look.photocopies = 2,
            Spoil::DirtyRollers => look.rollers = chance.random_range(1..6),
            Spoil::ShowThrough => look.show_through = chance.random_range(0.04..0.15),
            Spoil::WeakLamp => look.lamp = chance.random_range(0.2..0.5),
            Spoil::Trembling => look.trembling_mm = chance.random_range(0.1..0.35),
        }
    }
}

/// Three kinds of spoil, one upon the other. What is in black and white alone is not spoilt further: of that nobody knows
/// what is lost.
fn some_of_everything(look: &mut Look, chance: &mut ChaCha8Rng) {
    let apart = [Spoil::Everything, Spoil::Thresholded, Spoil::Fax, Spoil::HollowedOut];
    let mut some = SPOILS.to_vec();
    some.retain(|spoil| !apart.contains(spoil));
    for _ in 0..3 {
        let one = some.swap_remove(chance.random_range(0..some.len()));
        one.onto(look, chance);
    }
}

/// A telephone held over a table.
fn photographed(look: &mut Look, chance: &mut ChaCha8Rng) {
    let slant = chance.random_range(-0.05..0.05);
    look.slant = (slant, chance.random_range(-0.05..0.05));
    look.skew_degrees = chance.random_range(-4.0..4.0);
    look.lamp = chance.random_range(0.1..0.4);
    look.background = chance.random_range(0.1..0.5);
    look.margin_mm = chance.random_range(14.0..25.0);
    look.blurs = 2;
}

/// A lid that was left open.
fn dark_edges(look: &mut Look, chance: &mut ChaCha8Rng) {
    look.background = chance.random_range(0.05..0.4);
    look.margin_mm = chance.random_range(2.0..9.0);
    look.skew_degrees = chance.random_range(-3.0..3.0);
}

/// Scans a sheet's side.
pub(crate) fn scanned(
    paper: &Canvas,
    look: &Look,
    page: &PageLayout,
    chance: &mut ChaCha8Rng,
) -> Scan {
    let (mut light, width) = laid(paper, look, page, chance);
    for _ in 0..look.blurs {
        blur(&mut light, width);
    }
    let dots = look.dots_per_inch / 25.4;
    worn(&mut light, width, look, chance);
    worn::folds(&mut light, width, dots, look.folds, chance);
    worn::streaks(&mut light, width, dots, look.streaks, chance);
    specks(&mut light, width, dots, chance);
    let white = chance.random_range(0.9..0.99) as f32;
    let seed: u64 = chance.random();
    let shades = shades(&light, white, look.noise, seed);
    let height = shades.len() / width;
    let mut image = GrayImage::from_raw(width as u32, height as u32, shades).unwrap();
    if look.is_dithered {
        worn::dithered(&mut image);
    }
    if look.is_fax {
        worn::faxed(&mut image);
    }
    if let Some(level) = look.threshold {
        worn::thresholded(&mut image, level * white);
    }
    if let Some(reach) = look.hollowed_mm {
        worn::hollowed(&mut image, (reach * dots) as usize);
    }
    for _ in 0..look.quarter_turns {
        image = image::imageops::rotate90(&image);
    }
    if let Some(quality) = look.jpeg {
        image = through_jpeg(&image, quality);
    }
    // Some files say nothing of their resolution.
    let is_photograph = look.slant != (0.0, 0.0);
    let known = !is_photograph && (chance.random_bool(0.7) || look.margin_mm > 0.0);
    Scan { image, dots_per_mm: known.then_some(dots) }
}

/// What copiers and worn scanners do, before dust and noise.
fn worn(light: &mut [f32], width: usize, look: &Look, chance: &mut ChaCha8Rng) {
    let dots = look.dots_per_inch / 25.4;
    (0..look.photocopies).for_each(|_| worn::photocopied(light, width, chance));
    if look.show_through > 0.0 {
        worn::show_through(light, width, look.show_through);
    }
    worn::rollers(light, width, dots, look.rollers, chance);
    if look.lamp > 0.0 {
        worn::lamp(light, width, look.lamp, chance);
    }
    if look.trembling_mm > 0.0 {
        worn::trembling(light, width, dots, look.trembling_mm, chance);
    }
}

/// The sheet on the glass: skewed, stretched, with a margin around it.
fn laid(
    paper: &Canvas,
    look: &Look,
    page: &PageLayout,
    chance: &mut ChaCha8Rng,
) -> (Vec<f32>, usize) {
    let dots = look.dots_per_inch / 25.4;
    let (across, down) = (paper.width as f64 / FINE, paper.height as f64 / FINE);
    let width = ((across + 2.0 * look.margin_mm) * dots) as usize;
    let height = ((down + 2.0 * look.margin_mm) * dots) as usize;
    let first = chance.random_range(0..4_usize);
    let torn: Vec<&Place> =
        (0..look.corners_lost).map(|nth| &page.corners[(first + nth) % 4]).collect();
    let (sin, cos) = look.skew_degrees.to_radians().sin_cos();
    let mut light = Vec::with_capacity(width * height);
    let middle = (width as f64 / 2.0 / dots, height as f64 / 2.0 / dots);
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = ((x as f64 + 0.5) / dots - middle.0, (y as f64 + 0.5) / dots - middle.1);
            let depth = 1.0 + look.slant.0 * dx / 105.0 + look.slant.1 * dy / 148.0;
            let mm_x = (cos * dx + sin * dy) / look.scale.0 / depth + across / 2.0;
            let mm_y = (cos * dy - sin * dx) / look.scale.1 / depth + down / 2.0;
            let is_torn = torn.iter().any(|corner| {
                (mm_x - corner.left - 3.0).abs() + (mm_y - corner.top - 3.0).abs() < 9.0
            });
            light.push(if is_torn {
                look.background
            } else {
                seen(paper, mm_x, mm_y, look.background)
            });
        }
    }
    (light, width)
}

fn seen(paper: &Canvas, mm_x: f64, mm_y: f64, background: f32) -> f32 {
    let (x, y) = (mm_x * FINE - 0.5, mm_y * FINE - 0.5);
    if x < 0.0 || y < 0.0 || x >= (paper.width - 1) as f64 || y >= (paper.height - 1) as f64 {
        return background;
    }
    let (left, top) = (x as usize, y as usize);
    let (dx, dy) = ((x - left as f64) as f32, (y - top as f64) as f32);
    let at = |x: usize, y: usize| paper.light[y * paper.width + x];
    let upper = at(left, top) * (1.0 - dx) + at(left + 1, top) * dx;
    let lower = at(left, top + 1) * (1.0 - dx) + at(left + 1, top + 1) * dx;
    upper * (1.0 - dy) + lower * dy
}

/// One pass of the weights 1, 2, 1 in both directions.
pub(super) fn blur(light: &mut [f32], width: usize) {
    for row in light.chunks_exact_mut(width) {
        let mut before = row[0];
        for x in 0..width - 1 {
            let here = row[x];
            row[x] = (before + 2.0 * here + row[x + 1]) / 4.0;
            before = here;
        }
    }
    let mut before = light[..width].to_vec();
    for at in width..light.len() - width {
        let here = light[at];
        light[at] = (before[at % width] + 2.0 * here + light[at + width]) / 4.0;
        before[at % width] = here;
    }
}

/// Dust, up to a third of a millimetre.
fn specks(light: &mut [f32], width: usize, dots: f64, chance: &mut ChaCha8Rng) {
    let height = light.len() / width;
    for _ in 0..chance.random_range(0..25) {
        let side = ((chance.random_range(0.05..0.2) * dots) as usize).max(1);
        let (left, top) =
            (chance.random_range(0..width - side), chance.random_range(0..height - side));
        for y in top..top + side {
            light[y * width + left..y * width + left + side].fill(0.4);
        }
    }
}

fn shades(light: &[f32], white: f32, noise: f32, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut even = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
    };
    // The sum of three even numbers is nearly normal, with the variance 3/12.
    let shade = |light: &f32| {
        let noise = (even() + even() + even()) * 2.0 * noise;
        ((0.04 + 0.96 * light + noise) * white * 255.0).clamp(0.0, 255.0) as u8
    };
    light.iter().map(shade).collect()
}

fn through_jpeg(image: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Vec::new();
    let (width, height) = image.dimensions();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.encode(image.as_raw(), width, height, ExtendedColorType::L8).unwrap();
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap().to_luma8()
}
