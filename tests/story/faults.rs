//! What is promised when things go wrong (`docs/promises.md`), tried on the program itself: it is killed, the disk is full or
//! read-only, the database cannot be reached. Nothing acknowledged is lost, nothing half-done is seen, and whoever tries again
//! has nothing to mend first.
//!
//! Killed replies, decisions and imports, broken connections and wrong clocks are tried in `crates/records/tests/records` and
//! `crates/archive/tests/archive`, where one can be told to stop at any moment.

mod disk;
mod killed;
mod unreachable;

use std::path::PathBuf;

use crate::partnership::Partnership;

/// A file of the worked example.
fn example(name: &str) -> String {
    format!("{}/../../examples/maidstone-2014/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The example's published figures, without what the partnership typed.
fn published() -> Vec<PathBuf> {
    ["lookups.csv", "counts.csv", "residents.csv", "neighbours.csv"]
        .iter()
        .map(|name| PathBuf::from(example(name)))
        .collect()
}

/// A partnership with its year, and figures.
fn at_work() -> Partnership {
    let maidstone = Partnership::new();
    maidstone.imports("auto", &published());
    let (partnership, timetable) = (example("partnership.toml"), example("timetable.toml"));
    maidstone.succeeds(&["init", &partnership, "--timetable", &timetable]);
    maidstone
}
