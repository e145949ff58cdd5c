//! What people wrote is coded, quoted and answered as the core allows, and deleted on its day with the chain unbroken.

use std::collections::BTreeMap;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::questionnaire::QuotedIf;
use partnership::consultation::quotation::QuotationRefused;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::consultation::retention::Field;
use partnership::consultation::retention::RetentionTimetable;
use partnership::consultation::retention::totals::Totals;
use partnership::consultation::retention::totals_after;
use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::CodingRefused;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::comment::comments;
use partnership::consultation::themes::counted::CountedThemes;
use partnership::consultation::themes::counted::counted;
use partnership::consultation::themes::frame::Code;
use partnership::consultation::themes::frame::CodeId;
use partnership::consultation::themes::frame::FrameDeed;
use partnership::consultation::themes::said::Said;
use partnership::consultation::version::Version;
use partnership::consultation::you_said::WeAnswer;
use partnership::consultation::you_said::YouSaid;
use partnership::membership::person::PersonId;
use records::Asked;
use records::Book;
use records::KeptReply;
use records::ThemesRefused;

use crate::consultations::held;
use crate::consultations::new;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

fn question(name: &str) -> QuestionId {
    QuestionId(name.parse().unwrap())
}

/// The example's question what would make people feel safer.
pub(crate) fn safer() -> Asked {
    let (cycle, questionnaire) = (cycle(), "smp-2015".parse().unwrap());
    Asked { cycle, questionnaire, question: question("feel-safer") }
}

pub(crate) fn code(name: &str) -> Code {
    Code {
        id: CodeId(name.parse().unwrap()),
        title: name.to_owned(),
        belongs: format!("all about {name}"),
        belongs_not: String::new(),
        examples: [].into(),
    }
}

fn person_id(name: &str) -> PersonId {
    PersonId(name.parse().unwrap())
}

/// A coding under a version of the frame.
pub(crate) fn coded(by: &str, frame: u32, name: &str) -> Coding {
    let said = Said::Codes([CodeId(name.parse().unwrap())].into());
    Coding { frame, said, by: person_id(by), on: day("2015-03-02"), suggested: Vec::new() }
}

/// A reply in words, from somebody who answers for themselves, is of an age, and so may be quoted.
pub(crate) fn wrote(words: &str) -> Reply {
    let chosen = |name: &str| Given::Chosen {
        answers: [AnswerId(name.parse().unwrap())].into(),
        other: None,
    };
    let answers = BTreeMap::from([
        (question("answering-as"), chosen("myself")),
        (question("feel-safer"), Given::Text(words.to_owned())),
        (question("age"), chosen("aged-65-74")),
    ]);
    Reply { channel: Channel::Online, language: Language::English, answers }
}

/// The consultation opened, which lets those who answer for themselves be quoted; where there was one, its next version.
pub(crate) async fn opened(book: &Book) -> Version {
    let mut asking = new();
    let (question, answer) = (question("answering-as"), AnswerId("myself".parse().unwrap()));
    asking.questionnaire.quoted_if = Some(QuotedIf { question, answer });
    match book.consultations(cycle()).await.unwrap().pop() {
        None => book.enter_consultation(&signed(40), cycle(), asking).await.unwrap(),
        Some(seen) => {
            book.change_consultation(&signed(40), cycle(), &seen, asking).await.unwrap();
        }
    }
    let seen = held(book).await.latest;
    book.open_questionnaire(&signed(41), cycle(), &seen, day("2015-01-01")).await.unwrap();
    held(book).await.latest.value
}

/// Its replies.
pub(crate) async fn replies(book: &Book) -> Vec<KeptReply> {
    book.replies(cycle(), &safer().questionnaire).await.unwrap()
}

