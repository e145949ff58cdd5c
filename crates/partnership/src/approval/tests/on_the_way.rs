//! How a document comes to its adoption, or does not: each rule by itself.

use crate::approval::amendment::Fate;
use crate::approval::call_in::Outcome as CallInOutcome;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentKind;
use crate::approval::refused::Refused;
use crate::approval::sitting::Papers;
use crate::approval::stage::Stage;
use crate::approval::tests::made::agrees;
use crate::approval::tests::made::amended;
use crate::approval::tests::made::amends;
use crate::approval::tests::made::call_in;
use crate::approval::tests::made::day;
use crate::approval::tests::made::decides;
use crate::approval::tests::made::delegates;
use crate::approval::tests::made::id;
use crate::approval::tests::made::meeting;
use crate::approval::tests::made::moved;
use crate::approval::tests::made::put_forward;
use crate::approval::tests::made::reword;
use crate::approval::tests::made::settle;
use crate::approval::tests::made::sitting;
use crate::approval::tests::made::why;
use crate::approval::turn::Turn;
use crate::timetable::decision::Outcome;

fn on_its_way(deeds: impl IntoIterator<Item = Deed>) -> Result<Stage, Refused> {
    let first = put_forward(DocumentKind::Plan, 1, "2015-02-20");
    deeds.into_iter().try_fold(Stage::NotPutForward.after(first)?, Stage::after)
}

fn up_to_council() -> [Deed; 2] {
    [agrees(Turn::Partnership, "2015-03-05"), agrees(Turn::Cabinet, "2015-04-14")]
}

fn refused(deeds: impl IntoIterator<Item = Deed>) -> String {
    on_its_way(deeds).unwrap_err().to_string()
}

#[test]
fn council_cannot_adopt_what_cabinet_has_not_recommended() {
    let deeds = [agrees(Turn::Partnership, "2015-03-05"), agrees(Turn::Council, "2015-04-22")];
    assert_eq!(refused(deeds), "Council decided, but it is the turn of Cabinet");
}

#[test]
fn an_amendment_that_council_carried_is_in_the_adopted_text_and_one_that_it_lost_is_not() {
    let carried = moved(reword("2", "Fewer knives and mobility scooters."), Fate::Carried);
    let lost = moved(reword("1", "No patrols."), Fate::Lost);
    let [partnership, cabinet] = up_to_council();
    let council = amends(Turn::Council, "2015-04-22", vec![lost, carried]);
    let Ok(Stage::Adopted(adopted)) = on_its_way([partnership, cabinet, council]) else {
        panic!("not adopted")
    };
    assert_eq!(
        adopted.in_words(),
        "Exactly the text of version 1, put forward on 20 February 2015, with the one amendment that was \
         carried."
    );
    let words = |passage| adopted.text().passage(id(passage)).unwrap().words.as_str();
    assert_eq!([words("1"), words("2")], ["More patrols.", "Fewer knives and mobility scooters."]);
    let amended = &adopted.amendments()[0];
    assert_eq!(amended.by_whom(), "Council on the motion of Cllr Smith, seconded by Cllr Jones");
    assert_eq!(amended.made.before.as_deref(), Some("Fewer knives."));
    assert_ne!(adopted.hash(), adopted.version().text.hash());
}

#[test]
fn a_body_cannot_agree_on_papers_that_were_late_or_show_another_text() {
    let mut late = sitting(Turn::Partnership, "2015-03-05", Outcome::Agreed);
    let due = late.papers.due;
    late.papers = Papers { published: Some(due.plus_days(1)), due };
    assert_eq!(
        refused([Deed::Decide(Box::new(late.clone()))]),
        "the papers were published on 26 February 2015, and the last lawful day was 25 February 2015; have a \
         later meeting decide, or say why whoever chaired took it as urgent"
    );
    late.taken.urgent = Some("the consultation ended on a Saturday".to_owned());
    let stage = on_its_way([Deed::Decide(Box::new(late.clone()))]).unwrap();
    let Stage::Before { matter, .. } = &stage else { panic!("{stage:?}") };
    let told = "5 March 2015, minute 135 (taken as urgent: the consultation ended on a Saturday)";
    assert_eq!(matter.assents()[0].in_words(), told);
    let mut after = late.clone();
    after.papers.published = Some(day("2015-03-06"));
    assert!(refused([Deed::Decide(Box::new(after))]).contains("last lawful day"));
    let mut blank = late.clone();
    blank.taken.urgent = Some(" ".to_owned());
    assert!(refused([Deed::Decide(Box::new(blank))]).contains("why it was taken as urgent"));
    let mut timely = late.clone();
    timely.papers.published = Some(due);
    assert!(refused([Deed::Decide(Box::new(timely))]).contains("out in time"));
    late.taken.urgent = None;
    late.papers.published = Some(day("2015-02-19"));
    assert!(
        refused([Deed::Decide(Box::new(late.clone()))]).contains("changed on 20 February 2015")
    );
    late.papers.published = None;
    assert!(refused([Deed::Decide(Box::new(late))]).contains("nobody could read"));
}

#[test]
fn after_an_amendment_the_next_body_needs_papers_with_the_amended_text() {
    let carried = moved(reword("1", "Many more patrols."), Fate::Carried);
    let amends = amends(Turn::Partnership, "2015-04-09", vec![carried]);
    // Cabinet's papers were due on 2 April, before the partnership amended the text.
    let refused = refused([amends, agrees(Turn::Cabinet, "2015-04-14")]);
    assert!(refused.contains("the text was changed on 9 April 2015"), "{refused}");
}

