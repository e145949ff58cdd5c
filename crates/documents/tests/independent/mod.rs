//! What programs of others say of our files. They run in the Python that `SAFERPLAN_PYTHON` names; without it a test is
//! noted as skipped.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// The Python with those programs, or nothing, which is noted.
pub(crate) fn python() -> Option<String> {
    let python = std::env::var("SAFERPLAN_PYTHON").ok();
    if python.is_none() {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        let line = format!("{test}: SAFERPLAN_PYTHON names no Python\n");
        eprint!("skipped: {line}");
        if let Ok(path) = std::env::var("SAFERPLAN_SKIPPED") {
            let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
            file.unwrap().write_all(line.as_bytes()).unwrap();
        }
    }
    python
}

/// Each rule of a profile that a PDF breaks, as an independent validator says: `ua1` is PDF/UA-1, `2a` is PDF/A-2a.
pub(crate) fn breaches(pdf: &[u8], profile: &str) -> Vec<String> {
    let Some(python) = python() else { return Vec::new() };
    let mut validator = Command::new(python)
        .args(["-c", include_str!("validate.py"), profile])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    validator.stdin.take().unwrap().write_all(pdf).unwrap();
    let told = validator.wait_with_output().unwrap();
    assert!(told.status.success(), "the validator broke off");
    String::from_utf8(told.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Fails with each rule of PDF/UA-1 that a PDF breaks.
pub(crate) fn is_accessible(pdf: &[u8]) {
    let breaches = breaches(pdf, "ua1");
    assert!(breaches.is_empty(), "against PDF/UA-1:\n  {}", breaches.join("\n  "));
}
