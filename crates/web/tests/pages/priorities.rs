//! The pages of priorities: the long list and its history, scores that each gives alone, ranks, the workshop, the decision.

use partnership::membership::person::Role;

use crate::commented::version_in;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::priorities_made;
use crate::priorities_made::cycle;

fn at(below: &str) -> String {
    format!("{SMP}/priorities/2015-16{below}")
}

async fn with_a_long_list() -> (House, [i64; 3]) {
    let house = House::on("2014-12-05").await;
    let issues = priorities_made::enter(&house.book).await;
    (house, issues)
}

/// Sends a form of a page that carries a version.
async fn send(
    browser: &mut Browser<'_>,
    (page, to): (&str, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let version = version_in(&browser.get(page).await);
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(to, &fields).await
}

#[tokio::test]
async fn an_empty_long_list_tells_the_next_step_to_whoever_can_take_it() {
    let house = House::in_october().await;
    let mut partner = house.signed_in(Role::Partner).await;
    partner.get(&at("")).await.shows(&["No candidate issue yet", "Propose the first issue"]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("")).await;
    page.shows(&["No candidate issue yet", "once somebody proposes it"]);
    assert!(!page.text.contains("Propose the first issue"), "{}", page.text);
    councillor.get(&at("/ranking")).await.shows(&["No ranks to show yet", "No method was chosen"]);
    let all = councillor.get(&format!("{SMP}/priorities")).await;
    all.shows(&["Priorities 2015–16", "No candidate issue yet"]);
}

#[tokio::test]
async fn an_issue_is_proposed_from_what_is_kept_or_by_hand_with_a_reason() {
    let house = House::in_october().await;
    house.enter_panels().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let new = at("/issues/new");
    let page = partner.post(&new, &[("title", " "), ("about", "Cars race")]).await;
    page.shows(&[
        "Error: Propose an issue",
        "href=\"#title\"",
        "href=\"#why\"",
        "nothing is ticked".replacen('n', "N", 1).as_str(),
    ]);
    page.holds(&[">Cars race</textarea>"]);
    let number = house.book.panel_issues().await.unwrap()[0].number;
    let reference = format!("panel:issue-{number}");
    let ticked = partner.get(&format!("{new}?evidence={reference}")).await;
    ticked.shows(&[&format!("value=\"{reference}\" checked"), "Issue of a panel"]);
    let fields = [("title", "Speeding"), ("evidence", reference.as_str())];
    assert_eq!(partner.post(&new, &fields).await.leads_to(), at(""));
    let list = partner.get(&at("")).await;
    list.shows(&["Speeding", "is on the long list", "partnership manager chooses"]);
    let kept = house.book.candidate_issues(cycle()).await.unwrap().remove(0);
    let issue = at(&format!("/issues/{}", kept.number));
    partner.get(&issue).await.shows(&[&reference, "On the list", "Proposed"]);
}

#[tokio::test]
async fn what_is_set_aside_is_kept_with_why_and_can_be_undone_or_taken_up_again() {
    let (house, [home, speeding, _]) = with_a_long_list().await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let page = at(&format!("/issues/{speeding}"));
    let wrong = send(&mut analyst, (&page, &page), &[("because", "x")]).await;
    wrong.shows(&["Choose what happens to the issue", "href=\"#way\""]);
    let bare = send(&mut analyst, (&page, &page), &[("way", "not-ours")]).await;
    bare.shows(&["No reason is given", "href=\"#because\""]);
    let fields = [("way", "not-ours"), ("because", "The county sets limits")];
    assert_eq!(send(&mut analyst, (&page, &page), &fields).await.leads_to(), page);
    let list = analyst.get(&at("")).await;
    list.shows(&["Set aside (not ours to affect)", "The county sets limits", "taken up again"]);
    let up = [("way", "take-up"), ("because", "Partners asked for it")];
    assert_eq!(send(&mut analyst, (&page, &page), &up).await.leads_to(), page);
    let shown = analyst.get(&page).await;
    shown.shows(&["The county sets limits", "Partners asked for it", "Undo the last entry"]);
    let undo = format!("{page}/undo");
    assert_eq!(send(&mut analyst, (&page, &undo), &[]).await.leads_to(), page);
    analyst.get(&page).await.shows(&["Set aside (not ours to affect)"]);
    assert_eq!(send(&mut analyst, (&page, &undo), &[]).await.leads_to(), page);
    let into = home.to_string();
    let nowhere = send(&mut analyst, (&page, &page), &[("way", "merge"), ("because", "One")]).await;
    nowhere.shows(&["Choose the issue that it is one with", "href=\"#into\""]);
    let merge = [("way", "merge"), ("into", into.as_str()), ("because", "The same streets")];
    assert_eq!(send(&mut analyst, (&page, &page), &merge).await.leads_to(), page);
    analyst.get(&at("")).await.shows(&[&format!("Merged into issue {home}"), "The same streets"]);
    assert_eq!(send(&mut analyst, (&page, &undo), &[]).await.leads_to(), page);
    let undone = format!("Issue {home} still rests on what came with it");
    analyst.get(&page).await.shows(&[&undone, "The merging was taken back"]);
}

#[tokio::test]
async fn evidence_is_added_and_taken_off_with_a_reason_and_the_wording_changed() {
    let (house, [home, ..]) = with_a_long_list().await;
    house.enter_panels().await;
    let mut lead = house.signed_in(Role::TaskGroupLead).await;
    let number = house.book.panel_issues().await.unwrap()[0].number;
    let reference = format!("panel:issue-{number}");
    let issue = at(&format!("/issues/{home}"));
    let page = format!("{issue}/evidence");
    let nothing = send(&mut lead, (&page, &page), &[]).await;
    nothing.shows(&["href=\"#what\""]);
    let added = send(&mut lead, (&page, &page), &[("what", reference.as_str())]).await;
    assert_eq!(added.leads_to(), issue);
    let off = format!("{page}/take-off");
    let fields = [("off", reference.as_str())];
    send(&mut lead, (&page, &off), &fields).await.shows(&["No reason is given"]);
    let fields = [fields[0], ("because", "It is about parking")];
    assert_eq!(send(&mut lead, (&page, &off), &fields).await.leads_to(), issue);
    lead.get(&issue).await.shows(&["Rests no more on", "It is about parking"]);
    let change = format!("{issue}/change");
    let worded = send(&mut lead, (&change, &change), &[("title", "Abuse at home")]).await;
    assert_eq!(worded.leads_to(), issue);
    lead.get(&issue).await.shows(&["Abuse at home", "Worded otherwise"]);
}

#[tokio::test]
async fn each_scores_alone_and_is_led_from_issue_to_issue() {
    let (house, [home, speeding, scams]) = with_a_long_list().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let score = |number: i64| at(&format!("/issues/{number}/score"));
    let page = partner.get(&score(home)).await;
    page.shows(&["How bad is it for people", "4: Lives lost or changed for good"]);
    assert!(!page.text.contains("By what officers see"), "another’s note is shown");
    let shown = partner.get(&at(&format!("/issues/{home}"))).await;
    assert!(!shown.text.contains("By what officers see"), "another’s score is shown");
    let wrong = partner.post(&score(home), &[("impact", "5")]).await;
    wrong.shows(&["is no level", "href=\"#impact\""]);
    let wrong = partner.post(&score(home), &[("impact", "4")]).await;
    wrong.shows(&["Choose a level for likelihood", "href=\"#note\"", "nothing is said"]);
    let fields = [("impact", "4"), ("likelihood", "2"), ("note", "As our ward officers see")];
    assert_eq!(partner.post(&score(home), &fields).await.leads_to(), score(speeding));
    assert_eq!(partner.post(&score(speeding), &fields).await.leads_to(), score(scams));
    assert_eq!(partner.post(&score(scams), &fields).await.leads_to(), at(""));
    partner.get(&at("")).await.shows(&["You scored 3 of 3 issues"]);
    let again = partner.post(&score(home), &fields).await;
    again.shows(&["href=\"#conflict\""]);
    let changed = [("impact", "3"), ("likelihood", "2"), ("note", "Fewer than I thought")];
    let kept = send(&mut partner, (&score(home), &score(home)), &changed).await;
    assert_eq!(kept.leads_to(), at(""));
    let back = format!("{}/take-back", score(scams));
    assert_eq!(send(&mut partner, (&score(scams), &back), &[]).await.leads_to(), at(""));
    priorities_made::close(&house.book).await;
    let shown = partner.get(&at(&format!("/issues/{home}"))).await;
    shown.shows(&[
        "What each scorer gave",
        "By what officers see",
        "Scores that were changed since",
    ]);
    let late = send(&mut partner, (&score(home), &score(home)), &fields).await;
    late.shows(&["Scoring was closed on"]);
}

#[tokio::test]
async fn ranks_are_shown_once_scoring_is_closed_with_ties_sway_and_dissent() {
    let (house, [_, speeding, scams]) = with_a_long_list().await;
    priorities_made::give(&house.book, scams, "ann", (3, 2)).await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("/ranking")).await;
    page.shows(&["Each scores alone: the ranks are shown once scoring is closed"]);
    let file = councillor.get(&at("/long-list.csv")).await;
    assert!(!file.text.contains("14.00"), "{}", file.text);
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&at("/ranking")).await.shows(&["not closed: the ranks are provisional"]);
    priorities_made::close(&house.book).await;
    let page = councillor.get(&at("/ranking?top=1")).await;
    // Speeding has 3 and 9, scams 6: both come to 6.
    page.shows(&["2=", "14.00", "12.00 to 16.00", "3.00 to 9.00", "closed on 14 October 2014"]);
    page.shows(&["two levels or more apart on impact", "100%", "first 1"]);
    page.holds(&["Illustrative"]);
    assert!(
        !page.text.contains("By what officers see"),
        "a scorer’s note is shown to a councillor"
    );
    let wrong = councillor.get(&at("/ranking?top=none")).await;
    wrong.shows(&["href=\"#top\""]);
    let file = councillor.get(&at("/long-list.csv")).await;
    file.shows(&["14.00", "2=", &format!("{speeding},Speeding")]);
    assert!(!file.text.contains("ann"), "a scorer is named: {}", file.text);
}