#[test]
fn a_deferral_waits_for_the_same_body_and_names_the_meeting() {
    let mut defers = sitting(Turn::Partnership, "2015-03-05", Outcome::Deferred { why: why() });
    defers.taken.deferred_to = Some(meeting("partnership-april"));
    let stage = on_its_way([Deed::Decide(Box::new(defers.clone()))]).unwrap();
    assert_eq!(
        stage.in_words(),
        "Version 1 waits until the partnership agrees it. The decision was deferred on 5 March 2015 to \
         `partnership-april`."
    );
    assert!(stage.after(agrees(Turn::Partnership, "2015-04-02")).is_ok());
    defers.taken.deferred_to = Some(defers.taken.meeting.clone());
    assert!(refused([Deed::Decide(Box::new(defers))]).contains("cannot defer it to itself"));
}

#[test]
fn after_a_referral_or_a_rejection_the_next_version_begins_anew_with_the_partnership() {
    for outcome in [Outcome::ReferredBack { why: why() }, Outcome::Rejected { why: why() }] {
        let [partnership, _] = up_to_council();
        let sent =
            on_its_way([partnership, decides(Turn::Cabinet, "2015-04-14", outcome)]).unwrap();
        let again = sent.clone().after(put_forward(DocumentKind::Plan, 1, "2015-04-20"));
        let wrong = Refused::WrongNumber { found: 1, wanted: 2 };
        assert_eq!(again, Err(wrong));
        let second = sent.after(put_forward(DocumentKind::Plan, 2, "2015-04-20")).unwrap();
        let skipped = second.after(agrees(Turn::Cabinet, "2015-05-12"));
        assert!(skipped.unwrap_err().to_string().contains("the turn of the partnership"));
    }
}

#[test]
fn cabinet_s_decision_is_called_in_in_time_once_and_council_waits_for_that() {
    let with = |more: Vec<Deed>| on_its_way(up_to_council().into_iter().chain(more));
    let told = |more| with(more).unwrap_err().to_string();
    let council = || agrees(Turn::Council, "2015-04-21");
    assert!(told(vec![council()]).contains("can be called in until 21 April 2015"));
    assert!(told(vec![call_in("2015-04-22")]).contains("that is past"));
    let called = || call_in("2015-04-20");
    assert!(told(vec![called(), council()]).contains("it was called in on 20 April 2015"));
    let stands = || settle("2015-04-20", CallInOutcome::Stands);
    assert!(told(vec![called(), stands(), call_in("2015-04-21")]).contains("that is done once"));
    assert!(matches!(with(vec![called(), stands(), council()]), Ok(Stage::Adopted(_))));
    let back = settle("2015-04-20", CallInOutcome::BackToCabinet { why: why() });
    let again = told(vec![called(), back, council()]);
    assert_eq!(again, "Council decided, but it is the turn of Cabinet");
}

#[test]
fn a_delegation_is_used_by_its_last_day_and_has_to_be_given_first() {
    let change = || reword("1", "Many more patrols.");
    let [partnership, _] = up_to_council();
    assert!(
        refused([partnership, amended(change(), "2015-03-10")]).contains("no body has delegated")
    );
    let gives = || delegates(Turn::Partnership, "2015-03-05", "2015-03-31");
    let past = refused([gives(), amended(change(), "2015-04-01")]);
    assert_eq!(
        past,
        "the delegation ended on 31 March 2015; further amendments go to the next body"
    );
    let stage = on_its_way([gives(), amended(change(), "2015-03-31")]).unwrap();
    let Stage::Before { matter, turn: Turn::Cabinet } = &stage else { panic!("{stage:?}") };
    assert_eq!(
        matter.amendments()[0].by_whom(),
        "Head of Housing, with the Chair, under a delegation"
    );
    // Cabinet's papers are due on 2 April, and show the amended text.
    assert!(stage.after(agrees(Turn::Cabinet, "2015-04-14")).is_ok());
}

#[test]
fn the_last_body_delegates_nothing_since_nothing_is_left_to_amend() {
    let [partnership, cabinet] = up_to_council();
    let gives = delegates(Turn::Council, "2015-04-22", "2015-05-31");
    assert_eq!(on_its_way([partnership, cabinet, gives]), Err(Refused::DelegationOfNothing));
}

#[test]
fn what_is_said_of_the_text_agrees_with_the_decision_on_record() {
    let carried = || vec![moved(reword("1", "Many more patrols."), Fate::Carried)];
    let mut agreed = sitting(Turn::Partnership, "2015-03-05", Outcome::Agreed);
    agreed.taken.moved = carried();
    assert!(
        refused([Deed::Decide(Box::new(agreed))])
            .contains("record the decision as agreed as amended")
    );
    let mut amends_nothing = amends(Turn::Partnership, "2015-03-05", carried());
    if let Deed::Decide(sitting) = &mut amends_nothing {
        sitting.taken.moved.clear();
    }
    assert!(refused([amends_nothing]).contains("say which passages it changed"));
}

#[test]
fn nothing_is_recorded_as_done_before_what_was_done_last() {
    let told = refused([agrees(Turn::Partnership, "2015-02-19")]);
    assert_eq!(
        told,
        "19 February 2015 is before 20 February 2015, the day of what was recorded last; check the day"
    );
}
