//! Every change is in the audit record, and whatever was changed past it is found and named.

mod tampering;

use partnership::timetable::event::Happening;
use records::Astray;
use records::Book;
use records::Entry;
use records::Fault;
use records::Kind;
use records::Purpose;
use records::Records;
use records::Seal;
use records::Sought;
use records::VerifyError;
use sha2::Digest as _;
use sha2::Sha256;

use crate::access_links::new;
use crate::accounts::account;
use crate::approvals;
use crate::assessments;
use crate::auditing::tampering::tamperings;
use crate::consultations::with_a_reply;
use crate::distributions;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::findings;
use crate::maidstone::*;
use crate::panels;
use crate::paper::with_paper;
use crate::partner_data;
use crate::plans;
use crate::priorities;
use crate::successions;
use crate::task_groups::with_task_groups;
use crate::themes;

/// A book with a year, two events, a meeting and a person: 16 entries.
async fn with_a_history(records: &Records) -> Book {
    let book = with_its_year(records, "maidstone").await;
    for (of, on) in [("plan-written", "2014-12-10"), ("consultation", "2015-01-01")] {
        let begun = event(of, on, Happening::Started);
        book.record_event(&signed(2), cycle(), &begun, today()).await.unwrap();
    }
    book.enter_meeting(&signed(3), cycle(), march_meeting(), today()).await.unwrap();
    book.enter_person(&by("Ann", 4), person("jane", "jane@example.org")).await.unwrap();
    book
}

/// The same with an account and a link for the person, and somebody who was forgotten.
async fn with_everything(records: &Records) -> Book {
    let book = with_a_history(records).await;
    let gone = person("gone", "gone@example.org");
    let seen = book.enter_person(&signed(4), gone.clone()).await.unwrap();
    book.remove_person(&signed(4), seen, &gone.id).await.unwrap();
    book.forget_people(&signed(5), signed(5).at).await.unwrap();
    book.enter_account(&signed(5), account()).await.unwrap();
    book.make_access_link(&signed(6), new(Purpose::ReadYear, "abc")).await.unwrap();
    with_a_reply(&book).await;
    // What these delete on its day would take the paper with it.
    themes::with_themes(&book).await;
    with_paper(&book).await;
    panels::with_panels(&book).await;
    assessments::with_a_draft(&book).await;
    with_task_groups(&book).await;
    approvals::with_a_plan_agreed(&book).await;
    approvals::with_a_report(&book).await;
    findings::with_findings(&book).await;
    partner_data::with_partner_data(&book).await;
    priorities::with_priorities(&book).await;
    plans::with_a_plan(&book).await;
    distributions::with_a_sending(&book).await;
    distributions::with_a_request(&book).await;
    successions::with_a_beginning_and_an_ending(&book).await;
    book
}

/// What is found after somebody ran SQL past the records.
async fn found_after(database: &Database, sql: &str) -> String {
    let book = with_a_history(&database.records().await).await;
    let verified = book.verify().await.unwrap();
    assert_eq!((verified.head.entries, verified.things), (16, 16));
    database.tamper(sql).await;
    match book.verify().await.unwrap_err() {
        VerifyError::Fault(fault) => fault.to_string(),
        VerifyError::Records(error) => panic!("{error}"),
    }
}

/// What nobody decides, so that no audit entry tells of it.
const UNAUDITED: [&str; 11] = [
    "accepted_code",
    "commentary_link",
    "dispatch",
    "invitation",
    "progress_link",
    "reminder",
    "reply_signal",
    "reply_under_way",
    "return_link",
    "sampled_reply",
    "session",
];

#[test]
fn every_table_is_among_those_tampered_with() {
    let migrations = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    for file in std::fs::read_dir(migrations).unwrap() {
        let sql = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for table in sql.lines().filter_map(|line| line.strip_prefix("create table ")) {
            let table = table.trim_end_matches(" (");
            let named = tamperings().any(|(named, _)| named == table);
            assert!(named != UNAUDITED.contains(&table), "tamper with {table} too");
        }
    }
}

