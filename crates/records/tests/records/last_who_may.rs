//! The last person who may give others a role stays, even where two servers take the last two away at once.

use partnership::membership::may::Deed;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use records::Book;
use records::PersonRefused;
use records::Records;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    the_last_who_may_change_people_is_neither_taken_away_nor_given_another_role;
    of_the_last_two_who_are_taken_away_by_two_servers_at_once_one_stays;
    of_the_last_two_who_are_demoted_by_two_servers_at_once_one_stays;
}

fn manager(id: &str) -> Person {
    Person { role: Role::Manager, ..person(id, &format!("{id}@example.org")) }
}

/// A book with two managers, Jane and John.
async fn with_two_managers(records: &Records, partnership: &str) -> Book {
    let book = with_its_year(records, partnership).await;
    for id in ["jane", "john"] {
        book.enter_person(&signed(2), manager(id)).await.unwrap();
    }
    book
}

/// Takes a manager away, or makes them an analyst, as they are now.
async fn undone(book: Book, id: &'static str, how: How) -> Result<(), PersonRefused> {
    let held = book.person(&manager(id).id).await.unwrap().unwrap();
    match how {
        How::TakenAway => book.remove_person(&signed(3), held.version, &held.value.id).await,
        How::Demoted => {
            let demoted = Person { role: Role::Analyst, ..held.value };
            book.change_person(&signed(3), held.version, demoted).await.map(|_| ())
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum How {
    TakenAway,
    Demoted,
}

async fn the_last_who_may_change_people_is_neither_taken_away_nor_given_another_role(
    database: &Database,
) {
    let book = with_two_managers(&database.records().await, "maidstone").await;
    undone(book.clone(), "jane", How::TakenAway).await.unwrap();
    for how in [How::TakenAway, How::Demoted] {
        let refused = undone(book.clone(), "john", how).await.unwrap_err();
        let told = refused.to_string();
        assert!(told.starts_with("Jane Smith is the last who may change people"), "{told}");
        assert!(told.ends_with("; give somebody else that role first"), "{told}");
    }
    // Whatever else of them is changed, they stay what they are.
    let held = book.person(&manager("john").id).await.unwrap().unwrap();
    let renamed = Person { name: "John Smith".to_owned(), ..held.value };
    book.change_person(&signed(4), held.version, renamed).await.unwrap();
    // An administrator may change people, too, so now John may go; the administrator is the last of their kind.
    let administrator = Person { role: Role::Administrator, ..manager("ann") };
    book.enter_person(&signed(5), administrator).await.unwrap();
    undone(book.clone(), "john", How::TakenAway).await.unwrap();
    book.enter_person(&signed(6), manager("kim")).await.unwrap();
    match undone(book.clone(), "ann", How::Demoted).await.unwrap_err() {
        PersonRefused::LastWhoMay { deed, .. } => assert_eq!(deed, Deed::ChangeAdministrators),
        other => panic!("{other}"),
    }
    book.verify().await.unwrap();
}

/// Two servers on one database, each of which undoes one of the last two managers at the same time, again and again.
async fn one_stays(database: &Database, how: How) {
    let (one, other) = (database.records().await, database.records().await);
    for round in 0..12 {
        let name = format!("maidstone-{round}");
        let book = with_two_managers(&one, &name).await;
        let there = other.book(&id(&name)).await.unwrap().unwrap();
        let here = tokio::spawn(undone(book.clone(), "jane", how));
        let there = tokio::spawn(undone(there, "john", how));
        let ends = [here.await.unwrap(), there.await.unwrap()];
        let refused: Vec<_> = ends.iter().filter_map(|end| end.as_ref().err()).collect();
        let [PersonRefused::LastWhoMay { deed, .. }] = refused[..] else { panic!("{ends:?}") };
        assert_eq!(*deed, Deed::ChangePeople);
        let people = book.people().await.unwrap();
        let managers = people.iter().filter(|held| held.value.role == Role::Manager).count();
        assert_eq!(managers, 1, "round {round}");
        book.verify().await.unwrap();
    }
}

async fn of_the_last_two_who_are_taken_away_by_two_servers_at_once_one_stays(database: &Database) {
    one_stays(database, How::TakenAway).await;
}

async fn of_the_last_two_who_are_demoted_by_two_servers_at_once_one_stays(database: &Database) {
    one_stays(database, How::Demoted).await;
}
