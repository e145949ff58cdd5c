//! The timetable, the days kept in mind, and planning a year.

use axum::http::StatusCode;
use axum::http::header;
use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::House;
use crate::house::SMP;
use crate::house::example;

/// The example's year.
pub(crate) const CYCLE: &str = "2015-16";

/// Where a step's page is.
pub(crate) fn step(id: &str) -> String {
    format!("{SMP}/steps/{CYCLE}/{id}")
}

/// Where the timetable is.
pub(crate) fn timetable() -> String {
    format!("{SMP}/timetable")
}

/// The version that a page's form carries.
pub(crate) fn version(page: &Answer) -> String {
    let after = page.text.split("name=\"version\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn every_step_is_in_the_timetable_with_what_is_asked_before_it() {
    let house = House::in_october().await;
    let page = house.signed_in(Role::Councillor).await.get(&timetable()).await;
    page.shows(&[
        "Timetable 2015–16",
        "Rolling Plan adopted",
        "Papers are due by Wednesday 25 February 2015.",
        "The first lawful day is",
        "notice of the key decision by",
        "to the poll on 7 May 2015.",
        "Decided by Council",
        "Poll on Thursday 7 May 2015",
    ]);
    assert_eq!(page.text.matches("<h1").count(), 1);
    for not_theirs in ["Add a step", "Plan the next year", "Change polls"] {
        assert!(!page.text.contains(not_theirs), "a councillor is offered `{not_theirs}`");
    }
}

#[tokio::test]
async fn steps_are_chosen_by_whose_they_are_and_how_they_stand() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let owner = "owner=Maidstone+Borough+Council";
    let page = browser.get(&format!("{}?{owner}", timetable())).await;
    page.shows(&["Rolling Plan adopted", "Show all"]);
    assert!(!page.text.contains("consultation, with the partnership"), "it is another's");
    let page = browser.get(&format!("{}?state=done", timetable())).await;
    page.shows(&["No step is so. Choose others above."]);
    let page = browser.get(&format!("{}?state=late&on=1+May+2015", timetable())).await;
    page.shows(&["Late: it was due by 30 April 2015", "as on 1 May 2015", "As it stands today"]);
}

#[tokio::test]
async fn a_day_that_is_none_is_a_fault_and_today_is_shown() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for page in [SMP.to_owned(), timetable(), step("plan-adopted")] {
        browser.get(&format!("{page}?on=soon")).await.shows(&[
            "<title>Error: ",
            "href=\"#on\"",
            "`soon` is not a day; write it as 5 March 2015",
            "as on 14 October 2014",
        ]);
    }
}

#[tokio::test]
async fn the_table_can_be_kept_as_a_file_that_no_spreadsheet_runs() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let new = [
        ("title", "=HYPERLINK(\"http://example.org\")"),
        ("id", "strange"),
        ("kind", "write"),
        ("subject", "report"),
        ("when", "March 2015"),
        ("owner", "@somebody"),
        ("body", "none"),
    ];
    let entered = browser.post(&format!("{SMP}/timetable/{CYCLE}/new-step"), &new).await;
    assert_eq!(entered.leads_to(), step("strange"));
    let file = browser.get(&format!("{SMP}/timetable.csv?cycle={CYCLE}")).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let kept = "attachment; filename=\"timetable-2015-16.csv\"";
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], kept);
    file.shows(&[
        "Step,When,Seen to by,Decided by,Stands,Before the meeting,Beside it,First day,Last day,",
        "\"'=HYPERLINK(\"\"http://example.org\"\")\",",
        ",'@somebody,",
        ",2015-03-05,2015-03-05,2015-02-25,,\r\n",
    ]);
    let mine = browser.get(&format!("{SMP}/timetable.csv?owner=%40somebody")).await;
    assert_eq!(mine.text.lines().count(), 2, "{}", mine.text);
}

#[tokio::test]
async fn polls_and_school_holidays_are_written_one_a_line() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/timetable/{CYCLE}/days");
    let page = browser.get(&path).await;
    page.shows(&["Polls and school holidays 2015–16", "7 May 2015"]);
    let seen = version(&page);
    let wrong = [
        ("version", seen.as_str()),
        ("polls", "7 May 2015\nsome day"),
        ("school_holidays", "Easter\n\nHalf-term: soon"),
    ];
    browser.post(&path, &wrong).await.shows(&[
        "<title>Error: ",
        "Line 2: `some day` is not a day",
        "Line 1: `Easter` has no name before a colon",
        "Line 3: `soon` does not say from which day to which",
        "some day</textarea>",
    ]);
    let right = [
        ("version", seen.as_str()),
        ("polls", "7 May 2015\r\n"),
        ("school_holidays", "Spring half-term: 16 to 20 February 2015"),
    ];
    let saved = browser.post(&path, &right).await;
    assert_eq!(saved.leads_to(), format!("{}?cycle={CYCLE}", timetable()));
    browser.get(&timetable()).await.shows(&[
        "The polls and school holidays were saved.",
        "School holiday: Spring half-term, 16 February to 20 February 2015.",
    ]);
    let conflict =
        browser.post(&path, &[("version", seen.as_str()), ("polls", "5 May 2016")]).await;
    conflict.shows(&["changed it on", "As they are now", "Spring half-term", "5 May 2016"]);
}

