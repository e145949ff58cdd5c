//! Asking for commentaries by letters with links, reminding, accepting and sending back.

use partnership::membership::person::Role;
use partnership::task_groups::commentary::Standing;
use serde_json::Value;
use serde_json::json;
use web::letters::round::round;

use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::post_to;
use crate::house::settings_on;
use crate::mail_server::Server;
use crate::task_groups::at;
use crate::task_groups::commentary;
use crate::task_groups::lead_of;
use crate::task_groups::send;
use crate::task_groups::with_groups;

const QUARTER: &str = "/quarters/2014-Q2";
const FORUM: &str = "domestic-violence-forum";

/// The path of the link in a letter.
fn link(letter: &Value) -> String {
    let plain = letter["text"].as_str().unwrap();
    let link = plain.split("/commentary/").nth(1).unwrap_or_else(|| panic!("{plain}"));
    let end = link.find(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign)));
    format!("{SMP}/commentary/{}", &link[..end.unwrap_or(link.len())])
}

/// A form that asks the forum.
fn asking(due: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("groups", FORUM),
        ("name-domestic-violence-forum", "Ann Example"),
        ("email-domestic-violence-forum", "ann@example.org"),
        ("due", due),
    ]
}

/// Asks the forum by letter; gives the path of its link.
async fn is_asked(house: &House, server: &Server, manager: &mut Browser<'_>) -> String {
    let ask = at(&format!("{QUARTER}/ask"));
    let page = manager.get(&ask).await;
    page.shows(&["value=\"Alex task-group lead\"", "value=\"task-group-lead@example.org\""]);
    let asked = manager.post(&ask, &asking("19 November 2014")).await;
    assert_eq!(asked.leads_to(), at(QUARTER));
    house.app.errands_done().await;
    let letters = server.taken();
    assert_eq!(letters.len(), 1, "{letters:#?}");
    assert_eq!(letters[0]["to"][0], "ann@example.org");
    manager.get(&at(QUARTER)).await.shows(&[
        "Asked: 1. Sent: 0. Accepted: 0.",
        "Ann Example, ann@example.org",
        "Due in 21 days",
        "One, on 29 October 2014",
        "Take the asking back",
    ]);
    manager.get(&ask).await.shows(&["Every task group was asked"]);
    link(&letters[0])
}

#[tokio::test]
async fn a_group_is_asked_by_letter_answers_by_its_link_and_is_accepted() {
    let Some(server) = Server::start("a commentary", &json!({})) else { return };
    let mut settings = settings_on("2014-10-29");
    settings.mail = Some(post_to(server.port));
    let house = House::with(settings).await;
    lead_of(&house, "Domestic Violence Forum").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let path = is_asked(&house, &server, &mut manager).await;
    let mut ann = house.browser();
    let written = [("judgement", "at-risk"), ("done", "Two courses"), ("then", "check")];
    send(&mut ann, &path, &path, &written).await.leads_to();
    let check = format!("{path}/check");
    assert_eq!(send(&mut ann, &check, &check, &[]).await.leads_to(), path);
    let (number, held) = commentary(&house, "Domestic", "2014-Q2").await;
    assert!(matches!(held.value.standing, Standing::Sent { .. }), "{held:?}");
    let page = manager.get(&at(QUARTER)).await;
    page.shows(&["Asked: 1. Sent: 1.", "Read it, and accept it or send it back"]);
    assert!(!page.text.contains("Remind"), "{}", page.text);
    let one = at(&format!("/commentaries/{number}"));
    manager.get(&one).await.shows(&["At risk (A)", "Two courses", "Accept it"]);
    let back = send(&mut manager, &one, &format!("{one}/send-back"), &[]).await;
    back.shows(&["href=\"#reason\"", "No reason is given"]);
    let why = [("reason", "Please say where")];
    send(&mut manager, &one, &format!("{one}/send-back"), &why).await.leads_to();
    house.app.errands_done().await;
    let letters = server.taken();
    assert_eq!(letters.len(), 1);
    assert!(letters[0]["text"].as_str().unwrap().contains("Please say where"), "{}", letters[0]);
    // The link of the first letter still works.
    ann.get(&path).await.shows(&["Please say where", ">Two courses</textarea>"]);
    let path = link(&letters[0]);
    let written = [("judgement", "on-track"), ("done", "Two courses, in Park Wood")];
    send(&mut ann, &path, &path, &written).await.leads_to();
    send(&mut ann, &format!("{path}/check"), &format!("{path}/check"), &[]).await.leads_to();
    send(&mut manager, &one, &format!("{one}/accept"), &[]).await.leads_to();
    let page = manager.get(&one).await;
    page.shows(&["{commentary:domestic-violence-forum-2014-q2}", "Reopen it"]);
    ann.get(&path).await.shows(&["Commentary accepted", "Ask the partnership to reopen it"]);
    manager.get(&at(&format!("{QUARTER}/report"))).await.shows(&["Two courses, in Park Wood"]);
    send(&mut manager, &one, &format!("{one}/reopen"), &[]).await.leads_to();
    manager.get(&at(QUARTER)).await.shows(&["Sent: 1. Accepted: 0."]);
}

