//! Inviting people on a page: letters go by the mail server, each with a link of its own, and addresses go in the end.

use axum::http::StatusCode;
use partnership::membership::person::Role;

use crate::answering::invited::used;
use crate::answering::jar::Resident;
use crate::house::House;
use crate::house::SMP;
use crate::house::post_to;
use crate::house::settings_on;
use crate::mail_server::Server;
use serde_json::Value;
use serde_json::json;

const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/say/invitations";

/// The links in letters, as the addresses below that of the answers.
fn links(letters: &[Value]) -> Vec<String> {
    let found = letters.iter().map(|letter| {
        let plain = letter["text"].as_str().unwrap();
        let link = plain.split("/answer/say/invited/").nth(1).unwrap();
        let end = link.find(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign)));
        format!("/invited/{}", &link[..end.unwrap()])
    });
    found.collect()
}

#[tokio::test]
async fn whoever_is_invited_gets_a_letter_and_answers_once() {
    let server = Server::start("an invitation", &json!({}));
    let Some(server) = server else { return };
    let mut settings = settings_on("2015-01-14");
    settings.mail = Some(post_to(server.port));
    let house = House::with(settings).await;
    house.open_short_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(PATH).await.shows(&["Nobody is invited yet", "/answer/say"]);
    let pasted = "Name,E-mail\nAnn,ann@example.org\nBob,bob@example.org";
    let fields = [("addresses", pasted), ("language", "cy")];
    assert_eq!(manager.post(PATH, &fields).await.leads_to(), PATH);
    house.app.errands_done().await;
    manager.get(PATH).await.shows(&[
        "2 invited; 0 were invited before.",
        "ann@example.org",
        "Sent",
    ]);
    let letters = server.taken();
    assert_eq!(letters.len(), 2);
    assert!(letters[0]["text"].as_str().unwrap().contains("Gofynnir ichi gan"), "{}", letters[0]);
    assert!(letters[0]["html"].as_str().unwrap().contains("<html lang=\"cy\">"), "{}", letters[0]);
    assert_eq!(letters[0]["headers"]["content-language"], "cy");
    let links = links(&letters);
    assert_ne!(links[0], links[1]);
    let mut resident = Resident::at(&house);
    resident.get(&links[0]).await.leads_to();
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    resident.send(&[]).await.leads_to();
    assert_eq!(used(&house).await.into_iter().filter(|used| *used).count(), 1);
    // Only whoever has not answered is reminded, and the link of the first letter still stands.
    manager.post(&format!("{PATH}/remind"), &[]).await.leads_to();
    house.app.errands_done().await;
    assert_eq!(server.taken().len(), 1);
    assert_eq!(Resident::at(&house).get(&links[1]).await.status, StatusCode::SEE_OTHER);
    manager.get(PATH).await.shows(&["Used", "Sent, 2 letters"]);
    let delete = format!("{PATH}/delete");
    manager.post(&delete, &[]).await.shows(&["Tick the box if all addresses are to be deleted"]);
    manager.post(&delete, &[("sure", "yes")]).await.leads_to();
    assert!(used(&house).await.is_empty());
    assert_eq!(house.replies().await.len(), 1);
}

#[tokio::test]
async fn what_is_no_address_is_told_with_its_line_and_nothing_typed_is_lost() {
    let house = House::on("2015-01-14").await;
    house.open_short_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let fields = [("addresses", "ann@example.org\nBob"), ("language", "en")];
    let page = manager.post(PATH, &fields).await;
    page.shows(&["Line 2 has no e-mail address", "ann@example.org\nBob", "Mail is not set up"]);
    let one = format!("{SMP}/consultations/2015-16/say");
    manager.get(&one).await.shows(&["Invitations"]);
    let mut analyst = house.signed_in(Role::Councillor).await;
    assert_eq!(analyst.get(PATH).await.status, StatusCode::FORBIDDEN);
}
