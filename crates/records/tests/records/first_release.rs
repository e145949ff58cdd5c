//! Records of the first release are renewed, and their audit record goes on as it was written then.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use partnership::membership::TypedPartnership;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use records::Layout;
use records::Records;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::engine::wait_for;
use crate::maidstone::*;

on_both_engines! {
    records_of_the_first_release_are_whole_and_go_on;
    people_of_the_first_release_are_told_apart_from_those_who_can_be_forgotten;
}

/// The layouts of the first release.
const LAYOUTS: [&str; 5] =
    ["0001_audit", "0002_membership", "0003_timetable", "0004_meeting", "0005_person"];

/// Hashes worked out apart, with Python's `hashlib`, over what `Entry::hash_after` says of entries without seals.
const HASHES: [&str; 2] = [
    "fdb5c6094f0f50e5741411dda89e22add38e1bfb06e382bb44ee88854a3e11c6",
    "7e9d4bcbaf821dc55a513342a3c450e99cf1e56787f2075cd2c04711d2943d03",
];

/// What the first release would hold once Zoë entered Jane.
async fn first_release(database: &Database) {
    let engine = match &database.place {
        records::Place::File(_) => "sqlite",
        records::Place::Server(_) => "postgres",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    if engine == "postgres" {
        crate::server::execute(database.address(), "create schema saferplan");
    }
    database
        .tamper(
            "create table migration (migration_id bigint not null primary key, name text not null)",
        )
        .await;
    for (layout, number) in LAYOUTS.into_iter().zip(1..) {
        let sql = fs::read_to_string(folder.join(format!("{layout}.sql"))).unwrap();
        database.tamper(&sql).await;
        database.tamper(&format!("insert into migration values ({number}, '{layout}')")).await;
    }
    let described = r#"{"name":"Safer X","police_force":"Kent Police","comparison_group":"nearest-neighbours","district":[{"code":"E07000110","name":"Maidstone"}],"organisation":[],"task_group":[],"body":[{"id":"partnership","kind":"strategy-group","name":"the partnership"}]}"#;
    let _: TypedPartnership = serde_json::from_str(described).unwrap();
    let jane = r#"{"id":"jane","name":"Jane Smith","email":"jane@example.org","role":"analyst"}"#;
    let (one, two) = (by("the manager", 0).at, by("Zoë", 1).at);
    let [first, second] = HASHES;
    database
        .tamper(&format!(
            "insert into partnership values ('safer-x', 2, '{second}');
            insert into audit_entry values
                ('safer-x', 1, '{one}', 'the manager', 'partnership', '', null, '{described}', '{first}'),
                ('safer-x', 2, '{two}', 'Zoë', 'person', 'jane', null, '{jane}', '{second}');
            insert into description values
                ('safer-x', 1, 'Safer X', 'Kent Police', '\"nearest-neighbours\"');
            insert into district values ('safer-x', 1, 'E07000110', 'Maidstone', null, null);
            insert into body values
                ('safer-x', 'partnership', 1, 'strategy-group', 'the partnership');
            insert into person values
                ('safer-x', 'jane', 2, 'Jane Smith', 'jane@example.org', 'analyst')"
        ))
        .await;
}

/// Brings records of the first release to the layout of that number, as a later program of then did; from the last that is
/// known, every script in the folder goes before it.
async fn renewed_until(database: &Database, scripts: &[String], number: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    for (script, number) in scripts.iter().zip(1..).take(number).skip(LAYOUTS.len()) {
        database.tamper(&fs::read_to_string(folder.join(script)).unwrap()).await;
        database.tamper(&format!("insert into migration values ({number}, '{script}')")).await;
    }
}

#[test]
fn records_of_layouts_since_the_first_release_are_renewed_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let names = fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name());
    let mut scripts: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    scripts.sort();
    wait_for(async {
        // Each script is run on rows of then in any case; from where it is gone on makes no difference to most.
        let last = scripts.len();
        for number in (LAYOUTS.len()..last).step_by(8).chain([last - 1, last]) {
            let database = Database::in_a_file();
            assert_eq!(Records::layout_at(&database.place).await.unwrap(), Layout::NotMade);
            first_release(&database).await;
            renewed_until(&database, &scripts, number).await;
            let (found, known) = (number as i64, scripts.len() as i64);
            let before = Records::layout_at(&database.place).await.unwrap();
            let expected = match found == known {
                true => Layout::Present,
                false => Layout::Earlier { found, known },
            };
            assert_eq!(before, expected);
            let book = database.records().await.book(&id("safer-x")).await.unwrap().unwrap();
            assert_eq!(book.verify().await.unwrap().head.hash, HASHES[1], "from layout {number}");
            assert_eq!(book.people().await.unwrap().len(), 1);
            let john = person("john", "john@example.org");
            book.enter_person(&signed(2), john).await.unwrap();
            assert_eq!(book.verify().await.unwrap().head.entries, 3);
            assert_eq!(Records::layout_at(&database.place).await.unwrap(), Layout::Present);
        }
    });
}

async fn records_of_the_first_release_are_whole_and_go_on(database: &Database) {
    first_release(database).await;
    let book = database.records().await.book(&id("safer-x")).await.unwrap().unwrap();
    assert_eq!(book.verify().await.unwrap().head.hash, HASHES[1]);
    let held = book.people().await.unwrap().remove(0);
    let mut jane = held.value;
    let as_before = Person { acts_for: BTreeSet::new(), ..person("jane", "jane@example.org") };
    assert_eq!(jane, as_before);
    jane.role = Role::Manager;
    jane.acts_for.insert("Kent Police".to_owned());
    book.change_person(&signed(3), held.version, jane).await.unwrap();
    let entries = book.entries(0, 10).await.unwrap();
    let sealed: Vec<_> = entries.iter().map(|entry| entry.seals.is_some()).collect();
    assert_eq!(sealed, [false, false, true]);
    assert_eq!(book.verify().await.unwrap().head.entries, 3);
    database.tamper("update audit_entry set who = 'nobody' where entry_id = 2").await;
    let found = book.verify().await.unwrap_err().to_string();
    assert!(found.contains("entry 2 was altered"), "{found}");
}

async fn people_of_the_first_release_are_told_apart_from_those_who_can_be_forgotten(
    database: &Database,
) {
    first_release(database).await;
    let book = database.records().await.book(&id("safer-x")).await.unwrap().unwrap();
    let john = person("john", "john@example.org");
    book.enter_person(&signed(2), john.clone()).await.unwrap();
    for id in [person("jane", "jane@example.org").id, john.id] {
        let seen = book.person(&id).await.unwrap().unwrap().version;
        book.remove_person(&signed(3), seen, &id).await.unwrap();
    }
    let forgot = book.forget_people(&signed(4), signed(4).at).await.unwrap();
    assert_eq!((forgot.people.len(), forgot.people[0].number), (1, 3));
    assert_eq!(forgot.unsealed, [2]);
    book.verify().await.unwrap();
}