on_both_engines! {
    every_change_says_who_when_what_before_and_after;
    entries_are_sought_by_kind_person_and_time;
    an_altered_entry_is_found_and_named;
    an_entry_altered_beyond_reading_is_found_and_named;
    a_removed_entry_is_found_and_named;
    a_removed_last_entry_is_found_and_named;
    a_removed_last_entry_is_found_even_if_the_count_is_put_right;
    an_entry_that_was_added_is_found_and_named;
    swapped_entries_are_found_and_the_first_is_named;
    a_head_that_does_not_fit_is_found;
    an_altered_row_is_found_and_named_with_its_last_entry;
    a_row_altered_beyond_reading_is_found_and_named;
    a_removed_row_is_found_and_named;
    a_row_that_nobody_entered_is_found_and_named;
    a_row_in_a_list_that_was_altered_is_found;
    every_table_is_watched;
    a_row_altered_and_then_changed_by_the_program_is_still_found;
    what_a_later_program_says_in_other_words_is_the_same;
    a_chain_rewritten_to_its_end_is_told_only_by_a_head_noted_before;
    two_books_with_the_same_history_have_different_chains;
    many_writers_at_once_make_one_chain;
}

async fn every_change_says_who_when_what_before_and_after(database: &Database) {
    let book = with_a_history(&database.records().await).await;
    let seen = book.people().await.unwrap()[0].version;
    book.change_person(&by("Bob", 5), seen, person("jane", "j@example.org")).await.unwrap();
    let last = book.entries(16, 10).await.unwrap().remove(0);
    assert_eq!((last.number, last.who.as_str(), last.kind), (17, "Bob", Kind::Person));
    assert_eq!((last.key.as_str(), last.at), ("jane", by("Bob", 5).at));
    let jane = |email| {
        format!(
            "{{\"id\":\"jane\",\"name\":\"Jane Smith\",\"email\":\"{email}\",\"role\":\"analyst\",\
             \"acts_for\":[\"Kent Police\"]}}"
        )
    };
    assert_eq!(last.before, Some(jane("jane@example.org")));
    assert_eq!(last.after, Some(jane("j@example.org")));
    let entered = book.entries(15, 1).await.unwrap().remove(0);
    assert_eq!((entered.who.as_str(), entered.before), ("Ann", None));
}

async fn entries_are_sought_by_kind_person_and_time(database: &Database) {
    let book = with_a_history(&database.records().await).await;
    let numbers = async |sought: Sought, before| {
        let found = book.entries_sought(&sought, before, 3).await.unwrap();
        found.into_iter().map(|entry| entry.number).collect::<Vec<_>>()
    };
    let all = Sought::default;
    assert_eq!(numbers(all(), i64::MAX).await, [16, 15, 14]);
    assert_eq!(numbers(all(), 2).await, [1]);
    assert_eq!(numbers(Sought { kind: Some(Kind::Event), ..all() }, i64::MAX).await, [13, 12]);
    assert_eq!(numbers(Sought { who: Some("Ann".to_owned()), ..all() }, i64::MAX).await, [16]);
    let from = Sought { from: Some(by("Ann", 3).at), ..all() };
    assert_eq!(numbers(from, i64::MAX).await, [16, 15, 14]);
    let until = Sought { until: Some(by("Ann", 4).at), ..all() };
    assert_eq!(numbers(until, i64::MAX).await, [15, 14, 13]);
}

async fn an_altered_entry_is_found_and_named(database: &Database) {
    let sql = "update audit_entry set who = 'nobody' where entry_id = 12";
    assert!(found_after(database, sql).await.starts_with("entry 12 was altered"));
}

async fn an_entry_altered_beyond_reading_is_found_and_named(database: &Database) {
    let sql = "update audit_entry set kind = 'secret' where entry_id = 12";
    assert!(found_after(database, sql).await.starts_with("entry 12 was altered"));
}

async fn a_removed_entry_is_found_and_named(database: &Database) {
    let sql = "delete from audit_entry where entry_id = 12";
    assert_eq!(found_after(database, sql).await, "entry 12 is missing");
}

async fn a_removed_last_entry_is_found_and_named(database: &Database) {
    let sql = "delete from audit_entry where entry_id = 16";
    assert_eq!(found_after(database, sql).await, "entry 16 is missing");
}

