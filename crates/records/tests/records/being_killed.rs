//! A process killed at any moment has lost nothing that it acknowledged, and its audit record is whole.

use std::collections::BTreeSet;
use std::env;
use std::io::BufRead as _;
use std::io::BufReader;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use partnership::timetable::cycle::Cycle;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use records::Book;
use records::Place;
use records::Records;

use crate::engine::Database;
use crate::engine::wait_for;
use crate::maidstone::*;

/// Tells the process to be killed where to write, and in which round.
const PLACE: &str = "RECORDS_TO_BE_KILLED_IN";
/// How often to kill; some nights it is 200.
const KILLS: &str = "SAFERPLAN_KILLS";

const PARTNERSHIPS: [&str; 2] = ["ashford", "maidstone"];
const WRITERS: usize = 2;

/// Not a test but the process that the others kill: writes until it is.
#[test]
fn the_process_that_is_killed() {
    let Ok(told) = env::var(PLACE) else { return };
    let (round, place) = told.split_once(' ').unwrap();
    let place = match place.parse() {
        Ok(server) => Place::Server(server),
        Err(_) => Place::File(place.into()),
    };
    println!("ready");
    wait_for(write(&place, cycle_of(round.parse().unwrap())));
}

/// Each round has a cycle of its own, so that no timetable grows long.
fn cycle_of(round: i16) -> Cycle {
    Cycle::beginning(1950 + round).unwrap()
}

async fn write(place: &Place, cycle: Cycle) {
    let records = Records::open(place).await.unwrap();
    let mut writers = Vec::new();
    for partnership in PARTNERSHIPS {
        // A round before may have been killed before it entered the partnership.
        let entered = records.enter_partnership(&signed(0), &id(partnership), typed()).await;
        let book = match entered {
            Ok(book) => book,
            Err(_) => records.book(&id(partnership)).await.unwrap().unwrap(),
        };
        let mut typed = timetable();
        typed.cycle = cycle;
        book.enter_timetable(&signed(1), typed).await.unwrap();
        for writer in 0..WRITERS {
            let name = format!("{partnership} {writer}");
            writers.push(tokio::spawn(write_events(book.clone(), cycle, name)));
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
}

/// Moves a step to and fro, and says of each move that it was saved.
async fn write_events(book: Book, cycle: Cycle, writer: String) {
    let step = if writer.ends_with('0') { "plan-written" } else { "plan-launched" };
    for (number, to) in ["May 2015", "June 2015"].into_iter().cycle().enumerate() {
        let why = format!("{writer} {number}");
        let event = moved(step, "2015-04-01", to, &why);
        book.record_event(&signed(2), cycle, &event, today()).await.unwrap();
        println!("saved {why}");
    }
}

/// Kills the process that is told to write in a round, so long after it said a word; what it said was saved.
fn said_before_being_killed(told: &str, word: &str, after: Duration) -> BTreeSet<String> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "being_killed::the_process_that_is_killed", "--nocapture"])
        .env(PLACE, told)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut lines = vec![said.find(|line| line.contains(word)).unwrap()];
    // It goes on writing while nobody reads: the pipe holds more than it can say until then.
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.extend(said);
    lines.iter().filter_map(|line| line.strip_prefix("saved ").map(str::to_owned)).collect()
}

/// What is there of a cycle, once the audit record of each partnership was found whole.
async fn held(database: &Database, cycle: Cycle) -> BTreeSet<String> {
    let (records, mut held) = (database.records().await, BTreeSet::new());
    for partnership in PARTNERSHIPS {
        let Some(book) = records.book(&id(partnership)).await.unwrap() else { continue };
        book.verify().await.unwrap();
        let year = book.year(cycle).await.unwrap();
        held.extend(year.into_iter().flat_map(|held| held.year.events).map(why));
    }
    held
}

fn why(event: Event) -> String {
    match event.what {
        Happening::Moved { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

/// Numbers that look random and are the same each time (xorshift, Marsaglia 2003).
fn moments() -> impl Iterator<Item = Duration> {
    let next = |seed: &u32| {
        let mut seed = *seed;
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        Some(seed)
    };
    std::iter::successors(Some(2_463_534_242), next)
        .map(|seed| Duration::from_millis(u64::from(seed % 300)))
}

fn loses_nothing(database: &Database, address: &str, engine: &str) {
    let kills = env::var(KILLS).map_or(20, |kills| kills.parse().unwrap());
    let mut saved = 0;
    for (round, moment) in (0..kills).zip(moments()) {
        // Every other time while it opens the records or enters the year, else while it records events.
        let word = if round % 2 == 0 { "ready" } else { "saved" };
        let said = said_before_being_killed(&format!("{round} {address}"), word, moment);
        let held = wait_for(held(database, cycle_of(round)));
        let lost: Vec<_> = said.difference(&held).collect();
        assert!(lost.is_empty(), "killed after {moment:?}, it lost {lost:?}");
        // Of each writer at most the one change is there that it had no time to speak of.
        assert!(held.len() <= said.len() + PARTNERSHIPS.len() * WRITERS, "{held:?}, {said:?}");
        saved += said.len();
    }
    // `cargo xtask kills` reads this line.
    println!("decisions on {engine}: {kills} kills, {saved} decisions acknowledged, none lost");
    assert!(saved > usize::try_from(kills).unwrap(), "only {saved} changes were made");
}

#[test]
fn a_process_killed_at_any_moment_has_lost_nothing_on_sqlite() {
    let database = Database::in_a_file();
    loses_nothing(&database, &database.path(), "SQLite");
}

#[test]
fn a_process_killed_at_any_moment_has_lost_nothing_on_postgresql() {
    let test = "being_killed::a_process_killed_at_any_moment_has_lost_nothing_on_postgresql";
    let Some(database) = Database::on_a_server(test) else { return };
    loses_nothing(&database, database.address(), "PostgreSQL");
}
