//! What was entered is given back as it was, in the core's own types.

use partnership::membership::Partnership;
use partnership::membership::person::Person;
use partnership::timetable::Timetable;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::event::Happening;
use partnership::timetable::step::Step;
use records::CycleDays;
use records::FoundingRefused;
use records::MembershipRefused;
use records::PersonRefused;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    a_partnership_is_given_back_as_it_was_entered;
    a_partnership_is_founded_with_its_first_person_or_not_at_all;
    what_was_entered_is_there_when_the_records_are_opened_again;
    a_timetable_is_given_back_as_it_was_entered;
    a_changed_step_keeps_its_place;
    a_step_may_be_added_and_taken_away;
    polls_and_school_holidays_may_be_changed;
    events_are_given_back_in_the_order_of_recording;
    a_decision_records_the_event_that_follows_from_it;
    items_and_papers_keep_their_order;
    a_meeting_may_be_moved_and_taken_away;
    a_meeting_that_is_moved_awaits_its_papers_again;
    what_was_withdrawn_is_listed_again_in_its_place;
    people_are_entered_changed_and_taken_away;
    what_is_already_so_is_not_written_again;
}

async fn a_partnership_is_given_back_as_it_was_entered(database: &Database) {
    let mut typed = typed();
    typed.organisations[0].valid = "until 2022-06-30".parse().unwrap();
    typed.task_groups[0].lead = Some("a chief inspector".to_owned());
    let records = database.records().await;
    let book =
        records.enter_partnership(&signed(0), &id("maidstone"), typed.clone()).await.unwrap();
    assert_eq!(book.partnership().await.unwrap().value, Partnership::of(typed).unwrap());
    assert_eq!(records.partnerships().await.unwrap(), [id("maidstone")]);
}

async fn a_partnership_is_founded_with_its_first_person_or_not_at_all(database: &Database) {
    let records = database.records().await;
    let jane = person("jane", "jane@example.org");
    let nameless = Person { name: String::new(), ..jane.clone() };
    let refused = records.found_partnership(&signed(0), &id("maidstone"), typed(), &nameless).await;
    assert!(matches!(refused, Err(FoundingRefused::Person(PersonRefused::NoName))), "{refused:?}");
    assert_eq!(records.partnerships().await.unwrap(), []);
    let founded = records.found_partnership(&signed(1), &id("maidstone"), typed(), &jane).await;
    let people = founded.unwrap().people().await.unwrap();
    assert_eq!(people.iter().map(|held| &held.value).collect::<Vec<_>>(), [&jane]);
    let again = records.found_partnership(&signed(2), &id("maidstone"), typed(), &jane).await;
    let Err(FoundingRefused::Membership(MembershipRefused::Taken(_))) = again else {
        panic!("{again:?}");
    };
}

async fn what_was_entered_is_there_when_the_records_are_opened_again(database: &Database) {
    let records = database.records().await;
    let before = year(&with_its_year(&records, "maidstone").await).await;
    records.close().await;
    let book = database.records().await.book(&id("maidstone")).await.unwrap().unwrap();
    assert_eq!(year(&book).await, before);
}

async fn a_timetable_is_given_back_as_it_was_entered(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let bodies = Partnership::of(typed()).unwrap().bodies().to_vec();
    assert_eq!(year(&book).await.year.timetable, Timetable::of(timetable(), &bodies).unwrap());
    assert_eq!(book.cycles().await.unwrap(), [cycle()]);
    assert_eq!(book.year(cycle().next().unwrap()).await.unwrap(), None);
}

async fn a_changed_step_keeps_its_place(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let held = year(&book).await;
    let changed = Step { owner: "the county".to_owned(), ..timetable().steps[1].clone() };
    let version = held.steps[&changed.id];
    let version = book.change_step(&signed(2), cycle(), version, changed.clone()).await.unwrap();
    let now = year(&book).await;
    assert_eq!(now.steps[&changed.id], version);
    let ids = |held: &records::HeldYear| -> Vec<_> {
        held.year.timetable.steps().iter().map(|step| step.id.clone()).collect()
    };
    assert_eq!(ids(&now), ids(&held));
    assert_eq!(now.year.timetable.step(&changed.id), Some(&changed));
}

async fn a_step_may_be_added_and_taken_away(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let before = year(&book).await;
    let added = Step { id: step("summary-printed"), ..timetable().steps[0].clone() };
    let version = book.enter_step(&signed(2), cycle(), added.clone()).await.unwrap();
    assert_eq!(year(&book).await.year.timetable.step(&added.id), Some(&added));
    book.remove_step(&signed(3), cycle(), version, &added.id).await.unwrap();
    assert_eq!(year(&book).await, before);
}

async fn polls_and_school_holidays_may_be_changed(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let days: CycleDays = serde_json::from_value(serde_json::json!({
        "polls": ["2015-05-07", "2015-11-19"],
        "school_holidays": [{ "name": "Easter", "days": "2015-03-30 to 2015-04-10" }],
    }))
    .unwrap();
    let seen = year(&book).await.days;
    book.change_cycle_days(&signed(2), cycle(), seen, days.clone()).await.unwrap();
    let typed = year(&book).await.year.timetable.typed().clone();
    assert_eq!((typed.polls, typed.school_holidays), (days.polls, days.school_holidays));
}

async fn events_are_given_back_in_the_order_of_recording(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let events = [
        event("plan-written", "2014-12-10", Happening::Started),
        event("consultation", "2015-01-01", Happening::Started),
        moved("plan-written", "2015-01-05", "2015-02-10", "the analyst was ill"),
    ];
    for event in &events {
        book.record_event(&signed(2), cycle(), event, today()).await.unwrap();
    }
    assert_eq!(year(&book).await.year.events, events);
}