async fn a_removed_last_entry_is_found_even_if_the_count_is_put_right(database: &Database) {
    let sql = "delete from audit_entry where entry_id = 16;
        update partnership set entries = 15,
            head = (select hash from audit_entry where entry_id = 15)";
    let found = found_after(database, sql).await;
    assert_eq!(
        found,
        "the person `jane` was put there past the audit record (its last entry is none)"
    );
}

async fn an_entry_that_was_added_is_found_and_named(database: &Database) {
    let sql = "insert into audit_entry
        select partnership_id, 17, at, who, kind, 'john', before, after, hash, who_seal, thing_seal
        from audit_entry where entry_id = 16";
    assert!(found_after(database, sql).await.starts_with("entry 17 was altered"));
}

async fn swapped_entries_are_found_and_the_first_is_named(database: &Database) {
    let sql = "update audit_entry set entry_id = 99 where entry_id = 12;
        update audit_entry set entry_id = 12 where entry_id = 13;
        update audit_entry set entry_id = 13 where entry_id = 99";
    let found = found_after(database, sql).await;
    assert_eq!(
        found,
        "entry 12 was altered, or changed places with another: its hash does not fit"
    );
}

async fn a_head_that_does_not_fit_is_found(database: &Database) {
    let sql = "update partnership set head = (select hash from audit_entry where entry_id = 12)";
    let found = found_after(database, sql).await;
    assert_eq!(found, "entry 16, the last, is not the one that the partnership knows as its last");
}

async fn an_altered_row_is_found_and_named_with_its_last_entry(database: &Database) {
    let sql = "update step set owner = 'nobody' where step_id = 'plan-written'";
    assert_eq!(
        found_after(database, sql).await,
        "the step `2015-16/plan-written` was altered past the audit record (its last entry is 6)"
    );
}

async fn a_row_altered_beyond_reading_is_found_and_named(database: &Database) {
    let sql = "update step set planned = 'some day' where step_id = 'plan-written'";
    let found = found_after(database, sql).await;
    assert!(found.starts_with("a step was altered: the records hold `some day`"), "{found}");
}

async fn a_removed_row_is_found_and_named(database: &Database) {
    let sql = "delete from event where event_id = 2";
    assert_eq!(
        found_after(database, sql).await,
        "the event `2015-16/2` was taken away past the audit record (its last entry is 13)"
    );
}

async fn a_row_that_nobody_entered_is_found_and_named(database: &Database) {
    let book = with_a_history(&database.records().await).await;
    database
        .tamper(
            "insert into person (partnership_id, person_id, entry_id, name, email, role)
        values ('maidstone', 'mallory', 16, 'Mallory', 'mallory@example.org', 'administrator')",
        )
        .await;
    let fault = Fault::Thing {
        kind: Kind::Person,
        key: "mallory".to_owned(),
        how: Astray::Unentered,
        entry: None,
    };
    assert!(matches!(book.verify().await, Err(VerifyError::Fault(found)) if found == fault));
}

async fn a_row_in_a_list_that_was_altered_is_found(database: &Database) {
    let sql = "delete from organisation where organisation_id = 3";
    assert_eq!(
        found_after(database, sql).await,
        "the partnership was altered past the audit record (its last entry is 1)"
    );
}

async fn every_table_is_watched(database: &Database) {
    let book = with_everything(&database.records().await).await;
    let holidays = serde_json::from_value(serde_json::json!({
        "polls": ["2015-05-07"],
        "school_holidays": [{ "name": "Easter", "days": "2015-03-30 to 2015-04-10" }],
    }));
    let seen = year(&book).await.days;
    book.change_cycle_days(&signed(5), cycle(), seen, holidays.unwrap()).await.unwrap();
    for (table, tampering) in tamperings() {
        database.tamper(&format!("create table kept as select * from {table}")).await;
        database.tamper(tampering).await;
        let found = book.verify().await;
        assert!(matches!(found, Err(VerifyError::Fault(_))), "{tampering}: {found:?}");
        let restoring = format!("delete from {table}; insert into {table} select * from kept");
        database.tamper(&format!("{restoring}; drop table kept")).await;
        book.verify().await.unwrap();
    }
}

