//! How long a two-sided A4 sheet at 300 dots to the inch takes to read, on one core, decoding apart.
//!
//! `cargo run --release -p paper --example bench`. It prints the median time of a sheet, and how often the time of a
//! reference loop over the same pixels that is: machines differ, the ratio hardly does. It fails above the ratio that
//! is allowed.

#[path = "../tests/made/mod.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "it is the tests', which use more of it")]
mod made;
#[path = "../tests/timed/timed.rs"]
mod timed;

use std::process::ExitCode;
use std::time::Duration;

use image::{GrayImage, ImageFormat};

use timed::ALLOWED;

fn main() -> ExitCode {
    let sides = timed::sides();
    let (read, reference) = (timed::reading(&sides), timed::reference(&sides));
    let jpegs: Vec<Vec<u8>> = sides.iter().map(|side| jpeg(&side.scan.image)).collect();
    let decoded = timed::median(|| {
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

fn jpeg(image: &GrayImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = image.write_to(&mut bytes, ImageFormat::Jpeg);
    assert!(written.is_ok(), "a page was not encoded");
    bytes.into_inner()
}
