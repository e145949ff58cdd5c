//! Links that the page of people sends by letter, through a real mail server, and what it tells where none goes.

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
use crate::people::JANE;
use crate::people::link_on;

/// A house whose letters go to that port.
async fn house(port: u16) -> House {
    let mail = Some(post_to(port));
    House::with(Settings { mail, ..settings_on("2014-10-14") }).await
}

/// Adds Jane as a manager, and asks that the link be sent.
async fn add_jane(house: &House) -> Answer {
    let mut manager = house.signed_in(Role::Manager).await;
    let fields: Vec<_> = JANE.into_iter().chain([("send", "yes")]).collect();
    let answer = manager.post(&format!("{SMP}/people/new"), &fields).await;
    if answer.status.as_u16() != 303 {
        return answer;
    }
    let to = answer.leads_to().to_owned();
    manager.get(&to).await
}

/// The link in a letter leads to where its receiver sets a password.
async fn leads_to_a_password(house: &House, letter: &Value) {
    assert_eq!(letter["to"][0], "jane@example.org");
    let text = letter["text"].as_str().unwrap();
    let path = text.split(ORIGIN).nth(1).unwrap().split_whitespace().next().unwrap();
    house.browser().get(path).await.shows(&["Choose a password", "Jane Smith"]);
}

#[tokio::test]
async fn whoever_is_added_is_sent_a_link_and_the_page_does_not_show_it() {
    let Some(server) = Server::start("a link for somebody new", &json!({})) else { return };
    let house = house(server.port).await;
    let page = add_jane(&house).await;
    let told = "Jane Smith was added. A link to set a password was sent to jane@example.org. It works until";
    page.shows(&[
        "<title>Jane Smith",
        told,
        "Can be followed until",
        "Send a link to set a password",
    ]);
    assert!(!page.text.contains("/set-password/"), "{}", page.text);
    let taken = server.taken();
    assert_eq!(taken.len(), 1, "{taken:#?}");
    leads_to_a_password(&house, &taken[0]).await;
}

#[tokio::test]
async fn a_new_link_is_sent_or_shown_as_is_asked() {
    let Some(server) = Server::start("a new link", &json!({})) else { return };
    let house = house(server.port).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{SMP}/people/new")).await;
    page.shows(&["value=\"yes\" checked", "If it is not sent"]);
    let made = manager.post(&format!("{SMP}/people/new"), &JANE).await;
    made.shows(&["Jane Smith was added.", "shown only now"]);
    let link = format!("{SMP}/people/jane-smith/link");
    manager.post(&link, &[]).await.shows(&["shown only now"]);
    assert!(server.taken().is_empty());
    let sent = manager.post(&link, &[("send", "yes")]).await;
    assert_eq!(sent.leads_to(), format!("{SMP}/people/jane-smith"));
    leads_to_a_password(&house, &server.taken()[0]).await;
}

#[tokio::test]
async fn what_the_mail_server_refuses_is_told_in_its_words_and_the_link_shown() {
    let asked = json!({ "refuse": ["jane@example.org"] });
    let Some(server) = Server::start("a refused link", &asked) else { return };
    let house = house(server.port).await;
    let page = add_jane(&house).await;
    page.shows(&[
        "Jane Smith was added.",
        "The letter with the link did not go.",
        "refused the letter to `jane-smith`",
        "nobody of that name",
        "Check the person’s address, or hand the link over yourself.",
    ]);
    house.browser().get(&link_on(&page)).await.shows(&["Choose a password", "Jane Smith"]);
}

#[tokio::test]
async fn what_the_mail_server_puts_off_may_be_sent_again() {
    let asked = json!({ "put_off": ["jane@example.org"] });
    let Some(server) = Server::start("a link put off", &asked) else { return };
    let house = house(server.port).await;
    let page = add_jane(&house).await;
    page.shows(&[
        "put off the letter to `jane-smith`",
        "come back later",
        "send another in a while",
    ]);
    house.browser().get(&link_on(&page)).await.shows(&["Choose a password", "Jane Smith"]);
}

#[tokio::test]
async fn without_a_mail_server_links_are_only_shown() {
    let house = House::in_october().await;
    let page = add_jane(&house).await;
    page.shows(&["Mail is not set up; hand the link over yourself", "shown only now"]);
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    let page = manager.get(&format!("{SMP}/people/new")).await;
    assert!(!page.text.contains("name=\"send\""), "{}", page.text);
    let person = manager.get(&format!("{SMP}/people/jane-smith")).await;
    assert!(!person.text.contains("name=\"send\""), "{}", person.text);
}
