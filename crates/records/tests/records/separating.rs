//! Partnerships in one database never see, change or count each other's rows, whatever is called.

use std::future::Future;
use std::pin::Pin;

use partnership::timetable::agenda::Deed;
use partnership::timetable::event::Happening;
use partnership::timetable::step::Step;
use records::Book;
use records::CycleDays;
use records::Records;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

type Doing<'book> = Pin<Box<dyn Future<Output = ()> + Send + 'book>>;

/// Something that is done with a book, under the name of the function that does it.
struct Done {
    by: &'static str,
    with: for<'book> fn(&'book Book) -> Doing<'book>,
}

macro_rules! done {
    ($($by:ident: |$book:ident| $body:expr;)+) => {
        [$(Done { by: stringify!($by), with: |$book| Box::pin(async move { $body; }) }),+]
    };
}

/// Every function that changes something, in an order in which each can; what it changes has the same
/// short name in every partnership.
const ALL_CHANGES: [Done; 15] = done! {
        change_partnership: |book| {
            let mut typed = typed();
            typed.task_groups.clear();
            let seen = book.partnership().await.unwrap().version;
            book.change_partnership(&signed(3), seen, typed).await.unwrap()
        };
        enter_timetable: |book| {
            let mut next = timetable();
            next.cycle = next.cycle.next().unwrap();
            book.enter_timetable(&signed(4), next).await.unwrap()
        };
        change_cycle_days: |book| {
            let seen = year(book).await.days;
            book.change_cycle_days(&signed(5), cycle(), seen, CycleDays::default()).await.unwrap()
        };
        enter_step: |book| {
            let added = Step { id: step("summary-printed"), ..timetable().steps[0].clone() };
            book.enter_step(&signed(6), cycle(), added).await.unwrap()
        };
        change_step: |book| {
            let changed = Step { owner: "the county".to_owned(), ..timetable().steps[1].clone() };
            let seen = year(book).await.steps[&changed.id];
            book.change_step(&signed(7), cycle(), seen, changed).await.unwrap()
        };
        remove_step: |book| {
            let (seen, added) = (year(book).await.steps, step("summary-printed"));
            book.remove_step(&signed(8), cycle(), seen[&added], &added).await.unwrap()
        };
        record_event: |book| {
            let begun = event("consultation", "2015-01-01", Happening::Started);
            book.record_event(&signed(9), cycle(), &begun, today()).await.unwrap()
        };
        enter_meeting: |book| {
            book.enter_meeting(&signed(10), cycle(), march_meeting()).await.unwrap()
        };
        move_meeting: |book| {
            let (meeting, date) = (march_meeting().id, when("2015-03-12").try_into().unwrap());
            let seen = year(book).await.meetings[&meeting];
            book.move_meeting(&signed(11), cycle(), seen, &meeting, date).await.unwrap()
        };
        list_item: |book| {
            let (meeting, plan) = (march_meeting().id, item("plan-agreed", "Rolling Plan"));
            book.list_item(&signed(12), cycle(), &meeting, plan).await.unwrap()
        };
        add_paper: |book| {
            let which = (march_meeting().id, step("plan-agreed"));
            let seen = year(book).await.items[&which];
            let (which, title) = ((&which.0, &which.1), "Appendix".to_owned());
            book.add_paper(&signed(13), cycle(), seen, which, title).await.unwrap()
        };
        change_agenda_item: |book| {
            let which = (march_meeting().id, step("assessment-approved"));
            let seen = year(book).await.items[&which];
            let (which, on) = ((&which.0, &which.1), day("2015-03-02"));
            let deed = Deed::Publish { paper: "Strategic Assessment".to_owned(), on };
            book.change_agenda_item(&signed(14), cycle(), seen, which, deed, today()).await.unwrap()
        };
        remove_meeting: |book| {
            let meeting = march_meeting().id;
            let seen = year(book).await.meetings[&meeting];
            book.remove_meeting(&signed(15), cycle(), seen, &meeting).await.unwrap()
        };
        enter_person: |book| {
            book.enter_person(&signed(16), person("jane", "jane@example.org")).await.unwrap();
            book.enter_person(&signed(16), person("john", "john@example.org")).await.unwrap()
        };
        change_person: |book| {
            let seen = book.people().await.unwrap()[0].version;
            book.change_person(&signed(17), seen, person("jane", "j.smith@example.org")).await.unwrap();
            let seen = book.people().await.unwrap()[1].version;
            book.remove_person(&signed(18), seen, &person("john", "j@example.org").id).await.unwrap()
        };
};

