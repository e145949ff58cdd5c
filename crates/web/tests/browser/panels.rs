//! The pages of neighbourhood panels in a browser: each without fault, and an issue recorded by the keyboard alone.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// The worked example's panels, the manager's cookie, and the number of an issue that may be another.
async fn with_panels() -> (House, String, i64) {
    let house = House::in_october().await;
    house.enter_panels().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    let issues = house.book.panel_issues().await.unwrap();
    let later = issues.iter().find(|kept| kept.issue.raised().place.contains("by the shops"));
    let number = later.unwrap().number;
    (house, cookie, number)
}

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, below: &str) {
    let page = page.called(below);
    page.open(&format!("{SMP}/panels{below}")).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

/// Presses the button of the page that is open, and looks at the page with its faults.
async fn press_and_look(page: &Page, name: &str, button: &str) {
    let button = format!("//main//button[contains(., '{button}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
    page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
    page.called(name).look_at().await;
}

#[tokio::test]
async fn the_pages_of_panels_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie, number) = with_panels().await;
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            for below in ["", "/new", "/issues?stands=all", "/roll-up", "/retention", "/import"] {
                look_at(&page, below).await;
            }
            for below in ["", "/change", "/meetings/new", "/meetings/2014-06-11", "/issues/new"] {
                look_at(&page, &format!("/shepway{below}")).await;
            }
            for below in ["", "/change", "/take-away"] {
                look_at(&page, &format!("/shepway/issues/{number}{below}")).await;
            }
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn where_no_panel_is_yet_the_register_has_no_fault() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/panels")).await;
        page.called("panels-empty").look_at().await;
        page.open(&format!("{SMP}/panels/new")).await;
        press_and_look(&page, "panels-new-fault", "Add the panel").await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn an_issue_is_recorded_by_the_keyboard_alone_once_it_was_looked_at() {
    let (house, cookie, _) = with_panels().await;
    let book = house.book.clone();
    browsing(house.pages(), Scripts::Blocked, move |page| async move {
        page.keep_cookie(&cookie).await;
        let path = format!("{SMP}/panels/shepway/issues/new?meeting=2014-10-08&area=E05005003");
        page.open(&path).await;
        let field = async |id: &str| page.browser.find(Locator::Id(id)).await.unwrap();
        field("place").await.send_keys("Willington Street").await.unwrap();
        field("kind").await.send_keys("Speed").await.unwrap();
        field("words").await.send_keys("Mrs Jones was nearly hit").await.unwrap();
        field("place").await.send_keys("\u{e007}").await.unwrap();
        page.browser.wait().for_element(Locator::Id("same")).await.unwrap();
        page.called("panels-looking").look_at().await;
        field("same").await.send_keys(" ").await.unwrap();
        field("looked").await.send_keys(" ").await.unwrap();
        field("place").await.send_keys("\u{e007}").await.unwrap();
        page.browser.wait().for_element(Locator::Id("kept")).await.unwrap();
        let focused = page.browser.active_element().await.unwrap().attr("id").await.unwrap();
        assert_eq!(focused.as_deref(), Some("place"), "the next one is typed at once");
        page.called("panels-kept").look_at().await;
        drop(house);
    })
    .await;
    let again = book.panel_issues().await.unwrap();
    assert_eq!(again.len(), 5, "it was raised again, and is no new one");
    assert_eq!(again.iter().filter(|kept| kept.issue.days_raised().count() == 2).count(), 2);
}
