//! The pages of neighbourhood panels: the register, recording from minutes, an issue's life, counts, files, deletion.

mod bringing_in;
mod life;

use partnership::membership::person::Role;
use records::KeptIssue;

use crate::commented::version_in;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;

/// The worked example's panels.
async fn with_panels() -> House {
    let house = House::in_october().await;
    house.enter_panels().await;
    house
}

fn at(below: &str) -> String {
    format!("{SMP}/panels{below}")
}

/// The issue of that place.
async fn issue(house: &House, place: &str) -> KeptIssue {
    let all = house.book.panel_issues().await.unwrap();
    all.into_iter().find(|kept| kept.issue.raised().place == place).unwrap()
}

/// Sends a form of a page that carries a version.
async fn send(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version_in(&browser.get(path).await);
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn an_empty_register_tells_the_next_step_to_whoever_can_take_it() {
    let house = House::in_october().await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    analyst.get(&at("")).await.shows(&["No panel yet", "Add a panel", "Panels</"]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("")).await;
    page.shows(&["No panel yet", "The partnership manager or an analyst adds them"]);
    assert!(!page.text.contains("Add a panel"), "{}", page.text);
    analyst.get(&at("/roll-up")).await.shows(&["No panel yet"]);
    analyst.get(&at("/issues")).await.shows(&["Nothing was raised yet"]);
    analyst.get(&at("/import")).await.shows(&["Each row names a panel"]);
}

#[tokio::test]
async fn a_panel_is_added_changed_closed_and_found_in_the_register() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.post(&at("/new"), &[("name", "Issues"), ("areas_typed", "E05005")]).await;
    page.shows(&["Error: Add a panel", "href=\"#from\"", "href=\"#areas_typed\"", "Line 1:"]);
    page.holds(&["value=\"Issues\"", ">E05005</textarea>"]);
    let fields = [
        ("name", "Issues"),
        ("lead", "Police"),
        ("area", "E05005003"),
        ("areas_typed", "E01024389, Park Wood\r\n"),
        ("from", "1 April 2013"),
    ];
    let added = manager.post(&at("/new"), &fields).await;
    assert_eq!(added.leads_to(), at("/issues-2"), "an address of the program is no short name");
    let page = manager.get(&at("/issues-2")).await;
    page.shows(&["Shepway North (E05005003) and Park Wood (E01024389)", "No meeting yet"]);
    let register = manager.get(&at("")).await;
    register.shows(&[
        "Panels that meet",
        "10 September 2014",
        "Not yet",
        "illustrative",
        "8 October 2014",
    ]);
    let path = at("/issues-2/change");
    let closed = [fields[0], fields[1], fields[2], fields[4], ("until", "1 April 2012")];
    let page = send(&mut manager, &path, &closed).await;
    page.shows(&["The panel ends before it begins", "href=\"#until\""]);
    let closed = [fields[0], fields[1], fields[2], fields[4], ("until", "1 June 2014")];
    assert_eq!(send(&mut manager, &path, &closed).await.leads_to(), at("/issues-2"));
    manager.get(&at("")).await.shows(&["Panels that ended"]);
    let early = [("name", "x"), ("lead", "x"), ("area", "E05005003"), ("from", "1 July 2014")];
    let page = send(&mut manager, &at("/shepway/change"), &early).await;
    page.shows(&["which its days would leave out", "value=\"x\""]);
    let page = send(&mut manager, &at("/shepway/take-away"), &[]).await;
    page.shows(&["it cannot be taken away", "href=\"#take-away\""]);
    let gone = send(&mut manager, &at("/issues-2/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), at(""));
}

#[tokio::test]
async fn a_meeting_is_entered_and_leads_on_to_what_was_raised() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let new = at("/shepway/meetings/new");
    manager.get(&new).await.shows(&["value=\"Community hall, Cumberland Avenue\""]);
    let wrong = [("on", "1 November 2014"), ("came", "many"), ("from", "Police")];
    let page = manager.post(&new, &wrong).await;
    page.shows(&["href=\"#came\"", "Line 1 does not say how many came", "value=\"many\""]);
    let wrong = [("on", "1 November 2014"), ("came", "1"), ("from", "Police: 2")];
    let page = manager.post(&new, &wrong).await;
    page.shows(&["is yet to come", "The meeting has no place", "only 1 came in all"]);
    let right =
        [("on", "3 September 2014"), ("place", "Hall"), ("came", "9"), ("from", "Police: 2")];
    let entered = manager.post(&new, &right).await;
    assert_eq!(entered.leads_to(), at("/shepway/issues/new?meeting=2014-09-03"));
    manager.get(entered.leads_to()).await.shows(&["value=\"2014-09-03\" selected"]);
    let again = manager.post(&new, &right).await;
    again.shows(&["href=\"#conflict\"", "value=\"Hall\""]);
    let moved = [("on", "4 September 2014"), ("place", "Hall")];
    let path = at("/shepway/meetings/2014-09-03");
    assert_eq!(send(&mut manager, &path, &moved).await.leads_to(), at("/shepway"));
    let held = send(&mut manager, &at("/shepway/meetings/2014-10-08/take-away"), &[]).await;
    held.shows(&["an issue was raised at the meeting".replacen('a', "A", 1).as_str()]);
    let gone = send(&mut manager, &at("/shepway/meetings/2014-09-04/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), at("/shepway"));
}

#[tokio::test]
async fn what_may_tell_who_somebody_is_only_those_read_who_look_after_panels() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let fields = [
        ("meeting", "2014-10-08"),
        ("place", "12 Plains Avenue"),
        ("area", "E05005004"),
        ("kind", "noise"),
        ("words", "Mrs Jones hears a drum"),
        ("looked", "12 Plains Avenue | Mrs Jones"),
        ("press", "finish"),
    ];
    let kept = manager.post(&at("/shepway/issues/new"), &fields).await;
    assert_eq!(kept.leads_to(), at("/shepway"));
    let kept = issue(&house, "12 Plains Avenue").await;
    let path = at(&format!("/shepway/issues/{}", kept.number));
    manager.get(&path).await.shows(&["Mrs Jones hears", "perhaps it names a person"]);
    let mut partner = house.signed_in(Role::Partner).await;
    for page in [path, at("/shepway"), at("/issues?stands=all"), at("/roll-up")] {
        let page = partner.get(&page).await;
        page.shows(&["Noise"]);
        assert!(!page.text.contains("Jones") && !page.text.contains("12 Plains"), "{}", page.text);
    }
}

#[tokio::test]
async fn everything_is_counted_by_kind_and_area_and_leaves_as_a_file() {
    let house = with_panels().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("/roll-up")).await;
    page.shows(&[
        "Five issues were raised at panels from 15 October 2013 to 14 October 2014",
        "<p>Illustrative: What was raised, by kind</p>",
        "Shepway South",
        "50% (1 of 2)",
        "Came back: raised again within half a year",
        "Of every issue that is closed, its panel was told",
    ]);
    assert!(!page.text.contains("Perhaps raised before"), "that is for those who can join them");
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&at("/roll-up")).await.shows(&["Perhaps raised before under other words"]);
    let page = manager.get(&at("/roll-up?from=1+June+2014&until=30+June+2014")).await;
    page.shows(&["Two issues were raised"]);
    let wrong = manager.get(&at("/roll-up?from=soon&until=1+June+2014")).await;
    wrong.shows(&["href=\"#from\"", "value=\"soon\""]);
    let file = councillor.get(&at("/roll-up.csv?from=2014-06-01&until=2014-06-30")).await.text;
    assert!(file.starts_with("from,until,by,area,area_name,kind,issues,"), "{file}");
    let line = "2014-06-01,2014-06-30,area and kind,E05005003,Shepway North,speeding,1,1,1,0,0,0,0,0,2014-06-11\r\n";
    assert!(file.contains(line), "{file}");
    let chosen = councillor.get(&at("/issues?stands=told")).await;
    chosen.shows(&["2 of 5 issues", "King Street car park"]);
    councillor.get(&at("/issues?stands=untold")).await.shows(&["No issue is so"]);
}
