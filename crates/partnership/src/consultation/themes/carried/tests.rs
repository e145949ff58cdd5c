//! Codings carried from one version of a frame to the next.

use proptest::prelude::*;

use super::*;
use crate::consultation::themes::frame::Code;
use crate::consultation::themes::frame::FrameDeed;
use crate::consultation::themes::frame::tests::code;
use crate::consultation::themes::frame::tests::id;
use crate::consultation::themes::frame::tests::next;
use crate::consultation::themes::frame::tests::said;
use crate::consultation::themes::frame::tests::signed_off;

fn after(deeds: Vec<FrameDeed>, before: &Said) -> Carried {
    let first = signed_off(&["lights", "roads", "police"]);
    let second = next(&first, deeds);
    carried(before, 1, &[first, second])
}

#[test]
fn a_merged_code_carries_over_and_a_split_one_is_looked_at_again() {
    let merge = || FrameDeed::Merge([id("lights"), id("roads")].into(), code("streets"));
    assert_eq!(
        after(vec![merge()], &said(&["lights", "roads"])),
        Carried::Stands(said(&["streets"]))
    );
    let split = FrameDeed::Split(id("roads"), vec![code("speed"), code("holes")]);
    let told = after(vec![split.clone()], &said(&["roads", "police"]));
    assert!(matches!(told, Carried::LookAgain(why) if why.len() == 1));
    assert_eq!(after(vec![split], &said(&["police"])), Carried::Stands(said(&["police"])));
}

#[test]
fn where_none_fitted_a_new_code_may_and_a_new_title_changes_nothing() {
    let add = || FrameDeed::Add(code("dogs"));
    assert!(matches!(after(vec![add()], &Said::NoneFits), Carried::LookAgain(_)));
    assert_eq!(after(vec![add()], &Said::Nothing), Carried::Stands(Said::Nothing));
    assert_eq!(after(vec![add()], &said(&["roads"])), Carried::Stands(said(&["roads"])));
    let renamed = FrameDeed::Change(Code { title: "Highways".to_owned(), ..code("roads") });
    assert_eq!(after(vec![renamed], &said(&["roads"])), Carried::Stands(said(&["roads"])));
}

#[test]
fn a_merged_code_that_is_split_later_is_looked_at_again() {
    let merge = FrameDeed::Merge([id("lights"), id("roads")].into(), code("streets"));
    let split = FrameDeed::Split(id("streets"), vec![code("lamps"), code("holes")]);
    assert!(matches!(after(vec![merge, split], &said(&["lights"])), Carried::LookAgain(_)));
}

#[test]
fn a_draft_changes_no_coding() {
    let first = signed_off(&["lights"]);
    let draft = first.after(FrameDeed::TakeOut(id("lights"))).unwrap();
    assert_eq!(carried(&said(&["lights"]), 1, &[first, draft]), Carried::Stands(said(&["lights"])));
}

/// A deed on one of the codes that there are, or a new one.
fn deed(frame: &CodeFrame, kind: usize, at: usize, number: usize) -> FrameDeed {
    let codes = frame.codes();
    let one = codes[at % codes.len()].clone();
    let new = |part: &str| code(&format!("code-{number}{part}"));
    match kind % 5 {
        0 => FrameDeed::Add(new("")),
        1 => FrameDeed::Change(Code { belongs: format!("otherwise {number}"), ..one }),
        2 => FrameDeed::Split(one.id, vec![new("a"), new("b")]),
        3 if codes.len() > 2 => {
            let other = codes[(at + 1) % codes.len()].id.clone();
            FrameDeed::Merge([one.id, other].into(), new(""))
        }
        _ if codes.len() > 2 => FrameDeed::TakeOut(one.id),
        _ => FrameDeed::Add(new("")),
    }
}

proptest! {
    /// Whatever is done to a frame: what stands is said in codes that the latest version has.
    #[test]
    fn what_stands_is_always_in_the_codes_of_the_latest_version(
        deeds in prop::collection::vec((0_usize..5, 0_usize..9), 0..12),
        chosen in prop::collection::btree_set(0_usize..3, 1..3),
    ) {
        let names = ["lights", "roads", "police"];
        let mut frames = vec![signed_off(&names)];
        for (number, (kind, at)) in deeds.into_iter().enumerate() {
            let last = frames.last().unwrap();
            frames.push(next(last, vec![deed(last, kind, at, number)]));
        }
        let before: Vec<&str> = chosen.into_iter().map(|at| names[at]).collect();
        if let Carried::Stands(after) = carried(&said(&before), 1, &frames) {
            prop_assert_eq!(after.fits(frames.last().unwrap()), Ok(()));
        }
    }
}
