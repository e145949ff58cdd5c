//! The worked example's pages that need the archive, the documents or the drawn timeline.

use crate::hands::Hands;
use crate::page::Scripts;
use crate::page::browsing_at;
use crate::partnership::Partnership;
use crate::served::Served;

const SMP: &str = "/safer-maidstone-partnership";

/// Each of these pages, below the partnership's address.
const PAGES: [&str; 8] = [
    "",
    "/scrutiny-update",
    "/briefings",
    "/briefings/E07000110/2014-Q1",
    "/trace?ref=E07000110/2014-Q1/1.4",
    "/trace",
    "/task-groups/domestic-violence-forum",
    "/task-groups/quarters/2014-Q1/report",
];

/// What somebody who consults looks at once it has closed: charts as they are drawn, paper, days, who may be quoted.
const CONSULTED: [&str; 5] = [
    "/consultations",
    "/consultations/2015-16/smp-2015/results",
    "/consultations/2015-16/smp-2015/retention",
    "/consultations/2015-16/smp-2015/questionnaire",
    "/consultations/2015-16/smp-2015/questionnaire/quoting",
];

/// Where somebody answers, and is asked for a postcode.
const ANSWER: &str = "/answer/smp-2015";

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
    served.stop();
}

/// Looks at the consultation after it closed, and at the question that a list of postcodes lets be asked.
async fn look_at_the_consultation(scripts: Scripts) {
    let home = Partnership::new();
    let list = home.file("list.csv", b"pcds,lsoa11,ward\nME15 6JQ,E01024356,E05004994\n");
    home.imports("postcodes", &[list]);
    let served = Served::demo_on(&home, "2015-03-03");
    let (link, origin) = (served.link.clone(), served.origin.clone());
    browsing_at(origin.clone(), scripts, |page| async move {
        let mut hands = Hands::of(page.clone());
        page.open(link.strip_prefix(&origin).unwrap()).await;
        hands.press_button("Sign in").await;
        for path in CONSULTED {
            page.open(&format!("{SMP}{path}")).await;
            page.called(path).look_at().await;
        }
        page.open(&format!("{SMP}{ANSWER}")).await;
        hands.press_button("Start a late reply").await;
        let question = format!("{SMP}{ANSWER}/question/postcode");
        page.open(&question).await;
        page.called("postcode").look_at().await;
        page.keyboard().await;
    })
    .await;
    served.stop();
}

#[tokio::test]
async fn the_pages_of_a_consultation_have_no_fault() {
    look_at_the_consultation(Scripts::Run).await;
}

#[tokio::test]
async fn the_pages_of_a_consultation_work_without_scripts() {
    look_at_the_consultation(Scripts::Blocked).await;
}

#[tokio::test]
async fn the_pages_of_the_demo_have_no_fault() {
    look_at_all(Scripts::Run).await;
}

#[tokio::test]
async fn the_pages_of_the_demo_work_without_scripts() {
    look_at_all(Scripts::Blocked).await;
}
