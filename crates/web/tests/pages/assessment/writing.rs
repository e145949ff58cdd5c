//! Writing: what a section says now and what is wrong stand beside it, and two who write at once lose nothing.

use axum::http::StatusCode;
use partnership::membership::person::Role;

use crate::drafted::ASSESSMENT;
use crate::drafted::begin;
use crate::drafted::bring_example;
use crate::drafted::with_figures;
use crate::house::Answer;
use crate::house::Browser;
use crate::plans_made::enter_next_cycle;

fn section(file: &str) -> String {
    format!("{ASSESSMENT}/sections/{file}")
}

async fn send(browser: &mut Browser<'_>, deed: &str, seen: &str, text: &str) -> Answer {
    let fields = [("deed", deed), ("seen", seen), ("text", text), ("note", "")];
    browser.post(&section("2-levels.md"), &fields).await
}

#[tokio::test]
async fn an_assessment_begins_with_a_section_for_each_statutory_item() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let empty = manager.get("/safer-maidstone-partnership/assessment").await;
    empty.shows(&["No assessment yet", "Begin an assessment"]);
    let form = manager.get("/safer-maidstone-partnership/assessment/new").await;
    form.shows(&["12m-2014-08", "12m-2013-08", "Maidstone"]);
    let wrong =
        [("cycle", "2015-16"), ("area", "E07000110"), ("period", "2014-Q2"), ("against", "2013")];
    let wrong = manager.post("/safer-maidstone-partnership/assessment/new", &wrong).await;
    wrong.shows(&["There is a problem", "value=\"2014-Q2\""]);
    begin(&mut manager).await;
    manager.get(ASSESSMENT).await.shows(&[
        "The assessment was begun",
        "July to September 2014",
        "Levels and patterns",
        "0 of 6 statutory items are answered",
        "no section with words answers it yet",
        "Not written yet",
    ]);
    let twice = [
        ("cycle", "2015-16"),
        ("area", "E07000110"),
        ("period", "2014-Q2"),
        ("against", "2014-Q1"),
    ];
    let twice = manager.post("/safer-maidstone-partnership/assessment/new", &twice).await;
    twice.shows(&["There is a problem"]);
    manager.get(&section("4-why.md")).await.shows(&["Say what is known of the reasons"]);
}

#[tokio::test]
async fn the_next_years_assessment_goes_on_from_the_last_which_is_its_baseline() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let text =
        "# Levels {item:levels-and-patterns}\n\nRecorded crime {phrase:changed all-crime}.\n";
    send(&mut manager, "save", "1", text).await.leads_to();
    let next = enter_next_cycle(&house.book).await;
    let new = "/safer-maidstone-partnership/assessment/new";
    let form = manager.get(new).await;
    form.shows(&["The text of the assessment 2015–16", "value=\"2015-Q2\"", "value=\"2014-Q2\""]);
    let fields = [
        ("cycle", "2016-17"),
        ("area", "E07000110"),
        ("period", "2015-Q2"),
        ("against", "2014-Q2"),
        ("begin", "last"),
    ];
    manager.post(new, &fields).await.leads_to();
    let versions = house.book.assessment_versions(next).await.unwrap();
    let sources = &versions[0].version.sources;
    let levels = sources.iter().find(|source| source.file == "2-levels.md").unwrap();
    assert!(levels.text.contains("{#1} Recorded crime {phrase:changed all-crime}."), "{levels:?}");
    assert_eq!(sources.len(), 7);
}

#[tokio::test]
async fn a_section_reads_with_its_figures_and_what_is_wrong_stands_beside_its_line() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let page = manager.get(&section("2-levels.md")).await;
    page.shows(&[
        "data-offer=\"{phrase:changed burglary}\"",
        "{finding:violence-in-summer}",
        "{partner:noise-at-night/2014-q2}",
        "{chart:months all-crime}",
    ]);
    let text = "# Levels {item:levels-and-patterns}\n\nThere were {figure:all-crime.count 2014-Q1} crimes.\n\n\
                Of these {figure:burglarry.count} and 12 robberies.\n\nIt \
                {claim:changed all-crime 9.5% 2014-Q1 2013-Q1}.\n\n{table:classes}\n";
    let looked = send(&mut manager, "look", "1", text).await;
    looked.shows(&[
        "There were 2,327 crimes.",
        "Line 5.",
        "Did you mean `burglary`?",
        "Typed by hand",
        "`12`",
        "rose by 9.5%",
        "Crimes recorded by Kent Police",
    ]);
    assert!(looked.text.contains("+8.5%"), "what the figures do say is told: {}", looked.text);
    assert!(looked.text.contains("12 robberies"), "what was typed is lost");
    manager.get(ASSESSMENT).await.shows(&["Version 1,"]);
    let saved = send(&mut manager, "save", "1", text).await;
    assert!(saved.leads_to().ends_with("/sections/2-levels.md"));
    let page = manager.get(&section("2-levels.md")).await;
    page.shows(&["Version 2 was saved.", "{#1} There were", "{#4} {table:classes}"]);
    manager
        .get(ASSESSMENT)
        .await
        .shows(&["3 to mend", "Alex partnership manager, 20 November 2014"]);
    // Saved again as it is, it is no version.
    let text = held_text(&page);
    send(&mut manager, "save", "2", &text).await.leads_to();
    manager
        .get(&section("2-levels.md"))
        .await
        .shows(&["Nothing was changed, so no version was saved."]);
}

