//! Distribution in a browser: what the table of addresses has no page of, and forms with what is wrong, each without fault.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::distribution_made;
use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::publications_made;

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, path: &str, name: &str) {
    let page = page.called(name);
    page.open(&format!("{SMP}{path}")).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

#[tokio::test]
async fn recipients_a_sending_with_its_faults_and_what_anybody_asks_have_no_fault() {
    let house = House::on("2014-10-14").await;
    publications_made::enter(&house.book).await;
    distribution_made::enter(&house.book).await;
    let number = house.book.recipients().await.unwrap()[0].number;
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(&format!("{SMP}/meetings")).await;
    let cookie = browser.cookie.clone().unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        look_at(&page, "/distribution", "distribution").await;
        let recipient = format!("/distribution/lists/libraries/recipients/{number}");
        look_at(&page, &recipient, "recipient").await;
        look_at(&page, "/distribution/sendings/1", "sending").await;
        look_at(&page, "/publish/1/send", "send").await;
        page.browser.find(Locator::Id("lists")).await.unwrap().click().await.unwrap();
        page.browser.find(Locator::Id("send")).await.unwrap().click().await.unwrap();
        page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
        page.called("send-fault").look_at().await;
        look_at(&page, "/published/told", "told").await;
    })
    .await;
}
