//! The golden thread on pages: from an action to the file that its evidence was computed from, and back; who may follow it.

use axum::http::StatusCode;
use partnership::membership::person::Role;
use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::DatedDeed;

use crate::evidence_held::HeldEvidence;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::plans_made;
use crate::priorities_made::cycle;

const BURGLARY: &str =
    "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=period-before";

fn at(below: &str) -> String {
    format!("{SMP}/thread{below}")
}

/// A plan with an action under a priority whose issue rests on a finding; the action's number.
async fn with_a_thread() -> (House, i64) {
    let house = House::on("2014-12-05").await.exploring(HeldEvidence::of_the_example());
    let [action, _] = plans_made::enter(&house.book).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let keep = format!("{SMP}/evidence/findings/new?{BURGLARY}");
    analyst.post(&keep, &[("name", "Burglary in spring"), ("note", "")]).await.leads_to();
    let issues = house.book.candidate_issues(cycle()).await.unwrap();
    let home = issues.iter().find(|kept| kept.issue.title() == "Violence at home").unwrap();
    let what = "finding:burglary-in-spring".parse().unwrap();
    let today = "2014-12-05".parse().unwrap();
    let dated = DatedDeed { on: today, deed: CandidateDeed::AddEvidence { what } };
    let seen = (cycle(), home.number, home.version);
    house.book.record_candidate_deed(&signed(), seen, dated, today).await.unwrap();
    drop(analyst);
    (house, action)
}

/// The addresses of the thread that a page links to.
fn links(page: &str) -> Vec<String> {
    let begins = format!("href=\"{}", at("/"));
    let each = page.split(&begins).skip(1);
    each.filter_map(|rest| rest.split('"').next()).map(|rest| at(&format!("/{rest}"))).collect()
}

/// The link of a page that holds these words.
fn link_to(page: &str, words: &str) -> String {
    let found = links(page).into_iter().find(|link| link.contains(words));
    found.unwrap_or_else(|| panic!("no link to {words} among {:?}", links(page)))
}

#[tokio::test]
async fn an_action_leads_over_at_most_four_links_to_its_finding_and_that_to_its_file() {
    let (house, action) = with_a_thread().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let mut page = browser.get(&format!("{SMP}/plan/2015-16/actions/{action}")).await;
    page.shows(&["Follow the golden thread"]);
    page = browser.get(&link_to(&page.text, "action:2015-16")).await;
    page.shows(&["Courses for perpetrators", "What it rests on", "serves"]);
    // The nearest way: what is further back is on the same page.
    let finding = link_to(&page.text, "finding:burglary-in-spring");
    // The way step by step has a link for each, too.
    for step in ["objective:2015-16/1", "priority:2015-16/", "issue:2015-16/", "finding:"] {
        page = browser.get(&link_to(&page.text, step)).await;
    }
    page.shows(&["Burglary in spring", "Holds", "was computed from", "is evidence for"]);
    browser.get(&finding).await.shows(&["Burglary in spring", "was computed from"]);
    let page = browser.get(&link_to(&page.text, "extract:")).await;
    page.shows(&["SHA-256", "Extract", "Nothing: the thread begins here", "Further forward"]);
    assert!(links(&page.text).iter().any(|link| link.contains("action:2015-16")));
    assert!(page.text.contains("<svg"), "{}", page.text);
}

#[tokio::test]
async fn a_reference_is_typed_or_a_kind_chosen_and_what_is_none_is_told_so() {
    let (house, action) = with_a_thread().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let typed = browser.get(&at(&format!("?ref=action:2015-16/{action}"))).await;
    assert_eq!(typed.leads_to(), at(&format!("/action:2015-16/{action}")));
    let none = browser.get(&at("?ref=action:2015-16/99")).await;
    none.shows(&["There is a problem", "Nothing in the thread is called"]);
    let wrong = browser.get(&at("?ref=acton:4")).await;
    wrong.shows(&["There is a problem", "such as action:2015-16/4"]);
    let of_kind = browser.get(&at("?kind=action")).await;
    of_kind.shows(&["Action of a plan (2)", "Courses for perpetrators", "Not for the public"]);
    assert_eq!(browser.get(&at("/action:2015-16/99")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn gaps_are_listed_and_the_files_hold_the_thread_and_no_more_than_is_public() {
    let (house, action) = with_a_thread().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let gaps = browser.get(&at("/gaps")).await;
    gaps.shows(&["Priority without evidence", "Safer roads", "Action without a priority"]);
    let read = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    let whole = read(&browser.get(&at("/thread.json")).await.text);
    let nodes = whole["nodes"].as_array().unwrap();
    assert!(nodes.iter().any(|node| node["reference"] == "finding:burglary-in-spring"));
    // Nothing was adopted, so nothing is public.
    let public = read(&browser.get(&at("/public.json")).await.text);
    assert_eq!(public["nodes"], serde_json::json!([]));
    let one = read(&browser.get(&at(&format!("/json/action:2015-16/{action}"))).await.text);
    assert_eq!(one["node"]["title"], "Courses for perpetrators");
    assert_eq!(one["rests-on"][0][0]["reference"], "objective:2015-16/1");
}

#[tokio::test]
async fn before_anything_is_kept_the_page_tells_how_the_thread_begins() {
    let house = House::in_october().await;
    let mut browser: Browser<'_> = house.signed_in(Role::Manager).await;
    browser.get(&at("")).await.shows(&["Nothing to follow yet"]);
    browser.get(&at("/gaps")).await.shows(&["No gaps"]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    councillor.get(&at("")).await.shows(&["Nothing to follow yet", "once they are adopted"]);
    assert_eq!(councillor.get(&at("/gaps")).await.status, StatusCode::FORBIDDEN);
    let mut administrator = house.signed_in(Role::Administrator).await;
    assert_eq!(administrator.get(&at("")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_only_reads_drafts_follows_what_stands_behind_adopted_texts_and_no_more() {
    let (house, action) = with_a_thread().await;
    let own = at(&format!("/action:2015-16/{action}"));
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&own).await.shows(&["Courses for perpetrators"]);
    for role in [Role::Councillor, Role::TaskGroupLead, Role::Partner] {
        let mut reader = house.signed_in(role).await;
        // Nothing of it is adopted, so there is no way to it from the action either.
        assert_eq!(reader.get(&own).await.status, StatusCode::NOT_FOUND, "{role:?}");
        let page = reader.get(&format!("{SMP}/plan/2015-16/actions/{action}")).await;
        page.shows(&["Courses for perpetrators"]);
        assert!(!page.text.contains("Follow the golden thread"), "{role:?}");
        assert_eq!(reader.get(&at("/thread.json")).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_thread_that_is_kept_is_woven_anew_once_anything_was_recorded() {
    let (house, _) = with_a_thread().await;
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(&at("?kind=finding")).await.shows(&["Burglary in spring"]);
    let analyst = house.found(Role::Analyst).await;
    let mut analyst = house.signed_in_as(&analyst).await;
    let robbery = BURGLARY.replace("burglary", "robbery");
    let keep = format!("{SMP}/evidence/findings/new?{robbery}");
    analyst.post(&keep, &[("name", "Robbery in spring"), ("note", "")]).await.leads_to();
    browser.get(&at("?kind=finding")).await.shows(&["Burglary in spring", "Robbery in spring"]);
}
