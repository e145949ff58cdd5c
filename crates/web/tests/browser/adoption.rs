//! The pages of adoption in a browser: each without fault, with scripts and without, empty, filled and wrong.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::adoption_made::*;
use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, path: &str, name: &str) {
    let page = page.called(name);
    page.open(&format!("{SMP}{path}")).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

/// Presses the button of the page that is open.
async fn press(page: &Page, button: &str) {
    let button = format!("//main//button[not(@aria-hidden) and contains(., '{button}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
}

#[tokio::test]
async fn where_nothing_was_put_forward_and_where_forms_are_wrong_there_is_no_fault_of_ours() {
    let house = House::on("2015-04-22").await;
    let mut browser = house.signed_in(Role::Manager).await;
    let march = ("partnership", "5 March 2015");
    meets(&mut browser, march, "plan-agreed", "25 February 2015").await;
    browser.get(&format!("{SMP}/meetings")).await;
    let cookie = browser.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        look_at(&page, "/adoption", "adoption-empty").await;
        for below in ["", "/put-forward", "/amend", "/call-in", "/settle", "/take-back"] {
            look_at(&page, &format!("{PLAN}{below}"), &format!("adoption-none{below}")).await;
        }
        for (path, button) in [
            (format!("{PLAN}/put-forward"), "Put it forward"),
            (AGREED.to_owned(), "Record the decision"),
            (format!("{PLAN}/settle"), "Record it"),
        ] {
            page.open(&format!("{SMP}{path}")).await;
            press(&page, button).await;
            page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
            page.called(&format!("adoption-fault-{button}")).look_at().await;
        }
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_a_plan_on_its_way_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let house = House::on("2015-04-22").await;
        let mut browser = house.signed_in(Role::Manager).await;
        agree(&mut browser).await;
        recommend(&mut browser).await;
        browser.get(&format!("{SMP}/meetings")).await;
        let cookie = browser.cookie.unwrap();
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            look_at(&page, "/adoption", "adoption").await;
            for (path, name) in [
                (PLAN.to_owned(), "adoption-plan"),
                (format!("{PLAN}/text"), "adoption-text"),
                (RECOMMENDED.to_owned(), "adoption-decision"),
                (format!("{PLAN}/amend"), "adoption-amend"),
            ] {
                look_at(&page, &path, name).await;
            }
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn an_adopted_text_and_its_page_have_no_fault() {
    let house = House::on("2015-04-22").await;
    let mut browser = house.signed_in(Role::Manager).await;
    agree(&mut browser).await;
    recommend(&mut browser).await;
    adopt(&mut browser).await;
    browser.get(&format!("{SMP}/meetings")).await;
    let cookie = browser.cookie.unwrap();
    browsing(house.pages(), Scripts::Blocked, move |page| async move {
        page.keep_cookie(&cookie).await;
        look_at(&page, PLAN, "adoption-adopted").await;
        look_at(&page, &format!("{PLAN}/text"), "adoption-adopted-text").await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_house_template_and_a_report_with_its_pack_have_no_fault() {
    let house = House::on("2015-04-02").await;
    let mut browser = house.signed_in(Role::Manager).await;
    agree(&mut browser).await;
    meets(&mut browser, ("cabinet", "14 April 2015"), "plan-to-cabinet", "2 April 2015").await;
    let report = format!("{PLAN}/report/cabinet-april-2015/plan-to-cabinet");
    let fields = [("summary", "The plan for the year."), ("risk", "None is known.")];
    send(&mut browser, &report, &fields).await.leads_to();
    browser.get(&format!("{SMP}/meetings")).await;
    let cookie = browser.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        look_at(&page, "/adoption/house", "adoption-house").await;
        look_at(&page, &report, "adoption-report").await;
        look_at(&page, &format!("{report}/document"), "adoption-pack").await;
        drop(house);
    })
    .await;
}