/// A frame of these codes, signed off.
pub(crate) async fn signed_off(book: &Book, codes: &[&str]) {
    let deeds = codes.iter().map(|name| FrameDeed::Add(code(name)));
    let sign = FrameDeed::SignOff(person_id("ann"), day("2015-03-02"));
    for deed in deeds.chain([sign]) {
        let seen = book.code_frames(&safer()).await.unwrap().pop().map(|held| held.version);
        book.change_code_frame(&signed(42), &safer(), seen, deed).await.unwrap();
    }
}

/// The themes of what would make people feel safer.
pub(crate) async fn themes(book: &Book) -> CountedThemes {
    let (of, replies) = (safer(), replies(book).await);
    let asked = held(book).await.latest.value;
    let asked = asked.questionnaire().question(&of.question).unwrap();
    let all = comments(asked, replies.iter().map(|kept| (kept.reference, &kept.reply)));
    let frames = book.code_frames(&of).await.unwrap();
    let frames: Vec<_> = frames.into_iter().map(|held| held.value).collect();
    let codings = book.codings(&of).await.unwrap();
    let these = all.iter().map(|comment| comment.reply);
    counted(&of.question, &frames, these, &codings).unwrap()
}

pub(crate) fn entry(themes: &CountedThemes, because: &str) -> YouSaid {
    let answer = WeAnswer::WeDidNot { because: because.to_owned() };
    YouSaid::of(&themes.themes[0], "More lights", answer, day("2015-03-05")).unwrap()
}

/// A comment that is to be coded by a frame of lights and police.
async fn with_themes_to_come(book: &Book) -> i64 {
    let (version, came) = (opened(book).await, day("2015-01-20"));
    let reply = wrote("More lights, Mrs Jones says");
    let reply = book.keep_reply(&signed(43), cycle(), &version, came, reply).await.unwrap();
    signed_off(book, &["lights", "police"]).await;
    reply
}

/// A comment, coded twice and settled, quoted, answered, and deleted.
pub(crate) async fn with_themes(book: &Book) {
    let (reply, of) = (with_themes_to_come(book).await, safer());
    let codings = [
        (Turn::First, coded("ann", 1, "lights")),
        (Turn::Second, coded("bob", 1, "police")),
        (Turn::Talking, coded("ann", 1, "lights")),
        (Turn::ThirdPerson, coded("eve", 1, "lights")),
    ];
    for (turn, coding) in codings {
        book.keep_coding(&signed(44), &of, reply, (turn, coding)).await.unwrap();
    }
    let marked = (reply, "More lights, [[Mrs Jones|name]] says");
    let number = book.keep_quotation(&signed(45), &of, marked, None).await.unwrap();
    let kept = book.quotations(cycle(), &of.questionnaire).await.unwrap().pop().unwrap();
    let by = (person_id("ann"), day("2015-03-03"));
    book.clear_quotation(&signed(46), &of, (number, kept.version), by).await.unwrap();
    let consultation = (cycle(), &of.questionnaire);
    let entry = entry(&themes(book).await, "The county pays for them");
    book.enter_you_said(&signed(47), consultation, entry).await.unwrap();
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    book.set_retention(&signed(48), consultation, None, usual).await.unwrap();
    book.delete_due(&signed(49), day("2016-02-28")).await.unwrap();
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 6] = [
    ("code_frame", "update code_frame set frame = replace(frame, 'lights', 'dogs')"),
    ("coding", "update coding set coder = 'ben' where turn = 'second'"),
    ("quotation", "update quotation set cleared = replace(cleared, 'More', 'No')"),
    ("you_said", "update you_said set you_said = replace(you_said, 'county', 'queen')"),
    ("retention", "update retention set days = '{}'"),
    ("tombstone", "update tombstone set replies = 9"),
];

