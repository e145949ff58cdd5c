//! The pages of consultations in a browser, as the manager sees them.

use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::page::Scripts;
use crate::page::browsing;

/// Looks at a page of the example's consultation at every width and with the keyboard alone.
async fn look_at(below: &'static str, scripts: Scripts) {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/consultations{below}")).await;
        page.look_at().await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_list_of_consultations() {
    look_at("", Scripts::Run).await;
    look_at("", Scripts::Blocked).await;
}

#[tokio::test]
async fn one_consultation() {
    look_at("/2015-16/smp-2015", Scripts::Run).await;
    look_at("/2015-16/smp-2015", Scripts::Blocked).await;
}

#[tokio::test]
async fn replies_before_there_are_any() {
    look_at("/2015-16/smp-2015/replies", Scripts::Run).await;
}
