//! Ready text: a draft begins with what the figures say, and an empty section is filled with it; stale findings are told.

use partnership::membership::person::Role;

use crate::drafted::ASSESSMENT;
use crate::drafted::begin;
use crate::drafted::with_figures;
use crate::evidence_held::HeldEvidence;

const BURGLARY: &str =
    "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=period-before";

#[tokio::test]
async fn a_draft_begun_with_ready_text_says_what_is_held_and_can_be_circulated_as_it_is() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let new = "/safer-maidstone-partnership/assessment/new";
    manager.get(new).await.shows(&["Begin with", "Text that says what the figures say"]);
    let fields = [
        ("cycle", "2015-16"),
        ("area", "E07000110"),
        ("period", "2014-Q2"),
        ("against", "2014-Q1"),
        ("begin", "ready"),
    ];
    manager.post(new, &fields).await.leads_to();
    let overview = manager.get(ASSESSMENT).await;
    overview.shows(&["begun with what the figures say", "Crime by offence class"]);
    overview.shows(&["Nothing in the text hinders circulating it."]);
    let preview = manager.get(&format!("{ASSESSMENT}/preview")).await;
    preview.shows(&[
        "Kent Police recorded 2,506 crimes in Maidstone in July to September 2014",
        "Against April to June 2014, recorded crime",
        "Raised at neighbourhood panels",
        "Findings that were kept",
    ]);
    assert!(!preview.text.contains("To mend"), "{}", preview.text);
    assert!(!preview.text.contains("Whether the months are unusual"), "nine months tell none");
    let circulate = format!("{ASSESSMENT}/circulate");
    manager.post(&circulate, &[("version", "1")]).await.leads_to();
    manager.get(&format!("{ASSESSMENT}/circulated/1")).await.shows(&["2,506"]);
}

#[tokio::test]
async fn an_empty_section_is_filled_with_ready_text_and_nothing_is_saved_by_that() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let section = format!("{ASSESSMENT}/sections/3-changes.md");
    manager.get(&section).await.shows(&["Fill in what the figures say", "?with=ready"]);
    let filled = manager.get(&format!("{section}?with=ready")).await;
    filled.shows(&["{phrase:changed all-crime}", "Not saved yet.", "from what chance alone"]);
    assert!(!filled.text.contains("Fill in what the figures say"), "it is filled");
    manager.get(ASSESSMENT).await.shows(&["Version 1,"]);
}

#[tokio::test]
async fn a_passage_that_speaks_of_a_stale_finding_says_so_in_the_draft() {
    let (house, _) = with_figures().await;
    let house = house.exploring(HeldEvidence::of_the_example());
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let keep = format!("/safer-maidstone-partnership/evidence/findings/new?{BURGLARY}");
    manager.post(&keep, &[("name", "Burglary in spring"), ("note", "")]).await.leads_to();
    let section = format!("{ASSESSMENT}/sections/4-why.md");
    let text = "# Why {item:why}\n\nIt was found that {finding:burglary-in-spring}.\n";
    let fields = [("deed", "save"), ("seen", "1"), ("text", text), ("note", "")];
    manager.post(&section, &fields).await.leads_to();
    let holds = manager.get(&section).await;
    assert!(!holds.text.contains("Stale finding"), "{}", holds.text);
    let cookie = manager.cookie.take();
    let house = house.exploring(HeldEvidence::with_more_burglary(100));
    let mut manager = house.browser();
    manager.cookie = cookie;
    manager.get(&section).await.shows(&["Stale finding", "it would now say", "335 crimes"]);
    manager.get(ASSESSMENT).await.shows(&["1 stale finding", "Nothing in the text hinders"]);
    manager.get(&format!("{ASSESSMENT}/preview")).await.shows(&["Stale finding"]);
}
