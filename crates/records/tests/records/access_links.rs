//! Links that let whoever has one do one thing: for a time, for a purpose, and once where once is enough.

use jiff::Timestamp;
use records::AccessLink;
use records::AccessLinkRefused;
use records::Book;
use records::Ended;
use records::Fingerprint;
use records::ForWhom;
use records::NewAccessLink;
use records::Once;
use records::Over;
use records::Purpose;
use records::Secret;

use crate::accounts::account;
use crate::accounts::jane;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    a_link_is_followed_for_its_purpose_until_it_expires;
    a_link_that_is_good_for_once_is_used_up;
    of_many_who_follow_a_link_for_once_at_once_one_succeeds;
    a_link_for_reading_is_followed_as_often_as_wanted;
    a_revoked_link_cannot_be_followed;
    a_link_sets_a_password_and_is_used_up_with_it_or_not_at_all;
    a_password_that_is_set_ends_the_other_links_to_one;
    the_audit_record_tells_of_links_without_what_is_written_in_them;
    a_link_that_could_not_be_is_refused;
    who_is_taken_away_loses_their_links;
    links_are_listed_by_partnership_and_by_person;
}

fn token(written: &str) -> Fingerprint {
    Fingerprint::of(written)
}

/// A link for Jane that expires an hour after midnight.
pub(crate) fn new(purpose: Purpose, written: &str) -> NewAccessLink {
    let (for_whom, expires) = (ForWhom::Person(jane()), signed(60).at);
    NewAccessLink { purpose, for_whom, token: token(written), expires }
}

async fn with_jane(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
    book
}

async fn made(book: &Book, purpose: Purpose, written: &str) -> AccessLink {
    book.make_access_link(&by("Ann", 3), new(purpose, written)).await.unwrap()
}

/// What keeps a link from being followed.
async fn over(book: &Book, written: &str, purpose: Purpose, now: Timestamp) -> Over {
    match book.access_link(&token(written), purpose, now).await.unwrap_err() {
        AccessLinkRefused::Over(over) => over,
        refused => panic!("{refused}"),
    }
}

async fn a_link_is_followed_for_its_purpose_until_it_expires(database: &Database) {
    let book = with_jane(database).await;
    let link = made(&book, Purpose::Calendar, "abc").await;
    assert_eq!((link.made_by.as_str(), link.made, link.ended), ("Ann", by("Ann", 3).at, None));
    let follow = async |written, purpose, minute| {
        book.access_link(&token(written), purpose, signed(minute).at).await
    };
    assert_eq!(follow("abc", Purpose::Calendar, 59).await.unwrap(), link);
    let expired = follow("abc", Purpose::Calendar, 60).await.unwrap_err().to_string();
    assert_eq!(expired, "the link expired on 14 October 2014 at 01:00 UTC; ask for a new one");
    for (written, purpose) in [("abc", Purpose::SetPassword), ("abd", Purpose::Calendar)] {
        let refused = follow(written, purpose, 5).await;
        assert!(matches!(refused, Err(AccessLinkRefused::Unknown)), "{refused:?}");
    }
}

async fn a_link_that_is_good_for_once_is_used_up(database: &Database) {
    let book = with_jane(database).await;
    made(&book, Purpose::SignInOnce, "abc").await;
    let refused = book.use_access_link(&signed(60), &token("abc"), Purpose::SignInOnce).await;
    assert!(matches!(refused, Err(AccessLinkRefused::Over(Over::Expired(_)))));
    let used = book.use_access_link(&by("Jane", 4), &token("abc"), Purpose::SignInOnce).await;
    let used = used.unwrap();
    assert_eq!(used.for_whom, ForWhom::Person(jane()));
    assert_eq!(used.ended, Some(Ended::Used(signed(4).at)));
    let again = book.use_access_link(&signed(5), &token("abc"), Purpose::SignInOnce).await;
    let again = again.unwrap_err().to_string();
    assert_eq!(again, "the link was used on 14 October 2014 at 00:04 UTC; ask for a new one");
    book.verify().await.unwrap();
}

async fn of_many_who_follow_a_link_for_once_at_once_one_succeeds(database: &Database) {
    let book = with_jane(database).await;
    made(&book, Purpose::SignInOnce, "abc").await;
    let uses = (0..8).map(|_| {
        let book = book.clone();
        tokio::spawn(async move {
            book.use_access_link(&signed(4), &token("abc"), Purpose::SignInOnce).await.is_ok()
        })
    });
    let mut succeeded = 0;
    for one in uses.collect::<Vec<_>>() {
        succeeded += i32::from(one.await.unwrap());
    }
    assert_eq!(succeeded, 1);
    book.verify().await.unwrap();
}

async fn a_link_for_reading_is_followed_as_often_as_wanted(database: &Database) {
    let book = with_jane(database).await;
    let for_whom = ForWhom::Named("a resident of Ward 3".to_owned());
    let to_read = NewAccessLink { for_whom, ..new(Purpose::ReadYear, "abc") };
    let link = book.make_access_link(&signed(3), to_read).await.unwrap();
    let before = book.verify().await.unwrap();
    for minute in 4..7 {
        let used = book.use_access_link(&signed(minute), &token("abc"), Purpose::ReadYear).await;
        assert_eq!(used.unwrap(), link);
    }
    assert_eq!(book.verify().await.unwrap(), before);
}

