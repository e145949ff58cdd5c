//! The text of a plan as it goes to the bodies.

use crate::approval::from_plan::text_of;
use crate::plan::tests::printed::bare;
use crate::plan::tests::printed::whole;

#[test]
fn the_text_for_the_bodies_has_all_that_is_written_in_numbered_passages() {
    let text = text_of(whole().full()).unwrap();
    insta::assert_snapshot!(text.printed());
}

#[test]
fn a_plan_in_which_nothing_is_written_is_no_text() {
    assert!(text_of(bare().full()).unwrap_err().to_string().contains("no passage"));
}
