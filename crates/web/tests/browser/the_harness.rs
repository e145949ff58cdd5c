//! The harness itself: it must find what is wrong, and leave nothing behind.

use axum::Router;
use axum::response::Html;
use axum::routing::get;

use crate::axe;
use crate::page::{Scripts, browsing};
use crate::structure;

fn site(html: &'static str) -> Router {
    Router::new().route("/", get(move || async move { Html(html) }))
}

fn assert_found(faults: &[String], wanted: &[&str]) {
    for words in wanted {
        let found = faults.iter().any(|fault| fault.contains(words));
        assert!(found, "`{words}` is not among the faults:\n  {}", faults.join("\n  "));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_page_is_found() {
    browsing(site(include_str!("broken.html")), Scripts::Run, |page| async move {
        page.open("/").await;
        assert_found(
            &structure::faults(&page).await,
            &[
                "does not say its language",
                "the title must end in “ – Saferplan”",
                "the page has 2 headings h1",
                "a level of heading is left out before: <h3>",
                "the field has no label: <input id=\"twice\" name=\"a\">",
                "the table has no caption",
                "the table has no headings",
                "the id `twice` is there twice",
                "the link leads to no place on the page",
                "the title must begin with “Error: ”",
                "leads to something that is not a field",
                "a style stands inside the page",
                "a stylesheet stands inside the page",
                "a script stands in an attribute",
            ],
        );
        assert_found(
            &axe::faults(&page).await,
            &["\"color-contrast\"", "\"image-alt\"", "\"label\"", "\"html-has-lang\""],
        );
        assert_found(&page.complaints().await, &["no-such-script.js"]);
        page.at_width(320).await;
        assert_found(&structure::overflowing(&page).await, &["scrolls sideways"]);
        page.at_width(1280).await;
        assert!(structure::overflowing(&page).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_for_the_keyboard_is_found() {
    browsing(site(include_str!("broken.html")), Scripts::Run, |page| async move {
        page.open("/").await;
        let faults = page.keyboard_faults().await;
        assert_found(
            &faults,
            &["Tab number 1 should lead to", "nothing shows that this has the focus"],
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_hidden_while_it_has_the_focus_is_found() {
    let html = "<!DOCTYPE html><title>x</title><style>div { position: fixed; inset: 0; \
                background: white }</style><button>Below</button><div></div>";
    browsing(site(html), Scripts::Run, |page| async move {
        page.open("/").await;
        assert_found(&page.keyboard_faults().await, &["something hides this"]);
    })
    .await;
}

#[tokio::test]
async fn scripts_can_be_kept_from_running() {
    let html = "<!DOCTYPE html><title>no scripts</title><p>Hello</p>\
                <script>document.title = 'scripts ran'</script>";
    for (scripts, title) in [(Scripts::Run, "scripts ran"), (Scripts::Blocked, "no scripts")] {
        browsing(site(html), scripts, move |page| async move {
            page.open("/").await;
            assert_eq!(page.browser.title().await.unwrap(), title);
        })
        .await;
    }
}

#[tokio::test]
#[should_panic(expected = "faults of /")]
async fn a_page_with_faults_fails_its_test_and_leaves_a_picture() {
    browsing(site(include_str!("broken.html")), Scripts::Run, |page| async move {
        page.open("/").await;
        page.look_at().await;
    })
    .await;
}
