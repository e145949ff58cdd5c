//! The pages of paper: who sees what, what goes to whom, and that nothing typed or decided is lost.

use std::time::Duration;
use std::time::SystemTime;

use axum::http::StatusCode;
use partnership::consultation::reading::booking::Come;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;

use crate::house::Browser;
use crate::house::House;
use crate::house::signed;
use crate::paper_made::PAPER;
use crate::paper_made::at;
use crate::paper_made::with_a_batch_broken_off;
use crate::paper_made::with_paper;

async fn house(one_in: u32) -> House {
    let house = House::on("2015-01-20").await;
    with_paper(&house, one_in).await;
    house
}

fn path(below: &str) -> String {
    format!("{PAPER}{below}")
}

/// Says what the paper says to the item that is shown, and follows to the next.
async fn says(browser: &mut Browser<'_>, item: &str, fields: &[(&str, &str)]) -> String {
    let all: Vec<_> = [("item", item)].iter().chain(fields).copied().collect();
    let answer = browser.post(&path("/review"), &all).await;
    let next = answer.leads_to().to_owned();
    browser.get(&next).await.text
}

#[tokio::test]
async fn where_no_paper_is_the_next_step_is_told() {
    let house = House::on("2015-01-20").await;
    house.open_consultation().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(PAPER).await.shows(&[
        "No paper yet",
        "Book forms in",
        "saferplan consult read",
        "Key a form from the paper",
    ]);
    manager.get(&path("/review")).await.shows(&["Nothing waits for you"]);
    manager.get(&path("/returns")).await.shows(&["No returns yet", "both begin on the page Paper"]);
}

#[tokio::test]
async fn the_glance_tells_how_far_the_forms_have_come() {
    let house = house(0).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(PAPER).await;
    page.shows(&["3 answers wait", "3 of 5", "Batch 1", "Nothing of 1 return waits any more"]);
    let made = manager.post(&path("/replies"), &[]).await;
    manager.get(made.leads_to()).await.shows(&["1 return became a reply."]);
    let replies = house.book.replies(at(1).cycle, &at(1).questionnaire).await.unwrap();
    assert_eq!(replies.len(), 1);
}

#[tokio::test]
async fn a_batch_that_nobody_reads_is_not_told_as_being_read_and_a_file_cut_off_is_told_with_why() {
    let house = house(0).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let before = manager.get(PAPER).await;
    assert!(!before.text.contains("not read to"), "{}", before.text);
    with_a_batch_broken_off(&house).await;
    let page = manager.get(&path("?follow=yes")).await;
    page.shows(&[
        "Batch 2 is not read to its end, and this server is not reading on.",
        "once the same files are given to saferplan consult read",
        "not read to its end: file 3 of 3, 0 sides so far",
        "Files that could not be read to their ends",
        "torn.pdf",
        "page 3 cannot be read, because the file is damaged there",
    ]);
    assert!(!page.text.contains("being read") && !page.text.contains("later.pdf"), "{}", page.text);
    assert!(!page.headers.contains_key("refresh"), "nothing is read, so nothing is followed");
}

#[tokio::test]
async fn forms_are_booked_in_and_what_was_typed_wrongly_stays() {
    let house = house(0).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let to = path("/booking-in");
    let wrong = analyst.post(&to, &[("day", "14 January 2015"), ("received", "a dozen")]).await;
    wrong.shows(&["“a dozen” is not a whole number", "value=\"a dozen\""]);
    let ahead = analyst.post(&to, &[("day", "14 March 2015"), ("received", "3")]).await;
    ahead.shows(&["This day is still to come"]);
    let good = analyst.post(&to, &[("day", "14 January 2015"), ("received", "12")]).await;
    analyst.get(good.leads_to()).await.shows(&["12 forms are booked in", "12 together"]);
    let anew = analyst.post(&to, &[("day", "14 January 2015"), ("received", "13")]).await;
    analyst.get(anew.leads_to()).await.shows(&["13 together"]);
    analyst.get(PAPER).await.shows(&["8 of the forms that were booked in are not read"]);
}

