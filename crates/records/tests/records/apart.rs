//! Sides apart are said to be something by a person, and forms that no machine read are keyed whole by two.

use std::collections::BTreeMap;

use partnership::consultation::page_code::PageCode;
use partnership::consultation::reading::apart::SideIs;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::decision::How;
use partnership::consultation::reading::decision::Verdict;
use partnership::consultation::reading::side::ReadSide;
use records::Book;
use records::FileEnd;
use records::KeptSide;
use records::PageOfForm;
use records::PaperRefused;
use records::SideApart;
use records::Version;

use crate::consultations::with_a_reply;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::paper::*;

on_both_engines! {
    every_side_that_belongs_to_no_return_is_told;
    a_side_is_put_to_a_missing_page_and_taken_off_again;
    a_side_from_which_answers_were_keyed_is_not_taken_off;
    hundreds_of_sides_apart_are_told_each_once_in_order;
    a_return_is_begun_from_a_side_and_keyed_by_two;
    a_form_that_was_never_scanned_is_keyed_by_two_and_becomes_a_reply;
    a_copy_that_is_keyed_and_came_before_does_not_count_until_somebody_says_so;
}

/// A second batch: a side without a code, a blank one, the first page of two, another paper, and one without a code.
pub(crate) async fn with_sides_apart(book: &Book) {
    let of = questionnaire();
    let batch = book.begin_batch(&signed(48), cycle(), &of, new_batch()).await.unwrap();
    book.keep_scan(&signed(48), &at(batch), sha256("c"), "c.pdf").await.unwrap();
    let code = PageCode::of("smp-2015-v1-en".parse().unwrap(), 1, 2, Some(9)).unwrap();
    let readings = [
        ReadSide::Unknown,
        ReadSide::Blank,
        ReadSide::Unreadable { code, why: "it is torn".to_owned() },
        ReadSide::Foreign("https://example.org".to_owned()),
        ReadSide::Unknown,
    ];
    let sides = readings.into_iter().zip(1..).map(|(reading, number)| KeptSide {
        number,
        file: 1,
        page_of_file: number,
        reading,
        pictures: BTreeMap::from([(KeptSide::WHOLE.to_owned(), sha256("a picture"))]),
    });
    book.keep_sides(&signed(48), &at(batch), 1, sides.collect()).await.unwrap();
    book.end_scan(&signed(48), &at(batch), 1, FileEnd::Read).await.unwrap();
    assert_eq!(book.end_batch(&signed(48), &at(batch)).await.unwrap(), 1);
}

/// The consultation with that batch alone.
async fn book(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    with_sides_apart(&book).await;
    book
}

async fn apart(book: &Book) -> Vec<SideApart> {
    book.sides_apart(cycle(), &questionnaire()).await.unwrap()
}

/// The version of what was said of a side.
async fn seen(book: &Book, number: i64) -> Option<Version> {
    let side = apart(book).await.into_iter().find(|one| one.side.number == number).unwrap();
    side.said.map(|said| said.version)
}

fn form(page: u16, copy: Option<u32>) -> PageOfForm {
    PageOfForm { form: "smp-2015-v1-en".parse().unwrap(), page, copy }
}

/// Somebody keys that nothing is answered.
async fn keyed(book: &Book, who: &str, batch: i64, number: i64) {
    let paper = book.paper_return(&at(batch), number).await.unwrap();
    let asked = paper.questionnaire(&paper.returns[0]).unwrap();
    let all = asked.questions().map(|question| (question.id.clone(), Verdict::Is(None)));
    let act = Act::Gives(all.collect());
    book.decide(&by(who, 60), &at(batch), number, How::WholeForm, act).await.unwrap();
}

async fn come(book: &Book, batch: i64, number: i64) -> Come {
    book.paper_return(&at(batch), number).await.unwrap().returns[0].come()
}

