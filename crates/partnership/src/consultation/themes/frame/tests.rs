//! Frames as they are drafted, signed off and changed.

use std::collections::BTreeMap;

use super::*;
use crate::consultation::answer::QuestionId;
use crate::consultation::themes::coding::Coding;
use crate::consultation::themes::coding::Codings;
use crate::consultation::themes::coding::Turn;
use crate::consultation::themes::counted::CountedThemes;
use crate::consultation::themes::counted::counted;
use crate::consultation::themes::said::Said;

pub(crate) fn id(name: &str) -> CodeId {
    CodeId(name.parse().unwrap())
}

pub(crate) fn person(name: &str) -> PersonId {
    PersonId(name.parse().unwrap())
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn question() -> QuestionId {
    QuestionId("safer".parse().unwrap())
}

pub(crate) fn code(name: &str) -> Code {
    Code {
        id: id(name),
        title: name.to_owned(),
        belongs: format!("all about {name}"),
        belongs_not: String::new(),
        examples: BTreeSet::new(),
    }
}

/// A frame of these codes, signed off.
pub(crate) fn signed_off(codes: &[&str]) -> CodeFrame {
    let add = |frame: CodeFrame, name: &&str| frame.after(FrameDeed::Add(code(name))).unwrap();
    let drafted = codes.iter().fold(CodeFrame::first(), add);
    drafted.after(FrameDeed::SignOff(person("ann"), day("2015-03-02"))).unwrap()
}

/// The next version, signed off after these deeds.
pub(crate) fn next(frame: &CodeFrame, deeds: Vec<FrameDeed>) -> CodeFrame {
    let drafted = deeds.into_iter().fold(frame.clone(), |frame, deed| frame.after(deed).unwrap());
    drafted.after(FrameDeed::SignOff(person("ann"), day("2015-03-09"))).unwrap()
}

pub(crate) fn said(codes: &[&str]) -> Said {
    Said::Codes(codes.iter().map(|name| id(name)).collect())
}

pub(crate) fn coding(by: &str, frame: u32, said: Said) -> Coding {
    Coding { frame, said, by: person(by), on: day("2015-03-03"), suggested: Vec::new() }
}

/// So many comments about lights and so many about police, counted.
pub(crate) fn counted_lights_and_police(lights: i64, police: i64) -> CountedThemes {
    let frames = [signed_off(&["lights", "police"])];
    let coded = |name: &str| {
        let coding = coding("ann", 1, said(&[name]));
        Codings::default().after(Turn::First, coding, &frames).unwrap()
    };
    let all = (1..=lights).map(|reply| (reply, coded("lights")));
    let all = all.chain((lights + 1..=lights + police).map(|reply| (reply, coded("police"))));
    let all: BTreeMap<i64, Codings> = all.collect();
    counted(&question(), &frames, all.keys().copied(), &all).unwrap()
}

#[test]
fn a_frame_that_was_signed_off_stays_and_a_change_makes_the_next_version() {
    let frame = signed_off(&["lights"]);
    let changed = frame.after(FrameDeed::Add(code("police"))).unwrap();
    assert_eq!((frame.number(), frame.codes().len()), (1, 1));
    assert_eq!((changed.number(), changed.is_signed_off()), (2, false));
    assert_eq!(changed.changes(), [FrameChange::Added(id("police"))]);
    let again = frame.after(FrameDeed::SignOff(person("bob"), day("2015-03-03")));
    assert_eq!(again, Err(FrameRefused::SignedOffBefore(1)));
}

#[test]
fn nobody_signs_off_what_does_not_say_what_belongs_to_a_code() {
    let sign = || FrameDeed::SignOff(person("ann"), day("2015-03-02"));
    assert_eq!(CodeFrame::first().after(sign()), Err(FrameRefused::NoCode));
    let untold = Code { belongs: " ".to_owned(), ..code("lights") };
    let frame = CodeFrame::first().after(FrameDeed::Add(untold)).unwrap();
    assert_eq!(frame.after(sign()), Err(FrameRefused::NotTold(vec![id("lights")])));
}

#[test]
fn the_history_tells_a_new_name_from_a_new_meaning() {
    let frame = signed_off(&["lights", "police"]);
    let renamed = Code { title: "Street lights".to_owned(), ..code("lights") };
    let reworded = Code { belongs: "only officers on foot".to_owned(), ..code("police") };
    let frame = frame.after(FrameDeed::Change(renamed)).unwrap();
    let frame = frame.after(FrameDeed::Change(reworded)).unwrap();
    let from = "lights".to_owned();
    let told =
        [FrameChange::Renamed { code: id("lights"), from }, FrameChange::Reworded(id("police"))];
    assert_eq!(frame.changes(), told);
}

#[test]
fn codes_are_split_and_merged_in_their_place() {
    let frame = signed_off(&["lights", "roads", "parks", "police"]);
    let split = frame.after(FrameDeed::Split(id("roads"), vec![code("speed"), code("holes")]));
    let ids = |frame: &CodeFrame| -> Vec<String> {
        frame.codes().iter().map(|code| code.id.to_string()).collect()
    };
    assert_eq!(ids(&split.clone().unwrap()), ["lights", "speed", "holes", "parks", "police"]);
    let both = [id("lights"), id("parks")].into();
    let merged = split.unwrap().after(FrameDeed::Merge(both, code("parks"))).unwrap();
    assert_eq!(ids(&merged), ["parks", "speed", "holes", "police"]);
    let twice = merged.after(FrameDeed::Add(code("speed")));
    assert_eq!(twice, Err(FrameRefused::CodeTwice(id("speed"))));
    let alone = merged.after(FrameDeed::Split(id("speed"), vec![code("cars")]));
    assert_eq!(alone, Err(FrameRefused::TooFew));
}

#[test]
fn a_stored_frame_that_could_not_have_come_about_is_refused() {
    let frame = signed_off(&["lights"]);
    let json = serde_json::to_string(&frame).unwrap();
    assert_eq!(serde_json::from_str::<CodeFrame>(&json).unwrap(), frame);
    let empty = json.replace("all about lights", "");
    assert!(serde_json::from_str::<CodeFrame>(&empty).is_err());
}
