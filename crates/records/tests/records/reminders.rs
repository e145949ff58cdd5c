//! No reminder goes twice, unless whoever took it up was stopped before saying that it went.

use jiff::SignedDuration;
use jiff::Timestamp;
use records::Book;
use records::Once;
use records::Reminder;
use records::TIME_TO_SEND;

use crate::accounts::jane;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    a_reminder_that_was_sent_never_goes_again;
    of_many_who_take_a_reminder_up_at_once_one_sends_it;
    a_reminder_that_was_taken_up_and_never_sent_is_taken_up_again;
    reminders_of_other_days_things_and_people_are_others;
    old_reminders_are_deleted;
    who_is_taken_away_is_reminded_of_nothing;
}

fn reminder() -> Reminder {
    Reminder { person: jane(), day: day("2014-10-14"), key: "papers-due".to_owned() }
}

async fn with_jane(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    for name in ["jane", "john"] {
        let person = person(name, &format!("{name}@example.org"));
        book.enter_person(&signed(2), person).await.unwrap();
    }
    book
}

async fn taken_up(book: &Book, reminder: &Reminder, now: Timestamp) -> Once {
    book.take_up_reminder(reminder, now).await.unwrap()
}

async fn a_reminder_that_was_sent_never_goes_again(database: &Database) {
    let book = with_jane(database).await;
    let (reminder, now) = (reminder(), signed(5).at);
    assert_eq!(taken_up(&book, &reminder, now).await, Once::Now);
    book.mark_reminder_sent(&reminder, now).await.unwrap();
    let much_later = now + SignedDuration::from_hours(24);
    assert_eq!(taken_up(&book, &reminder, now).await, Once::Already);
    assert_eq!(taken_up(&book, &reminder, much_later).await, Once::Already);
}

async fn of_many_who_take_a_reminder_up_at_once_one_sends_it(database: &Database) {
    let book = with_jane(database).await;
    let takers = (0..8).map(|_| {
        let book = book.clone();
        tokio::spawn(async move { taken_up(&book, &reminder(), signed(5).at).await })
    });
    let mut taken = Vec::new();
    for one in takers.collect::<Vec<_>>() {
        taken.push(one.await.unwrap());
    }
    taken.retain(|once| *once == Once::Now);
    assert_eq!(taken.len(), 1);
}

async fn a_reminder_that_was_taken_up_and_never_sent_is_taken_up_again(database: &Database) {
    let book = with_jane(database).await;
    let (reminder, now) = (reminder(), signed(5).at);
    let second = SignedDuration::from_secs(1);
    assert_eq!(taken_up(&book, &reminder, now).await, Once::Now);
    assert_eq!(taken_up(&book, &reminder, now + TIME_TO_SEND - second).await, Once::Already);
    assert_eq!(taken_up(&book, &reminder, now + TIME_TO_SEND).await, Once::Now);
    assert_eq!(taken_up(&book, &reminder, now + TIME_TO_SEND + second).await, Once::Already);
}

async fn reminders_of_other_days_things_and_people_are_others(database: &Database) {
    let book = with_jane(database).await;
    let john = person("john", "john@example.org").id;
    let others = [
        reminder(),
        Reminder { person: john, ..reminder() },
        Reminder { day: day("2014-10-15"), ..reminder() },
        Reminder { key: "notice-due".to_owned(), ..reminder() },
    ];
    for other in &others {
        assert_eq!(taken_up(&book, other, signed(5).at).await, Once::Now, "{other:?}");
    }
}

async fn old_reminders_are_deleted(database: &Database) {
    let book = with_jane(database).await;
    let (records, reminder, now) = (database.records().await, reminder(), signed(5).at);
    assert_eq!(taken_up(&book, &reminder, now).await, Once::Now);
    book.mark_reminder_sent(&reminder, now).await.unwrap();
    assert_eq!(records.delete_reminders_before(reminder.day).await.unwrap(), 0);
    assert_eq!(records.delete_reminders_before(day("2014-10-15")).await.unwrap(), 1);
    assert_eq!(taken_up(&book, &reminder, now).await, Once::Now);
}

async fn who_is_taken_away_is_reminded_of_nothing(database: &Database) {
    let book = with_jane(database).await;
    assert_eq!(taken_up(&book, &reminder(), signed(5).at).await, Once::Now);
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.remove_person(&signed(6), seen, &jane()).await.unwrap();
    let much_later = signed(500).at;
    assert_eq!(taken_up(&book, &reminder(), much_later).await, Once::Already);
}
