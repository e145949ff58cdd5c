//! What arrives and cannot be read is told on a page of ours, in plain words, and changes nothing.

use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use axum::http::header;
use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::ORIGIN;
use crate::house::SMP;

const FORM: &str = "application/x-www-form-urlencoded";

/// Sends a body of some type to an address.
async fn send(browser: &mut Browser<'_>, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(format!("{SMP}{path}"))
        .header(header::CONTENT_TYPE, kind)
        .header(header::ORIGIN, ORIGIN)
        .body(body.into());
    browser.send(request.unwrap()).await
}

/// Fails unless it is a whole page of ours with that status and these words.
fn tells(answer: &Answer, status: u16, words: &[&str]) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    answer.holds(&["<!DOCTYPE html>", "<h1", "Go to the first page"]);
    answer.holds(words);
    for theirs in
        ["deserialize", "Failed to", "Content-Type", "x-www-form", "UTF-8", "length limit"]
    {
        assert!(!answer.text.contains(theirs), "`{theirs}` is on the page: {}", answer.text);
    }
}

#[tokio::test]
async fn a_form_that_is_no_text_is_told_and_nothing_is_saved() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let before = house.book.entries(0, 10_000).await.unwrap().len();
    let jane = "email=jane%40example.org&role=analyst&name=Zo";
    for body in [format!("{jane}%EB").into_bytes(), [jane.as_bytes(), b"\xEB"].concat()] {
        let answer = send(&mut browser, "/people/new", FORM, body).await;
        tells(&answer, 400, &["The form could not be read", "Go back and send it again"]);
    }
    assert_eq!(house.book.entries(0, 10_000).await.unwrap().len(), before);
    let whole = send(&mut browser, "/people/new", FORM, format!("{jane}%C3%AB")).await;
    whole.shows(&["Zoë was added."]);
}

#[tokio::test]
async fn a_form_without_what_our_pages_send_is_told() {
    let house = House::in_october().await;
    house.person(Role::Partner).await;
    let mut browser = house.signed_in(Role::Manager).await;
    let answer = send(&mut browser, "/people/partner", FORM, "name=Jane").await;
    tells(&answer, 400, &["The form could not be read"]);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_told() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let large = format!("name={}", "a".repeat(300 * 1024));
    let answer = send(&mut browser, "/people/new", FORM, large.clone()).await;
    tells(&answer, 413, &["The form is too large", "256 KiB", "shorten what you entered"]);
    // One that says its length before it is sent, and one of whoever has not signed in.
    let request = Request::post(format!("{SMP}/sign-in"))
        .header(header::CONTENT_TYPE, FORM)
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_LENGTH, large.len())
        .body(Body::from(large));
    let answer = house.browser().send(request.unwrap()).await;
    tells(&answer, 413, &["The form is too large"]);
}

#[tokio::test]
async fn what_is_no_form_is_told() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain"] {
        let answer = send(&mut browser, "/people/new", kind, "{}").await;
        tells(&answer, 415, &["What arrived is no form", "load it again"]);
    }
    let request = Request::post(format!("{SMP}/sign-in")).header(header::ORIGIN, ORIGIN);
    let answer = house.browser().send(request.body(Body::from("email=jane")).unwrap()).await;
    tells(&answer, 415, &["What arrived is no form"]);
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_told() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for path in [
        // Behind the question mark: given twice, no text.
        "/meetings?cycle=a&cycle=b",
        "/sign-in?next=a&next=b",
        "/sign-in?next=%FF",
        "/audit?kind=%EB",
        // Parts of the address that are no text.
        "/people/%FF",
        "/meetings/2015-16/%FF",
        "/set-password/%FF",
    ] {
        let answer = browser.get(&format!("{SMP}{path}")).await;
        assert_eq!(answer.status.as_u16(), 400, "{path}: {}", answer.text);
        tells(&answer, 400, &["The address could not be read", "it may have been cut off"]);
    }
    let answer = house.browser().get("/%FF/sign-in").await;
    tells(&answer, 400, &["The address could not be read"]);
    // A part that is no number.
    for path in ["/readers/links/one/revoke", "/people/partner/links/one/revoke"] {
        let answer = send(&mut browser, path, FORM, "").await;
        tells(&answer, 400, &["The address could not be read"]);
    }
}

#[tokio::test]
async fn an_address_that_only_a_form_goes_to_is_no_page() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    tells(&browser.get(&format!("{SMP}/sign-out")).await, 404, &["Page not found"]);
    tells(&send(&mut browser, "/timetable", FORM, "").await, 404, &["Page not found"]);
}

/// Every file of Rust below a folder.
fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.is_dir() {
            files(&file, found);
        } else {
            let text = std::fs::read_to_string(&file).unwrap();
            found.push((file.display().to_string(), text));
        }
    }
}

#[test]
fn no_handler_takes_anything_by_what_answers_in_its_own_words() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&package.join("src"), &mut found);
    files(&package.join("../saferplan/src/pages"), &mut found);
    found.retain(|(name, _)| !name.ends_with("page/taken.rs"));
    assert!(found.len() > 100, "{}", found.len());
    for (name, text) in &found {
        for theirs in
            ["Form", "Json", "extract::Path", "extract::Query", "extract::RawForm", "body::Bytes"]
        {
            let used = format!("use axum::{theirs}");
            let taken = text.lines().find(|line| line.starts_with(&used));
            assert_eq!(taken, None, "{name}: take it by crate::page::taken");
        }
    }
}
