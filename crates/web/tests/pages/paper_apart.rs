//! Sides apart on pages, forms keyed from the paper alone, and postcodes on paper of which only the area is kept.

use axum::http::StatusCode;
use partnership::consultation::question::Manner;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reply::Given;
use partnership::membership::person::Role;

use crate::answering::placing::OfOne;
use crate::house::House;
use crate::house::signed;
use crate::paper_made::PAPER;
use crate::paper_made::at;
use crate::paper_made::with_a_printed_form;
use crate::paper_made::with_paper;
use crate::paper_made::with_sides_apart;

async fn house() -> House {
    let house = House::on("2015-01-20").await;
    with_paper(&house, 0).await;
    with_sides_apart(&house).await;
    house
}

fn path(below: &str) -> String {
    format!("{PAPER}{below}")
}

/// The fields of a form on which nothing is answered.
fn nothing(asked: &Questionnaire) -> Vec<(String, &'static str)> {
    let fields = asked.questions().map(|question| {
        let is_one = matches!(question.manner, Manner::OneOf(_) | Manner::Scale(_));
        let name = question.id.to_string();
        (if is_one { name } else { format!("{name}_state") }, "_nothing")
    });
    fields.collect()
}

#[tokio::test]
async fn every_side_apart_is_listed_with_its_picture_reason_and_state() {
    let house = house().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let told = "3 sides stand apart: 2 waiting for a person to say what they are, 1 blank.";
    manager.get(PAPER).await.shows(&[told, "See the sides apart"]);
    manager
        .get(&path("/sides?from=500"))
        .await
        .shows(&["1 to 3 of 3 sides", "Page 1 of tuesday.pdf"]);
    manager.get(&path("/returns?from=500")).await.shows(&["1 to ", "Return 1"]);
    let list = manager.get(&path("/sides")).await;
    list.shows(&[told, "Page 1 of tuesday.pdf", "Without a code that can be read"]);
    list.shows(&[
        "whose code says “https://example.org”",
        "Waits for nobody",
        "pictures/2/1/_whole",
    ]);
    let picture = manager.get(&path("/pictures/2/1/_whole")).await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(manager.get(&path("/sides/2/3")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_person_says_what_a_side_is_and_it_is_told_who_and_when() {
    let house = house().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let one = path("/sides/2/4");
    manager.post(&one, &[("version", "")]).await.shows(&["Choose what the side is"]);
    let kept = manager.post(&one, &[("version", ""), ("is", "not-ours")]).await;
    manager.get(kept.leads_to()).await.shows(&["1 said to be no pages to key"]);
    manager.get(&one).await.shows(&["Not a page of this consultation: Alex partnership manager"]);
    let kept = house.book.sides_apart(at(2).cycle, &at(2).questionnaire).await.unwrap();
    assert!(kept.iter().any(|one| one.side.number == 4 && one.said.is_some()));
}

#[tokio::test]
async fn a_side_without_a_code_is_put_to_the_page_that_is_missing() {
    let house = house().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let one = path("/sides/2/1");
    manager.get(&one).await.shows(&["Return 3, copy 40: page 2 of 2", "Version 1 in English"]);
    let page = [("version", ""), ("is", "page")];
    manager.post(&one, &page).await.shows(&["Choose of which return it is which page"]);
    let kept = manager.post(&one, &[page[0], page[1], ("missing", "3.2")]).await;
    manager.get(kept.leads_to()).await.shows(&["Return 3 of batch 2", "2 of 2", "Side 1"]);
    manager.get(&path("/returns/2/3/key")).await.shows(&["_whole"]);
}

#[tokio::test]
async fn a_return_is_begun_from_a_side_to_be_keyed_whole() {
    let house = house().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let one = path("/sides/2/1");
    let begins = [("version", ""), ("is", "begins"), ("form", "smp-2015-v1-en")];
    let wrong = [begins[0], begins[1], begins[2], ("page", "3"), ("copy", "")];
    manager.post(&one, &wrong).await.shows(&["has 2 pages and no page 3"]);
    let words = [begins[0], begins[1], begins[2], ("page", "one"), ("copy", "x")];
    manager.post(&one, &words).await.shows(&["“one” is not the number of a page", "“x” is not"]);
    let good = [begins[0], begins[1], begins[2], ("page", "1"), ("copy", "41")];
    let kept = manager.post(&one, &good).await;
    manager.get(kept.leads_to()).await.shows(&["Being keyed", "Key this form", "41"]);
}

#[tokio::test]
async fn a_form_that_was_never_scanned_is_keyed_by_two_each_alone() {
    let house = house().await;
    let asked = house.consultation().await.latest.value.questionnaire().clone();
    let fields = nothing(&asked);
    let keyed: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let mut ann = house.signed_in(Role::Manager).await;
    let begin = path("/unscanned");
    ann.get(&path("/booking-in")).await.shows(&["keyed from the paper"]);
    ann.get(&begin).await.shows(&["Version 1 in English, 2 pages"]);
    let none = ann.post(&begin, &[("day", "14 March 2015"), ("copy", "x")]).await;
    none.shows(&["Choose which form it is", "“x” is not the number", "still to come"]);
    let form = [("form", "smp-2015-v1-en"), ("copy", ""), ("day", "16 January 2015")];
    let begun = ann.post(&begin, &form).await;
    assert_eq!(begun.leads_to(), path("/returns/3/1/key"));
    ann.post(begun.leads_to(), &keyed).await.leads_to();
    ann.get(PAPER).await.shows(&["keyed from the paper"]);
    let come = || async {
        let paper = house.book.paper_return(&at(3), 1).await.unwrap();
        paper.returns[0].come()
    };
    assert_eq!(come().await, Come::BeingKeyed);
    let mut bob = house.signed_in(Role::Analyst).await;
    bob.post(begun.leads_to(), &keyed).await.leads_to();
    assert_eq!(come().await, Come::Settled);
    let again = [("form", "smp-2015-v1-en"), ("copy", "40"), ("day", "16 January 2015")];
    let again = ann.post(&begin, &again).await;
    assert_eq!(again.leads_to(), path("/returns/3/2"));
    ann.get(again.leads_to()).await.shows(&["Copy 40 came before, as Return 3 of batch 2"]);
}

#[tokio::test]
async fn where_no_form_was_printed_none_can_be_keyed() {
    let house = House::on("2015-01-20").await;
    with_paper(&house, 0).await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&path("/unscanned")).await.shows(&["No form was printed"]);
}

#[tokio::test]
async fn of_a_postcode_on_paper_only_the_area_is_kept() {
    let house = House::on("2015-01-20").await.placing(OfOne);
    house.open_short_consultation().await;
    let of = (at(1).cycle, "say".parse().unwrap());
    let paper = "/safer-maidstone-partnership/consultations/2015-16/say/paper";
    with_a_printed_form(&house).await;
    let (day, form) = ("2015-01-16".parse().unwrap(), "say-v1-en".parse().unwrap());
    let (batch, number) =
        house.book.begin_keyed(&signed(), (of.0, &of.1), day, (form, None)).await.unwrap();
    let asked = house.consultation().await.latest.value.questionnaire().clone();
    let fields = nothing(&asked);
    let rest = fields.iter().filter(|(name, _)| name != "where_state");
    let mut keyed: Vec<_> = rest.map(|(name, value)| (name.as_str(), *value)).collect();
    let key = format!("{paper}/returns/1/{number}/key");
    keyed.push(("where", "ME1 1AA"));
    for role in [Role::Manager, Role::Analyst] {
        let mut browser = house.signed_in(role).await;
        browser.get(&key).await.shows(&["Only the ward in which it lies is kept"]);
        *keyed.last_mut().unwrap() = ("where", "ME1 1AA");
        browser.post(&key, &keyed).await.shows(&["No list of postcodes that is held has this one"]);
        *keyed.last_mut().unwrap() = ("where", "here");
        browser.post(&key, &keyed).await.shows(&["not a postcode"]);
        *keyed.last_mut().unwrap() = ("where", "me15 6jq");
        browser.post(&key, &keyed).await.leads_to();
    }
    let paper = house.book.paper_return(&batch, number).await.unwrap();
    let reply = paper.returns[0].states.iter().find(|state| state.question.0.as_str() == "where");
    let area = Given::Area("E05004994".parse().unwrap());
    assert!(reply.unwrap().voices.iter().all(|voice| voice.verdict.given() == Some(&area)));
    assert_eq!(paper.returns[0].come(), Come::Settled);
    let database = std::fs::read(house.folder.path().join("records.db")).unwrap();
    assert!(!String::from_utf8_lossy(&database).to_uppercase().contains("6JQ"));
}
