//! A form without a number that is scanned again is known by its ink, in whichever batch it lies.

use partnership::consultation::page_code::PageCode;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::side::ReadSide;
use records::Book;
use records::FileEnd;
use records::KeptSide;

use crate::consultations::with_a_reply;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::paper::*;

on_both_engines! {
    an_unnumbered_form_that_was_scanned_on_another_day_does_not_count_until_somebody_says_so;
}

/// Ten fields of a box that a person's pen inks, each person others.
fn tick(person: u32) -> u64 {
    0x3ff << (10 * person)
}

/// The page of a person's form without a number; a scan `anew` inks a field fewer in every second box.
async fn page(book: &Book, number: i64, person: u32, anew: bool) -> KeptSide {
    let mut side = sides_of(book).await.remove(0);
    if let ReadSide::Page(page) = &mut side.reading {
        page.code = PageCode::of(page.code.form().clone(), 1, 1, None).unwrap();
        for (at, tick_box) in page.boxes.iter_mut().enumerate() {
            let lost = if anew && at % 2 == 0 { 1 << (10 * person) } else { 0 };
            tick_box.shape = tick(person) ^ lost;
        }
    }
    KeptSide { number, page_of_file: number, ..side }
}

/// A batch of these pages, each a person's, read to its end; its number.
async fn batch(book: &Book, file: &str, people: &[(u32, bool)]) -> i64 {
    let of = questionnaire();
    let batch = book.begin_batch(&signed(50), cycle(), &of, new_batch()).await.unwrap();
    book.keep_scan(&signed(51), &at(batch), sha256(file), file).await.unwrap();
    let mut sides = Vec::new();
    for ((person, anew), number) in people.iter().zip(1..) {
        sides.push(page(book, number, *person, *anew).await);
    }
    book.keep_sides(&signed(52), &at(batch), 1, sides).await.unwrap();
    book.end_scan(&signed(53), &at(batch), 1, FileEnd::Read).await.unwrap();
    assert_eq!(book.end_batch(&signed(54), &at(batch)).await.unwrap(), people.len());
    batch
}

/// How far each return of a batch has come, and which earlier one it seems to be.
async fn come(book: &Book, batch: i64) -> Vec<(Come, Option<(i64, i64)>)> {
    let paper = book.paper(cycle(), &questionnaire()).await.unwrap();
    let these = paper.returns.iter().filter(|one| one.batch == batch);
    these.map(|one| (one.come(), one.seems_to_be.map(|of| (of.batch, of.number)))).collect()
}

async fn an_unnumbered_form_that_was_scanned_on_another_day_does_not_count_until_somebody_says_so(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    let settled = (Come::Settled, None);
    let first = batch(&book, "a", &[(0, false), (1, false)]).await;
    assert_eq!(come(&book, first).await, [settled, settled]);
    // Another person's form, and that of the second anew; once more in the same batch.
    let second = batch(&book, "b", &[(2, false), (1, true), (1, false)]).await;
    let again = (Come::Doubted, Some((first, 2)));
    assert_eq!(come(&book, second).await, [settled, again, again]);
    // What is set aside is doubted of no later one; what was a reply by then is.
    let seen = (2, book.paper_return(&at(second), 2).await.unwrap().returns[0].seen);
    book.judge_return(&signed(55), &at(second), seen, Counts::SetAside).await.unwrap();
    assert_eq!(book.finish_settled(&signed(56), cycle(), &questionnaire()).await.unwrap(), 3);
    let third = batch(&book, "c", &[(1, true), (3, false)]).await;
    assert_eq!(come(&book, third).await, [again, settled]);
    book.verify().await.unwrap();
}
