//! What is refused, why, and that nothing is saved or lost by it.

use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::event::Happening;
use partnership::timetable::step::Step;
use partnership::timetable::step::StepKind;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    of_two_who_change_the_same_step_the_second_is_told_of_the_first;
    two_who_change_different_steps_do_not_meet;
    of_many_who_change_the_partnership_at_once_one_succeeds;
    what_somebody_took_away_cannot_be_changed;
    a_short_name_that_is_taken_is_refused_with_who_took_it;
    a_partnerships_short_name_that_is_taken_tells_nothing_of_the_other;
    a_description_with_faults_is_refused_with_all_of_them;
    a_body_that_a_step_needs_cannot_be_taken_away;
    a_step_that_others_need_or_that_has_a_history_stays;
    a_step_on_an_agenda_stays;
    an_event_that_the_core_refuses_is_not_recorded;
    a_decision_that_the_step_does_not_allow_changes_neither;
    an_item_at_another_bodys_meeting_is_refused_with_both_bodies;
    a_meeting_that_has_decided_is_not_moved;
    a_step_on_an_agenda_is_moved_with_the_meeting_alone;
    a_meeting_that_has_acted_stays_on_record;
    an_item_with_a_history_is_not_entered;
    no_two_people_share_an_address;
    nobody_acts_for_an_owner_without_a_name;
    a_nul_character_is_refused_alike_in_a_column_and_in_a_tree;
}

async fn of_two_who_change_the_same_step_the_second_is_told_of_the_first(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let plan = timetable().steps[3].clone();
    let seen = year(&book).await.steps[&plan.id];
    let owned = |owner: &str| Step { owner: owner.to_owned(), ..plan.clone() };
    book.change_step(&by("Ann", 10), cycle(), seen, owned("the county")).await.unwrap();
    let refused = book.change_step(&by("Bob", 11), cycle(), seen, owned("the police")).await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        "the step `2015-16/plan-written` was changed by Ann on 14 October 2014 at 00:10 UTC: look \
         at it as it is now, then make your change again"
    );
    let now = year(&book).await;
    assert_eq!(now.year.timetable.step(&plan.id).unwrap().owner, "the county");
    book.change_step(&by("Bob", 12), cycle(), now.steps[&plan.id], owned("the police"))
        .await
        .unwrap();
}

async fn two_who_change_different_steps_do_not_meet(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let held = year(&book).await;
    for at in [2, 3] {
        let step = Step { owner: "the county".to_owned(), ..timetable().steps[at].clone() };
        book.change_step(&signed(2), cycle(), held.steps[&step.id], step).await.unwrap();
    }
}

async fn of_many_who_change_the_partnership_at_once_one_succeeds(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let seen = book.partnership().await.unwrap().version;
    let tries = (0..8).map(|number| {
        let (book, mut typed) = (book.clone(), typed());
        typed.name = format!("Partnership {number}");
        tokio::spawn(async move {
            book.change_partnership(&by(&format!("person {number}"), 5), seen, typed).await
        })
    });
    let mut succeeded = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(_) => succeeded += 1,
            Err(refused) => assert!(refused.to_string().contains("was changed by person")),
        }
    }
    assert_eq!(succeeded, 1);
    book.verify().await.unwrap();
}

async fn what_somebody_took_away_cannot_be_changed(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let jane = person("jane", "jane@example.org");
    let seen = book.enter_person(&signed(2), jane.clone()).await.unwrap();
    book.remove_person(&by("Ann", 3), seen, &jane.id).await.unwrap();
    let refused = book.change_person(&signed(4), seen, jane).await.unwrap_err().to_string();
    assert!(
        refused.starts_with("the person `jane` was taken away by Ann on 14 October"),
        "{refused}"
    );
}

async fn a_short_name_that_is_taken_is_refused_with_who_took_it(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let refused = book.enter_timetable(&signed(2), timetable()).await.unwrap_err().to_string();
    assert!(refused.starts_with("the cycle `2015-16` was entered by the manager on"), "{refused}");
    let refused = book.enter_step(&signed(2), cycle(), timetable().steps[0].clone()).await;
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.contains("`2015-16/quarter-1-briefing` was entered by the manager"),
        "{refused}"
    );
}

async fn a_partnerships_short_name_that_is_taken_tells_nothing_of_the_other(database: &Database) {
    let records = database.records().await;
    with_its_year(&records, "maidstone").await;
    let refused = records.enter_partnership(&signed(2), &id("maidstone"), typed()).await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        "there is a partnership called `maidstone` already; choose another short name"
    );
    assert!(records.book(&id("ashford")).await.unwrap().is_none());
}

