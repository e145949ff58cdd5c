//! Lists, recipients, sendings and requests in the records: nobody twice, nothing sent twice, no address for good.

use jiff::Timestamp;
use partnership::distribution::dispatch::Listed;
use partnership::distribution::dispatch::Planned;
use partnership::distribution::dispatch::ReceivedBy;
use partnership::distribution::dispatch::Standing;
use partnership::distribution::dispatch::planned;
use partnership::distribution::list::DistributionList;
use partnership::distribution::list::ListId;
use partnership::distribution::list::Readership;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::recipient::typed;
use partnership::distribution::request::AskedFor;
use partnership::distribution::request::RequestDeed;
use partnership::distribution::request::RequestState;
use partnership::distribution::sending::Asked;
use partnership::distribution::sending::Published;
use partnership::distribution::sending::Sending;
use partnership::distribution::wanted_format::WantedFormat;
use records::Book;
use records::DistributionRefused;
use records::Fingerprint;
use records::Kind;
use records::Once;
use records::Outcome;
use records::TIME_TO_SEND;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::publications::with_a_publication;

pub(crate) fn list(of: Readership) -> DistributionList {
    let id = ListId("libraries".parse().unwrap());
    DistributionList { id, name: "Libraries".to_owned(), of }
}

pub(crate) fn recipient(body: &str, email: &str) -> Recipient {
    let address = format!("{body}, High Street, Maidstone");
    let cells = [
        ("body", body),
        ("email", email),
        ("address", address.as_str()),
        ("copies", "2"),
        ("held_because", "office"),
        ("keep_until", "2015-12-31"),
    ];
    let cells = cells.into_iter().map(|(column, cell)| (column, cell.to_owned())).collect();
    typed(&cells, Readership::Libraries, day("2015-03-20")).unwrap()
}

pub(crate) fn asked_for() -> AskedFor {
    AskedFor {
        on: day("2015-03-20"),
        format: WantedFormat::Braille,
        which: String::new(),
        of: "The assessment".to_owned(),
        reach: "Ann, 1 High Street".to_owned(),
    }
}

/// A publication, two libraries on a list, and a sending to both.
pub(crate) async fn with_a_sending(book: &Book) -> i64 {
    with_a_publication(book).await;
    let libraries = list(Readership::Libraries);
    book.enter_distribution_list(&signed(170), &libraries).await.unwrap();
    let both = vec![recipient("East", "east@example.org"), recipient("West", "west@example.org")];
    book.enter_recipients(&signed(171), &libraries.id, both).await.unwrap();
    let (sending, planned) = to_all(book).await;
    book.begin_sending(&signed(172), &sending, &planned).await.unwrap()
}

/// The sending of the publication to the list, with what goes to those on it.
pub(crate) async fn to_all(book: &Book) -> (Sending, Vec<Planned>) {
    let kept = book.publications().await.unwrap().pop().unwrap();
    let of = Published { cycle: kept.cycle, number: kept.number, publication: &kept.publication };
    let lists = vec![list(Readership::Libraries).id];
    let asked = Asked { lists, ..Asked::default() };
    let sending = Sending::begin(of, asked, day("2015-03-21"), None).unwrap();
    let recipients = book.recipients().await.unwrap();
    let listed: Vec<Listed<'_>> = recipients
        .iter()
        .map(|one| Listed { list: &one.list, number: one.number, recipient: &one.recipient })
        .collect();
    (sending, planned(&listed, []))
}

pub(crate) async fn with_a_request(book: &Book) -> i64 {
    book.write_easy_read(&signed(173), (cycle(), None), "# Our plan").await.unwrap();
    book.enter_format_request(&signed(173), asked_for(), day("2015-03-20")).await.unwrap()
}

/// A change of each table past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 5] = [
    (
        "distribution_list",
        "update distribution_list set list = replace(list, 'Libraries', 'Lists')",
    ),
    ("recipient", "update recipient set recipient = replace(recipient, 'East', 'North')"),
    ("sending", "update sending set sending = replace(sending, '2015-03-21', '2015-03-22')"),
    ("easy_read", "update easy_read set easy_read = replace(easy_read, 'Our plan', 'A plan')"),
    ("format_request", "update format_request set request = replace(request, 'Ann', 'Bob')"),
];

