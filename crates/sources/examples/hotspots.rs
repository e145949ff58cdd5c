//! Hot spots of Kent's recorded crime of 2021/22 on squares of 500 m, timed, for a peer to be checked against.
//!
//! `cargo run --release -p sources --example hotspots DATA RUNS OUT`: DATA is the folder of raw data; in OUT stand the
//! squares' middles, their counts, the scores and how many seconds each run of scoring took.

use std::path::Path;
use std::path::PathBuf;
use std::time::Instant;

use partnership::statistics::hotspots::hot_spots;
use partnership::statistics::hotspots::scores;
use partnership::statistics::national_grid::GridPosition;
use partnership::statistics::national_grid::NationalGrid;
use partnership::statistics::probability::Proportion;
use partnership::statistics::square_grid::Ring;
use partnership::statistics::square_grid::SquareGrid;
use partnership::terms::extract::SourceKind;
use serde_json::json;

type Failed = Box<dyn std::error::Error>;

/// The side of a square, and how far off a square counts as near, in metres.
const SIDE: u32 = 500;
const WITHIN: u32 = 1_000;

fn main() -> Result<(), Failed> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [data, runs, out] = words.as_slice() else {
        return Err("expected the folder of raw data, a number of runs, and a file to write".into());
    };
    let (data, runs) = (Path::new(data), runs.parse::<usize>()?);
    let outline = outline(&data.join("boundaries/kent-lsoa-2011"))?;
    let crimes = crimes(&data.join("police-street"))?;
    let counted = SquareGrid::over(&outline, SIDE)?.counted(crimes.iter().copied());
    let mut seconds = Vec::with_capacity(runs);
    for _ in 0..runs {
        let begun = Instant::now();
        let scored = scores(std::hint::black_box(&counted), WITHIN)?;
        seconds.push(begun.elapsed().as_secs_f64());
        std::hint::black_box(scored);
    }
    let found = hot_spots(&counted, WITHIN, Proportion::ONE_IN_TWENTY)?;
    let middles: Vec<(f64, f64)> = counted
        .grid()
        .each()
        .map(|square| counted.grid().middle(square))
        .map(|at| (at.east, at.north))
        .collect();
    let told = json!({
        "side": SIDE, "within": WITHIN, "crimes": counted.crimes(), "beyond": counted.beyond(),
        "middles": middles, "seconds": seconds,
        "counts": found.squares.iter().map(|one| one.count).collect::<Vec<_>>(),
        "z": found.squares.iter().map(|one| one.z).collect::<Vec<_>>(),
    });
    Ok(std::fs::write(out, told.to_string())?)
}

/// The rings of every LSOA of a folder of outlines.
fn outline(folder: &Path) -> Result<Vec<Ring>, Failed> {
    let grid = NationalGrid::new();
    let found = sources::item::find(Some(SourceKind::Boundaries), &[folder.to_owned()])
        .map_err(|refused| refused.to_string())?;
    let mut rings = Vec::new();
    for item in &found.items {
        let (areas, _) = sources::boundaries::read(item.name(), &mut *item.reader()?)?;
        for ring in areas.iter().flat_map(|area| &area.polygons).flatten() {
            rings.push(grid.positions(ring)?);
        }
    }
    Ok(rings)
}

/// Where the crimes of April 2021 to March 2022 lie, those without a position left out.
fn crimes(folder: &Path) -> Result<Vec<GridPosition>, Failed> {
    let grid = NationalGrid::new();
    let months = (4..=12).map(|month| (2021, month)).chain((1..=3).map(|month| (2022, month)));
    let paths: Vec<PathBuf> =
        months.map(|(year, month)| folder.join(format!("{year}-{month:02}-kent.zip"))).collect();
    let found = sources::item::find(Some(SourceKind::PoliceStreet), &paths)
        .map_err(|refused| refused.to_string())?;
    let mut positions = Vec::new();
    let streets = |name: &str| name.ends_with("-street.csv");
    for item in found.items.iter().filter(|item| streets(item.name())) {
        sources::police_street::read(item.name(), &mut *item.reader()?, &mut |crime| {
            let at = crime.position.filter(|_| crime.class.is_crime());
            positions.extend(
                at.and_then(|(longitude, latitude)| grid.position(longitude, latitude).ok()),
            );
        })?;
    }
    Ok(positions)
}
