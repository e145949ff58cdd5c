//! Everything that is done with county analysts, done under the same names in every partnership.

use records::Book;

use crate::county_analysts::analyst;
use crate::county_analysts::ann_of_kent;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes something of county analysts, in an order in which each can.
pub(super) const ALL_LETTING_IN: [Done; 2] = crate::separating::done! {
        take_county_analyst_away: |book| {
            book.let_county_analyst_in(&signed(97), &analyst()).await.unwrap();
            let seen = book.county_analysts().await.unwrap()[0].version;
            book.take_county_analyst_away(&signed(98), seen, &analyst().id).await.unwrap()
        };
        let_county_analyst_in: |book| {
            book.let_county_analyst_in(&signed(99), &analyst()).await.unwrap()
        };
};

/// All that every function that reads can tell of county analysts.
pub(super) async fn all_told(book: &Book) -> String {
    let all = book.county_analysts().await.unwrap();
    let signed_in = book.county_analyst_signed_in(&ann_of_kent()).await.unwrap();
    let names = book.names().await.unwrap();
    format!("{all:#?}\n{signed_in:#?}\n{names:#?}")
}
