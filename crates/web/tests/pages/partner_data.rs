//! The pages of partner data: returns and how they stand, files taken or refused with a report, series.

use axum::http::StatusCode;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;

use crate::commented::version_in;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::partner_data_made::SERIES;
use crate::partner_data_made::council_return;
use crate::partner_data_made::enter;
use crate::partner_data_made::enter_supplier;

const COUNCIL: &str = "/returns/maidstone-borough-council/2014-Q1";

fn at(below: &str) -> String {
    format!("{SMP}/partner-data{below}")
}

/// Sends a form with a file.
pub(crate) async fn send(
    browser: &mut Browser<'_>,
    path: &str,
    fields: &[(&str, &str)],
    file: &[u8],
) -> Answer {
    browser.post_file(path, fields, ("a.csv", file)).await
}

/// Presses a button of a page that carries a version.
async fn press(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version_in(&browser.get(path).await);
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn where_nothing_is_yet_the_page_tells_the_next_step_to_whoever_can_take_it() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&at("")).await;
    page.shows(&[
        "No return is asked for yet",
        "Add a supplier",
        "No series yet",
        "Add a series",
        "Partner data</",
    ]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("")).await;
    page.shows(&["No return is asked for yet", "The partnership manager or an analyst says who"]);
    assert!(
        !page.text.contains("Add a supplier") && !page.text.contains("Add a series"),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn a_supplier_is_added_and_its_returns_fall_due() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.post(&at("/suppliers/new"), &[("from", "2014-Q1")]).await;
    page.shows(&["Error: Add a supplier", "href=\"#return\"", "href=\"#organisation\""]);
    let fields = [("return", "police"), ("organisation", "Kent Police"), ("from", "2014-Q1")];
    let added = manager.post(&at("/suppliers/new"), &fields).await;
    assert_eq!(added.leads_to(), at(""));
    let page = manager.get(&at("")).await;
    page.shows(&[
        "The police return of Kent Police is asked for from April to June 2014.",
        "One return is late.",
        "Late by 14 days; it was due by 30 September 2014",
        "Due by 31 December 2014",
        "Quarter under way; due by 31 March 2015",
    ]);
    manager
        .post(&at("/suppliers/new"), &fields)
        .await
        .shows(&["This return is asked of it already"]);
    let path = at("/suppliers/kent-police");
    let page = press(&mut manager, &path, &[("from", "2014-Q2"), ("until", "2014-Q1")]).await;
    page.shows(&["href=\"#until\"", "is before the first"]);
    let changed = press(&mut manager, &path, &[("from", "2014-Q2"), ("until", "2014-Q3")]).await;
    assert_eq!(changed.leads_to(), at(""));
    let page = manager.get(&at("")).await;
    assert!(!page.text.contains("Late by"), "{}", page.text);
    let gone = press(&mut manager, &format!("{path}/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), at(""));
    manager.get(&at("")).await.shows(&["No return is asked for yet"]);
}

#[tokio::test]
async fn a_return_is_taken_with_its_report() {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    let mut partner = house.signed_in(Role::Partner).await;
    let page = partner.get(&at(COUNCIL)).await;
    page.shows(&[
        "Council return, April to June 2014",
        "Late by 14 days",
        "environmental crime",
        "Send the file",
    ]);
    let page = send(&mut partner, &at(COUNCIL), &[("note", "From the works system")], b"").await;
    page.shows(&["href=\"#file\"", "Choose a file"]);
    page.holds(&["From the works system</textarea>"]);
    let sent = send(
        &mut partner,
        &at(COUNCIL),
        &[("note", "From the works system")],
        council_return().as_bytes(),
    )
    .await;
    let report = partner.get(sent.leads_to()).await;
    report.shows(&[
        "All 95 rows were kept.",
        "12 rows have no place",
        "exclusion from school",
        "From the works system",
    ]);
    let page = partner.get(&at(COUNCIL)).await;
    page.shows(&[
        "Received on 14 October 2014, 14 days late",
        "Counts</td>",
        "[c] 1 to 4",
        "31</td>",
        "E01024356",
    ]);
    let counts = partner.get(&at(&format!("{COUNCIL}/counts.csv"))).await.text;
    assert!(counts.starts_with("kind,2014-04,2014-05,2014-06,quarter\r\n"), "{counts}");
    assert!(!counts.contains(",2,") && counts.contains("[c]"), "{counts}");
}

#[tokio::test]
async fn a_later_file_takes_the_place_of_the_earlier_and_none_comes_before_its_time() {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    let mut partner = house.signed_in(Role::Partner).await;
    let sent = send(&mut partner, &at(COUNCIL), &[], council_return().as_bytes()).await;
    let again = send(&mut partner, &at(COUNCIL), &[], council_return().as_bytes()).await;
    again.shows(&["The same file was taken on 14 October 2014", "href=\"#file\""]);
    let later = format!("{}road collision,2014-06-30,ME15\n", council_return());
    send(&mut partner, &at(COUNCIL), &[], later.as_bytes()).await.leads_to();
    let page = partner.get(&at(COUNCIL)).await;
    page.shows(&["replaced on 14 October 2014", "Replaced by a later file"]);
    partner.get(sent.leads_to()).await.shows(&["A later file took its place"]);
    let early = send(
        &mut partner,
        &at("/returns/maidstone-borough-council/2014-Q3"),
        &[],
        b"kind,date,location\n",
    )
    .await;
    partner
        .get(early.leads_to())
        .await
        .shows(&["has not ended; send its return after 31 December 2014"]);
}

#[tokio::test]
async fn a_refused_file_is_told_row_by_row_and_nothing_of_it_is_kept_or_repeated() {
    let house = House::in_october().await;
    enter_supplier(&house.book).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let text = "kind,date,location\nroad collision,2014-04-05,ME15 6JQ\nroad colision,2014-07-05,ME15\nroad collision,2014-04-05,ME15\n";
    let sent = send(&mut analyst, &at(COUNCIL), &[], text.as_bytes()).await;
    let report = analyst.get(sent.leads_to()).await;
    report.shows(&[
        "Nothing was kept: 2 of 3 rows are refused.",
        "It has a full postcode; send its first part alone",
        "write “road collision” if that is meant",
        "July 2014 is not in April to June 2014",
    ]);
    assert!(!report.text.contains("6JQ"), "the report repeats a postcode");
    let file = analyst.get(&format!("{}/refused.csv", sent.leads_to())).await.text;
    assert!(file.starts_with("line,column,why\r\n2,column 3,"), "{file}");
    analyst.get(&at("")).await.shows(&["one file was refused"]);
    let kept = format!("{:?}", house.book.partner_deliveries().await.unwrap());
    assert!(!kept.contains("6JQ"), "{kept}");
    let headed =
        send(&mut analyst, &at(COUNCIL), &[], b"kind,date,location,Surname\nx,y,z,Smith\n").await;
    analyst.get(headed.leads_to()).await.shows(&["column 4 is headed as telling of a person"]);
    let mut manager = house.signed_in(Role::Manager).await;
    let away = format!("{}/take-away", sent.leads_to());
    assert_eq!(press(&mut manager, &away, &[]).await.leads_to(), at(""));
    assert_eq!(manager.get(sent.leads_to()).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_series_is_sent_and_shown_with_its_status() {
    let house = House::in_october().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let new = at("/series/new");
    let page = send(&mut partner, &new, &[("unit", "people")], b"").await;
    page.shows(&[
        "href=\"#title\"",
        "href=\"#supplier\"",
        "href=\"#status\"",
        "href=\"#file\"",
        "value=\"people\"",
    ]);
    let council = "Maidstone Borough Council";
    let fields = [
        ("title", "Repeat victims"),
        ("unit", "people"),
        ("supplier", council),
        ("status", "provisional"),
    ];
    let other = [fields[0], fields[1], ("supplier", "Kent Police"), fields[3]];
    let refused = send(&mut partner, &new, &other, SERIES.as_bytes()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = send(&mut partner, &new, &fields, b"period,value\nsoon,x\n").await;
    page.shows(&[
        "Nothing was kept: 1 of 1 row is refused.",
        "See the report",
        "value=\"Repeat victims\"",
    ]);
    let sent = send(&mut partner, &new, &fields, SERIES.as_bytes()).await;
    partner
        .get(sent.leads_to())
        .await
        .shows(&["All 5 rows were kept.", "no value of Quarter 3 of 2013"]);
    let page = partner.get(&at("/series/repeat-victims")).await;
    page.shows(&[
        "Supplied by Maidstone Borough Council, received on 14 October 2014; provisional, audited and confidential.",
        "57</td>",
        "Repeat victims: the table below says the same",
        "There is no value of Quarter 3 of 2013",
    ]);
}

#[tokio::test]
async fn what_was_supplied_in_confidence_is_shown_to_nobody_else_and_a_later_file_counts() {
    let house = House::in_october().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let council = "Maidstone Borough Council";
    let fields = [
        ("title", "Repeat victims"),
        ("unit", "people"),
        ("supplier", council),
        ("status", "provisional"),
    ];
    send(&mut partner, &at("/series/new"), &fields, SERIES.as_bytes()).await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("/series/repeat-victims")).await;
    page.shows(&["not shown to you: 1.", "52</td>"]);
    assert!(
        !page.text.contains("57</td>") && !page.text.contains("Send the file"),
        "{}",
        page.text
    );
    let file = councillor.get(&at("/series/repeat-victims/values.csv")).await.text;
    assert!(
        file.contains("2014-Q1,,52,people,provisional,Maidstone Borough Council,2014-10-14"),
        "{file}"
    );
    assert!(!file.contains("57"), "{file}");
    let next = b"period,value\n2014-Q1,53\n";
    let sent =
        send(&mut partner, &at("/series/repeat-victims"), &[("status", "audited")], next).await;
    partner.get(sent.leads_to()).await.shows(&["The one row was kept."]);
    councillor.get(&at("/series/repeat-victims")).await.shows(&["53</td>", "Audited"]);
    councillor.get(&at("")).await.shows(&["Repeat victims", "Quarter 1 of 2014"]);
}

#[tokio::test]
async fn whoever_acts_for_another_organisation_sends_nothing_for_this_one() {
    let house = House::in_october().await;
    enter(&house.book, "kent-police", "police", "Kent Police").await;
    let mut partner = house.signed_in(Role::Partner).await;
    let path = at("/returns/kent-police/2014-Q1");
    let page = partner.get(&path).await;
    page.shows(&["Late by 14 days"]);
    assert!(!page.text.contains("Send the file"), "{}", page.text);
    let sent = send(&mut partner, &path, &[], b"kind,date,location\n").await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    let id = PersonId("pc-jones".parse().unwrap());
    let email = "pc.jones@example.org".parse().unwrap();
    let officer = Person {
        id,
        name: "PC Jones".to_owned(),
        email,
        role: Role::Partner,
        acts_for: ["Kent Police".to_owned()].into(),
    };
    house.book.enter_person(&signed(), officer.clone()).await.unwrap();
    let mut officer = house.signed_in_as(&officer).await;
    let sent = send(&mut officer, &path, &[], b"kind,date,location\n").await;
    officer.get(sent.leads_to()).await.shows(&["nothing happened"]);
    assert_eq!(partner.get(sent.leads_to()).await.status, StatusCode::FORBIDDEN);
}
