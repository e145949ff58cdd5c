//! The pages of the timetable, on the worked example's year.

use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// Looks at a page as the manager sees it, with and without scripts.
async fn look_at(house: House, path: &str, scripts: Scripts) {
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    let path = format!("{SMP}{path}");
    browsing(house.pages(), scripts, |page| async move {
        page.open(&format!("{SMP}/sign-in")).await;
        page.keep_cookie(&cookie).await;
        page.open(&path).await;
        page.look_at().await;
        page.at_width(320).await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_timetable_has_no_fault() {
    look_at(House::in_october().await, "/timetable", Scripts::Run).await;
}

#[tokio::test]
async fn the_timetable_works_without_scripts() {
    let path = "/timetable?owner=Maidstone+Borough+Council&on=1+May+2015";
    look_at(House::in_october().await, path, Scripts::Blocked).await;
}

#[tokio::test]
async fn a_timetable_that_is_not_there_yet_has_no_fault() {
    look_at(House::before_any_timetable().await, "/timetable", Scripts::Run).await;
}

#[tokio::test]
async fn a_step_has_no_fault() {
    look_at(House::in_october().await, "/steps/2015-16/plan-to-cabinet", Scripts::Run).await;
}

#[tokio::test]
async fn a_step_can_be_recorded_without_scripts() {
    let path = "/steps/2015-16/consultation";
    look_at(House::in_october().await, path, Scripts::Blocked).await;
}

#[tokio::test]
async fn a_new_step_has_no_fault() {
    look_at(House::in_october().await, "/timetable/2015-16/new-step", Scripts::Run).await;
}

#[tokio::test]
async fn changing_a_step_has_no_fault() {
    let path = "/steps/2015-16/plan-adopted/change";
    look_at(House::in_october().await, path, Scripts::Blocked).await;
}

#[tokio::test]
async fn taking_a_step_away_has_no_fault() {
    let path = "/steps/2015-16/plan-launched/take-away";
    look_at(House::in_october().await, path, Scripts::Run).await;
}

#[tokio::test]
async fn what_stands_against_taking_a_step_away_has_no_fault() {
    let path = "/steps/2015-16/plan-to-cabinet/take-away";
    look_at(House::in_october().await, path, Scripts::Run).await;
}

#[tokio::test]
async fn polls_and_school_holidays_have_no_fault() {
    look_at(House::in_october().await, "/timetable/2015-16/days", Scripts::Run).await;
}

#[tokio::test]
async fn planning_the_first_year_has_no_fault() {
    look_at(House::before_any_timetable().await, "/timetable/new", Scripts::Run).await;
}

#[tokio::test]
async fn planning_works_without_scripts() {
    look_at(House::before_any_timetable().await, "/timetable/new", Scripts::Blocked).await;
}

#[tokio::test]
async fn a_year_is_read_before_it_is_entered() {
    let path = "/timetable/new?way=next";
    look_at(House::in_october().await, path, Scripts::Run).await;
}

#[tokio::test]
async fn what_was_typed_and_what_is_wrong_is_shown_in_the_browser() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, |page: Page| async move {
        page.open(&format!("{SMP}/sign-in")).await;
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/steps/2015-16/consultation")).await;
        page.open(&format!("{SMP}/steps/2015-16/consultation?on=soon")).await;
        page.look_at().await;
        page.ask("document.querySelector('form[action$=happened]').submit()").await;
        page.look_at().await;
        assert!(page.browser.title().await.unwrap().starts_with("Error: "));
        drop(house);
    })
    .await;
}