#[tokio::test]
async fn the_review_asks_first_what_leads_on_and_goes_on_by_itself() {
    let house = house(0).await;
    let mut ann = house.signed_in(Role::Manager).await;
    let first = ann.get(&path("/review")).await;
    first.shows(&["1 of 3", "Yes: a faint mark", "Return 2 of batch 1", "Cannot tell"]);
    let second = says(&mut ann, "1.2.victim", &[("victim", "yes")]).await;
    assert!(second.contains("2 of 3") && second.contains("1.3.safe-home"), "{second}");
    assert!(second.contains("The machine would take it for"), "{second}");
    let third = says(&mut ann, "1.3.safe-home", &[("safe-home", "very-safe")]).await;
    assert!(third.contains("<textarea") && third.contains("1.4.feel-safer"), "{third}");
    let end = says(&mut ann, "1.4.feel-safer", &[("feel-safer", "More lights")]).await;
    assert!(end.contains("Nothing waits for you"), "{end}");
    let paper = house.book.open_paper(at(1).cycle, &at(1).questionnaire).await.unwrap();
    let come: Vec<_> = paper.returns.iter().map(|one| one.come()).collect();
    let settled = Come::Settled;
    assert_eq!(come, [settled, settled, settled, settled, Come::BeingKeyed]);
}

#[tokio::test]
async fn nothing_said_is_a_fault_and_what_was_typed_stays() {
    let house = house(0).await;
    let mut ann = house.signed_in(Role::Manager).await;
    let empty = ann.post(&path("/review"), &[("item", "1.2.victim")]).await;
    empty.shows(&["There is a problem", "Say what the paper says", "href=\"#victim\""]);
    let both =
        [("item", "1.4.feel-safer"), ("feel-safer", "Lights"), ("feel-safer_state", "_nothing")];
    ann.post(&path("/review"), &both).await.shows(&["not two of these", ">Lights</textarea>"]);
}

#[tokio::test]
async fn what_was_put_off_comes_again_and_a_decision_can_be_taken_back() {
    let house = house(0).await;
    let mut ann = house.signed_in(Role::Manager).await;
    let next = ann.get(&path("/review?after=1.2.victim")).await;
    next.shows(&["1.3.safe-home"]);
    let end = ann.get(&path("/review?after=1.4.feel-safer")).await;
    end.shows(&["What you put off still waits"]);
    says(&mut ann, "1.2.victim", &[("victim", "_nothing")]).await;
    let undone = ann.post(&path("/review/undo"), &[]).await;
    assert_eq!(undone.leads_to(), path("/review?at=1.2.victim"));
    ann.get(undone.leads_to()).await.shows(&["was taken back", "1.2.victim"]);
    // Both stay on record.
    ann.get(&path("/returns/1/2")).await.shows(&["Nothing is answered: Alex", "(taken back)"]);
    let nothing = ann.post(&path("/review/undo"), &[]).await;
    ann.get(nothing.leads_to()).await.shows(&["nothing of yours to take back"]);
}

