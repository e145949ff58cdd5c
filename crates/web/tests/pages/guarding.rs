//! What stands before every page.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::http::StatusCode;
use axum::http::header;
use axum::routing::get;
use partnership::membership::person::Role;
use records::Purpose;
use tower::ServiceExt;
use web::App;
use web::settings::Proxies;
use web::settings::Settings;

use crate::house::House;
use crate::house::SMP;
use crate::house::settings_on;

#[tokio::test]
async fn every_answer_tells_the_browser_to_trust_nothing_else() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for path in [SMP, "/no/such/page", "/health"] {
        let answer = browser.get(path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert!(!answer.text.contains("style=\""), "{path} has a style that the policy forbids");
    }
}

/// A page that breaks off.
async fn broken() -> &'static str {
    panic!("three blind mice")
}

#[tokio::test]
async fn what_breaks_off_tells_nothing_of_itself_and_the_browser_what_every_answer_does() {
    let house = House::in_october().await;
    let more = Router::<App>::new().route("/broken", get(broken));
    let request = Request::get(format!("{SMP}/broken")).body(Body::empty()).unwrap();
    let answer = web::pages(house.app.clone(), more).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    for name in [header::CONTENT_SECURITY_POLICY, header::X_CONTENT_TYPE_OPTIONS] {
        assert!(answer.headers().contains_key(&name), "{name}");
    }
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    let text = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    assert!(!String::from_utf8_lossy(&text).contains("mice"));
}

#[tokio::test]
async fn over_https_the_session_is_the_hosts_alone_and_browsers_come_by_no_other_way() {
    let mut settings = settings_on("2014-10-14");
    settings.origin = "https://saferplan.test".parse().unwrap();
    let house = House::with(settings).await;
    let person = house.person(Role::Partner).await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    let request = Request::post(format!("{SMP}/sign-in-once/{}", token.as_str()))
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty());
    let answer = house.pages().oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-saferplan="), "{cookie}");
    for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie} lacks {part}");
    }
    let secure = &answer.headers()[header::STRICT_TRANSPORT_SECURITY];
    assert_eq!(secure, "max-age=63072000; includeSubDomains");
    assert_eq!(answer.headers()[header::REFERRER_POLICY], "same-origin");
}

#[tokio::test]
async fn a_form_that_another_site_sends_changes_nothing() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let forged = Request::post(format!("{SMP}/sign-out"))
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty());
    let answer = browser.send(forged.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    answer.holds(&["Nothing was changed"]);
    browser.get(SMP).await.shows(&["The year 2015–16"]);
}

#[tokio::test]
async fn the_sixth_wrong_password_has_to_wait() {
    let house = House::in_october().await;
    let fields = [("email", "jane@example.org"), ("password", "a wrong password")];
    let mut browser = house.browser();
    for _ in 0..5 {
        assert_eq!(browser.post(&format!("{SMP}/sign-in"), &fields).await.status, StatusCode::OK);
    }
    let sixth = browser.post(&format!("{SMP}/sign-in"), &fields).await;
    assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(sixth.headers.contains_key(header::RETRY_AFTER));
    sixth.holds(&["Too many tries"]);
}

#[tokio::test]
async fn whoever_asks_for_pages_without_end_is_put_off_and_may_still_send_a_reply() {
    let house = House::with(Settings { pages_a_second: 1, ..settings_on("2014-10-14") }).await;
    let mut browser = house.browser();
    let mut asked = 0;
    let refused = loop {
        let answer = browser.get("/").await;
        asked += 1;
        if answer.status == StatusCode::TOO_MANY_REQUESTS || asked > 20_000 {
            break answer;
        }
    };
    assert!((12_000..20_000).contains(&asked), "{asked} pages");
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    refused.holds(&["Too many pages at once", "Wait a few seconds", "pages_a_second"]);
    // It is the page that is put off, and never a reply; and others go on.
    let reply = browser.post(&format!("{SMP}/answer/say/check"), &[]).await;
    assert_ne!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(browser.get("/health").await.status, StatusCode::OK);
    assert_eq!(tried(&house, "192.0.2.9", "").await, StatusCode::CONFLICT);
}

/// Tries a link over a connection whose other end is `end`, on behalf of `asker`; gives the status.
async fn tried(house: &House, end: &str, asker: &str) -> StatusCode {
    let mut request = Request::get(format!("{SMP}/sign-in-once/never"))
        .header("x-forwarded-for", asker)
        .body(Body::empty())
        .unwrap();
    let end: SocketAddr = format!("{end}:4711").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(end));
    house.browser().send(request).await.status
}

#[tokio::test]
async fn tries_through_a_proxy_of_ours_are_counted_by_who_makes_them() {
    let mut settings = settings_on("2014-10-14");
    settings.proxies = Proxies::of(vec!["10.0.0.1".parse().unwrap()]);
    let house = House::with(settings).await;
    let mut refused = 0;
    for number in 0..33 {
        // Whoever asks writes another address into the header each time.
        let liar = format!("203.0.113.{number}");
        let status = tried(&house, "192.0.2.9", &liar).await;
        refused += usize::from(status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!((1..=3).contains(&refused), "{refused}");
    assert_eq!(tried(&house, "10.0.0.1", "192.0.2.9").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(tried(&house, "10.0.0.1", "198.51.100.1").await, StatusCode::CONFLICT);
}

#[tokio::test]
async fn health_says_whether_the_records_answer_and_nothing_else() {
    let house = House::in_october().await;
    let answer = house.browser().get("/health").await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "ok\n"));
}

#[tokio::test]
async fn a_partnership_that_is_not_there_is_told_like_any_page_that_is_not() {
    let house = House::in_october().await;
    let answer = house.browser().get("/safer-ashford/meetings").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    answer.holds(&["Page not found"]);
}
