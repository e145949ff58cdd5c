//! What is remembered of a browser, by the fingerprint of its session's name and for its own partnership alone.

use partnership::membership::person::PersonId;
use records::Book;
use records::Fingerprint;
use records::Once;
use records::Records;
use records::Session;
use records::SignedIn;

use crate::accounts::jane;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    a_session_is_kept_under_a_name_that_nobody_has;
    a_session_that_ended_is_not_there_and_does_not_come_back;
    a_session_is_of_a_person_in_one_partnership_only;
    who_signs_out_everywhere_has_no_session_left;
    one_session_is_ended_by_whose_it_is_alone;
    who_is_taken_away_is_signed_out;
    who_is_changed_stays_signed_in;
    no_session_is_lost_while_the_person_is_changed;
    a_session_is_of_somebody_who_is_there;
}

fn name(of: &str) -> Fingerprint {
    Fingerprint::of(of)
}

/// A session that ends an hour after midnight.
fn session(whose: Option<SignedIn>) -> Session {
    Session { data: "{\"seen\":1}".to_owned(), whose, expires: signed(60).at }
}

fn whose(partnership: &str, person: PersonId) -> Option<SignedIn> {
    Some(SignedIn::of(id(partnership), person))
}

async fn with_jane(records: &Records, partnership: &str) -> Book {
    let book = with_its_year(records, partnership).await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
    book
}

async fn a_session_is_kept_under_a_name_that_nobody_has(database: &Database) {
    let sessions = database.records().await.sessions();
    assert_eq!(sessions.begin(&name("a"), &session(None)).await.unwrap(), Once::Now);
    let other = Session { data: "{}".to_owned(), ..session(None) };
    assert_eq!(sessions.begin(&name("a"), &other).await.unwrap(), Once::Already);
    let now = signed(59).at;
    assert_eq!(sessions.load(&name("a"), now).await.unwrap(), Some(session(None)));
    assert_eq!(sessions.load(&name("b"), now).await.unwrap(), None);
    assert_eq!(sessions.save(&name("a"), &other).await.unwrap(), Once::Now);
    assert_eq!(sessions.load(&name("a"), now).await.unwrap(), Some(other));
}

async fn a_session_that_ended_is_not_there_and_does_not_come_back(database: &Database) {
    let sessions = database.records().await.sessions();
    for of in ["a", "b"] {
        assert_eq!(sessions.begin(&name(of), &session(None)).await.unwrap(), Once::Now);
    }
    assert_eq!(sessions.load(&name("a"), signed(60).at).await.unwrap(), None);
    sessions.end(&name("b")).await.unwrap();
    let before = signed(1).at;
    assert_eq!(sessions.load(&name("b"), before).await.unwrap(), None);
    assert_eq!(sessions.save(&name("b"), &session(None)).await.unwrap(), Once::Already);
    assert_eq!(sessions.load(&name("b"), before).await.unwrap(), None);
    assert_eq!(sessions.delete_ended(signed(59).at).await.unwrap(), 0);
    assert_eq!(sessions.delete_ended(signed(60).at).await.unwrap(), 1);
    assert_eq!(sessions.load(&name("a"), before).await.unwrap(), None);
}

async fn one_session_is_ended_by_whose_it_is_alone(database: &Database) {
    let records = database.records().await;
    let (ashford, maidstone) =
        (with_jane(&records, "ashford").await, with_jane(&records, "maidstone").await);
    maidstone.enter_person(&signed(3), person("john", "john@example.org")).await.unwrap();
    let (sessions, john) = (records.sessions(), person("john", "john@example.org").id);
    for (of, partnership) in [("a", "maidstone"), ("b", "maidstone"), ("c", "ashford")] {
        let begun = sessions.begin(&name(of), &session(whose(partnership, jane()))).await.unwrap();
        assert_eq!(begun, Once::Now);
    }
    let listed = async |book: &Book, minute| {
        let found = book.sessions_of(&jane(), signed(minute).at).await.unwrap();
        let mut names: Vec<Fingerprint> = found.into_iter().map(|(name, _)| name).collect();
        names.sort();
        names
    };
    let mut both = vec![name("a"), name("b")];
    both.sort();
    assert_eq!(listed(&maidstone, 59).await, both);
    assert_eq!(listed(&ashford, 59).await, [name("c")]);
    assert!(listed(&maidstone, 60).await.is_empty(), "those that have ended are not listed");
    // Neither somebody else nor somebody of that name elsewhere ends it.
    assert_eq!(maidstone.end_session(&john, &name("a")).await.unwrap(), Once::Already);
    assert_eq!(ashford.end_session(&jane(), &name("a")).await.unwrap(), Once::Already);
    assert_eq!(maidstone.end_session(&jane(), &name("a")).await.unwrap(), Once::Now);
    assert_eq!(maidstone.end_session(&jane(), &name("a")).await.unwrap(), Once::Already);
    assert_eq!(listed(&maidstone, 59).await, [name("b")]);
}

