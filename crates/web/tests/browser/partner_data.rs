//! The pages of partner data in a browser: each without fault, and a return sent by the keyboard alone.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::partner_data_made::SERIES;
use crate::partner_data_made::council_return;
use crate::partner_data_made::enter;
use crate::partner_data_made::enter_supplier;

const COUNCIL: &str = "/returns/maidstone-borough-council/2014-Q1";

/// Two suppliers, and the manager's cookie.
async fn with_suppliers() -> (House, String) {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    enter(&house.book, "kent-police", "police", "Kent Police").await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    (house, cookie)
}

/// A file of that name and text, to be chosen in a form.
fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Looks at a page at every width and with the keyboard alone.
async fn look_at(page: &Page, below: &str) {
    let page = page.called(&format!("partner-data{below}"));
    page.open(&format!("{SMP}/partner-data{below}")).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

/// Chooses a file in the form that is open and sends it.
async fn send(page: &Page, path: &str) {
    let field = page.browser.find(Locator::Id("file")).await.unwrap();
    field.send_keys(path).await.unwrap();
    let button = page.browser.find(Locator::XPath("//main//button[contains(., 'Send the file')]"));
    button.await.unwrap().send_keys("\u{e007}").await.unwrap();
    page.browser.wait().for_element(Locator::Css(".govuk-summary-list")).await.unwrap();
}

#[tokio::test]
async fn the_pages_of_partner_data_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie) = with_suppliers().await;
        let folder = tempfile::tempdir().unwrap();
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            let refused =
                "kind,date,location\nroad collision,2014-04-05,ME15 6JQ\nroad,5 July 2014,ME15\n";
            page.open(&format!("{SMP}/partner-data{COUNCIL}")).await;
            send(&page, &file(&folder, "refused.csv", refused)).await;
            page.called("partner-data-refused").look_at().await;
            page.open(&format!("{SMP}/partner-data{COUNCIL}")).await;
            send(&page, &file(&folder, "council.csv", &council_return())).await;
            page.called("partner-data-taken").look_at().await;
            page.open(&format!("{SMP}/partner-data/series/new")).await;
            let field = async |id: &str| page.browser.find(Locator::Id(id)).await.unwrap();
            field("title").await.send_keys("Repeat victims of domestic abuse").await.unwrap();
            field("unit").await.send_keys("people").await.unwrap();
            field("supplier").await.send_keys("Kent Police").await.unwrap();
            send(&page, &file(&folder, "series.csv", SERIES)).await;
            page.called("partner-data-series-taken").look_at().await;
            for below in [
                "",
                COUNCIL,
                "/returns/kent-police/2014-Q3",
                "/suppliers/new",
                "/suppliers/kent-police",
                "/suppliers/kent-police/take-away",
                "/series/new",
                "/series/repeat-victims-of-domestic-abuse",
            ] {
                look_at(&page, below).await;
            }
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn where_nothing_is_sent_yet_the_page_has_no_fault() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/partner-data")).await;
        page.called("partner-data-empty").look_at().await;
        page.open(&format!("{SMP}/partner-data/suppliers/new")).await;
        let button = Locator::XPath("//main//button[contains(., 'Add the supplier')]");
        page.browser.find(button).await.unwrap().click().await.unwrap();
        page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
        page.called("partner-data-supplier-fault").look_at().await;
        drop(house);
    })
    .await;
}
