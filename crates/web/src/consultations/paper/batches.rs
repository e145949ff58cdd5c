//! The batches of scans on the page of the paper: how far each was read, which nobody reads on, and what could not be read.
//!
//! In come batches as they are held, and whether this server is reading any; out go lines of tables, and what is told above
//! them.

use partnership::terms::wording::listed;
use records::BatchStage;
use records::FileEnd;
use records::HeldBatch;

use crate::consultations::paper::being_read::Standing;
use crate::consultations::paper::glance::counted;

/// The batches of a consultation.
#[derive(Debug, serde::Serialize)]
pub(super) struct Batches {
    lines: Vec<BatchLine>,
    /// The files that could not be read to their ends.
    cut_off: Vec<CutOff>,
    /// Whether scans are being read.
    are_read_now: bool,
    /// Whether somebody follows the reading, so that the page loads itself again while it goes on.
    pub(super) are_followed: bool,
    /// What is not read to its end while nobody reads on.
    broken_off: Option<BrokenOff>,
}

#[derive(Debug, serde::Serialize)]
struct BatchLine {
    name: String,
    day: String,
    files: String,
    sides: String,
    state: String,
}

/// A file that could not be read to its end.
#[derive(Debug, serde::Serialize)]
struct CutOff {
    file: String,
    batch: String,
    why: String,
}

/// Batches that are not read to their ends while nobody reads on.
#[derive(Debug, serde::Serialize)]
struct BrokenOff {
    told: String,
    /// Why the last reading of this server broke off, if it did since it began.
    why: Option<String>,
}

impl Batches {
    /// Those of a consultation, as their reading stands, for whoever asked to `follow` it or, with nothing there, did not.
    pub(super) fn of(batches: &[HeldBatch], standing: &Standing, follow: &str) -> Batches {
        let open: Vec<String> = batches
            .iter()
            .filter(|batch| is_open(batch))
            .map(|batch| batch.number.to_string())
            .collect();
        let are_read_now = standing.is_read_now() && !open.is_empty();
        let are_left = !standing.is_read_now() && !open.is_empty();
        Batches {
            lines: batches.iter().map(|batch| line(batch, standing)).collect(),
            cut_off: batches.iter().flat_map(cut_off).collect(),
            are_read_now,
            are_followed: are_read_now && !follow.is_empty(),
            broken_off: are_left.then(|| BrokenOff {
                told: match open.as_slice() {
                    [one] => format!("Batch {one} is not read to its end"),
                    several => format!("Batches {} are not read to their ends", listed(several)),
                },
                why: standing.failed().map(str::to_owned),
            }),
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// Whether a batch has scans that are not read to their end.
fn is_open(batch: &HeldBatch) -> bool {
    batch.held.value.stage == BatchStage::Reading && !batch.files.is_empty()
}

fn line(batch: &HeldBatch, standing: &Standing) -> BatchLine {
    let cut_off = cut_off(batch).count();
    let state = match batch.held.value.stage {
        BatchStage::Reading if batch.files.is_empty() => "begun, and no file came yet".to_owned(),
        BatchStage::Reading if standing.is_read_now() => format!("being read: {}", so_far(batch)),
        BatchStage::Reading => format!("not read to its end: {}", so_far(batch)),
        BatchStage::Read if batch.files.is_empty() => "keyed from the paper".to_owned(),
        BatchStage::Read if cut_off == 0 => "read".to_owned(),
        BatchStage::Read => format!("read, but {} not to the end", counted(cut_off as u64, "file")),
    };
    BatchLine {
        name: format!("Batch {}", batch.number),
        day: batch.held.value.day.in_words(),
        files: batch.files.len().to_string(),
        sides: batch.sides().to_string(),
        state,
    }
}

/// How far the reading has come: which file of how many, and the sides that are kept.
fn so_far(batch: &HeldBatch) -> String {
    let (all, sides) = (batch.files.len(), batch.sides().unsigned_abs());
    let ended = batch.files.iter().filter(|file| file.held.value.ended.is_some()).count();
    format!("file {} of {all}, {} so far", (ended + 1).min(all), counted(sides, "side"))
}

/// The files of a batch that could not be read to their ends.
fn cut_off(batch: &HeldBatch) -> impl Iterator<Item = CutOff> {
    batch.files.iter().filter_map(|file| match &file.held.value.ended {
        Some(FileEnd::CutOff(why)) => Some(CutOff {
            file: file.held.value.name.clone(),
            batch: batch.number.to_string(),
            why: why.clone(),
        }),
        Some(FileEnd::Read) | None => None,
    })
}
