//! Opening records: what is made, and what is refused in plain words.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use records::OpenError;
use records::Place;
use records::Records;
use records::Server;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::engine::wait_for;
use crate::maidstone::*;
use crate::server;

/// Why the records at a place are not opened.
fn refusal(place: &Place) -> String {
    wait_for(Records::open(place)).map(|_| "they were opened").unwrap_err().to_string()
}

on_both_engines! {
    records_of_a_later_program_are_refused_and_left_alone;
    programs_that_start_at_once_make_the_records_once;
}

async fn records_of_a_later_program_are_refused_and_left_alone(database: &Database) {
    with_its_year(&database.records().await, "maidstone").await;
    database.tamper("insert into migration (migration_id, name) values (9999, 'x')").await;
    let refused = Records::open(&database.place).await.unwrap_err().to_string();
    assert!(
        refused.contains("is of layout 9999, but this Saferplan knows layouts up to"),
        "{refused}"
    );
    database.tamper("delete from migration where migration_id = 9999").await;
    database.records().await.book(&id("maidstone")).await.unwrap().unwrap().verify().await.unwrap();
}

async fn programs_that_start_at_once_make_the_records_once(database: &Database) {
    let place = database.place.clone();
    let opening = (0..6).map(|_| {
        let place = place.clone();
        tokio::spawn(async move { Records::open(&place).await })
    });
    for opened in opening.collect::<Vec<_>>() {
        assert!(opened.await.unwrap().unwrap().partnerships().await.unwrap().is_empty());
    }
}

#[test]
fn the_records_lie_in_the_home_folder() {
    let home = tempfile::tempdir().unwrap();
    let records = wait_for(Records::open(&Place::in_home(home.path()))).unwrap();
    wait_for(records.partnerships()).unwrap();
    let mode = fs::metadata(home.path().join("records.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "others of this computer can read the records");
}

#[test]
fn a_file_that_is_not_a_database_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("records.db");
    fs::write(&file, "minutes of the meeting ".repeat(99)).unwrap();
    let refused = refusal(&Place::in_home(home.path()));
    assert!(refused.contains("records.db: the file is not a database, or is damaged"), "{refused}");
    assert!(refused.ends_with("put back a copy of it, or move it away"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), "minutes of the meeting ".repeat(99).as_bytes());
}

#[test]
fn a_database_of_something_else_is_refused() {
    let database = Database::in_a_file();
    wait_for(database.tamper("create table invoice (number text)"));
    let refused = wait_for(Records::open(&database.place)).unwrap_err();
    assert!(matches!(refused, OpenError::NotRecords(_)), "{refused}");
}

#[test]
fn a_folder_that_is_not_there_is_refused_with_its_name() {
    let home = tempfile::tempdir().unwrap();
    let refused = refusal(&Place::in_home(&home.path().join("nowhere")));
    assert!(refused.contains("nowhere/records.db: no permission"), "{refused}");
}

#[test]
fn a_server_that_does_not_answer_is_named_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("{}&password=secret", server::address(folder.path(), "records", "jane"));
    let server: Server = address.parse().unwrap();
    assert!(!format!("{server:?}").contains("secret"));
    let refused = refusal(&Place::Server(server));
    assert!(refused.starts_with("the database `records` on "), "{refused}");
    assert!(refused.contains("lets nobody in") && !refused.contains("secret"), "{refused}");
}

#[test]
fn an_address_of_something_else_is_refused_without_repeating_it() {
    for wrong in ["mysql://secret@host/x", "postgres://h?sslmode=secret", "secret"] {
        let refused = wrong.parse::<Server>().unwrap_err().to_string();
        assert!(refused.contains("expected postgres://user:password@host/database"), "{refused}");
    }
}

#[test]
fn a_user_without_the_right_to_make_tables_is_told_so() {
    let test = "opening::a_user_without_the_right_to_make_tables_is_told_so";
    let Some(address) = server::new_database(test) else { return };
    server::execute(&address, "create role visitor login");
    let refused =
        refusal(&Place::Server(address.replace("user=postgres", "user=visitor").parse().unwrap()));
    assert!(
        refused.contains("no permission") && refused.contains("give this user the right"),
        "{refused}"
    );
    let refused = refusal(&Place::Server(address.replace("records_", "no_such_").parse().unwrap()));
    assert!(refused.contains("lets nobody in") && refused.contains("does not exist"), "{refused}");
}

#[test]
fn a_user_that_may_only_use_tables_works_where_their_owner_has_made_them() {
    let test = "opening::a_user_that_may_only_use_tables_works_where_their_owner_has_made_them";
    let Some(address) = server::new_database(test) else { return };
    let owner = Place::Server(address.parse().unwrap());
    wait_for(async { with_its_year(&Records::open(&owner).await.unwrap(), "maidstone").await });
    server::execute(
        &address,
        "create role worker login;
         grant usage on schema saferplan to worker;
         grant select, insert, update, delete on all tables in schema saferplan to worker;",
    );
    let worker = address.replace("user=postgres", "user=worker");
    let place = Place::Server(worker.parse().unwrap());
    wait_for(async {
        let records = Records::open(&place).await.unwrap();
        with_its_year(&records, "ashford").await;
        for name in ["maidstone", "ashford"] {
            records.book(&id(name)).await.unwrap().unwrap().verify().await.unwrap();
        }
    });
    // It is no owner under another name: it makes no table, and renews no layout.
    let makes = std::panic::catch_unwind(|| {
        server::execute(&worker, "create table saferplan.another (words text)");
    });
    assert!(makes.is_err(), "it made a table");
    let last = "delete from saferplan.migration
        where migration_id = (select max(migration_id) from saferplan.migration)";
    server::execute(&address, last);
    let refused = refusal(&place);
    assert!(refused.contains("no permission"), "{refused}");
    assert!(refused.contains("the user that owns the tables"), "{refused}");
}