on_both_engines! {
    a_frame_is_drafted_signed_off_and_changed_into_its_next_version;
    two_who_change_a_frame_at_once_are_told;
    a_question_without_words_has_no_frame;
    nobody_codes_before_the_frame_is_signed_off_or_twice;
    codings_that_come_together_are_kept_all_or_none;
    themes_are_counted_with_the_replies_behind_them;
    only_who_agreed_is_quoted_and_the_audit_record_has_no_words;
    a_changed_quotation_must_be_cleared_anew;
    nothing_is_deleted_before_its_day_or_where_nobody_set_one;
    what_replies_come_to_survives_their_deletion_and_the_chain_holds;
    a_late_reply_is_deleted_too_and_counted_once;
    a_cleared_quotation_outlives_the_comment_and_a_draft_does_not;
}

async fn a_frame_is_drafted_signed_off_and_changed_into_its_next_version(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    opened(&book).await;
    assert_eq!(book.code_frames(&safer()).await.unwrap(), []);
    signed_off(&book, &["lights"]).await;
    let frames = book.code_frames(&safer()).await.unwrap();
    assert_eq!((frames.len(), frames[0].value.is_signed_off()), (1, true));
    let seen = Some(frames[0].version);
    let deed = FrameDeed::Add(code("police"));
    book.change_code_frame(&signed(43), &safer(), seen, deed).await.unwrap();
    let frames = book.code_frames(&safer()).await.unwrap();
    assert_eq!((frames.len(), frames[1].value.is_signed_off()), (2, false));
    book.verify().await.unwrap();
}

async fn two_who_change_a_frame_at_once_are_told(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    opened(&book).await;
    let add = |name: &str| FrameDeed::Add(code(name));
    book.change_code_frame(&signed(43), &safer(), None, add("lights")).await.unwrap();
    let refused = book.change_code_frame(&signed(44), &safer(), None, add("police")).await;
    assert!(matches!(refused, Err(ThemesRefused::FrameChanged)), "{refused:?}");
}

async fn a_question_without_words_has_no_frame(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    opened(&book).await;
    let of = Asked { question: question("safe-home"), ..safer() };
    let refused = book.change_code_frame(&signed(43), &of, None, FrameDeed::Add(code("a"))).await;
    assert!(matches!(refused, Err(ThemesRefused::NotInWords(_))), "{refused:?}");
}

async fn nobody_codes_before_the_frame_is_signed_off_or_twice(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (version, of) = (opened(&book).await, safer());
    let came = day("2015-01-20");
    let keep =
        async |reply| book.keep_reply(&signed(42), cycle(), &version, came, reply).await.unwrap();
    let (reply, silent) = (keep(wrote("Lights")).await, keep(wrote(" ")).await);
    let code = async |reply, turn, by| {
        let coding = coded(by, 1, "lights");
        book.keep_coding(&signed(43), &of, reply, (turn, coding))
            .await
            .map_err(|why| why.to_string())
    };
    let told = CodingRefused::NotSignedOff.to_string();
    assert_eq!(code(reply, Turn::First, "ann").await, Err(told));
    signed_off(&book, &["lights"]).await;
    code(reply, Turn::First, "ann").await.unwrap();
    let same = CodingRefused::SamePerson.to_string();
    assert_eq!(code(reply, Turn::Second, "ann").await, Err(same));
    assert!(code(silent, Turn::First, "ann").await.unwrap_err().contains("has no comment here"));
    assert!(code(9999, Turn::First, "ann").await.unwrap_err().contains("has no comment here"));
}

async fn codings_that_come_together_are_kept_all_or_none(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let reply = with_themes_to_come(&book).await;
    let first = (reply, (Turn::First, coded("ann", 1, "lights")));
    let second = |name| (reply, (Turn::Second, coded("bob", 1, name)));
    let keep = async |codings| book.keep_codings(&signed(44), &safer(), codings).await;
    assert!(keep(vec![first.clone(), second("dogs")]).await.is_err());
    assert_eq!(book.codings(&safer()).await.unwrap(), BTreeMap::new());
    keep(vec![first, second("lights")]).await.unwrap();
    assert_eq!((themes(&book).await.base, themes(&book).await.themes[0].count()), (1, 1));
}

