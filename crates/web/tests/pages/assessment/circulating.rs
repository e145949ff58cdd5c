//! Circulating: figures freeze, new data are told beside them, and each role reads and says what it may.

use axum::http::StatusCode;
use partnership::membership::person::Role;

use crate::drafted::ASSESSMENT;
use crate::drafted::begin;
use crate::drafted::circulated;
use crate::drafted::with_figures;

#[tokio::test]
async fn a_draft_with_faults_is_refused_with_the_list_of_them() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    let text = "# Levels\n\nThere were 40 of {figure:burglarry.count}.\n";
    let fields = [("deed", "save"), ("seen", "1"), ("text", text)];
    manager.post(&format!("{ASSESSMENT}/sections/2-levels.md"), &fields).await.leads_to();
    let page = manager.get(&format!("{ASSESSMENT}/circulate")).await;
    page.shows(&[
        "What must be mended first",
        "2-levels.md, line 3",
        "`40`",
        "Did you mean `burglary`?",
    ]);
    let refused = manager.post(&format!("{ASSESSMENT}/circulate"), &[("version", "2")]).await;
    refused.shows(&["There is a problem", "2 things must be mended first"]);
    assert!(house.book.circulated_drafts("2015-16".parse().unwrap()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_draft_in_which_nothing_is_written_is_refused_with_what_to_do() {
    let (house, _) = with_figures().await;
    let mut manager = house.signed_in(Role::Manager).await;
    begin(&mut manager).await;
    manager.get(ASSESSMENT).await.shows(&["Nothing is written yet. Write at least one section"]);
    let page = manager.get(&format!("{ASSESSMENT}/circulate")).await;
    page.shows(&[
        "What must be mended first",
        "a draft whose 7 sections are all empty",
        "/sections/1-about.md",
        "write a section, and save a version",
    ]);
    let refused = manager.post(&format!("{ASSESSMENT}/circulate"), &[("version", "1")]).await;
    refused.shows(&["There is a problem", "One thing must be mended first"]);
    assert!(house.book.circulated_drafts("2015-16".parse().unwrap()).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_a_partner_supplied_in_confidence_is_read_by_those_who_write_alone() {
    let (house, _) = circulated().await;
    let path = format!("{ASSESSMENT}/circulated/2");
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    manager.get(&path).await.shows(&["97.31 per 100,000 residents"]);
    for role in [Role::Councillor, Role::Partner] {
        let mut reader = house.signed_in(role).await;
        let page = reader.get(&path).await;
        page.shows(&[
            "in the same months there were [withheld]",
            "no figure in it would be another",
        ]);
        assert!(!page.text.contains("97.31"), "{role:?} reads what is confidential");
        let passage = reader.get(&format!("{ASSESSMENT}/passages/23?version=2")).await;
        assert!(!passage.text.contains("97.31") && passage.text.contains("[withheld]"));
    }
}

#[tokio::test]
async fn a_circulated_draft_keeps_its_figures_and_tells_what_new_data_would_say() {
    let (house, figures) = circulated().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let list = councillor.get("/safer-maidstone-partnership/assessment").await;
    list.shows(&["Draft circulated on 20 November 2014 (version 2)"]);
    assert!(!list.text.contains("The draft</a>"), "a councillor is led to the draft");
    let path = format!("{ASSESSMENT}/circulated/2");
    let before = councillor.get(&path).await;
    before.shows(&["no figure in it would be another", "1 open comment", "Which wards is this"]);
    before.shows(&["To bear in mind with these figures", "Source: data.police.uk"]);
    figures.new_data_come();
    let after = councillor.get(&path).await;
    after.shows(&[
        "Passages whose words would be others",
        "Numbers that would be others",
        "with other numbers",
    ]);
    let words =
        |page: &str| page.split("<section class=\"draft-section\"").skip(1).collect::<String>();
    assert_eq!(words(&before.text), words(&after.text), "something circulated changed by itself");
}

#[tokio::test]
async fn a_councillor_comments_on_what_was_circulated_and_on_nothing_else() {
    let (house, _) = circulated().await;
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    // Said of the draft while its last version is the circulated one, and still for those who write.
    let passage = format!("{ASSESSMENT}/passages/1");
    manager.get(&passage).await.shows(&["Those who write the assessment see it."]);
    manager.post(&passage, &[("words", "Between us writers"), ("version", "2")]).await.leads_to();
    manager.get(&passage).await.shows(&["Between us writers"]);
    let text = "# About\n\n{#1} Words that nobody circulated.\n";
    let fields = [("deed", "save"), ("seen", "2"), ("text", text)];
    manager.post(&format!("{ASSESSMENT}/sections/1-about.md"), &fields).await.leads_to();
    let secret = [("words", "For those who write alone")];
    manager.post(&format!("{ASSESSMENT}/passages/1"), &secret).await.leads_to();
    let mut councillor = house.signed_in(Role::Councillor).await;
    for below in [
        "",
        "/preview",
        "/versions",
        "/circulate",
        "/sections/1-about.md",
        "/editions/exempt",
        "/draft.zip",
    ] {
        let refused = councillor.get(&format!("{ASSESSMENT}{below}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{below}");
    }
    let draft = councillor.get(&format!("{ASSESSMENT}/passages/1?version=3")).await;
    assert_eq!(draft.status, StatusCode::NOT_FOUND);
    let whole = councillor.get(&format!("{ASSESSMENT}/circulated/2")).await;
    assert!(!whole.text.contains("Between us writers"), "a comment for writers is circulated");
    let page = councillor.get(&passage).await;
    page.shows(&["Passage 1", "in version 2"]);
    for hidden in
        ["Between us writers", "nobody circulated", "those who write alone", "First written by"]
    {
        assert!(!page.text.contains(hidden), "{hidden}");
    }
    councillor.post(&passage, &[("words", " ")]).await.shows(&["Write what you would say"]);
    councillor.post(&passage, &[("words", "Say <b>where</b>")]).await.leads_to();
    let page = councillor.get(&passage).await;
    page.shows(&["The comment was kept.", "Alex councillor", "Say &lt;b&gt;where&lt;/b&gt;"]);
    assert!(!page.text.contains("Settle the comment"), "a councillor settles comments");
}

#[tokio::test]
async fn a_comment_is_settled_with_what_came_of_it() {
    let (house, _) = circulated().await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let passage = format!("{ASSESSMENT}/passages/5");
    analyst
        .get(&passage)
        .await
        .shows(&["Which wards is this about?", "First written by Alex partnership manager"]);
    let kept = house.book.assessment_comments("2015-16".parse().unwrap()).await.unwrap().remove(0);
    let path = format!("{ASSESSMENT}/comments/{}", kept.number);
    let version = kept.version.0.to_string();
    let empty = analyst.post(&path, &[("version", &version), ("how", "")]).await;
    empty.shows(&["Write what came of the comment"]);
    analyst.post(&path, &[("version", &version), ("how", "Named in version 3")]).await.leads_to();
    let late = analyst.post(&path, &[("version", &version), ("how", "Something else")]).await;
    late.shows(&["Alex analyst changed it", "Something else"]);
    analyst.get(&passage).await.shows(&["No comment is open", "Named in version 3: Alex analyst"]);
    analyst.get(ASSESSMENT).await.shows(&["No open comments"]);
    let kept = house.book.assessment_comments("2015-16".parse().unwrap()).await.unwrap().remove(0);
    let version = kept.version.0.to_string();
    analyst.post(&path, &[("version", &version), ("deed", "reopen")]).await.leads_to();
    analyst.get(ASSESSMENT).await.shows(&["1 open comment"]);
}

#[tokio::test]
async fn the_public_edition_withholds_and_the_exempt_one_has_the_register() {
    let (house, _) = circulated().await;
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    for asked in ["", "?version=2"] {
        let public = manager.get(&format!("{ASSESSMENT}/editions/public{asked}")).await;
        public.shows(&["Public edition", "things are withheld", "withheld"]);
        assert!(!public.text.contains("Register of redactions"), "the register is public");
        let exempt = manager.get(&format!("{ASSESSMENT}/editions/exempt{asked}")).await;
        exempt.shows(&[
            "Not for publication",
            "Register of redactions",
            "Alex partnership manager",
            "Schedule 12A",
        ]);
        for (secret, exempted) in exempted(&exempt.text) {
            assert!(!public.text.contains(&secret), "{secret}: {exempted}");
        }
    }
    let none = manager.get(&format!("{ASSESSMENT}/editions/other")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

/// The reasons of exemptions, which are in the exempt edition alone.
fn exempted(page: &str) -> Vec<(String, &'static str)> {
    let found = page.split("[Exempt, paragraph ").skip(1);
    let reasons = found.filter_map(|rest| rest.split_once(": ")?.1.split_once(']'));
    let all: Vec<_> = reasons.map(|(reason, _)| (reason.to_owned(), "a reason")).collect();
    assert!(!all.is_empty(), "nothing is exempt in the example");
    all
}
