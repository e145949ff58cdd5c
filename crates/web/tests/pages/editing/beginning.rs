//! A new consultation, and what people are told of it.

use partnership::consultation::exercise::Audience;
use partnership::consultation::language::Language;
use partnership::consultation::question::Kind;
use partnership::consultation::version::Stage;
use partnership::membership::person::Role;

use crate::editing::PATH;
use crate::editing::asked;
use crate::editing::draft_on;
use crate::editing::hidden;
use crate::editing::saved;
use crate::editing::send_file;
use crate::house::House;
use crate::house::SMP;

/// All fields of a new consultation with one question.
pub(super) const NEW: &[(&str, &str)] = &[
    ("cycle", "2015-16"),
    ("languages", "en"),
    ("begin", "first"),
    ("title-en", "Safer Maidstone: your say"),
    ("introduction-en", "Tell us how things are where you live."),
    ("section-en", "Where you live"),
    ("first_question-en", "What would make you feel safer?"),
    ("text_title", "The assessment in short"),
    ("text_note", "Read it at the Gateway."),
    ("audience", "public"),
    ("audience", "key-partners"),
    ("already_decided-en", "That there will be a plan."),
    ("first", "1 January 2015"),
    ("last", "28 February 2015"),
    ("decided_by", "partnership"),
    ("decided", "5 March 2015"),
    ("return_address", "Maidstone House\n\nKing Street\n"),
    ("enquiries-en", "Ask at the Gateway."),
    ("becomes_of_answers-en", "They are counted together."),
];

fn new() -> String {
    format!("{SMP}/consultations/new")
}

#[tokio::test]
async fn a_consultation_begins_with_one_question_and_a_short_name_made_from_its_title() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&new()).await.shows(&["Ready questions", "One question of your own", "2015–16"]);
    let form = manager.get(&format!("{}?cycle=2015-16&languages=en&begin=first", new())).await;
    form.shows(&["The first question", "Where paper is returned to"]);
    let entered = manager.post(&new(), NEW).await;
    let to = entered.leads_to().to_owned();
    assert_eq!(to, format!("{SMP}/consultations/2015-16/safer-maidstone-your-say/questionnaire"));
    manager.get(&to).await.shows(&["entered as a draft", "What would make you feel safer?"]);
    let held = house.consultation().await;
    let told = held.consultation.typed();
    assert_eq!(told.return_address, ["Maidstone House", "King Street"]);
    assert_eq!(told.audience, [Audience::KeyPartners, Audience::Public].into());
    assert_eq!(held.consultation.days_open(), 59);
    let question = &asked(&house).await.sections[0].questions[0];
    assert_eq!(
        (question.id.to_string().as_str(), question.kind),
        ("what-would-make-you-feel-safer", Kind::LongText)
    );
    let text = house.book.consulted_text(told.text.sha256).await.unwrap().unwrap();
    assert_eq!(text, b"Read it at the Gateway.");
}

#[tokio::test]
async fn a_consultation_begins_with_ready_questions_in_two_languages() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let welsh: Vec<(String, &str)> = NEW
        .iter()
        .filter(|(name, _)| name.ends_with("-en"))
        .map(|(name, _)| (name.replace("-en", "-cy"), "Yn Gymraeg"))
        .collect();
    let begins = [("begin", "ready"), ("languages", "cy"), ("id", "smp-2016")];
    let fields: Vec<(&str, &str)> = begins
        .into_iter()
        .chain(NEW.iter().copied().filter(|(name, _)| *name != "begin"))
        .chain(welsh.iter().map(|(name, text)| (name.as_str(), *text)))
        .collect();
    saved(&manager.post(&new(), &fields).await);
    let typed = asked(&house).await;
    assert_eq!(typed.id.as_str(), "smp-2016");
    assert_eq!(typed.languages, [Language::English, Language::Welsh]);
    assert_eq!(typed.typed_questions().count(), 21);
}

#[tokio::test]
async fn a_copy_of_another_brings_its_questions_and_what_people_were_told() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let address = format!("{}?cycle=2015-16&languages=en&begin=2015-16%2Fsmp-2015", new());
    let form = manager.get(&address).await;
    form.shows(&[
        "beginning with a copy of",
        "Safer Maidstone: your say",
        "King Street",
        "There will be a plan",
    ]);
    let fields: Vec<(&str, &str)> = [("begin", "2015-16/smp-2015")]
        .into_iter()
        .chain(NEW.iter().copied().filter(|(name, _)| *name != "begin"))
        .collect();
    saved(&manager.post(&new(), &fields).await);
    let cycle = "2015-16".parse().unwrap();
    let all = house.book.consultations(cycle).await.unwrap();
    let of = |at: usize| all[at].latest.value.questionnaire().typed().sections.clone();
    assert_eq!(of(0), of(1));
}