#[tokio::test]
async fn another_method_begins_anew_with_a_reason_and_the_old_scores_can_be_read() {
    let (house, _) = with_a_long_list().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let method = at("/method");
    manager.get(&method).await.shows(&["the method is frozen", "Round 1"]);
    let matrix = [("method", "matrix"), ("weight-physical", "3"), ("weight-concern", "1")];
    let frozen = send(&mut manager, (&method, &method), &matrix).await;
    frozen.shows(&["begins scoring anew", "href=\"#why\""]);
    let few = [("method", "matrix"), ("weight-physical", "3")];
    send(&mut manager, (&method, &method), &few)
        .await
        .shows(&["fewer than two factors".replacen('f', "F", 1).as_str()]);
    let none = send(&mut manager, (&method, &method), &[]).await;
    none.shows(&["Choose a method", "href=\"#method\""]);
    let fields = [matrix[0], matrix[1], matrix[2], ("why", "Harm matters more than how likely")];
    assert_eq!(send(&mut manager, (&method, &method), &fields).await.leads_to(), at(""));
    let list = manager.get(&at("")).await;
    list.shows(&["Round 1: impact × likelihood", "scored before the method was changed"]);
    let page = manager.get(&at("/ranking?round=1")).await;
    page.shows(&["14.00", "Round 1", "ended when another method was chosen"]);
    let wrong = manager.get(&at("/ranking?round=1&top=none")).await;
    wrong.shows(&["`none` is not a whole number", "href=\"#top\""]);
    manager.get(&at("/ranking")).await.shows(&["Nobody has scored yet"]);
    let scoring = at("/scoring");
    let version = house.book.scoring_rounds(cycle()).await.unwrap()[1].version.0.to_string();
    let fields = [("round", "2"), ("version", version.as_str()), ("press", "close")];
    manager.post(&scoring, &fields).await.shows(&["Nobody has scored yet", "href=\"#method\""]);
}

