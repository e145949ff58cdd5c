//! `cargo xtask test`: sets up, runs every test and beside them the quick checks, and says how it went.
//!
//! In: optionally a part of a test's name. Out: what the test runners print, then the skipped
//! tests by name, then one line `N passed, N failed, N skipped`.
//!
//! A test that lacks something passes for the runner, but appends `name — reason` to the file that
//! `SAFERPLAN_SKIPPED` names and is counted as skipped here. Where the raw data are at hand
//! nothing may be skipped.

use std::collections::BTreeSet;
use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::checks;
use crate::command::{cargo, run, say, spoken};
use crate::npm::{self, Wanted};
use crate::places::Places;
use crate::python;
use crate::setup::{
    C_COMPILER, CHROMEDRIVER, CHROMIUM, CLAMAV, JAVA, LIBREOFFICE, POPPLER, POSTGRESQL, PYTHON,
    QPDF, chromedriver, chromium, clamd, meet, postgresql,
};
use crate::tally::Tally;

/// How a run of the tests and checks ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    passed: usize,
    /// Failed tests.
    failed: usize,
    /// What else went wrong, such as a check that failed.
    faults: Vec<String>,
    /// Tests that did not do their work, as "name — reason".
    skipped: BTreeSet<String>,
}

impl Outcome {
    /// A failed check counts as one, so that the closing line never reads well when all is not.
    fn failures(&self) -> usize {
        self.failed + self.faults.len()
    }
}

/// Every test, and beside them the quick checks.
pub(crate) fn everything(places: &Places) -> Result<ExitCode> {
    checks::components()?;
    let tests = Tests::prepared(places)?;
    // What does not build is told by the run of the tests, too.
    let _ = run(&mut tests.cargo_test(&["--no-run"]));
    let checks = Beside::begun(&places.cache)?;
    let outcome = tests.outcome(None);
    let faults = checks.faults()?;
    let mut outcome = outcome?;
    outcome.faults.extend(faults);
    if places.shared_data.is_some() && !outcome.skipped.is_empty() {
        outcome.faults.push("tests were skipped although the raw data are at hand".to_owned());
    }
    Ok(close(&outcome))
}

/// The tests whose name holds `filter`; no checks.
pub(crate) fn only(filter: &str, places: &Places) -> Result<ExitCode> {
    let outcome = Tests::prepared(places)?.outcome(Some(filter))?;
    let none_ran = outcome.passed + outcome.failed + outcome.skipped.len() == 0;
    if none_ran && outcome.faults.is_empty() {
        bail!("no test's name holds `{filter}`");
    }
    Ok(close(&outcome))
}

/// The tests, once what they need is there.
struct Tests {
    skipped: SkippedFile,
    told: Vec<(&'static str, PathBuf)>,
}

impl Tests {
    fn prepared(places: &Places) -> Result<Tests> {
        meet(&[
            &C_COMPILER,
            &POPPLER,
            &QPDF,
            &LIBREOFFICE,
            &JAVA,
            &PYTHON,
            &POSTGRESQL,
            &CHROMIUM,
            &CHROMEDRIVER,
            &CLAMAV,
        ])?;
        npm::install(places, Wanted::PagesAndTests)?;
        let requirements = places.root.join("xtask/python/requirements-test.txt");
        let python = python::environment(&places.cache, &requirements)?;
        let forms = python::published_forms(&places.cache, &python)?;
        let skipped = SkippedFile::new()?;
        let told = [
            ("SAFERPLAN_XLSFORMS", Some(forms)),
            ("SAFERPLAN_PYTHON", Some(python)),
            ("SAFERPLAN_SKIPPED", Some(skipped.path.clone())),
            ("SAFERPLAN_SHARED_DATA", places.shared_data.clone()),
            ("SAFERPLAN_POSTGRES", postgresql()),
            ("SAFERPLAN_CHROMIUM", chromium()),
            ("SAFERPLAN_CHROMEDRIVER", chromedriver()),
            ("SAFERPLAN_CLAMD", clamd()),
        ];
        say("Building and running the tests (a first build takes long: DataFusion and Typst).");
        let told = told.into_iter().filter_map(|(name, place)| Some((name, place?))).collect();
        Ok(Tests { skipped, told })
    }

    /// All packages, documentation examples included, and on after a failure.
    fn cargo_test(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(&["test", "--release", "--workspace", "--no-fail-fast"]);
        command.args(arguments).envs(self.told.iter().map(|(name, place)| (name, place)));
        command
    }

    fn outcome(&self, filter: Option<&str>) -> Result<Outcome> {
        let started = Instant::now();
        let arguments: Vec<&str> = filter.into_iter().collect();
        let (tally, succeeded) = streamed(&mut self.cargo_test(&arguments))?;
        say(&format!("The tests took {} seconds.", started.elapsed().as_secs()));
        Ok(outcome(tally, succeeded, self.skipped.lines()?))
    }
}

/// The quick checks, which take the processors while no test wants them: what they say is kept until the tests are over.
struct Beside {
    checks: Child,
    said: PathBuf,
}

impl Beside {
    fn begun(cache: &Path) -> Result<Beside> {
        let said = cache.join(format!("checks-{}.txt", std::process::id()));
        let file = File::create(&said).with_context(|| format!("making `{}`", said.display()))?;
        let itself = env::current_exe().context("finding this program")?;
        let mut command = Command::new("nice");
        command.args(["-n", "19"]).arg(itself).arg("check").stdin(Stdio::null());
        command.stdout(file.try_clone().context("sharing a file")?).stderr(file);
        let words = spoken(&command);
        let checks = command.spawn().with_context(|| format!("starting `{words}`"))?;
        Ok(Beside { checks, said })
    }

