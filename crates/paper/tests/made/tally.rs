//! Readings beside the truth: how many fields are right, queued for a person, or silently wrong.

use std::collections::BTreeMap;

use paper::marks::Mark;
use paper::page::{PageReading, ScannedSide, read_side};
use paper::spaces::Writing;

use super::Made;
use super::hand::{Field, Kind, Must};
use super::review::{ERRING, Reviewed, reviewed};
use super::spoil::Spoil;

/// Counts of fields.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) right: usize,
    pub(crate) queued: usize,
    pub(crate) wrong: usize,
}

impl Count {
    fn count(&mut self, judged: Judged) {
        match judged {
            Judged::Right => self.right += 1,
            Judged::Queued => self.queued += 1,
            Judged::Wrong => self.wrong += 1,
        }
    }

    pub(crate) fn all(&self) -> usize {
        self.right + self.queued + self.wrong
    }

    pub(crate) fn and(self, other: Count) -> Count {
        Count {
            right: self.right + other.right,
            queued: self.queued + other.queued,
            wrong: self.wrong + other.wrong,
        }
    }
}

/// What became of one field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Judged {
    Right,
    Queued,
    Wrong,
}

/// All pages that were read, by how boxes were marked and how pages were spoilt.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) pages: usize,
    /// Pages that are keyed by hand.
    pub(crate) unread: usize,
    pub(crate) misnamed: usize,
    pub(crate) by_kind: BTreeMap<Kind, Count>,
    /// The fields of pages that were not read are among the queued.
    pub(crate) by_spoil: BTreeMap<Spoil, Count>,
    pub(crate) spaces: Count,
    /// What is wrong after review, for each share of what people err in.
    pub(crate) reviewed: [Reviewed; ERRING.len()],
    /// What was silently wrong, in words.
    pub(crate) faults: Vec<String>,
}

impl Tally {
    /// Reads a page and counts.
    pub(crate) fn count(&mut self, made: Made, (seed, spoil): (u64, Spoil)) {
        let name = format!("{spoil:?}-{seed}");
        self.pages += 1;
        let state = read_side(&made.scan, std::slice::from_ref(&made.form));
        let read = if let ScannedSide::Read(read) = &state { Some(read.as_ref()) } else { None };
        for (sum, erring) in self.reviewed.iter_mut().zip(ERRING) {
            *sum = sum.and(reviewed((seed, &made), read, erring));
        }
        let Some(read) = read else {
            keep(&made, &name);
            self.unread += 1;
            self.by_spoil.entry(spoil).or_default().queued += made.fields.len();
            return;
        };
        self.misnamed += usize::from(read.code != made.code);
        let before = self.faults.len();
        self.boxes(&made, read, spoil, &name);
        self.spaces(&made, read, &name);
        if self.faults.len() > before {
            keep(&made, &name);
        }
    }

    fn boxes(&mut self, made: &Made, read: &PageReading, spoil: Spoil, name: &str) {
        let counted = made.fields.iter().zip(&read.boxes);
        for (field, read) in counted.filter(|(field, _)| field.must != Must::Lost) {
            let judged = judged(field, read.mark);
            self.by_kind.entry(field.kind).or_default().count(judged);
            self.by_spoil.entry(spoil).or_default().count(judged);
            if judged == Judged::Wrong {
                let (mark, seen) = (read.mark, &read.measures);
                self.faults.push(format!(
                    "{name}: {:?} {} {} is {mark:?}: {seen:.2?}",
                    field.kind, read.question, read.answer
                ));
            }
        }
    }

    fn spaces(&mut self, made: &Made, read: &PageReading, name: &str) {
        for (written, space) in made.written.iter().zip(&read.spaces) {
            let judged = match (written, space.writing) {
                (true, Writing::Written) | (false, Writing::Blank) => Judged::Right,
                // Whoever comes to read a fold's shadow sees that it is none.
                (_, Writing::Doubtful) | (false, Writing::Written) => Judged::Queued,
                (true, Writing::Blank) => Judged::Wrong,
            };
            self.spaces.count(judged);
            if judged == Judged::Wrong {
                self.faults.push(format!("{name}: {space:?} where writing is {written}"));
            }
        }
    }

    /// All fields.
    pub(crate) fn sum(&self) -> Count {
        self.by_spoil.values().fold(Count::default(), |sum, count| sum.and(*count))
    }

    /// Both tallies in one.
    pub(crate) fn and(mut self, other: Tally) -> Tally {
        self.pages += other.pages;
        self.unread += other.unread;
        self.misnamed += other.misnamed;
        for (kind, count) in other.by_kind {
            let sum = self.by_kind.entry(kind).or_default();
            *sum = sum.and(count);
        }
        for (spoil, count) in other.by_spoil {
            let sum = self.by_spoil.entry(spoil).or_default();
            *sum = sum.and(count);
        }
        for (sum, more) in self.reviewed.iter_mut().zip(other.reviewed) {
            *sum = sum.and(more);
        }
        self.spaces = self.spaces.and(other.spaces);
        self.faults.extend(other.faults);
        self
    }
}

fn judged(field: &Field, mark: Mark) -> Judged {
    match (field.must, mark) {
        (Must::Marked, Mark::Marked) | (Must::Unmarked, Mark::Unmarked) => Judged::Right,
        (_, Mark::Doubtful(_) | Mark::CancelledLooking(_)) => Judged::Queued,
        (_, Mark::Marked | Mark::Unmarked) => Judged::Wrong,
    }
}

/// Keeps the scan of a page, if a folder for that is named.
fn keep(made: &Made, name: &str) {
    if let Ok(folder) = std::env::var("SAFERPLAN_PICTURES") {
        made.scan.image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).unwrap();
    }
}
