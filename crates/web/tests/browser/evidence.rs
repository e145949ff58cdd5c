//! The pages of the evidence in a browser: asked by keys alone, with scripts and without, and every page without fault.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::evidence_held::HeldEvidence;
use crate::house::House;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

const EVIDENCE: &str = "/safer-maidstone-partnership/evidence";
const BURGLARY: &str =
    "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=period-before";
const MAP: &str = "area=E07000110&offence=burglary&period=2014-Q2&kind=neighbourhoods";
const RATE: &str = "area=E07000110&offence=burglary&period=2014-Q1&measure=rate&against=group";

/// A house with two findings, of which one is stale, and the cookie of an analyst.
async fn with_findings() -> (House, String) {
    let house = House::in_october().await.exploring(HeldEvidence::of_the_example());
    let mut browser = house.signed_in(Role::Analyst).await;
    for (parts, name) in [(BURGLARY, "Burglary in spring"), (RATE, "Burglary beside the group")] {
        let new = format!("{EVIDENCE}/findings/new?{parts}");
        browser.post(&new, &[("name", name), ("note", "For December")]).await.leads_to();
    }
    // What was done is told on this page, so that it takes the focus on none of those looked at.
    browser.get(EVIDENCE).await.shows(&["Evidence"]);
    let cookie = browser.cookie.take().unwrap();
    let house = house.exploring(HeldEvidence::with_more_burglary(100));
    (house, cookie)
}

async fn look_at(page: &Page, called: &str, path: &str) {
    let page = page.called(called);
    page.open(path).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

#[tokio::test]
async fn the_pages_of_the_evidence_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie) = with_findings().await;
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            look_at(&page, "evidence", EVIDENCE).await;
            look_at(&page, "evidence-count", &format!("{EVIDENCE}?{BURGLARY}")).await;
            look_at(&page, "evidence-group", &format!("{EVIDENCE}?{RATE}")).await;
            let fault = BURGLARY.replace("period-before", "last-year");
            let faulty = page.called("evidence-fault");
            faulty.open(&format!("{EVIDENCE}?{fault}")).await;
            faulty.look_at().await;
            let small = "small=E01024320&offence=all-crime&period=2014-Q1&measure=count";
            look_at(&page, "evidence-small", &format!("{EVIDENCE}?{small}")).await;
            look_at(&page, "evidence-map", &format!("{EVIDENCE}/map?{MAP}")).await;
            let wards = MAP.replace("neighbourhoods", "wards");
            look_at(&page, "evidence-map-wards", &format!("{EVIDENCE}/map?{wards}")).await;
            look_at(&page, "keep", &format!("{EVIDENCE}/findings/new?{BURGLARY}")).await;
            look_at(&page, "findings", &format!("{EVIDENCE}/findings")).await;
            look_at(&page, "finding", &format!("{EVIDENCE}/findings/burglary-in-spring")).await;
            let away = format!("{EVIDENCE}/findings/burglary-in-spring/take-away");
            look_at(&page, "finding-away", &away).await;
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn an_enquiry_is_asked_by_its_form_and_kept() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie) = with_findings().await;
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            page.open(EVIDENCE).await;
            for (field, value) in
                [("offence", "robbery"), ("period", "2014-Q1"), ("measure", "share")]
            {
                let list = page.browser.find(Locator::Id(field)).await.unwrap();
                list.select_by_value(value).await.unwrap();
            }
            let button = Locator::XPath("//main//button[contains(., 'Show the answer')]");
            page.browser.find(button).await.unwrap().click().await.unwrap();
            let said =
                "//main//p[contains(@class, 'govuk-body-l')][starts-with(., 'Robbery made')]";
            page.browser.wait().for_element(Locator::XPath(said)).await.unwrap();
            let address = page.browser.current_url().await.unwrap().to_string();
            assert!(
                address.contains("offence=robbery") && address.contains("measure=share"),
                "{address}"
            );
            let keep = Locator::XPath("//main//a[contains(., 'Keep it as a finding')]");
            let keep = page.browser.find(keep).await.unwrap();
            keep.click().await.unwrap();
            let name = page.browser.wait().for_element(Locator::Id("name")).await.unwrap();
            let name = name.prop("value").await.unwrap().unwrap();
            assert!(name.starts_with("Robbery in Maidstone"), "{name}");
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn a_place_is_found_on_the_map_by_its_name() {
    let (house, cookie) = with_findings().await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{EVIDENCE}/map?{MAP}")).await;
        let option = Locator::Css("#map-place option[value='Maidstone 003A']");
        page.browser.wait().for_element(option).await.unwrap();
        let list = page.browser.find(Locator::Id("map-place")).await.unwrap();
        list.select_by_value("Maidstone 003A").await.unwrap();
        let told = page.browser.find(Locator::Css(".live-map__told")).await.unwrap();
        assert_eq!(told.text().await.unwrap(), "Maidstone 003A: Jul to Sep 2014: 0");
        let chosen = page.browser.find_all(Locator::Css("path.map-shape--chosen")).await.unwrap();
        assert_eq!(chosen.len(), 1);
        assert_eq!(page.browser.find_all(Locator::Css("path.map-shape")).await.unwrap().len(), 95);
        drop(house);
    })
    .await;
}
