//! Replies that come on-line: kept once, all together where they come together, and tied to nobody.

use std::collections::BTreeSet;

use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::DatedReply;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::consultation::retention::Field;
use partnership::consultation::retention::RetentionTimetable;
use partnership::terms::slug::Slug;
use records::Book;
use records::ConsultationRefused;
use records::Fingerprint;
use records::Once;
use records::ReplyUnderWay;
use records::Sent;
use records::SentReply;
use sqlx::Connection as _;

use crate::consultations::answered;
use crate::consultations::held;
use crate::consultations::new;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

pub(crate) fn questionnaire() -> Slug {
    "smp-2015".parse().unwrap()
}

/// The fingerprint of a code.
pub(crate) fn code(text: &str) -> Fingerprint {
    Fingerprint::of(format!("code {text}"))
}

/// The fingerprint of a link.
pub(crate) fn link(text: &str) -> Fingerprint {
    Fingerprint::of(format!("link {text}"))
}

/// A reply that was just begun.
pub(crate) fn under_way() -> ReplyUnderWay {
    ReplyUnderWay {
        cycle: cycle(),
        questionnaire: questionnaire(),
        version: 1,
        language: Language::English,
        answers: [].into(),
    }
}

/// A reply as it is sent, under a code.
pub(crate) fn sent(name: &str) -> SentReply {
    let answers = answered("very-safe").answers;
    SentReply {
        cycle: cycle(),
        questionnaire: questionnaire(),
        version: 1,
        day: day("2015-01-14"),
        reply: Reply { channel: Channel::Online, language: Language::English, answers },
        signals: BTreeSet::new(),
        code: code(name),
        invitation: None,
    }
}

/// The same with words of its own.
fn saying(name: &str, words: &str) -> SentReply {
    let mut reply = sent(name);
    let id = QuestionId("feel-safer".parse().unwrap());
    reply.reply.answers.insert(id, Given::Text(words.to_owned()));
    reply
}

/// The consultation, opened.
pub(crate) async fn opened(book: &Book) {
    book.enter_consultation(&signed(30), cycle(), new()).await.unwrap();
    let seen = held(book).await.latest;
    book.open_questionnaire(&signed(31), cycle(), &seen, day("2015-01-01")).await.unwrap();
}

async fn open_book(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    opened(&book).await;
    book
}

pub(crate) async fn begin(book: &Book, name: &str) {
    let begun = book.begin_reply(&code(name), &under_way(), day("2015-02-11")).await.unwrap();
    assert_eq!(begun, Once::Now);
}

async fn send(book: &Book, reply: SentReply) -> Sent {
    book.send_reply(&signed(40), reply).await.unwrap()
}

on_both_engines! {
    a_reply_under_way_is_found_by_its_code_alone_and_forgotten_after_its_last_day;
    two_pages_that_save_at_once_lose_neither;
    a_reply_that_is_sent_twice_is_kept_once;
    replies_that_come_at_once_are_all_kept_and_the_chain_is_whole;
    one_that_cannot_be_kept_stops_no_other;
    the_same_words_are_noticed_and_kept;
    the_same_words_are_noticed_by_whatever_way_they_came;
    of_deleted_words_nothing_is_left_to_try_words_on;
    of_an_invitation_nothing_is_left_in_what_is_kept_of_a_reply;
    a_letter_goes_once_and_both_links_of_a_reminder_stand;
    addresses_go_on_their_day;
    a_reply_to_a_version_closed_meanwhile_is_kept;
}

async fn a_reply_under_way_is_found_by_its_code_alone_and_forgotten_after_its_last_day(
    database: &Database,
) {
    let (records, book) = (database.records().await, open_book(database).await);
    begin(&book, "one").await;
    assert_eq!(book.reply_under_way(&code("one")).await.unwrap(), Some(under_way()));
    assert_eq!(book.reply_under_way(&code("other")).await.unwrap(), None);
    assert_eq!(records.forget_replies_under_way(day("2015-02-11")).await.unwrap(), 0);
    assert_eq!(records.forget_replies_under_way(day("2015-02-12")).await.unwrap(), 1);
    assert_eq!(book.reply_under_way(&code("one")).await.unwrap(), None);
}

