//! The worked example's pages that need the archive, the documents or the drawn timeline.

use crate::hands::Hands;
use crate::page::Scripts;
use crate::page::browsing_at;
use crate::partnership::Partnership;
use crate::served::Served;

const SMP: &str = "/safer-maidstone-partnership";

/// Each of these pages, below the partnership's address.
const PAGES: [&str; 6] = [
    "",
    "/scrutiny-update",
    "/briefings",
    "/briefings/E07000110/2014-Q1",
    "/trace?ref=E07000110/2014-Q1/1.4",
    "/trace",
];

/// A page that tells what is wrong with what was asked.
const NO_REFERENCE: &str = "/trace?ref=nonsense";

/// Looks at all of them as the manager sees them, and at what a reference leads to.
async fn look_at_all(scripts: Scripts) {
    let home = Partnership::new();
    let served = Served::demo(&home);
    let (link, origin) = (served.link.clone(), served.origin.clone());
    browsing_at(origin.clone(), scripts, |page| async move {
        let mut hands = Hands::of(page.clone());
        page.open(link.strip_prefix(&origin).unwrap()).await;
        hands.press_button("Sign in").await;
        for path in PAGES {
            page.open(&format!("{SMP}{path}")).await;
            page.called(path).look_at().await;
            page.at_width(320).await;
            page.keyboard().await;
        }
        // What is wrong has the focus already, so Tab does not begin at the top.
        page.open(&format!("{SMP}{NO_REFERENCE}")).await;
        page.called(NO_REFERENCE).look_at().await;
    })
    .await;
    assert!(served.stop().success());
}

#[tokio::test]
async fn the_pages_of_the_demo_have_no_fault() {
    look_at_all(Scripts::Run).await;
}

#[tokio::test]
async fn the_pages_of_the_demo_work_without_scripts() {
    look_at_all(Scripts::Blocked).await;
}