#[tokio::test]
async fn all_that_is_missing_is_told_at_once_and_what_was_typed_stays() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let none = manager.get(&format!("{}?begin=ready", new())).await;
    none.shows(&["Choose a year", "Choose a language"]);
    let fields = [
        ("cycle", "2015-16"),
        ("languages", "en"),
        ("begin", "first"),
        ("title-en", "A <b>title</b>"),
        ("first", "32 January"),
        ("id", "Not Short"),
    ];
    let page = manager.post(&new(), &fields).await;
    page.shows(&[
        "<title>Error: ",
        "A &lt;b&gt;title",
        "is not a short name",
        "Write the introduction",
        "Write the first question",
        "Choose who is asked",
        "`32 January` is not a day",
        "Enter the last day",
        "Choose who decides",
        "Write where paper is returned to",
    ]);
    let soon: Vec<(&str, &str)> = [("decided", "1 February 2015")]
        .into_iter()
        .chain(NEW.iter().copied().filter(|(name, _)| *name != "decided"))
        .collect();
    manager.post(&new(), &soon).await.shows(&["views must be in before it is decided"]);
    assert!(house.book.consultations("2015-16".parse().unwrap()).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_people_are_told_is_changed_and_a_conflict_loses_nothing() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/change")).await;
    page.shows(&["1 January 2015", "28 February 2015", "The draft Strategic Assessment in short"]);
    let seen = [hidden(&page, "version"), hidden(&page, "description")];
    let with = |title: &'static str| {
        let changed = [("title-en", title), ("version", &seen[0]), ("description", &seen[1])];
        let others = NEW.iter().copied().filter(|(name, _)| *name != "title-en");
        changed.into_iter().chain(others).collect::<Vec<_>>()
    };
    saved(&manager.post(&format!("{PATH}/change"), &with("First")).await);
    let late = manager.post(&format!("{PATH}/change"), &with("Second")).await;
    late.shows(&["Alex partnership manager changed it on", "send yours again", "Second"]);
    assert_ne!(hidden(&late, "version"), seen[0], "it can be sent again");
    assert_eq!(asked(&house).await.title.said_in(Language::English), "First");
}

#[tokio::test]
async fn a_file_takes_the_place_of_the_text_byte_by_byte_until_people_were_asked() {
    let house = draft_on("2015-01-14").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let path = format!("{PATH}/text/change");
    let version = hidden(&manager.get(&path).await, "version");
    // Larger than any form without a file, and not text.
    let within: Vec<u8> = (0..=u8::MAX).cycle().take(1_000_000).collect();
    let file = [b"%PDF-1.7\n", &within[..], b"%%EOF\n"].concat();
    saved(&send_file(&mut manager, &path, &version, &file).await);
    let told = house.consultation().await.consultation.typed().clone();
    assert_eq!(told.text.title, "The assessment as a PDF");
    let kept = house.book.consulted_text(told.text.sha256).await.unwrap().unwrap();
    assert_eq!(kept, file);
    let empty = send_file(&mut manager, &path, &version, b"").await;
    empty.shows(&["Choose a file that is not empty"]);
    let huge =
        send_file(&mut manager, &path, &version, &vec![0; records::LONGEST_TEXT + 100_000]).await;
    assert_eq!(huge.status.as_u16(), 413);
    huge.holds(&["The file is too large"]);
    let latest = house.consultation().await.latest;
    let (cycle, on) = ("2015-16".parse().unwrap(), "2015-01-14".parse().unwrap());
    house.book.open_questionnaire(&crate::house::signed(), cycle, &latest, on).await.unwrap();
    manager.get(&path).await.shows(&["People were asked about this text, so it stays"]);
    let version = house.consultation().await.latest.version.0.to_string();
    let another = b"%PDF-1.7\nanother\n%%EOF\n";
    let refused = send_file(&mut manager, &path, &version, another).await;
    refused.shows(&["People were asked about the text with the SHA-256"]);
    assert!(matches!(house.consultation().await.latest.value.stage(), Stage::Open { .. }));
}

#[tokio::test]
async fn a_file_that_is_not_what_it_is_called_or_cannot_be_read_is_refused_and_nothing_kept() {
    let house = draft_on("2015-01-14").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let path = format!("{PATH}/text/change");
    let version = hidden(&manager.get(&path).await, "version");
    let text = async || house.consultation().await.consultation.typed().text.clone();
    let before = text().await;
    for (file, why) in [
        (&b"MZ\x90\x00 runs"[..], "The file is no PDF, no word processor"),
        (b"%PDF-1.7 cut", "The file begins as a PDF and is not whole"),
        (b"# A draft", "The file is called .pdf and is plain text by its content"),
    ] {
        let answer = send_file(&mut manager, &path, &version, file).await;
        answer.shows(&["<title>Error: ", why, "href=\"#file\""]);
    }
    assert_eq!(text().await, before);
}
