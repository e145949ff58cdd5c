//! Asking the Python reference, seeded chance for the cases, and how near is near enough.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;

use serde_json::Value;

const TOLERANCE: f64 = 1e-6;

/// Below this a probability is nought to any reader, and doubles begin to lose figures.
const VANISHING: f64 = 1e-290;

/// A small repeatable generator (splitmix64; Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.share() * (high - low)
    }

    /// A whole number below `end`, or 0.
    pub(crate) fn up_to(&mut self, end: usize) -> usize {
        usize::try_from(whole((self.share() * end as f64).floor())).unwrap()
    }

    /// A count up to `most`, as often small as large, and 0 fairly often.
    pub(crate) fn count(&mut self, most: f64) -> u64 {
        whole((self.share() * (most + 1.0).ln()).exp() - 1.0)
    }

    /// A count within `scatter` of another, as a share of it.
    pub(crate) fn near(&mut self, count: u64, scatter: f64) -> u64 {
        whole(count as f64 * (1.0 + self.between(-scatter, scatter)))
    }

    pub(crate) fn confidence(&mut self) -> f64 {
        [0.8, 0.95, 0.99, 0.998][self.up_to(4)]
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made cases, in range")]
pub(crate) fn whole(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

pub(crate) fn near(found: f64, wanted: &Value) {
    near_from(found, wanted, VANISHING);
}

/// Equal to one in a million of the larger of the value wanted and `scale`.
pub(crate) fn near_from(found: f64, wanted: &Value, scale: f64) {
    let wanted = wanted.as_f64().unwrap();
    let allowed = TOLERANCE * wanted.abs().max(scale);
    assert!((found - wanted).abs() <= allowed, "found {found:e}, reference {wanted:e}");
}

/// The reference's results for the cases, or none where there is no reference to ask.
pub(crate) fn reference(method: &str, test: &str, cases: Value) -> Option<Vec<Value>> {
    let Ok(python) = env::var("SAFERPLAN_PYTHON") else {
        report_skipped(test);
        return None;
    };
    let mut running = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/statistics_reference.py"))
        .arg(method)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python named by SAFERPLAN_PYTHON starts");
    running.stdin.take().unwrap().write_all(cases.to_string().as_bytes()).unwrap();
    let ended = running.wait_with_output().unwrap();
    assert!(ended.status.success(), "statistics_reference.py {method} failed");
    let results: Vec<Value> = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(Some(results.len()), cases.as_array().map(Vec::len));
    Some(results)
}

pub(crate) fn report_skipped(test: &str) {
    let line = format!("{test}: SAFERPLAN_PYTHON names no Python with scipy and statsmodels");
    eprintln!("skipped: {line}");
    if let Ok(list) = env::var("SAFERPLAN_SKIPPED") {
        let mut list = OpenOptions::new().create(true).append(true).open(list).unwrap();
        writeln!(list, "{line}").unwrap();
    }
}
