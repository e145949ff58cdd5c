//! The text consulted on in several languages: each respondent is given the one in theirs, frozen when it is opened.

use partnership::consultation::version::Stage;
use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::example;
use crate::house::signed;

const SAY: &str = "/safer-maidstone-partnership/consultations/2015-16/say";
const ANSWER: &str = "/safer-maidstone-partnership/answer/say";

/// The short consultation in English and Welsh, as a draft.
async fn drafted() -> House {
    let house = House::on("2015-01-02").await;
    let new = records::NewConsultation {
        questionnaire: toml::from_str(include_str!("answering/short.toml")).unwrap(),
        description: toml::from_str(include_str!("answering/short_consultation.toml")).unwrap(),
        text: example("consulted-on.md").into_bytes(),
    };
    house.book.enter_consultation(&signed(), "2015-16".parse().unwrap(), new).await.unwrap();
    house
}

async fn open(house: &House) {
    let (cycle, latest) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let day = "2015-01-02".parse().unwrap();
    house.book.open_questionnaire(&signed(), cycle, &latest, day).await.unwrap();
}

/// Sends a text for some languages.
async fn send(house: &House, browser: &mut Browser<'_>, title: &str, languages: &[&str]) -> Answer {
    let version = house.consultation().await.latest.version.0.to_string();
    let mut fields = vec![("version", version.as_str()), ("text_title", title)];
    fields.extend(languages.iter().map(|one| ("languages", *one)));
    let text = format!("The bytes of {title}");
    browser.post_file(&format!("{SAY}/text/change"), &fields, ("text", text.as_bytes())).await
}

#[tokio::test]
async fn each_respondent_is_given_the_text_in_their_language_byte_by_byte() {
    let house = drafted().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(SAY).await.shows(&["(English)", "There is none in Welsh"]);
    let opening = manager.get(&format!("{SAY}/opening")).await;
    opening.shows(&["There is no text consulted on in Welsh"]);
    send(&house, &mut manager, "Y drafft", &["cy"]).await.leads_to();
    let page = manager.get(SAY).await;
    page.shows(&["Y drafft (Welsh)", "The draft Strategic Assessment in short (English)"]);
    assert!(!page.text.contains("There is none in"), "{}", page.text);
    open(&house).await;
    let mut resident = house.browser();
    let welsh = resident.get(&format!("{ANSWER}?lang=cy")).await;
    welsh.shows(&["Darllenwch y testun: Y drafft", "/text?lang=cy\""]);
    assert!(!welsh.text.contains("mae yn Saesneg"), "{}", welsh.text);
    let text = resident.get(&format!("{ANSWER}/text?lang=cy")).await;
    assert_eq!(text.text, "The bytes of Y drafft");
    let name = text.headers["content-disposition"].to_str().unwrap();
    assert_eq!(name, "attachment; filename=\"say-consulted-on-cy.txt\"");
    let text = resident.get(&format!("{ANSWER}/text?lang=en")).await;
    assert_eq!(text.text, example("consulted-on.md"));
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn where_there_is_no_text_in_a_language_the_other_is_given_with_a_sentence_that_says_so() {
    let house = drafted().await;
    open(&house).await;
    let mut resident = house.browser();
    let welsh = resident.get(&format!("{ANSWER}?lang=cy")).await;
    welsh.shows(&["The draft Strategic Assessment in short", "Nid oes copi Cymraeg ohono"]);
    let english = resident.get(&format!("{ANSWER}?lang=en")).await;
    assert!(!english.text.contains("There is no copy of it"), "{}", english.text);
    let text = resident.get(&format!("{ANSWER}/text?lang=cy")).await;
    assert_eq!(text.text, example("consulted-on.md"));
}

#[tokio::test]
async fn one_file_in_both_languages_is_given_to_all_without_that_sentence() {
    let house = drafted().await;
    let mut manager = house.signed_in(Role::Manager).await;
    send(&house, &mut manager, "Draft / Drafft", &["en", "cy"]).await.leads_to();
    manager.get(SAY).await.shows(&["Draft / Drafft (English and Welsh)"]);
    open(&house).await;
    let welsh = house.browser().get(&format!("{ANSWER}?lang=cy")).await;
    welsh.shows(&["Draft / Drafft"]);
    assert!(!welsh.text.contains("Nid oes copi"), "{}", welsh.text);
}

#[tokio::test]
async fn no_text_changes_for_those_who_were_asked_about_it() {
    let house = drafted().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = send(&house, &mut manager, "Y drafft", &[]).await;
    page.shows(&["There is a problem", "Choose which languages the file is in"]);
    open(&house).await;
    manager.get(&format!("{SAY}/text/change")).await.shows(&["so it stays"]);
    // Who was asked in Welsh was given the English text; one in Welsh now would be another.
    let refused = send(&house, &mut manager, "Y drafft", &["cy"]).await;
    assert_eq!(refused.status, 200, "{}", refused.text);
    let held = house.consultation().await;
    assert!(held.consultation.typed().text.translated.is_empty());
    assert!(matches!(held.latest.value.stage(), Stage::Open { .. }));
}