async fn two_pages_that_save_at_once_lose_neither(database: &Database) {
    let book = open_book(database).await;
    begin(&book, "one").await;
    let put = |number: i64| {
        let book = book.clone();
        tokio::spawn(async move {
            let id = QuestionId(format!("q-{number}").parse().unwrap());
            let change = move |reply: &mut ReplyUnderWay| {
                reply.answers.insert(id.clone(), Given::Number(number));
            };
            book.answer_reply(&code("one"), day("2015-02-11"), change).await.unwrap().unwrap();
        })
    };
    for one in (0..6).map(put).collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let kept = book.reply_under_way(&code("one")).await.unwrap().unwrap();
    assert_eq!(kept.answers.len(), 6);
}

async fn a_reply_that_is_sent_twice_is_kept_once(database: &Database) {
    let book = open_book(database).await;
    begin(&book, "one").await;
    let (one, other) = tokio::join!(send(&book, sent("one")), send(&book, sent("one")));
    assert!(matches!(
        (one, other),
        (Sent::Kept(..), Sent::Already) | (Sent::Already, Sent::Kept(..))
    ));
    assert_eq!(send(&book, sent("one")).await, Sent::Already);
    assert_eq!(book.replies(cycle(), &questionnaire()).await.unwrap().len(), 1);
}

async fn replies_that_come_at_once_are_all_kept_and_the_chain_is_whole(database: &Database) {
    let book = open_book(database).await;
    let mut senders = Vec::new();
    for number in 0..200 {
        begin(&book, &number.to_string()).await;
        let book = book.clone();
        senders.push(tokio::spawn(async move { send(&book, sent(&number.to_string())).await }));
    }
    let mut references = BTreeSet::new();
    for sender in senders {
        let Sent::Kept(reference, _) = sender.await.unwrap() else { panic!("one was not kept") };
        references.insert(reference);
    }
    let kept = book.replies(cycle(), &questionnaire()).await.unwrap();
    assert_eq!(references, kept.iter().map(|one| one.reference).collect());
    assert_eq!(references.len(), 200);
    book.verify().await.unwrap();
}

async fn one_that_cannot_be_kept_stops_no_other(database: &Database) {
    let book = open_book(database).await;
    let mut senders = Vec::new();
    for number in 0..9 {
        let name = number.to_string();
        begin(&book, &name).await;
        let reply = match number {
            3 => SentReply { version: 7, ..sent(&name) },
            6 => saying(&name, "a NUL \0"),
            _ => sent(&name),
        };
        let book = book.clone();
        senders.push(tokio::spawn(async move { book.send_reply(&signed(40), reply).await }));
    }
    let mut outcomes = Vec::new();
    for sender in senders {
        outcomes.push(sender.await.unwrap());
    }
    assert!(matches!(outcomes[3], Err(ConsultationRefused::NoSuchVersion(7))), "{:?}", outcomes[3]);
    assert!(outcomes[6].as_ref().unwrap_err().to_string().contains("NUL"));
    assert_eq!(outcomes.iter().filter(|one| matches!(one, Ok(Sent::Kept(..)))).count(), 7);
    // What was not kept is under way still.
    for name in ["3", "6"] {
        assert!(book.reply_under_way(&code(name)).await.unwrap().is_some());
    }
    book.verify().await.unwrap();
}

