//! Everything that is done with findings, done under the same names in every partnership.

use partnership::evidence::finding::Finding;
use records::Book;

use crate::findings::finding;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes something of findings, in an order in which each can.
pub(super) const ALL_FINDINGS: [Done; 3] = crate::separating::done! {
        keep_finding: |book| {
            book.keep_finding(&signed(94), &finding("burglary")).await.unwrap();
            book.keep_finding(&signed(94), &finding("robbery")).await.unwrap()
        };
        change_finding: |book| {
            let seen = book.findings().await.unwrap()[0].version;
            let changed = Finding { name: "Burglary".to_owned(), ..finding("burglary") };
            book.change_finding(&signed(95), seen, &changed).await.unwrap()
        };
        remove_finding: |book| {
            let seen = book.findings().await.unwrap()[1].version;
            book.remove_finding(&signed(96), seen, &finding("robbery").id).await.unwrap()
        };
};

/// All that every function that reads can tell of findings.
pub(super) async fn all_told(book: &Book) -> String {
    format!("{:#?}", book.findings().await.unwrap())
}
