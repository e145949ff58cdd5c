//! Whoever asks by themselves to be told of what is published: kept once they confirmed it, until they say otherwise or their
//! day is over.

use axum::http::StatusCode;
use jiff::Timestamp;
use partnership::distribution::list::Readership;
use partnership::membership::person::Role;
use serde_json::Value;
use serde_json::json;

use crate::adoption_made::send;
use crate::distribution::SEND;
use crate::distribution::enter_lists;
use crate::distribution::house;
use crate::distribution::receipt;
use crate::house::House;
use crate::house::SMP;
use crate::mail_server::Server;

/// The address behind the link by which somebody says that it was they who asked.
fn confirmation(letter: &Value) -> String {
    let text = letter["text"].as_str().unwrap();
    let link = text.split(&format!("{SMP}/told/")).nth(1).unwrap();
    format!("{SMP}/told/{}", link.split_whitespace().next().unwrap())
}

async fn on_lists(house: &House) -> usize {
    house.book.recipients().await.unwrap().len()
}

#[tokio::test]
async fn whoever_asks_to_be_told_confirms_it_gets_letters_and_takes_themselves_off_again() {
    let Some(server) = Server::start("asks to be told", &json!({})) else { return };
    let house = house("2014-10-14", Some(server.port)).await;
    let mut anybody = house.browser();
    anybody.get(&format!("{SMP}/published")).await.shows(&["Be told by e-mail"]);
    let telling = format!("{SMP}/published/told");
    anybody.post(&telling, &[("email", "ann")]).await.holds(&["`ann` is not"]);
    let asked = [("email", "ann@example.org"), ("language", "en")];
    anybody.post(&telling, &asked).await.shows(&["Look for a letter", "by 21 October 2014"]);
    house.app.errands_done().await;
    // Nothing is kept, whoever looks at the link, before they confirm it.
    let link = confirmation(&server.taken()[0]);
    assert!(!link.contains("ann"), "{link}");
    anybody.get(&link).await.shows(&["Are we to tell you?", "ann@example.org"]);
    assert_eq!(on_lists(&house).await, 0);
    let cut = anybody.post(&link[..link.len() - 4], &[]).await;
    assert_eq!((cut.status, on_lists(&house).await), (StatusCode::CONFLICT, 0));
    for _ in 0..2 {
        anybody.post(&link, &[]).await.shows(&["We tell you", "held until 13 October 2017"]);
        assert_eq!(on_lists(&house).await, 1, "they are on the list once");
    }
    let lists = house.book.distribution_lists().await.unwrap();
    assert_eq!((lists.len(), lists[0].value.of), (1, Readership::Asked));
    let mut manager = house.signed_in(Role::Manager).await;
    send(&mut manager, SEND, &[("lists", lists[0].value.id.to_string().as_str())]).await.leads_to();
    house.app.errands_done().await;
    let letter = server.taken().pop().unwrap();
    assert_eq!(letter["to"][0], "ann@example.org");
    assert!(letter["text"].as_str().unwrap().contains("Take yourself off the list"), "{letter}");
    let receipt = receipt(&letter);
    anybody.get(&receipt).await.shows(&["Take me off the list"]);
    let left = anybody.post(&format!("{receipt}/leave"), &[]).await.leads_to().to_owned();
    anybody.get(&left).await.shows(&["You are not on the list any more"]);
    assert_eq!(on_lists(&house).await, 0);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn whoever_is_told_because_of_their_office_cannot_be_taken_off_by_a_link() {
    let Some(server) = Server::start("an office", &json!({})) else { return };
    let house = house("2014-10-14", Some(server.port)).await;
    enter_lists(&house).await;
    let before = on_lists(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    send(&mut manager, SEND, &[("lists", "others")]).await.leads_to();
    house.app.errands_done().await;
    let receipt = receipt(&server.taken()[0]);
    let mut anybody = house.browser();
    assert!(!anybody.get(&receipt).await.text.contains("Take me off"));
    anybody.post(&format!("{receipt}/leave"), &[]).await.leads_to();
    assert_eq!(on_lists(&house).await, before);
}

#[tokio::test]
async fn where_no_letters_go_nobody_can_ask_by_themselves() {
    let house = house("2014-10-14", None).await;
    let telling = format!("{SMP}/published/told");
    let told = "Ask the community safety team to be told";
    let page = house.browser().get(&telling).await;
    page.shows(&["No letters can be sent from here", told, "what is published</a>"]);
    house.browser().post(&telling, &[("email", "ann@example.org")]).await.shows(&[told]);
}

#[tokio::test]
async fn addresses_are_deleted_on_their_day_by_themselves() {
    let house = house("2016-01-01", None).await;
    enter_lists(&house).await;
    web::tidy(&house.app, Timestamp::now()).await;
    assert!(house.book.recipients().await.unwrap().is_empty());
    house.book.verify().await.unwrap();
}