async fn a_decision_records_the_event_that_follows_from_it(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let (meeting, step) = (march_meeting().id, step("assessment-approved"));
    let seen = year(&book).await.items[&(meeting.clone(), step.clone())];
    let deed =
        ItemDeed::Publish { paper: "Strategic Assessment".to_owned(), on: day("2015-02-25") };
    let which = (&meeting, &step);
    let seen =
        book.change_agenda_item(&signed(3), cycle(), seen, which, deed, today()).await.unwrap();
    let deed = ItemDeed::Decide(agreed());
    book.change_agenda_item(&signed(4), cycle(), seen, which, deed, today()).await.unwrap();
    let year = year(&book).await.year;
    let item = &year.meetings[0].agenda[0];
    assert!(matches!(&item.life, ItemLife::Decided { decision, .. } if *decision == agreed()));
    let happened: Vec<_> = year.events.iter().map(|event| (event.on, &event.by)).collect();
    let manager = "the manager".to_owned();
    assert_eq!(happened, [(day("2015-02-25"), &manager), (day("2015-03-05"), &manager)]);
}

async fn items_and_papers_keep_their_order(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let meeting = march_meeting().id;
    let agreed = item("plan-agreed", "Rolling Plan");
    let seen = book.list_item(&signed(3), cycle(), &meeting, agreed, today()).await.unwrap();
    let which = (&meeting, &step("plan-agreed"));
    book.add_paper(&signed(4), cycle(), seen, which, "Appendix".to_owned()).await.unwrap();
    let held = &year(&book).await.year.meetings[0];
    let titles: Vec<_> =
        held.agenda.iter().flat_map(|item| &item.papers).map(|paper| &paper.title).collect();
    assert_eq!(titles, ["Strategic Assessment", "Rolling Plan", "Appendix"]);
}

async fn a_meeting_that_is_moved_awaits_its_papers_again(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let (meeting, step) = (march_meeting().id, step("assessment-approved"));
    let which = (&meeting, &step);
    let seen = year(&book).await;
    let deed =
        ItemDeed::Publish { paper: "Strategic Assessment".to_owned(), on: day("2015-02-25") };
    let item = seen.items[&(meeting.clone(), step.clone())];
    book.change_agenda_item(&signed(3), cycle(), item, which, deed, today()).await.unwrap();
    let (seen, date) = (seen.meetings[&meeting], when("2015-03-12").try_into().unwrap());
    let because = ("the room was flooded", day("2015-03-02"));
    book.move_meeting(&signed(4), cycle(), seen, (&meeting, date), because).await.unwrap();
    assert_eq!(year(&book).await.year.meetings[0].agenda, march_meeting().agenda);
    book.verify().await.unwrap();
}

async fn what_was_withdrawn_is_listed_again_in_its_place(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let (meeting, agreed) = (march_meeting().id, item("plan-agreed", "Rolling Plan"));
    book.list_item(&signed(3), cycle(), &meeting, agreed.clone(), today()).await.unwrap();
    let which = (&meeting, &step("assessment-approved"));
    let seen = year(&book).await.items[&(meeting.clone(), which.1.clone())];
    let withdraw = ItemDeed::Withdraw { why: "by mistake".to_owned() };
    book.change_agenda_item(&signed(4), cycle(), seen, which, withdraw, today()).await.unwrap();
    let again = item("assessment-approved", "Strategic Assessment");
    let seen = book.list_item(&signed(5), cycle(), &meeting, again.clone(), today()).await.unwrap();
    let now = year(&book).await;
    assert_eq!(now.year.meetings[0].agenda, [again, agreed]);
    assert_eq!(now.items[&(meeting, step("assessment-approved"))], seen);
}

async fn a_meeting_may_be_moved_and_taken_away(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_meeting(&signed(2), cycle(), march_meeting(), today()).await.unwrap();
    let (meeting, date) = (march_meeting().id, when("2015-03-12").try_into().unwrap());
    let seen = year(&book).await.meetings[&meeting];
    let seen = book
        .move_meeting(
            &signed(3),
            cycle(),
            seen,
            (&meeting, date),
            ("the room was flooded", today()),
        )
        .await
        .unwrap();
    let now = year(&book).await;
    assert_eq!(now.year.meetings[0].when, date);
    // The step on its agenda goes with it, in the same change.
    let flooded = moved("assessment-approved", "2015-03-04", "2015-03-12", "the room was flooded");
    assert_eq!(now.year.events, [flooded]);
    book.remove_meeting(&signed(4), cycle(), seen, &meeting).await.unwrap();
    assert!(year(&book).await.year.meetings.is_empty());
}

async fn people_are_entered_changed_and_taken_away(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let jane = person("jane", "jane@example.org");
    let seen = book.enter_person(&signed(2), jane.clone()).await.unwrap();
    let mut married = jane.clone();
    married.name = "Jane Jones".to_owned();
    married.acts_for = ["Domestic Violence Forum".to_owned(), "Jane Jones".to_owned()].into();
    let seen = book.change_person(&signed(3), seen, married.clone()).await.unwrap();
    let people = book.people().await.unwrap();
    assert_eq!((people.len(), &people[0].value, people[0].version), (1, &married, seen));
    book.remove_person(&signed(4), seen, &jane.id).await.unwrap();
    assert!(book.people().await.unwrap().is_empty());
}

async fn what_is_already_so_is_not_written_again(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let before = book.entries(0, 1000).await.unwrap();
    let seen = book.partnership().await.unwrap().version;
    assert_eq!(book.change_partnership(&signed(9), seen, typed()).await.unwrap(), seen);
    assert_eq!(book.entries(0, 1000).await.unwrap(), before);
}
