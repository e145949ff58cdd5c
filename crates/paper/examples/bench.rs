//! How long a two-sided A4 sheet at 300 dots to the inch takes to read, on one core, decoding apart.
//!
//! `cargo run --release -p paper --example bench`. It prints the median time of a sheet, and how often the time of a
//! reference loop over the same pixels that is: machines differ, the ratio hardly does. It fails above the ratio that
//! is allowed.

#[path = "../tests/made/mod.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "it is the tests', which use more of it")]
mod made;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use image::{GrayImage, ImageFormat};
use paper::page::{ScannedSide, read_side};

use made::spoil::Spoil;
use made::{Made, made};

/// Reading a sheet may take so many times as long as the reference loop over its pixels.
const ALLOWED: f64 = 14.0;

fn main() -> ExitCode {
    let sides: Vec<Made> =
        (1..).map(|seed| made(500_000 + seed, Spoil::Clean)).filter(is_fine).take(8).collect();
    let read = median(|| {
        for side in &sides {
            let state = read_side(black_box(&side.scan), std::slice::from_ref(&side.form));
            assert!(matches!(state, ScannedSide::Read(_)), "a page was not read");
        }
    });
    let reference = median(|| {
        for side in &sides {
            black_box(blurred(black_box(&side.scan.image)));
        }
    });
    let jpegs: Vec<Vec<u8>> = sides.iter().map(|side| jpeg(&side.scan.image)).collect();
    let decoded = median(|| {
        for bytes in &jpegs {
            let pages = paper::decode::pages(bytes.clone()).map(Iterator::count);
            assert!(pages.is_ok(), "a page was not decoded");
        }
    });
    let sheets = sides.len() as f64 / 2.0;
    let a_sheet = |time: Duration| time.as_secs_f64() * 1000.0 / sheets;
    let ratio = read.as_secs_f64() / reference.as_secs_f64();
    print(&format!("reading       {:7.1} ms a two-sided sheet\n", a_sheet(read)));
    print(&format!("decoding JPEG {:7.1} ms a two-sided sheet\n", a_sheet(decoded)));
    print(&format!("reference     {:7.1} ms\n", a_sheet(reference)));
    print(&format!("ratio         {ratio:7.2}, allowed {ALLOWED}\n"));
    if ratio > ALLOWED { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print(line: &str) {
    use std::io::Write;
    // Nothing is left to do if the terminal is gone.
    let _ = std::io::stdout().write_all(line.as_bytes());
}

/// Whether it is a scan at 300 dots to the inch.
fn is_fine(made: &Made) -> bool {
    made.scan.image.width() > 2400
}

fn median(mut work: impl FnMut()) -> Duration {
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

fn jpeg(image: &GrayImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = image.write_to(&mut bytes, ImageFormat::Jpeg);
    assert!(written.is_ok(), "a page was not encoded");
    bytes.into_inner()
}

/// The reference: each pixel the mean of the nine around it, row by row.
fn blurred(image: &GrayImage) -> Vec<u8> {
    let width = image.width() as usize;
    let mut out = Vec::with_capacity(image.len());
    for three in image.as_raw().windows(3 * width).step_by(width) {
        let (above, rest) = three.split_at(width);
        let (here, below) = rest.split_at(width);
        let columns = above.windows(3).zip(here.windows(3)).zip(below.windows(3));
        out.extend(columns.map(|((above, here), below)| {
            let row = |three: &[u8]| three.iter().copied().map(u16::from).sum::<u16>();
            u8::try_from((row(above) + row(here) + row(below)) / 9).unwrap_or(u8::MAX)
        }));
    }
    out
}
