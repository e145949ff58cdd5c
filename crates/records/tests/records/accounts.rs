//! How people prove who they are: kept whole for those who check it, and told to the audit record without a secret.

use std::collections::BTreeSet;

use partnership::membership::person::PersonId;
use records::Account;
use records::Book;
use records::Fingerprint;
use records::Held;
use records::Once;
use records::OutsideIdentity;
use records::SecondFactor;
use records::Secret;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    an_account_is_given_back_as_it_was_entered_and_changed;
    a_person_is_found_by_address_by_name_and_by_identity;
    the_audit_record_has_no_secret;
    a_secret_that_is_changed_past_the_audit_record_is_found;
    a_recovery_code_is_good_for_once;
    of_many_who_use_a_recovery_code_at_once_one_succeeds;
    a_code_of_a_time_step_is_accepted_once_and_none_before_it;
    of_many_who_use_a_six_figure_code_at_once_one_is_accepted;
    an_account_changed_by_two_at_once_is_changed_by_one;
    an_account_is_of_a_person_who_is_there_and_of_one_identity;
    who_is_taken_away_loses_the_account;
    a_person_who_is_changed_keeps_the_account;
}

const PASSWORD: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
const FACTOR: &str = "JBSWY3DPEHPK3PXP";

pub(crate) fn jane() -> PersonId {
    person("jane", "jane@example.org").id
}

pub(crate) fn identity() -> OutsideIdentity {
    OutsideIdentity { issuer: "https://id.example.org".to_owned(), subject: "4711".to_owned() }
}

/// Jane's account with everything that there can be.
pub(crate) fn account() -> Account {
    let confirmed = Some(signed(5).at);
    Account {
        password: Some(Secret::of(PASSWORD)),
        second_factor: Some(SecondFactor { secret: Secret::of(FACTOR), confirmed }),
        recovery_codes: ["one", "two"].map(Fingerprint::of).into(),
        outside: Some(identity()),
        ..Account::new(jane())
    }
}

/// A book with Jane and John in it, and Jane's account.
async fn with_an_account(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    for name in ["jane", "john"] {
        let person = person(name, &format!("{name}@example.org"));
        book.enter_person(&signed(2), person).await.unwrap();
    }
    book.enter_account(&signed(3), account()).await.unwrap();
    book
}

async fn held(book: &Book) -> Held<Account> {
    book.account(&jane()).await.unwrap().unwrap()
}

async fn an_account_is_given_back_as_it_was_entered_and_changed(database: &Database) {
    let book = with_an_account(database).await;
    let Held { value, version } = held(&book).await;
    assert_eq!(value, account());
    let bare = Account::new(jane());
    let version = book.change_account(&signed(4), version, bare.clone()).await.unwrap();
    assert_eq!(held(&book).await, Held { value: bare, version });
    book.remove_account(&signed(5), version, &jane()).await.unwrap();
    assert_eq!(book.account(&jane()).await.unwrap(), None);
    assert_eq!(book.people().await.unwrap().len(), 2);
    book.verify().await.unwrap();
}

async fn a_person_is_found_by_address_by_name_and_by_identity(database: &Database) {
    let book = with_an_account(database).await;
    let found = book.person_by_email(&"Jane@Example.org".parse().unwrap()).await.unwrap();
    assert_eq!(found.as_ref().unwrap().value.id, jane());
    assert_eq!(book.person(&jane()).await.unwrap(), found);
    assert_eq!(book.person_by_identity(&identity()).await.unwrap(), found);
    let nobody = book.person_by_email(&"j@example.org".parse().unwrap()).await.unwrap();
    assert_eq!(nobody, None);
    let other = OutsideIdentity { subject: "4712".to_owned(), ..identity() };
    assert_eq!(book.person_by_identity(&other).await.unwrap(), None);
}

async fn the_audit_record_has_no_secret(database: &Database) {
    let book = with_an_account(database).await;
    book.use_recovery_code(&signed(4), &jane(), &Fingerprint::of("one")).await.unwrap();
    let held = held(&book).await;
    let told = format!("{:?}{held:?}", book.entries(0, 1000).await.unwrap());
    for secret in [PASSWORD, FACTOR] {
        assert!(!told.contains(secret), "{secret} is told");
        assert!(told.contains(&Fingerprint::of(secret).to_string()), "{secret} is not watched");
    }
    assert!(told.contains("https://id.example.org"));
}

async fn a_secret_that_is_changed_past_the_audit_record_is_found(database: &Database) {
    let book = with_an_account(database).await;
    database.tamper("update account set password = '$argon2id$of-another'").await;
    let found = book.verify().await.unwrap_err().to_string();
    assert!(found.contains("the account `jane` was altered past the audit record"), "{found}");
}

