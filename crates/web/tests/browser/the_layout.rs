//! The layout and every macro of ours, on the page `ours/examples.html`.

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::get;
use serde_json::json;
use web::design::{Design, Logo, Look};
use web::page::form::Fault;
use web::page::section::Navigation;
use web::page::{Destination, Page as Around, PageLink, SignedIn};

use crate::page::{Scripts, browsing};

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 44" width="40" height="44">
<path fill="#fff" d="M2 2h36v20c0 10-8 16-18 20C10 38 2 32 2 22z"/>
<path fill="#5b2a6e" d="M8 24l8-10 5 6 3-4 8 12z"/></svg>"##;

/// As strict as that of our pages. What it refused, the console would tell.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

fn look() -> Look {
    Look {
        organisation: "Maidstone Borough Council".to_owned(),
        colour: "#5b2a6e".parse().unwrap(),
        logo: Some(Logo::of(LOGO.as_bytes().to_vec()).unwrap()),
    }
}

/// What stands around the example, as its manager sees it.
fn around() -> Around {
    let place = |(href, text): (&str, &str), active: &str| Destination {
        text: text.to_owned(),
        href: href.to_owned(),
        current: false,
        active: text == active,
    };
    let groups = [
        ("/smp", "This year"),
        ("/smp/evidence", "Evidence"),
        ("/smp/consultations", "Consultations"),
        ("/smp/assessment", "Assessment"),
        ("/smp/partnership", "Partnership"),
    ];
    let sections =
        [("/smp", "This year"), ("/smp/timetable", "Timetable"), ("/smp/meetings", "Meetings")];
    Around {
        partnership: "Safer Maidstone Partnership".to_owned(),
        home: "/smp".to_owned(),
        navigation: Navigation {
            groups: groups.map(|one| place(one, "This year")).into(),
            group: "This year".to_owned(),
            sections: sections.map(|one| place(one, "Timetable")).into(),
        },
        signed_in: Some(SignedIn {
            name: "Ann Example".to_owned(),
            account: "/smp/me".to_owned(),
            sign_out: "/sign-out".to_owned(),
        }),
        above: vec![PageLink::to("/smp", "This year"), PageLink::to("/smp/timetable", "Timetable")],
        ..Around::titled("Rolling Plan to Cabinet")
    }
}

fn site(around: Around) -> Router {
    let design = Design::new(&look()).unwrap();
    let assets = design.assets();
    let page = move || {
        let html = design.render("ours/examples.html", json!({ "page": around, "why": "" }));
        async move { ([(CONTENT_SECURITY_POLICY, POLICY)], Html(html.unwrap())) }
    };
    Router::new().route("/smp/timetable/cabinet", get(page)).merge(assets)
}

#[tokio::test]
async fn the_layout_and_the_macros_of_ours_have_no_fault() {
    browsing(site(around()), Scripts::Run, |page| async move {
        page.open("/smp/timetable/cabinet").await;
        page.look_at().await;
        page.keyboard().await;
    })
    .await;
}

#[tokio::test]
async fn the_layout_works_without_scripts() {
    browsing(site(around()), Scripts::Blocked, |page| async move {
        page.open("/smp/timetable/cabinet").await;
        page.look_at().await;
        page.at_width(320).await;
        page.keyboard().await;
    })
    .await;
}

#[tokio::test]
async fn a_form_with_faults_says_so_first_and_leads_to_them() {
    let mut around = around();
    around.faults =
        vec![Fault { field: "why".to_owned(), text: "Enter why the step is moved".to_owned() }];
    around.done = Some("The step was moved.".to_owned());
    browsing(site(around), Scripts::Run, |page| async move {
        page.open("/smp/timetable/cabinet").await;
        page.look_at().await;
        let title = page.browser.title().await.unwrap();
        assert!(title.starts_with("Error: Rolling Plan to Cabinet – Safer Maidstone"), "{title}");
        assert!(page.focused().await.contains("govuk-error-summary"), "the summary has the focus");
        page.press('\u{e004}').await;
        page.press('\u{e007}').await;
        assert!(page.focused().await.contains("id=\"why\""), "its link leads to the field");
        let banner =
            page.ask("return Boolean(document.querySelector('.govuk-notification-banner'))");
        assert_eq!(banner.await, false, "what was done is not said beside what is wrong");
    })
    .await;
}

#[tokio::test]
async fn what_was_done_is_said_at_the_top_of_the_next_page() {
    let mut around = around();
    around.done = Some("The step was moved.".to_owned());
    around.above.truncate(1);
    browsing(site(around), Scripts::Run, |page| async move {
        page.open("/smp/timetable/cabinet").await;
        page.look_at().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_before_signing_in_has_no_fault() {
    let around = Around::titled("Sign in");
    browsing(site(around), Scripts::Run, |page| async move {
        page.open("/smp/timetable/cabinet").await;
        page.look_at().await;
        assert_eq!(page.browser.title().await.unwrap(), "Sign in – Saferplan");
    })
    .await;
}

#[tokio::test]
async fn the_layout_can_be_read_in_a_persons_own_colours() {
    browsing(site(around()), Scripts::Run, |page| async move {
        page.preferring("screen", "forced-colors", "active").await;
        page.open("/smp/timetable/cabinet").await;
        page.look_at().await;
        page.keyboard().await;
    })
    .await;
}

#[tokio::test]
async fn on_paper_there_is_nothing_to_click() {
    browsing(site(around()), Scripts::Run, |page| async move {
        page.open("/smp/timetable/cabinet").await;
        page.at_width(768).await;
        page.preferring("print", "prefers-color-scheme", "light").await;
        let shown = "return [...document.querySelectorAll('nav, button, a.govuk-button')]
            .filter((element) => element.checkVisibility()).map((element) => element.outerHTML)";
        assert_eq!(page.ask(shown).await, json!([]));
    })
    .await;
}