/// All that every function that reads can tell of a book.
async fn all_told(book: &Book) -> String {
    let partnership = book.partnership().await.unwrap();
    let cycles = book.cycles().await.unwrap();
    let (year, people) = (book.year(cycle()).await.unwrap(), book.people().await.unwrap());
    let (entries, verified) = (book.entries(0, 1000).await.unwrap(), book.verify().await.unwrap());
    format!("{partnership:#?}\n{cycles:#?}\n{year:#?}\n{people:#?}\n{entries:#?}\n{verified:#?}")
}

on_both_engines! {
    what_one_partnership_does_the_other_never_sees;
    a_partnership_among_others_is_told_what_it_would_be_told_alone;
    a_row_cannot_refer_to_another_partnerships;
}

async fn what_one_partnership_does_the_other_never_sees(database: &Database) {
    let records = database.records().await;
    let (one, other) =
        (with_its_year(&records, "ashford").await, with_its_year(&records, "maidstone").await);
    let before = all_told(&other).await;
    for done in ALL_CHANGES {
        (done.with)(&one).await;
        assert_eq!(all_told(&other).await, before, "{} reached another partnership", done.by);
    }
    // The other way round, over all that the first one has by now.
    let before = all_told(&one).await;
    for done in ALL_CHANGES {
        (done.with)(&other).await;
        assert_eq!(all_told(&one).await, before, "{} reached another partnership", done.by);
    }
}

async fn a_partnership_among_others_is_told_what_it_would_be_told_alone(database: &Database) {
    let alone = Database::in_a_file();
    let (among_others, alone) = (database.records().await, alone.records().await);
    let other = with_its_year(&among_others, "ashford").await;
    let (one, same) =
        (with_its_year(&among_others, "maidstone").await, with_its_year(&alone, "maidstone").await);
    for done in ALL_CHANGES {
        (done.with)(&other).await;
        (done.with)(&one).await;
        (done.with)(&same).await;
        assert_eq!(all_told(&one).await, all_told(&same).await, "after {}", done.by);
    }
}

async fn a_row_cannot_refer_to_another_partnerships(database: &Database) {
    let records = database.records().await;
    with_its_year(&records, "ashford").await;
    let without_a_year =
        records.enter_partnership(&signed(0), &id("maidstone"), typed()).await.unwrap();
    let stolen = "insert into poll (partnership_id, cycle_id, day) values ('maidstone', '2015-16', '2015-05-07')";
    assert!(database.refuses(stolen).await, "a poll of no cycle of its own was let in");
    without_a_year.verify().await.unwrap();
}

/// The names of the functions of a book, as its source files have them.
fn functions_of_a_book() -> Vec<String> {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut names = Vec::new();
    for file in std::fs::read_dir(source).unwrap().map(|file| file.unwrap().path()) {
        if file.is_dir() || file.ends_with("lib.rs") {
            continue;
        }
        let text = std::fs::read_to_string(file).unwrap();
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("pub async fn "));
        names.extend(lines.map(|line| line.split('(').next().unwrap().to_owned()));
    }
    names
}

#[test]
fn every_function_of_a_book_is_among_those_tried() {
    let this = include_str!("separating.rs");
    let functions = functions_of_a_book();
    assert!(functions.len() > 15, "found only {functions:?}");
    for function in functions {
        assert!(this.contains(&format!("book.{function}(")), "try `{function}` in separating.rs");
    }
}

/// `Records` has few functions, and none of them gives what is in a book.
#[test]
fn the_records_themselves_tell_only_which_partnerships_there_are() {
    let database = Database::in_a_file();
    crate::engine::wait_for(async {
        let records: Records = database.records().await;
        with_its_year(&records, "ashford").await;
        with_its_year(&records, "maidstone").await;
        assert_eq!(records.partnerships().await.unwrap(), [id("ashford"), id("maidstone")]);
        assert_eq!(records.book(&id("ashford")).await.unwrap().unwrap().id(), &id("ashford"));
    });
}
