//! Connections that break and clocks that are wrong: nothing acknowledged is lost, and nobody has to start anything again.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use partnership::timetable::event::Happening;
use records::Book;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::engine::wait_for;
use crate::maidstone::*;
use crate::server;

on_both_engines! {
    a_clock_that_goes_back_leaves_the_record_whole_and_in_its_order;
}

/// Ends every other connection to this database, as a server does that is stopped at once.
const BREAK: &str = "select pg_terminate_backend(pid) from pg_stat_activity \
    where datname = current_database() and pid <> pg_backend_pid()";

/// Moves a step to and fro until it is told to stop, and counts what was acknowledged; what that was, and how often it was
/// refused.
async fn moves_until(
    book: Book,
    stop: Arc<AtomicBool>,
    counted: Arc<AtomicU64>,
) -> (BTreeSet<String>, u64) {
    let (mut saved, mut refused) = (BTreeSet::new(), 0);
    for number in 0_u64.. {
        let why = format!("move {number}");
        let to = if number.is_multiple_of(2) { "May 2015" } else { "June 2015" };
        let event = moved("plan-launched", "2015-04-01", to, &why);
        match book.record_event(&signed(2), cycle(), &event, today()).await {
            Ok(_) => {
                saved.insert(why);
                counted.fetch_add(1, Ordering::SeqCst);
            }
            Err(_) => refused += 1,
        }
        if stop.load(Ordering::SeqCst) {
            break;
        }
    }
    (saved, refused)
}

/// Waits until two more are acknowledged: connections were made anew.
async fn more_are_saved(counted: &AtomicU64) {
    let before = counted.load(Ordering::SeqCst);
    let begun = Instant::now();
    while counted.load(Ordering::SeqCst) < before + 2 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is saved any more");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn held(book: &Book) -> Vec<String> {
    let events = book.year(cycle()).await.unwrap().unwrap().year.events;
    let why = |what: Happening| match what {
        Happening::Moved { why, .. } => why,
        other => panic!("{other:?}"),
    };
    events.into_iter().map(|event| why(event.what)).collect()
}

#[test]
fn connections_that_break_lose_nothing_that_was_acknowledged_and_are_made_anew() {
    let test =
        "breaking::connections_that_break_lose_nothing_that_was_acknowledged_and_are_made_anew";
    let Some(database) = Database::on_a_server(test) else { return };
    wait_for(async {
        let records = database.records().await;
        let book = with_its_year(&records, "maidstone").await;
        let (stop, counted) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let writing = tokio::spawn(moves_until(book.clone(), stop.clone(), counted.clone()));
        for round in 0..12 {
            more_are_saved(&counted).await;
            tokio::time::sleep(Duration::from_millis(3 * (round % 5))).await;
            server::execute(database.address(), BREAK);
        }
        more_are_saved(&counted).await;
        stop.store(true, Ordering::SeqCst);
        let (saved, refused) = writing.await.unwrap();
        assert!(saved.len() > 12, "{} saved, {refused} refused", saved.len());
        assert!(refused > 0, "no connection broke while something was written");
        let all = held(&book).await;
        let once: BTreeSet<String> = all.iter().cloned().collect();
        assert_eq!(once.len(), all.len(), "something was recorded twice");
        assert!(saved.is_subset(&once), "lost: {:?}", saved.difference(&once));
        // What was under way while a connection broke may have been saved without a word of it.
        let unspoken = once.len() - saved.len();
        assert!(u64::try_from(unspoken).unwrap() <= refused, "{unspoken} of {refused}");
        book.verify().await.unwrap();
    });
}

async fn a_clock_that_goes_back_leaves_the_record_whole_and_in_its_order(database: &Database) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    // A day on, a year back, the same minute again, and long before the partnership was entered.
    let minutes = [1_440, -525_600, 2, 2, -5_256_000];
    for (number, minute) in minutes.into_iter().enumerate() {
        let to = if number % 2 == 0 { "May 2015" } else { "June 2015" };
        let event = moved("plan-launched", "2015-04-01", to, &format!("move {number}"));
        book.record_event(&signed(minute), cycle(), &event, today()).await.unwrap();
    }
    let wanted: Vec<String> = (0..minutes.len()).map(|number| format!("move {number}")).collect();
    assert_eq!(held(&book).await, wanted, "the order is that in which things were recorded");
    let verified = book.verify().await.unwrap();
    drop((book, records));
    let again = database.records().await.book(&id("maidstone")).await.unwrap().unwrap();
    assert_eq!(again.verify().await.unwrap().head, verified.head);
}
