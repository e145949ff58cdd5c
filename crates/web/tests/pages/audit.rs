//! The audit record: looked through, checked, taken along.

use axum::http::header;
use partnership::membership::person::Role;

use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;

fn audit(below: &str) -> String {
    format!("{SMP}/audit{below}")
}

/// How many entries a page shows.
async fn shown(browser: &mut Browser<'_>, query: &str) -> usize {
    let page = browser.get(&audit(query)).await;
    assert_eq!(page.status, 200, "{}", page.text);
    page.text.matches("Entry </span>").count()
}

async fn entries(house: &House) -> usize {
    house.book.entries(0, 10_000).await.unwrap().len()
}

#[tokio::test]
async fn every_change_is_there_in_words_the_latest_first() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let page = browser.get(&audit("")).await;
    page.shows(&[
        "Entries, the latest first",
        "Alex partnership manager (partnership-manager)",
        "Access link",
        "Rolling Plan written (2015-16/plan-written)",
    ]);
    let link = page.text.find("Access link</td>").unwrap();
    let step = page.text.find("Step</td>").unwrap();
    assert!(link < step, "the latest first");
    assert_eq!(shown(&mut browser, "").await, entries(&house).await);
}

#[tokio::test]
async fn filters_leave_out_what_was_not_asked_for() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Administrator).await;
    assert_eq!(shown(&mut browser, "?kind=person").await, 1);
    assert_eq!(shown(&mut browser, "?kind=step&who=nobody").await, 0);
    assert_eq!(shown(&mut browser, "?who=administrator").await, 1);
    let all = entries(&house).await;
    assert_eq!(shown(&mut browser, "?from=1+January+2020").await, all);
    assert_eq!(shown(&mut browser, "?to=1+January+2020").await, 0);
    let page = browser.get(&audit("?from=tomorrow&to=1+May")).await;
    page.shows(&["<title>Error: Audit record", "is not a day; write it as", "value=\"tomorrow\""]);
    let page = browser.get(&audit("?from=2+May+2015&to=1+May+2015")).await;
    page.shows(&["The last day is before the first"]);
}

#[tokio::test]
async fn a_day_of_the_filters_begins_at_our_midnight() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let today = web::clock::day_of(jiff::Timestamp::now()).unwrap();
    let all = entries(&house).await;
    assert_eq!(shown(&mut browser, &format!("?from={today}&to={today}")).await, all);
    let tomorrow = today.plus_days(1);
    assert_eq!(shown(&mut browser, &format!("?from={tomorrow}")).await, 0);
}

#[tokio::test]
async fn a_long_record_is_shown_page_by_page_and_nothing_is_left_out() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for number in 0..70 {
        house.call(&format!("Partnership {number}")).await;
    }
    let first = browser.get(&audit("?kind=partnership")).await;
    first.shows(&["Earlier entries"]);
    assert!(!first.text.contains("Latest entries"));
    assert_eq!(first.text.matches("Entry </span>").count(), 50);
    let next = first.text.split("govuk-pagination__next").nth(1).unwrap();
    let next = next.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let next = next.replace("&amp;", "&").replace("&#x2f;", "/");
    let second = browser.get(&next).await;
    second.shows(&["Latest entries"]);
    assert_eq!(second.text.matches("Entry </span>").count(), 21);
    assert!(!second.text.contains("Earlier entries"));
}

#[tokio::test]
async fn one_entry_shows_what_was_before_beside_what_came_after() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    house.call("Safer Weald <b>").await;
    let number = entries(&house).await;
    let page = browser.get(&audit(&format!("/{number}"))).await;
    page.shows(&[
        "What changed",
        "Safer Maidstone Partnership",
        "Safer Weald &lt;b&gt;",
        "Changed",
    ]);
    assert!(!page.text.contains("Police force"), "what did not change is left out");
    for none in ["/999999", "/0", "/-3", "/x"] {
        assert_eq!(browser.get(&audit(none)).await.status, 404, "{none}");
    }
}

#[tokio::test]
async fn the_record_is_checked_on_demand() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let verified = house.book.verify().await.unwrap();
    let page = browser.get(&audit("/check")).await;
    page.shows(&["Yes, as checked on", &verified.head.hash]);
    let all = format!("All {} entries follow one another", verified.head.entries);
    page.holds(&[&all]);
}

#[tokio::test]
async fn the_record_is_taken_along_whole_and_no_cell_is_a_formula() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let mut person = house.person(Role::Partner).await;
    person.name = "=HYPERLINK(\"http://evil.example\")".to_owned();
    person.id = partnership::membership::person::PersonId("evil".parse().unwrap());
    person.email = "evil@example.org".parse().unwrap();
    house.book.enter_person(&crate::house::signed(), person).await.unwrap();
    for number in 0..600 {
        house.call(&format!("Partnership {number}")).await;
    }
    let file = browser.get(&audit("/record.csv")).await;
    file.shows(&["entry,at,who,kind,key,deed,before,after,hash\r\n"]);
    assert_eq!(file.text.lines().count(), entries(&house).await + 1);
    assert!(!file.text.contains(",=") && !file.text.contains(",\"="));
    let how = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(how, "attachment; filename=\"safer-maidstone-partnership-audit-record.csv\"");
    let some = browser.get(&audit("/record.csv?kind=person")).await;
    assert_eq!(some.text.lines().count(), 4);
    assert_eq!(browser.get(&audit("/record.csv?from=x")).await.status, 409);
}

#[tokio::test]
async fn nobody_sees_another_partnerships_record() {
    let house = House::in_october().await;
    let other = house.another_partnership().await;
    let mut browser = house.signed_in(Role::Administrator).await;
    for page in ["audit", "audit/1", "audit/check", "audit/record.csv"] {
        let answer = browser.get(&format!("/{}/{page}", other.id())).await;
        assert_eq!(answer.status, 303, "{page}");
    }
}
