//! What is seen in every box of scanned sheets, with the measures on which that rests, as CSV.
//!
//! `cargo run --release -p paper --example boxes -- LAYOUT.json FILE…` takes the layout of a form as it is kept with the
//! version of the questionnaire, and scans of it. For whoever has sheets that others marked, and wants to see how they
//! are read and why.

use std::io::Write;
use std::process::ExitCode;

use paper::decode::pages;
use paper::page::PageReading;
use paper::page::ScannedSide;
use paper::page::read_side;
use partnership::consultation::layout::FormLayout;

const HEADER: &str = "file,page,question,answer,mark,inside mm2,extent mm,left,top,right,bottom,darkness,middle mm2,\
                      solid mm2,crossings,line through,length mm,above,right of,below,left of,\
                      top left,top right,bottom right,bottom left,sides,mm from left,mm from top";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let layout = arguments.next().and_then(|path| std::fs::read_to_string(path).ok());
    let layout = layout.and_then(|text| serde_json::from_str::<FormLayout>(&text).ok());
    let mut out = std::io::stdout().lock();
    let Some(layout) = layout else {
        // Nothing is left to do if the terminal is gone.
        let _ = writeln!(out, "name a layout in JSON, then files of scans of its pages");
        return ExitCode::FAILURE;
    };
    let mut written = writeln!(out, "{HEADER}");
    for path in arguments {
        for line in lines(&path, &layout) {
            written = written.and_then(|()| writeln!(out, "{line}"));
        }
    }
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A line for each box of a file's pages; one that says why for a page that was not read.
fn lines(path: &str, layout: &FormLayout) -> Vec<String> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return vec![format!("{path},,,,{error}")],
    };
    let scans = match pages(bytes) {
        Ok(scans) => scans,
        Err(error) => return vec![format!("{path},,,,{error}")],
    };
    let read = scans.flat_map(|scan| match scan {
        Ok(scan) => match read_side(&scan, std::slice::from_ref(layout)) {
            ScannedSide::Read(page) => of_page(path, &page, layout),
            other => vec![format!("{path},,,,{}", format!("{other:?}").replace(',', ";"))],
        },
        Err(error) => vec![format!("{path},,,,{error}")],
    });
    read.collect()
}

fn of_page(path: &str, page: &PageReading, layout: &FormLayout) -> Vec<String> {
    let number = page.code.page();
    let places = layout.pages.get(usize::from(number) - 1).map(|page| &page.boxes);
    let of_box = |(read, tick): (&paper::marks::BoxReading, &_)| {
        let tick: &partnership::consultation::layout::TickBox = tick;
        let seen = &read.measures;
        let mut line = format!("{path},{number},{},{},{:?}", read.question, read.answer, read.mark);
        let numbers = [seen.inside_mm2, seen.extent_mm].into_iter().chain(seen.bounds).chain([
            seen.darkness,
            seen.middle_mm2,
            seen.solid_mm2,
            seen.crossings,
            f64::from(u8::from(seen.line_through)),
            seen.length_mm,
        ]);
        for number in numbers.chain(seen.around_mm2) {
            line.push_str(&format!(",{number:.3}"));
        }
        line.push_str(&format!(",{},{:.1},{:.1}", seen.sides, tick.place.left, tick.place.top));
        line
    };
    page.boxes.iter().zip(places.into_iter().flatten()).map(of_box).collect()
}
