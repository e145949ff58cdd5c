//! Files: exported, changed elsewhere, brought back, compared, and only then saved.

use axum::http::StatusCode;
use axum::http::header;
use partnership::membership::person::Role;

use crate::drafted::ASSESSMENT;
use crate::drafted::begin;
use crate::drafted::bring_example;
use crate::drafted::with_figures;
use crate::held;
use crate::house::Answer;
use crate::house::Browser;

/// Sends a file as a browser does.
async fn send(browser: &mut Browser<'_>, name: &str, bytes: &[u8]) -> Answer {
    browser.post_file(&format!("{ASSESSMENT}/import"), &[], (name, bytes)).await
}

#[tokio::test]
async fn the_example_is_brought_in_with_its_numbers_and_is_whole() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    bring_example(&mut manager, "1").await;
    manager.get(ASSESSMENT).await.shows(&[
        "Version 2 was saved.",
        "5 of 6 statutory items are answered",
        "nothing of the consultation: refer to a theme or to answers",
        "Nothing in the text hinders circulating it.",
    ]);
    let kept = house.book.assessment_versions("2015-16".parse().unwrap()).await.unwrap();
    assert_eq!(kept[1].version.sources, held::draft());
    assert_eq!(kept[1].given, held::given());
    let preview = manager.get(&format!("{ASSESSMENT}/preview")).await;
    preview.shows(&["Claim borne out", "Answers: levels and patterns"]);
}

#[tokio::test]
async fn one_file_takes_the_place_of_its_own_and_nothing_is_saved_before_it_is_compared() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    bring_example(&mut manager, "1").await;
    let text = "# Why it changed {item:why}\n\nNew words of somebody else.\n";
    let page = send(&mut manager, "4-why.md", text.as_bytes()).await;
    page.shows(&[
        "What your files would change",
        "New words of somebody else.",
        "Removed: passage",
        "Save as a version",
    ]);
    assert!(!page.text.contains("Taken out:</strong>"), "another section is taken out");
    let count = house.book.assessment_versions("2015-16".parse().unwrap()).await.unwrap().len();
    assert_eq!(count, 2, "something was saved");
    for (name, bytes, wanted) in [
        ("draft.docx", &b"words"[..], "wanted a name such as 2-levels.md"),
        ("draft.zip", b"PK\x03\x04", "export the draft again"),
        ("", b"", "Choose a file that is not empty"),
    ] {
        send(&mut manager, name, bytes).await.shows(&["There is a problem", wanted]);
    }
    let zip = manager.get(&format!("{ASSESSMENT}/draft.zip")).await;
    assert_eq!(zip.status, StatusCode::OK);
    assert_eq!(zip.headers[header::CONTENT_TYPE], "application/zip");
}

#[tokio::test]
async fn files_that_come_after_another_version_are_compared_with_it_first() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    bring_example(&mut manager, "1").await;
    let text = "# All\n\nOne text for all.\n";
    let fields = [("seen", "1"), ("note", ""), ("name", "1-all.md"), ("text-0", text)];
    let late = manager.post(&format!("{ASSESSMENT}/import/save"), &fields).await;
    late.shows(&[
        "Alex partnership manager saved version 2",
        "Taken out:",
        "One text for all.",
        "name=\"seen\" value=\"2\"",
    ]);
    let fields = [("seen", "2"), ("note", ""), ("name", "1-all.md"), ("text-0", text)];
    manager.post(&format!("{ASSESSMENT}/import/save"), &fields).await.leads_to();
    manager.get(&format!("{ASSESSMENT}/preview")).await.shows(&["One text for all."]);
}

#[tokio::test]
async fn a_file_that_came_alone_leaves_what_others_saved_meanwhile() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let others = [("deed", "save"), ("seen", "1"), ("text", "# Levels\n\nA colleague’s words.\n")];
    manager.post(&format!("{ASSESSMENT}/sections/2-levels.md"), &others).await.leads_to();
    // Compared with version 1, where the colleague had written nothing yet; pressed again once told of version 2.
    let fields = [
        ("seen", "2"),
        ("only", "4-why.md"),
        ("name", "2-levels.md"),
        ("text-0", "# Levels\n"),
        ("name", "4-why.md"),
        ("text-1", "# Why\n\nMy words.\n"),
    ];
    manager.post(&format!("{ASSESSMENT}/import/save"), &fields).await.leads_to();
    let preview = manager.get(&format!("{ASSESSMENT}/preview")).await;
    preview.shows(&["A colleague’s words.", "My words."]);
    let made_up =
        [("seen", "3"), ("name", "../4-why.md"), ("text-0", "# Why\n"), ("name", "4-why.md")];
    let refused = manager.post(&format!("{ASSESSMENT}/import/save"), &made_up).await;
    refused.shows(&["There is a problem", "Two files are called 4-why.md"]);
}
