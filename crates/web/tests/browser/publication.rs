//! The pages of publication in a browser: each without fault, before adoption, with a reason asked for, and published.

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

/// Presses the button of the page that is open, and looks at what comes of it.
async fn press(page: &Page, button: &str, comes: &str) {
    let button = format!("//main//button[not(@aria-hidden) and contains(., '{button}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
    page.browser.wait().for_element(Locator::Css(comes)).await.unwrap();
    page.look_at().await;
}

#[tokio::test]
async fn the_pages_of_publication_have_no_fault_before_adoption_and_until_it_is_withdrawn() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let house = House::on("2015-04-22").await.publishing();
        let mut browser = house.signed_in(Role::Manager).await;
        agree(&mut browser).await;
        browser.get(&format!("{SMP}/meetings")).await;
        let cookie = browser.cookie.clone().unwrap();
        let pages = house.pages();
        browsing(pages.clone(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            look_at(&page, "/publish", "publish-nothing").await;
        })
        .await;
        recommend(&mut browser).await;
        adopt(&mut browser).await;
        browser.get(&format!("{SMP}/meetings")).await;
        let cookie = browser.cookie.clone().unwrap();
        browsing(pages, scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            look_at(&page, "/publish", "publish").await;
            press(&page.called("publish-fault"), "Publish", ".govuk-error-summary").await;
            let field = page.browser.find(Locator::Id("despite")).await.unwrap();
            field.send_keys("the law asks for it").await.unwrap();
            press(&page.called("publish-done"), "Publish", ".govuk-notification-banner").await;
            look_at(&page, "/publish/1/withdraw", "publish-withdraw").await;
            press(&page.called("withdraw-fault"), "Withdraw it", ".govuk-error-summary").await;
            look_at(&page, "/published", "published").await;
        })
        .await;
    }
}