async fn the_same_words_are_noticed_and_kept(database: &Database) {
    let book = open_book(database).await;
    let words = "More street lights in Sittingbourne Road and a later bus home";
    let other = format!("{words}, please");
    for (name, words) in [("1", words), ("2", &*other), ("3", &*words.to_uppercase()), ("4", "yes")]
    {
        begin(&book, name).await;
        send(&book, saying(name, words)).await;
    }
    let kept = book.replies(cycle(), &questionnaire()).await.unwrap();
    let signals = book.reply_signals(cycle(), &questionnaire()).await.unwrap();
    assert_eq!(kept.len(), 4);
    let wanted = [(kept[2].reference, BTreeSet::from([Signal::SameWords]))];
    assert_eq!(signals, wanted.into());
}

async fn the_same_words_are_noticed_by_whatever_way_they_came(database: &Database) {
    let book = open_book(database).await;
    let words = "More street lights in Sittingbourne Road and a later bus home";
    let version = held(&book).await.version(1).unwrap().value.clone();
    let by = |channel| Reply { channel, ..saying("1", words).reply };
    let (came, of) = (day("2015-01-14"), questionnaire());
    let (signed_by, kept_in) = (signed(40), &book);
    let keep = |reply| kept_in.keep_reply(&signed_by, cycle(), &version, came, reply);
    keep(by(Channel::Paper)).await.unwrap();
    begin(&book, "1").await;
    send(&book, saying("1", words)).await;
    let many =
        [Channel::Letter, Channel::Phone].map(|way| DatedReply { day: came, reply: by(way) });
    book.keep_replies(&signed(41), cycle(), &version, many.into()).await.unwrap();
    let short = Reply { channel: Channel::Paper, ..saying("1", "yes").reply };
    keep(short).await.unwrap();
    let kept = book.replies(cycle(), &of).await.unwrap();
    let noticed = kept[1..4].iter().map(|one| (one.reference, BTreeSet::from([Signal::SameWords])));
    assert_eq!(book.reply_signals(cycle(), &of).await.unwrap(), noticed.collect());
    assert_eq!(kept.len(), 5);
}

async fn of_deleted_words_nothing_is_left_to_try_words_on(database: &Database) {
    let book = open_book(database).await;
    let words = "More street lights in Sittingbourne Road and a later bus home";
    let say = questionnaire();
    begin(&book, "1").await;
    send(&book, saying("1", words)).await;
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    book.set_retention(&signed(45), (cycle(), &say), None, usual).await.unwrap();
    book.delete_due(&signed(46), day("2016-02-28")).await.unwrap();
    begin(&book, "2").await;
    send(&book, saying("2", words)).await;
    assert_eq!(book.reply_signals(cycle(), &say).await.unwrap(), [].into());
    begin(&book, "3").await;
    send(&book, saying("3", words)).await;
    assert_eq!(book.reply_signals(cycle(), &say).await.unwrap().len(), 1);
}

/// Invites five people, whose letters went.
async fn invite_five(book: &Book) {
    for name in ["ann", "bob", "cat", "dan", "eve"] {
        let email = format!("{name}@example.org").parse().unwrap();
        let invited = [(email, Language::English)];
        book.invite(cycle(), &questionnaire(), &invited, None).await.unwrap();
        let (email, at) = (&invited[0].0, signed(41).at);
        let (say, link) = (questionnaire(), link(name));
        let taken = book.take_up_invitation(cycle(), &say, email, &link, at).await.unwrap();
        assert_eq!(taken, Once::Now);
        book.mark_invitation_sent(cycle(), &questionnaire(), email).await.unwrap();
    }
}

