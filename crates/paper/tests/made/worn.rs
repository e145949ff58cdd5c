//! What copiers, fax machines and worn scanners do to a page.

use image::GrayImage;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::scanner::blur;

/// A copy of a copy: blurred, steeper in contrast, with dirt on the glass.
pub(super) fn photocopied(light: &mut [f32], width: usize, chance: &mut ChaCha8Rng) {
    let (steep, middle) = (chance.random_range(1.1..1.35), chance.random_range(0.5..0.6));
    blur(light, width);
    for light in light.iter_mut() {
        *light = ((*light - middle) * steep + middle).clamp(0.02, 1.0);
    }
    let height = light.len() / width;
    for _ in 0..chance.random_range(20..120) {
        let (left, top) = (chance.random_range(0..width - 2), chance.random_range(0..height - 2));
        light[top * width + left..top * width + left + 2].fill(0.3);
    }
    blur(light, width);
}

/// Bands across the sheet where dirty rollers pressed on it.
pub(super) fn rollers(
    light: &mut [f32],
    width: usize,
    dots: f64,
    count: usize,
    chance: &mut ChaCha8Rng,
) {
    let height = (light.len() / width) as f64;
    for _ in 0..count {
        let (middle, breadth) = (chance.random_range(0.0..height), chance.random_range(1.5..5.0));
        let dark = chance.random_range(0.05..0.3);
        for (y, row) in light.chunks_exact_mut(width).enumerate() {
            let off = (y as f64 - middle).abs() / dots / breadth;
            if off < 2.0 {
                // Flat in its middle, soft at its edges.
                let by = 1.0 - dark / (1.0 + off.powi(6)) as f32;
                row.iter_mut().for_each(|light| *light *= by);
            }
        }
    }
}

/// What is printed on the back: the sheet mirrored, soft and pale.
pub(super) fn show_through(light: &mut [f32], width: usize, by: f32) {
    let mut back = light.to_vec();
    blur(&mut back, width);
    blur(&mut back, width);
    for (row, back) in light.chunks_exact_mut(width).zip(back.chunks_exact(width)) {
        for (light, back) in row.iter_mut().zip(back.iter().rev()) {
            *light *= 1.0 - by * (1.0 - back);
        }
    }
}

/// A lamp that is weaker towards one side and one end.
pub(super) fn lamp(light: &mut [f32], width: usize, by: f32, chance: &mut ChaCha8Rng) {
    let height = light.len() / width;
    let share: f32 = chance.random_range(0.0..1.0);
    let flips = (chance.random_bool(0.5), chance.random_bool(0.5));
    for (y, row) in light.chunks_exact_mut(width).enumerate() {
        for (x, light) in row.iter_mut().enumerate() {
            let along = |at: usize, end: usize, flip: bool| {
                let part = at as f32 / end as f32;
                if flip { 1.0 - part } else { part }
            };
            let part = share * along(x, width, flips.0) + (1.0 - share) * along(y, height, flips.1);
            *light *= 1.0 - by * part;
        }
    }
}

/// A sheet that trembles as it is drawn in: rows that lie a little to the left or right.
pub(super) fn trembling(
    light: &mut [f32],
    width: usize,
    dots: f64,
    by_mm: f64,
    chance: &mut ChaCha8Rng,
) {
    let (slow, fast) = (chance.random_range(20.0..60.0), chance.random_range(2.0..7.0));
    for (y, row) in light.chunks_exact_mut(width).enumerate() {
        let mm = y as f64 / dots;
        let off = by_mm
            * (0.7 * (mm / slow * std::f64::consts::TAU).sin()
                + 0.3 * (mm / fast * std::f64::consts::TAU).sin());
        let pixels = (off * dots).round();
        if pixels < 0.0 {
            row.rotate_left((-pixels) as usize);
        } else {
            row.rotate_right(pixels as usize);
        }
    }
}

/// Dirt on the scanner's glass: lines along the way of the paper.
pub(super) fn streaks(
    light: &mut [f32],
    width: usize,
    dots: f64,
    count: usize,
    chance: &mut ChaCha8Rng,
) {
    let height = light.len() / width;
    for _ in 0..count {
        let breadth = ((chance.random_range(0.08..0.4) * dots) as usize).max(1);
        let left = chance.random_range(0..width - breadth);
        let dark = chance.random_range(0.08..0.75);
        let from = if chance.random_bool(0.7) { 0 } else { chance.random_range(0..height) };
        for y in from..height {
            for pixel in &mut light[y * width + left..y * width + left + breadth] {
                *pixel *= 1.0 - dark;
            }
        }
    }
}

/// Shadows of folds: soft lines across the sheet.
pub(super) fn folds(
    light: &mut [f32],
    width: usize,
    dots: f64,
    count: usize,
    chance: &mut ChaCha8Rng,
) {
    let height = light.len() / width;
    for _ in 0..count {
        let (middle, lean) = (chance.random_range(0.2..0.8), chance.random_range(-0.04..0.04));
        let (breadth, dark) = (chance.random_range(0.2..1.0), chance.random_range(0.04..0.3));
        let is_upright = chance.random_bool(0.3);
        for y in 0..height {
            for x in 0..width {
                let (along, across, end) = if is_upright { (y, x, width) } else { (x, y, height) };
                let off = (across as f64 - middle * end as f64 - lean * along as f64) / dots;
                if off.abs() < 3.0 * breadth {
                    let shadow = (-(off / breadth).powi(2)).exp();
                    light[y * width + x] *= 1.0 - (dark * shadow) as f32;
                }
            }
        }
    }
}

