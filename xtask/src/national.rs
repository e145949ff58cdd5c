//! `cargo xtask national [MILLIONS...]`: how importing and asking grow with the rows, up to the street-level archive of the whole
//! country since December 2010, beside DuckDB, as a section of BENCHMARKS.md.
//!
//! In: the example of `crates/sources` that makes such an archive by seed, the release binary, and the links between areas
//! from the raw data. Out: the section.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::command::{cargo, output, run, say};
use crate::demo::build_release;
use crate::places::Places;
use crate::python;
use crate::section;
use crate::setup::{C_COMPILER, PYTHON, meet};

/// The whole, and the steps up to it, in millions of rows.
const USUAL: [&str; 4] = ["1", "4", "16", "90"];

/// Measures, then writes the section. `asked` are other steps, in millions of rows.
pub(crate) fn national(places: &Places, asked: &[String]) -> Result<()> {
    for millions in asked {
        let number = millions.parse::<f64>().ok().filter(|number| *number > 0.0);
        ensure!(number.is_some(), "`{millions}` is no number of millions of rows");
    }
    let data = places.raw_data()?;
    meet(&[&C_COMPILER, &PYTHON])?;
    let python = python::for_benchmarks(places)?;
    build_release(places)?;
    let made = ["build", "--release", "--package", "sources", "--example", "national"];
    run(cargo(&made).current_dir(&places.root))?;
    say(
        "Making, importing and asking archives of growing size: up to half an hour, and 40 GB of disk for 90 million rows.",
    );
    let mut measure = Command::new(python);
    measure.arg(places.root.join("xtask/bench/national.py")).arg(data);
    match asked {
        [] => measure.args(USUAL),
        asked => measure.args(asked),
    };
    let made = places.saferplan().with_file_name("examples").join("national");
    let measure = measure.env("SAFERPLAN_BIN", places.saferplan()).env("SAFERPLAN_NATIONAL", made);
    section::write(places, &output(measure.current_dir(&places.root))?)
}
