//! Who codes what when, what counts, and how far people agree.

use std::collections::BTreeMap;

use super::*;
use crate::consultation::themes::comment::Comment;
use crate::consultation::themes::frame::FrameDeed;
use crate::consultation::themes::frame::tests::code;
use crate::consultation::themes::frame::tests::coding;
use crate::consultation::themes::frame::tests::id;
use crate::consultation::themes::frame::tests::next as next_version;
use crate::consultation::themes::frame::tests::person;
use crate::consultation::themes::frame::tests::question;
use crate::consultation::themes::frame::tests::said;
use crate::consultation::themes::frame::tests::signed_off;
use crate::consultation::themes::queue::next;
use crate::consultation::themes::reliability::reliability;

fn frames() -> Vec<CodeFrame> {
    vec![signed_off(&["lights", "roads"])]
}

/// Coded by Ann first, then by Bob.
fn twice(first: Said, second: Said) -> Codings {
    let once = Codings::default().after(Turn::First, coding("ann", 1, first), &frames()).unwrap();
    once.after(Turn::Second, coding("bob", 1, second), &frames()).unwrap()
}

#[test]
fn a_second_coding_is_another_persons_and_neither_changes_once_both_are_there() {
    let once = Codings::default();
    let once = once.after(Turn::First, coding("ann", 1, said(&["lights"])), &frames()).unwrap();
    let same = once.after(Turn::Second, coding("ann", 1, said(&["lights"])), &frames());
    assert_eq!(same, Err(CodingRefused::SamePerson));
    let both = twice(said(&["lights"]), said(&["roads"]));
    let again = both.after(Turn::First, coding("ann", 1, said(&["roads"])), &frames());
    assert_eq!(again, Err(CodingRefused::CodedTwice));
    assert_eq!(both.outcome(&frames()), Outcome::Differs);
}

#[test]
fn a_difference_counts_only_once_a_third_person_or_the_two_together_settled_it() {
    let both = twice(said(&["lights"]), said(&["roads"]));
    let by_ann = both.after(Turn::ThirdPerson, coding("ann", 1, said(&["roads"])), &frames());
    assert_eq!(by_ann, Err(CodingRefused::SamePerson));
    for (turn, who) in [(Turn::ThirdPerson, "eve"), (Turn::Talking, "ann")] {
        let settled = both.after(turn, coding(who, 1, said(&["roads"])), &frames()).unwrap();
        assert_eq!(settled.outcome(&frames()), Outcome::Counts(said(&["roads"])));
    }
    let alike = twice(said(&["lights"]), said(&["lights"]));
    let settled = alike.after(Turn::Talking, coding("ann", 1, said(&["roads"])), &frames());
    assert_eq!(settled, Err(CodingRefused::NoDifference));
}

#[test]
fn only_codes_of_the_latest_frame_that_was_signed_off_are_taken() {
    let of = |frame, said, frames: &[CodeFrame]| {
        Codings::default().after(Turn::First, coding("ann", frame, said), frames).map(|_| ())
    };
    assert_eq!(of(1, said(&["lights"]), &[CodeFrame::first()]), Err(CodingRefused::NotSignedOff));
    let unknown = SaidRefused::NoSuchCode(id("dogs"));
    assert_eq!(of(1, said(&["dogs"]), &frames()), Err(CodingRefused::Said(unknown)));
    let none = Err(CodingRefused::Said(SaidRefused::NoCode));
    assert_eq!(of(1, said(&[]), &frames()), none);
    let mut later = frames();
    later.push(next_version(&later[0], vec![FrameDeed::Add(code("dogs"))]));
    assert_eq!(of(1, said(&["lights"]), &later), Err(CodingRefused::EarlierFrame { latest: 2 }));
}

