//! Writing a commentary by a link without an account, and signed in.

use partnership::membership::person::Role;
use partnership::task_groups::commentary::Standing;
use records::AskedOf;
use web::who::token::Token;

use crate::commented::version_in;
use crate::house::House;
use crate::house::SMP;
use crate::task_groups::at;
use crate::task_groups::commentary;
use crate::task_groups::lead_of;
use crate::task_groups::send;
use crate::task_groups::with_groups;

/// A link for whoever writes for the group that has written nothing yet.
async fn link(house: &House) -> String {
    let (number, _) = commentary(house, "Substance", "2014-Q2").await;
    let asked = AskedOf {
        name: "Ann Example".to_owned(),
        email: "ann@example.org".parse().unwrap(),
        until: "2014-12-17".parse().unwrap(),
    };
    house.book.ask_by_link(number, &asked).await.unwrap();
    let token = Token::random().unwrap();
    let once = house.book.renew_commentary_link(number, &token.fingerprint()).await.unwrap();
    assert_eq!(once, records::Once::Now);
    format!("{SMP}/commentary/{}", token.as_str())
}

#[tokio::test]
async fn a_commentary_is_written_saved_checked_sent_and_taken_back_by_a_link() {
    let house = with_groups().await;
    let (path, mut ann) = (link(&house).await, house.browser());
    let page = ann.get(&path).await;
    page.shows(&[
        "Commentary of the Substance Misuse Group (example)",
        "It is late by a day",
        "You need no account",
        "Figures of the group",
        "Needles found in public places",
        "<strong class=\"group-figures__value\">131</strong> in Q2 2014/15",
        "What hindered",
    ]);
    assert!(!page.text.contains("Sign out") && !page.text.contains("Timetable</"), "{}", page.text);
    let written = [("judgement", ""), ("done", "Two finds\r\nfewer"), ("helped", "Staff")];
    let saved = send(&mut ann, &path, &path, &written).await;
    assert_eq!(saved.leads_to(), format!("{path}?done=saved"));
    ann.get(&format!("{path}?done=saved")).await.shows(&[
        "What you wrote is saved",
        ">Two finds\nfewer</textarea>",
        ">Staff</textarea>",
    ]);
    let check = format!("{path}/check");
    let page = ann.get(&check).await;
    page.shows(&["What is missing before it can be sent", &format!("{path}#judgement")]);
    assert!(!page.text.contains("Send the commentary"), "{}", page.text);
    let written = [("judgement", "off-track"), ("done", "Two finds fewer"), ("then", "check")];
    assert_eq!(send(&mut ann, &path, &path, &written).await.leads_to(), check);
    ann.get(&check).await.shows(&["Off track (R)", "Two finds fewer", "Send the commentary"]);
    assert_eq!(send(&mut ann, &check, &check, &[]).await.leads_to(), path);
    ann.get(&path).await.shows(&["Commentary sent", "works until the end of 17 December 2014"]);
    let back = send(&mut ann, &path, &format!("{path}/take-back"), &[]).await;
    assert_eq!(back.leads_to(), format!("{path}?done=taken-back"));
    ann.get(back.leads_to()).await.shows(&["It was taken back", ">Two finds fewer</textarea>"]);
    let (_, held) = commentary(&house, "Substance", "2014-Q2").await;
    assert_eq!(held.value.standing, Standing::Begun);
    let mut manager = house.signed_in(Role::Manager).await;
    let audit = manager.get(&format!("{SMP}/audit")).await;
    audit.shows(&["whoever writes for the Substance Misuse Group (example), by a link"]);
    assert!(!audit.text.contains("Ann Example"), "{}", audit.text);
}

#[tokio::test]
async fn nothing_that_was_typed_is_lost() {
    let house = with_groups().await;
    let (path, mut ann) = (link(&house).await, house.browser());
    let stale = version_in(&ann.get(&path).await);
    send(&mut ann, &path, &path, &[("done", "As the first wrote")]).await.leads_to();
    let late = [("done", "As the second wrote"), ("version", stale.as_str())];
    let page = ann.post(&path, &late).await;
    page.shows(&[
        "what you typed is still here",
        ">As the second wrote</textarea>",
        "href=\"#done\"",
    ]);
    let now = version_in(&page);
    ann.post(&path, &[("done", "As the second wrote"), ("version", &now)]).await.leads_to();
    let long = "x".repeat(1_501);
    let saved = send(&mut ann, &path, &path, &[("judgement", "on-track"), ("done", &long)]).await;
    assert_eq!(saved.leads_to(), format!("{path}?done=saved"));
    ann.get(&format!("{path}/check")).await.shows(&["has 1501 characters"]);
    ann.get(&path).await.shows(&[&long]);
    // The link is withdrawn while somebody writes.
    let (number, _) = commentary(&house, "Substance", "2014-Q2").await;
    let version = version_in(&ann.get(&path).await);
    let once = house.book.take_commentary_link_away(number).await.unwrap();
    assert_eq!(once, records::Once::Now);
    let page = ann.post(&path, &[("done", "A last word"), ("version", &version)]).await;
    assert_eq!(page.status, 409);
    page.holds(&["What you wrote is not saved", "Ask for a new one", "A last word", "Copy it"]);
}

#[tokio::test]
async fn a_link_opens_one_commentary_and_nothing_else_and_guesses_are_slowed_down() {
    let house = with_groups().await;
    let path = link(&house).await;
    let mut ann = house.browser();
    ann.get(&path).await.shows(&["Substance Misuse"]);
    let elsewhere = ann.get(&at("")).await;
    assert!(elsewhere.leads_to().starts_with(&format!("{SMP}/sign-in")));
    let mut last = ann.get(&format!("{SMP}/commentary/guess")).await;
    assert_eq!(last.status, 409);
    for _ in 0..200 {
        last = ann.get(&format!("{SMP}/commentary/guess")).await;
    }
    assert_eq!(last.status, 429);
    ann.get(&path).await.shows(&["Substance Misuse"]);
}

#[tokio::test]
async fn a_lead_who_signed_in_writes_for_their_own_group_alone() {
    let house = with_groups().await;
    let lead = lead_of(&house, "Substance Misuse Group (example)").await;
    let mut lead = house.signed_in_as(&lead).await;
    let (number, _) = commentary(&house, "Substance", "2014-Q2").await;
    let write = at(&format!("/commentaries/{number}/write"));
    lead.get(&at("/quarters/2014-Q2")).await.shows(&["Open the commentary"]);
    let page = lead.get(&write).await;
    page.shows(&["Commentary of the Substance Misuse Group (example)", "What helped", "Sign out"]);
    assert!(!page.text.contains("You need no account"), "{}", page.text);
    let written = [("judgement", "on-track"), ("done", "Bins"), ("then", "check")];
    send(&mut lead, &write, &write, &written).await.leads_to();
    let check = format!("{write}/check");
    send(&mut lead, &check, &check, &[]).await.leads_to();
    lead.get(&write).await.shows(&["Commentary sent", "Take it back to change it"]);
    let (other, _) = commentary(&house, "Domestic", "2014-Q2").await;
    assert_eq!(lead.get(&at(&format!("/commentaries/{other}"))).await.status, 403);
    assert_eq!(lead.get(&at(&format!("/commentaries/{other}/write"))).await.status, 403);
    let accept = format!("{}/accept", at(&format!("/commentaries/{number}")));
    assert_eq!(lead.post(&accept, &[("version", "1")]).await.status, 403);
}
