//! Everything that is done with partner data, done under the same names in every partnership.

use partnership::partner_data::supplier::Supplier;
use records::Book;
use records::Fingerprint;
use records::Once;
use records::ReturnLink;

use crate::maidstone::*;
use crate::partner_data::link;
use crate::partner_data::police_return;
use crate::partner_data::series;
use crate::partner_data::supplier;
use crate::partner_data::supplier_id;
use crate::separating::Done;

/// Every function that changes something of partner data, in an order in which each can.
pub(super) const ALL_PARTNER_DATA: [Done; 8] = crate::separating::done! {
        enter_return_supplier: |book| {
            book.enter_return_supplier(&signed(97), &supplier("kent-police")).await.unwrap();
            book.enter_return_supplier(&signed(97), &supplier("other-police")).await.unwrap()
        };
        change_return_supplier: |book| {
            let seen = book.return_suppliers().await.unwrap()[0].version;
            let until = Some("2015-Q1".parse().unwrap());
            let changed = Supplier { until, ..supplier("kent-police") };
            book.change_return_supplier(&signed(97), seen, &changed).await.unwrap()
        };
        remove_return_supplier: |book| {
            let seen = book.return_suppliers().await.unwrap()[1].version;
            let other = supplier_id("other-police");
            book.remove_return_supplier(&signed(98), seen, &other).await.unwrap()
        };
        make_return_link: |book| {
            for (id, token) in [("kent-police", "ann"), ("other-police", "bob")] {
                book.make_return_link(&link(id), &Fingerprint::of(token)).await.unwrap();
            }
            let over = ReturnLink { until: day("2013-12-31"), ..link("fire") };
            book.make_return_link(&over, &Fingerprint::of("eve")).await.unwrap();
        };
        take_return_link_away: |book| {
            let gone = book.take_return_link_away(&supplier_id("other-police")).await;
            assert_eq!(gone.unwrap(), Once::Now);
        };
        forget_return_links: |book| {
            assert_eq!(book.forget_return_links(day("2014-01-01")).await.unwrap(), 1)
        };
        keep_partner_delivery: |book| {
            let police = police_return("arson,2014-04-05,ME15\n");
            book.keep_partner_delivery(&signed(98), &police).await.unwrap();
            book.keep_partner_delivery(&signed(98), &series("Kent Police")).await.unwrap()
        };
        remove_partner_delivery: |book| {
            let kept = book.partner_deliveries().await.unwrap().remove(0);
            book.remove_partner_delivery(&signed(99), (kept.number, kept.version)).await.unwrap()
        };
};

/// All that every function that reads can tell of partner data.
pub(super) async fn all_told(book: &Book) -> String {
    let suppliers = book.return_suppliers().await.unwrap();
    let links = book.return_links().await.unwrap();
    let followed = book.return_link(&Fingerprint::of("ann"), day("2014-10-14")).await.unwrap();
    let deliveries = book.partner_deliveries().await.unwrap();
    format!("{suppliers:#?}\n{links:#?}\n{followed:#?}\n{deliveries:#?}")
}
