//! Tests of what is told of a sample that was drawn by chance, and of when nothing is estimated from it.

use crate::consultation::report::Report;
use crate::consultation::report::tests::row;
use crate::consultation::report::tests::table;
use crate::consultation::report::tests::with;
use crate::consultation::report::tests::words;
use crate::consultation::results::shares::Found;
use crate::consultation::sample::TypedSample;
use crate::consultation::sample::tests::sample;

/// What the report says of a sample with these strata, in which each reply is of the stratum that `stratum` gives it.
fn with_sample(design: &TypedSample, stratum: impl Fn(usize) -> Option<u32>) -> Report {
    let strata: Vec<Option<u32>> = (0..130).map(stratum).collect();
    let found = Found::of(Some(design), &strata);
    with(|commission| commission.found = Box::leak(Box::new(found)))
}

#[test]
fn only_those_drawn_by_chance_have_intervals() {
    let report = with_sample(&sample(&[("", 1_000_000, 200)]), |_| Some(1));
    let victim = table(&report, "question-victim");
    let yes = row(victim, "Yes");
    assert_eq!(yes[..3], ["40", "57.1", "57.1"]);
    assert!(yes[3].parse::<f64>().unwrap() < 57.1 && yes[4].parse::<f64>().unwrap() > 57.1);
    assert!(!words(&with(|_| {})).contains("interval"));
    let told = words(&report);
    assert!(
        told.contains("200 people were drawn by chance of the 1,000,000 on this list"),
        "{told}"
    );
    assert!(
        told.contains("130 of those drawn replied by their own links, 65% of the 200"),
        "{told}"
    );
    assert!(told.contains("95% of such samples have an interval that holds the true share"));
    assert!(told.contains("drawn and did not reply nobody knows, and it does not allow for them"));
    assert!(!told.contains("chose to"), "{told}");
}

#[test]
fn with_one_reply_of_somebody_else_nothing_is_estimated_and_nothing_tells_it_apart() {
    let report = with_sample(&sample(&[("", 1_000_000, 200)]), |at| (at > 0).then_some(1));
    let told = words(&report);
    assert!(told.contains("others replied, too, who were not drawn"), "{told}");
    assert!(!told.contains("129") && !told.contains("95% interval"), "{told}");
    let yes = row(table(&report, "question-victim"), "Yes");
    assert_eq!(yes[..2], ["40", "57.1"]);
}

#[test]
fn a_sample_that_hardly_replied_gives_no_interval_and_does_not_say_of_which_part() {
    let design = sample(&[("Town", 9_000, 200), ("Villages", 900, 40)]);
    let report = with_sample(&design, |at| Some(if at < 9 { 2 } else { 1 }));
    let told = words(&report);
    assert!(told.contains("fewer than 10 of those drawn"), "{told}");
    assert!(!told.contains("Villages have"), "{told}");
    let yes = row(table(&report, "question-victim"), "Yes");
    assert_eq!(yes[..2], ["40", "57.1"]);
}

#[test]
fn a_stratum_weighs_by_its_people_and_not_by_its_replies() {
    // Of the villages are 10 of the 40 who said yes, 20 of the 30 who said no, and 20 who did not answer that.
    let design = sample(&[("Town", 9_000, 100), ("Villages", 1_000, 100)]);
    let in_villages = |at: usize| at < 10 || (50..90).contains(&at);
    let report = with_sample(&design, |at| Some(if in_villages(at) { 2 } else { 1 }));
    // 30 × 9,000/80 + 10 × 1,000/50 = 3,575 of 40 × 9,000/80 + 30 × 1,000/50 = 5,100.
    let yes = row(table(&report, "question-victim"), "Yes");
    assert_eq!(yes[2], "70.1");
    assert!(yes[3].parse::<f64>().unwrap() < 70.1 && yes[4].parse::<f64>().unwrap() > 70.1);
    let strata = table(&report, "sample");
    assert_eq!(row(strata, "Town"), ["9,000", "100", "80", "80.0"]);
    assert_eq!(row(strata, "The whole list"), ["10,000", "200", "130", "65.0"]);
}

#[test]
fn what_a_few_of_one_part_said_is_told_by_no_estimate() {
    // Of the villages are 3 of the 40 who said yes.
    let design = sample(&[("Town", 9_000, 100), ("Villages", 1_000, 100)]);
    let in_villages = |at: usize| at < 3 || (40..70).contains(&at);
    let report = with_sample(&design, |at| Some(if in_villages(at) { 2 } else { 1 }));
    let yes = row(table(&report, "question-victim"), "Yes");
    assert_eq!(yes[..2], ["40", "57.1"]);
    assert!(!yes[2..].iter().any(|cell| cell.contains('.')), "{yes:?}");
}