async fn themes_are_counted_with_the_replies_behind_them(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_themes(&book).await;
    let (themes, reply) = (themes(&book).await, replies(&book).await[0].reference);
    assert_eq!((themes.base, themes.themes[0].replies()), (1, &[reply][..]));
    assert!(themes.is_whole());
    let codings = book.codings(&safer()).await.unwrap();
    let settled = codings[&reply].settled.as_ref().unwrap();
    assert_eq!((settled.0, &settled.1.by), (Turn::ThirdPerson, &person_id("eve")));
    book.verify().await.unwrap();
}

async fn only_who_agreed_is_quoted_and_the_audit_record_has_no_words(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (version, of) = (opened(&book).await, safer());
    let mut unasked = wrote("Secret lights");
    unasked.answers.remove(&question("answering-as"));
    let came = day("2015-01-20");
    let silent = book.keep_reply(&signed(42), cycle(), &version, came, unasked).await.unwrap();
    let refused = book.keep_quotation(&signed(43), &of, (silent, "Secret"), None).await;
    let no_consent = ThemesRefused::Quotation(QuotationRefused::NoConsent).to_string();
    assert_eq!(refused.unwrap_err().to_string(), no_consent);
    let agreed = wrote("Secret lights");
    let reply = book.keep_reply(&signed(44), cycle(), &version, came, agreed).await.unwrap();
    let number = book.keep_quotation(&signed(45), &of, (reply, "Secret"), None).await.unwrap();
    let kept = book.quotations(cycle(), &of.questionnaire).await.unwrap().pop().unwrap();
    assert_eq!(kept.cleared, None);
    let by = (person_id("ann"), day("2015-03-03"));
    book.clear_quotation(&signed(46), &of, (number, kept.version), by).await.unwrap();
    let kept = book.quotations(cycle(), &of.questionnaire).await.unwrap().pop().unwrap();
    assert_eq!(kept.cleared.unwrap().words(), "Secret");
    let entries = format!("{:?}", book.entries(0, 1000).await.unwrap());
    assert!(entries.contains("salted_words") && !entries.contains("Secret"));
    book.verify().await.unwrap();
}

async fn a_changed_quotation_must_be_cleared_anew(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (version, of) = (opened(&book).await, safer());
    let came = day("2015-01-20");
    let reply = wrote("More lights now");
    let reply = book.keep_reply(&signed(42), cycle(), &version, came, reply).await.unwrap();
    let number = book.keep_quotation(&signed(43), &of, (reply, "More lights"), None).await.unwrap();
    let all = async || book.quotations(cycle(), &of.questionnaire).await.unwrap();
    let (seen, by) = (all().await[0].version, (person_id("ann"), day("2015-03-03")));
    book.clear_quotation(&signed(44), &of, (number, seen), by).await.unwrap();
    let stale =
        book.keep_quotation(&signed(45), &of, (reply, "lights"), Some((number, seen))).await;
    assert!(stale.is_err());
    let seen = all().await[0].version;
    let changed = (reply, "lights now");
    book.keep_quotation(&signed(46), &of, changed, Some((number, seen))).await.unwrap();
    assert_eq!((all().await.len(), &all().await[0].cleared), (1, &None));
    let seen = all().await[0].version;
    book.remove_quotation(&signed(47), &of, (number, seen)).await.unwrap();
    assert_eq!(all().await, []);
}

async fn nothing_is_deleted_before_its_day_or_where_nobody_set_one(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let version = opened(&book).await;
    let came = day("2015-01-20");
    book.keep_reply(&signed(42), cycle(), &version, came, wrote("Lights")).await.unwrap();
    let before = replies(&book).await;
    assert_eq!(book.delete_due(&signed(43), day("2099-01-01")).await.unwrap(), []);
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    let consultation = (cycle(), &safer().questionnaire);
    book.set_retention(&signed(44), consultation, None, usual).await.unwrap();
    assert_eq!(book.delete_due(&signed(45), day("2016-02-27")).await.unwrap(), []);
    assert_eq!(replies(&book).await, before);
}