#[tokio::test]
async fn whoever_has_not_sent_theirs_is_reminded_by_rounds_and_by_hand() {
    let Some(server) = Server::start("reminders of commentaries", &json!({})) else { return };
    let mut settings = settings_on("2014-10-29");
    settings.mail = Some(post_to(server.port));
    let house = House::with(settings).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let asked = manager.post(&at(&format!("{QUARTER}/ask")), &asking("19 November 2014")).await;
    assert_eq!(asked.leads_to(), at(QUARTER));
    house.app.errands_done().await;
    let first = link(&server.taken()[0]);
    let to_ann = |letters: Vec<Value>| {
        letters.iter().filter(|one| one["to"][0] == "ann@example.org").count()
    };
    for (day, letters) in [("11", 0), ("12", 1), ("13", 0), ("18", 1), ("20", 1), ("21", 0)] {
        let moment = format!("2014-11-{day}T09:00:00Z").parse().unwrap();
        round(&house.app, moment).await.unwrap();
        assert_eq!(to_ann(server.taken()), letters, "on {day} November");
    }
    let expired = house.browser().get(&first).await;
    expired.holds(&["was withdrawn, or was renewed", "Ask for a new one"]);
    let (number, _) = commentary(&house, "Domestic", "2014-Q2").await;
    let reminded = manager.post(&at(&format!("/commentaries/{number}/remind")), &[]).await;
    assert_eq!(reminded.leads_to(), at(QUARTER));
    house.app.errands_done().await;
    let letters = server.taken();
    assert!(
        letters[0]["headers"]["subject"].as_str().unwrap().starts_with("Reminder: "),
        "{letters:?}"
    );
    manager.post(&at(&format!("{QUARTER}/remind")), &[]).await.leads_to();
    manager.get(&at(QUARTER)).await.shows(&["Reminders to be sent: 1."]);
}

#[tokio::test]
async fn without_mail_a_link_is_made_to_hand_over_and_somebody_else_can_be_asked() {
    let house = House::on("2014-10-29").await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&at(&format!("{QUARTER}/ask"))).await.shows(&["Mail is not set up"]);
    let asked = manager.post(&at(&format!("{QUARTER}/ask")), &asking("19 November 2014")).await;
    assert_eq!(asked.leads_to(), at(QUARTER));
    let page = manager.get(&at(QUARTER)).await;
    page.shows(&["make a link for each, and hand it over", "Make a link to hand over"]);
    let (number, _) = commentary(&house, "Domestic", "2014-Q2").await;
    let one = at(&format!("/commentaries/{number}"));
    let made = manager.post(&format!("{one}/link"), &[]).await;
    made.shows(&["Ann Example", "17 December 2014", "It is shown only now"]);
    let path = link(&json!({ "text": made.text }));
    house.browser().get(&path).await.shows(&["This page is for Ann Example"]);
    let page = manager.post(&format!("{one}/ask"), &[("name", "Bob"), ("email", "bob")]).await;
    page.shows(&["href=\"#email\"", "value=\"bob\""]);
    let fields = [("name", "Bob Example"), ("email", "bob@example.org")];
    assert_eq!(manager.post(&format!("{one}/ask"), &fields).await.leads_to(), at(QUARTER));
    manager.get(&at(QUARTER)).await.shows(&["Bob Example, bob@example.org"]);
    house.browser().get(&path).await.holds(&["Ask for a new one"]);
    let back = send(&mut manager, &at(QUARTER), &format!("{one}/take-back-asking"), &[]).await;
    assert_eq!(back.leads_to(), at(QUARTER));
    manager.get(&at(QUARTER)).await.shows(&["Nobody was asked for a commentary", "Not asked"]);
}

#[tokio::test]
async fn what_is_wrong_with_asking_is_told_beside_its_field_and_nothing_is_lost() {
    let house = House::on("2014-10-29").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let ask = at(&format!("{QUARTER}/ask"));
    let page = manager.post(&ask, &[("due", "1 October 2014")]).await;
    page.shows(&[
        "href=\"#groups\"",
        "href=\"#due\"",
        "has come already",
        "value=\"1 October 2014\"",
    ]);
    let mut fields = asking("19 November 2014");
    fields[2].1 = "ann";
    let page = manager.post(&ask, &fields).await;
    page.shows(&[
        "href=\"#email-domestic-violence-forum\"",
        "value=\"Ann Example\"",
        "value=\"ann\"",
    ]);
    assert!(house.book.commentaries(None).await.unwrap().is_empty());
}

#[tokio::test]
async fn whoever_was_asked_is_forgotten_once_their_link_was_over_for_long_enough() {
    let house = with_groups().await;
    let (number, _) = commentary(&house, "Substance", "2014-Q2").await;
    let asked = records::AskedOf {
        name: "Ann Example".to_owned(),
        email: "ann@example.org".parse().unwrap(),
        until: "2014-12-17".parse().unwrap(),
    };
    house.book.ask_by_link(number, &asked).await.unwrap();
    web::tidy(&house.app, "2015-03-17T12:00:00Z".parse().unwrap()).await;
    assert_eq!(house.book.commentary_links().await.unwrap().len(), 1, "forgotten too early");
    web::tidy(&house.app, "2015-03-18T12:00:00Z".parse().unwrap()).await;
    assert!(house.book.commentary_links().await.unwrap().is_empty());
    let notice = house.browser().get("/privacy-notice").await;
    notice.shows(&["writes the commentary of a task group by a link"]);
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&at(QUARTER)).await.shows(&["Nobody by a link; ask somebody, or write it here"]);
}