async fn a_revoked_link_cannot_be_followed(database: &Database) {
    let book = with_jane(database).await;
    let link = made(&book, Purpose::Calendar, "abc").await;
    let revoked = book.revoke_access_link(&signed(4), link.number).await.unwrap();
    assert_eq!(revoked, Once::Now);
    let over_by = over(&book, "abc", Purpose::Calendar, signed(5).at).await;
    assert_eq!(over_by, Over::Revoked(signed(4).at));
    let revoked = book.revoke_access_link(&signed(6), link.number).await.unwrap();
    assert_eq!(revoked, Once::Already);
    let refused = book.revoke_access_link(&signed(6), 999).await.unwrap_err();
    assert_eq!(refused.to_string(), "there is no such link; ask for a new one");
}

async fn a_link_sets_a_password_and_is_used_up_with_it_or_not_at_all(database: &Database) {
    let book = with_jane(database).await;
    made(&book, Purpose::SetPassword, "abc").await;
    let set = async |minute, hash: &str| {
        book.set_password_by_link(&signed(minute), &token("abc"), Secret::of(hash)).await
    };
    assert!(set(4, "").await.unwrap_err().to_string().contains("the password's hash is empty"));
    assert_eq!(set(4, "$argon2id$first").await.unwrap(), jane());
    let account = book.account(&jane()).await.unwrap().unwrap().value;
    assert_eq!(account.password, Some(Secret::of("$argon2id$first")));
    assert!(set(5, "$argon2id$second").await.unwrap_err().to_string().contains("was used on"));
    let now = book.account(&jane()).await.unwrap().unwrap().value;
    assert_eq!(now, account);
    book.verify().await.unwrap();
}

async fn a_password_that_is_set_ends_the_other_links_to_one(database: &Database) {
    let book = with_jane(database).await;
    book.enter_account(&signed(2), account()).await.unwrap();
    let others = [Purpose::SetPassword, Purpose::SignInOnce, Purpose::Calendar];
    for (purpose, written) in others.into_iter().zip(["a", "b", "c"]) {
        made(&book, purpose, written).await;
    }
    made(&book, Purpose::SetPassword, "d").await;
    let new = Secret::of("$argon2id$new");
    book.set_password_by_link(&signed(9), &token("d"), new).await.unwrap();
    let now = signed(10).at;
    for (written, purpose) in [("a", Purpose::SetPassword), ("b", Purpose::SignInOnce)] {
        let over_by = over(&book, written, purpose, now).await;
        assert_eq!(over_by, Over::Revoked(signed(9).at));
    }
    book.access_link(&token("c"), Purpose::Calendar, now).await.unwrap();
    // The rest of the account is as it was.
    let changed = book.account(&jane()).await.unwrap().unwrap().value;
    let password = Some(Secret::of("$argon2id$new"));
    assert_eq!(changed, records::Account { password, ..account() });
}

async fn the_audit_record_tells_of_links_without_what_is_written_in_them(database: &Database) {
    let book = with_jane(database).await;
    let link = made(&book, Purpose::SignInOnce, "written-in-it").await;
    book.use_access_link(&by("Jane", 4), &token("written-in-it"), Purpose::SignInOnce)
        .await
        .unwrap();
    let entries = book.entries(link.number - 1, 10).await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [13, 14]);
    let (made, used) = (&entries[0], &entries[1]);
    assert_eq!((made.who.as_str(), used.who.as_str()), ("Ann", "Jane"));
    assert_eq!(made.key, link.number.to_string());
    assert!(used.after.as_ref().unwrap().contains("\"ended\":{\"used\":\"2014-10-14T00:04:00Z\"}"));
    assert!(!format!("{entries:?}").contains("written-in-it"));
}

async fn a_link_that_could_not_be_is_refused(database: &Database) {
    let book = with_jane(database).await;
    made(&book, Purpose::ReadYear, "taken").await;
    let good = || new(Purpose::ReadYear, "abc");
    let nobody = ForWhom::Person(person("john", "john@example.org").id);
    let somebody = ForWhom::Named("somebody".to_owned());
    let refused = [
        (NewAccessLink { for_whom: nobody, ..good() }, "there is no person `john`"),
        (NewAccessLink { for_whom: ForWhom::Named(" ".to_owned()), ..good() }, "is for nobody"),
        (
            NewAccessLink { for_whom: somebody, ..new(Purpose::Calendar, "abc") },
            "a link to a calendar is for a person; name one",
        ),
        (NewAccessLink { expires: signed(3).at, ..good() }, "would have expired"),
        (new(Purpose::ReadYear, "taken"), "there is a link with that token already"),
    ];
    for (new, why) in refused {
        let refused = book.make_access_link(&signed(3), new).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    assert_eq!(book.access_links().await.unwrap().len(), 1);
}

async fn who_is_taken_away_loses_their_links(database: &Database) {
    let book = with_jane(database).await;
    made(&book, Purpose::Calendar, "abc").await;
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.remove_person(&signed(5), seen, &jane()).await.unwrap();
    let refused = book.access_link(&token("abc"), Purpose::Calendar, signed(6).at).await;
    assert!(matches!(refused, Err(AccessLinkRefused::Unknown)));
    book.verify().await.unwrap();
}

async fn links_are_listed_by_partnership_and_by_person(database: &Database) {
    let book = with_jane(database).await;
    book.enter_person(&signed(2), person("john", "john@example.org")).await.unwrap();
    let of_jane = made(&book, Purpose::Calendar, "a").await;
    let john = ForWhom::Person(person("john", "john@example.org").id);
    let of_john = NewAccessLink { for_whom: john, ..new(Purpose::ReadYear, "b") };
    let of_john = book.make_access_link(&signed(4), of_john).await.unwrap();
    assert_eq!(book.access_links().await.unwrap(), [of_john, of_jane.clone()]);
    assert_eq!(book.access_links_of(&jane()).await.unwrap(), [of_jane]);
}
