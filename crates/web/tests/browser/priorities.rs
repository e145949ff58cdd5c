//! The pages of priorities in a browser: each without fault, and the workshop by the arrow keys.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::priorities_made;

const OF_YEAR: &str = "priorities/2015-16";

/// A long list whose scoring is closed, with a meeting's decision; the manager's cookie, and the first issue's number.
async fn with_priorities() -> (House, String, i64) {
    let house = House::on("2014-12-05").await;
    let [home, ..] = priorities_made::enter(&house.book).await;
    priorities_made::close(&house.book).await;
    priorities_made::meet(&house.book).await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    (house, cookie, home)
}

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, below: &str) {
    let page = page.called(&format!("priorities{below}"));
    page.open(&format!("{SMP}/{OF_YEAR}{below}")).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

#[tokio::test]
async fn the_pages_of_priorities_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie, number) = with_priorities().await;
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            for below in ["", "/issues/new", "/method", "/ranking", "/decision"] {
                look_at(&page, below).await;
            }
            for below in ["", "/change", "/evidence", "/score"] {
                look_at(&page, &format!("/issues/{number}{below}")).await;
            }
            for below in ["", "?scores=shown"] {
                look_at(&page, &format!("/workshop/{number}{below}")).await;
            }
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn where_no_issue_is_yet_the_long_list_has_no_fault() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        for below in ["", "/ranking", "/decision"] {
            page.open(&format!("{SMP}/{OF_YEAR}{below}")).await;
            page.called(&format!("priorities-empty{below}")).look_at().await;
        }
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_arrow_keys_show_the_scores_then_go_on_and_go_back() {
    let (house, cookie, number) = with_priorities().await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        let first = format!("{SMP}/{OF_YEAR}/workshop/{number}");
        page.open(&first).await;
        let press = async |key: &str| {
            let body = page.browser.find(Locator::Css("body")).await.unwrap();
            body.send_keys(key).await.unwrap();
        };
        let (left, right) = ("\u{e012}", "\u{e014}");
        press(right).await;
        page.browser.wait().for_element(Locator::Id("scores")).await.unwrap();
        press(right).await;
        let next = "//p[contains(., 'Issue 2 of 3')]";
        page.browser.wait().for_element(Locator::XPath(next)).await.unwrap();
        press(left).await;
        let before = "//p[contains(., 'Issue 1 of 3')]";
        page.browser.wait().for_element(Locator::XPath(before)).await.unwrap();
        drop(house);
    })
    .await;
}
