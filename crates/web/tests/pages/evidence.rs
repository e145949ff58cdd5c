//! The evidence explored: an answer has a link, a fault stands beside its field, and a finding tells what it would now say.

use axum::http::StatusCode;
use axum::http::header;
use partnership::membership::person::Role;

use crate::evidence_held::HeldEvidence;
use crate::house::House;

const EVIDENCE: &str = "/safer-maidstone-partnership/evidence";
const BURGLARY: &str =
    "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=period-before";

async fn house() -> House {
    House::in_october().await.exploring(HeldEvidence::of_the_example())
}

/// Where an enquiry is asked.
fn asked(parts: &str) -> String {
    format!("{EVIDENCE}?{parts}")
}

#[tokio::test]
async fn the_page_begins_with_the_partnerships_own_district_and_the_latest_quarter() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Councillor).await;
    let page = browser.get(EVIDENCE).await;
    page.shows(&[
        "All recorded crime in Maidstone, July to September 2014 against April to June 2014",
        "Kent Police recorded",
        "part of any change may be the season",
        "{figure:all-crime.count 2014-Q2}",
    ]);
    assert!(page.text.contains("<option value=\"E23000032\">"), "{}", page.text);
    assert!(!page.text.contains("Keep it as a finding"), "a councillor keeps none");
}

#[tokio::test]
async fn an_answer_has_words_table_picture_sources_trace_and_references() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let page = browser.get(&asked(BURGLARY)).await;
    page.shows(&[
        "Kent Police recorded 235 crimes of the class burglary in Maidstone in April to June 2014.",
        "burglary changed little, at 235 against 240",
        "<p>Burglary in Maidstone, month by month</p>",
        "recording changed in Kent Police",
        "data.police.uk: counts",
        "Open Government Licence v3.0",
        "The period: burglary recorded by Kent Police in Maidstone (E07000110), April to June 2014: 235",
        "{phrase:changed burglary 2014-Q1 2013-Q4}",
        "Keep it as a finding",
    ]);
    let link = format!("href=\"{EVIDENCE}?{}\"", BURGLARY.replace('&', "&amp;"));
    assert!(page.text.contains(&link), "{}", page.text);
}

#[tokio::test]
async fn a_form_as_a_browser_sends_it_is_the_same_as_its_link() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let sent =
        "area=E07000110&offence=burglary&period=12m-2014-09&measure=count&against=nothing&small=";
    let page = browser.get(&asked(sent)).await;
    page.shows(&["for the 12 months to September 2014 is not held"]);
    let sent = "area=E07000110&small=E01024320&offence=all-crime&period=2014-Q1&measure=count&against=nothing";
    browser.get(&asked(sent)).await.shows(&["All recorded crime in Maidstone 003A"]);
    let year = browser.get(&asked(&BURGLARY.replace("2014-Q1", "2014%2F15"))).await;
    year.shows(&["is not held", "2014/15, the financial year"]);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_chosen_stays() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for (parts, field, why) in [
        (
            BURGLARY.replace("count", "rate").replace("period-before", "last-year"),
            "against",
            "is not held",
        ),
        (BURGLARY.replace("period-before", "group"), "measure", "compared by rates"),
        (BURGLARY.replace("2014-Q1", "spring"), "period", "`spring` is not a period"),
        (BURGLARY.replace("burglary", "burglery"), "offence", "did you mean `burglary`?"),
        (format!("{BURGLARY}&small=E05004990"), "small", "is a ward"),
        (BURGLARY.replace("count", "severity"), "measure", "no severity weights are held"),
    ] {
        let page = browser.get(&asked(&parts)).await;
        assert_eq!(page.status, StatusCode::OK);
        page.shows(&["There is a problem", "There is no answer to this"]);
        assert!(page.text.contains(&format!("id=\"{field}-error\"")), "{field}: {}", page.text);
        let plain = page.text.replace("&#x27;", "'").replace("&#96;", "`");
        assert!(plain.to_lowercase().contains(&why.to_lowercase()), "{why}: {plain}");
    }
    let page = browser.get(&asked(&BURGLARY.replace("period-before", "group"))).await;
    assert!(page.text.contains("<option value=\"burglary\" selected>"), "{}", page.text);
}

