//! How many replies a second are kept so that they last: `replies <file or server> <replies> <senders>`.
//!
//! Each sender waits for its answer before it sends the next reply, as a browser does; what is printed counts answers.
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
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use records::Book;
use records::Fingerprint;
use records::NewConsultation;
use records::PartnershipId;
use records::Place;
use records::Records;
use records::ReplyUnderWay;
use records::SentReply;
use records::Signed;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap();
    let place = match place.parse() {
        Ok(server) => Place::Server(server),
        Err(_) => Place::File(place.into()),
    };
    let replies: usize = arguments.next().unwrap().parse().unwrap();
    let senders: usize = arguments.next().unwrap().parse().unwrap();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(&place, replies, senders));
}

async fn measure(place: &Place, replies: usize, senders: usize) {
    let records = Records::open(place).await.unwrap();
    let book = open_consultation(&records).await;
    let begun = Instant::now();
    in_parallel(&book, replies, senders, begin).await;
    tell("begun", replies, begun.elapsed());
    let begun = Instant::now();
    let mut waits = in_parallel(&book, replies, senders, send).await;
    tell("sent", replies, begun.elapsed());
    waits.sort_unstable();
    let at = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or_default();
    println!("waited: half {:?}, 95 of 100 {:?}, 99 of 100 {:?}", at(50), at(95), at(99));
    let kept =
        book.replies("2015-16".parse().unwrap(), &"smp-2015".parse().unwrap()).await.unwrap();
    println!("kept: {}", kept.len());
    book.verify().await.unwrap();
}

fn tell(what: &str, replies: usize, took: Duration) {
    let milliseconds = took.as_millis().max(1);
    println!(
        "{what}: {replies} in {milliseconds} ms, {} a second",
        replies as u128 * 1000 / milliseconds
    );
}

/// Does something to every reply, so many at once; how long each took.
async fn in_parallel<Doing>(
    book: &Book,
    replies: usize,
    senders: usize,
    what: fn(Book, usize) -> Doing,
) -> Vec<Duration>
where
    Doing: Future<Output = ()> + Send + 'static,
{
    let running: Vec<_> = (0..senders)
        .map(|sender| {
            let book = book.clone();
            tokio::spawn(async move {
                let mut waits = Vec::new();
                for number in (sender..replies).step_by(senders) {
                    let began = Instant::now();
                    what(book.clone(), number).await;
                    waits.push(began.elapsed());
                }
                waits
            })
        })
        .collect();
    let mut waits = Vec::new();
    for one in running {
        waits.extend(one.await.unwrap());
    }
    waits
}

fn code(number: usize) -> Fingerprint {
    Fingerprint::of(number.to_string())
}

fn under_way() -> ReplyUnderWay {
    ReplyUnderWay {
        cycle: "2015-16".parse().unwrap(),
        questionnaire: "smp-2015".parse().unwrap(),
        version: 1,
        language: Language::English,
        answers: [].into(),
    }
}

async fn begin(book: Book, number: usize) {
    let _ =
        book.begin_reply(&code(number), &under_way(), "2099-12-31".parse().unwrap()).await.unwrap();
}

async fn send(book: Book, number: usize) {
    let id = |text: &str| QuestionId(text.parse().unwrap());
    let chosen = |answer: &str| {
        let answers = BTreeSet::from([AnswerId(answer.parse().unwrap())]);
        Given::Chosen { answers, other: None }
    };
    let words = format!("Reply number {number}: more street lights and a later bus home, please.");
    let answers = [
        (id("safe-home"), chosen("very-safe")),
        (id("safe-daylight"), chosen("fairly-safe")),
        (id("feel-safer"), Given::Text(words)),
    ];
    let reply = SentReply {
        cycle: under_way().cycle,
        questionnaire: under_way().questionnaire,
        version: 1,
        day: "2015-01-14".parse().unwrap(),
        reply: Reply {
            channel: Channel::Online,
            language: Language::English,
            answers: answers.into(),
        },
        signals: BTreeSet::new(),
        code: code(number),
        invitation: None,
    };
    book.send_reply(&signed(), reply).await.unwrap();
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
