//! A partnership for a test: a home of its own, and the program to run in it.

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;

use tempfile::TempDir;

/// A partnership with a home folder that goes with it.
pub(crate) struct Partnership {
    folder: TempDir,
}

/// What a run of the program said.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) succeeded: bool,
}

impl Partnership {
    /// A partnership that holds nothing yet.
    pub(crate) fn new() -> Partnership {
        Partnership { folder: tempfile::tempdir().unwrap() }
    }

    /// A partnership that holds the worked example.
    pub(crate) fn with_the_worked_example() -> Partnership {
        let partnership = Partnership::new();
        partnership.succeeds(&["demo", "--no-serve"]);
        partnership
    }

    /// The home folder.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A folder beside the home, for what is written.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes a file beside the home and gives its path.
    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Runs the program in this home.
    pub(crate) fn runs<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Said {
        self.runs_with(&[], arguments)
    }

    /// Runs the program in this home with some settings from the environment.
    pub(crate) fn runs_with<S: AsRef<std::ffi::OsStr>>(
        &self,
        settings: &[(&str, &str)],
        arguments: &[S],
    ) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saferplan"));
        // Whoever runs the tests may have records of their own on a server.
        command.env_remove("SAFERPLAN_RECORDS").envs(settings.iter().copied());
        command.arg("--home").arg(self.home()).args(arguments);
        said(&command.output().unwrap())
    }

    /// Runs the program, which must succeed; gives what it printed.
    pub(crate) fn succeeds<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> String {
        let said = self.runs(arguments);
        assert!(said.succeeded, "{}\n{}", said.out, said.err);
        said.out
    }

    /// Runs the program, which must refuse in plain words; gives what it said.
    pub(crate) fn refuses<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> String {
        let said = self.runs(arguments);
        assert!(!said.succeeded, "expected a refusal, got:\n{}", said.out);
        assert!(!said.err.contains("panicked"), "{}", said.err);
        said.err
    }

    /// The first cell of the answer to a query.
    pub(crate) fn asks(&self, sql: &str) -> String {
        let answer = self.succeeds(&["query", sql, "--format", "csv"]);
        answer.lines().nth(1).unwrap_or_default().to_owned()
    }

    /// Imports files of one kind, which must succeed.
    pub(crate) fn imports(&self, kind: &str, paths: &[PathBuf]) -> String {
        let mut arguments = vec![PathBuf::from("import"), PathBuf::from(kind)];
        arguments.extend_from_slice(paths);
        self.succeeds(&arguments)
    }
}

fn said(output: &Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        succeeded: output.status.success(),
    }
}

/// The raw open data beside the checkout, or a note that `test` was skipped for want of it.
pub(crate) fn raw_data(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("SAFERPLAN_SHARED_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let found = named.unwrap_or(beside);
    if found.is_dir() {
        return Some(found);
    }
    let note = format!("{test} — the raw open data are not beside the checkout\n");
    eprint!("skipped: {note}");
    if let Some(list) = std::env::var_os("SAFERPLAN_SKIPPED") {
        let mut list = std::fs::OpenOptions::new().append(true).create(true).open(list).unwrap();
        list.write_all(note.as_bytes()).unwrap();
    }
    None
}

/// The files in `folder` whose names end so.
pub(crate) fn ending(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.to_string_lossy().ends_with(end)).collect();
    found.sort();
    found
}
