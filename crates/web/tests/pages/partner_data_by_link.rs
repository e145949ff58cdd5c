//! Returns sent by a link, without an account: its supplier's own and nobody else's, until its day.

use partnership::membership::person::Role;

use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::partner_data::send;
use crate::partner_data_made::council_return;
use crate::partner_data_made::enter;
use crate::partner_data_made::enter_supplier;

const LINK: &str = "/partner-data/suppliers/maidstone-borough-council/link";

fn at(below: &str) -> String {
    format!("{SMP}{below}")
}

/// The path of the link that a manager makes.
async fn made(manager: &mut Browser<'_>) -> String {
    let fields = [("name", "Ann Example"), ("until", "31 July 2015")];
    let page = manager.post(&at(LINK), &fields).await;
    page.shows(&["By this link Ann Example sends the returns of Maidstone Borough Council"]);
    let begins = page.text.find(&at("/returns/")).unwrap();
    let rest = &page.text[begins..];
    rest[..rest.find(['"', '<', '&', ' ']).unwrap()].to_owned()
}

#[tokio::test]
async fn whoever_has_a_link_sends_the_returns_of_one_supplier_and_reads_the_reports() {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    enter(&house.book, "kent-police", "police", "Kent Police").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let link = made(&mut manager).await;
    let mut sender = house.browser();
    let page = sender.get(&link).await;
    page.shows(&["This link is for Ann Example", "You need no account.", "Late by 14 days"]);
    assert!(!page.text.contains("Kent Police"), "another's returns are told: {}", page.text);
    let quarter = format!("{link}?quarter=2014-Q1");
    sender.get(&quarter).await.shows(&["Send a file", "Council return, April to June 2014"]);
    sender.get(&format!("{link}/empty.csv")).await.shows(&["kind,date,location"]);
    sender.get(&format!("{link}/kinds.csv")).await.shows(&["road collision"]);
    send(&mut sender, &quarter, &[], b"").await.shows(&["Choose a file"]);
    let wrong =
        send(&mut sender, &quarter, &[], b"kind,date,location\nnonsense,2014-04-05,ME15\n").await;
    let report = wrong.leads_to().to_owned();
    sender.get(&report).await.shows(&["Refused rows", "Line 2", "Mend what is told below"]);
    let rows = report.replace("?delivery", "/refused.csv?delivery");
    sender.get(&rows).await.shows(&["line,column,why", "2,kind,"]);
    let right =
        send(&mut sender, &quarter, &[("note", "A new system")], council_return().as_bytes()).await;
    let report = right.leads_to().to_owned();
    sender.get(&report).await.shows(&["Council return", "A new system"]);
    sender.get(&quarter).await.shows(&["Files that were sent", "Counts", "Refused"]);
    let entries = format!("{:?}", house.book.entries(0, 1000).await.unwrap());
    assert!(entries.contains("whoever sends returns for Maidstone Borough Council, by a link"));
    assert!(!entries.contains("Ann Example"), "the name is in the audit record");
}

#[tokio::test]
async fn a_link_that_was_renewed_taken_away_or_never_made_lets_nobody_in() {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.post(&at(LINK), &[("name", ""), ("until", "1 January 2014")]).await;
    page.shows(&["Write for whom it is", "That day is over"]);
    let first = made(&mut manager).await;
    let second = made(&mut manager).await;
    let mut sender = house.browser();
    let over = "has expired, was withdrawn, or was renewed";
    sender.get(&first).await.holds(&[over]);
    sender.get(&second).await.shows(&["This link is for Ann Example"]);
    assert_eq!(sender.get(&format!("{second}?quarter=2013-Q1")).await.status, 404);
    assert_eq!(sender.get(&format!("{second}?delivery=1")).await.status, 404);
    manager.get(&at(LINK)).await.shows(&["The link that was made", "Ann Example"]);
    assert_eq!(manager.post(&at(&format!("{LINK}/take-away")), &[]).await.leads_to(), at(LINK));
    sender.get(&second).await.holds(&[over]);
}

#[tokio::test]
async fn whoever_has_a_link_sees_no_file_of_another_supplier() {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    enter(&house.book, "kent-police", "police", "Kent Police").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let link = made(&mut manager).await;
    let police = at("/partner-data/returns/kent-police/2014-Q1");
    let sent =
        send(&mut manager, &police, &[], b"kind,date,location\narson,2014-04-05,ME15\n").await;
    let number = sent.leads_to().rsplit_once('/').unwrap().1.to_owned();
    let mut sender = house.browser();
    assert_eq!(sender.get(&format!("{link}?delivery={number}")).await.status, 404);
    assert_eq!(sender.get(&format!("{link}/refused.csv?delivery={number}")).await.status, 404);
}
