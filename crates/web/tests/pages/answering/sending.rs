//! Sending a reply: what is kept of it, what is noticed and never refused, and what happens when it is sent twice.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use partnership::consultation::on_line::code::Reference;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::membership::person::Role;

use crate::answering::jar::Resident;
use crate::answering::jar::SAY;
use crate::answering::jar::house;
use crate::answering::jar::id;
use crate::house::House;
use crate::house::SMP;

const WORDS: &str = "More street lights in Sittingbourne Road, and a later bus home.";

/// Answers every question.
async fn answer_all(resident: &mut Resident<'_>) {
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    resident.answer("victim", &[("answer", "no")]).await;
    resident.answer("worries", &[("answer", "else"), ("other", "Dogs")]).await;
    resident.answer("litter", &[("answer", "very-big")]).await;
    resident.answer("noise", &[("answer", "not-very-big")]).await;
    resident.answer("order", &[("place-1", "youth"), ("place-2", "lights")]).await;
    resident.answer("better", &[("answer", WORDS)]).await;
    resident.answer("years", &[("answer", "107")]).await;
    resident.answer("group", &[("answer", "None")]).await;
    let last = resident.answer("where", &[]).await;
    assert_eq!(last.leads_to(), format!("{SAY}/check"));
}

/// What was noticed about each reply.
async fn signals(house: &House) -> Vec<BTreeSet<Signal>> {
    let (cycle, say) = ("2015-16".parse().unwrap(), "say".parse().unwrap());
    house.book.reply_signals(cycle, &say).await.unwrap().into_values().collect()
}

#[tokio::test]
async fn a_whole_reply_is_kept_as_it_was_checked_and_its_sender_has_a_copy() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    answer_all(&mut resident).await;
    let check = resident.get("/check").await;
    check.shows(&["“Dogs”", "1. Youth clubs", "2. Street lights", "A very big problem", WORDS]);
    check.holds(&["Not answered"]);
    let sent = resident.send(&[]).await.leads_to().to_owned();
    let page = resident.open(&sent).await;
    page.shows(&["Your answers were sent", "2. Street lights"]);
    // The way on to being told is the same for everybody, and says nothing of the reply.
    let told = format!("{SMP}/published/told");
    page.shows(&[&format!("href=\"{told}\" hreflang=\"en\""), "nothing joins it to your answers"]);
    let telling = house.browser().get(&told).await;
    telling.shows(&["Be told when something is published"]);
    let kept = house.replies().await.remove(0);
    page.holds(&[&Reference(kept.reference).to_string()]);
    assert_eq!((kept.reply.channel, kept.reply.answers.len()), (Channel::Online, 8));
    assert_eq!(kept.day, "2015-01-14".parse().unwrap());
    let order = kept.reply.answers.get(&id("order"));
    assert_eq!(order, Some(&Given::Ranked(vec![id("youth"), id("lights")])));
    let copy = resident.get("/sent/copy").await;
    copy.shows(&[&Reference(kept.reference).to_string(), WORDS, "Not answered"]);
    assert!(copy.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(resident.post("/sent", &[]).await.leads_to(), format!("{SAY}?lang=en"));
    assert_eq!(resident.get("/sent").await.status, StatusCode::NOT_FOUND);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn whoever_presses_the_button_twice_sends_once() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    answer_all(&mut resident).await;
    let before = resident.jar().clone();
    let first = resident.send(&[]).await.leads_to().to_owned();
    let mut again = Resident::with(&house, before);
    assert_eq!(again.send(&[]).await.leads_to(), first);
    again.open(&first).await.shows(&["Your answers were sent"]);
    assert_eq!(house.replies().await.len(), 1);
}

