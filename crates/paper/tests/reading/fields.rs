//! Thousands of fields with known truth: none is silently wrong.

use std::collections::BTreeMap;

use paper::marks::Mark;
use paper::page::{SideState, read_side};
use paper::spaces::Writing;

use crate::made::hand::{Field, Kind, Must};
use crate::made::spoil::{SPOILS, Spoil};
use crate::made::{Made, made};

/// Counts of fields.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    right: usize,
    queued: usize,
    wrong: usize,
}

impl Count {
    fn all(&self) -> usize {
        self.right + self.queued + self.wrong
    }
}

#[derive(Default)]
struct Tally {
    pages: usize,
    unread: usize,
    misnamed: usize,
    by_kind: BTreeMap<Kind, Count>,
    by_spoil: BTreeMap<Spoil, Count>,
    spaces: Count,
}

impl Tally {
    fn take(&mut self, seed: u64, spoil: Spoil) {
        let made = made(seed, spoil);
        let name = format!("{spoil:?}-{seed}");
        self.pages += 1;
        let read = match read_side(&made.scan, std::slice::from_ref(&made.form)) {
            SideState::Read(read) => read,
            other => {
                keep(&made, &name);
                println!("{name}: not read: {other:?}");
                self.unread += 1;
                // All of its fields are keyed by hand.
                self.by_spoil.entry(spoil).or_default().queued += made.fields.len();
                return;
            }
        };
        self.misnamed += usize::from(read.code != made.code);
        for (field, read) in made.fields.iter().zip(&read.boxes) {
            let count = |count: &mut Count| match judged(field, read.mark) {
                Judged::Right => count.right += 1,
                Judged::Queued => count.queued += 1,
                Judged::Wrong => count.wrong += 1,
            };
            count(self.by_kind.entry(field.kind).or_default());
            count(self.by_spoil.entry(spoil).or_default());
            let wrong = judged(field, read.mark) == Judged::Wrong;
            let wanted = std::env::var("SHOW").is_ok_and(|show| {
                field.must != Must::BeQueued
                    && show == format!("{:?}", field.kind)
                    && read.mark.is_for_review()
            });
            if wrong || wanted {
                keep(&made, &name);
                println!("{name}: {field:?} read as {:?}: {:.2?}", read.mark, read.evidence);
            }
        }
        for (written, space) in made.written.iter().zip(&read.spaces) {
            match (written, space.writing) {
                (true, Writing::Written) | (false, Writing::Blank) => self.spaces.right += 1,
                (_, Writing::Doubtful) => self.spaces.queued += 1,
                (true, Writing::Blank) | (false, Writing::Written) => {
                    println!("{name}: {written} space read as {space:?}");
                    self.spaces.wrong += 1;
                }
            }
        }
    }

    fn print(&self, title: &str) {
        println!("\n{title}: {} pages, {} not read", self.pages, self.unread);
        let line = |name: String, count: &Count| {
            println!(
                "{name:>18} {:>7} fields {:>7} right {:>6} queued {:>4} wrong",
                count.all(),
                count.right,
                count.queued,
                count.wrong
            );
        };
        self.by_kind.iter().for_each(|(kind, count)| line(format!("{kind:?}"), count));
        self.by_spoil.iter().for_each(|(spoil, count)| line(format!("{spoil:?}"), count));
        line("spaces".to_owned(), &self.spaces);
    }

    fn sum(&self) -> Count {
        self.by_spoil.values().fold(Count::default(), |a, b| Count {
            right: a.right + b.right,
            queued: a.queued + b.queued,
            wrong: a.wrong + b.wrong,
        })
    }
}

#[derive(PartialEq)]
enum Judged {
    Right,
    Queued,
    Wrong,
}

fn judged(field: &Field, mark: Mark) -> Judged {
    match (field.must, mark) {
        (Must::BeMarked, Mark::Marked) | (Must::BeUnmarked, Mark::Unmarked) => Judged::Right,
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

#[test]
#[ignore = "for tuning"]
fn tuning() {
    let mut tally = Tally::default();
    for seed in 0..42 {
        tally.take(seed, Spoil::Clean);
    }
    tally.print("clean");
    let mut tally = Tally::default();
    for seed in 0..84 {
        tally.take(1000 + seed, SPOILS[seed as usize % SPOILS.len()]);
    }
    tally.print("spoilt");
    println!("{:?}", tally.sum());
}
