//! How long reading takes, by how often the time of a plain loop over the same pixels it is: machines differ, that hardly does.
//!
//! In come made pages; out go the times of reading them and of the loop.

use std::hint::black_box;
use std::time::{Duration, Instant};

use image::GrayImage;
use paper::page::{ScannedSide, read_side};

use super::made::spoil::Spoil;
use super::made::{Made, made};

/// Reading a sheet may take so many times as long as the reference loop over its pixels: less than the 16 that the aim of 60 ms a
/// sheet is where the loop takes 3.7 ms.
pub(crate) const ALLOWED: f64 = 15.5;

/// Clean sides at 300 dots to the inch, four sheets of them.
pub(crate) fn sides() -> Vec<Made> {
    let is_fine = |made: &Made| made.scan.image.width() > 2400;
    (1..).map(|seed| made(500_000 + seed, Spoil::Clean)).filter(is_fine).take(8).collect()
}

/// The time of reading them.
pub(crate) fn reading(sides: &[Made]) -> Duration {
    median(|| {
        for side in sides {
            let state = read_side(black_box(&side.scan), std::slice::from_ref(&side.form));
            assert!(matches!(state, ScannedSide::Read(_)), "a page was not read");
        }
    })
}

/// The time of the loop over their pixels.
pub(crate) fn reference(sides: &[Made]) -> Duration {
    let mut out = Vec::new();
    median(|| {
        for side in sides {
            blur(black_box(&side.scan.image), &mut out);
            black_box(&out);
        }
    })
}

/// How long some work takes: the middle one of nine times.
pub(crate) fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// The reference: each pixel the mean of the nine around it, row by row. It is compiled by itself and takes no new memory, so
/// that its time hangs on nothing beside it.
#[inline(never)]
fn blur(image: &GrayImage, out: &mut Vec<u8>) {
    let width = image.width() as usize;
    out.clear();
    for three in image.as_raw().windows(3 * width).step_by(width) {
        let (above, rest) = three.split_at(width);
        let (here, below) = rest.split_at(width);
        let columns = above.windows(3).zip(here.windows(3)).zip(below.windows(3));
        out.extend(columns.map(|((above, here), below)| {
            let row = |three: &[u8]| three.iter().copied().map(u16::from).sum::<u16>();
            u8::try_from((row(above) + row(here) + row(below)) / 9).unwrap_or(u8::MAX)
        }));
    }
}
