//! People without an account, for whom a link to read was made, are forgotten some time after it has ended.

use records::AccessLink;
use records::Book;
use records::ForWhom;
use records::Forgot;
use records::Forgotten;
use records::Kind;
use records::NewAccessLink;
use records::Once;
use records::Purpose;

use crate::access_links::new;
use crate::accounts::jane;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    a_reader_whose_link_expired_is_in_no_table_and_the_record_stays_whole;
    a_reader_whose_link_was_revoked_is_forgotten_from_then_on;
    a_link_that_stands_or_ended_later_is_remembered;
    nobody_is_forgotten_twice_and_nothing_is_written_where_nobody_is;
    the_links_of_people_with_an_account_stay;
    who_made_a_link_that_is_forgotten_can_be_forgotten_too;
    a_list_of_what_was_forgotten_of_a_reader_cannot_be_made_shorter;
}

/// Makes a link to read the year for somebody called so; it expires at minute 60.
async fn made(book: &Book, name: &str, token: &str) -> AccessLink {
    let for_whom = ForWhom::Named(name.to_owned());
    let link = NewAccessLink { for_whom, ..new(Purpose::ReadYear, token) };
    book.make_access_link(&by("Ann", 3), link).await.unwrap()
}

/// A book with a year, in whose records Robin Reader has a link: entry 12.
async fn with_a_reader(database: &Database) -> (Book, AccessLink) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let link = made(&book, "Robin Reader", "abc").await;
    assert_eq!(link.number, 12);
    (book, link)
}

/// Forgets those whose links ended before a minute.
async fn forgot(book: &Book, minute: i64) -> Forgot {
    book.forget_readers(&by("the server", 200), signed(minute).at).await.unwrap()
}

fn nobody() -> Forgot {
    Forgot { people: Vec::new(), unsealed: Vec::new() }
}

/// Everything that is in any table.
async fn all_written(database: &Database) -> String {
    let mut written = Vec::new();
    database.records().await.write_backup(&mut written).await.unwrap();
    String::from_utf8(written).unwrap().to_lowercase()
}

async fn a_reader_whose_link_expired_is_in_no_table_and_the_record_stays_whole(
    database: &Database,
) {
    let (book, link) = with_a_reader(database).await;
    assert!(all_written(database).await.contains("robin reader"));
    let before = book.verify().await.unwrap().head;
    let Forgot { people, unsealed } = forgot(&book, 61).await;
    let (number, on, things) = (12, day("2014-10-14"), vec![12, 13]);
    assert_eq!(people, [Forgotten { number, on, things, signatures: Vec::new() }]);
    assert!(unsealed.is_empty());
    assert!(!all_written(database).await.contains("robin"));
    assert!(book.access_links().await.unwrap().is_empty());
    assert_eq!(book.verify().await.unwrap().head.entries, 14);
    // That there was a link, who made it and when, stays; nothing was rewritten.
    let entries = book.entries(11, 10).await.unwrap();
    let [making, taking, forgetting] = &entries[..] else { panic!("{entries:?}") };
    assert_eq!((making.who.as_str(), making.at, making.key.as_str()), ("Ann", link.made, "12"));
    assert_eq!(making.forgotten(), Some(on));
    assert_eq!((taking.kind, taking.forgotten()), (Kind::AccessLink, Some(on)));
    assert_eq!((forgetting.who.as_str(), forgetting.kind), ("the server", Kind::Forgetting));
    assert_eq!(making.hash, before.hash);
}

async fn a_reader_whose_link_was_revoked_is_forgotten_from_then_on(database: &Database) {
    let (book, link) = with_a_reader(database).await;
    let revoked = book.revoke_access_link(&by("Ann", 10), link.number).await.unwrap();
    assert_eq!(revoked, Once::Now);
    assert_eq!(forgot(&book, 10).await, nobody());
    let people = forgot(&book, 11).await.people;
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].things, [12, 13, 14]);
    assert!(!all_written(database).await.contains("robin"));
    book.verify().await.unwrap();
}

async fn a_link_that_stands_or_ended_later_is_remembered(database: &Database) {
    let (book, link) = with_a_reader(database).await;
    let before = book.verify().await.unwrap();
    assert_eq!(forgot(&book, 59).await, nobody());
    assert_eq!(forgot(&book, 60).await, nobody());
    assert_eq!(book.access_links().await.unwrap(), [link]);
    assert_eq!(book.verify().await.unwrap(), before);
}

async fn nobody_is_forgotten_twice_and_nothing_is_written_where_nobody_is(database: &Database) {
    let (book, _) = with_a_reader(database).await;
    made(&book, "Sam Second", "abd").await;
    let people = forgot(&book, 61).await.people;
    assert_eq!(people.iter().map(|one| one.number).collect::<Vec<_>>(), [12, 13]);
    let before = book.verify().await.unwrap();
    assert_eq!(forgot(&book, 100).await, nobody());
    assert_eq!(book.verify().await.unwrap(), before);
}

async fn the_links_of_people_with_an_account_stay(database: &Database) {
    let (book, _) = with_a_reader(database).await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
    for (purpose, token) in [(Purpose::ReadYear, "a"), (Purpose::Calendar, "b")] {
        book.make_access_link(&by("Ann", 4), new(purpose, token)).await.unwrap();
    }
    assert_eq!(forgot(&book, 100).await.people.len(), 1);
    let links = book.access_links().await.unwrap();
    assert_eq!(links.len(), 2);
    assert!(links.iter().all(|link| link.for_whom == ForWhom::Person(jane())));
}

async fn who_made_a_link_that_is_forgotten_can_be_forgotten_too(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_person(&by("Ann", 2), person("jane", "jane@example.org")).await.unwrap();
    let for_whom = ForWhom::Named("Robin Reader".to_owned());
    let link = NewAccessLink { for_whom, ..new(Purpose::ReadYear, "abc") };
    book.make_access_link(&by("jane", 3), link).await.unwrap();
    assert_eq!(forgot(&book, 61).await.people.len(), 1);
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.remove_person(&by("Ann", 70), seen, &jane()).await.unwrap();
    let people = book.forget_people(&by("Ann", 80), signed(75).at).await.unwrap().people;
    assert_eq!((people.len(), people[0].signatures.as_slice()), (1, &[13][..]));
    let written = all_written(database).await;
    assert!(!written.contains("robin") && !written.contains("jane"), "{written}");
    book.verify().await.unwrap();
}

async fn a_list_of_what_was_forgotten_of_a_reader_cannot_be_made_shorter(database: &Database) {
    let (book, _) = with_a_reader(database).await;
    forgot(&book, 61).await;
    database.tamper("update forgetting set things = '[12]'").await;
    let found = book.verify().await.unwrap_err().to_string();
    assert!(found.contains("the forgetting `12` was altered past the audit record"), "{found}");
}
