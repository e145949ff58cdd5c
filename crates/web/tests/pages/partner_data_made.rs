//! Partner data made up for tests: who supplies what, files as partners send them.

use partnership::partner_data::supplier::Supplier;
use records::Book;

use crate::house::signed;

/// The council return, whose supplier everybody of a house acts for.
pub(crate) async fn enter_supplier(book: &Book) {
    enter(book, "maidstone-borough-council", "council", "Maidstone Borough Council").await;
}

/// A supplier from April to June 2014 on.
pub(crate) async fn enter(book: &Book, id: &str, of: &str, organisation: &str) {
    let json = serde_json::json!({
        "id": id, "of": of, "organisation": organisation, "from": "2014-Q1",
    });
    let supplier: Supplier = serde_json::from_value(json).unwrap();
    book.enter_return_supplier(&signed(), &supplier).await.unwrap();
}

/// A council return of April to June 2014 as it may come.
pub(crate) fn council_return() -> String {
    let row = |kind: &str, day: &str, place: &str| format!("{kind},{day},{place}\n");
    let rows = [
        row("anti-social behaviour", "2014-04-05", "E01024356").repeat(31),
        row("anti-social behaviour", "12/05/2014", "ME15").repeat(24),
        row("environmental crime", "2014-05-20", "E05005003").repeat(17),
        row("environmental crime", "2014-06-20", "E01024356").repeat(9),
        row("racial incident", "2014-06-03", "ME15").repeat(2),
        row("road collision", "2014-04-28", "").repeat(12),
    ];
    format!("kind,date,location\n{}", rows.concat())
}

/// A series of quarters, one of them supplied in confidence.
pub(crate) const SERIES: &str = "period,value,status\n2013-Q1,41,audited\n2013-Q2,38,audited\n2013-Q4,46,\n\
                                 2014-Q1,52,\n2014-Q2,57,confidential\n";
