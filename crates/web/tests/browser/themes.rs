//! The pages of what people wrote in a browser: coding by keys, and every page without fault.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::commented::PATH;
use crate::commented::QUESTION;
use crate::commented::change_frame;
use crate::commented::references;
use crate::commented::sign_frame_off;
use crate::commented::with_comments;
use crate::house::House;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// The consultation with a frame, one comment coded alike, one differently, one not yet; an answer and a quotation.
async fn coded() -> (House, String, Vec<i64>) {
    let house = with_comments(&[
        "The street lights in our road have been out since May, and Mrs Jones at number 9 fell.",
        "More police on foot after dark",
        "Broken street lights by the station",
        "Nothing to add",
    ])
    .await;
    let replies = references(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    sign_frame_off(&mut manager).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    for (reply, first, second) in
        [(replies[0], "lights", "lights"), (replies[1], "police", "lights")]
    {
        let path = format!("{QUESTION}/code/{reply}");
        manager.post(&path, &[("codes", first)]).await.leads_to();
        analyst.post(&path, &[("codes", second)]).await.leads_to();
    }
    let marked = ("marked", "The street lights in our road have been out since May, and Mrs Jones");
    manager.post(&format!("{QUESTION}/quote/{}", replies[0]), &[marked]).await.leads_to();
    let answer = [("said", "It is too dark"), ("way", "not"), ("because", "The county decides")];
    manager.post(&format!("{PATH}/you-said/new/feel-safer/lights"), &answer).await.leads_to();
    // What was done is told on this page, so that it takes the focus on none of those looked at.
    manager.get(PATH).await.shows(&["Themes"]);
    let cookie = manager.cookie.take().unwrap();
    (house, cookie, replies)
}

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, path: &str) {
    let page = page.called(path.trim_start_matches(PATH));
    page.open(path).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

/// Presses the button of a page that says so, and looks at the page with its faults.
async fn press_and_look(page: &Page, path: &str, button: &str) {
    page.open(path).await;
    let button = format!("//main//button[contains(., '{button}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
    page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
    page.called(&format!("{}-fault", path.trim_start_matches(PATH))).look_at().await;
}

#[tokio::test]
async fn the_pages_of_themes_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie, replies) = coded().await;
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            look_at(&page, &format!("{PATH}/themes")).await;
            for below in ["", "/comments", "/frame", "/frame/lights", "/differences", "/agreement"]
            {
                look_at(&page, &format!("{QUESTION}{below}")).await;
            }
            look_at(&page, &format!("{QUESTION}/code/{}", replies[2])).await;
            look_at(&page, &format!("{QUESTION}/settle/{}", replies[1])).await;
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn the_pages_of_quotations_answers_and_retention_have_no_fault() {
    let (house, cookie, _) = coded().await;
    let questionnaire = "smp-2015".parse().unwrap();
    let kept = house.book.quotations("2015-16".parse().unwrap(), &questionnaire).await.unwrap();
    let quotation = format!("{PATH}/quotations/{}", kept[0].number);
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        for below in
            ["/quotations", "/you-said?least=1", "/you-said/new/feel-safer/police", "/retention"]
        {
            look_at(&page, &format!("{PATH}{below}")).await;
        }
        look_at(&page, &quotation).await;
        press_and_look(&page, &quotation, "Clear the quotation").await;
        press_and_look(&page, &format!("{PATH}/you-said/new/feel-safer/police"), "Save the answer")
            .await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn a_comment_is_coded_by_the_keyboard_alone() {
    let (house, cookie, replies) = coded().await;
    let last = replies[3];
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{QUESTION}/code/{}", replies[2])).await;
        let body = async || page.browser.find(Locator::Css("body")).await.unwrap();
        body().await.send_keys("1").await.unwrap();
        body().await.send_keys("2").await.unwrap();
        let ticked =
            "return [...document.querySelectorAll('[name=codes]:checked')].map(one => one.value)";
        assert_eq!(page.ask(ticked).await, serde_json::json!(["lights", "police"]));
        body().await.send_keys("2").await.unwrap();
        assert_eq!(page.ask(ticked).await, serde_json::json!(["lights"]));
        let focused = page.browser.active_element().await.unwrap();
        focused.send_keys("\u{e007}").await.unwrap();
        let next = format!("//h1[contains(., 'Code comment {last}')]");
        page.browser.wait().for_element(Locator::XPath(&next)).await.unwrap();
        // Enter without a tick tells what is missing, beside the codes.
        body().await.send_keys("\u{e007}").await.unwrap();
        let told = page.browser.wait().for_element(Locator::Id("codes-error")).await.unwrap();
        assert!(told.text().await.unwrap().contains("Choose one or more codes"));
        page.look_at().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn a_frame_that_is_drafted_has_no_fault() {
    let house = with_comments(&["Street lights", "More street lights", "x"]).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let fields = [("deed", "add"), ("title", "Lights"), ("belongs", "all about light")];
    change_frame(&mut manager, &fields).await.leads_to();
    change_frame(&mut manager, &[("deed", "add"), ("title", "Police")]).await.leads_to();
    manager.get(PATH).await.shows(&["Themes"]);
    let cookie = manager.cookie.take().unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        look_at(&page, &format!("{QUESTION}/frame")).await;
        press_and_look(&page, &format!("{QUESTION}/frame"), "Sign the code frame off").await;
        press_and_look(&page, &format!("{QUESTION}/frame"), "Add the code").await;
        drop(house);
    })
    .await;
}