async fn a_recovery_code_is_good_for_once(database: &Database) {
    let book = with_an_account(database).await;
    let entries = book.verify().await.unwrap().head.entries;
    let one = Fingerprint::of("one");
    book.use_recovery_code(&by("Jane Smith", 4), &jane(), &one).await.unwrap();
    let again = book.use_recovery_code(&signed(5), &jane(), &one).await.unwrap_err().to_string();
    assert_eq!(again, "that is none of the unused recovery codes of `jane`; try another");
    let left = held(&book).await.value.recovery_codes;
    assert_eq!(left, BTreeSet::from([Fingerprint::of("two")]));
    assert_eq!(book.verify().await.unwrap().head.entries, entries + 1);
    let john = person("john", "john@example.org").id;
    let refused = book.use_recovery_code(&signed(6), &john, &one).await.unwrap_err();
    assert_eq!(refused.to_string(), "`john` has no account; enter one first");
}

async fn of_many_who_use_a_recovery_code_at_once_one_succeeds(database: &Database) {
    let book = with_an_account(database).await;
    let uses = (0..8).map(|_| {
        let book = book.clone();
        tokio::spawn(async move {
            book.use_recovery_code(&signed(4), &jane(), &Fingerprint::of("one")).await.is_ok()
        })
    });
    let mut succeeded = 0;
    for one in uses.collect::<Vec<_>>() {
        succeeded += i32::from(one.await.unwrap());
    }
    assert_eq!(succeeded, 1);
    book.verify().await.unwrap();
}

async fn a_code_of_a_time_step_is_accepted_once_and_none_before_it(database: &Database) {
    let book = with_an_account(database).await;
    let accept = async |step| book.accept_code(&jane(), step).await.unwrap();
    assert_eq!(accept(100).await, Once::Now);
    assert_eq!(accept(100).await, Once::Already);
    assert_eq!(accept(99).await, Once::Already);
    assert_eq!(accept(101).await, Once::Now);
    // Nor does a changed account make an earlier code good again.
    let Held { mut value, version } = held(&book).await;
    value.recovery_codes.clear();
    book.change_account(&signed(6), version, value).await.unwrap();
    assert_eq!(accept(101).await, Once::Already);
    let john = person("john", "john@example.org").id;
    assert_eq!(book.accept_code(&john, 1).await.unwrap(), Once::Already, "without an account");
    let before = book.verify().await.unwrap();
    assert_eq!(accept(102).await, Once::Now);
    assert_eq!(book.verify().await.unwrap(), before);
}

async fn of_many_who_use_a_six_figure_code_at_once_one_is_accepted(database: &Database) {
    let book = with_an_account(database).await;
    for step in [7, 8, 9] {
        let uses = (0..8).map(|_| {
            let book = book.clone();
            tokio::spawn(async move { book.accept_code(&jane(), step).await.unwrap() })
        });
        let mut accepted = Vec::new();
        for one in uses.collect::<Vec<_>>() {
            accepted.push(one.await.unwrap());
        }
        accepted.retain(|once| *once == Once::Now);
        assert_eq!(accepted.len(), 1, "of step {step}");
    }
}

async fn an_account_changed_by_two_at_once_is_changed_by_one(database: &Database) {
    let book = with_an_account(database).await;
    let Held { value, version } = held(&book).await;
    let without = Account { outside: None, ..value.clone() };
    book.change_account(&by("Ann", 4), version, without).await.unwrap();
    let refused = book.change_account(&by("Bob", 5), version, Account::new(jane())).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.starts_with("the account `jane` was changed by Ann on 14 Oct"), "{refused}");
}

async fn an_account_is_of_a_person_who_is_there_and_of_one_identity(database: &Database) {
    let book = with_an_account(database).await;
    let enter =
        async |account| book.enter_account(&signed(4), account).await.unwrap_err().to_string();
    let zoe = Account::new(person("zoe", "zoe@example.org").id);
    assert_eq!(enter(zoe).await, "there is no person `zoe`; enter the person first");
    let johns = Account { person: person("john", "john@example.org").id, ..account() };
    let refused = enter(johns.clone()).await;
    assert!(refused.starts_with("that identity at `https://id.example.org` is of `jane`"));
    let empty = Account { outside: None, password: Some(Secret::of("")), ..johns };
    assert_eq!(enter(empty).await, "the password's hash is empty; give one, or none at all");
}

async fn who_is_taken_away_loses_the_account(database: &Database) {
    let book = with_an_account(database).await;
    assert_eq!(book.accept_code(&jane(), 5).await.unwrap(), Once::Now);
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.remove_person(&signed(6), seen, &jane()).await.unwrap();
    assert_eq!(book.account(&jane()).await.unwrap(), None);
    assert_eq!(book.person_by_identity(&identity()).await.unwrap(), None);
    book.verify().await.unwrap();
    // Whoever is entered under the short name begins anew.
    book.enter_person(&signed(7), person("jane", "jane@example.org")).await.unwrap();
    assert_eq!(book.account(&jane()).await.unwrap(), None);
    book.enter_account(&signed(8), account()).await.unwrap();
    assert_eq!(book.accept_code(&jane(), 5).await.unwrap(), Once::Now);
}

async fn a_person_who_is_changed_keeps_the_account(database: &Database) {
    let book = with_an_account(database).await;
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.change_person(&signed(6), seen, person("jane", "j@example.org")).await.unwrap();
    assert_eq!(held(&book).await.value, account());
    book.verify().await.unwrap();
}
