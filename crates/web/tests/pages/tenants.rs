//! Partnerships of one host never meet: whatever one has, the other's pages are as if it were not there.

use axum::http::StatusCode;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use records::Book;
use records::ForWhom;
use records::NewAccessLink;
use records::Purpose;
use web::who::token::Token;

use crate::full_house::full_house;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::signed;
use crate::roles::table::Line;
use crate::roles::table::Method;
use crate::roles::table::lines;

/// A neighbour with a year and nothing else, and somebody of it in a role.
async fn neighbour(house: &House, role: Role) -> (Book, Person) {
    let book = house.another_partnership().await;
    let person = Person {
        id: PersonId("nora".parse().unwrap()),
        name: "Nora Neighbour".to_owned(),
        email: "nora@example.net".parse().unwrap(),
        role,
        acts_for: ["Maidstone Borough Council".to_owned()].into(),
    };
    book.enter_person(&signed(), person.clone()).await.unwrap();
    (book, person)
}

/// A browser in which somebody of the neighbour has signed in.
async fn signed_in<'house>(house: &'house House, book: &Book, person: &Person) -> Browser<'house> {
    let token = Token::random().unwrap();
    let link = NewAccessLink {
        purpose: Purpose::SignInOnce,
        for_whom: ForWhom::Person(person.id.clone()),
        token: token.fingerprint(),
        expires: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1),
    };
    book.make_access_link(&signed(), link).await.unwrap();
    let mut browser = house.browser();
    browser.post(&format!("/{}/sign-in-once/{}", book.id(), token.as_str()), &[]).await;
    browser
}

async fn tried(browser: &mut Browser<'_>, line: &Line, book: &Book) -> Answer {
    let path = line.path.replace("{p}", &format!("/{}", book.id()));
    match line.method {
        Method::Get => browser.get(&path).await,
        Method::Post => browser.post(&path, &[]).await,
    }
}

/// Tries every address of the neighbour, which has the identifiers of what the partnership of `house` has, in a role; what
/// came of each.
async fn all_tried(house: &House, role: Role) -> Vec<(String, StatusCode, String)> {
    let (book, person) = neighbour(house, role).await;
    let mut browser = signed_in(house, &book, &person).await;
    let mut found = Vec::new();
    for line in lines().filter(|line| line.path.starts_with("{p}")) {
        let answer = tried(&mut browser, line, &book).await;
        let Line { method, path, .. } = line;
        for secret in ["Alex ", "Carol County", "Secret Partnership"] {
            assert!(!answer.text.contains(secret), "{method:?} {path} tells `{secret}`");
        }
        let to = answer.headers.get("location").map(|to| to.to_str().unwrap().to_owned());
        found.push((format!("{method:?} {path}"), answer.status, to.unwrap_or_default()));
        if line.signs_out || path.ends_with("/sign-out") {
            browser = signed_in(house, &book, &person).await;
        }
    }
    found
}

#[tokio::test]
async fn every_address_answers_as_if_no_other_partnership_were_there() {
    for role in [Role::Administrator, Role::Manager] {
        let among_others = full_house().await;
        among_others.call("Secret Partnership").await;
        let before = among_others.book.entries(0, 100_000).await.unwrap();
        let found = all_tried(&among_others, role).await;
        let after = among_others.book.entries(0, 100_000).await.unwrap();
        assert_eq!(before, after, "something of another partnership was changed");
        let nearly_alone = House::in_october().await;
        let alone = all_tried(&nearly_alone, role).await;
        for (found, alone) in found.iter().zip(&alone) {
            assert_eq!(found, alone, "another partnership made a difference");
        }
        assert_eq!(found.len(), alone.len());
    }
}
