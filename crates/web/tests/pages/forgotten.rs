//! A forgotten password: a letter for those who have one, and the same words for everybody.

use axum::http::StatusCode;
use partnership::membership::person::Role;
use serde_json::Value;
use serde_json::json;
use web::settings::Settings;

use crate::house::Answer;
use crate::house::House;
use crate::house::ORIGIN;
use crate::house::SMP;
use crate::house::post_to;
use crate::house::settings_on;
use crate::mail_server::Server;
use crate::signing_in::PASSWORD;
use crate::signing_in::give_password;

const NEW: &str = "see how they run";
const MANAGER: &str = "partnership-manager@example.org";

fn page() -> String {
    format!("{SMP}/forgotten-password")
}

/// A house whose letters go to that server, with a manager who has a password, and a partner who has none.
async fn house(server: &Server) -> House {
    let mail = Some(post_to(server.port));
    let house = House::with(Settings { mail, ..settings_on("2014-10-14") }).await;
    let manager = house.person(Role::Manager).await;
    house.with_password(&manager, PASSWORD).await;
    house.person(Role::Partner).await;
    house
}

/// Asks for a letter to an address, and waits until whatever comes of it is done.
async fn ask(house: &House, email: &str) -> Answer {
    let answer = house.browser().post(&page(), &[("email", email)]).await;
    house.app.errands_done().await;
    answer
}

/// The path of the link in a letter.
fn link_in(letter: &Value) -> String {
    let text = letter["text"].as_str().unwrap();
    text.split(ORIGIN).nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_letter_brings_a_link_that_sets_a_new_password_once_and_ends_other_sessions() {
    let Some(server) = Server::start("a forgotten password", &json!({})) else { return };
    let house = house(&server).await;
    let mut elsewhere = house.signed_in_as(&house.found(Role::Manager).await).await;
    elsewhere.get(SMP).await.shows(&["The year"]);
    let sign_in = house.browser().get(&format!("{SMP}/sign-in")).await;
    sign_in.shows(&["Forgotten your password?", &format!("href=\"{}\"", page())]);
    house.browser().get(&page()).await.shows(&["Enter the e-mail address", "Send the letter"]);
    ask(&house, MANAGER).await.shows(&["Look for a letter", "within two hours"]);
    let taken = server.taken();
    assert_eq!(taken.len(), 1, "{taken:#?}");
    assert_eq!(taken[0]["to"][0], MANAGER);
    let text = taken[0]["text"].as_str().unwrap();
    assert!(text.contains("works once, until ") && text.contains("did not expect"), "{text}");
    let link = link_in(&taken[0]);
    let mut browser = house.browser();
    browser.get(&link).await.shows(&["Choose a password", "Alex partnership manager"]);
    let set = browser.post(&link, &[("new_password", NEW), ("again", NEW)]).await;
    // The second factor is as it was, and is asked for.
    assert_eq!(set.leads_to(), format!("{SMP}/sign-in/code"));
    assert_eq!(browser.get(SMP).await.status, StatusCode::SEE_OTHER);
    assert_eq!(elsewhere.get(SMP).await.status, StatusCode::SEE_OTHER);
    let code = [("code", "ABCD-EFGH-IJKL-MNOP")];
    assert_eq!(browser.post(&format!("{SMP}/sign-in/code"), &code).await.leads_to(), SMP);
    give_password(&mut house.browser(), MANAGER, PASSWORD).await.shows(&["password is wrong"]);
    assert_eq!(house.browser().get(&link).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_link_is_over_after_two_hours_and_the_audit_record_says_how_it_came() {
    let Some(server) = Server::start("a link that expires", &json!({})) else { return };
    let house = house(&server).await;
    ask(&house, MANAGER).await;
    let links = house.book.access_links().await.unwrap();
    let [link] = &links[..] else { panic!("{links:?}") };
    assert_eq!(link.expires.duration_since(link.made), jiff::SignedDuration::from_hours(2));
    assert_eq!(link.made_by, "the page for forgotten passwords");
}

#[tokio::test]
async fn everybody_is_told_the_same_and_only_who_has_a_password_gets_a_letter() {
    let Some(server) = Server::start("nobody's password", &json!({})) else { return };
    let house = house(&server).await;
    let mut answers = Vec::new();
    for email in [MANAGER, "partner@example.org", "nobody@example.org"] {
        let answer = ask(&house, email).await;
        answer.shows(&["If that address is of somebody"]);
        let plain = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}"));
        answers.push((plain.collect::<Vec<_>>(), answer.text.replace(email, "")));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    assert_eq!(server.taken().len(), 1);
    assert_eq!(house.book.access_links().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_answer_does_not_wait_for_the_mail_server() {
    // A server that takes the connection and says nothing, for as long as anybody waits.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mail = Some(post_to(silent.local_addr().unwrap().port()));
    let house = House::with(Settings { mail, ..settings_on("2014-10-14") }).await;
    let manager = house.person(Role::Manager).await;
    house.with_password(&manager, PASSWORD).await;
    let answer = house.browser().post(&page(), &[("email", MANAGER)]).await;
    answer.shows(&["Look for a letter"]);
    let still =
        tokio::time::timeout(std::time::Duration::from_millis(200), house.app.errands_done());
    assert!(still.await.is_err(), "the letter was done with before the server said anything");
}

#[tokio::test]
async fn the_fourth_letter_to_one_address_has_to_wait_whosever_it_is() {
    let Some(server) = Server::start("many letters", &json!({})) else { return };
    let house = house(&server).await;
    for email in [MANAGER, "nobody@example.org"] {
        for _ in 0..3 {
            ask(&house, email).await.shows(&["Look for a letter"]);
        }
        let fourth = ask(&house, email).await;
        assert_eq!(fourth.status, StatusCode::TOO_MANY_REQUESTS);
        fourth.holds(&["Too many tries; try again in 20 minutes"]);
    }
    assert_eq!(server.taken().len(), 3);
}

#[tokio::test]
async fn what_is_no_address_is_told_beside_its_field() {
    let Some(server) = Server::start("no address", &json!({})) else { return };
    let house = house(&server).await;
    ask(&house, "").await.shows(&[
        "<title>Error: ",
        "Enter your e-mail address",
        "href=\"#email\"",
    ]);
    ask(&house, "jane").await.shows(&["is not an e-mail address"]);
}

#[tokio::test]
async fn where_no_letters_go_one_is_told_whom_to_ask() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    house.with_password(&manager, PASSWORD).await;
    for answer in [house.browser().get(&page()).await, ask(&house, MANAGER).await] {
        answer.shows(&["cannot send letters", "Ask your partnership manager"]);
        assert!(!answer.text.contains("<input"), "{}", answer.text);
    }
    assert!(house.book.access_links().await.unwrap().is_empty());
}
