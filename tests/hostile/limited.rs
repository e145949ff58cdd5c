//! A reader in a process of its own, whose memory is limited by the system, so that one that takes too much is ended.

use std::any::Any;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::mutation::Mutation;
use crate::readers::Reader;

/// Tells the process that is limited where it keeps what it is about to read.
const KEPT: &str = "SAFERPLAN_HOSTILE_KEPT";
/// How many files each reader is given.
const NUMBER: &str = "SAFERPLAN_HOSTILE";
/// The most memory of such a process, in KiB: what a page of the largest size takes, decoded, and the program itself.
const MOST_MEMORY: &str = "2097152";
/// The longest that one small file may take: what draws a page of full size is slow where nothing is optimised.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 240 } else { 20 });
/// How many files that brought something new out of the reader are built on.
const MOST_SEEDS: usize = 400;

/// Gives a reader its hostile files; `test` is the name of the test that does so.
pub(crate) fn tries(test: &str, reader: fn() -> Reader) {
    match env::var_os(KEPT) {
        Some(kept) => reads_all(&reader(), Path::new(&kept)),
        None => limited(test),
    }
}

/// Runs a test in a limited process, and tells which file it could not bear.
fn limited(test: &str) {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("hostile");
    let limited = "ulimit -v \"$0\"; exec \"$@\"";
    let output = Command::new("sh")
        .args(["-c", limited, MOST_MEMORY])
        .arg(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(KEPT, &kept)
        .output()
        .unwrap();
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        let kept = folder.keep().join("hostile");
        panic!(
            "{}\n`{}` is what it could not bear",
            String::from_utf8_lossy(&said),
            kept.display()
        );
    }
}

fn number() -> usize {
    let usual = if cfg!(debug_assertions) { 500 } else { 10_000 };
    env::var(NUMBER).map_or(usual, |number| number.parse().unwrap())
}

/// Reads the sound files, which must be read, then hostile ones made of them and of those that told something new.
fn reads_all(reader: &Reader, kept: &Path) {
    let (mut seeds, mut told) = (reader.seeds.clone(), BTreeSet::new());
    for seed in &reader.seeds {
        let outcome = reads(reader, seed, kept);
        assert!(!reader.sound || outcome.is_ok(), "a sound file is refused: {outcome:?}");
        told.insert(kind(&outcome));
    }
    let mut mutation = Mutation::seeded(20_150_512, reader.words);
    for _ in 0..number() {
        let hostile = mutation.of(&seeds);
        let outcome = reads(reader, &hostile, kept);
        // What brings the reader to another of its words has gone another way through it.
        if seeds.len() < MOST_SEEDS && hostile.len() < 1 << 14 && told.insert(kind(&outcome)) {
            seeds.push(hostile);
        }
    }
}

/// What a reader says of a file, in a time that is bounded.
fn reads(reader: &Reader, bytes: &[u8], kept: &Path) -> Result<String, String> {
    fs::write(kept, bytes).unwrap();
    let begun = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (reader.reads)(bytes)));
    let outcome = outcome.unwrap_or_else(|why| panic!("it panicked: {}", words(why.as_ref())));
    assert!(begun.elapsed() < LONGEST, "it took {:?}", begun.elapsed());
    outcome
}

fn words(why: &(dyn Any + Send)) -> &str {
    let text = why.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| why.downcast_ref::<&str>().copied()).unwrap_or("nobody knows why")
}

/// What was said, without the numbers and words of this one file.
fn kind(outcome: &Result<String, String>) -> String {
    let (sort, said) = match outcome {
        Ok(said) => ("read", said),
        Err(said) => ("refused", said),
    };
    let mut kind = format!("{sort}: ");
    let mut quoted = false;
    for sign in said.chars().take(400) {
        match sign {
            '`' => quoted = !quoted,
            sign if !quoted && !sign.is_ascii_digit() => kind.push(sign),
            _ => {}
        }
    }
    kind
}
