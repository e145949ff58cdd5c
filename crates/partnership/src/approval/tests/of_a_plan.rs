//! The text of a plan as it goes to the bodies.

use std::collections::BTreeMap;

use crate::approval::from_plan::text_of;
use crate::approval::text::Text;
use crate::plan::tests::printed::bare;
use crate::plan::tests::printed::whole;

#[test]
fn the_text_for_the_bodies_has_all_that_is_written_in_numbered_passages() {
    let text = text_of(whole().full(), None).unwrap();
    insta::assert_snapshot!(text.printed());
}

#[test]
fn a_plan_in_which_nothing_is_written_is_no_text() {
    assert!(text_of(bare().full(), None).unwrap_err().to_string().contains("no passage"));
}

#[test]
fn what_was_in_the_version_before_keeps_its_number_and_what_is_new_takes_the_next() {
    let first = text_of(whole().full(), None).unwrap();
    assert_eq!(text_of(whole().full(), Some(&first)), Ok(first.clone()), "nothing has changed");
    let mut made = whole();
    made.plan = made.plan.with_objective_reworded(1, "Far fewer assaults").unwrap();
    made.said.clear();
    let lights = made.actions.remove(&2).unwrap();
    made.actions.insert(9, lights);
    let second = text_of(made.full(), Some(&first)).unwrap();
    let numbers = |text: &Text| -> BTreeMap<String, String> {
        let passages = text.passages().iter();
        let told = passages.map(|one| {
            let begins = one.words.chars().take(11).collect();
            (begins, one.id.to_string())
        });
        told.collect()
    };
    let (before, after) = (numbers(&first), numbers(&second));
    assert_eq!(before["Objective 1"], after["Objective 1"], "it says something else now");
    assert_eq!(before["Objective 2"], after["Objective 2"]);
    assert_eq!(before["Action 1: P"], after["Action 1: P"]);
    let last = first.passages().len();
    assert_eq!(after["Action 9: L"], (last + 1).to_string(), "it was not there before");
    assert!(!after.contains_key("Action 2: L"));
}