    /// Waits for them and says what they said; what went wrong, if anything did.
    fn faults(mut self) -> Result<Option<String>> {
        say("The checks that ran beside the tests:");
        let status = self.checks.wait().context("waiting for the checks")?;
        let said =
            fs::read(&self.said).with_context(|| format!("reading `{}`", self.said.display()))?;
        say(&String::from_utf8_lossy(&said));
        // The folder is a cache, which anybody may clear.
        let _ = fs::remove_file(&self.said);
        Ok((!status.success()).then(|| "the checks, which say above what is wrong".to_owned()))
    }
}

/// Runs a command, passing on each line that it prints and counting tests by it.
fn streamed(command: &mut Command) -> Result<(Tally, bool)> {
    let words = spoken(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{words}`"))?;
    let printed = child.stdout.take().context("the output of the tests was not piped")?;
    let tally = counted(BufReader::new(printed), io::stdout())?;
    let status = child.wait().with_context(|| format!("waiting for `{words}`"))?;
    Ok((tally, status.success()))
}

/// Lines are passed on as bytes, since a failing test may print what is not text.
fn counted(mut printed: impl BufRead, mut terminal: impl Write) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut line = Vec::new();
    while printed.read_until(b'\n', &mut line).context("reading what the tests print")? > 0 {
        terminal.write_all(&line).context("passing on what the tests print")?;
        tally.read(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(tally)
}

fn outcome(tally: Tally, succeeded: bool, skipped_itself: BTreeSet<String>) -> Outcome {
    let mut faults = Vec::new();
    if !succeeded && tally.failed == 0 {
        faults.push("a test did not build, or its runner broke off".to_owned());
    }
    let passed = tally.passed.saturating_sub(skipped_itself.len());
    let skipped = skipped_itself.into_iter().chain(tally.ignored).collect();
    Outcome { passed, failed: tally.failed, faults, skipped }
}

/// Names what was skipped and what went wrong; the plain line comes last.
fn close(outcome: &Outcome) -> ExitCode {
    for test in &outcome.skipped {
        say(&format!("skipped: {test}"));
    }
    for fault in &outcome.faults {
        say(&format!("failed: {fault}"));
    }
    say(&closing_line(outcome));
    if outcome.failures() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn closing_line(outcome: &Outcome) -> String {
    let Outcome { passed, skipped, .. } = outcome;
    format!("{passed} passed, {} failed, {} skipped", outcome.failures(), skipped.len())
}

/// The file in which tests record that they were skipped; gone when dropped.
struct SkippedFile {
    path: PathBuf,
}

impl SkippedFile {
    fn new() -> Result<SkippedFile> {
        let name = format!("saferplan-skipped-{}.txt", std::process::id());
        let path = env::temp_dir().join(name);
        fs::write(&path, "").with_context(|| format!("making `{}`", path.display()))?;
        Ok(SkippedFile { path })
    }

    fn lines(&self) -> Result<BTreeSet<String>> {
        skipped_lines(&self.path)
    }
}

impl Drop for SkippedFile {
    fn drop(&mut self) {
        // The folder is for files that nobody need clear away.
        let _ = fs::remove_file(&self.path);
    }
}

fn skipped_lines(path: &Path) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: usize, failed: usize, ignored: &[&str]) -> Tally {
        let ignored = ignored.iter().map(|&name| name.to_owned()).collect();
        Tally { passed, failed, ignored }
    }

    #[test]
    fn a_test_that_skipped_itself_did_not_pass() {
        let skipped_itself = BTreeSet::from(["raw_data_agree — no raw data".to_owned()]);
        let outcome = outcome(tally(10, 0, &["slow — an hour"]), true, skipped_itself);
        assert_eq!(closing_line(&outcome), "9 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn a_runner_that_breaks_off_is_a_failure() {
        let outcome = outcome(tally(10, 0, &[]), false, BTreeSet::new());
        assert_eq!(closing_line(&outcome), "10 passed, 1 failed, 0 skipped");
        assert_eq!(close(&outcome), ExitCode::FAILURE);
    }

    #[test]
    fn a_failed_test_is_counted_once() {
        let outcome = outcome(tally(10, 1, &[]), false, BTreeSet::new());
        assert_eq!(closing_line(&outcome), "10 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn a_failed_check_counts_as_a_failure() {
        let mut outcome = outcome(tally(10, 0, &[]), true, BTreeSet::new());
        outcome.faults.push("check: clippy".to_owned());
        assert_eq!(closing_line(&outcome), "10 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn lines_that_are_not_text_are_counted_round() {
        let printed = b"\xff\xfe\ntest result: ok. 3 passed; 0 failed; 0 ignored\n".as_slice();
        let mut terminal = Vec::new();
        assert_eq!(counted(printed, &mut terminal).unwrap(), tally(3, 0, &[]));
        assert_eq!(terminal, printed);
    }

    #[test]
    fn the_file_of_skipped_tests_goes_with_its_holder() {
        let file = SkippedFile::new().unwrap();
        let path = file.path.clone();
        fs::write(&path, "a — because\n\na — because\n").unwrap();
        assert_eq!(file.lines().unwrap().len(), 1);
        drop(file);
        assert!(!path.exists());
    }
}
