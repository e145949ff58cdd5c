//! Who may go where: every address of the program, tried by everybody in every role, by nobody, and by a stranger.
//!
//! The addresses are read from the program's own source, so that one without a line in the table fails the test.

mod adopting;
mod consulted;
mod consulting;
mod distributing;
mod panels;
mod partner_data;
mod planning;
mod priorities;
mod publishing;
pub(crate) mod drafting;
pub(crate) mod table;
mod task_groups;
mod theming;
mod thread;

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::StatusCode;
use partnership::membership::may::May;
use partnership::membership::person::Role;
use records::Book;
use records::Purpose;

use crate::county;
pub(crate) use crate::full_house::full_house;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::roles::table::Line;
use crate::roles::table::Method;
use crate::roles::table::Who;
use crate::roles::table::lines;

/// What stands in the source as the address and method of each route.
fn in_source() -> BTreeSet<(String, Method)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let text = std::fs::read_to_string(file).unwrap();
            found.extend(text.split(".route(").skip(1).flat_map(routes_at));
        }
    }
    found
}

/// The routes that one call makes, from its first argument on.
fn routes_at(text: &str) -> Vec<(String, Method)> {
    let mut depth = 0;
    let (mut comma, mut end) = (None, None);
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' if depth == 0 => {
                end = Some(at);
                break;
            }
            ')' => depth -= 1,
            ',' if depth == 0 && comma.is_none() => comma = Some(at),
            _ => {}
        }
    }
    let (comma, end) = (comma.unwrap(), end.unwrap());
    let (written, handlers) = (text[..comma].trim(), &text[comma + 1..end]);
    for other in ["put(", "delete(", "patch(", "any(", "on("] {
        assert!(!handlers.contains(other), "the table knows no `{other}` of {written}");
    }
    let methods = [(Method::Get, "get("), (Method::Post, "post(")];
    let these = methods.into_iter().filter(|(_, call)| {
        handlers.split("::").any(|part| part.trim().trim_start_matches('.').contains(call))
    });
    these.map(|(method, _)| (written.to_owned(), method)).collect()
}

#[test]
fn every_route_of_the_source_is_in_the_table_and_no_other() {
    let listed: BTreeSet<(String, Method)> =
        lines().map(|line| (line.written.to_owned(), line.method)).collect();
    let source = in_source();
    assert!(source.len() > 40, "found only {source:?}");
    let missing: Vec<_> = source.difference(&listed).collect();
    assert!(missing.is_empty(), "give these a line in tests/pages/roles/table.rs: {missing:#?}");
    let gone: Vec<_> = listed.difference(&source).collect();
    assert!(gone.is_empty(), "these lines have no route any more: {gone:#?}");
}

pub(crate) async fn signed_in(house: &House, role: Role) -> Browser<'_> {
    if role == Role::CountyAnalyst {
        return county::signed_in(house).await;
    }
    let token = house.link(&house.found(role).await, Purpose::SignInOnce).await;
    let mut browser = house.browser();
    browser.post(&format!("{SMP}/sign-in-once/{}", token.as_str()), &[]).await;
    browser
}

async fn try_out(browser: &mut Browser<'_>, line: &Line, partnership: &str) -> Answer {
    let path = line.path.replace("{p}", partnership);
    match line.method {
        Method::Get => browser.get(&path).await,
        Method::Post => browser.post(&path, &[]).await,
    }
}

/// Fails unless an answer only leads to where one signs in.
fn only_asks_to_sign_in(answer: &Answer, line: &Line, partnership: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{line:?}: {}", answer.text);
    let to = answer.leads_to();
    assert!(to.starts_with(&format!("{partnership}/sign-in")), "{line:?} leads to {to}");
    assert_eq!(answer.text, "", "{line:?} tells something");
}

#[tokio::test]
async fn each_role_may_what_the_table_says_cell_by_cell() {
    let mut faults = Vec::new();
    for role in Role::ALL {
        let house = full_house().await;
        let mut browser = signed_in(&house, role).await;
        for line in lines() {
            let Who::May(deed) = line.who else { continue };
            let wanted = match role.may(deed) {
                May::Yes | May::Own => line.then,
                May::No => 403,
            };
            let answer = try_out(&mut browser, line, SMP).await;
            let found = answer.status.as_u16();
            if found != wanted {
                let Line { method, path, .. } = line;
                faults
                    .push(format!("{}: {method:?} {path}: {found}, not {wanted}", role.in_words()));
            }
            if line.signs_out {
                browser = signed_in(&house, role).await;
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn whoever_has_not_signed_in_is_only_asked_to() {
    let house = full_house().await;
    for line in lines() {
        let answer = try_out(&mut house.browser(), line, SMP).await;
        match line.who {
            Who::Anybody => assert_eq!(answer.status.as_u16(), line.then, "{line:?}"),
            Who::May(_) => only_asks_to_sign_in(&answer, line, SMP),
        }
    }
}

/// Another partnership in the same records, with its own person and link.
async fn neighbours(house: &House) -> (Book, String) {
    let other = house.another_partnership().await;
    let path = format!("/{}", other.id());
    let person = house.found(Role::Partner).await;
    let stranger = partnership::membership::person::Person {
        id: partnership::membership::person::PersonId("stranger".parse().unwrap()),
        name: "Stranger Danger".to_owned(),
        ..person
    };
    other.enter_person(&crate::house::signed(), stranger).await.unwrap();
    (other, path)
}

#[tokio::test]
async fn an_administrator_is_nobody_in_another_partnership() {
    let house = full_house().await;
    let (other, there) = neighbours(&house).await;
    let before = other.entries(0, 10_000).await.unwrap().len();
    let mut browser = signed_in(&house, Role::Administrator).await;
    for line in lines() {
        if matches!(line.who, Who::May(_)) {
            let answer = try_out(&mut browser, line, &there).await;
            only_asks_to_sign_in(&answer, line, &there);
        }
    }
    assert_eq!(other.entries(0, 10_000).await.unwrap().len(), before, "something was changed");
}

#[tokio::test]
async fn what_is_another_partnerships_is_not_found_under_ones_own() {
    let house = full_house().await;
    let (other, _) = neighbours(&house).await;
    let token = web::who::token::Token::random().unwrap();
    let mut made = Vec::new();
    for (purpose, name) in [
        (Purpose::SetPassword, "set-password"),
        (Purpose::SignInOnce, "sign-in-once"),
        (Purpose::Calendar, "calendar"),
    ] {
        let token = web::who::token::Token::random().unwrap();
        let link = records::NewAccessLink {
            purpose,
            for_whom: records::ForWhom::Person(partnership::membership::person::PersonId(
                "stranger".parse().unwrap(),
            )),
            token: token.fingerprint(),
            expires: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1),
        };
        other.make_access_link(&crate::house::signed(), link).await.unwrap();
        made.push(format!("{SMP}/{name}/{}", token.as_str()));
    }
    made.push(format!("{SMP}/calendar/{}", token.as_str()));
    for below in ["people/stranger", "people/stranger/take-away"] {
        made.push(format!("{SMP}/{below}"));
    }
    let mut browser = signed_in(&house, Role::Administrator).await;
    for path in made {
        let answer = browser.get(&path).await;
        assert!([404, 409].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
        assert!(!answer.text.contains("Stranger"), "{path}");
    }
    // No page that lists anything has anything of theirs.
    for line in lines().filter(|line| line.method == Method::Get && !line.signs_out) {
        let answer = try_out(&mut browser, line, SMP).await;
        assert!(!answer.text.contains("Stranger"), "{line:?}");
    }
}