on_both_engines! {
    nobody_is_on_a_list_twice_and_the_audit_record_names_nobody;
    a_letter_goes_once_and_what_went_never_goes_again;
    a_letter_that_was_under_way_when_the_program_stopped_is_in_doubt_and_waits_for_somebody;
    whoever_says_by_their_link_that_they_have_it_is_noted_once;
    an_address_goes_on_its_day_and_how_many_had_it_stays;
    a_request_is_answered_and_where_it_went_is_deleted_four_weeks_later;
}

async fn nobody_is_on_a_list_twice_and_the_audit_record_names_nobody(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_sending(&book).await;
    let libraries = list(Readership::Libraries).id;
    let again =
        vec![recipient("North", "north@example.org"), recipient("South", "EAST@example.org")];
    let refused = book.enter_recipients(&signed(174), &libraries, again).await.unwrap_err();
    assert!(matches!(refused, DistributionRefused::There(_)), "{refused}");
    assert_eq!(book.recipients().await.unwrap().len(), 2, "all of them or none");
    let asked = list(Readership::Asked);
    let seen = book.distribution_lists().await.unwrap()[0].version;
    let refused = book.change_distribution_list(&signed(175), seen, &asked).await.unwrap_err();
    assert!(matches!(refused, DistributionRefused::NotByConsent), "{refused}");
    let entries = book.entries(0, 1000).await.unwrap();
    let of_recipients: Vec<_> =
        entries.iter().filter(|entry| entry.kind == Kind::Recipient).collect();
    assert_eq!(of_recipients.len(), 2);
    for entry in &entries {
        let told = format!("{entry:?}");
        assert!(!told.contains("east@example.org") && !told.contains("High Street"), "{told}");
    }
    book.verify().await.unwrap();
}

fn later(minutes: i64) -> Timestamp {
    signed(180 + minutes).at
}

async fn standing(book: &Book, sending: i64, place: usize, now: Timestamp) -> Standing {
    book.dispatches(sending, now).await.unwrap().remove(place).1.standing
}

async fn a_letter_goes_once_and_what_went_never_goes_again(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let sending = with_a_sending(&book).await;
    assert_eq!(book.dispatches(sending, later(0)).await.unwrap().len(), 4);
    let (which, link, on) = ((sending, 1), Fingerprint::of("a link"), day("2015-03-21"));
    assert_eq!(book.take_up_dispatch(which, &link, later(0)).await.unwrap(), Once::Now);
    assert_eq!(book.take_up_dispatch(which, &link, later(0)).await.unwrap(), Once::Already);
    assert_eq!(standing(&book, sending, 0, later(1)).await, Standing::UnderWay);
    assert_eq!(book.send_again(sending, &[1], later(1)).await.unwrap(), 0, "it is going just now");
    let went = Outcome::Went(Some("250 taken on"));
    assert_eq!(book.settle_dispatch(which, on, went).await.unwrap(), Once::Now);
    let failed = Outcome::Failed("550 unknown");
    assert_eq!(book.settle_dispatch(which, on, failed).await.unwrap(), Once::Already);
    let said = Some("250 taken on".to_owned());
    assert_eq!(standing(&book, sending, 0, later(2)).await, Standing::Went { on, said });
    assert_eq!(book.take_up_dispatch((sending, 3), &link, later(2)).await.unwrap(), Once::Now);
    assert_eq!(book.settle_dispatch((sending, 3), on, failed).await.unwrap(), Once::Now);
    assert_eq!(book.send_again(sending, &[1], later(30)).await.unwrap(), 1, "the one that failed");
    assert_eq!(standing(&book, sending, 2, later(30)).await, Standing::Waiting);
    assert!(matches!(standing(&book, sending, 0, later(30)).await, Standing::Went { .. }));
    let (_, planned) = to_all(&book).await;
    book.add_dispatches(&signed(176), sending, &planned[..1]).await.unwrap();
    assert_eq!(book.dispatches(sending, later(30)).await.unwrap()[4].0, 5);
    book.verify().await.unwrap();
}