/// Black where it is darker than `level`, white elsewhere.
pub(super) fn thresholded(image: &mut GrayImage, level: f32) {
    let level = level * 255.0;
    image.iter_mut().for_each(|shade| *shade = if f32::from(*shade) < level { 0 } else { 255 });
}

/// As a fax machine sends it: half as many lines down as dots across, each line then shown twice.
pub(super) fn faxed(image: &mut GrayImage) {
    let width = image.width() as usize;
    for pair in image.chunks_exact_mut(2 * width) {
        let (above, below) = pair.split_at_mut(width);
        for (a, b) in above.iter_mut().zip(below) {
            *a = a.midpoint(*b);
            *b = *a;
        }
    }
}

/// Black where a place is clearly darker than the mean of what is within `reach` pixels around: a scanner that sets its
/// threshold place by place. What is black and larger than that is hollowed out.
pub(super) fn hollowed(image: &mut GrayImage, reach: usize) {
    let (width, height) = (image.width() as usize, image.height() as usize);
    // Sums of all pixels above and left.
    let mut sums = vec![0_u64; (width + 1) * (height + 1)];
    for y in 0..height {
        let mut row = 0;
        for x in 0..width {
            row += u64::from(image.as_raw()[y * width + x]);
            sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
        }
    }
    for y in 0..height {
        for x in 0..width {
            let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
            let sum = |x: usize, y: usize| sums[y * (width + 1) + x];
            let all = sum(right, bottom) + sum(left, top) - sum(left, bottom) - sum(right, top);
            let mean = all as f64 / ((right - left) * (bottom - top)) as f64;
            let shade = &mut image.as_mut()[y * width + x];
            *shade = if f64::from(*shade) < mean - 16.0 { 0 } else { 255 };
        }
    }
}

/// Black and white dots by error diffusion (Floyd and Steinberg, 1976).
pub(super) fn dithered(image: &mut GrayImage) {
    let (width, height) = image.dimensions();
    let mut rest = vec![[0.0_f32; 2]; width as usize + 2];
    for y in 0..height {
        let mut carried = 0.0;
        for x in 0..width {
            let at = x as usize + 1;
            // Scanners set white paper to white first.
            let wanted = f32::from(image.get_pixel(x, y).0[0]) * 1.06 + rest[at][0] + carried;
            let shown = if wanted < 128.0 { 0.0 } else { 255.0 };
            let error = wanted.min(255.0) - shown;
            image.put_pixel(x, y, image::Luma([shown as u8]));
            carried = error * 7.0 / 16.0;
            rest[at - 1][1] += error * 3.0 / 16.0;
            rest[at][1] += error * 5.0 / 16.0;
            rest[at + 1][1] += error / 16.0;
        }
        rest.iter_mut().for_each(|pair| *pair = [pair[1], 0.0]);
    }
}

/// Smears that a dirty roller leaves again at each turn: short, along the way of the paper, one below the other.
pub(super) fn traces(
    light: &mut [f32],
    width: usize,
    dots: f64,
    count: usize,
    chance: &mut ChaCha8Rng,
) {
    let height = light.len() / width;
    for _ in 0..count {
        let (breadth, length) = (chance.random_range(0.3..1.6), chance.random_range(2.0..14.0));
        let left = chance.random_range(0.0..width as f64 / dots - breadth);
        let (turn, first) = (chance.random_range(35.0..80.0), chance.random_range(0.0..35.0));
        let dark: f32 = chance.random_range(0.15..0.7);
        let from = (left * dots) as usize;
        let columns = ((breadth * dots) as usize).clamp(1, width - from);
        let mut top = first;
        while top * dots < height as f64 {
            let rows = (top * dots) as usize..(((top + length) * dots) as usize).min(height);
            for y in rows {
                for pixel in &mut light[y * width + from..y * width + from + columns] {
                    *pixel *= 1.0 - dark;
                }
            }
            top += turn;
        }
    }
}

/// Thin lines across the whole sheet, a little aslant.
pub(super) fn lines(
    light: &mut [f32],
    width: usize,
    dots: f64,
    count: usize,
    chance: &mut ChaCha8Rng,
) {
    let height = light.len() / width;
    for _ in 0..count {
        let (breadth, lean) =
            (chance.random_range(0.1..0.5) * dots, chance.random_range(-0.02..0.02));
        let middle = chance.random_range(0.05..0.95) * height as f64;
        let dark: f32 = chance.random_range(0.2..0.9);
        for x in 0..width {
            let at = middle + lean * (x as f64 - width as f64 / 2.0);
            let rows =
                (at - breadth / 2.0).max(0.0) as usize..(at + breadth / 2.0).max(0.0) as usize + 1;
            for y in rows.filter(|y| *y < height) {
                light[y * width + x] *= 1.0 - dark;
            }
        }
    }
}

/// Black and white by a screen of round dots at 45 degrees, `cell` pixels apart: the darker, the larger the dot.
pub(super) fn screened(image: &mut GrayImage, cell: f64) {
    let turn = std::f64::consts::TAU / cell / std::f64::consts::SQRT_2;
    for (x, y, shade) in image.enumerate_pixels_mut() {
        let (x, y) = (f64::from(x), f64::from(y));
        let wave = ((turn * (x + y)).cos() + (turn * (x - y)).cos()) / 4.0 + 0.5;
        // Scanners set white paper to white first.
        let light = f64::from(shade.0[0]) / 255.0 * 1.06;
        shade.0[0] = if light < 0.08 + 0.84 * wave { 0 } else { 255 };
    }
}