#[tokio::test]
async fn small_counts_are_withheld_in_every_form_of_the_answer() {
    let house = house().await;
    let held = HeldEvidence::of_the_example().0;
    let (quarter, robbery) = (
        "2014-Q1".parse().unwrap(),
        partnership::evidence::figure::Line::Class(
            partnership::terms::offence::OffenceClass::Robbery,
        ),
    );
    let few = held
        .counts
        .areas(|area| area.as_str().starts_with("E01"))
        .into_iter()
        .find(|area| (1..5).contains(&held.counts.sum(*area, "Kent Police", quarter, robbery)));
    let parts = format!(
        "area={}&offence=robbery&period=2014-Q1&measure=count&against=nothing",
        few.unwrap()
    );
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(&asked(&parts)).await.shows(&["fewer than 5 crimes", "[c]"]);
    let csv = browser.get(&format!("{EVIDENCE}/file/answer.csv?{parts}")).await;
    let row = csv.text.lines().find(|line| {
        line.starts_with("Robbery, recorded") || line.starts_with("\"Robbery, recorded")
    });
    assert!(row.unwrap().ends_with(",[c]"), "{}", csv.text);
}

#[tokio::test]
async fn the_files_are_the_table_and_the_picture() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Councillor).await;
    let csv = browser.get(&format!("{EVIDENCE}/file/answer.csv?{BURGLARY}")).await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(
        csv.text.contains("\"Burglary, recorded\",235,240,-5,-2.1,little changed"),
        "{}",
        csv.text
    );
    let svg = browser.get(&format!("{EVIDENCE}/file/months.svg?{BURGLARY}")).await;
    assert_eq!(svg.headers[header::CONTENT_TYPE], "image/svg+xml; charset=utf-8");
    let none = browser.get(&format!("{EVIDENCE}/file/answer.pdf?{BURGLARY}")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let unasked = browser.get(&format!("{EVIDENCE}/file/answer.csv?area=E07000110")).await;
    assert_eq!(unasked.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn where_nothing_is_held_the_page_says_what_imports_it() {
    for house in
        [House::in_october().await, House::in_october().await.exploring(HeldEvidence::of_nothing())]
    {
        let mut browser = house.signed_in(Role::Manager).await;
        browser
            .get(EVIDENCE)
            .await
            .shows(&["No figures are imported yet", "saferplan import auto"]);
    }
}

/// The version of the only finding.
async fn version(house: &House) -> String {
    house.book.findings().await.unwrap()[0].version.0.to_string()
}

#[tokio::test]
async fn a_finding_is_kept_and_grows_stale() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    browser.get(&format!("{EVIDENCE}/findings")).await.shows(&["No findings yet"]);
    let new = format!("{EVIDENCE}/findings/new?{BURGLARY}");
    browser.get(&new).await.shows(&["Keep this answer as a finding", "235 crimes"]);
    let nameless = browser.post(&new, &[("name", " "), ("note", "For December")]).await;
    nameless.shows(&["Give the finding a name", "For December"]);
    let typed = [("name", "Burglary in spring"), ("note", "For December")];
    let finding = browser.post(&new, &typed).await.leads_to().to_owned();
    assert_eq!(finding, format!("{EVIDENCE}/findings/burglary-in-spring"));
    let page = browser.get(&finding).await;
    page.shows(&["Holds", "For December", "{finding:burglary-in-spring}", "Alex analyst"]);
    let cookie = browser.cookie.take();
    let house = house.exploring(HeldEvidence::with_more_burglary(100));
    let mut browser = house.browser();
    browser.cookie = cookie;
    browser.get(&format!("{EVIDENCE}/findings")).await.shows(&["Burglary in spring", "Stale"]);
    let stale = browser.get(&finding).await;
    stale.shows(&["235 crimes", "It would now say", "335 crimes", "Have it say what is held now"]);
    let seen = version(&house).await;
    let renewed = [("version", &*seen), ("deed", "renew")];
    assert_eq!(browser.post(&finding, &renewed).await.leads_to(), finding);
    browser.get(&finding).await.shows(&["335 crimes", "Holds"]);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn a_finding_is_changed_from_what_was_seen_and_taken_away() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let new = format!("{EVIDENCE}/findings/new?{BURGLARY}");
    let typed = [("name", "Burglary"), ("note", "")];
    let finding = browser.post(&new, &typed).await.leads_to().to_owned();
    let seen = version(&house).await;
    let typed = [("version", &*seen), ("name", "Burglary in spring"), ("note", "")];
    browser.post(&finding, &typed).await.leads_to();
    let typed = [("version", &*seen), ("name", "Mine"), ("note", "")];
    let late = browser.post(&finding, &typed).await;
    late.shows(&["value=\"Mine\"", "was changed by analyst"]);
    let away = format!("{finding}/take-away");
    browser.get(&away).await.shows(&["Take this finding away?", "Burglary in spring"]);
    let seen = version(&house).await;
    browser.post(&away, &[("version", &seen)]).await.leads_to();
    browser
        .get(&format!("{EVIDENCE}/findings"))
        .await
        .shows(&["No findings yet", "was taken away"]);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn two_findings_of_one_name_have_two_references() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let new = format!("{EVIDENCE}/findings/new?{BURGLARY}");
    let named = [("name", "Burglary"), ("note", "")];
    assert!(browser.post(&new, &named).await.leads_to().ends_with("/burglary"));
    assert!(browser.post(&new, &named).await.leads_to().ends_with("/burglary-2"));
}

const ROBBERY: &str = "area=E07000110&offence=robbery&period=2014-Q2&kind=neighbourhoods";

#[tokio::test]
async fn a_map_has_its_table_and_withholds_small_counts_from_everybody() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let page = browser.get(&format!("{EVIDENCE}/map?{ROBBERY}")).await;
    page.shows(&[
        "Robbery by neighbourhood of Maidstone, July to September 2014",
        "[c]: withheld",
        "© Crown copyright",
    ]);
    assert!(page.text.contains("<figure"), "no picture");
    let shapes = browser.get(&format!("{EVIDENCE}/map/shapes?{ROBBERY}")).await;
    let shapes: serde_json::Value = serde_json::from_str(&shapes.text).unwrap();
    let all = shapes["shapes"].as_array().unwrap();
    assert_eq!(all.len(), 95);
    for shape in all {
        let says = shape["says"].as_str().unwrap();
        let count = says.rsplit(' ').next().unwrap();
        let small = count.parse::<u64>().is_ok_and(|count| (1..5).contains(&count));
        assert!(!small, "{shape}");
        assert_eq!(shape["class"].is_null(), says.ends_with("[c]"), "{shape}");
    }
    assert!(all.iter().any(|shape| shape["class"].is_null()), "nothing is withheld");
    let corner = &all[0]["polygons"][0][0][0];
    assert!((500_000..600_000).contains(&corner[0].as_i64().unwrap()), "{corner}");
}