async fn a_session_is_of_a_person_in_one_partnership_only(database: &Database) {
    let records = database.records().await;
    let (ashford, maidstone) =
        (with_jane(&records, "ashford").await, with_jane(&records, "maidstone").await);
    let (sessions, a) = (records.sessions(), name("a"));
    let begun = sessions.begin(&a, &session(whose("ashford", jane()))).await.unwrap();
    assert_eq!(begun, Once::Now);
    let whose = sessions.load(&a, signed(3).at).await.unwrap().unwrap().whose.unwrap();
    assert_eq!(whose.person_in(&id("ashford")), Some(&jane()));
    assert_eq!(whose.person_in(&id("maidstone")), None);
    assert_eq!(ashford.person_signed_in(&whose).await.unwrap().unwrap().value.id, jane());
    assert_eq!(maidstone.person_signed_in(&whose).await.unwrap(), None);
    assert_eq!(maidstone.end_sessions(&jane()).await.unwrap(), 0);
    assert!(sessions.load(&a, signed(3).at).await.unwrap().is_some());
}

async fn who_signs_out_everywhere_has_no_session_left(database: &Database) {
    let records = database.records().await;
    let book = with_jane(&records, "maidstone").await;
    let sessions = records.sessions();
    for (of, whose) in
        [("a", whose("maidstone", jane())), ("b", whose("maidstone", jane())), ("c", None)]
    {
        assert_eq!(sessions.begin(&name(of), &session(whose)).await.unwrap(), Once::Now);
    }
    assert_eq!(book.end_sessions(&jane()).await.unwrap(), 2);
    let now = signed(3).at;
    assert_eq!(sessions.load(&name("a"), now).await.unwrap(), None);
    assert!(sessions.load(&name("c"), now).await.unwrap().is_some());
}

async fn who_is_taken_away_is_signed_out(database: &Database) {
    let records = database.records().await;
    let book = with_jane(&records, "maidstone").await;
    let (sessions, of_jane) = (records.sessions(), session(whose("maidstone", jane())));
    assert_eq!(sessions.begin(&name("a"), &of_jane).await.unwrap(), Once::Now);
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.remove_person(&signed(3), seen, &jane()).await.unwrap();
    assert_eq!(sessions.load(&name("a"), signed(4).at).await.unwrap(), None);
}

async fn who_is_changed_stays_signed_in(database: &Database) {
    let records = database.records().await;
    let book = with_jane(&records, "maidstone").await;
    let (sessions, of_jane) = (records.sessions(), session(whose("maidstone", jane())));
    assert_eq!(sessions.begin(&name("a"), &of_jane).await.unwrap(), Once::Now);
    let seen = book.person(&jane()).await.unwrap().unwrap().version;
    book.change_person(&signed(3), seen, person("jane", "j@example.org")).await.unwrap();
    assert_eq!(sessions.load(&name("a"), signed(4).at).await.unwrap(), Some(of_jane));
}

/// A changed person is deleted and written anew, which a session that begins meanwhile must not notice.
async fn no_session_is_lost_while_the_person_is_changed(database: &Database) {
    let records = database.records().await;
    let book = with_jane(&records, "maidstone").await;
    let sessions = records.sessions();
    let beginning = tokio::spawn(async move {
        for number in 0..60 {
            let of_jane = session(whose("maidstone", jane()));
            let begun = sessions.begin(&name(&number.to_string()), &of_jane).await;
            assert_eq!(begun.unwrap(), Once::Now);
        }
    });
    let mut number = 0;
    while !beginning.is_finished() {
        number += 1;
        let seen = book.person(&jane()).await.unwrap().unwrap().version;
        let moved = person("jane", &format!("j{number}@example.org"));
        book.change_person(&signed(3), seen, moved).await.unwrap();
    }
    beginning.await.unwrap();
    assert_eq!(book.end_sessions(&jane()).await.unwrap(), 60);
}

async fn a_session_is_of_somebody_who_is_there(database: &Database) {
    let records = database.records().await;
    with_jane(&records, "maidstone").await;
    let sessions = records.sessions();
    for (partnership, who) in [("ashford", "jane"), ("maidstone", "john")] {
        let nobody = whose(partnership, person(who, "x@example.org").id);
        let refused = sessions.begin(&name("a"), &session(nobody)).await.unwrap_err();
        let expected = format!("there is no person `{who}` in `{partnership}`; sign in again");
        assert_eq!(refused.to_string(), expected);
    }
    assert_eq!(sessions.load(&name("a"), signed(3).at).await.unwrap(), None);
}
