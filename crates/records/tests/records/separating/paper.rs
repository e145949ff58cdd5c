//! Everything that is done with paper, done under the same names in every partnership.

use partnership::consultation::reading::booking::Counts;
use records::Book;
use records::FileEnd;

use crate::maidstone::*;
use crate::paper::*;
use crate::separating::Done;

/// Every function that changes something of paper, in an order in which each can.
pub(super) const ALL_PAPER: [Done; 10] = crate::separating::done! {
        book_in: |book| {
            book.book_in(&signed(21), cycle(), &questionnaire(), None, booking(3)).await.unwrap()
        };
        begin_batch: |book| {
            book.begin_batch(&signed(21), cycle(), &questionnaire(), new_batch()).await.unwrap()
        };
        keep_scan: |book| book.keep_scan(&signed(21), &at(1), sha256("a"), "a.pdf").await.unwrap();
        keep_sides: |book| {
            let sides = sides_of(book).await;
            book.keep_sides(&signed(21), &at(1), 1, sides).await.unwrap()
        };
        end_scan: |book| book.end_scan(&signed(21), &at(1), 1, FileEnd::Read).await.unwrap();
        end_batch: |book| assert_eq!(book.end_batch(&signed(21), &at(1)).await.unwrap(), 3);
        decide: |book| {
            book.decide(&by("ann", 22), &at(1), 2, SNIPPET, says(WAITS, "very-safe")).await.unwrap()
        };
        judge_return: |book| {
            let seen = book.paper_return(&at(1), 3).await.unwrap().returns[0].seen;
            book.judge_return(&signed(22), &at(1), (3, seen), Counts::SetAside).await.unwrap()
        };
        finish_return: |book| book.finish_return(&signed(23), &at(1), 1).await.unwrap();
        finish_settled: |book| {
            let finished = book.finish_settled(&signed(23), cycle(), &questionnaire()).await.unwrap();
            assert_eq!(finished, 1)
        };
};

/// All that every function that reads can tell of paper.
pub(super) async fn all_told(book: &Book) -> String {
    let of = questionnaire();
    let booked = book.bookings_in(cycle(), &of).await.unwrap();
    let batches = book.batches(cycle(), &of).await.unwrap();
    let (sides, side) = (book.sides(&at(1)).await.unwrap(), book.side(&at(1), 1).await.unwrap());
    let all = book.paper(cycle(), &of).await.map(|paper| paper.returns).ok();
    let open = book.open_paper(cycle(), &of).await.map(|paper| paper.returns).ok();
    format!("{booked:#?}\n{batches:#?}\n{sides:#?}\n{side:#?}\n{all:#?}\n{open:#?}")
}
