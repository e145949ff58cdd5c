//! Every address of the program that shows a page, in a browser: with all there is, and with what is wrong after an
//! empty form.
//!
//! The addresses are those of the table of roles, which the tests of the pages hold to the program's source, so none can
//! be left out. That it is read with the keyboard, and on a middling screen, the tests of each page look at.

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

/// Looks at what an address shows, if it is a page; what is wrong with it.
async fn faults_of(page: &Page, line: &Line) -> Vec<String> {
    let path = line.path.replace("{p}", SMP);
    if line.method == Method::Post {
        page.open(&format!("{SMP}/me")).await;
    }
    match line.method {
        Method::Get => page.open(&path).await,
        Method::Post => send_nothing(page, &path).await,
    }
    // That a form with faults comes back as a refusal, the browser complains of by itself.
    let is_ours = |fault: &String| !fault.contains("responded with a status of 4");
    let faults = page.faults(&SCREENS).await.into_iter().filter(is_ours);
    faults.map(|fault| format!("{:?} {}: {fault}", line.method, line.path)).collect()
}

/// Tries every line of the table as somebody in a role.
async fn look_as(role: Role) {
    let house = full_house().await;
    let person = house.found(role).await;
    house.with_password(&person, "three blind mice").await;
    let cookie = house.signed_in_as(&person).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        let mut browser = house.browser();
        browser.cookie = Some(cookie.clone());
        page.keep_cookie(&cookie).await;
        let (mut seen, mut faults) = (0, Vec::new());
        for line in lines().filter(|line| matches!(line.who, Who::May(_)) && !line.signs_out) {
            let path = line.path.replace("{p}", SMP);
            let answer = match line.method {
                Method::Get => browser.get(&path).await,
                Method::Post => browser.post(&path, &[]).await,
            };
            if answer.text.starts_with("<!DOCTYPE html>") {
                seen += 1;
                faults.extend(faults_of(&page, line).await);
            }
        }
        assert!(seen > 150, "only {seen} pages were seen");
        assert!(faults.is_empty(), "{} faults:\n  {}", faults.len(), faults.join("\n  "));
    })
    .await;
}

#[tokio::test]
async fn no_page_has_a_fault_for_the_manager() {
    look_as(Role::Manager).await;
}

#[tokio::test]
async fn no_page_has_a_fault_for_the_administrator() {
    look_as(Role::Administrator).await;
}
