//! The pages of paper in a browser: looked at, with the keyboard alone, and with the review's own keys.

use partnership::membership::person::Role;

use crate::house::House;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::paper_made::PAPER;
use crate::paper_made::at;
use crate::paper_made::with_a_batch_broken_off;
use crate::paper_made::with_paper;
use crate::paper_made::with_sides_apart;

/// The `Enter` key, as `WebDriver` names it.
const ENTER: char = '\u{e007}';

async fn house() -> (House, String) {
    let house = House::on("2015-01-20").await;
    with_paper(&house, 0).await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    (house, cookie)
}

/// Looks at a page where sides stand apart, and at the same with what was found wrong after it was sent empty.
async fn look_at_apart(below: &'static str, is_form: bool) {
    let (house, cookie) = house().await;
    with_sides_apart(&house).await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{PAPER}{below}")).await;
        page.look_at().await;
        page.keyboard().await;
        if is_form {
            page.ask("document.querySelector('main form button').click()").await;
            until(&page, "There is a problem").await;
            page.look_at().await;
        }
        drop(house);
    })
    .await;
}

/// Looks at a page at every width and with the keyboard alone.
async fn look_at(below: &'static str, scripts: Scripts) {
    let (house, cookie) = house().await;
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{PAPER}{below}")).await;
        page.look_at().await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_paper_at_a_glance() {
    look_at("", Scripts::Run).await;
    look_at("", Scripts::Blocked).await;
}

#[tokio::test]
async fn the_paper_with_a_batch_broken_off() {
    let (house, cookie) = house().await;
    with_a_batch_broken_off(&house).await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(PAPER).await;
        page.look_at().await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn booking_forms_in() {
    look_at("/booking-in", Scripts::Run).await;
}

#[tokio::test]
async fn the_returns_and_one_of_them() {
    look_at("/returns", Scripts::Run).await;
    look_at("/returns/1/2", Scripts::Run).await;
}

#[tokio::test]
async fn keying_a_form() {
    look_at("/returns/1/5/key", Scripts::Run).await;
}

#[tokio::test]
async fn a_picture_in_review() {
    look_at("/review", Scripts::Run).await;
    look_at("/review", Scripts::Blocked).await;
    look_at("/review?at=1.4.feel-safer", Scripts::Run).await;
}

#[tokio::test]
async fn the_sides_apart_and_one_of_them_with_what_is_wrong() {
    look_at_apart("", false).await;
    look_at_apart("/sides", false).await;
    look_at_apart("/sides/2/1", true).await;
}

#[tokio::test]
async fn keying_from_the_paper_with_what_is_wrong() {
    look_at_apart("/unscanned", true).await;
}

#[tokio::test]
async fn booking_keying_and_review_with_what_is_wrong() {
    look_at_apart("/booking-in", true).await;
    look_at_apart("/returns/1/5/key", true).await;
    look_at_apart("/review", true).await;
}

#[tokio::test]
async fn the_end_of_the_review() {
    look_at("/review?after=1.4.feel-safer", Scripts::Run).await;
}

/// Waits until the page shows a text.
async fn until(page: &Page, text: &str) {
    let script = format!("return document.body.innerText.includes({text:?})");
    for _ in 0..100 {
        if page.ask(&script).await == serde_json::Value::Bool(true) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let shown = page.ask("return document.body.innerText").await;
    panic!("`{text}` does not come: {shown}");
}

#[tokio::test]
async fn pictures_are_reviewed_by_keys_alone() {
    let (house, cookie) = house().await;
    let book = house.book.clone();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{PAPER}/review")).await;
        until(&page, "1 of 3").await;
        page.press('2').await;
        page.press('1').await;
        page.press(ENTER).await;
        until(&page, "2 of 3").await;
        // Taken back, and said again.
        page.press('u').await;
        until(&page, "was taken back").await;
        page.press('1').await;
        page.press(ENTER).await;
        until(&page, "2 of 3").await;
        // Put off: the comment comes next, in which letters are letters.
        page.press('s').await;
        until(&page, "Word by word").await;
        page.ask("document.querySelector('textarea').focus()").await;
        for letter in "u s 1".chars() {
            page.press(letter).await;
        }
        let typed = page.ask("return document.querySelector('textarea').value").await;
        assert_eq!(typed, "u s 1");
        page.ask("document.activeElement.blur()").await;
        page.press('?').await;
        let is_open = page.ask("return document.querySelector('[data-review-help]').open").await;
        assert_eq!(is_open, true);
        page.press(ENTER).await;
        until(&page, "What you put off still waits").await;
        drop(house);
    })
    .await;
    let paper = book.paper_return(&at(1), 2).await.unwrap().returns.remove(0);
    let victim = paper.states.iter().find(|state| state.question.0.as_str() == "victim").unwrap();
    assert_eq!((victim.voices.len(), victim.waits(), paper.decisions.len()), (1, false, 3));
}

#[tokio::test]
async fn the_keys_can_be_turned_off() {
    let (house, cookie) = house().await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{PAPER}/review")).await;
        page.ask("document.querySelector('[data-review-switch]').click()").await;
        page.press('1').await;
        let chosen =
            page.ask("return document.querySelectorAll('[data-review] :checked').length").await;
        assert_eq!(chosen, 0);
        drop(house);
    })
    .await;
}
