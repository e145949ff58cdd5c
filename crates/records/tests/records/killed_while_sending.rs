//! A process killed at any moment while many people send has lost no reply that it acknowledged.

use std::collections::BTreeSet;
use std::env;
use std::io::BufRead as _;
use std::io::BufReader;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use records::Book;
use records::Place;
use records::Records;
use records::Sent;
use records::SentReply;

use crate::engine::Database;
use crate::engine::wait_for;
use crate::maidstone::*;
use crate::on_line::begin;
use crate::on_line::opened;
use crate::on_line::questionnaire;
use crate::on_line::sent;

/// Tells the process to be killed where to write, and in which round.
const PLACE: &str = "RECORDS_TO_BE_KILLED_WHILE_SENDING";
/// How often to kill.
const KILLS: &str = "SAFERPLAN_KILLS";
/// How many send at once.
const SENDERS: usize = 16;

/// Not a test but the process that the others kill: sends replies until it is.
#[test]
fn the_process_that_is_killed() {
    let Ok(told) = env::var(PLACE) else { return };
    let (round, place) = told.split_once(' ').unwrap();
    let place = match place.parse() {
        Ok(server) => Place::Server(server),
        Err(_) => Place::File(place.into()),
    };
    println!("ready");
    wait_for(write(&place, round.to_owned()));
}

async fn write(place: &Place, round: String) {
    let records = Records::open(place).await.unwrap();
    let book = records.book(&id("maidstone")).await.unwrap().unwrap();
    let senders = (0..SENDERS).map(|sender| {
        let (book, round) = (book.clone(), round.clone());
        tokio::spawn(send_for_ever(book, format!("{round} {sender}")))
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.unwrap();
    }
}

async fn send_for_ever(book: Book, sender: String) {
    for number in 0.. {
        let name = format!("{sender} {number}");
        begin(&book, &name).await;
        let reply = SentReply { version: 1, ..sent(&name) };
        let Sent::Kept(reference, _) = book.send_reply(&signed(40), reply).await.unwrap() else {
            panic!("{name} was sent before");
        };
        println!("kept {reference}");
    }
}

/// What the process said was kept before it was killed, so long after it first said so.
fn said_before_being_killed(told: &str, after: Duration) -> BTreeSet<i64> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed_while_sending::the_process_that_is_killed", "--nocapture"])
        .env(PLACE, told)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut lines = vec![said.find(|line| line.contains("kept")).unwrap()];
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.extend(said);
    // A line may be cut off where the process was killed.
    lines.iter().filter_map(|line| line.strip_prefix("kept ")?.parse().ok()).collect()
}

fn loses_no_reply(database: &Database, address: &str, engine: &str) {
    let kills: u64 = env::var(KILLS).map_or(100, |kills| kills.parse().unwrap());
    let book = wait_for(async {
        let book = with_its_year(&database.records().await, "maidstone").await;
        opened(&book).await;
        book
    });
    drop(book);
    let mut all = BTreeSet::new();
    for round in 0..kills {
        let after = Duration::from_millis((round * 37) % 200);
        all.extend(said_before_being_killed(&format!("{round} {address}"), after));
    }
    let held = wait_for(async {
        let book = database.records().await.book(&id("maidstone")).await.unwrap().unwrap();
        book.verify().await.unwrap();
        let replies = book.replies(cycle(), &questionnaire()).await.unwrap();
        replies.into_iter().map(|one| one.reference).collect::<BTreeSet<_>>()
    });
    let lost: Vec<_> = all.difference(&held).collect();
    assert!(lost.is_empty(), "it lost {lost:?}");
    // `cargo xtask kills` reads this line.
    println!("replies on {engine}: {kills} kills, {} replies acknowledged, none lost", all.len());
    assert!(all.len() > usize::try_from(kills).unwrap(), "only {} were kept", all.len());
}

#[test]
fn a_process_killed_while_many_send_has_lost_no_reply_on_sqlite() {
    let database = Database::in_a_file();
    loses_no_reply(&database, &database.path(), "SQLite");
}

#[test]
fn a_process_killed_while_many_send_has_lost_no_reply_on_postgresql() {
    let test =
        "killed_while_sending::a_process_killed_while_many_send_has_lost_no_reply_on_postgresql";
    let Some(database) = Database::on_a_server(test) else { return };
    loses_no_reply(&database, database.address(), "PostgreSQL");
}