async fn a_row_altered_and_then_changed_by_the_program_is_still_found(database: &Database) {
    let book = with_a_history(&database.records().await).await;
    database.tamper("update person set role = 'partner'").await;
    let seen = book.people().await.unwrap()[0].version;
    book.change_person(&by("Bob", 5), seen, person("jane", "j@example.org")).await.unwrap();
    let found = book.verify().await;
    let fault = Fault::Discontinuous(17);
    assert!(matches!(found, Err(VerifyError::Fault(found)) if found == fault));
}

async fn what_a_later_program_says_in_other_words_is_the_same(database: &Database) {
    let book = with_a_history(&database.records().await).await;
    rewrite(database, &book, 16, ("{\"id\"", "{ \"id\"")).await;
    book.verify().await.unwrap();
    let seen = book.people().await.unwrap()[0].version;
    book.change_person(&by("Bob", 5), seen, person("jane", "j@example.org")).await.unwrap();
    book.verify().await.unwrap();
}

async fn a_chain_rewritten_to_its_end_is_told_only_by_a_head_noted_before(database: &Database) {
    let book = with_a_history(&database.records().await).await;
    let noted = book.verify().await.unwrap().head;
    rewrite(database, &book, 16, ("analyst", "manager")).await;
    database.tamper("update person set role = 'manager'").await;
    assert_ne!(book.verify().await.unwrap().head, noted);
}

/// Changes what an entry says came after, and all hashes from there to the end.
async fn rewrite(database: &Database, book: &Book, number: i64, (from, to): (&str, &str)) {
    let (mut previous, mut sql) = ("0".repeat(64), String::new());
    for mut entry in book.entries(0, 1000).await.unwrap() {
        if entry.number == number {
            entry.after = entry.after.map(|after| after.replace(from, to));
        }
        previous = hash_apart(&previous, &entry);
        let after = entry.after.unwrap().replace('\'', "''");
        let number = entry.number;
        sql += &format!(
            "update audit_entry set after = '{after}', hash = '{previous}' where entry_id = {number};"
        );
    }
    database.tamper(&format!("{sql} update partnership set head = '{previous}'")).await;
}

/// The hash of an entry of Maidstone's, worked out from what `Entry::hash_after` describes.
fn hash_apart(previous: &str, entry: &Entry) -> String {
    let (number, at) = (entry.number.to_string(), entry.at.to_string());
    let kind = serde_json::to_value(entry.kind).unwrap();
    let seals = entry.seals.as_ref().unwrap();
    let who = seal_apart(&seals.who, &[Some(&entry.who)]);
    let (before, after) = (entry.before.as_deref(), entry.after.as_deref());
    let thing = seal_apart(&seals.thing, &[Some(&entry.key), before, after]);
    let kind = kind.as_str().unwrap();
    let texts = ["saferplan audit 2", previous, "maidstone", &number, &at, kind, &who, &thing];
    hashed_apart(&texts.map(Some))
}

/// A seal, worked out from what is said there too.
fn seal_apart(seal: &Seal, texts: &[Option<&str>]) -> String {
    match seal {
        Seal::Shut(seal) => seal.to_string(),
        Seal::Open(salt) => {
            let salt = salt.to_string();
            hashed_apart(&[&[Some("saferplan seal 1"), Some(&salt)], texts].concat())
        }
    }
}

fn hashed_apart(texts: &[Option<&str>]) -> String {
    let said = |text: &Option<&str>| {
        text.map_or("-,".to_owned(), |text| format!("{}:{text},", text.len()))
    };
    let bytes: String = texts.iter().map(said).collect();
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn two_books_with_the_same_history_have_different_chains(database: &Database) {
    let records = database.records().await;
    let (one, other) =
        (with_its_year(&records, "ashford").await, with_its_year(&records, "maidstone").await);
    assert_ne!(one.verify().await.unwrap().head.hash, other.verify().await.unwrap().head.hash);
}

async fn many_writers_at_once_make_one_chain(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let writers = (0..8).map(|writer| {
        let book = book.clone();
        tokio::spawn(async move {
            for number in 0..5 {
                let name = format!("p{writer}-{number}");
                let person = person(&name, &format!("{name}@example.org"));
                book.enter_person(&by(&name, number), person).await.unwrap();
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    assert_eq!(book.verify().await.unwrap().head.entries, 11 + 40);
}
