//! The navigation marks where a page is: for every page of the table of routes, one place and the right one.

use std::collections::BTreeSet;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use partnership::membership::person::Role;
use records::Purpose;
use serde_json::json;
use tower::ServiceExt;
use web::App;
use web::page::Page;
use web::page::fault::PageError;
use web::who::visitor::Visitor;

use crate::house::House;
use crate::house::SMP;
use crate::roles::full_house;
use crate::roles::signed_in;
use crate::roles::table::Line;
use crate::roles::table::Method;
use crate::roles::table::Who;
use crate::roles::table::lines;

/// The place of the pages whose address begins so, below the partnership's.
const PLACES: [(&str, &str); 22] = [
    ("", "This year"),
    ("timetable", "Timetable"),
    ("steps", "Timetable"),
    ("meetings", "Meetings"),
    ("consultations", "Consultations"),
    ("panels", "Panels"),
    ("partner-data", "Partner data"),
    ("evidence", "Evidence"),
    ("assessment", "Assessment"),
    ("priorities", "Priorities"),
    ("plan", "Plan"),
    ("adoption", "Adoption"),
    ("publish", "Publication"),
    ("distribution", "Publication"),
    ("thread", "Golden thread"),
    ("task-groups", "Task groups"),
    ("partnership", "Partnership"),
    ("people", "People"),
    ("readers", "People"),
    ("audit", "Audit record"),
    ("me", "My list"),
    ("scrutiny-update", "This year"),
];

/// The places that the navigation of a page marks, and how: its group, and it among those beside it.
fn marked(page: &str) -> Vec<(String, &str)> {
    let header = page.split("<main").next().unwrap();
    let items = header.split("<li class=\"").skip(1).filter(|item| item.contains("aria-current"));
    let told = items.map(|item| {
        let item = item.split("</li>").next().unwrap();
        let how = item.split("aria-current=\"").nth(1).unwrap().split('"').next().unwrap();
        let text = item
            .split("active-fallback\">")
            .nth(1)
            .unwrap_or_else(|| item.split("\">").last().unwrap());
        (text.split('<').next().unwrap().trim().to_owned(), how)
    });
    told.collect()
}

/// What the groups are called that have several places.
const GROUPS: [(&str, &[&str]); 4] = [
    ("This year", &["This year", "Timetable", "Meetings"]),
    ("Evidence", &["Evidence", "Briefings", "Partner data", "Panels", "Task groups"]),
    (
        "Assessment",
        &["Assessment", "Priorities", "Plan", "Adoption", "Publication", "Golden thread"],
    ),
    ("Partnership", &["Partnership", "People", "Audit record"]),
];

/// Fails unless a page marks that place alone, and the group that it is in.
fn marks(page: &str, place: &str, line: &str) {
    let marked = marked(page);
    let group = GROUPS.iter().find(|(_, places)| places.contains(&place));
    let wanted = group.map_or(vec![place], |(group, _)| vec![*group, place]);
    let found: Vec<&str> = marked.iter().map(|(found, _)| found.as_str()).collect();
    assert_eq!(found, wanted, "{line}");
    assert!(marked.iter().all(|(_, how)| ["page", "true"].contains(how)), "{line}: {marked:?}");
}

fn place_of(line: &Line) -> &'static str {
    let below = line.path.strip_prefix("{p}").unwrap().trim_start_matches('/');
    let first = below.split('/').next().unwrap();
    let found = PLACES.iter().find(|(begins, _)| *begins == first);
    found.unwrap_or_else(|| panic!("say in PLACES where {line:?} is")).1
}

/// Tries every line as somebody in a role, and looks at each page that is shown; which those are.
async fn pages_seen_by(role: Role) -> BTreeSet<String> {
    let house = full_house().await;
    house.with_password(&house.found(role).await, "three blind mice").await;
    let mut browser = signed_in(&house, role).await;
    let mut seen = BTreeSet::new();
    for line in lines().filter(|line| matches!(line.who, Who::May(_)) && !line.signs_out) {
        let path = line.path.replace("{p}", SMP);
        let answer = match line.method {
            Method::Get => browser.get(&path).await,
            Method::Post => browser.post(&path, &[]).await,
        };
        if answer.status.as_u16() == 200 && answer.text.starts_with("<!DOCTYPE html>") {
            marks(&answer.text, place_of(line), &format!("{:?} {}", line.method, line.path));
            seen.insert(format!("{:?} {}", line.method, line.path));
        }
    }
    seen
}

#[tokio::test]
async fn every_page_of_the_table_marks_one_place_and_the_right_one() {
    let mut seen = pages_seen_by(Role::Administrator).await;
    seen.extend(pages_seen_by(Role::Manager).await);
    let is_file = |line: &&Line| {
        [".csv", ".ics", ".json", "/text", ".toml", ".zip"]
            .iter()
            .any(|end| line.path.ends_with(end))
    };
    let pages = lines().filter(|line| matches!(line.who, Who::May(_)) && line.then == 200);
    for line in pages.filter(|line| !is_file(line)) {
        let it = format!("{:?} {}", line.method, line.path);
        assert!(seen.contains(&it), "nobody was shown {it}");
    }
}

#[tokio::test]
async fn the_page_itself_is_told_from_what_is_below_it() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let marked_at = async |browser: &mut crate::house::Browser<'_>, below: &str| {
        let page = browser.get(&format!("{SMP}{below}")).await.text;
        let marked = marked(&page);
        let own = marked.last().unwrap();
        (own.0.clone(), own.1.to_owned())
    };
    for (below, place, how) in [
        ("", "This year", "page"),
        ("?on=2014-12-04", "This year", "page"),
        ("/timetable", "Timetable", "page"),
        ("/timetable?owner=Kent+Police", "Timetable", "page"),
        ("/steps/2015-16/plan-written", "Timetable", "true"),
    ] {
        let found = marked_at(&mut browser, below).await;
        assert_eq!((found.0.as_str(), found.1.as_str()), (place, how), "{below}");
    }
}

/// A page as the program adds them from outside this package.
async fn page(visitor: Visitor) -> Result<Html<String>, PageError> {
    web::page::draw(&visitor.app, "layout.html", Page::of(&visitor, "A page"), &json!({}))
}

#[tokio::test]
async fn pages_from_outside_this_package_have_their_place_too() {
    let house = House::in_october().await;
    let person = house.person(Role::Analyst).await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    let mut browser = house.browser();
    browser.post(&format!("{SMP}/sign-in-once/{}", token.as_str()), &[]).await;
    let cookie = browser.cookie.clone().unwrap();
    let beside = [
        "/trace",
        "/briefings",
        "/briefings/E07000110/2014-Q1",
        "/scrutiny-update",
        "/evidence/stale",
    ];
    let places = ["Briefings", "Briefings", "Briefings", "This year", "Evidence"];
    let more = beside.iter().fold(Router::<App>::new(), |more, path| more.route(path, get(page)));
    let pages = web::pages(house.app.clone(), more);
    for (path, place) in beside.into_iter().zip(places) {
        let request = axum::http::Request::get(format!("{SMP}{path}?ref=1"))
            .header("cookie", &cookie)
            .body(axum::body::Body::empty());
        let answer = pages.clone().oneshot(request.unwrap()).await.unwrap();
        let text = axum::body::to_bytes(answer.into_body(), 10_000_000).await.unwrap();
        marks(&String::from_utf8_lossy(&text), place, path);
    }
}
