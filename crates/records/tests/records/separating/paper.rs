//! Everything that is done with paper, done under the same names in every partnership.

use partnership::consultation::reading::apart::SideIs;
use partnership::consultation::reading::booking::Counts;
use records::Book;
use records::FileEnd;
use records::PageOfForm;

use crate::apart::with_sides_apart;
use crate::maidstone::*;
use crate::paper::*;
use crate::separating::Done;

/// Every function that changes something of paper, in an order in which each can.
pub(super) const ALL_PAPER: [Done; 13] = crate::separating::done! {
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
        say_of_side: |book| {
            with_sides_apart(book).await;
            book.say_of_side(&signed(24), &at(2), (1, None), SideIs::NotOurs).await.unwrap()
        };
        begin_return_from: |book| {
            let form = "smp-2015-v1-en".parse().unwrap();
            let of = PageOfForm { form, page: 1, copy: None };
            book.begin_return_from(&signed(24), &at(2), (5, None), of).await.unwrap()
        };
        begin_keyed: |book| {
            let (of, form) = (questionnaire(), "smp-2015-v1-en".parse().unwrap());
            let came = day("2015-01-16");
            book.begin_keyed(&signed(24), (cycle(), &of), came, (form, None)).await.unwrap()
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
    let apart = book.sides_apart(cycle(), &of).await.unwrap();
    let printed = book.forms_printed(cycle(), &of).await.unwrap();
    format!(
        "{apart:#?}\n{printed:#?}\n{booked:#?}\n{batches:#?}\n{sides:#?}\n{side:#?}\n{all:#?}\n{open:#?}"
    )
}
