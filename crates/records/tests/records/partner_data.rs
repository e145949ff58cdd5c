//! Returns and series are kept by the hash of their files, the later beside the earlier, and can be taken away.

use std::sync::Arc;

use partnership::partner_data::delivery::Contents;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::DeliveryRefused;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::delivery::in_force;
use partnership::partner_data::prescribed::PrescribedReturn;
use partnership::partner_data::return_file;
use partnership::partner_data::series::SeriesId;
use partnership::partner_data::series::SeriesStatus;
use partnership::partner_data::series_file;
use partnership::partner_data::series_file::Beside;
use partnership::partner_data::supplier::Supplier;
use partnership::partner_data::supplier::SupplierId;
use records::Book;
use records::Fingerprint;
use records::Once;
use records::PartnerDataRefused;
use records::ReturnLink;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

pub(crate) fn supplier(id: &str) -> Supplier {
    let json = serde_json::json!({
        "id": id, "of": "police", "organisation": "Kent Police", "from": "2014-Q1",
    });
    serde_json::from_value(json).unwrap()
}

pub(crate) fn supplier_id(id: &str) -> SupplierId {
    SupplierId(id.parse().unwrap())
}

/// A link for a supplier, until its day.
pub(crate) fn link(id: &str) -> ReturnLink {
    let until = day("2015-07-31");
    ReturnLink { supplier: supplier_id(id), name: "Ann Example".to_owned(), until }
}

/// The police return of April to June 2014, as a file of these rows.
pub(crate) fn police_return(rows: &str) -> Delivery {
    let (of, quarter) = (PrescribedReturn::Police, "2014-Q1".parse().unwrap());
    let text = format!("kind,date,location\n{rows}");
    let read = return_file::read(text.as_bytes(), of, quarter, today());
    Delivery {
        of: Subject::Return { of, quarter, supplier: "Kent Police".to_owned() },
        received: today(),
        file: Fingerprint::of(&text).to_string(),
        note: "From the crime system".to_owned(),
        report: read.report,
        contents: read.counts.map_or(Contents::Nothing, Contents::Counts),
    }
}

/// A series of one value, of some supplier.
pub(crate) fn series(supplied_by: &str) -> Delivery {
    let (title, unit) = ("Repeat victims".to_owned(), "people".to_owned());
    let beside = Beside { title, unit, status: SeriesStatus::Confidential };
    let text = "period,value\n2014-Q1,12\n";
    let read = series_file::read(text.as_bytes(), &beside, today());
    let id = SeriesId("repeat-victims".parse().unwrap());
    Delivery {
        of: Subject::Series { id, supplier: supplied_by.to_owned() },
        received: today(),
        file: Fingerprint::of(format!("{text}{supplied_by}")).to_string(),
        note: String::new(),
        report: read.report,
        contents: read.series.map_or(Contents::Nothing, Contents::Series),
    }
}

/// A supplier with a return that was refused and then taken, and a series.
pub(crate) async fn with_partner_data(book: &Book) {
    book.enter_return_supplier(&signed(53), &supplier("kent-police")).await.unwrap();
    let refused = police_return("arson,2014-04-05,ME15 6JQ\n");
    for delivery in [refused, police_return("arson,2014-04-05,ME15\n"), series("Kent Police")] {
        book.keep_partner_delivery(&signed(54), &delivery).await.unwrap();
    }
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 2] = [
    (
        "return_supplier",
        "update return_supplier set supplier = replace(supplier, 'Kent', 'Sussex')",
    ),
    (
        "partner_delivery",
        "update partner_delivery set delivery = replace(delivery, 'ME15', 'ME14')",
    ),
];

on_both_engines! {
    a_later_file_takes_the_place_of_the_earlier_and_both_stay;
    what_does_not_fit_is_refused_and_nothing_is_kept;
    a_delivery_is_taken_away_whole_and_the_one_before_counts_again;
    deliveries_are_counted_from_1_and_no_number_is_given_twice;
    a_delivery_is_read_once_and_what_was_changed_past_the_records_is_not_told_as_it_was;
    a_link_is_for_one_supplier_until_its_day_and_its_name_goes_after;
}

async fn a_later_file_takes_the_place_of_the_earlier_and_both_stay(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_partner_data(&book).await;
    let later = police_return("arson,2014-04-05,ME15\narson,2014-04-06,ME15\n");
    let number = book.keep_partner_delivery(&signed(55), &later).await.unwrap();
    let kept = book.partner_deliveries().await.unwrap();
    assert_eq!(kept.len(), 4);
    assert!(!kept[0].delivery.was_taken());
    assert_eq!((kept[3].number, &*kept[3].delivery), (number, &later));
    let all: Vec<(i64, &Delivery)> = kept.iter().map(|one| (one.number, &*one.delivery)).collect();
    let counts: Vec<i64> = in_force(&all).into_iter().map(|(number, _)| number).collect();
    assert_eq!(counts, [kept[2].number, number]);
    let entries = format!("{:?}", book.entries(0, 1000).await.unwrap());
    assert!(entries.contains(&later.file) && !entries.contains("ME15"), "{entries}");
    book.verify().await.unwrap();
}

