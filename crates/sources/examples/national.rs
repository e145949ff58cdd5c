//! Writes a made-up street-level archive of the whole country, to measure with.
//!
//! `cargo run --release --package sources --example national -- ROWS LINKS FOLDER` takes how many rows there are to be, the folder
//! with the links between areas, and the folder to write to. The same rows come of the same numbers.

#[path = "../tests/national/made/mod.rs"]
mod made;

use std::env;
use std::error::Error;
use std::path::Path;

use made::country::Country;

/// What chance begins with.
const SEED: u64 = 201_012;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [rows, links, folder] = arguments.as_slice() else {
        return Err(
            "expected how many rows, the folder of links, and the folder to write to".into()
        );
    };
    let country = Country::read(Path::new(links))?;
    made::write(&country, rows.parse()?, SEED, Path::new(folder))?;
    Ok(())
}
