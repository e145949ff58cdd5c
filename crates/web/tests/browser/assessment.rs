//! The pages of the assessment in a browser: written with the palette, read, commented on; every page without fault.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::drafted::ASSESSMENT;
use crate::drafted::begin;
use crate::drafted::circulated;
use crate::drafted::with_figures;
use crate::house::House;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, below: &str) {
    let page = page.called(&format!("assessment{below}"));
    page.open(&format!("{ASSESSMENT}{below}")).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

async fn cookie_of(house: &House, role: Role) -> String {
    let person = house.found(role).await;
    let mut browser = house.signed_in_as(&person).await;
    browser.get("/safer-maidstone-partnership").await;
    browser.cookie.take().unwrap()
}

#[tokio::test]
async fn the_pages_of_a_draft_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, figures) = circulated().await;
        let cookie = cookie_of(&house, Role::Manager).await;
        figures.new_data_come();
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            for below in [
                "",
                "/about",
                "/new-section",
                "/sections/4-why.md",
                "/preview",
                "/passages/5",
                "/versions?before=1&after=2",
                "/circulate",
                "/circulated/2",
                "/editions/public",
                "/editions/exempt",
                "/import",
            ] {
                look_at(&page, below).await;
            }
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn a_section_with_faults_and_a_conflict_have_no_fault() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let path = format!("{ASSESSMENT}/sections/2-levels.md");
    let text = "# Levels\n\nThere were 40 of {figure:burglarry.count}.\n\n{claim:changed all-crime 9.5%}\n";
    manager.post(&path, &[("deed", "save"), ("seen", "1"), ("text", text)]).await.leads_to();
    manager.get(&path).await.shows(&["To mend"]);
    let cookie = manager.cookie.take().unwrap();
    drop(manager);
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        look_at(&page, "/sections/2-levels.md").await;
        look_at(&page, "/circulate").await;
        page.open("/safer-maidstone-partnership/assessment").await;
        page.called("assessment-list").look_at().await;
        page.open("/safer-maidstone-partnership/assessment/new").await;
        page.called("assessment-new").look_at().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn a_reference_is_found_by_typing_and_set_where_one_writes() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    manager.get(ASSESSMENT).await.shows(&["Levels and patterns"]);
    let cookie = manager.cookie.take().unwrap();
    drop(manager);
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{ASSESSMENT}/sections/2-levels.md")).await;
        let text = page.browser.find(Locator::Id("text")).await.unwrap();
        text.send_keys("\n\nBurglary ").await.unwrap();
        let find = page.browser.find(Locator::Id("find")).await.unwrap();
        find.send_keys("changed burglary").await.unwrap();
        let shown = "return [...document.querySelectorAll('[data-offer]:not([hidden])')].map(one => one.dataset.offer)";
        assert_eq!(page.ask(shown).await, serde_json::json!(["{phrase:changed burglary}"]));
        find.send_keys("\u{e007}").await.unwrap();
        let typed = page.ask("return document.getElementById('text').value").await;
        let typed = typed.as_str().unwrap().to_owned();
        assert!(typed.contains("Burglary {phrase:changed burglary}"), "{typed}");
        page.look_at().await;
        let look = page.browser.find(Locator::XPath("//button[contains(., 'Look at it first')]")).await;
        look.unwrap().click().await.unwrap();
        let reads = "//h2[@id='reads']/following::p[contains(., 'Burglary ')]";
        let reads = page.browser.wait().for_element(Locator::XPath(reads)).await.unwrap();
        let reads = reads.text().await.unwrap();
        assert!(!reads.contains('{') && reads.len() > 30, "{reads}");
        drop(house);
    })
    .await;
}