#[tokio::test]
async fn wards_and_deprivation_are_mapped_too_each_with_its_table() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let asked = "area=E07000110&offence=all-crime&period=2014-Q2&kind=";
    let wards = browser.get(&format!("{EVIDENCE}/map?{asked}wards")).await;
    wards.shows(&[
        "All recorded crime by ward of Maidstone, July to September 2014",
        "by best fit",
        "<figure",
        "<table",
    ]);
    let shapes = browser.get(&format!("{EVIDENCE}/map/shapes?{asked}wards")).await;
    let shapes: serde_json::Value = serde_json::from_str(&shapes.text).unwrap();
    let all = shapes["shapes"].as_array().unwrap();
    assert_eq!(all.len(), 24);
    let says = |shape: &serde_json::Value| shape["says"].as_str().unwrap().to_owned();
    assert!(all.iter().all(|shape| says(shape).starts_with("Per 1,000 residents: ")), "{all:?}");
    let deprivation = browser.get(&format!("{EVIDENCE}/map?{asked}deprivation")).await;
    deprivation.shows(&[
        "Deprivation of the neighbourhoods of Maidstone, edition of 2015",
        "More deprived than, %",
        "<figure",
    ]);
}

#[tokio::test]
async fn what_cannot_be_mapped_is_told_in_words_or_beside_its_field() {
    let house = house().await;
    let mut browser = house.signed_in(Role::Councillor).await;
    let spots = browser
        .get(&format!("{EVIDENCE}/map?{}", ROBBERY.replace("neighbourhoods", "hot-spots")))
        .await;
    spots.shows(&[
        "There is no such map. No positions of crimes are held for July 2014",
        "police-street",
    ]);
    let county = browser.get(&format!("{EVIDENCE}/map?area=E23000032")).await;
    county.shows(&["Choose a district: this is told of one", "<title>Error: "]);
    let kind = browser.get(&format!("{EVIDENCE}/map?kind=none")).await;
    kind.shows(&["Choose one from the list", "<title>Error: "]);
    let first = browser.get(&format!("{EVIDENCE}/map")).await;
    first.shows(&["All recorded crime by neighbourhood of Maidstone"]);
}

#[tokio::test]
async fn without_figures_the_map_says_what_to_import() {
    let house = House::in_october().await.exploring(HeldEvidence::of_nothing());
    let mut browser = house.signed_in(Role::Analyst).await;
    browser.get(&format!("{EVIDENCE}/map")).await.shows(&["No figures are imported yet"]);
}