#[tokio::test]
async fn an_old_page_in_another_tab_does_no_harm_after_sending() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    answer_all(&mut resident).await;
    let mut tab = Resident::with(&house, resident.jar().clone());
    resident.send(&[]).await;
    let page = tab.answer("better", &[("answer", "Something quite other")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.holds(&["No answers are under way", "Something quite other"]);
    let kept = house.replies().await.remove(0);
    assert_eq!(kept.reply.answers.get(&id("better")), Some(&Given::Text(WORDS.to_owned())));
}

#[tokio::test]
async fn two_tabs_that_answer_at_once_lose_neither_answer() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    let mut tab = Resident::with(&house, resident.jar().clone());
    let (one, other) = tokio::join!(
        resident.answer("years", &[("answer", "107")]),
        tab.answer("group", &[("answer", "Scouts")]),
    );
    assert_eq!((one.status, other.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    resident.get("/check").await.shows(&["Scouts", "107"]);
}

#[tokio::test]
async fn what_looks_like_a_machine_is_noticed_and_never_refused() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    answer_all(&mut resident).await;
    resident.send(&[("website", "https://pills.example")]).await.leads_to();
    answer_all(&mut resident).await;
    resident.send(&[]).await.leads_to();
    let noticed = signals(&house).await;
    assert_eq!(noticed[0], [Signal::HiddenField, Signal::TooQuick].into());
    let second = [Signal::TooQuick, Signal::SameWords, Signal::SameBrowser];
    assert_eq!(noticed[1], second.into());
    assert_eq!(house.replies().await.len(), 2);
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{SMP}/consultations/2015-16/say/replies")).await;
    page.shows(&["None was refused", "The same words as an earlier reply"]);
    // Which replies these are, too, and with all that was noticed about each.
    let both = "The field that is to stay empty was filled in and sent sooner than";
    page.shows(&["Replies about which something was noticed", both]);
}

#[tokio::test]
async fn many_replies_from_one_connection_are_all_kept() {
    let house = house("2015-01-14").await;
    for _ in 0..22 {
        let mut resident = Resident::at(&house);
        resident.begin().await;
        resident.answer("after-dark", &[("answer", "very-safe")]).await;
        resident.send(&[]).await.leads_to();
    }
    assert_eq!(house.replies().await.len(), 22);
    assert_eq!(signals(&house).await, vec![BTreeSet::from([Signal::ManyAtOnce]); 2]);
}

#[tokio::test]
async fn after_two_hundred_have_begun_from_one_connection_the_next_waits_and_keeps_what_it_has() {
    let house = house("2015-01-14").await;
    let mut begun = Resident::at(&house);
    begun.begin().await;
    begun.answer("years", &[("answer", "107")]).await;
    // While this goes on some may begin once more, one in three seconds.
    let (mut told, mut others) = (Resident::at(&house).post("", &[]).await, 0);
    while told.status != StatusCode::TOO_MANY_REQUESTS && others < 2_000 {
        others += 1;
        told = Resident::at(&house).post("", &[]).await;
    }
    assert!((199..2_000).contains(&others), "{others} others began");
    assert!(told.headers.contains_key("retry-after"), "{:?}", told.headers);
    told.holds(&["Please wait a minute", "nothing that you have answered is lost"]);
    begun.get("/check").await.shows(&["107"]);
}

#[tokio::test]
async fn what_is_left_is_forgotten_after_its_days() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("years", &[("answer", "107")]).await;
    let jar = resident.into_jar();
    let house = house.later("2015-02-11");
    web::tidy(&house.app, jiff::Timestamp::now()).await;
    Resident::with(&house, jar.clone()).get("/check").await.shows(&["107"]);
    // Whoever looks at the code is promised as long again, and that holds.
    Resident::with(&house, jar.clone()).get("/code").await.shows(&["11 March 2015"]);
    let house = house.later("2015-03-11");
    web::tidy(&house.app, jiff::Timestamp::now()).await;
    Resident::with(&house, jar.clone()).get("/check").await.shows(&["107"]);
    let house = house.later("2015-03-12");
    web::tidy(&house.app, jiff::Timestamp::now()).await;
    assert_eq!(Resident::with(&house, jar).get("/check").await.status, StatusCode::NOT_FOUND);
}
