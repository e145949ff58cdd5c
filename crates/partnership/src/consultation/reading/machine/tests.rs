//! Tests of what a machine's reading is taken for: only what is clear is accepted.

use super::*;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reading::made::answer;
use crate::consultation::reading::made::filled;
use crate::consultation::reading::made::question;
use crate::consultation::reading::side::ReadPage;

fn said(page: ReadPage, of: &str) -> MachineSays {
    let side = ReadSide::Page(Box::new(page));
    machine_says(&questionnaire(), &[&side]).remove(&question(of)).unwrap()
}

fn ticked(ticks: &[(&str, &str)], of: &str) -> MachineSays {
    said(filled(&questionnaire(), ticks, &[]), of)
}

fn chosen(answers: &[&str]) -> Option<Given> {
    let answers = answers.iter().map(|id| answer(id)).collect();
    Some(Given::Chosen { answers, other: None })
}

#[test]
fn one_clear_tick_is_accepted_and_none_is_no_answer() {
    let one = ticked(&[("victim", "yes")], "victim");
    assert_eq!((one.is_clear(), one.given), (true, chosen(&["yes"])));
    let none = ticked(&[], "victim");
    assert_eq!((none.is_clear(), none.given), (true, None));
}

#[test]
fn two_ticks_where_one_is_asked_for_go_to_a_person() {
    let two = ticked(&[("victim", "yes"), ("victim", "no")], "victim");
    assert_eq!(two.reasons, [Reason::SeveralTicks(question("victim"))]);
    let grid = [("litter", "big-problem"), ("litter", "not-a-problem"), ("noise", "big-problem")];
    let mut page = filled(&questionnaire(), &[], &[]);
    let scale: Vec<_> =
        page.boxes.iter().filter(|tick| tick.question == question("litter")).collect();
    let (first, second) = (scale[0].answer.clone(), scale[1].answer.clone());
    for tick in &mut page.boxes {
        let is_row = grid.iter().any(|(row, _)| tick.question == question(row));
        let is_first = tick.answer == first && is_row;
        if is_first || (tick.question == question("litter") && tick.answer == second) {
            tick.mark = BoxMark::Marked;
        }
    }
    let says = said(page, "problems");
    assert_eq!(says.reasons, [Reason::SeveralTicks(question("litter"))]);
    // Only the row that is clear is suggested.
    let rows = BTreeMap::from([(question("noise"), first)]);
    assert_eq!(says.given, Some(Given::Rows(rows)));
}

#[test]
fn anything_doubtful_or_cancelled_goes_to_a_person_with_its_reason() {
    for mark in
        [BoxMark::Doubtful("faint".to_owned()), BoxMark::CancelledLooking("filled".to_owned())]
    {
        let mut page = filled(&questionnaire(), &[("victim", "yes")], &[]);
        let no = |tick: &&mut crate::consultation::reading::side::ReadBox| {
            tick.question == question("victim") && tick.answer == answer("no")
        };
        page.boxes.iter_mut().find(no).unwrap().mark = mark;
        let says = said(page, "victim");
        assert_eq!((says.is_clear(), says.given), (false, chosen(&["yes"])));
        assert_eq!(says.reasons[0].of_box(), Some((&question("victim"), &answer("no"))));
    }
}

#[test]
fn more_ticks_than_may_be_and_one_that_stands_alone_go_to_a_person() {
    let three = [("worries", "burglary"), ("worries", "drugs"), ("worries", "nothing")];
    let says = ticked(&three, "worries");
    let alone = Reason::NotTogether(answer("nothing"));
    assert_eq!(says.reasons, [alone, Reason::TooMany { found: 3, most: 2 }]);
}

#[test]
fn other_needs_both_its_tick_and_its_words() {
    let says = |ticks: &[(&str, &str)], written: &[&str]| {
        said(filled(&questionnaire(), ticks, written), "worries").reasons
    };
    let other = [("worries", "something")];
    assert_eq!(says(&other, &[]), [Reason::TickWithoutWriting]);
    assert_eq!(says(&[], &["worries"]), [Reason::WritingWithoutTick]);
    assert_eq!(says(&other, &["worries"]), [Reason::Written]);
    assert_eq!(says(&[], &[]), []);
}

#[test]
fn what_is_written_is_for_a_person_to_read() {
    let page = filled(&questionnaire(), &[], &["better"]);
    assert_eq!(said(page.clone(), "better").reasons, [Reason::Written]);
    assert!(said(page, "years").is_clear());
}

#[test]
fn a_ranking_is_in_order_or_waits() {
    let in_order = ticked(&[("first-b", "place-1"), ("first-a", "place-2")], "order");
    let items = vec![question("first-b"), question("first-a")];
    assert_eq!((in_order.is_clear(), in_order.given), (true, Some(Given::Ranked(items))));
    let same = ticked(&[("first-b", "place-1"), ("first-a", "place-1")], "order");
    assert_eq!(same.reasons, [Reason::SamePlace(answer("place-1"))]);
    let left_out = ticked(&[("first-b", "place-2")], "order");
    assert_eq!(left_out.reasons, [Reason::PlaceLeftOut]);
    let twice = ticked(&[("first-b", "place-1"), ("first-b", "place-2")], "order");
    assert_eq!(twice.reasons, [Reason::SeveralTicks(question("first-b"))]);
}

#[test]
fn a_page_that_was_not_seen_settles_nothing() {
    let says = machine_says(&questionnaire(), &[&ReadSide::Blank]);
    assert!(says.values().all(|one| one.reasons == [Reason::NotSeen]));
    let mut page = filled(&questionnaire(), &[("victim", "yes")], &[]);
    page.boxes.retain(|tick| tick.answer != answer("no"));
    assert_eq!(said(page, "victim").reasons, [Reason::NotSeen]);
}

#[test]
fn two_scans_of_a_page_that_differ_wait_and_two_that_agree_do_not() {
    let page =
        |ticks: &[(&str, &str)]| ReadSide::Page(Box::new(filled(&questionnaire(), ticks, &[])));
    let (yes, no) = (page(&[("victim", "yes")]), page(&[("victim", "no")]));
    let says = |sides: &[&ReadSide]| {
        machine_says(&questionnaire(), sides).remove(&question("victim")).unwrap()
    };
    assert!(says(&[&yes, &yes]).is_clear());
    assert!(says(&[&yes, &no]).reasons.contains(&Reason::ReadTwiceDifferently));
}
