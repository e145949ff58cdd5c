//! `cargo xtask national [MILLIONS...]` and `workers [MILLIONS]`: how importing and asking grow with the rows, up to the
//! street-level archive of the whole country since December 2010, and how asking gains by a cluster's workers, beside DuckDB, as
//! sections of BENCHMARKS.md.
//!
//! In: the example of `crates/sources` that makes such an archive by seed, the release binary, and the links between areas
//! from the raw data. Out: the section.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::cluster;
use crate::command::{cargo, output, run, say};
use crate::demo;
use crate::places::Places;
use crate::python;
use crate::section;
use crate::setup::{C_COMPILER, PYTHON, meet};

/// The whole, and the steps up to it, in millions of rows.
const USUAL: [&str; 4] = ["1", "4", "16", "90"];

/// Measures growth, then writes the section. `asked` are other steps, in millions of rows.
pub(crate) fn national(places: &Places, asked: &[String]) -> Result<()> {
    let asked = steps(asked, &USUAL)?;
    demo::build_release(places)?;
    say(
        "Making, importing and asking archives of growing size, then every district's briefing: a quarter of an hour, and 40 GB \
         of disk for 90 million rows.",
    );
    measure(places, "national.py", &asked)
}

/// Measures what workers gain, then writes the section. `asked` is another size than the whole, in millions of rows.
pub(crate) fn workers(places: &Places, asked: &[String]) -> Result<()> {
    let asked = steps(asked, &USUAL[USUAL.len() - 1..])?;
    ensure!(asked.len() == 1, "`cargo xtask workers` takes at most one number of millions of rows");
    demo::build_release_with(places, &[cluster::FEATURE])?;
    say(
        "Making and importing an archive, and asking it in each way: an hour, and 40 GB of disk for 90 million rows.",
    );
    measure(places, "workers.py", &asked)
}

/// The numbers of millions of rows that are asked for, or else the usual ones.
fn steps<'a>(asked: &'a [String], usual: &[&'a str]) -> Result<Vec<&'a str>> {
    for millions in asked {
        let number = millions.parse::<f64>().ok().filter(|number| *number > 0.0);
        ensure!(number.is_some(), "`{millions}` is no number of millions of rows");
    }
    Ok(if asked.is_empty() { usual.to_vec() } else { asked.iter().map(String::as_str).collect() })
}

/// Runs a script that makes archives, with the release binary, and writes the section that it prints.
fn measure(places: &Places, script: &str, millions: &[&str]) -> Result<()> {
    let data = places.raw_data()?;
    meet(&[&C_COMPILER, &PYTHON])?;
    let python = python::for_benchmarks(places)?;
    let made = ["build", "--release", "--package", "sources", "--example", "national"];
    run(cargo(&made).current_dir(&places.root))?;
    let mut measure = Command::new(python);
    measure.arg(places.root.join("xtask/bench").join(script)).arg(data).args(millions);
    let made = places.saferplan().with_file_name("examples").join("national");
    let measure = measure.env("SAFERPLAN_BIN", places.saferplan()).env("SAFERPLAN_NATIONAL", made);
    section::write(places, &output(measure.current_dir(&places.root))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbers_of_millions_or_the_usual_ones() {
        assert_eq!(steps(&[], &USUAL).unwrap(), USUAL);
        assert_eq!(steps(&["0.5".to_owned()], &USUAL).unwrap(), ["0.5"]);
        for wrong in ["0", "-1", "many"] {
            assert!(steps(&[wrong.to_owned()], &USUAL).is_err(), "{wrong}");
        }
    }
}