#[tokio::test]
async fn in_a_second_look_nobody_is_told_what_was_said_before() {
    let house = house(1).await;
    let mut ann = house.signed_in(Role::Manager).await;
    let first = ann.get(&path("/review?at=1.2.victim")).await;
    first.shows(&["1.2.victim"]);
    assert!(!first.text.contains("faint") && !first.text.contains("would take it for"));
    let one = ann.get(&path("/returns/1/2")).await;
    one.shows(&["Shown after you have looked"]);
    says(&mut ann, "1.2.victim", &[("victim", "yes")]).await;
    let mut bob = house.signed_in(Role::Analyst).await;
    let second = bob.get(&path("/review?at=1.2.victim")).await;
    second.shows(&["share that a second person looks at"]);
    says(&mut bob, "1.2.victim", &[("victim", "no")]).await;
    bob.get(&path("/review?at=1.3.victim")).await.shows(&["1.3.victim"]);
    let one = bob.get(&path("/returns/1/2")).await;
    one.shows(&["Yes: Alex partnership manager", "No: Alex analyst"]);
    let id = PersonId("carol".parse().unwrap());
    let email = "carol@example.org".parse().unwrap();
    let carol = Person { id, email, ..house.found(Role::Analyst).await };
    house.book.enter_person(&signed(), carol.clone()).await.unwrap();
    let third = house.signed_in_as(&carol).await.get(&path("/review?at=1.2.victim")).await;
    third.shows(&["Those who looked differ"]);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_keyed_by_two_each_alone() {
    let house = house(0).await;
    let key = path("/returns/1/5/key");
    let asked = house.consultation().await.latest.value.questionnaire().clone();
    let mut fields: Vec<(String, &str)> = Vec::new();
    for question in asked.questions() {
        let is_one = matches!(
            question.manner,
            partnership::consultation::question::Manner::OneOf(_)
                | partnership::consultation::question::Manner::Scale(_)
        );
        let name = if is_one { question.id.to_string() } else { format!("{}_state", question.id) };
        fields.push((name, "_nothing"));
    }
    let keyed: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    for role in [Role::Manager, Role::Analyst] {
        let mut browser = house.signed_in(role).await;
        browser.get(&path("/returns/1/5")).await.shows(&["Key this form", "Being keyed"]);
        browser.get(&key).await.shows(&["Somebody else keys it too", "_whole"]);
        let missing = browser.post(&key, &keyed[1..]).await;
        missing.shows(&["There is a problem", "Say what the paper says"]);
        let kept = browser.post(&key, &keyed).await;
        browser.get(kept.leads_to()).await.shows(&["What you keyed is kept"]);
    }
    let one = house.book.paper_return(&at(1), 5).await.unwrap().returns.remove(0);
    assert_eq!(one.come(), Come::Settled);
}

#[tokio::test]
async fn a_picture_is_for_those_who_read_replies_of_that_partnership_alone() {
    let house = house(0).await;
    let picture = path("/pictures/1/2/victim");
    let mut manager = house.signed_in(Role::Manager).await;
    let answer = manager.get(&picture).await;
    assert_eq!(
        (answer.status, &answer.headers["content-type"]),
        (StatusCode::OK, &"image/png".parse().unwrap())
    );
    assert!(answer.headers["cache-control"].to_str().unwrap().starts_with("private"));
    assert_eq!(manager.get(&path("/pictures/1/2/nothing")).await.status, StatusCode::NOT_FOUND);
    let councillor = house.signed_in(Role::Councillor).await.get(&picture).await;
    assert_eq!(councillor.status, StatusCode::FORBIDDEN);
    assert_ne!(house.browser().get(&picture).await.status, StatusCode::OK);
    house.another_partnership().await;
    let theirs = picture.replace("maidstone-partnership", "ashford-partnership");
    assert_ne!(manager.get(&theirs).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_return_is_set_aside_and_counted_again() {
    let house = house(0).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let one = path("/returns/1/3");
    let seen = |text: &str| {
        let after = text.split("name=\"version\" value=\"").nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let shown = manager.get(&one).await;
    shown.shows(&["Every box of Side 3", "0.08 mm", "Set it aside"]);
    let version = seen(&shown.text);
    let aside = manager.post(&one, &[("version", &version), ("counts", "no")]).await;
    let shown = manager.get(aside.leads_to()).await;
    shown.shows(&["Set aside", "Let it count"]);
    manager.get(&path("/review?at=1.3.safe-home")).await.shows(&["1.2.victim"]);
    let again = manager.post(&one, &[("version", &seen(&shown.text)), ("counts", "yes")]).await;
    manager.get(again.leads_to()).await.shows(&["The return counts."]);
}

#[tokio::test]
async fn forms_and_their_scans_go_on_their_day() {
    let house = house(0).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let retention = "/safer-maidstone-partnership/consultations/2015-16/smp-2015/retention";
    let page = manager.get(retention).await;
    page.shows(&[
        "Forms on paper that did not become a reply yet: 5.",
        "finish the review before it",
    ]);
    assert_eq!(manager.post(retention, &[("paper", "1 March 2015")]).await.status, 303);
    let house = house.later("2015-03-03");
    let (store, old) = (house.folder.path().join("scans"), Duration::from_secs(3 * 24 * 60 * 60));
    let scans = || {
        let folders = std::fs::read_dir(&store).unwrap().map(|folder| folder.unwrap().path());
        folders
            .flat_map(|folder| std::fs::read_dir(folder).unwrap())
            .map(|file| file.unwrap().path())
    };
    for file in scans() {
        let file = std::fs::File::options().append(true).open(file).unwrap();
        file.set_modified(SystemTime::now() - old).unwrap();
    }
    assert_eq!(scans().count(), 2, "a file of five pages, and the one picture of all answers");
    web::tidy(&house.app, jiff::Timestamp::now()).await;
    assert_eq!(scans().count(), 0);
    let person = house.found(Role::Manager).await;
    let mut manager = house.signed_in_as(&person).await;
    manager.get(retention).await.shows(&["The forms on paper", "3 March 2015"]);
    let page = manager.get(PAPER).await;
    page.shows(&["The forms were deleted on 3 March 2015", "Batch 1"]);
    assert!(!page.text.contains("of the forms that were booked in"), "{}", page.text);
    house.book.verify().await.unwrap();
}
