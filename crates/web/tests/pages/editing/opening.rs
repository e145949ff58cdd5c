//! Opening and closing, and the versions that come of it.

use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::version::Stage;
use partnership::membership::person::Role;

use crate::editing::PATH;
use crate::editing::asked;
use crate::editing::draft_on;
use crate::editing::hidden;
use crate::editing::saved;
use crate::editing::send;

#[tokio::test]
async fn before_its_first_day_it_cannot_be_opened_and_the_page_says_why() {
    let house = draft_on("2014-12-31").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/opening")).await;
    page.shows(&[
        "Stands against it",
        "It cannot be opened today",
        "No proof of the form was printed",
    ]);
    assert!(!page.text.contains("value=\"open\""), "{}", page.text);
    let version = house.consultation().await.latest.version.0.to_string();
    let fields = [("press", "open"), ("version", version.as_str())];
    let refused = manager.post(&format!("{PATH}/opening"), &fields).await;
    refused.shows(&["31 December 2014 is not one of those days"]);
    assert_eq!(house.consultation().await.latest.value.stage(), Stage::Draft);
}

#[tokio::test]
async fn it_is_opened_changed_and_closed_and_what_was_asked_stays() {
    let house = draft_on("2015-01-14").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/opening")).await;
    page.shows(&["Open version 1", "Opening freezes every word", "Every text stands in English"]);
    saved(&send(&mut manager, "/opening", &[("press", "open")]).await);
    manager.get(PATH).await.shows(&["Version 1 is open", "28 February 2015"]);
    let frozen = asked(&house).await;
    manager
        .get(&format!("{PATH}/questionnaire"))
        .await
        .shows(&["never changes", "the draft of version 2"]);
    saved(&send(&mut manager, "/questionnaire", &[("press", "double question change")]).await);
    let list = manager.get(&format!("{PATH}/questionnaire")).await;
    list.shows(&["this is the draft of version 2, which nobody is asked", "Version 2, a draft"]);
    list.shows(&["Undo the last change"]);
    saved(&send(&mut manager, "/questionnaire", &[("press", "undo")]).await);
    assert_eq!(asked(&house).await, frozen, "the draft of version 2 is as version 1 again");
    saved(&send(&mut manager, "/questionnaire", &[("press", "double question change")]).await);
    let held = house.consultation().await;
    assert_eq!(held.open().unwrap().value.questionnaire().typed(), &frozen);
    let open = held.open().unwrap().version.0.to_string();
    let fields = [("press", "close"), ("version", open.as_str()), ("on", "15 January 2015")];
    manager.post(&format!("{PATH}/opening"), &fields).await.shows(&["is still to come"]);
    let fields = [("press", "close"), ("version", open.as_str()), ("on", "14 January 2015")];
    saved(&manager.post(&format!("{PATH}/opening"), &fields).await);
    assert!(house.consultation().await.open().is_none());
}

#[tokio::test]
async fn a_draft_that_somebody_changed_meanwhile_is_not_opened() {
    let house = draft_on("2015-01-14").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let seen = hidden(&manager.get(&format!("{PATH}/opening")).await, "version");
    saved(&send(&mut manager, "/questionnaire", &[("press", "double question change")]).await);
    let fields = [("press", "open"), ("version", seen.as_str())];
    let page = manager.post(&format!("{PATH}/opening"), &fields).await;
    page.shows(&["Alex partnership manager changed it on"]);
    assert_eq!(house.consultation().await.latest.value.stage(), Stage::Draft);
}

#[tokio::test]
async fn a_poll_in_its_days_is_pointed_out() {
    let house = draft_on("2015-01-14").await;
    let cycle = "2015-16".parse().unwrap();
    let year = house.book.year(cycle).await.unwrap().unwrap();
    let days = records::CycleDays {
        polls: ["2015-02-12".parse().unwrap()].into(),
        school_holidays: Vec::new(),
    };
    house.book.change_cycle_days(&crate::house::signed(), cycle, year.days, days).await.unwrap();
    let page = house.signed_in(Role::Manager).await.get(&format!("{PATH}/opening")).await;
    page.shows(&[
        "Look at this",
        "meets the pre-election period",
        "monitoring officer",
        "value=\"open\"",
    ]);
}

#[tokio::test]
async fn versions_are_compared_and_given_as_files_that_are_read_again() {
    let house = draft_on("2015-01-14").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let first = asked(&house).await;
    saved(&send(&mut manager, "/opening", &[("press", "open")]).await);
    let fields =
        [("kind", "long-text"), ("section", "2"), ("ask-en", "What else?"), ("longest", "1500")];
    saved(&send(&mut manager, "/questionnaire/questions/feel-safer", &fields).await);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&format!("{PATH}/versions")).await;
    page.shows(&[
        "(asked now)",
        "What differs between version 1 and version 2",
        "What else?",
        "What would make you feel safer?",
    ]);
    let toml = councillor.get(&format!("{PATH}/versions/1/questionnaire.toml")).await;
    assert_eq!(toml::from_str::<TypedQuestionnaire>(&toml.text).unwrap(), first);
    let json = councillor.get(&format!("{PATH}/versions/2/questionnaire.json")).await;
    assert_eq!(
        serde_json::from_str::<TypedQuestionnaire>(&json.text).unwrap(),
        asked(&house).await
    );
    let none = councillor.get(&format!("{PATH}/versions/3/questionnaire.json")).await;
    assert_eq!(none.status.as_u16(), 404);
}
