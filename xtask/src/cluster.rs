//! `cargo xtask cluster`: the tests of the archive, and of what people ask of it, on a cluster of this machine's own processes;
//! those of the archive a second time with its files in object storage.
//!
//! In: the checkout, built with the feature `cluster`. Out: what the tests say, and a fault where one of them failed.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result};

use crate::command::{cargo, run, say};
use crate::npm::{self, Wanted};
use crate::places::Places;
use crate::setup::{C_COMPILER, POPPLER, QPDF, meet};
use crate::tool::Tool;

/// What turns the engine on.
pub(crate) const FEATURE: &str = "saferplan/cluster";

/// The tests of the program that ask the archive; the others ask the same, or nothing.
const STORIES: [&str; 5] =
    ["clustered::", "evidence::", "briefing::", "small_areas::", "the_whole_year::"];

/// A server of object storage that keeps its buckets as folders and checks who asks.
const SERVER: Tool = Tool {
    name: "a server of object storage",
    package: "s3s-fs",
    release: "0.14.1",
    features: "binary",
};

/// The folder of the server, the bucket, and by what it knows us; the tests say the same.
const STORAGE: &str = "storage";
const BUCKET: &str = "saferplan";
const KEY: &str = "saferplan";
const SECRET: &str = "three-blind-mice";

/// Builds, begins a scheduler, two workers and a server of object storage, and runs the tests with these.
pub(crate) fn cluster(places: &Places) -> Result<()> {
    meet(&[&C_COMPILER, &POPPLER, &QPDF])?;
    npm::install(places, Wanted::Pages)?;
    let server = SERVER.installed(&places.cache)?;
    say("Building with Ballista: half an hour the first time.");
    run(&mut with_engine(places, "build", &["--package", "saferplan"]))?;
    // With the package whose feature it is.
    let rules = ["--package", "archive", "--package", "saferplan", "--lib"];
    run(&mut with_engine(places, "test", &rules))?;
    let folder = places.release.with_file_name("cluster");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("clearing `{}`", folder.display()))?;
    }
    let storage = Process::storage(&server, &folder.join(STORAGE))?;
    let program = places.saferplan();
    let process = |what: &[&str]| Process::of_cluster(&program, &folder, &storage, what);
    let scheduler = process(&["scheduler"])?;
    let workers = folder.join("workers").display().to_string();
    let worker = ["worker", "--folder", &workers, "--scheduler", &scheduler.at];
    let _workers = [process(&worker)?, process(&worker)?];
    say(&format!("A scheduler listens at {}, and two workers work.", scheduler.at));
    let engine = format!("ballista://{}", scheduler.at);
    say(
        "The archive's tests on files that all reach, then on copies in object storage; then the program's.",
    );
    tests(places, &engine, None)?;
    tests(places, &engine, Some((&storage.at, &folder.join(STORAGE))))
}

/// Runs the tests on the files, or those and all others on copies in the storage that is there and keeps its buckets there.
fn tests(places: &Places, engine: &str, storage: Option<(&str, &Path)>) -> Result<()> {
    let on_cluster = |arguments: &[&str]| {
        let mut tests = with_engine(places, "test", arguments);
        tests.env("SAFERPLAN_ARCHIVE_ENGINE", engine);
        tests.envs(places.shared_data.as_ref().map(|data| ("SAFERPLAN_SHARED_DATA", data)));
        if let Some((at, folder)) = storage {
            tests.env("SAFERPLAN_S3", format!("http://{at}")).env("SAFERPLAN_S3_FOLDER", folder);
        }
        run(&mut tests)
    };
    let archive = ["--workspace", "--test", "archive"].as_slice();
    if storage.is_none() {
        let others = ["--", "--skip", "clustered::", "--skip", "stored::"].as_slice();
        return on_cluster(&[archive, others].concat());
    }
    on_cluster(archive)?;
    on_cluster(&[&["--workspace", "--test", "story", "--"], STORIES.as_slice()].concat())
}

/// A command of cargo with the feature on.
fn with_engine(places: &Places, what: &str, arguments: &[&str]) -> Command {
    let mut command = cargo(&[what, "--release", "--features", FEATURE]);
    command.args(arguments).current_dir(&places.root);
    command
}

/// A process that the tests need, and where it listens; ended when it is let go.
struct Process {
    child: Child,
    at: String,
}

impl Process {
    /// The server of object storage, with the bucket in its folder.
    fn storage(program: &Path, folder: &Path) -> Result<Process> {
        fs::create_dir_all(folder.join(BUCKET)).context("making the bucket")?;
        let mut command = Command::new(program);
        command.args(["--host", "127.0.0.1", "--port", "0"]).arg(folder);
        command.args(["--access-key", KEY, "--secret-key", SECRET]);
        // It says where it listens in its log alone.
        Process::begun(command.env("RUST_LOG", "s3s_fs=info"))
    }

    /// A process of the cluster, which reads from that storage.
    fn of_cluster(
        program: &Path,
        home: &Path,
        storage: &Process,
        what: &[&str],
    ) -> Result<Process> {
        let mut command = Command::new(program);
        command.arg("--home").arg(home).arg("cluster").args(what).args(["--listen", "127.0.0.1:0"]);
        for (name, value) in [
            ("STORAGE", format!("s3://{BUCKET}/archive")),
            ("STORAGE_ENDPOINT", format!("http://{}", storage.at)),
            ("STORAGE_KEY", KEY.to_owned()),
            ("STORAGE_SECRET", SECRET.to_owned()),
        ] {
            command.env(format!("SAFERPLAN_ARCHIVE_{name}"), value);
        }
        Process::begun(command.stderr(Stdio::null()))
    }

    /// Begins it, and waits until it says where it listens.
    fn begun(command: &mut Command) -> Result<Process> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("beginning a process")?;
        let out = child.stdout.take().context("what a process says was not piped")?;
        let mut process = Process { child, at: String::new() };
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let at = lines.find_map(|line| {
            let (_, after) = line.split_once("127.0.0.1:")?;
            Some(after.chars().take_while(char::is_ascii_digit).collect::<String>())
        });
        process.at = format!("127.0.0.1:{}", at.context("a process ended before it began")?);
        // Read on, so that whatever it says later finds a reader.
        thread::spawn(move || lines.count());
        Ok(process)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended already is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
