//! How many replies a second are kept so that they last: `replies <file or server> <replies> <senders>`.
//!
//! The whole way of a reply's last step is gone: a browser's request over a connection of its own, through the pages that
//! the program serves, to the commit in the records, and its answer back. Each sender waits for its answer before it
//! sends the next reply, as a browser does, on the same cores as the server; what is printed counts answers. That the
//! replies were begun and answered before is not in the time.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on stops"
)]

use std::collections::BTreeSet;
use std::time::Duration;
use std::time::Instant;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::code::OF_CHANCE;
use partnership::consultation::on_line::code::ReplyCode;
use partnership::consultation::reply::Given;
use partnership::terms::day::Day;
use records::Book;
use records::Fingerprint;
use records::NewConsultation;
use records::PartnershipId;
use records::Place;
use records::Records;
use records::ReplyUnderWay;
use records::Signed;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use web::App;
use web::clock::Clock;
use web::design::Design;
use web::design::Look;
use web::settings::Settings;

/// Where the last step of a reply is sent.
const CHECK: &str = "/safer-maidstone-partnership/answer/smp-2015/check";
/// What the browser keeps its code under.
const COOKIE: &str = "saferplan-reply";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap();
    let place = match place.parse() {
        Ok(server) => Place::Server(server),
        Err(_) => Place::File(place.into()),
    };
    let replies: u64 = arguments.next().unwrap().parse().unwrap();
    let senders: u64 = arguments.next().unwrap().parse().unwrap();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(&place, replies, senders));
}

async fn measure(place: &Place, replies: u64, senders: u64) {
    let records = Records::open(place).await.unwrap();
    let book = open_consultation(&records).await;
    for number in 0..replies {
        begin(&book, number).await;
    }
    let address = served(&records).await;
    let begun = Instant::now();
    let running: Vec<_> = (0..senders)
        .map(|sender| tokio::spawn(send(address.clone(), sender, (replies, senders))))
        .collect();
    let mut waits = Vec::new();
    for one in running {
        waits.extend(one.await.unwrap());
    }
    let milliseconds = begun.elapsed().as_millis().max(1);
    waits.sort_unstable();
    let at = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or_default();
    println!(
        "sent: {replies} in {milliseconds} ms, {} a second",
        u128::from(replies) * 1000 / milliseconds
    );
    println!("waited: half {:?}, 95 of 100 {:?}, 99 of 100 {:?}", at(50), at(95), at(99));
    let cycle = under_way(0).cycle;
    println!("kept: {}", book.replies(cycle, &under_way(0).questionnaire).await.unwrap().len());
    book.verify().await.unwrap();
}

/// Serves the pages; where.
async fn served(records: &Records) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let day: Day = "2015-01-14".parse().unwrap();
    let origin = format!("http://{address}").parse().unwrap();
    let settings = Settings::of(origin, Clock::Standing(day));
    let design = Design::new(&Look::default()).unwrap();
    let app = App::new(records.clone(), design, settings, |_| String::new());
    tokio::spawn(web::serve(app, axum::Router::new(), listener, std::future::pending()));
    address
}

/// Sends every so-manieth reply, over one connection; how long each answer took.
async fn send(address: String, first: u64, (replies, step): (u64, u64)) -> Vec<Duration> {
    let mut server = TcpStream::connect(&address).await.unwrap();
    server.set_nodelay(true).unwrap();
    let mut waits = Vec::new();
    for number in (first..replies).step_by(usize::try_from(step).unwrap()) {
        let code = code(number);
        let request = format!(
            "POST {CHECK} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\
             Cookie: {COOKIE}={}.0\r\n\r\nwebsite=",
            code.plain()
        );
        let began = Instant::now();
        server.write_all(request.as_bytes()).await.unwrap();
        let answer = answered(&mut server).await;
        assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("/sent?"), "{answer}");
        waits.push(began.elapsed());
    }
    waits
}

/// An answer as far as it came with its head; one that keeps a reply has no body, and another is printed as far as that.
async fn answered(server: &mut TcpStream) -> String {
    let (mut came, mut piece) = (Vec::new(), [0; 4096]);
    while !came.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = server.read(&mut piece).await.unwrap();
        assert!(read > 0, "the server ended the connection");
        came.extend_from_slice(piece.get(..read).unwrap());
    }
    String::from_utf8(came).unwrap()
}

fn code(number: u64) -> ReplyCode {
    let mut chance = [0; OF_CHANCE];
    let mut left = number;
    for sign in &mut chance {
        (*sign, left) = (left % 28, left / 28);
    }
    ReplyCode::of_chance(chance)
}

/// A reply of one question of each section, in words that nobody else has.
fn under_way(number: u64) -> ReplyUnderWay {
    let id = |text: &str| QuestionId(text.parse().unwrap());
    let chosen = |answer: &str| {
        let answers = BTreeSet::from([AnswerId(answer.parse().unwrap())]);
        Given::Chosen { answers, other: None }
    };
    let words = format!("Reply number {number}: more street lights and a later bus home, please.");
    ReplyUnderWay {
        cycle: "2015-16".parse().unwrap(),
        questionnaire: "smp-2015".parse().unwrap(),
        version: 1,
        language: Language::English,
        answers: [
            (id("safe-home"), chosen("very-safe")),
            (id("safe-daylight"), chosen("fairly-safe")),
            (id("feel-safer"), Given::Text(words)),
        ]
        .into(),
    }
}

async fn begin(book: &Book, number: u64) {
    let fingerprint = Fingerprint::of(code(number).plain());
    let until = "2099-12-31".parse().unwrap();
    let _ = book.begin_reply(&fingerprint, &under_way(number), until).await.unwrap();
}

fn signed() -> Signed {
    Signed { who: "a measurement".to_owned(), at: "2015-01-14T12:00:00Z".parse().unwrap() }
}

/// The worked example's consultation, opened.
async fn open_consultation(records: &Records) -> Book {
    let example = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014");
        std::fs::read_to_string(format!("{folder}/{name}")).unwrap()
    };
    let id = PartnershipId("safer-maidstone-partnership".parse().unwrap());
    let typed = toml::from_str(&example("partnership.toml")).unwrap();
    let book = records.enter_partnership(&signed(), &id, typed).await.unwrap();
    book.enter_timetable(&signed(), toml::from_str(&example("timetable.toml")).unwrap())
        .await
        .unwrap();
    let new = NewConsultation {
        questionnaire: toml::from_str(&example("questionnaire.toml")).unwrap(),
        description: toml::from_str(&example("consultation.toml")).unwrap(),
        text: example("consulted-on.md").into_bytes(),
    };
    let cycle = "2015-16".parse().unwrap();
    book.enter_consultation(&signed(), cycle, new).await.unwrap();
    let latest = book.consultations(cycle).await.unwrap().remove(0).latest;
    book.open_questionnaire(&signed(), cycle, &latest, "2015-01-01".parse().unwrap())
        .await
        .unwrap();
    book
}