async fn a_description_with_faults_is_refused_with_all_of_them(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (seen, mut wrong) = (book.partnership().await.unwrap().version, typed());
    wrong.police_force = "Ruritania".to_owned();
    wrong.name = " ".to_owned();
    let refused = book.change_partnership(&signed(2), seen, wrong).await.unwrap_err().to_string();
    assert!(refused.contains("has no name") && refused.contains("Ruritania"), "{refused}");
}

async fn a_body_that_a_step_needs_cannot_be_taken_away(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (seen, mut without) = (book.partnership().await.unwrap().version, typed());
    without.bodies.retain(|body| body.id.to_string() != "council");
    let refused = book.change_partnership(&signed(2), seen, without).await.unwrap_err().to_string();
    assert!(
        refused.starts_with("the cycle 2015–16 could not be with this description"),
        "{refused}"
    );
    assert!(refused.contains("`plan-adopted` names the body `council`"), "{refused}");
}

async fn a_step_that_others_need_or_that_has_a_history_stays(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let seen = year(&book).await.steps;
    let remove = async |id: &str| {
        let refused = book.remove_step(&signed(3), cycle(), seen[&step(id)], &step(id)).await;
        refused.unwrap_err().to_string()
    };
    assert!(remove("plan-adopted").await.contains("needs `plan-adopted`"));
    let launched = moved("plan-launched", "2015-05-02", "from June 2015", "the printer is late");
    book.record_event(&signed(2), cycle(), &launched, today()).await.unwrap();
    assert!(remove("plan-launched").await.contains("what is recorded could not have happened"));
    let mut other = timetable().steps.pop().unwrap();
    (other.kind, other.body) = (StepKind::Agree, Some(march_meeting().body));
    other.when = when("2015-05-20");
    let refused = book.change_step(&signed(4), cycle(), seen[&other.id], other).await;
    assert!(refused.unwrap_err().to_string().contains("a meeting cannot be from June 2015"));
}

async fn a_step_on_an_agenda_stays(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let added =
        Step { id: step("summary-agreed"), needs: [].into(), ..timetable().steps[5].clone() };
    let seen = book.enter_step(&signed(2), cycle(), added.clone()).await.unwrap();
    let meeting = partnership::timetable::meeting::Meeting {
        agenda: vec![item("summary-agreed", "Summary")],
        ..march_meeting()
    };
    book.enter_meeting(&signed(3), cycle(), meeting, today()).await.unwrap();
    let refused = book.remove_step(&signed(4), cycle(), seen, &added.id).await.unwrap_err();
    assert!(refused.to_string().contains("the agenda of `partnership-march` lists the step"));
}

async fn an_event_that_the_core_refuses_is_not_recorded(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let adopted = event("plan-adopted", "2015-04-22", Happening::Finished);
    let refused = book.record_event(&signed(2), cycle(), &adopted, today()).await.unwrap_err();
    assert!(refused.to_string().contains("only by a decision of Council"), "{refused}");
    let tomorrow = event("consultation", "2015-01-02", Happening::Started);
    let refused = book.record_event(&signed(2), cycle(), &tomorrow, day("2015-01-01")).await;
    assert!(refused.unwrap_err().to_string().contains("still to come"));
    let next = cycle().next().unwrap();
    let refused = book.record_event(&signed(2), next, &tomorrow, today()).await.unwrap_err();
    assert_eq!(refused.to_string(), "there is no timetable for 2016–17; enter one first");
    assert!(year(&book).await.year.events.is_empty());
}

async fn a_decision_that_the_step_does_not_allow_changes_neither(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let happened = event("assessment-approved", "2015-03-09", Happening::Started);
    book.record_event(&signed(3), cycle(), &happened, today()).await.unwrap();
    let which = (&march_meeting().id, &step("assessment-approved"));
    let (before, seen) = (book.entries(0, 1000).await.unwrap(), year(&book).await);
    let item = seen.items[&(which.0.clone(), which.1.clone())];
    let deed =
        ItemDeed::Publish { paper: "Strategic Assessment".to_owned(), on: day("2015-02-25") };
    let refused = book.change_agenda_item(&signed(4), cycle(), item, which, deed, today()).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("comes before the step's last event, on 9 March 2015"), "{refused}");
    assert_eq!(year(&book).await, seen);
    assert_eq!(book.entries(0, 1000).await.unwrap(), before);
}

async fn an_item_at_another_bodys_meeting_is_refused_with_both_bodies(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut wrong_body = march_meeting();
    wrong_body.body = partnership::membership::body::BodyId("cabinet".parse().unwrap());
    let refused = book.enter_meeting(&signed(2), cycle(), wrong_body, today()).await.unwrap_err();
    let refused = refused.to_string();
    assert!(refused.contains("a meeting of Cabinet, lists the step"), "{refused}");
    assert!(refused.contains("is for the Safer Maidstone Partnership to decide"), "{refused}");
    assert!(year(&book).await.year.meetings.is_empty());
}

