//! The addresses of the table of roles that show a page, in a browser, and what is wrong after an empty form.
//!
//! The tests of the pages hold the table to the program's source, so no address can be left out. Of what the house has
//! none of, such as a candidate issue, one page that says so stands for all: the tests of those pages look at them, as
//! they do at every page with the keyboard and on a middling screen.

use std::collections::BTreeSet;
use std::time::Duration;

use partnership::membership::person::Role;

use crate::full_house::full_house;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::roles::table::Line;
use crate::roles::table::Method;
use crate::roles::table::Who;
use crate::roles::table::lines;

/// The narrowest screen and the widest.
const SCREENS: [u32; 2] = [320, 1280];

/// Sends a form without fields from the page that is shown, and waits for what comes of it.
async fn send_nothing(page: &Page, path: &str) {
    let script = format!(
        "window.isBefore = true;
        const form = document.createElement('form');
        form.method = 'post';
        form.action = {path:?};
        document.body.append(form);
        form.submit();"
    );
    page.ask(&script).await;
    for _ in 0..200 {
        let has_come = "return window.isBefore === undefined && document.readyState === 'complete'";
        if page.ask(has_come).await == true {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing came of sending nothing to {path}");
}

/// Whether the browser shows the page that the same address gave a moment before.
async fn shows(page: &Page, path: &str, answer: &str) -> bool {
    let titled = answer.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
    let address = page.ask("return location.pathname + location.search").await;
    let title = page.ask("return document.title").await;
    address == path && titled.is_some_and(|titled| title == titled)
}

/// Looks at what an address shows, which was `answer` a moment before; what is wrong with it.
async fn faults_of(page: &Page, line: &Line, answer: &str) -> Vec<String> {
    let path = line.path.replace("{p}", SMP);
    if line.method == Method::Post {
        page.open(&format!("{SMP}/me")).await;
    }
    match line.method {
        Method::Get => page.open(&path).await,
        Method::Post => send_nothing(page, &path).await,
    }
    let is_it = line.method == Method::Post || shows(page, &path, answer).await;
    let another = (!is_it).then(|| "the browser shows another page".to_owned());
    // That a page refuses, the browser complains of by itself; of a file that is not there, it is right to.
    let of_the_page = format!("{} - Failed to load resource", path.split('?').next().unwrap());
    let is_ours = |fault: &String| {
        !(fault.contains(&of_the_page) && fault.contains("responded with a status of 4"))
    };
    let faults = page.faults(&SCREENS).await.into_iter().filter(is_ours);
    another
        .into_iter()
        .chain(faults)
        .map(|fault| format!("{:?} {}: {fault}", line.method, line.path))
        .collect()
}

/// Tries every line of the table as somebody in a role, who is shown so many pages at least.
async fn look_as(role: Role, at_least: usize) {
    let house = full_house().await;
    let person = house.found(role).await;
    house.with_password(&person, "three blind mice").await;
    let cookie = house.signed_in_as(&person).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        let mut browser = house.browser();
        browser.cookie = Some(cookie.clone());
        page.keep_cookie(&cookie).await;
        let (mut seen, mut refusals, mut faults) = (0, BTreeSet::new(), Vec::new());
        for line in lines().filter(|line| matches!(line.who, Who::May(_)) && !line.signs_out) {
            let path = line.path.replace("{p}", SMP);
            let answer = match line.method {
                Method::Get => browser.get(&path).await,
                Method::Post => browser.post(&path, &[]).await,
            };
            let is_shown = answer.status.is_success();
            let is_new = is_shown || refusals.insert(answer.status.as_u16());
            if is_new && answer.text.starts_with("<!DOCTYPE html>") {
                seen += usize::from(is_shown);
                faults.extend(faults_of(&page, line, &answer.text).await);
            }
        }
        assert!(seen >= at_least, "only {seen} pages were shown");
        assert!(faults.is_empty(), "{} faults:\n  {}", faults.len(), faults.join("\n  "));
    })
    .await;
}

#[tokio::test]
async fn no_page_has_a_fault_for_the_manager() {
    look_as(Role::Manager, 150).await;
}

#[tokio::test]
async fn no_page_has_a_fault_for_the_administrator() {
    look_as(Role::Administrator, 40).await;
}