#[tokio::test]
async fn a_new_partnership_begins_with_the_standard_year_and_reads_it_first() {
    let house = House::before_any_timetable().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/timetable/new");
    browser.get(&timetable()).await.shows(&["No timetable yet", "Plan the year"]);
    let page = browser.get(&path).await;
    page.shows(&["The standard year", "value=\"2015-16\"", "value=\"Maidstone Borough Council\""]);
    let wrong = [("way", "standard"), ("cycle", "2015"), ("council", "")];
    browser.post(&path, &wrong).await.shows(&[
        "`2015` is not a planning year; expected two years that follow, such as 2015-16.",
        "Write who sees to what the council does.",
    ]);
    browser.post(&path, &[]).await.shows(&["Choose how to plan the year."]);
    let next = browser.post(&path, &[("way", "next")]).await;
    next.shows(&["There is no year to roll forward; begin with the standard year."]);
    let mut fields =
        vec![("way", "standard"), ("cycle", "2015-16"), ("council", "Maidstone Borough Council")];
    let shown = browser.post(&path, &fields).await;
    shown.shows(&[
        "Plan 2015–16: read it before it is entered",
        "Nothing is entered yet.",
        "Nothing clashes.",
        "Crime briefing for quarter 1",
        "Enter this timetable",
    ]);
    assert!(house.book.cycles().await.unwrap().is_empty());
    fields.push(("deed", "enter"));
    let entered = browser.post(&path, &fields).await;
    assert_eq!(entered.leads_to(), format!("{}?cycle={CYCLE}", timetable()));
    browser.get(&timetable()).await.shows(&["The timetable for 2015–16 was entered."]);
    browser.post(&path, &fields).await.shows(&["There is a timetable for 2015–16 already;"]);
}

#[tokio::test]
async fn the_next_year_is_rolled_forward_and_says_what_is_not_carried() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/timetable/new");
    browser.get(&path).await.shows(&["Roll 2015–16 forward to 2016–17"]);
    browser.post(&path, &[("way", "next")]).await.shows(&[
        "Plan 2016–17: read it before it is entered",
        "Polls are not carried over; add those of the year.",
        "names a year; change it.",
    ]);
    let entered = browser.post(&path, &[("way", "next"), ("deed", "enter")]).await;
    assert_eq!(entered.leads_to(), format!("{}?cycle=2016-17", timetable()));
    browser.get(&timetable()).await.shows(&["Timetable 2016–17", "The year 2015–16"]);
    browser.get(&format!("{}?cycle=2015-16", timetable())).await.shows(&["The year 2016–17"]);
}

#[tokio::test]
async fn a_timetable_is_read_from_a_file_with_every_fault_by_its_line() {
    let house = House::before_any_timetable().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/timetable/new");
    let file = example("timetable.toml");
    let with = |text: &str| text.to_owned();
    browser.post(&path, &[("way", "file")]).await.shows(&["Paste the timetable"]);
    let broken = with("cycle = \"2015-16\"\npolls = [\"some day\"]\n");
    let refused = browser.post(&path, &[("way", "file"), ("file", &broken)]).await;
    refused.shows(&["Line 2: ", "href=\"#file\"", "some day"]);
    let circle = file.replace("needs = [\"assessment-drafted\"]", "needs = [\"plan-burnt\"]");
    let refused = browser.post(&path, &[("way", "file"), ("file", &circle)]).await;
    refused.shows(&["`plan-burnt`, which is not in the timetable"]);
    let shown = browser.post(&path, &[("way", "file"), ("file", &file)]).await;
    shown.shows(&["Plan 2015–16: read it before it is entered", "the consultation closes"]);
    let entered = browser.post(&path, &[("way", "file"), ("file", &file), ("deed", "enter")]).await;
    assert_eq!(entered.leads_to(), format!("{}?cycle={CYCLE}", timetable()));
    let held = house.book.year(CYCLE.parse().unwrap()).await.unwrap().unwrap();
    let typed: partnership::timetable::TypedTimetable = toml::from_str(&file).unwrap();
    assert_eq!(held.year.timetable.steps().len(), typed.steps.len());
}

#[tokio::test]
async fn a_year_or_a_step_that_is_not_there_is_told_like_any_page() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for path in [
        format!("{}?cycle=2031-32", timetable()),
        format!("{}?cycle=never", timetable()),
        step("plan-burnt"),
        step("NOT A NAME").replace(' ', "%20"),
        format!("{SMP}/steps/2031-32/plan-adopted"),
        format!("{SMP}/timetable/2031-32/new-step"),
        format!("{SMP}/timetable/2031-32/days"),
    ] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let unsent = browser.post(&format!("{}/change", step("plan-adopted")), &[]).await;
    assert_eq!(unsent.status, StatusCode::BAD_REQUEST);
}
