//! The page "This year".

use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;

#[tokio::test]
async fn the_year_is_one_page_with_what_is_due_and_what_clashes() {
    let house = House::in_october().await;
    let page = house.signed_in(Role::Councillor).await.get(SMP).await;
    page.shows(&[
        "The year 2015–16",
        "Due next",
        "Strategic Assessment",
        "In March 2015, date to be set",
        "onsultation closes on Saturday 28 February",
        "The plan is written before the consultation closes",
    ]);
    assert_eq!(page.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn the_year_is_seen_as_it_stood_on_any_day() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(&format!("{SMP}?on=4+December+2014")).await.shows(&["as on 4 December 2014"]);
    let page = browser.get(&format!("{SMP}?cycle=2031-32")).await;
    assert_eq!(page.status, 404);
    page.holds(&["Page not found"]);
}
