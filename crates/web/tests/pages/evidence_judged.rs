//! Months and places judged on a page: the picture with its table, files, references, and what stands against it.

use axum::http::header;
use partnership::membership::person::Role;
use partnership::priorities::method::Method;

use crate::evidence_held::HeldEvidence;
use crate::house::House;

const JUDGED: &str = "/safer-maidstone-partnership/evidence/judged";

async fn house(of: HeldEvidence) -> House {
    House::in_october().await.exploring(of)
}

fn asked(kind: &str) -> String {
    format!("{JUDGED}?area=E07000110&offence=drugs&period=2014-Q2&kind={kind}")
}

#[tokio::test]
async fn months_are_judged_with_picture_table_trace_and_references() {
    let house = house(HeldEvidence::with_six_years_of_drugs()).await;
    let mut browser = house.signed_in(Role::Councillor).await;
    for (kind, title, word) in [
        ("usual-range", "months beside their usual range", "High limit"),
        ("usual-share", "usual range of their shares of all recorded crime", "Share of all"),
        ("usual-rate", "usual range of their rates for 30 days", "Recorded for 30 days"),
        ("expected", "months beside what earlier years lead one to expect", "Expected"),
        ("forecast", "what October to December 2014 may bring", "Guess"),
        ("seasonal", "months with their usual season left out", "Season left out"),
    ] {
        let page = browser.get(&asked(kind)).await;
        page.shows(&[title, word, "How each figure was made", "recording changed in Kent Police"]);
        page.shows(&[
            &format!("{{chart:{kind} drugs 2014-Q2}}"),
            &format!("{{phrase:{kind} drugs 2014-Q2}}"),
        ]);
        // The house draws a picture as its title.
        assert!(page.text.contains("<p>Drugs in Maidstone"), "{kind} is not drawn: {}", page.text);
    }
}

#[tokio::test]
async fn places_and_the_group_are_judged_too() {
    let house = house(HeldEvidence::of_the_example()).await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let of_all = |kind: &str| asked(kind).replace("drugs", "all-crime");
    let gathers = browser.get(&of_all("concentration")).await;
    gathers.shows(&[
        "how far it gathers",
        "corrected for few crimes",
        "{chart:concentration all-crime 2014-Q2}",
    ]);
    assert!(gathers.text.contains("how far it gathers</p>"), "no curve: {}", gathers.text);
    let alone = browser.get(&of_all("funnel")).await;
    alone.shows(&["This cannot be shown. No comparison group to stand beside."]);
}

#[tokio::test]
async fn the_table_and_the_picture_are_files() {
    let house = house(HeldEvidence::with_six_years_of_drugs()).await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let file = |name: &str| asked("expected").replace("judged?", &format!("judged/file/{name}?"));
    let csv = browser.get(&file("table.csv")).await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(csv.text.lines().any(|line| line.starts_with("September 2014,77,")), "{}", csv.text);
    assert!(
        csv.text.contains("recording changed in"),
        "the caution goes with the table: {}",
        csv.text
    );
    let svg = browser.get(&file("picture.svg")).await;
    assert_eq!(svg.headers[header::CONTENT_TYPE], "image/svg+xml");
    assert!(svg.text.starts_with("<p>Drugs in Maidstone"), "{}", svg.text);
    assert_eq!(browser.get(&file("other.svg")).await.status, 404);
    let map = file("table.csv").replace("judged", "map").replace("expected", "neighbourhoods");
    let map = browser.get(&map).await;
    assert!(map.text.contains("Neighbourhood (LSOA)"), "{}", map.text);
}

#[tokio::test]
async fn what_cannot_be_judged_is_told_in_words_or_beside_its_field() {
    let house = house(HeldEvidence::of_the_example()).await;
    let mut browser = house.signed_in(Role::Councillor).await;
    let few = browser.get(&asked("expected")).await;
    few.shows(&["This cannot be shown.", "three earlier years at least"]);
    let county = browser.get(&format!("{JUDGED}?area=E23000032")).await;
    county.shows(&["Choose a district: this is told of one", "<title>Error: "]);
    browser.get(&format!("{JUDGED}?kind=none")).await.shows(&["Choose one from the list"]);
    let house = self::house(HeldEvidence::of_nothing()).await;
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(JUDGED).await.shows(&["No figures are imported yet"]);
}