/// What the replies to a version come to, deleted ones included.
async fn come_to(book: &Book, version: &Version) -> Totals {
    let stones = book.tombstones(cycle(), &safer().questionnaire).await.unwrap();
    let replies = replies(book).await;
    let numbered: Vec<_> = replies.iter().map(|kept| (kept.reference, &kept.reply)).collect();
    totals_after(&stones, (version.number(), version.questionnaire()), &numbered)
}

async fn what_replies_come_to_survives_their_deletion_and_the_chain_holds(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let version = opened(&book).await;
    for (minute, words) in [(42, "Mrs Jones"), (43, ""), (44, "More police")] {
        let came = day("2015-01-20");
        book.keep_reply(&signed(minute), cycle(), &version, came, wrote(words)).await.unwrap();
    }
    let before = come_to(&book, &version).await;
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    let consultation = (cycle(), &safer().questionnaire);
    book.set_retention(&signed(45), consultation, None, usual).await.unwrap();
    let stones = book.delete_due(&signed(46), day("2016-02-28")).await.unwrap();
    let told: Vec<_> = stones.iter().map(|stone| (stone.field, stone.replies)).collect();
    assert_eq!(told, [(Field::FreeText, 2), (Field::AboutYou, 3)]);
    assert_eq!(book.tombstones(cycle(), consultation.1).await.unwrap().len(), 2);
    assert_eq!(come_to(&book, &version).await, before);
    let left = format!("{:?}", replies(&book).await);
    assert!(!left.contains("Jones") && !left.contains("aged-65-74"), "{left}");
    assert!(left.contains("myself"), "{left}");
    book.verify().await.unwrap();
    assert_eq!(book.delete_due(&signed(47), day("2016-02-29")).await.unwrap(), []);
}

async fn a_late_reply_is_deleted_too_and_counted_once(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (version, came) = (opened(&book).await, day("2015-01-20"));
    book.keep_reply(&signed(42), cycle(), &version, came, wrote("Lights")).await.unwrap();
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    let consultation = (cycle(), &safer().questionnaire);
    book.set_retention(&signed(43), consultation, None, usual).await.unwrap();
    book.delete_due(&signed(44), day("2016-02-28")).await.unwrap();
    let late = day("2016-02-28");
    book.keep_reply(&signed(45), cycle(), &version, late, wrote("Police")).await.unwrap();
    let before = come_to(&book, &version).await;
    assert_eq!(book.delete_due(&signed(46), late).await.unwrap(), []);
    let stones = book.delete_due(&signed(47), day("2016-02-29")).await.unwrap();
    assert_eq!(stones.iter().map(|stone| stone.replies).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(come_to(&book, &version).await, before);
    book.verify().await.unwrap();
}

async fn a_cleared_quotation_outlives_the_comment_and_a_draft_does_not(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_themes(&book).await;
    let kept = book.quotations(cycle(), &safer().questionnaire).await.unwrap();
    let cleared = kept[0].cleared.as_ref().unwrap();
    assert_eq!(cleared.words(), "More lights, [name] says");
    let drafted = database.other("a_cleared_quotation_outlives_the_comment_and_a_draft_does_not");
    let book = with_its_year(&drafted.records().await, "maidstone").await;
    let (version, of) = (opened(&book).await, safer());
    let came = day("2015-01-20");
    let reply =
        book.keep_reply(&signed(42), cycle(), &version, came, wrote("Lights")).await.unwrap();
    book.keep_quotation(&signed(43), &of, (reply, "Lights"), None).await.unwrap();
    let usual = RetentionTimetable::usual(day("2015-02-28"));
    book.set_retention(&signed(44), (cycle(), &of.questionnaire), None, usual).await.unwrap();
    book.delete_due(&signed(45), day("2016-02-28")).await.unwrap();
    assert_eq!(book.quotations(cycle(), &of.questionnaire).await.unwrap(), []);
    book.verify().await.unwrap();
}