async fn a_meeting_that_has_decided_is_not_moved(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut unread = march_meeting();
    unread.agenda[0].papers.clear();
    book.enter_meeting(&signed(2), cycle(), unread.clone(), today()).await.unwrap();
    let which = (&unread.id, &step("assessment-approved"));
    let seen = year(&book).await;
    let (item, deed) =
        (seen.items[&(unread.id.clone(), which.1.clone())], ItemDeed::Decide(agreed()));
    book.change_agenda_item(&signed(3), cycle(), item, which, deed, today()).await.unwrap();
    let (seen, date) = (seen.meetings[&unread.id], when("2015-03-12").try_into().unwrap());
    let because = ("the room was flooded", today());
    let refused = book.move_meeting(&signed(4), cycle(), seen, (&unread.id, date), because).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("so it cannot be moved; enter another meeting"), "{refused}");
}

async fn a_step_on_an_agenda_is_moved_with_the_meeting_alone(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let alone = moved("assessment-approved", "2015-03-02", "2015-03-12", "more time");
    let refused = book.record_event(&signed(3), cycle(), &alone, today()).await.unwrap_err();
    assert!(refused.to_string().contains("moves with it; move the meeting"), "{refused}");
    let meeting = (&march_meeting().id, when("2015-03-12").try_into().unwrap());
    let seen = year(&book).await.meetings[meeting.0];
    let silent = book.move_meeting(&signed(4), cycle(), seen, meeting, (" ", today())).await;
    assert!(silent.unwrap_err().to_string().contains("no reason is given for the move"));
    assert_eq!(year(&book).await.year.meetings, [march_meeting()]);
}

async fn a_meeting_that_has_acted_stays_on_record(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let which = (&march_meeting().id, &step("assessment-approved"));
    let seen = year(&book).await.items[&(which.0.clone(), which.1.clone())];
    let deed = ItemDeed::Withdraw { why: "not ready".to_owned() };
    let seen =
        book.change_agenda_item(&signed(3), cycle(), seen, which, deed, today()).await.unwrap();
    let refused = book.add_paper(&signed(4), cycle(), seen, which, "late".to_owned()).await;
    assert!(refused.unwrap_err().to_string().contains("the item was withdrawn"));
    let seen = year(&book).await.meetings[which.0];
    let refused = book.remove_meeting(&signed(5), cycle(), seen, which.0).await.unwrap_err();
    assert!(refused.to_string().contains("so it stays on record"), "{refused}");
}

async fn an_item_with_a_history_is_not_entered(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut decided = march_meeting();
    decided.agenda[0].life = ItemLife::Decided { on: day("2015-03-05"), decision: agreed() };
    let refused = book.enter_meeting(&signed(2), cycle(), decided, today()).await.unwrap_err();
    assert!(refused.to_string().contains("then record what happened"), "{refused}");
    assert!(year(&book).await.year.meetings.is_empty());
}

async fn nobody_acts_for_an_owner_without_a_name(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut jane = person("jane", "jane@example.org");
    jane.acts_for.insert(" ".to_owned());
    let refused = book.enter_person(&signed(2), jane).await.unwrap_err().to_string();
    assert!(refused.starts_with("an owner that the person acts for has no name"), "{refused}");
}

async fn no_two_people_share_an_address(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
    let refused = book.enter_person(&signed(3), person("john", "JANE@example.org")).await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        "`jane@example.org` is the address of `jane`; give another"
    );
}

async fn a_nul_character_is_refused_alike_in_a_column_and_in_a_tree(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let before = book.entries(0, 1000).await.unwrap();
    let (seen, mut named) = (book.partnership().await.unwrap().version, typed());
    named.name = "Safer\0Maidstone".to_owned();
    let in_a_column = book.change_partnership(&signed(2), seen, named).await.unwrap_err();
    let late = moved("plan-launched", "2015-05-02", "from June 2015", "the printer\0 is late");
    let in_a_tree = book.record_event(&signed(3), cycle(), &late, today()).await.unwrap_err();
    let by_nobody = book.enter_person(&by("An\0n", 4), person("jane", "jane@example.org")).await;
    for (refused, text) in [
        (in_a_column.to_string(), "Safer"),
        (in_a_tree.to_string(), "the printer"),
        (by_nobody.unwrap_err().to_string(), "An"),
    ] {
        let told = "goes on with a NUL character, which cannot be kept: take it out";
        assert!(refused.contains(&format!("{text}…` {told}")), "{refused}");
    }
    assert_eq!(book.entries(0, 1000).await.unwrap(), before);
    // What only looks like its escape is kept.
    let looks = moved("plan-launched", "2015-05-02", "from June 2015", "see \\u0000 and \\\\u0000");
    book.record_event(&signed(3), cycle(), &looks, today()).await.unwrap();
    assert_eq!(year(&book).await.year.events, [looks]);
}
