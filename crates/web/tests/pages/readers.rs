//! Links by which somebody without an account reads the year.

use partnership::membership::person::Role;
use web::settings::Settings;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::settings_on;
use crate::people::link_on;
use crate::roles::table::Method;
use crate::roles::table::Who;
use crate::roles::table::lines;

async fn make(browser: &mut Browser<'_>, until: &str) -> Answer {
    let fields = [("name", "Councillor Ann Example"), ("until", until)];
    browser.post(&format!("{SMP}/readers/new"), &fields).await
}

/// The day so many days from now, as people write it.
fn in_days(days: i32) -> String {
    web::clock::day_of(jiff::Timestamp::now()).unwrap().plus_days(days).in_words()
}

#[tokio::test]
async fn a_councillor_without_an_account_reads_the_year_by_a_link() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let made = make(&mut manager, &in_days(30)).await;
    made.shows(&["A link for Councillor Ann Example", "shown only now"]);
    let mut reader = house.browser();
    assert_eq!(reader.get(&link_on(&made)).await.leads_to(), SMP);
    let year = reader.get(SMP).await;
    year.shows(&["The year 2015–16", "Due next"]);
    assert!(!year.text.contains("Sign out") && !year.text.contains("My list"));
    reader.get(&format!("{SMP}/partnership")).await.shows(&["Kent Police"]);
    let list = manager.get(&format!("{SMP}/people")).await;
    list.shows(&["To read the year, for Councillor Ann Example", "Can be followed until"]);
}

#[tokio::test]
async fn a_reader_sees_the_year_and_nothing_else_and_changes_nothing() {
    let house = House::in_october().await;
    house.person(Role::Councillor).await;
    house.person(Role::Administrator).await;
    house.enter_cabinets_meeting().await;
    house.enter_consultation().await;
    house.enter_panels().await;
    crate::partner_data_made::enter_supplier(&house.book).await;
    let made = make(&mut house.signed_in(Role::Manager).await, &in_days(0)).await;
    let mut reader = house.browser();
    reader.get(&link_on(&made)).await;
    let before = house.book.entries(0, 10_000).await.unwrap().len();
    for line in lines() {
        let Who::May(deed) = line.who else { continue };
        let path = line.path.replace("{p}", SMP);
        let answer = match line.method {
            Method::Get => reader.get(&path).await,
            Method::Post => reader.post(&path, &[]).await,
        };
        let sees = deed == partnership::membership::may::Deed::SeeYear;
        let wanted = if sees { line.then } else { 403 };
        assert_eq!(answer.status.as_u16(), wanted, "{line:?}: {}", answer.text);
    }
    assert_eq!(house.book.entries(0, 10_000).await.unwrap().len(), before);
}

#[tokio::test]
async fn a_link_that_is_revoked_closes_the_pages_at_once() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let made = make(&mut manager, &in_days(30)).await;
    let number = house.book.access_links().await.unwrap()[0].number;
    let mut reader = house.browser();
    reader.get(&link_on(&made)).await;
    let revoke = format!("{SMP}/readers/links/{number}/revoke");
    assert_eq!(manager.post(&revoke, &[]).await.leads_to(), format!("{SMP}/people"));
    assert_eq!(reader.get(SMP).await.status, 303);
    assert_eq!(house.browser().get(&link_on(&made)).await.status, 409);
}

#[tokio::test]
async fn a_link_to_read_opens_nothing_of_another_partnership() {
    let house = House::in_october().await;
    let other = house.another_partnership().await;
    let made = make(&mut house.signed_in(Role::Manager).await, &in_days(30)).await;
    let mut reader = house.browser();
    reader.get(&link_on(&made)).await;
    assert_eq!(reader.get(&format!("/{}", other.id())).await.status, 303);
    let there = link_on(&made).replace(SMP, &format!("/{}", other.id()));
    assert_eq!(house.browser().get(&there).await.status, 409);
}

#[tokio::test]
async fn a_link_to_read_ends_within_a_year() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    make(&mut manager, &in_days(-1)).await.shows(&["The day is over", "<title>Error: "]);
    make(&mut manager, &in_days(400)).await.shows(&["more than a year off"]);
    make(&mut manager, "soon").await.shows(&["is not a day"]);
    assert!(
        house.book.access_links().await.unwrap().len() == 1,
        "only that by which one signed in"
    );
}

#[tokio::test]
async fn the_name_of_a_reader_is_forgotten_so_long_after_the_link_has_ended_as_the_settings_say() {
    let house =
        House::with(Settings { forget_readers_after: 30, ..settings_on("2014-10-14") }).await;
    house
        .browser()
        .get("/privacy-notice")
        .await
        .shows(&["Until 30 days after the link has expired"]);
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{SMP}/readers/new")).await.shows(&["until 30 days after the link"]);
    make(&mut manager, &in_days(1)).await.shows(&["A link for Councillor Ann Example"]);
    let link = house.book.access_links().await.unwrap().remove(0);
    let after = |days: i64| link.expires + jiff::SignedDuration::from_hours(24 * days);
    web::tidy(&house.app, after(30)).await;
    assert!(house.book.access_links().await.unwrap().contains(&link), "forgotten too early");
    web::tidy(&house.app, after(31)).await;
    assert!(!house.book.access_links().await.unwrap().contains(&link));
    let told = format!("{:?}", house.book.entries(0, 10_000).await.unwrap());
    assert!(!told.contains("Ann Example"), "{told}");
    assert!(house.book.verify().await.is_ok());
    // The server was tidied up in the future, so the manager signs in again, and sees what was done, and not of whom.
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    let list = manager.get(&format!("{SMP}/people")).await;
    assert!(!list.text.contains("Ann Example"));
    let audit = manager.get(&format!("{SMP}/audit")).await;
    audit.shows(&["the server, by its settings", "Forgotten since"]);
    assert!(!audit.text.contains("Ann Example"));
}