#[tokio::test]
async fn the_workshop_shows_issue_after_issue_and_reveals_scores_without_scripts() {
    let (house, [home, speeding, scams]) = with_a_long_list().await;
    let mut lead = house.signed_in(Role::TaskGroupLead).await;
    let of = |number: i64| at(&format!("/workshop/{number}"));
    assert_eq!(lead.get(&at("/workshop")).await.leads_to(), of(home));
    let page = lead.get(&of(home)).await;
    page.shows(&["Issue 1 of 3", "can be shown once scoring is closed"]);
    let early = lead.get(&format!("{}?scores=shown", of(home))).await;
    assert!(!early.text.contains("14.00"), "{}", early.text);
    priorities_made::close(&house.book).await;
    let page = lead.get(&of(speeding)).await;
    let reveal = format!("{}?scores=shown", of(speeding));
    page.holds(&[
        &format!("href=\"{reveal}\""),
        &format!("href=\"{}\"", of(home)),
        &format!("href=\"{}\"", of(scams)),
    ]);
    assert!(!page.text.contains("6.00"), "{}", page.text);
    let shown = lead.get(&reveal).await;
    shown.shows(&["Score 6.00 from 2 scorers (3.00 to 9.00), rank 2", "Talk about it"]);
    lead.get(&of(scams)).await.shows(&["Nobody has scored this issue", "How the issues rank"]);
}