async fn a_delivery_is_read_once_and_what_was_changed_past_the_records_is_not_told_as_it_was(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_partner_data(&book).await;
    let (one, other) =
        (book.partner_deliveries().await.unwrap(), book.partner_deliveries().await.unwrap());
    assert!(one.iter().zip(&other).all(|(one, other)| Arc::ptr_eq(&one.delivery, &other.delivery)));
    let (_, changed) = TAMPERINGS[1];
    database.tamper(changed).await;
    let now = format!("{:?}", book.partner_deliveries().await.unwrap());
    assert!(now.contains("ME14") && !now.contains("ME15"), "{now}");
}

async fn what_does_not_fit_is_refused_and_nothing_is_kept(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_partner_data(&book).await;
    let keep = async |delivery: &Delivery| book.keep_partner_delivery(&signed(55), delivery).await;
    let same = keep(&police_return("arson,2014-04-05,ME15\n")).await;
    let same_file = PartnerDataRefused::Delivery(DeliveryRefused::SameFile(today()));
    assert_eq!(same.unwrap_err().to_string(), same_file.to_string());
    let other = keep(&series("Kent Fire and Rescue Service")).await.unwrap_err().to_string();
    assert!(other.contains("is supplied by Kent Police"), "{other}");
    let mixed = Delivery { contents: series("x").contents, ..police_return("") };
    assert!(keep(&mixed).await.is_err());
    assert_eq!(book.partner_deliveries().await.unwrap().len(), 3);
    let faulty = Supplier { organisation: String::new(), ..supplier("nobody") };
    let refused = book.enter_return_supplier(&signed(56), &faulty).await;
    assert!(matches!(refused, Err(PartnerDataRefused::Supplier(_))), "{refused:?}");
    let twice = book.enter_return_supplier(&signed(56), &supplier("kent-police")).await;
    assert!(matches!(twice, Err(PartnerDataRefused::Conflict(_))), "{twice:?}");
    book.verify().await.unwrap();
}

async fn a_delivery_is_taken_away_whole_and_the_one_before_counts_again(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_partner_data(&book).await;
    let later = police_return("arson,2014-04-06,ME15\n");
    book.keep_partner_delivery(&signed(55), &later).await.unwrap();
    let kept = book.partner_deliveries().await.unwrap();
    let which = (kept[3].number, kept[3].version);
    book.remove_partner_delivery(&signed(56), which).await.unwrap();
    let again = book.remove_partner_delivery(&signed(57), which).await;
    assert!(matches!(again, Err(PartnerDataRefused::Conflict(_))), "{again:?}");
    let kept = book.partner_deliveries().await.unwrap();
    let all: Vec<(i64, &Delivery)> = kept.iter().map(|one| (one.number, &*one.delivery)).collect();
    assert_eq!(in_force(&all)[0].0, kept[1].number);
    let seen = book.return_suppliers().await.unwrap()[0].version;
    book.remove_return_supplier(&signed(58), seen, &supplier_id("kent-police")).await.unwrap();
    assert_eq!(book.return_suppliers().await.unwrap(), []);
    book.verify().await.unwrap();
}

async fn deliveries_are_counted_from_1_and_no_number_is_given_twice(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_partner_data(&book).await;
    let kept = book.partner_deliveries().await.unwrap();
    let numbers: Vec<i64> = kept.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    book.remove_partner_delivery(&signed(56), (3, kept[2].version)).await.unwrap();
    let again = book.keep_partner_delivery(&signed(57), &series("Kent Police")).await.unwrap();
    assert_eq!(again, 4);
}

async fn a_link_is_for_one_supplier_until_its_day_and_its_name_goes_after(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let tokens = ["one", "two"].map(Fingerprint::of);
    let make = async |of: &ReturnLink, token| book.make_return_link(of, token).await.unwrap();
    let followed = async |token, on| book.return_link(token, day(on)).await.unwrap();
    make(&link("kent-police"), &tokens[0]).await;
    assert_eq!(followed(&tokens[0], "2015-07-31").await, Some(link("kent-police")));
    assert_eq!(followed(&tokens[0], "2015-08-01").await, None);
    assert_eq!(followed(&tokens[1], "2015-07-31").await, None);
    // Another link for the same supplier takes the place of the first.
    make(&link("kent-police"), &tokens[1]).await;
    assert_eq!(followed(&tokens[0], "2015-07-01").await, None);
    assert!(followed(&tokens[1], "2015-07-01").await.is_some());
    make(&link("kent-fire"), &tokens[0]).await;
    assert_eq!(book.return_links().await.unwrap().len(), 2);
    let gone = book.take_return_link_away(&supplier_id("kent-police")).await.unwrap();
    assert_eq!(gone, Once::Now);
    assert_eq!(followed(&tokens[1], "2015-07-01").await, None);
    assert_eq!(book.forget_return_links(day("2015-07-31")).await.unwrap(), 0);
    assert_eq!(book.forget_return_links(day("2015-08-01")).await.unwrap(), 1);
    assert_eq!(book.return_links().await.unwrap(), []);
    let entries = format!("{:?}", book.entries(0, 1000).await.unwrap());
    assert!(!entries.contains("Ann Example"), "the name stands in the link alone");
}
