//! What is said of the partnerships that one follows and that follow it, said under the same names in every partnership.

use records::Book;

use crate::maidstone::*;
use crate::separating::Done;
use crate::successions::beginning;
use crate::successions::ending;

/// Every function that says something of it. What ends on a day to come can still be changed.
pub(super) const ALL_SUCCEEDING: [Done; 2] = crate::separating::done! {
        begin_from: |book| {
            book.begin_from(&signed(130), &beginning()).await.unwrap()
        };
        end: |book| {
            book.end(&signed(131), &ending("2028-04-01")).await.unwrap()
        };
};

/// All that every function that reads can tell of it.
pub(super) async fn all_told(book: &Book) -> String {
    let (begun, ends) = (book.predecessors().await.unwrap(), book.successors().await.unwrap());
    format!("{begun:#?}\n{ends:#?}")
}
