//! A scanner: a sheet laid on the glass, seen, and made into a picture.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, ImageFormat};
use paper::scan::Scan;
use partnership::consultation::layout::{PageLayout, Place};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::canvas::{Canvas, FINE};
use super::spoil::Look;
use super::worn;

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
    if let Some(screen) = look.screen {
        worn::screened(&mut image, dots / screen);
    }
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
    worn::traces(light, width, dots, look.traces, chance);
    worn::lines(light, width, dots, look.lines, chance);
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
