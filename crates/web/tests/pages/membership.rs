//! The partnership: as it was on a day, and changed one part at a time.

use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::people::hidden;

fn partnership(below: &str) -> String {
    format!("{SMP}/partnership{below}")
}

/// Sends the form of a page with the version that the page has.
async fn send(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let version = hidden(&browser.get(path).await, "version");
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn everybody_sees_who_belongs_to_it_and_only_some_may_change_it() {
    let house = House::in_october().await;
    let page = house.signed_in(Role::Councillor).await.get(&partnership("")).await;
    page.shows(&[
        "Responsible authorities",
        "Kent Police",
        "Domestic Violence Forum",
        "Lead not known",
    ]);
    page.shows(&["E07000110", "Bodies that decide", "nearest statistical neighbours"]);
    assert!(!page.text.contains("Add an organisation"));
    house
        .signed_in(Role::Manager)
        .await
        .get(&partnership(""))
        .await
        .shows(&["Add an organisation"]);
}

#[tokio::test]
async fn an_organisation_is_added_and_given_its_last_day() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let fields = [("name", "Golding Homes"), ("capacity", "key-partner"), ("from", "1 April 2013")];
    let added = send(&mut browser, &partnership("/organisations/new"), &fields).await;
    assert_eq!(added.leads_to(), partnership(""));
    let page = browser.get(&partnership("")).await;
    page.shows(&["Golding Homes was added.", "Key partners", "From 1 April 2013"]);
    let path = partnership("/organisations/7");
    browser.get(&path).await.shows(&["value=\"Golding Homes\"", "value=\"1 April 2013\""]);
    let ended = [fields[0], fields[1], fields[2], ("until", "30 September 2014")];
    assert_eq!(send(&mut browser, &path, &ended).await.status, 303);
    let now = browser.get(&partnership("")).await;
    now.shows(&["At other times", "1 April 2013 to 30 September 2014"]);
    assert!(!now.text.contains("Key partners"));
    let then = browser.get(&partnership("?on=1+May+2014")).await;
    then.shows(&["As on 1 May 2014", "Key partners"]);
    assert!(!then.text.contains("At other times"));
}

#[tokio::test]
async fn everything_wrong_with_a_part_is_told_beside_its_field() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let nothing = send(&mut browser, &partnership("/organisations/new"), &[("from", "soon")]).await;
    nothing.shows(&[
        "<title>Error: ",
        "Enter the name of the organisation",
        "href=\"#capacity\"",
        "is not a day",
    ]);
    let twice = [("name", "Kent Police"), ("capacity", "other-member")];
    let twice = send(&mut browser, &partnership("/organisations/new"), &twice).await;
    twice.shows(&["is named twice for the same days", "href=\"#name\""]);
    let ward = [("name", "Fant"), ("code", "E05000123")];
    let ward = send(&mut browser, &partnership("/districts/new"), &ward).await;
    ward.shows(&["is the code of a ward", "href=\"#code\""]);
    let backwards =
        [("name", "Swale"), ("code", "E07000113"), ("from", "2 May 2015"), ("until", "1 May 2015")];
    let backwards = send(&mut browser, &partnership("/districts/new"), &backwards).await;
    backwards.shows(&["The last day is before the first"]);
}

#[tokio::test]
async fn task_groups_districts_and_bodies_are_added_and_changed() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Administrator).await;
    for (part, fields) in [
        ("task-groups", [("name", "Road Safety"), ("lead", "Ann Example")]),
        ("districts", [("name", "Swale"), ("code", "E07000113")]),
        ("bodies", [("name", "the Overview Panel"), ("kind", "scrutiny")]),
    ] {
        let added = send(&mut browser, &partnership(&format!("/{part}/new")), &fields).await;
        assert_eq!(added.leads_to(), partnership(""), "{part}");
    }
    browser.get(&partnership("")).await.shows(&[
        "Led by Ann Example",
        "Swale",
        "the Overview Panel",
    ]);
    let typed = house.book.partnership().await.unwrap().value.typed().clone();
    assert_eq!(typed.bodies[4].id.to_string(), "the-overview-panel");
    let renamed = [("name", "the Panel"), ("kind", "scrutiny")];
    assert_eq!(send(&mut browser, &partnership("/bodies/5"), &renamed).await.status, 303);
    let typed = house.book.partnership().await.unwrap().value.typed().clone();
    assert_eq!(
        (typed.bodies[4].id.to_string().as_str(), typed.bodies[4].name.as_str()),
        ("the-overview-panel", "the Panel")
    );
}

#[tokio::test]
async fn what_others_need_is_not_taken_away() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let only = send(&mut browser, &partnership("/districts/1/take-away"), &[]).await;
    only.shows(&["No district is named", "href=\"#take-away\""]);
    let needed = send(&mut browser, &partnership("/bodies/3/take-away"), &[]).await;
    needed.shows(&["<title>Error: ", "could not be with this description"]);
    let gone = send(&mut browser, &partnership("/task-groups/1/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), partnership(""));
    let page = browser.get(&partnership("")).await;
    page.shows(&["Domestic Violence Forum was taken away."]);
    assert_eq!(browser.get(&partnership("/task-groups/1")).await.status, 404);
}

#[tokio::test]
async fn whoever_comes_second_changes_nothing_and_loses_nothing_typed() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = partnership("/organisations/1");
    let seen = hidden(&browser.get(&path).await, "version");
    house.call("Safer Weald").await;
    let fields =
        [("name", "Typed Council"), ("capacity", "responsible-authority"), ("version", &seen)];
    let refused = browser.post(&path, &fields).await;
    refused.shows(&["was changed by a test on", "value=\"Typed Council\""]);
    let refused = browser.post(&format!("{path}/take-away"), &[("version", &seen)]).await;
    refused.shows(&["Somebody changed the partnership meanwhile"]);
    let typed = house.book.partnership().await.unwrap().value.typed().clone();
    assert_eq!(typed.organisations[0].name, "Maidstone Borough Council");
}

#[tokio::test]
async fn name_force_and_comparison_group_are_changed() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = partnership("/description");
    let wrong =
        [("name", ""), ("police_force", "Kent Police"), ("group", "chosen"), ("codes", "E07, x")];
    let wrong = send(&mut browser, &path, &wrong).await;
    wrong.shows(&["Enter what the partnership is called", "href=\"#codes\"", "E07, x</textarea>"]);
    let right = [
        ("name", "Safer Weald"),
        ("police_force", "Sussex Police"),
        ("group", "chosen"),
        ("codes", "E07000110\r\nE07000113"),
    ];
    assert_eq!(send(&mut browser, &path, &right).await.leads_to(), partnership(""));
    browser.get(&partnership("")).await.shows(&[
        "Safer Weald",
        "Sussex Police",
        "E07000110 and E07000113",
    ]);
}

#[tokio::test]
async fn what_is_no_part_is_no_page() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for path in [
        "/planets/new",
        "/planets/1",
        "/bodies/0",
        "/bodies/99",
        "/bodies/x",
        "/bodies/99/take-away",
    ] {
        assert_eq!(browser.get(&partnership(path)).await.status, 404, "{path}");
    }
}
