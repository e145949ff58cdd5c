//! Partnerships in one database never see, change or count each other's rows, whatever is called.

mod answering;
mod asking;
mod distributing;
mod drafting;
mod adopting;
mod findings;
mod letting_in;
mod panels;
mod paper;
mod partner_data;
mod performing;
mod planning;
mod publishing;
mod succeeding;
mod prioritising;
mod proving;
mod theming;

use std::collections::BTreeMap;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;

use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::event::Happening;
use partnership::timetable::step::Step;
use records::Book;
use records::CycleDays;
use records::Records;
use records::Sought;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::separating::adopting::ALL_ADOPTING;
use crate::separating::answering::ALL_ANSWERING;
use crate::separating::asking::ALL_ASKING;
use crate::separating::distributing::ALL_DISTRIBUTING;
use crate::separating::drafting::ALL_DRAFTING;
use crate::separating::findings::ALL_FINDINGS;
use crate::separating::letting_in::ALL_LETTING_IN;
use crate::separating::panels::ALL_PANELS;
use crate::separating::paper::ALL_PAPER;
use crate::separating::partner_data::ALL_PARTNER_DATA;
use crate::separating::performing::ALL_PERFORMING;
use crate::separating::planning::ALL_PLANNING;
use crate::separating::prioritising::ALL_PRIORITISING;
use crate::separating::proving::ALL_PROVING;
use crate::separating::publishing::ALL_PUBLISHING;
use crate::separating::succeeding::ALL_SUCCEEDING;
use crate::separating::theming::ALL_THEMING;

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
use done;

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
            book.enter_meeting(&signed(10), cycle(), march_meeting(), today()).await.unwrap()
        };
        move_meeting: |book| {
            let (meeting, date) = (march_meeting().id, when("2015-03-12").try_into().unwrap());
            let seen = year(book).await.meetings[&meeting];
            let because = ("the room was flooded", day("2015-02-10"));
            book.move_meeting(&signed(11), cycle(), seen, (&meeting, date), because).await.unwrap()
        };
        list_item: |book| {
            let (meeting, plan) = (march_meeting().id, item("plan-agreed", "Rolling Plan"));
            book.list_item(&signed(12), cycle(), &meeting, plan, today()).await.unwrap()
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
            let (which, on) = ((&which.0, &which.1), day("2015-02-19"));
            let deed = ItemDeed::Publish { paper: "Strategic Assessment".to_owned(), on };
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

/// Everything that can be done, in an order in which it can.
fn all_done() -> impl Iterator<Item = Done> {
    ALL_CHANGES
        .into_iter()
        .chain(ALL_ASKING)
        .chain(ALL_ANSWERING)
        .chain(ALL_PAPER)
        .chain(ALL_PROVING)
        .chain(ALL_THEMING)
        .chain(ALL_PERFORMING)
        .chain(ALL_PANELS)
        .chain(ALL_DRAFTING)
        .chain(ALL_PRIORITISING)
        .chain(ALL_PLANNING)
        .chain(ALL_ADOPTING)
        .chain(ALL_PUBLISHING)
        .chain(ALL_DISTRIBUTING)
        .chain(ALL_FINDINGS)
        .chain(ALL_PARTNER_DATA)
        .chain(ALL_LETTING_IN)
        .chain(ALL_SUCCEEDING)
}

/// All that every function that reads can tell of a book.
pub(crate) async fn all_told(book: &Book) -> String {
    let partnership = book.partnership().await.unwrap();
    let cycles = book.cycles().await.unwrap();
    let (year, people) = (book.year(cycle()).await.unwrap(), book.people().await.unwrap());
    let (entries, verified) = (book.entries(0, 1000).await.unwrap(), book.verify().await.unwrap());
    let proving = [
        asking::all_told(book).await,
        answering::all_told(book).await,
        paper::all_told(book).await,
        proving::all_told(book).await,
        theming::all_told(book).await,
        performing::all_told(book).await,
        panels::all_told(book).await,
        drafting::all_told(book).await,
        adopting::all_told(book).await,
        publishing::all_told(book).await,
        distributing::all_told(book).await,
        findings::all_told(book).await,
        letting_in::all_told(book).await,
        succeeding::all_told(book).await,
        partner_data::all_told(book).await,
        prioritising::all_told(book).await,
        planning::all_told(book).await,
    ]
    .concat();
    let sought = book.entries_sought(&Sought::default(), i64::MAX, 3).await.unwrap();
    let quiet = book.only_replies_came(3).await.unwrap();
    let thread = book.held_thread(today()).await.unwrap().woven(&[], &BTreeMap::new());
    let of_year = book.held_thread_of(&[cycle()], today()).await.unwrap();
    format!(
        "{partnership:#?}\n{cycles:#?}\n{year:#?}\n{people:#?}\n{proving}\n{thread:#?}\n{of_year:#?}\n{entries:#?}\n{sought:#?}\n{verified:#?}\n{quiet}"
    )
}

on_both_engines! {
    what_one_partnership_does_the_other_never_sees;
    a_partnership_among_others_is_told_what_it_would_be_told_alone;
    a_row_cannot_refer_to_another_partnerships;
}

/// A book with which everything was done that can be.
pub(crate) async fn with_everything_done(records: &Records, partnership: &str) -> Book {
    let book = with_its_year(records, partnership).await;
    for done in all_done() {
        (done.with)(&book).await;
    }
    book
}

async fn what_one_partnership_does_the_other_never_sees(database: &Database) {
    let records = database.records().await;
    let (one, other) =
        (with_its_year(&records, "ashford").await, with_its_year(&records, "maidstone").await);
    let before = all_told(&other).await;
    for done in all_done() {
        (done.with)(&one).await;
        assert_eq!(all_told(&other).await, before, "{} reached another partnership", done.by);
    }
    // The other way round, over all that the first one has by now.
    let before = all_told(&one).await;
    for done in all_done() {
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
    for done in all_done() {
        (done.with)(&other).await;
        (done.with)(&one).await;
        (done.with)(&same).await;
        let (one, same) = (all_told(&one).await, all_told(&same).await);
        assert_eq!(without_salts(&one), without_salts(&same), "after {}", done.by);
    }
}

/// What was told without the salts, which are never the same twice, and the hashes that follow from them.
fn without_salts(told: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let is_hash = |line: &&str| {
        let text = line.trim().trim_start_matches("hash: ").trim_matches([',', '"']);
        text.len() == 64 && text.chars().all(is_digit)
    };
    let lines: Vec<_> = told.lines().filter(|line| !is_hash(line)).collect();
    assert!(told.lines().count() > lines.len(), "no hash is told: {told}");
    // The hashes of answers, cleared words and what was deleted stand within what an entry says, perhaps twice.
    let without = |line: &str, before: &str| {
        let mut parts = line.split(before);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |kept, hash| format!("{kept}{}", &hash[64..]))
    };
    let hashes = ["salted_answers", "salted_words", "sha256"];
    let before = hashes.map(|name| format!("\\\"{name}\\\":\\\""));
    let lines = lines.into_iter().map(|line| {
        let line = before.iter().fold(line.to_owned(), |line, before| without(&line, before));
        if line.trim().starts_with("sha256: ") { String::new() } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
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
    let (mut folders, mut names) =
        (vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let text = std::fs::read_to_string(file).unwrap();
            let of_a_book = text.split("\nimpl ").filter(|block| block.starts_with("Book {"));
            let lines = of_a_book.flat_map(str::lines);
            let functions = lines.filter_map(|line| line.trim().strip_prefix("pub async fn "));
            names.extend(functions.map(|line| line.split('(').next().unwrap().to_owned()));
        }
    }
    names
}

#[test]
fn every_function_of_a_book_is_among_those_tried() {
    let these = [
        include_str!("separating.rs"),
        include_str!("separating/adopting.rs"),
        include_str!("separating/answering.rs"),
        include_str!("separating/asking.rs"),
        include_str!("separating/distributing.rs"),
        include_str!("separating/drafting.rs"),
        include_str!("separating/findings.rs"),
        include_str!("separating/letting_in.rs"),
        include_str!("separating/panels.rs"),
        include_str!("separating/paper.rs"),
        include_str!("separating/partner_data.rs"),
        include_str!("separating/performing.rs"),
        include_str!("separating/planning.rs"),
        include_str!("separating/prioritising.rs"),
        include_str!("separating/publishing.rs"),
        include_str!("separating/proving.rs"),
        include_str!("separating/succeeding.rs"),
        include_str!("separating/theming.rs"),
    ]
    .concat();
    let functions = functions_of_a_book();
    assert!(functions.len() > 35, "found only {functions:?}");
    for function in functions {
        assert!(these.contains(&format!("book.{function}(")), "try `{function}` in separating.rs");
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
