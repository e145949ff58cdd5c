//! Calendars: an address that a program asks, a file to take along, both as another program reads them.

use std::io::Write as _;
use std::process::Command;
use std::process::Stdio;

use axum::body::Body;
use axum::http::Request;
use axum::http::StatusCode;
use axum::http::header;
use partnership::membership::person::Role;
use serde_json::Value;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::people::link_on;

async fn address(browser: &mut Browser<'_>) -> String {
    let made = browser.post(&format!("{SMP}/me/calendar"), &[]).await;
    made.shows(&["Give this address to your calendar program", "shown only now"]);
    link_on(&made)
}

async fn calendar(house: &House, role: Role) -> Answer {
    let path = address(&mut house.signed_in(role).await).await;
    house.browser().get(&path).await
}

/// The lines of a calendar, put together again where they were folded.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

/// The calendar as the Python package `icalendar` reads it: its own fields and each event's. Without an interpreter that
/// has the package, nothing is read, and the test is noted as skipped.
fn as_python_reads_it(text: &str) -> Option<Value> {
    let Ok(python) = std::env::var("SAFERPLAN_PYTHON") else {
        note_skipped();
        return None;
    };
    let mut child = Command::new(python)
        .args(["-c", include_str!("calendar_read.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "icalendar does not read it:\n{text}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn note_skipped() {
    let line = "calendar: SAFERPLAN_PYTHON names no Python with icalendar\n";
    eprint!("skipped: {line}");
    if let Ok(path) = std::env::var("SAFERPLAN_SKIPPED") {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
        file.unwrap().write_all(line.as_bytes()).unwrap();
    }
}

#[tokio::test]
async fn another_program_reads_every_day_reason_and_alarm() {
    let house = House::in_october().await;
    let answer = calendar(&house, Role::Manager).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    let Some(read) = as_python_reads_it(&answer.text) else { return };
    assert_eq!(read["errors"], serde_json::json!([]));
    assert_eq!(read["name"], "Safer Maidstone Partnership");
    assert_eq!(read["version"], "2.0");
    assert_eq!(read["refresh"], "6:00:00");
    let events = read["events"].as_array().unwrap();
    let event = |uid: &str| {
        let named = |event: &&Value| event["uid"].as_str().unwrap().starts_with(uid);
        events.iter().find(named).unwrap_or_else(|| panic!("no {uid} in {read:#}"))
    };
    let consultation = event("2015-16/consultation/");
    assert_eq!(
        (&consultation["start"], &consultation["end"]),
        (&"2015-01-01".into(), &"2015-03-01".into())
    );
    let papers = event("2015-16/assessment-approved/papers");
    assert_eq!(papers["start"], "2015-02-25");
    assert!(papers["description"].as_str().unwrap().contains("clear working days"), "{papers}");
    // Ten days and two days before, at nine in the morning.
    assert_eq!(papers["alarms"], serde_json::json!(["-231:00:00", "-39:00:00"]));
    assert_eq!(event("2015-16/plan-to-cabinet/")["status"], "TENTATIVE");
    assert_eq!(papers["status"], "CONFIRMED");
    assert!(papers["uid"].as_str().unwrap().ends_with("@safer-maidstone-partnership.saferplan"));
}

#[tokio::test]
async fn names_that_would_break_a_calendar_are_read_as_they_were_typed() {
    let house = House::in_october().await;
    house.call(&"Safer; Maidstone, \\ “Partnership”\r\nBEGIN:VEVENT ünd 🏛".repeat(3)).await;
    let answer = calendar(&house, Role::Partner).await;
    let longest = answer.text.split("\r\n").map(str::len).max().unwrap();
    assert!(longest <= 75, "a line of {longest} bytes");
    let Some(read) = as_python_reads_it(&answer.text) else { return };
    let one = "Safer; Maidstone, \\ “Partnership” BEGIN:VEVENT ünd 🏛";
    assert_eq!(read["name"], one.repeat(3));
}

#[tokio::test]
async fn the_same_year_is_the_same_bytes_and_need_not_be_sent_again() {
    let house = House::in_october().await;
    let path = address(&mut house.signed_in(Role::Manager).await).await;
    let first = house.browser().get(&path).await;
    let bare = path.strip_suffix(".ics").unwrap();
    let second = house.browser().get(bare).await;
    assert_eq!(first.text, second.text);
    let tag = first.headers[header::ETAG].clone();
    let again = Request::get(&path).header(header::IF_NONE_MATCH, tag.clone()).body(Body::empty());
    let answer = house.browser().send(again.unwrap()).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(answer.headers[header::ETAG], tag);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "private, no-cache");
    // What is changed is sent, under the same names.
    house.call("Safer Medway").await;
    let again = Request::get(&path).header(header::IF_NONE_MATCH, tag).body(Body::empty());
    let answer = house.browser().send(again.unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let names = |text: &str| {
        unfolded(text)
            .lines()
            .filter(|l| l.starts_with("UID"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&answer.text), names(&first.text));
    assert_ne!(answer.text, first.text);
}

#[tokio::test]
async fn a_calendar_has_what_its_person_must_see_to_and_no_more() {
    let house = House::in_october().await;
    let all = unfolded(&calendar(&house, Role::Manager).await.text);
    let own = unfolded(&calendar(&house, Role::Partner).await.text);
    assert!(all.contains("UID:2015-16/assessment-approved/papers@"));
    assert!(!own.contains("UID:2015-16/assessment-approved/papers@"));
    assert!(own.contains("UID:2015-16/assessment-approved/meeting@"), "{own}");
}

#[tokio::test]
async fn an_address_that_was_revoked_or_never_was_is_no_page() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = address(&mut browser).await;
    let page = browser.get(&format!("{SMP}/me/calendar")).await;
    page.shows(&["Addresses that you made", "Can be followed until", "To a calendar"]);
    let number = house.book.access_links().await.unwrap()[0].number;
    let mut other = house.signed_in(Role::Analyst).await;
    let revoke = format!("{SMP}/me/calendar/links/{number}/revoke");
    assert_eq!(other.post(&revoke, &[]).await.status, 404);
    house.browser().get(&path).await.shows(&["BEGIN:VCALENDAR"]);
    assert_eq!(browser.post(&revoke, &[]).await.status, 303);
    let revoked = house.browser().get(&path).await;
    let never = house.browser().get(&format!("{SMP}/calendar/never.ics")).await;
    assert_eq!((revoked.status, &revoked.text), (never.status, &never.text));
    assert_eq!(revoked.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_address_of_one_partnership_opens_no_calendar_of_another() {
    let house = House::in_october().await;
    let other = house.another_partnership().await;
    let path = address(&mut house.signed_in(Role::Manager).await).await;
    let there = path.replace(SMP, &format!("/{}", other.id()));
    assert_eq!(house.browser().get(&there).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_calendar_can_be_taken_along_as_a_file() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Partner).await;
    let file = browser.get(&format!("{SMP}/me/calendar.ics")).await;
    file.shows(&["BEGIN:VCALENDAR", "PRODID:-//Saferplan//"]);
    let how = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(how, "attachment; filename=\"saferplan.ics\"");
}

#[tokio::test]
async fn whoever_asks_for_calendars_without_end_has_to_wait() {
    let house = House::in_october().await;
    let mut browser = house.browser();
    let mut last = StatusCode::OK;
    for _ in 0..130 {
        last = browser.get(&format!("{SMP}/calendar/never.ics")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