async fn every_side_that_belongs_to_no_return_is_told(database: &Database) {
    let book = book(database).await;
    let numbers: Vec<_> = apart(&book).await.iter().map(|one| one.side.number).collect();
    assert_eq!(numbers, [1, 2, 4, 5]);
    let counts = SideApart::counts(&apart(&book).await);
    assert_eq!((counts.waiting, counts.blank), (3, 1));
    book.say_of_side(&by("ann", 60), &at(1), (4, None), SideIs::NotOurs).await.unwrap();
    let said = apart(&book).await[2].said.clone().unwrap();
    assert_eq!((said.is, said.by.as_str(), said.at), (SideIs::NotOurs, "ann", by("ann", 60).at));
    let stale = book.say_of_side(&by("bob", 61), &at(1), (4, None), SideIs::Blank).await;
    assert!(stale.is_err(), "somebody else had said what it is");
    let seen = Some(said.version);
    book.say_of_side(&by("bob", 62), &at(1), (4, seen), SideIs::Again).await.unwrap();
    assert_eq!(apart(&book).await[2].said.clone().unwrap().by, "bob");
    let none = book.say_of_side(&by("bob", 62), &at(1), (9, None), SideIs::Again).await;
    assert!(matches!(none, Err(PaperRefused::NoSuchSide { batch: 1, number: 9 })), "{none:?}");
    let of = book.say_of_side(&by("bob", 62), &at(1), (3, None), SideIs::Again).await;
    assert!(matches!(of, Err(PaperRefused::IsOfReturn { side: 3, number: 3 })), "{of:?}");
    book.verify().await.unwrap();
}

async fn a_side_is_put_to_a_missing_page_and_taken_off_again(database: &Database) {
    let book = book(database).await;
    let is = |page| SideIs::PageOf { number: 3, page };
    let there = book.say_of_side(&signed(60), &at(1), (1, None), is(1)).await;
    assert!(matches!(there, Err(PaperRefused::Apart(_))), "{there:?}");
    book.say_of_side(&signed(60), &at(1), (1, None), is(2)).await.unwrap();
    let one = book.paper_return(&at(1), 3).await.unwrap().returns.remove(0);
    assert_eq!((one.of.missing(), one.of.sides[&2].as_slice()), (Vec::new(), [1].as_slice()));
    let second = book.say_of_side(&signed(61), &at(1), (5, None), is(2)).await;
    assert!(matches!(second, Err(PaperRefused::Apart(_))), "{second:?}");
    let said = (1, seen(&book, 1).await);
    book.say_of_side(&signed(62), &at(1), said, SideIs::Blank).await.unwrap();
    book.say_of_side(&signed(63), &at(1), (5, None), is(2)).await.unwrap();
    for who in ["ann", "bob"] {
        keyed(&book, who, 1, 3).await;
    }
    book.finish_return(&signed(64), &at(1), 3).await.unwrap();
    let late =
        book.say_of_side(&signed(65), &at(1), (5, seen(&book, 5).await), SideIs::Blank).await;
    assert!(matches!(late, Err(PaperRefused::IsAReply(3))), "{late:?}");
    book.verify().await.unwrap();
}

async fn a_side_from_which_answers_were_keyed_is_not_taken_off(database: &Database) {
    let book = book(database).await;
    let is = SideIs::PageOf { number: 3, page: 2 };
    book.say_of_side(&signed(60), &at(1), (1, None), is).await.unwrap();
    keyed(&book, "ann", 1, 3).await;
    let said = (1, seen(&book, 1).await);
    let refused = book.say_of_side(&signed(61), &at(1), said, SideIs::NotOurs).await;
    assert!(matches!(refused, Err(PaperRefused::KeyedFrom(3))), "{refused:?}");
    let begun = book.begin_return_from(&signed(61), &at(1), said, form(1, None)).await;
    assert!(matches!(begun, Err(PaperRefused::KeyedFrom(3))), "{begun:?}");
    let back = Act::Withdraws(1);
    book.decide(&by("ann", 62), &at(1), 3, How::WholeForm, back).await.unwrap();
    book.say_of_side(&signed(63), &at(1), said, SideIs::NotOurs).await.unwrap();
    // What was keyed before another side was put there was not keyed from it.
    keyed(&book, "bob", 1, 3).await;
    book.say_of_side(&signed(64), &at(1), (5, None), is).await.unwrap();
    let said = (5, seen(&book, 5).await);
    book.say_of_side(&signed(65), &at(1), said, SideIs::Blank).await.unwrap();
    book.verify().await.unwrap();
}

