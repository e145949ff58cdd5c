//! Everything by which people prove who they are, done under the same names in every partnership.

use partnership::membership::person::PersonId;
use records::Account;
use records::Book;
use records::Fingerprint;
use records::ForWhom;
use records::NewAccessLink;
use records::Once;
use records::Purpose;
use records::Reminder;
use records::Secret;
use records::SignedIn;

use crate::access_links::new;
use crate::accounts::account;
use crate::accounts::identity;
use crate::accounts::jane;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes how people prove who they are, in an order in which each can.
pub(super) const ALL_PROVING: [Done; 17] = crate::separating::done! {
        enter_account: |book| {
            book.enter_person(&signed(20), person("kim", "kim@example.org")).await.unwrap();
            book.enter_account(&signed(20), Account::new(kim())).await.unwrap();
            book.enter_account(&signed(20), account()).await.unwrap()
        };
        change_account: |book| {
            let seen = book.account(&kim()).await.unwrap().unwrap().version;
            let password = Some(Secret::of("$argon2id$kim"));
            let changed = Account { password, ..Account::new(kim()) };
            book.change_account(&signed(21), seen, changed).await.unwrap()
        };
        use_recovery_code: |book| {
            let code = Fingerprint::of("one");
            book.use_recovery_code(&signed(22), &jane(), &code).await.unwrap()
        };
        accept_code: |book| {
            assert_eq!(book.accept_code(&jane(), 100).await.unwrap(), Once::Now)
        };
        make_access_link: |book| {
            for (purpose, written) in ALL_LINKS {
                let link = NewAccessLink { expires: signed(99).at, ..new(purpose, written) };
                book.make_access_link(&signed(23), link).await.unwrap();
            }
        };
        use_access_link: |book| {
            let token = Fingerprint::of("b");
            book.use_access_link(&signed(24), &token, Purpose::SignInOnce).await.unwrap()
        };
        set_password_by_link: |book| {
            let (token, password) = (Fingerprint::of("a"), Secret::of("$argon2id$jane"));
            book.set_password_by_link(&signed(25), &token, password).await.unwrap()
        };
        revoke_access_link: |book| {
            let links = book.access_links_of(&jane()).await.unwrap();
            assert_eq!(links[0].purpose, Purpose::Calendar);
            let once = book.revoke_access_link(&signed(26), links[0].number).await.unwrap();
            assert_eq!(once, Once::Now)
        };
        take_up_reminder: |book| {
            let once = book.take_up_reminder(&reminder(), signed(27).at).await.unwrap();
            assert_eq!(once, Once::Now)
        };
        mark_reminder_sent: |book| {
            book.mark_reminder_sent(&reminder(), signed(28).at).await.unwrap()
        };
        take_up_reminder_again: |book| {
            let once = book.take_up_reminder(&reminder(), signed(88).at).await.unwrap();
            assert_eq!(once, Once::Already)
        };
        end_session: |book| {
            let once = book.end_session(&jane(), &Fingerprint::of("none")).await.unwrap();
            assert_eq!(once, Once::Already)
        };
        end_sessions: |book| {
            book.end_sessions(&jane()).await.unwrap()
        };
        remove_account: |book| {
            let seen = book.account(&jane()).await.unwrap().unwrap().version;
            book.remove_account(&signed(29), seen, &jane()).await.unwrap()
        };
        remove_person: |book| {
            let seen = book.person(&kim()).await.unwrap().unwrap().version;
            book.remove_person(&signed(30), seen, &kim()).await.unwrap()
        };
        forget_people: |book| {
            let forgot = book.forget_people(&signed(31), signed(31).at).await.unwrap();
            assert_eq!(forgot.people.len(), 2)
        };
        forget_readers: |book| {
            let (purpose, for_whom) = (Purpose::ReadYear, ForWhom::Named("a reader".to_owned()));
            let link = NewAccessLink { for_whom, expires: signed(33).at, ..new(purpose, "e") };
            book.make_access_link(&signed(32), link).await.unwrap();
            let forgot = book.forget_readers(&signed(35), signed(34).at).await.unwrap();
            assert_eq!(forgot.people.len(), 1)
        };
};

const ALL_LINKS: [(Purpose, &str); 4] = [
    (Purpose::SetPassword, "a"),
    (Purpose::SignInOnce, "b"),
    (Purpose::ReadYear, "c"),
    (Purpose::Calendar, "d"),
];

fn kim() -> PersonId {
    person("kim", "kim@example.org").id
}

fn reminder() -> Reminder {
    Reminder { person: jane(), day: day("2014-10-14"), key: "papers-due".to_owned() }
}

/// All that every function that reads can tell of how people prove who they are.
pub(super) async fn all_told(book: &Book) -> String {
    let mut told = Vec::new();
    for person in [jane(), kim()] {
        let account = book.account(&person).await.unwrap();
        let known = book.person(&person).await.unwrap();
        let links = book.access_links_of(&person).await.unwrap();
        let sessions = book.sessions_of(&person, signed(1).at).await.unwrap();
        let signed_in = SignedIn::of(book.id().clone(), person);
        let signed_in = book.person_signed_in(&signed_in).await.unwrap();
        told.push(format!("{account:#?}\n{known:#?}\n{links:#?}\n{signed_in:#?}\n{sessions:#?}"));
    }
    for (purpose, written) in ALL_LINKS {
        let link = book.access_link(&Fingerprint::of(written), purpose, signed(40).at).await;
        told.push(format!("{link:#?}"));
    }
    let by_email = book.person_by_email(&person("jane", "kim@example.org").email).await.unwrap();
    let by_identity = book.person_by_identity(&identity()).await.unwrap();
    let links = book.access_links().await.unwrap();
    let named = links.iter().filter(|link| matches!(link.for_whom, ForWhom::Named(_))).count();
    told.push(format!("{by_email:#?}\n{by_identity:#?}\n{links:#?}\n{named}"));
    told.join("\n")
}
