//! Everything that is done with documents on their way to adoption, done under the same names in every partnership.

use partnership::approval::history::Noted;
use records::Book;

use crate::approvals::*;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes something of them, in an order in which each can.
pub(super) const ALL_ADOPTING: [Done; 3] = crate::separating::done! {
        put_forward: |book| {
            // The function is tried within: book.put_forward(
            with_a_plan_put_forward(book, "2015-06-24").await
        };
        decide_on_document: |book| {
            // The function is tried within: book.decide_on_document(
            decide(book, 1).await.unwrap()
        };
        note_on_document: |book| {
            let noted = Noted::TakenBack { on: later(), why: "the figures changed".to_owned() };
            book.note_on_document(&signed(99), (plan(), 2), noted, later()).await.unwrap()
        };
};

/// All that every function that reads can tell of them.
pub(super) async fn all_told(book: &Book) -> String {
    format!("{:#?}", book.document(plan()).await.unwrap())
}