async fn hundreds_of_sides_apart_are_told_each_once_in_order(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    for (number, name) in [(1, "d"), (2, "e")] {
        book.begin_batch(&signed(48), cycle(), &questionnaire(), new_batch()).await.unwrap();
        book.keep_scan(&signed(48), &at(number), sha256(name), "a.pdf").await.unwrap();
        let sides = (1..=210).map(|number| KeptSide {
            number,
            file: 1,
            page_of_file: number,
            reading: if number % 2 == 0 { ReadSide::Blank } else { ReadSide::Unknown },
            pictures: BTreeMap::new(),
        });
        book.keep_sides(&signed(48), &at(number), 1, sides.collect()).await.unwrap();
        book.end_scan(&signed(48), &at(number), 1, FileEnd::Read).await.unwrap();
        book.end_batch(&signed(48), &at(number)).await.unwrap();
    }
    let apart = apart(&book).await;
    let told: Vec<_> = apart.iter().map(|one| (one.batch, one.side.number)).collect();
    let wanted: Vec<_> = (1..=2).flat_map(|batch| (1..=210).map(move |one| (batch, one))).collect();
    assert_eq!(told, wanted);
}

async fn a_return_is_begun_from_a_side_and_keyed_by_two(database: &Database) {
    let book = book(database).await;
    let wrong = book.begin_return_from(&signed(60), &at(1), (1, None), form(2, None)).await;
    assert!(matches!(wrong, Err(PaperRefused::Apart(_))), "the form has one page: {wrong:?}");
    let other = PageOfForm { form: "smp-2015-v1-cy".parse().unwrap(), ..form(1, None) };
    let none = book.begin_return_from(&signed(60), &at(1), (1, None), other).await;
    assert!(matches!(none, Err(PaperRefused::NotPrinted(_))), "{none:?}");
    book.begin_return_from(&signed(60), &at(1), (1, None), form(1, Some(12))).await.unwrap();
    assert_eq!(come(&book, 1, 1).await, Come::BeingKeyed);
    let back =
        book.say_of_side(&signed(61), &at(1), (1, seen(&book, 1).await), SideIs::Blank).await;
    assert!(matches!(back, Err(PaperRefused::BegunFrom(1))), "{back:?}");
    keyed(&book, "ann", 1, 1).await;
    assert_eq!(come(&book, 1, 1).await, Come::BeingKeyed);
    keyed(&book, "bob", 1, 1).await;
    assert_eq!(come(&book, 1, 1).await, Come::Settled);
}

async fn a_form_that_was_never_scanned_is_keyed_by_two_and_becomes_a_reply(database: &Database) {
    let book = book(database).await;
    let (of, came) = (questionnaire(), day("2015-01-16"));
    let name = || "smp-2015-v1-en".parse().unwrap();
    let begin = |by| book.begin_keyed(by, (cycle(), &of), came, (name(), None));
    let by = signed(60);
    assert_eq!(begin(&by).await.unwrap(), (at(2), 1));
    assert_eq!(begin(&by).await.unwrap(), (at(2), 2), "a day's stand in one batch");
    for who in ["ann", "bob"] {
        assert_eq!(come(&book, 2, 1).await, Come::BeingKeyed);
        keyed(&book, who, 2, 1).await;
    }
    let before = book.replies(cycle(), &of).await.unwrap().len();
    assert_eq!(book.finish_settled(&signed(61), cycle(), &of).await.unwrap(), 1);
    let replies = book.replies(cycle(), &of).await.unwrap();
    assert_eq!((replies.len(), replies.last().unwrap().day), (before + 1, came));
    assert_eq!(come(&book, 2, 2).await, Come::BeingKeyed);
    book.verify().await.unwrap();
}

async fn a_copy_that_is_keyed_and_came_before_does_not_count_until_somebody_says_so(
    database: &Database,
) {
    let book = book(database).await;
    let (of, came) = (questionnaire(), day("2015-01-16"));
    let copy = ("smp-2015-v1-en".parse().unwrap(), Some(9));
    let (at, number) = book.begin_keyed(&signed(60), (cycle(), &of), came, copy).await.unwrap();
    let one = book.paper_return(&at, number).await.unwrap().returns.remove(0);
    let of = one.seems_to_be.map(|of| (of.batch, of.number));
    assert_eq!((one.come(), of), (Come::Doubted, Some((1, 3))));
}
