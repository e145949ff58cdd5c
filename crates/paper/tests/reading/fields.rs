//! Thousands of fields with known truth: none is silently wrong.

use std::collections::BTreeMap;

use paper::marks::Mark;
use paper::page::{ScannedSide, read_side};
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
    fn count(&mut self, judged: Judged) {
        match judged {
            Judged::Right => self.right += 1,
            Judged::Queued => self.queued += 1,
            Judged::Wrong => self.wrong += 1,
        }
    }

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
            ScannedSide::Read(read) => read,
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
            let judged = judged(field, read.mark);
            self.by_kind.entry(field.kind).or_default().count(judged);
            self.by_spoil.entry(spoil).or_default().count(judged);
            if judged == Judged::Wrong {
                keep(&made, &name);
                println!("{name}: {field:?} read as {:?}: {:.2?}", read.mark, read.measures);
            }
        }
        for (written, space) in made.written.iter().zip(&read.spaces) {
            let judged = match (written, space.writing) {
                (true, Writing::Written) | (false, Writing::Blank) => Judged::Right,
                // Whoever comes to read a fold's shadow sees that it is none.
                (_, Writing::Doubtful) | (false, Writing::Written) => Judged::Queued,
                (true, Writing::Blank) => Judged::Wrong,
            };
            self.spaces.count(judged);
            if judged == Judged::Wrong {
                println!("{name}: {space:?} where writing is {written}");
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

#[derive(Clone, Copy, PartialEq)]
enum Judged {
    Right,
    Queued,
    Wrong,
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

/// Reads so many clean pages.
fn clean(seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    seeds.for_each(|seed| tally.take(seed, Spoil::Clean));
    tally.print("clean");
    tally
}

/// Reads so many pages, spoilt in every way in turn.
fn spoilt(seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    let kinds = SPOILS.into_iter().cycle();
    seeds.zip(kinds).for_each(|(seed, spoil)| tally.take(seed, spoil));
    tally.print("spoilt");
    tally
}

/// No field is wrong without being queued, and no page is taken for another.
fn assert_nothing_is_silently_wrong(tally: &Tally) {
    assert_eq!(tally.misnamed, 0);
    assert_eq!(tally.sum().wrong, 0);
    assert_eq!(tally.spaces.wrong, 0);
}

/// How many sheets are read: so many, or as many as `SAFERPLAN_SHEETS` says, for figures.
fn sheets(usual: u64) -> u64 {
    let asked = std::env::var("SAFERPLAN_SHEETS").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(usual)
}

// The seeds below 100,000 are those that the reading was tuned on.

#[test]
fn no_field_of_a_clean_scan_is_silently_wrong_and_few_are_queued() {
    let tally = clean(110_000..110_000 + sheets(110));
    assert_nothing_is_silently_wrong(&tally);
    assert_eq!(tally.unread, 0);
    let all = tally.sum();
    assert!(all.all() >= 6_000, "{all:?}");
    assert!(all.queued * 100 <= all.all() * 3, "{all:?}");
    // Of the fields whose meaning is plain, far fewer.
    let plain = [Kind::Empty, Kind::Tick, Kind::Cross, Kind::Thick, Kind::TwoInAQuestion];
    let plain = plain.iter().filter_map(|kind| tally.by_kind.get(kind));
    let (queued, fields) =
        plain.fold((0, 0), |sum, count| (sum.0 + count.queued, sum.1 + count.all()));
    assert!(queued * 100 <= fields, "{queued} of {fields}");
}

#[test]
fn no_field_of_a_spoilt_scan_is_silently_wrong() {
    let tally = spoilt(210_000..210_000 + sheets(140));
    assert_nothing_is_silently_wrong(&tally);
    assert!(tally.sum().all() >= 6_000);
    // A reader that queued everything would be right too.
    let all = tally.sum();
    assert!(all.queued * 10 <= all.all(), "{all:?}");
}
