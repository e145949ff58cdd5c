//! People who were taken away are forgotten at a day of one's choosing, and the audit record stays whole.

use records::Book;
use records::ForWhom;
use records::Forgot;
use records::Forgotten;
use records::Kind;
use records::NewAccessLink;
use records::Purpose;
use records::Seal;

use crate::access_links::new;
use crate::accounts::account;
use crate::accounts::jane;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    who_is_forgotten_is_in_no_table_and_the_record_stays_whole;
    the_same_person_keeps_the_same_pseudonym_and_what_they_did_stays;
    who_is_there_or_was_taken_away_later_is_remembered;
    who_was_forgotten_is_not_forgotten_again;
    a_name_that_two_bear_is_not_forgotten_as_an_author;
    a_short_name_that_is_given_anew_is_of_somebody_else;
    what_is_blotted_out_in_silence_is_found_and_named;
    what_is_put_in_the_place_of_something_forgotten_is_found;
    a_list_of_what_was_forgotten_cannot_be_made_longer;
}

/// A book in which Jane came, did things, and was taken away: entries 12 to 19.
async fn with_jane_gone(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_person(&by("Ann", 2), person("jane", "jane@example.org")).await.unwrap();
    book.enter_account(&by("jane", 3), account()).await.unwrap();
    book.make_access_link(&by("jane", 4), new(Purpose::Calendar, "abc")).await.unwrap();
    let for_whom = ForWhom::Named("a reader".to_owned());
    let other = NewAccessLink { for_whom, ..new(Purpose::ReadYear, "abd") };
    book.make_access_link(&by("jane@example.org", 5), other).await.unwrap();
    let late = moved("plan-launched", "2015-05-02", "from June 2015", "the printer is late");
    book.record_event(&by("Jane Smith", 6), cycle(), &late, today()).await.unwrap();
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.remove_person(&by("Ann", 10), seen, &jane()).await.unwrap();
    book
}

async fn forgot(book: &Book, minute: i64) -> Forgot {
    book.forget_people(&by("Ann", 20), signed(minute).at).await.unwrap()
}

async fn who_is_forgotten_is_in_no_table_and_the_record_stays_whole(database: &Database) {
    let book = with_jane_gone(database).await;
    let before = book.verify().await.unwrap();
    assert_eq!(before.head.entries, 19);
    let Forgot { people, unsealed } = forgot(&book, 11).await;
    let things = vec![12, 13, 14, 17, 18, 19];
    let (number, on, signatures) = (12, day("2014-10-14"), vec![13, 14, 15, 16]);
    assert_eq!(people, [Forgotten { number, on, things, signatures }]);
    assert!(unsealed.is_empty());
    // Not in any table: a backup has them all.
    let mut written = Vec::new();
    database.records().await.write_backup(&mut written).await.unwrap();
    let written = String::from_utf8(written).unwrap().to_lowercase();
    assert!(!written.contains("jane"), "she is still in {written}");
    assert_eq!(book.verify().await.unwrap().head.entries, 20);
    // Nor was anything rewritten: all hashes are those that they were.
    let hashes = book.entries(18, 1).await.unwrap();
    assert_eq!(hashes[0].hash, before.head.hash);
}

async fn the_same_person_keeps_the_same_pseudonym_and_what_they_did_stays(database: &Database) {
    let book = with_jane_gone(database).await;
    forgot(&book, 11).await;
    let entries = book.entries(11, 100).await.unwrap();
    let [entered, proved, link, other, moved, ..] = &entries[..] else { panic!("{entries:?}") };
    let forgotten = Some("{\"forgotten\":\"2014-10-14\"}".to_owned());
    assert_eq!((entered.who.as_str(), entered.key.as_str()), ("Ann", "forgotten-12"));
    assert_eq!((&entered.before, &entered.after), (&None, &forgotten));
    assert_eq!(entered.forgotten(), Some(day("2014-10-14")));
    assert_eq!((proved.who.as_str(), proved.key.as_str()), ("forgotten-12", "forgotten-12"));
    assert_eq!((link.key.as_str(), &link.after), ("14", &forgotten));
    assert_eq!((moved.who.as_str(), moved.kind), ("forgotten-12", Kind::Event));
    assert!(moved.after.as_ref().unwrap().contains("the printer is late"));
    assert_eq!(moved.forgotten(), None);
    assert!(matches!(moved.seals.as_ref().unwrap().thing, Seal::Open(_)));
    // A link that she made for another says so too.
    let links = book.access_links().await.unwrap();
    assert_eq!((links.len(), links[0].made_by.as_str()), (1, "forgotten-12"));
    assert!(other.after.as_ref().unwrap().contains("a reader"));
    let told = book.entries(19, 1).await.unwrap().remove(0);
    assert_eq!((told.who.as_str(), told.key.as_str(), told.kind), ("Ann", "12", Kind::Forgetting));
}