/// What stands in the field of the text.
fn held_text(page: &Answer) -> String {
    let field = page.text.split("name=\"text\"").nth(1).unwrap();
    let text = field.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&").replace("&#x2F;", "/")
}

#[tokio::test]
async fn two_who_write_the_same_section_are_told_and_both_texts_stay() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    begin(&mut manager).await;
    let first = "# Levels {item:levels-and-patterns}\n\nThe first words of it.\n";
    send(&mut manager, "save", "1", first).await.leads_to();
    let quick = "# Levels {item:levels-and-patterns}\n\n{#1} The analyst’s words of it.\n";
    send(&mut analyst, "save", "2", quick).await.leads_to();
    let slow = "# Levels {item:levels-and-patterns}\n\n{#1} The manager’s words of it.\n";
    let told = send(&mut manager, "save", "2", slow).await;
    told.shows(&[
        "Alex analyst saved this section in version 3 while you wrote",
        "The manager’s words of it",
        "The analyst’s words of it",
        "taken out:",
        "name=\"seen\" value=\"3\"",
    ]);
    send(&mut manager, "save", "3", slow).await.leads_to();
    // Another section is no conflict: both are kept.
    let other = [("deed", "save"), ("seen", "2"), ("text", "# Why {item:why}\n\nFor reasons.\n")];
    analyst.post(&section("4-why.md"), &other).await.leads_to();
    let now = manager.get(&format!("{ASSESSMENT}/preview")).await;
    now.shows(&["The manager’s words of it", "For reasons."]);
}

#[tokio::test]
async fn a_half_finished_section_is_saved_and_a_section_is_added_and_taken_out() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let half = "# Levels\n\nUnfinished {figure:\n";
    send(&mut manager, "save", "1", half).await.leads_to();
    let page = manager.get(&section("2-levels.md")).await;
    page.shows(&["New passages get their numbers once what is marked is mended", "To mend"]);
    let nothing = send(&mut manager, "save", "2", "  ").await;
    nothing.shows(&["Write the section"]);
    let new = format!("{ASSESSMENT}/new-section");
    manager
        .post(&new, &[("heading", ""), ("item", "")])
        .await
        .shows(&["Write the section’s heading"]);
    let added = manager.post(&new, &[("heading", "Night-time <economy>"), ("item", "why")]).await;
    added.shows(&["raw HTML"]);
    let added = manager.post(&new, &[("heading", "Night-time economy"), ("item", "why")]).await;
    let to = added.leads_to().to_owned();
    assert!(to.ends_with("/sections/8-night-time-economy.md"), "{to}");
    manager.post(&format!("{to}/move-up"), &[("seen", "3")]).await.leads_to();
    let to = format!("{ASSESSMENT}/sections/7-night-time-economy.md");
    manager
        .get(&format!("{ASSESSMENT}/sections/8-priorities.md"))
        .await
        .shows(&["What to put first"]);
    let late = manager.post(&format!("{to}/move-up"), &[("seen", "3")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let out = manager.post(&format!("{to}/take-out"), &[("seen", "4")]).await;
    assert!(out.leads_to().ends_with("/assessment/2015-16"));
    assert_eq!(manager.get(&to).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn versions_are_compared_in_words_and_writers_named() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    bring_example(&mut manager, "1").await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let page = analyst.get(&section("4-why.md")).await;
    let text = held_text(&page);
    let changed = text.replacen("{item:why}\n", "{item:why}\n\nA passage more.\n", 1);
    assert_ne!(text, changed, "{text}");
    let fields = [("deed", "save"), ("seen", "2"), ("text", &changed), ("note", "One more")];
    analyst.post(&section("4-why.md"), &fields).await.leads_to();
    let page = analyst.get(&format!("{ASSESSMENT}/versions?before=2&after=3")).await;
    page.shows(&[
        "From version 2 to version 3",
        "Added: passage",
        "A passage more.",
        "One more",
        "Who wrote what",
        "Alex analyst, 20 November 2014 (version 3)",
        "Alex partnership manager, 20 November 2014 (version 2)",
    ]);
    let none = analyst.get(&format!("{ASSESSMENT}/versions?before=2&after=9")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_an_archive_references_stand_as_they_are_typed_and_it_is_said_why() {
    let house = crate::house::House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let text = "# Levels\n\nThere were {figure:all-crime.count} crimes.\n";
    let page = send(&mut manager, "look", "1", text).await;
    page.shows(&["There were {figure:all-crime.count} crimes", "figures cannot be had"]);
    let refused = manager.get(&format!("{ASSESSMENT}/circulate")).await;
    refused.shows(&["its figures cannot be had"]);
}
