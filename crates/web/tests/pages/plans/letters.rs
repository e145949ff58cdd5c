//! Links to note progress by that go by letter, reminders after a quarter, and what the mail server said.

use partnership::membership::person::Role;
use serde_json::Value;
use serde_json::json;
use web::letters::round::round;

use crate::house::House;
use crate::house::SMP;
use crate::house::post_to;
use crate::house::settings_on;
use crate::mail_server::Server;
use crate::plans::at;
use crate::plans_made;
use crate::priorities_made::cycle;

/// A house with a plan and a mail server, on the day on which the plan is entered.
async fn with_mail(server: &Server) -> House {
    let mut settings = settings_on("2014-12-05");
    settings.mail = Some(post_to(server.port));
    let house = House::with(settings).await;
    plans_made::enter(&house.book).await;
    house
}

const POLICE: [(&str, &str); 4] = [
    ("lead", "Kent Police"),
    ("name", "Sergeant Smith"),
    ("email", "smith@example.org"),
    ("until", "31 July 2015"),
];

/// The path of the link in a letter.
fn link(letter: &Value) -> String {
    let plain = letter["text"].as_str().unwrap();
    let link = plain.split("/progress/").nth(1).unwrap_or_else(|| panic!("{plain}"));
    let end = link.find(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign)));
    format!("{SMP}/progress/{}", &link[..end.unwrap_or(link.len())])
}

#[tokio::test]
async fn a_lead_is_sent_a_link_and_reminded_after_a_quarter_until_all_is_noted() {
    let Some(server) = Server::start("letters for progress", &json!({})) else { return };
    let house = with_mail(&server).await;
    let mut manager = house.signed_in(Role::Manager).await;
    assert_eq!(manager.post(&at("/links"), &POLICE).await.leads_to(), at("/links"));
    house.app.errands_done().await;
    let letters = server.taken();
    assert_eq!(letters.len(), 1, "{letters:#?}");
    assert_eq!(letters[0]["to"][0], "smith@example.org");
    manager.get(&at("/links")).await.shows(&[
        "To smith@example.org: one letter went, on 5 December 2014.",
        "Send another letter",
    ]);
    let path = link(&letters[0]);
    house.browser().get(&path).await.shows(&["Speed checks by schools", "Sergeant Smith"]);
    let to_police = |letters: Vec<Value>| {
        letters.iter().filter(|one| one["to"][0] == "smith@example.org").count()
    };
    // The quarter ends on 31 December; 21 January is its day.
    for (day, letters) in [
        ("2014-12-31", 0),
        ("2015-01-02", 1),
        ("2015-01-05", 0),
        ("2015-01-14", 1),
        ("2015-01-22", 1),
        ("2015-01-23", 0),
    ] {
        let moment = format!("{day}T09:00:00Z").parse().unwrap();
        round(&house.app, moment).await.unwrap();
        assert_eq!(to_police(server.taken()), letters, "on {day}");
    }
}

#[tokio::test]
async fn what_the_mail_server_said_is_told_and_another_letter_goes_when_it_is_asked_for() {
    let refusing = json!({ "refuse": ["smith@example.org"] });
    let Some(server) = Server::start("a refused letter for progress", &refusing) else { return };
    let house = with_mail(&server).await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.post(&at("/links"), &POLICE).await.leads_to();
    house.app.errands_done().await;
    manager.get(&at("/links")).await.shows(&["The last letter did not go.", "no letter went yet"]);
    let kept = house.book.progress_links(cycle()).await.unwrap().remove(0);
    assert!(!kept.is_due && kept.letters == 0, "{kept:?}");
    let remind = manager.post(&at("/links/remind"), &[("lead", "Kent Police")]).await;
    assert_eq!(remind.leads_to(), at("/links"));
    house.app.errands_done().await;
}

#[tokio::test]
async fn without_a_mail_server_a_link_is_handed_over_and_an_address_is_a_fault() {
    let house = House::on("2014-12-05").await;
    plans_made::enter(&house.book).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let refused = manager.post(&at("/links"), &POLICE).await;
    refused.shows(&["href=\"#email\"", "Mail is not set up; leave the address out"]);
    assert_eq!(house.book.progress_links(cycle()).await.unwrap(), []);
}