#[tokio::test]
async fn what_is_judged_is_kept_as_a_finding_that_a_draft_names_and_grows_stale() {
    let house = house(HeldEvidence::with_six_years_of_drugs()).await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let page = browser.get(&asked("usual-range")).await;
    page.shows(&["Drugs in Maidstone rose out of its usual range in", "Keep it as a finding"]);
    let new = asked("usual-range").replace("evidence/judged?", "evidence/findings/new?");
    browser.get(&new).await.shows(&["Keep this answer as a finding", "usual range"]);
    let typed = [("name", "Drugs stand out"), ("note", "")];
    let finding = browser.post(&new, &typed).await.leads_to().to_owned();
    let page = browser.get(&finding).await;
    page.shows(&[
        "Holds",
        "{finding:drugs-stand-out}",
        "rose out of its usual range",
        "September 2014",
    ]);
    page.shows(&["/evidence/judged?area=E07000110"]);
    let cookie = browser.cookie.take();
    let house = house.exploring(HeldEvidence::of_the_example());
    let mut browser = house.browser();
    browser.cookie = cookie;
    browser.get(&finding).await.shows(&["cannot answer it now", "at least 12 months"]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&asked("concentration").replace("drugs", "all-crime")).await;
    assert!(!page.text.contains("Keep it as a finding"), "{}", page.text);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn wards_that_are_flagged_are_what_an_issue_rests_on_before_those_who_score_it() {
    let house = house(HeldEvidence::of_the_example()).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let page = asked("ward-flags").replace("2014-Q2", "2014-Q1").replace("drugs", "burglary");
    analyst.get(&page).await.shows(&["of six indicators, ", "{table:ward-flags 2014-Q1}"]);
    let new = page.replace("evidence/judged?", "evidence/findings/new?");
    let typed = [("name", "Wards high on several"), ("note", "")];
    analyst.post(&new, &typed).await.leads_to();
    let priorities = "/safer-maidstone-partnership/priorities/2015-16";
    let rests = "finding:wards-high-on-several";
    let fields = [("title", "One place, many harms"), ("evidence", rests)];
    let mut partner = house.signed_in(Role::Partner).await;
    partner.post(&format!("{priorities}/issues/new"), &fields).await.leads_to();
    let day = "2014-10-14".parse().unwrap();
    let cycle = crate::priorities_made::cycle();
    let (signed, grid) = (crate::house::signed(), Method::Grid);
    house.book.choose_method(&signed, (cycle, None), grid, ("", day)).await.unwrap();
    let number = house.book.candidate_issues(cycle).await.unwrap().remove(0).number;
    let scoring = partner.get(&format!("{priorities}/issues/{number}/score")).await;
    scoring.shows(&["finding:wards-high-on-several", "of six indicators, ", "flagged on"]);
}

#[tokio::test]
async fn where_a_method_has_no_answer_the_page_says_which_have_and_begins_with_one() {
    let house = house(HeldEvidence::of_the_example()).await;
    let mut browser = house.signed_in(Role::Councillor).await;
    let few = browser.get(&asked("expected").replace("drugs", "all-crime")).await;
    few.shows(&["This cannot be shown.", "What can be judged of the same", "saferplan fetch"]);
    few.shows(&["kind=concentration", "Is half of it in few neighbourhoods?"]);
    let first = browser.get(JUDGED).await;
    first.shows(&[
        "half of the",
        "how far it gathers",
        "<option value=\"concentration\" selected>",
    ]);
    let nothing = browser.get(&asked("expected").replace("2014-Q2", "2019-Q1")).await;
    nothing.shows(&["Nothing else can be judged of the same"]);
}
