//! Everything that is done with publications, done under the same names in every partnership.

use records::Book;

use crate::maidstone::*;
use crate::publications::files;
use crate::publications::site;
use crate::separating::Done;

/// Every function that changes something of publications, in an order in which each can.
pub(super) const ALL_PUBLISHING: [Done; 4] = crate::separating::done! {
        publish: |book| {
            book.publish(&signed(160), &site(book).await, files()).await.unwrap()
        };
        write_easy_read: |book| {
            book.write_easy_read(&signed(162), (cycle(), None), crate::publications::EASY).await.unwrap()
        };
        clear_easy_read: |book| {
            let seen = book.easy_read(cycle()).await.unwrap().unwrap().version;
            let (adopted, by) = (crate::publications::adopted_text(), (day("2015-03-21"), "a group"));
            book.clear_easy_read(&signed(163), (cycle(), seen), (&adopted, &[]), by).await.unwrap()
        };
        withdraw_publication: |book| {
            let seen = book.publications().await.unwrap().remove(0);
            let which = (seen.cycle, seen.number, seen.version);
            book.withdraw_publication(&signed(161), which, day("2015-03-21"), "a fault").await.unwrap()
        };
};

/// All that every function that reads can tell of publications.
pub(super) async fn all_told(book: &Book) -> String {
    let easy = book.easy_read(cycle()).await.unwrap();
    format!("{:#?} {easy:#?}", book.publications().await.unwrap())
}