#[test]
fn a_changed_frame_asks_each_of_the_two_to_look_again() {
    let both = twice(said(&["roads"]), said(&["roads"]));
    let mut later = frames();
    let split = FrameDeed::Split(id("roads"), vec![code("speed"), code("holes")]);
    later.push(next_version(&later[0], vec![split]));
    assert_eq!(both.outcome(&later), Outcome::LookAgain(Turn::First));
    let both = both.after(Turn::First, coding("ann", 2, said(&["speed"])), &later).unwrap();
    assert_eq!(both.outcome(&later), Outcome::LookAgain(Turn::Second));
    let both = both.after(Turn::Second, coding("bob", 2, said(&["speed"])), &later).unwrap();
    assert_eq!(both.outcome(&later), Outcome::Counts(said(&["speed"])));
}

#[test]
fn a_share_is_coded_twice_by_somebody_else_and_nobody_can_choose_it() {
    let share =
        |percent| (1..=10_000).filter(|reply| is_coded_twice(&question(), *reply, percent)).count();
    assert_eq!((share(0), share(100)), (0, 10_000));
    // A fifth of 10,000 with a standard deviation of 40: within four of them.
    assert!(share(20).abs_diff(2000) < 160, "{}", share(20));
    let comment = |reply| Comment {
        reply,
        language: crate::consultation::language::Language::English,
        words: Some("Lights".to_owned()),
    };
    let comments: Vec<Comment> = (1..=40).map(comment).collect();
    let (frames, mut codings) = (frames(), BTreeMap::new());
    let mut after = 0;
    while let Some((reply, turn)) =
        next(&question(), &comments, &codings, &frames, (&person("ann"), after))
    {
        assert_eq!(turn, Turn::First);
        let these =
            Codings::default().after(turn, coding("ann", 1, Said::NoneFits), &frames).unwrap();
        codings.insert(reply, these);
        after = reply;
    }
    assert_eq!(codings.len(), 40);
    let bob = (&person("bob"), 0);
    let (reply, turn) = next(&question(), &comments, &codings, &frames, bob).unwrap();
    assert_eq!((turn, is_coded_twice(&question(), reply, 20)), (Turn::Second, true));
    assert_eq!(next(&question(), &comments, &codings, &frames, (&person("ann"), 0)), None);
}

#[test]
fn agreement_is_alpha_over_all_codes_and_for_each() {
    // Krippendorff's alpha by hand: 4 comments, 3 alike; a: 3, b: 4, both: 1 of 8 values.
    let (a, b) = (|| said(&["lights"]), || said(&["roads"]));
    let ab = || said(&["lights", "roads"]);
    let all = [(a(), a()), (b(), b()), (b(), b()), (a(), ab())];
    let all: BTreeMap<i64, Codings> =
        (1..).zip(all).map(|(reply, (one, other))| (reply, twice(one, other))).collect();
    let found = reliability(&frames(), &all).unwrap();
    assert_eq!((found.overall.comments, found.overall.same), (4, 3));
    // Observed 2 of 8; expected (64 − 9 − 16 − 1) / 7.
    let wanted = 1.0 - 2.0 / (38.0 / 7.0);
    assert!((found.overall.alpha.unwrap().value() - wanted).abs() < 1e-12);
    let (code, lights) = &found.by_code[0];
    assert_eq!((code.to_string().as_str(), lights.same), ("lights", 4));
    assert_eq!(lights.alpha.unwrap().value(), 1.0);
    assert_eq!(found.by_code[1].1.same, 3);
    assert_eq!(found.overall.interval, None);
}

#[test]
fn it_is_told_how_often_people_took_what_was_suggested() {
    let mut all = BTreeMap::new();
    for (reply, given) in [(1, "lights"), (2, "roads")] {
        let suggested = vec![id("lights"), id("roads")];
        let coding = Coding { suggested, ..coding("ann", 1, said(&[given])) };
        all.insert(reply, Codings::default().after(Turn::First, coding, &frames()).unwrap());
    }
    all.insert(3, twice(said(&["lights"]), said(&["lights"])));
    let found = reliability(&frames(), &all).unwrap();
    assert_eq!((found.suggested, found.taken), (2, 1));
}
