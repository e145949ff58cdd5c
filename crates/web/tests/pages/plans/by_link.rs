//! Progress noted by a link, without an account, and what was written by one that ended meanwhile.

use partnership::membership::person::Role;
use partnership::plan::action::ActionDeed;
use records::ProgressLink;
use web::who::token::Token;

use crate::commented::version_in;
use crate::house::ORIGIN;
use crate::house::SMP;
use crate::house::signed;
use crate::plans::action;
use crate::plans::at;
use crate::plans::with_a_plan;
use crate::priorities_made::cycle;

#[tokio::test]
async fn by_a_link_progress_is_noted_without_an_account_for_one_authority_alone() {
    let (house, [courses, checks]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = at("/links");
    let wrong = manager.post(&page, &[("lead", "Kent County Council"), ("until", "x")]).await;
    wrong.shows(&["href=\"#lead\"", "href=\"#name\"", "href=\"#until\""]);
    let fields = [("lead", "Kent Police"), ("name", "Sergeant Smith"), ("until", "31 March 2015")];
    let made = manager.post(&page, &fields).await;
    made.shows(&["A link to hand over", "Sergeant Smith"]);
    let address = made.text.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
    let link = address.strip_prefix(ORIGIN).unwrap().to_owned();
    manager.get(&page).await.shows(&["Sergeant Smith", "until the end of 31 March 2015"]);
    let mut lead = house.browser();
    let shown = lead.get(&link).await;
    shown.shows(&["Speed checks by schools", "You need no account", "Sergeant Smith"]);
    assert!(!shown.text.contains("Courses for perpetrators"), "{}", shown.text);
    let form = lead.get(&format!("{link}?action={checks}")).await;
    let (version, number) = (version_in(&form), checks.to_string());
    let fields = [
        ("action", number.as_str()),
        ("version", version.as_str()),
        ("quarter", "2014-Q3"),
        ("judgement", "on-track"),
        ("words", "Twice a week"),
    ];
    let noted = lead.post(&link, &fields).await;
    lead.get(noted.leads_to()).await.shows(&["was noted", "On track (G)"]);
    let late = lead.post(&link, &fields).await;
    late.shows(&["href=\"#conflict\"", "Twice a week</textarea>"]);
    let other = courses.to_string();
    assert_eq!(lead.get(&format!("{link}?action={other}")).await.status.as_u16(), 404);
    let theirs = [("action", other.as_str()), ("version", "1"), ("words", "Mine")];
    let theirs = lead.post(&link, &theirs).await;
    theirs.holds(&["not saved", "Mine"]);
    assert!(!theirs.text.contains("Courses"), "it is another’s: {}", theirs.text);
    let entry = house.book.entries(0, 10_000).await.unwrap().pop().unwrap();
    assert_eq!(entry.who, "whoever notes progress for Kent Police, by a link");
    let away = format!("{page}/take-away");
    assert_eq!(manager.post(&away, &[("lead", "Kent Police")]).await.leads_to(), page);
    lead.get(&link).await.holds(&["has expired, was withdrawn, or was renewed"]);
}

#[tokio::test]
async fn what_was_written_by_a_link_of_an_action_that_ended_meanwhile_comes_back() {
    let (house, [_, checks]) = with_a_plan().await;
    let token = Token::random().unwrap();
    let (lead, name) = ("Kent Police".to_owned(), "Sergeant Smith".to_owned());
    let until = "2015-03-31".parse().unwrap();
    let made = ProgressLink { cycle: cycle(), lead, name, email: None, until };
    house.book.make_progress_link(&made, &token.fingerprint()).await.unwrap();
    let link = format!("{SMP}/progress/{}", token.as_str());
    let kept = action(&house.book, checks).await;
    let done = ActionDeed::Finish { outcome: "Every week".to_owned() };
    let (seen, today) = ((cycle(), checks, kept.version), "2014-12-05".parse().unwrap());
    house.book.record_action_deed(&signed(), seen, done, today).await.unwrap();
    let (number, version) = (checks.to_string(), kept.version.0.to_string());
    let fields = [
        ("action", number.as_str()),
        ("version", version.as_str()),
        ("quarter", "2014-Q3"),
        ("judgement", "on-track"),
        ("words", "Twice a week"),
    ];
    let late = house.browser().post(&link, &fields).await;
    assert_eq!(late.status.as_u16(), 409);
    late.holds(&["Twice a week", "it was finished, dropped, carried over or given to another"]);
}

#[tokio::test]
async fn what_was_written_by_a_link_that_is_over_comes_back() {
    let (house, [_, checks]) = with_a_plan().await;
    let link = format!("{SMP}/progress/{}", Token::random().unwrap().as_str());
    let number = checks.to_string();
    let fields = [
        ("action", number.as_str()),
        ("version", "1"),
        ("quarter", "2014-Q3"),
        ("judgement", "on-track"),
        ("words", "Twice a week"),
    ];
    let over = house.browser().post(&link, &fields).await;
    assert_eq!(over.status.as_u16(), 409);
    over.holds(&["has expired, was withdrawn, or was renewed", "Twice a week", "On track (G)"]);
    over.holds(&["October to December 2014", "Copy it before you leave this page"]);
}
