//! The pages of people, of one's own things, of the partnership and of the audit record, in a browser.

use partnership::membership::person::Role;
use records::Purpose;
use web::settings::Settings;

use crate::house::House;
use crate::house::SMP;
use crate::house::post_to;
use crate::house::settings_on;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// Signs in as the person for whom the link was made.
async fn sign_in(page: &Page, token: &str) {
    page.open(&format!("{SMP}/sign-in-once/{token}")).await;
    press(page, "main form button").await;
}

/// Presses a button and waits for the page that comes.
async fn press(page: &Page, selector: &str) {
    let button = page.browser.find(fantoccini::Locator::Css(selector)).await.unwrap();
    button.click().await.unwrap();
}

/// Looks at each of these pages as somebody in a role, who has a password.
async fn look_at_each(role: Role, scripts: Scripts, paths: &'static [&'static str]) {
    let mail = Some(post_to(9));
    let house = House::with(Settings { mail, ..settings_on("2014-10-14") }).await;
    house.person(Role::Partner).await;
    let person = match role {
        Role::Partner => house.found(role).await,
        Role::Administrator
        | Role::Manager
        | Role::Analyst
        | Role::TaskGroupLead
        | Role::Councillor
        | Role::CountyAnalyst => house.person(role).await,
    };
    house.with_password(&person, "three blind mice").await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    house.link(&house.found(Role::Partner).await, Purpose::SetPassword).await;
    browsing(house.pages(), scripts, move |page| async move {
        sign_in(&page, token.as_str()).await;
        for path in paths {
            let page = page.called(path);
            page.open(&format!("{SMP}{path}")).await;
            page.look_at().await;
            page.keyboard().await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_people_have_no_fault() {
    let paths =
        &["/people", "/people/new", "/people/partner", "/people/partner/take-away", "/readers/new"];
    look_at_each(Role::Administrator, Scripts::Run, paths).await;
}

#[tokio::test]
async fn the_pages_of_people_work_without_scripts() {
    look_at_each(Role::Manager, Scripts::Blocked, &["/people/new", "/people/partner"]).await;
}

#[tokio::test]
async fn the_pages_of_ones_own_have_no_fault() {
    let paths = &["/me", "/me/account", "/me/password", "/me/recovery-codes", "/me/calendar"];
    look_at_each(Role::Partner, Scripts::Run, paths).await;
}

#[tokio::test]
async fn what_is_shown_once_and_what_was_wrong_have_no_fault() {
    // A port on which nobody takes letters.
    let mail = Some(post_to(9));
    let house = House::with(Settings { mail, ..settings_on("2014-10-14") }).await;
    let person = house.person(Role::Manager).await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        sign_in(&page, token.as_str()).await;
        page.open(&format!("{SMP}/me/calendar")).await;
        press(&page, "main form button").await;
        page.called("/me/calendar made").look_at().await;
        page.open(&format!("{SMP}/me/calendar")).await;
        page.called("/me/calendar with one").look_at().await;
        page.open(&format!("{SMP}/people/new")).await;
        press(&page, "main form button").await;
        page.called("/people/new wrong").look_at().await;
        page.open(&format!("{SMP}/people/partnership-manager")).await;
        press(&page, "main button[name=send]").await;
        page.called("/people/partnership-manager/link not sent").look_at().await;
        page.open(&format!("{SMP}/audit?from=tomorrow")).await;
        page.called("/audit wrong").look_at().await;
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_the_audit_record_have_no_fault() {
    let paths = &["/audit", "/audit?kind=event", "/audit/1", "/audit/check"];
    look_at_each(Role::Manager, Scripts::Run, paths).await;
}

#[tokio::test]
async fn what_everybody_may_read_has_no_fault() {
    let house = House::in_october().await;
    browsing(house.pages(), Scripts::Run, |page| async move {
        for path in ["/accessibility-statement", "/privacy-notice"] {
            page.open(path).await;
            page.called(path).look_at().await;
            page.keyboard().await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_the_partnership_have_no_fault() {
    let paths = &[
        "/partnership",
        "/partnership/description",
        "/partnership/organisations/new",
        "/partnership/districts/1",
        "/partnership/bodies/1",
        "/partnership/task-groups/1/take-away",
    ];
    look_at_each(Role::Manager, Scripts::Run, paths).await;
}