async fn of_an_invitation_nothing_is_left_in_what_is_kept_of_a_reply(database: &Database) {
    let book = open_book(database).await;
    invite_five(&book).await;
    let before = book.entries(0, 1000).await.unwrap().len();
    for name in ["dan", "ann"] {
        begin(&book, name).await;
        send(&book, SentReply { invitation: Some(link(name)), ..sent(name) }).await;
    }
    let invited = book.invitations(cycle(), &questionnaire()).await.unwrap();
    let used: Vec<bool> = invited.iter().map(|one| one.is_used).collect();
    assert_eq!(used, [true, false, false, true, false]);
    let stands = async |name| book.invitation_stands(cycle(), &questionnaire(), &link(name)).await;
    assert_eq!(stands("dan").await.unwrap(), Some(false));
    assert_eq!(stands("bob").await.unwrap(), Some(true));
    assert_eq!(stands("nobody").await.unwrap(), None);
    // Each reply has one entry, and neither it nor its reply names the link.
    let told = format!("{:?}", book.entries(i64::try_from(before).unwrap(), 9).await.unwrap());
    assert_eq!(told.matches("Entry {").count(), 2);
    let kept = format!("{:?}", book.replies(cycle(), &questionnaire()).await.unwrap());
    for name in ["dan", "ann"] {
        assert!(!told.contains(&link(name).to_string()) && !kept.contains(&link(name).to_string()));
    }
    written_by_one_transaction(database).await;
}

/// PostgreSQL notes by which transaction each row was written: of all invitations it is the last one.
async fn written_by_one_transaction(database: &Database) {
    if !matches!(database.place, records::Place::Server(_)) {
        return;
    }
    let mut server = sqlx::PgConnection::connect(database.address()).await.unwrap();
    let sql = "select count(distinct xmin::text) from saferplan.invitation";
    let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut server).await.unwrap();
    assert_eq!(count, 1, "the invitations tell by which transaction each was used");
}

async fn a_letter_goes_once_and_both_links_of_a_reminder_stand(database: &Database) {
    let book = open_book(database).await;
    invite_five(&book).await;
    let ann = "ann@example.org".parse().unwrap();
    let take = async |text: &str| {
        let (link, at) = (link(text), signed(50).at);
        book.take_up_invitation(cycle(), &questionnaire(), &ann, &link, at).await.unwrap()
    };
    assert_eq!(take("too early").await, Once::Already);
    assert_eq!(book.remind_invited(cycle(), &questionnaire()).await.unwrap(), 5);
    assert_eq!(take("again").await, Once::Now);
    assert_eq!(take("by another program").await, Once::Already);
    for name in ["ann", "again"] {
        let stands = book.invitation_stands(cycle(), &questionnaire(), &link(name)).await.unwrap();
        assert_eq!(stands, Some(true), "{name}");
    }
    begin(&book, "one").await;
    send(&book, SentReply { invitation: Some(link("ann")), ..sent("one") }).await;
    let again = book.invitation_stands(cycle(), &questionnaire(), &link("again")).await.unwrap();
    assert_eq!(again, Some(false));
    assert_eq!(book.delete_invitations(cycle(), &questionnaire()).await.unwrap(), 5);
    assert_eq!(book.replies(cycle(), &questionnaire()).await.unwrap().len(), 1);
}

async fn addresses_go_on_their_day(database: &Database) {
    let (book, say) = (open_book(database).await, questionnaire());
    invite_five(&book).await;
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    book.set_retention(&signed(45), (cycle(), &say), None, usual).await.unwrap();
    assert_eq!(book.delete_due(&signed(46), day("2015-03-27")).await.unwrap(), []);
    let stones = book.delete_due(&signed(47), day("2015-03-28")).await.unwrap();
    assert_eq!((stones[0].field, stones[0].replies), (Field::Invitations, 5));
    assert!(book.invitations(cycle(), &say).await.unwrap().is_empty());
    assert_eq!(book.delete_due(&signed(48), day("2015-03-28")).await.unwrap(), []);
    book.verify().await.unwrap();
}

async fn a_reply_to_a_version_closed_meanwhile_is_kept(database: &Database) {
    let book = open_book(database).await;
    begin(&book, "one").await;
    let seen = held(&book).await.latest;
    book.close_questionnaire(&signed(42), cycle(), &seen, day("2015-01-20")).await.unwrap();
    assert!(matches!(send(&book, sent("one")).await, Sent::Kept(..)));
}