async fn a_letter_that_was_under_way_when_the_program_stopped_is_in_doubt_and_waits_for_somebody(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let sending = with_a_sending(&book).await;
    let (link, on) = (Fingerprint::of("a link"), day("2015-03-21"));
    let taken = book.take_up_dispatch((sending, 1), &link, later(0)).await.unwrap();
    assert_eq!(taken, Once::Now);
    let after = later(0) + TIME_TO_SEND;
    assert_eq!(standing(&book, sending, 0, after).await, Standing::InDoubt);
    let again = book.take_up_dispatch((sending, 1), &link, after).await.unwrap();
    assert_eq!(again, Once::Already, "it may have gone");
    assert_eq!(book.send_again(sending, &[], after).await.unwrap(), 0);
    assert_eq!(book.send_again(sending, &[1], after).await.unwrap(), 1, "somebody said so");
    assert_eq!(standing(&book, sending, 0, after).await, Standing::Waiting);
    assert_eq!(
        book.settle_dispatch((sending, 2), on, Outcome::Went(None)).await.unwrap(),
        Once::Now
    );
    assert_eq!(standing(&book, sending, 1, after).await, Standing::Went { on, said: None });
}

async fn whoever_says_by_their_link_that_they_have_it_is_noted_once(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let sending = with_a_sending(&book).await;
    let (link, on) = (Fingerprint::of("a link"), day("2015-03-22"));
    assert!(book.dispatch_by_link(&link, later(0)).await.unwrap().is_none());
    assert_eq!(book.note_received((sending, 1), on).await.unwrap(), Once::Already, "it did not go");
    let taken = book.take_up_dispatch((sending, 1), &link, later(0)).await.unwrap();
    assert_eq!(taken, Once::Now);
    // The program was stopped before it could say that the letter went, and it did.
    assert_eq!(book.receive_by_link(&link, on).await.unwrap(), Once::Now);
    assert_eq!(book.receive_by_link(&link, on).await.unwrap(), Once::Already);
    let (number, dispatch) = book.dispatch_by_link(&link, later(60)).await.unwrap().unwrap();
    assert_eq!((number, dispatch.received), (sending, Some((on, ReceivedBy::Link))));
    assert_eq!(dispatch.standing, Standing::Went { on, said: None });
    let posted = book.settle_dispatch((sending, 2), on, Outcome::Went(None)).await.unwrap();
    assert_eq!(posted, Once::Now);
    assert_eq!(book.note_received((sending, 2), on).await.unwrap(), Once::Now);
    assert_eq!(book.note_received((sending, 2), on).await.unwrap(), Once::Already);
}

async fn an_address_goes_on_its_day_and_how_many_had_it_stays(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let sending = with_a_sending(&book).await;
    let delete = async |today| book.delete_due_recipients(&signed(177), day(today)).await.unwrap();
    assert_eq!(delete("2015-12-31").await, 0);
    assert_eq!(delete("2016-01-01").await, 2);
    assert!(book.recipients().await.unwrap().is_empty());
    assert_eq!(book.dispatches(sending, later(0)).await.unwrap().len(), 4);
    book.verify().await.unwrap();
}

async fn a_request_is_answered_and_where_it_went_is_deleted_four_weeks_later(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let number = with_a_request(&book).await;
    let kept = book.format_requests().await.unwrap().remove(0);
    assert_eq!((kept.number, kept.request.due()), (number, day("2015-04-14")));
    let sent = RequestDeed::Sent { how: "posted".to_owned() };
    let (seen, on) = ((number, kept.version), day("2015-03-25"));
    book.record_request_deed(&signed(178), seen, (on, sent.clone()), on).await.unwrap();
    let stale = book.record_request_deed(&signed(178), seen, (on, sent.clone()), on).await;
    assert!(matches!(stale, Err(DistributionRefused::Conflict(_))));
    let kept = book.format_requests().await.unwrap().remove(0);
    let over = book.record_request_deed(&signed(178), (number, kept.version), (on, sent), on).await;
    assert!(matches!(over, Err(DistributionRefused::Deed(_))));
    let delete = async |today| book.delete_due_requests(&signed(179), day(today)).await.unwrap();
    assert_eq!(delete("2015-04-22").await, 0);
    assert_eq!(delete("2015-04-23").await, 1);
    assert_eq!(delete("2015-04-23").await, 0);
    let kept = book.format_requests().await.unwrap().remove(0).request;
    assert_eq!((kept.state(), kept.has_reach()), (RequestState::Sent, false));
    book.verify().await.unwrap();
}
