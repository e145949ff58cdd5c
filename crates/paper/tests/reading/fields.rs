//! Thousands of fields with known truth: none is silently wrong.

use std::ops::Range;

use crate::made::hand::Kind;
use crate::made::limit::at_most;
use crate::made::made;
use crate::made::spoil::{SPOILS, Spoil, TRACES};
use crate::made::tally::{Count, Tally};

/// Reads so many pages, by two threads.
fn read(seeds: Range<u64>, spoil: impl Fn(u64) -> Spoil + Sync) -> Tally {
    let half = |odd: u64| {
        let mut tally = Tally::default();
        for seed in seeds.clone().filter(|seed| seed % 2 == odd) {
            let spoil = spoil(seed);
            tally.count(made(seed, spoil), (seed, spoil));
        }
        tally
    };
    std::thread::scope(|threads| {
        let other = threads.spawn(|| half(1));
        half(0).and(other.join().unwrap())
    })
}

fn print(tally: &Tally, title: &str) {
    println!("\n{title}: {} pages, {} not read", tally.pages, tally.unread);
    let line = |name: String, count: &Count| {
        println!(
            "{name:>18} {:>7} fields {:>7} right {:>6} queued {:>4} wrong",
            count.all(),
            count.right,
            count.queued,
            count.wrong
        );
    };
    tally.by_kind.iter().for_each(|(kind, count)| line(format!("{kind:?}"), count));
    tally.by_spoil.iter().for_each(|(spoil, count)| line(format!("{spoil:?}"), count));
    line("spaces".to_owned(), &tally.spaces);
    line("all fields".to_owned(), &tally.sum());
    tally.reviewed.iter().for_each(|reviewed| println!("{reviewed:?}"));
    tally.faults.iter().for_each(|fault| println!("{fault}"));
}

/// No field is wrong without being queued, and no page is taken for another.
fn assert_nothing_is_silently_wrong(tally: &Tally) {
    assert_eq!(tally.misnamed, 0);
    assert_eq!(tally.sum().wrong, 0);
    assert_eq!(tally.spaces.wrong, 0);
}

/// Few boxes are wrong once people have looked who err as seldom as those who key; more, but some are caught, if they err often.
fn assert_few_are_wrong_after_review(tally: &Tally) {
    let [usual, _, careless] = tally.reviewed;
    assert!(usual.wrong_boxes * 2_000 <= usual.boxes, "{usual:?}");
    assert!(usual.looked_at > 0 && usual.looks > usual.looked_at, "{usual:?}");
    assert!(careless.wrong_boxes > usual.wrong_boxes, "{careless:?}");
    assert!(careless.wrong_questions * 20 < careless.looked_at, "{careless:?}");
}

/// How many sheets are read: so many, or as many as `SAFERPLAN_SHEETS` says, for figures.
fn sheets(usual: u64) -> u64 {
    let asked = std::env::var("SAFERPLAN_SHEETS").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// Where the sheets begin. The seeds below 100,000 are those that the reading was tuned on.
fn first(usual: u64) -> u64 {
    let asked = std::env::var("SAFERPLAN_FIRST_SHEET").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(usual)
}

#[test]
fn no_field_of_a_clean_scan_is_silently_wrong_and_few_are_queued() {
    let first = first(120_000);
    let tally = read(first..first + sheets(110), |_| Spoil::Clean);
    print(&tally, "clean");
    assert_nothing_is_silently_wrong(&tally);
    assert_few_are_wrong_after_review(&tally);
    assert_eq!(tally.unread, 0);
    let all = tally.sum();
    assert!(all.all() >= 6_000, "{all:?}");
    assert!(all.queued * 100 <= all.all() * 3, "{all:?}");
    // Of the fields whose meaning is plain, far fewer.
    let plain = [Kind::Empty, Kind::Tick, Kind::Cross, Kind::Slash];
    let plain = plain.iter().filter_map(|kind| tally.by_kind.get(kind));
    let plain = plain.fold(Count::default(), |sum, count| sum.and(*count));
    assert!(plain.queued * 100 <= plain.all(), "{plain:?}");
}

#[test]
fn no_field_of_a_spoilt_scan_is_silently_wrong() {
    let first = first(220_000);
    let of_seed = |seed: u64| SPOILS[usize::try_from(seed).unwrap() % SPOILS.len()];
    let tally = read(first..first + sheets(168), of_seed);
    print(&tally, "spoilt");
    assert_nothing_is_silently_wrong(&tally);
    assert_few_are_wrong_after_review(&tally);
    let all = tally.sum();
    assert!(all.all() >= 6_000, "{all:?}");
    // A reader that queued everything would be right too.
    assert!(all.queued * 10 <= all.all(), "{all:?}");
}

#[test]
fn no_field_among_traces_screens_and_pieces_of_marks_is_silently_wrong() {
    let first = first(320_000);
    let of_seed = |seed: u64| TRACES[usize::try_from(seed).unwrap() % TRACES.len()];
    let tally = read(first..first + sheets(112), of_seed);
    print(&tally, "traces, screens and pieces");
    assert_nothing_is_silently_wrong(&tally);
    let all = tally.sum();
    assert!(all.all() >= 6_000, "{all:?}");
}

#[test]
fn the_limit_without_errors_is_three_in_n_and_with_some_that_of_the_tables() {
    assert!((at_most(0, 1000) - 0.002_991).abs() < 1e-5);
    // The upper limits of the two-sided 90% intervals for 1 and 5 of 100.
    assert!((at_most(1, 100) - 0.046_6).abs() < 1e-4);
    assert!((at_most(5, 100) - 0.102_3).abs() < 1e-4);
    assert!((at_most(3, 3) - 1.0).abs() < 1e-9);
}