#[tokio::test]
async fn what_was_ticked_and_left_the_list_meanwhile_is_refused_and_not_left_out() {
    let (house, [home, speeding, _]) = with_a_long_list().await;
    priorities_made::close(&house.book).await;
    let decision = priorities_made::meet(&house.book).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let issue = at(&format!("/issues/{speeding}"));
    let aside = [("way", "not-ours"), ("because", "The county sets limits")];
    assert_eq!(send(&mut analyst, (&issue, &issue), &aside).await.leads_to(), issue);
    let mut manager = house.signed_in(Role::Manager).await;
    let ticked = [home, speeding].map(|number| number.to_string());
    let wording = [home, speeding].map(|number| format!("wording-{number}"));
    let fields = [
        ("decision", decision),
        ("chosen", ticked[0].as_str()),
        ("chosen", ticked[1].as_str()),
        (wording[0].as_str(), "Violence at home"),
        (wording[1].as_str(), "Safer roads"),
    ];
    manager.post(&at("/decision"), &fields).await.shows(&["was set aside", "href=\"#chosen\""]);
    assert!(house.book.decided_priorities(cycle()).await.unwrap().is_empty());
}

#[tokio::test]
async fn whoever_comes_to_score_after_the_close_is_told_before_filling_anything_in() {
    let (house, [home, ..]) = with_a_long_list().await;
    priorities_made::close(&house.book).await;
    let mut lead = house.signed_in(Role::TaskGroupLead).await;
    let page = lead.get(&at(&format!("/issues/{home}/score"))).await;
    page.shows(&["Scoring was closed on 14 October 2014"]);
    assert!(!page.text.contains("Keep my score"), "{}", page.text);
    assert!(!lead.get(&at("")).await.text.contains("Not yet"));
}

#[tokio::test]
async fn only_a_decision_of_a_meeting_makes_priorities_and_a_choice_against_the_rank_says_why() {
    let (house, [home, speeding, scams]) = with_a_long_list().await;
    priorities_made::close(&house.book).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = at("/decision");
    manager.get(&page).await.shows(&["No meeting has agreed anything yet", "To the meetings"]);
    let decision = priorities_made::meet(&house.book).await;
    manager.get(&page).await.shows(&["minute 31", "Rank 1, score 14.00", "Scored by nobody"]);
    let ticked = [speeding, scams].map(|number| number.to_string());
    let wording = [speeding, scams].map(|number| format!("wording-{number}"));
    let because = [home, scams].map(|number| format!("because-{number}"));
    let mut fields = vec![
        ("chosen", ticked[0].as_str()),
        ("chosen", ticked[1].as_str()),
        (wording[0].as_str(), "Safer roads"),
        (wording[1].as_str(), " "),
    ];
    let none = manager.post(&page, &fields).await;
    none.shows(&["Choose the decision", "href=\"#decision\""]);
    fields.push(("decision", decision));
    let faults = manager.post(&page, &fields).await;
    faults.shows(&[&format!("href=\"#wording-{scams}\""), &format!("href=\"#because-{scams}\"")]);
    faults.shows(&[&format!("href=\"#because-{home}\""), "write why the meeting passed it over"]);
    faults.holds(&["value=\"Safer roads\""]);
    fields[3].1 = "Scams at the door";
    fields.push((because[0].as_str(), "The county leads on it"));
    fields.push((because[1].as_str(), "The banks asked"));
    assert_eq!(manager.post(&page, &fields).await.leads_to(), at(""));
    let mut councillor = house.signed_in(Role::Councillor).await;
    let list = councillor.get(&at("")).await;
    list.shows(&["Safer roads", "Scams at the door", "4 December 2014, minute 31"]);
    let passed = councillor.get(&at(&format!("/issues/{home}"))).await;
    passed.shows(&["It ranked 1 and was not chosen", "The county leads on it"]);
    let file = councillor.get(&at("/long-list.csv")).await;
    file.shows(&["Safer roads", "The county leads on it"]);
    // Another decision begins from what is in force.
    manager.get(&page).await.holds(&["value=\"Safer roads\"", ">The county leads on it<"]);
    let back = format!("{page}/take-back");
    assert_eq!(send(&mut manager, (&page, &back), &[]).await.leads_to(), page);
    assert!(house.book.decided_priorities(cycle()).await.unwrap().is_empty());
    let kept = house.book.candidate_issues(cycle()).await.unwrap();
    assert_eq!(kept.len(), 3, "the long list stays whole");
}
