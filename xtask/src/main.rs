//! The project's own tasks: set up, then demonstrate, test, check or measure.
//!
//! In: a task's name on the command line (`cargo xtask test`). Out: what that task does and
//! installs, told in plain words as it happens, and an exit code that is 0 only when all is well.

mod advisories;
mod bench;
mod checks;
mod cluster;
mod command;
mod demo;
mod docs;
mod evidence;
mod example;
mod hotspots;
mod kills;
mod licences;
mod links;
mod national;
mod npm;
mod places;
mod python;
mod release;
mod replies;
mod results;
mod sbom;
mod section;
mod setup;
mod sheets;
mod stamp;
mod tally;
mod test;
mod tool;

use std::process::ExitCode;

use anyhow::{Result, bail, ensure};

use crate::places::Places;

const USAGE: &str = "\
The tasks of this project. Each installs what it needs and says what it installs.

  cargo xtask demo [ARGS]     build the release binary and run the worked example
                              (ARGS go to `saferplan demo`; it serves pages until
                              stopped, unless --no-serve is among them)
  cargo xtask test [FILTER]   run every test, and beside them the quick checks;
                              with FILTER only the tests whose name holds it
  cargo xtask check           the quick checks: formatting, clippy, documentation,
                              licences and advisories of dependencies,
                              house rules
  cargo xtask bench [ARGS]    measure against DuckDB and pandas
                              (ARGS go to `xtask/bench/bench.py`), then `replies`,
                              `results`, `sheets`, `hotspots` and `evidence`
  cargo xtask replies         measure how many replies a second are kept on both
                              engines: a section of BENCHMARKS.md
  cargo xtask results         measure how long results of 100,000 replies take
                              beside pandas: a section of BENCHMARKS.md
  cargo xtask sheets          count how surely paper forms are read, and how fast:
                              a section of BENCHMARKS.md
  cargo xtask kills [NUMBER]  kill a process while it imports, takes replies, reads scans
                              and records decisions, 200 times each: a section of
                              BENCHMARKS.md
  cargo xtask hotspots        score hot spots on a grid beside esda: a section of
                              BENCHMARKS.md
  cargo xtask evidence        measure how long the evidence takes to answer on the whole
                              of Kent, and the assessment to be written: a section of
                              BENCHMARKS.md
  cargo xtask docs            build the documentation site from `docs` and check its links
  cargo xtask cluster         run the tests of the archive on a cluster of this machine's
                              own processes
  cargo xtask national [MILLIONS...]
                              import and ask made-up archives of the whole country, of
                              1, 4, 16 and 90 million rows, beside DuckDB, and write every
                              district's briefing: a section of BENCHMARKS.md
  cargo xtask workers [MILLIONS]
                              ask such an archive in one process and on a cluster of one
                              and two workers: a section of BENCHMARKS.md
  cargo xtask sbom FILE       write the bill of materials (CycloneDX) of what goes
                              into the program
  cargo xtask release         build the program as it is given to others, the same bytes
                              on every machine with this compiler, and say its SHA-256
  cargo xtask reproduce       build it once more from a copy in another folder, and compare
  cargo xtask package         build the Debian package of it by `cargo deb`
  cargo xtask example         compute the worked example's files anew from the raw data

CARGO_TARGET_DIR moves what is built; XDG_CACHE_HOME moves the Python packages;
SAFERPLAN_SHARED_DATA names the folder of raw data, `../shared/data` unless said otherwise.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("\nerror: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

/// A task, and the name it is called by.
type Task = (&'static str, fn(&Places) -> Result<()>);

/// The tasks that take no arguments.
const WITHOUT_ARGUMENTS: [Task; 12] = [
    ("check", checks::check),
    ("replies", replies::replies),
    ("results", results::results),
    ("sheets", sheets::sheets),
    ("hotspots", hotspots::hotspots),
    ("evidence", evidence::evidence),
    ("docs", docs::docs),
    ("cluster", cluster::cluster),
    ("release", release::release),
    ("reproduce", release::reproduce),
    ("package", release::package),
    ("example", example::example),
];

fn asks_for_help(arguments: &[String]) -> bool {
    arguments.iter().any(|argument| argument == "--help" || argument == "-h")
}

fn perform(arguments: &[String]) -> Result<ExitCode> {
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", arguments),
    };
    match (task, rest) {
        ("help" | "--help" | "-h", _) => command::say(USAGE),
        ("demo", extra) => demo::demo(&Places::found()?, extra)?,
        ("bench", extra) => bench::bench(&Places::found()?, extra)?,
        (_, rest) if asks_for_help(rest) => command::say(USAGE),
        ("test", []) => return test::everything(&Places::found()?),
        ("test", [filter]) => return test::only(filter, &Places::found()?),
        ("test", _) => bail!("`cargo xtask test` takes at most one filter"),
        ("kills", []) => kills::kills(&Places::found()?, None)?,
        ("kills", [number]) => kills::kills(&Places::found()?, Some(number))?,
        ("kills", _) => bail!("`cargo xtask kills` takes at most one number"),
        ("national", asked) => national::national(&Places::found()?, asked)?,
        ("workers", asked) => national::workers(&Places::found()?, asked)?,
        ("sbom", [file]) => sbom::write(&Places::found()?, file)?,
        ("sbom", _) => bail!("name the file to write: cargo xtask sbom saferplan.cdx.json"),
        (other, rest) => without_arguments(other, rest)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn without_arguments(task: &str, rest: &[String]) -> Result<()> {
    let Some((_, perform)) = WITHOUT_ARGUMENTS.iter().find(|(name, _)| *name == task) else {
        bail!("there is no task `{task}`\n\n{USAGE}");
    };
    ensure!(rest.is_empty(), "`cargo xtask {task}` takes no arguments");
    perform(&Places::found()?)
}