async fn who_is_there_or_was_taken_away_later_is_remembered(database: &Database) {
    let book = with_jane_gone(database).await;
    book.enter_person(&signed(7), person("john", "john@example.org")).await.unwrap();
    let before = book.entries(0, 1000).await.unwrap();
    assert_eq!(forgot(&book, 10).await, Forgot { people: Vec::new(), unsealed: Vec::new() });
    assert_eq!(book.entries(0, 1000).await.unwrap(), before);
    assert_eq!(forgot(&book, 11).await.people.len(), 1);
    assert_eq!(book.people().await.unwrap().len(), 1);
    assert!(format!("{:?}", book.entries(0, 1000).await.unwrap()).contains("john@example.org"));
}

async fn who_was_forgotten_is_not_forgotten_again(database: &Database) {
    let book = with_jane_gone(database).await;
    forgot(&book, 11).await;
    let before = book.verify().await.unwrap();
    assert_eq!(forgot(&book, 12).await, Forgot { people: Vec::new(), unsealed: Vec::new() });
    assert_eq!(book.verify().await.unwrap(), before);
}

async fn a_name_that_two_bear_is_not_forgotten_as_an_author(database: &Database) {
    let book = with_jane_gone(database).await;
    // John is called Jane Smith too, so who signed as Jane Smith cannot be told.
    book.enter_person(&signed(11), person("john", "john@example.org")).await.unwrap();
    assert_eq!(forgot(&book, 11).await.people[0].signatures, [13, 14, 15]);
    book.verify().await.unwrap();
}

async fn a_short_name_that_is_given_anew_is_of_somebody_else(database: &Database) {
    let book = with_jane_gone(database).await;
    let anew = person("jane", "jane.jones@example.org");
    book.enter_person(&by("Ann", 12), anew.clone()).await.unwrap();
    let people = forgot(&book, 15).await.people;
    assert_eq!((people.len(), people[0].number), (1, 12));
    assert_eq!(book.person(&jane()).await.unwrap().unwrap().value, anew);
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.verify().await.unwrap();
    book.remove_person(&by("Ann", 13), seen, &jane()).await.unwrap();
    let people = forgot(&book, 15).await.people;
    assert_eq!((people.len(), people[0].number), (1, 20));
    book.verify().await.unwrap();
}

/// What is found after somebody ran SQL past the records in which Jane was forgotten.
async fn found_after(database: &Database, sql: &str) -> String {
    let book = with_jane_gone(database).await;
    forgot(&book, 11).await;
    database.tamper(sql).await;
    book.verify().await.unwrap_err().to_string()
}

async fn what_is_blotted_out_in_silence_is_found_and_named(database: &Database) {
    // The seal of what entry 16 says, copied into its place by somebody who can work it out.
    let book = with_jane_gone(database).await;
    forgot(&book, 11).await;
    let entry = book.entries(15, 1).await.unwrap().remove(0);
    let seal = sealed_apart(&entry);
    let sql = format!(
        "update audit_entry set after = '{{\"forgotten\":\"2014-10-14\"}}', thing_seal = 'shut:{seal}'
        where entry_id = 16"
    );
    database.tamper(&sql).await;
    let found = book.verify().await.unwrap_err().to_string();
    let expected = "entry 16 was blotted out past the audit record: no forgetting on record names";
    assert!(found.contains(expected), "{found}");
}

/// The seal of what an entry says, as somebody with its salt can work it out.
fn sealed_apart(entry: &records::Entry) -> String {
    let Seal::Open(salt) = &entry.seals.as_ref().unwrap().thing else { panic!("{entry:?}") };
    let said = |text: &str| format!("{}:{text},", text.len());
    let texts = ["saferplan seal 1", &salt.to_string(), &entry.key].map(said).concat();
    let after = said(entry.after.as_ref().unwrap());
    records::Fingerprint::of(format!("{texts}-,{after}")).to_string()
}

async fn what_is_put_in_the_place_of_something_forgotten_is_found(database: &Database) {
    let sql = "update audit_entry set after = '{\"id\":\"mallory\"}' where entry_id = 12";
    let found = found_after(database, sql).await;
    assert!(found.contains("entry 12 was altered"), "{found}");
}

async fn a_list_of_what_was_forgotten_cannot_be_made_longer(database: &Database) {
    let sql = "update forgetting set things = '[12,13,14,16,17,18,19]'";
    let found = found_after(database, sql).await;
    assert!(found.contains("the forgetting `12` was altered past the audit record"), "{found}");
}
