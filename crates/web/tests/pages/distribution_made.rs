//! Distribution made for tests of pages: a list with two recipients, a sending, a request.

use partnership::distribution::dispatch::Listed;
use partnership::distribution::dispatch::planned;
use partnership::distribution::list::DistributionList;
use partnership::distribution::list::ListId;
use partnership::distribution::list::Readership;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::recipient::typed;
use partnership::distribution::request::AskedFor;
use partnership::distribution::sending::Asked;
use partnership::distribution::sending::Published;
use partnership::distribution::sending::Sending;
use partnership::distribution::wanted_format::WantedFormat;
use partnership::terms::day::Day;
use records::Book;

use crate::house::signed;

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn list(name: &str) -> DistributionList {
    let id = ListId(name.parse().unwrap());
    DistributionList { id, name: format!("The {name}"), of: Readership::Libraries }
}

pub(crate) fn recipient(body: &str, email: &str, copies: &str) -> Recipient {
    let cells = [
        ("body", body),
        ("email", email),
        ("address", "1 High Street, Maidstone, ME14 1AA"),
        ("copies", copies),
        ("held_because", "office"),
        ("keep_until", "2015-12-31"),
    ];
    let cells = cells.into_iter().map(|(column, cell)| (column, cell.to_owned())).collect();
    typed(&cells, Readership::Libraries, day("2014-10-14")).unwrap()
}

/// A list with these on it.
pub(crate) async fn enter_list(book: &Book, name: &str, on_it: Vec<Recipient>) {
    book.enter_distribution_list(&signed(), &list(name)).await.unwrap();
    book.enter_recipients(&signed(), &list(name).id, on_it).await.unwrap();
}

/// A sending of the publication that is there to those on the list `libraries`, of which nothing has gone.
pub(crate) async fn begin_sending(book: &Book) -> i64 {
    let kept = book.publications().await.unwrap().remove(0);
    let of = Published { cycle: kept.cycle, number: kept.number, publication: &kept.publication };
    let asked = Asked { lists: vec![list("libraries").id], ..Asked::default() };
    let sending = Sending::begin(of, asked, day("2014-10-14"), None).unwrap();
    let recipients = book.recipients().await.unwrap();
    let listed: Vec<Listed<'_>> = recipients
        .iter()
        .map(|one| Listed { list: &one.list, number: one.number, recipient: &one.recipient })
        .collect();
    book.begin_sending(&signed(), &sending, &planned(&listed, [])).await.unwrap()
}

/// All of it, for a house where something was published.
pub(crate) async fn enter(book: &Book) {
    let both = vec![
        recipient("East Library", "east@example.org", "2"),
        recipient("West Library", "west@example.org", "0"),
    ];
    enter_list(book, "libraries", both).await;
    begin_sending(book).await;
    let asked = AskedFor {
        on: day("2014-10-13"),
        format: WantedFormat::Braille,
        which: String::new(),
        of: String::new(),
        reach: "Ann, 1 High Street".to_owned(),
    };
    book.enter_format_request(&signed(), asked, day("2014-10-14")).await.unwrap();
}
