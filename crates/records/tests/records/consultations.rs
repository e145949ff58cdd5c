//! Consultations are kept as they were asked: what was opened is frozen, and a reply has a day and no more.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::consulted_on::TextHash;
use partnership::consultation::consulted_on::TranslatedText;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::layout::TickBox;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::consultation::version;
use partnership::consultation::version::Stage;
use records::Book;
use records::ConsultationRefused;
use records::Form;
use records::HeldConsultation;
use records::Kind;
use records::MembershipRefused;
use records::NewConsultation;
use records::Sought;
use sha2::Digest as _;
use sha2::Sha256;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

/// The worked example's consultation.
pub(crate) fn new() -> NewConsultation {
    let questionnaire = include_str!("../../../../examples/maidstone-2014/questionnaire.toml");
    let description = include_str!("../../../../examples/maidstone-2014/consultation.toml");
    NewConsultation {
        questionnaire: toml::from_str(questionnaire).unwrap(),
        description: toml::from_str(description).unwrap(),
        text: include_bytes!("../../../../examples/maidstone-2014/consulted-on.md").to_vec(),
    }
}

/// The same without its last question.
pub(crate) fn shorter() -> NewConsultation {
    let mut new = new();
    new.questionnaire.sections.last_mut().unwrap().questions.pop().unwrap();
    new
}

/// The same about another text.
fn about_another_text() -> NewConsultation {
    let (mut new, text) = (new(), b"%PDF-1.7\nwith \0 and \xff in it\n%%EOF\n".to_vec());
    new.description.text.sha256 = TextHash::of(Sha256::digest(&text).into());
    NewConsultation { text, ..new }
}

/// The one consultation of the cycle.
pub(crate) async fn held(book: &Book) -> HeldConsultation {
    book.consultations(cycle()).await.unwrap().remove(0)
}

/// The ordinary English form of a version.
pub(crate) fn form(version: &version::Version) -> Form {
    let name = FormName::of(version, Language::English, Edition::Ordinary);
    Form { version: version.number(), name }
}

/// A layout of that form, with places that no decimal writes exactly.
pub(crate) fn layout(version: &version::Version) -> FormLayout {
    let place = |left: f64| Place { left: left / 7.0, top: 0.1 + 0.2, width: 5.0, height: 5.0 };
    let question = "safe-home".to_owned();
    let boxes = vec![TickBox { question, answer: "very-safe".to_owned(), place: place(100.0) }];
    let page = PageLayout {
        corners: [place(1.0), place(2.0), place(3.0), place(4.0)],
        edge_marks: vec![place(5.0)],
        code: place(6.0),
        code_in_letters: place(7.0),
        boxes,
        spaces: Vec::new(),
        blank: None,
    };
    let form = form(version).name.to_string();
    FormLayout { form, page_width: 210.0, page_height: 297.0, pages: vec![page] }
}

/// A reply on paper that says how safe somebody feels.
pub(crate) fn answered(safe: &str) -> Reply {
    let answers = BTreeSet::from([AnswerId(safe.parse().unwrap())]);
    let question = QuestionId("safe-home".parse().unwrap());
    let answers = BTreeMap::from([(question, Given::Chosen { answers, other: None })]);
    Reply { channel: Channel::Paper, language: Language::English, answers }
}

/// The consultation opened on 1 January 2015.
async fn opened(book: &Book) -> version::Version {
    book.enter_consultation(&signed(30), cycle(), new()).await.unwrap();
    let seen = held(book).await.latest;
    book.open_questionnaire(&signed(31), cycle(), &seen, day("2015-01-01")).await.unwrap();
    held(book).await.latest.value
}

/// The same with the layout of its form and a reply, and closed.
pub(crate) async fn with_a_reply(book: &Book) {
    let version = opened(book).await;
    book.keep_form_layout(&signed(32), cycle(), &version, &layout(&version)).await.unwrap();
    let came = day("2015-01-14");
    let reply = answered("very-safe");
    book.keep_reply(&signed(33), cycle(), &version, came, reply).await.unwrap();
    let seen = held(book).await.latest;
    book.close_questionnaire(&signed(34), cycle(), &seen, day("2015-02-28")).await.unwrap();
}

on_both_engines! {
    a_consultation_is_given_back_as_it_was_entered;
    a_text_that_is_not_the_one_named_is_refused;
    a_translation_is_kept_before_it_is_named_and_frozen_with_the_text;
    a_consultation_of_no_cycle_is_refused;
    a_draft_is_changed_in_place_and_its_layouts_go;
    a_change_after_opening_makes_the_next_version_and_leaves_this_one;
    it_opens_on_the_days_that_people_are_told_and_no_other;
    the_text_consulted_on_is_frozen_once_it_was_opened;
    two_who_change_a_consultation_at_once_are_told;
    a_layout_of_a_version_that_was_opened_never_changes;
    a_layout_of_another_form_is_refused;
    a_number_is_given_to_one_copy_only;
    replies_have_numbers_of_their_own_and_late_ones_are_kept_apart;
    a_reply_to_a_draft_is_refused;
    whether_only_replies_came_is_known_from_the_audit_record;
    the_audit_record_has_neither_answers_nor_a_time;
    a_body_that_is_to_decide_cannot_be_taken_away;
}

async fn a_consultation_is_given_back_as_it_was_entered(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    assert_eq!(book.consultations(cycle()).await.unwrap(), []);
    book.enter_consultation(&signed(2), cycle(), new()).await.unwrap();
    let held = held(&book).await;
    assert_eq!(held.consultation.typed(), &new().description);
    assert_eq!(held.latest.value.questionnaire().typed(), &new().questionnaire);
    assert_eq!((held.latest.value.number(), held.latest.value.stage()), (1, Stage::Draft));
    let text = book.consulted_text(new().description.text.sha256).await.unwrap();
    assert_eq!(text, Some(new().text));
    let again = book.enter_consultation(&signed(3), cycle(), new()).await.unwrap_err();
    assert!(again.to_string().contains("consultation `2015-16/smp-2015`"), "{again}");
}

async fn a_text_that_is_not_the_one_named_is_refused(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let other = NewConsultation { text: b"another".to_vec(), ..new() };
    let refused = book.enter_consultation(&signed(2), cycle(), other).await.unwrap_err();
    assert!(matches!(refused, ConsultationRefused::AnotherText { .. }), "{refused}");
    assert_eq!(book.consultations(cycle()).await.unwrap(), []);
}

async fn a_translation_is_kept_before_it_is_named_and_frozen_with_the_text(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let welsh = b"Y testun".to_vec();
    let sha256 = TextHash::of(Sha256::digest(&welsh).into());
    let text = TranslatedText { title: "Y drafft".to_owned(), sha256 };
    let mut new = new();
    new.description.text.translated.insert(Language::Welsh, text);
    let refused = book.enter_consultation(&signed(2), cycle(), new.clone()).await.unwrap_err();
    assert!(refused.to_string().contains("the text in Welsh has the SHA-256"), "{refused}");
    assert_eq!(book.keep_consulted_text(&signed(2), welsh.clone()).await.unwrap(), sha256);
    book.enter_consultation(&signed(2), cycle(), new.clone()).await.unwrap();
    assert_eq!(book.consulted_text(sha256).await.unwrap(), Some(welsh));
    let seen = held(&book).await.latest;
    book.open_questionnaire(&signed(3), cycle(), &seen, day("2015-01-01")).await.unwrap();
    // The example is asked in English alone: nobody was given the Welsh text, so it may go.
    new.description.text.translated.clear();
    let seen = held(&book).await;
    book.change_consultation(&signed(4), cycle(), &seen, new).await.unwrap();
    book.verify().await.unwrap();
}

async fn a_consultation_of_no_cycle_is_refused(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let next = cycle().next().unwrap();
    let refused = book.enter_consultation(&signed(2), next, new()).await.unwrap_err();
    assert_eq!(refused.to_string(), "there is no timetable for 2016–17; enter one first");
}

async fn a_draft_is_changed_in_place_and_its_layouts_go(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(2), cycle(), about_another_text()).await.unwrap();
    let draft = held(&book).await;
    let version = &draft.latest.value;
    book.keep_form_layout(&signed(3), cycle(), version, &layout(version)).await.unwrap();
    book.change_consultation(&signed(4), cycle(), &draft, shorter()).await.unwrap();
    let changed = held(&book).await;
    assert_eq!((changed.latest.value.number(), changed.earlier.len()), (1, 0));
    assert_eq!(changed.latest.value.questionnaire().typed(), &shorter().questionnaire);
    let (id, form) = (changed.questionnaire(), form(version));
    assert_eq!(book.form_layout(cycle(), id, &form).await.unwrap(), None);
    // The text that was consulted on first is still there, byte by byte.
    let before = about_another_text();
    let text = book.consulted_text(before.description.text.sha256).await.unwrap();
    assert_eq!(text, Some(before.text));
    book.verify().await.unwrap();
}

async fn a_change_after_opening_makes_the_next_version_and_leaves_this_one(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let first = opened(&book).await;
    let seen = held(&book).await;
    book.change_consultation(&signed(4), cycle(), &seen, shorter()).await.unwrap();
    let now = held(&book).await;
    assert_eq!(now.earlier[0].value, first);
    assert_eq!((now.latest.value.number(), now.latest.value.stage()), (2, Stage::Draft));
    assert_eq!(now.open().unwrap().value, first);
    book.close_questionnaire(&signed(5), cycle(), &now.earlier[0], day("2015-01-31"))
        .await
        .unwrap();
    assert!(held(&book).await.open().is_none());
    let again =
        book.open_questionnaire(&signed(6), cycle(), &now.earlier[0], day("2015-02-01")).await;
    assert!(matches!(again, Err(ConsultationRefused::Version(_))), "{again:?}");
}

async fn it_opens_on_the_days_that_people_are_told_and_no_other(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(30), cycle(), new()).await.unwrap();
    let seen = held(&book).await.latest;
    for outside in ["2014-12-31", "2015-03-01"] {
        let on = day(outside);
        let refused = book.open_questionnaire(&signed(31), cycle(), &seen, on).await.unwrap_err();
        assert!(matches!(refused, ConsultationRefused::Opening(_)), "{refused}");
    }
    assert_eq!(held(&book).await.latest, seen);
    book.open_questionnaire(&signed(32), cycle(), &seen, day("2015-02-28")).await.unwrap();
}

async fn the_text_consulted_on_is_frozen_once_it_was_opened(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    opened(&book).await;
    let seen = held(&book).await;
    let other = about_another_text();
    let refused = book.change_consultation(&signed(4), cycle(), &seen, other).await.unwrap_err();
    assert!(refused.to_string().starts_with("people were asked about the text"), "{refused}");
    assert_eq!(held(&book).await, seen);
}

async fn two_who_change_a_consultation_at_once_are_told(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(2), cycle(), new()).await.unwrap();
    let seen = held(&book).await;
    book.change_consultation(&by("Ann", 3), cycle(), &seen, shorter()).await.unwrap();
    let refused = book.change_consultation(&by("Bob", 4), cycle(), &seen, new()).await.unwrap_err();
    assert!(refused.to_string().contains("Ann"), "{refused}");
}

async fn a_layout_of_a_version_that_was_opened_never_changes(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let version = opened(&book).await;
    let kept = layout(&version);
    let keep = async |layout: &FormLayout| {
        book.keep_form_layout(&signed(5), cycle(), &version, layout).await
    };
    keep(&kept).await.unwrap();
    let entries = book.verify().await.unwrap().head.entries;
    keep(&kept).await.unwrap();
    assert_eq!(book.verify().await.unwrap().head.entries, entries, "it was kept twice");
    let other = FormLayout { page_height: 296.0, ..kept.clone() };
    let refused = keep(&other).await.unwrap_err();
    assert!(refused.to_string().contains("was printed before"), "{refused}");
    // What its pages look like is added once.
    for blank in [Some("seen"), Some("otherwise"), None] {
        let mut drawn = kept.clone();
        drawn.pages[0].blank = blank.map(str::to_owned);
        keep(&drawn).await.unwrap();
    }
    let (id, form) = (version.questionnaire().id(), form(&version));
    let held = book.form_layout(cycle(), id, &form).await.unwrap().unwrap();
    assert_eq!(held.pages[0].blank.as_deref(), Some("seen"));
    let far = |one: f64, other: f64| (one - other).abs() > 1e-9;
    let (held, kept) = (&held.pages[0].boxes[0], &kept.pages[0].boxes[0]);
    assert!(!far(held.place.left, kept.place.left) && held.answer == kept.answer, "{held:?}");
}

async fn a_number_is_given_to_one_copy_only(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let version = opened(&book).await;
    let (id, form) = (version.questionnaire().id(), form(&version));
    let give = async |numbers| {
        book.give_out_copies(&signed(6), (cycle(), &version), &form.name, &numbers).await
    };
    let early = give(1..=50).await.unwrap_err();
    assert!(matches!(early, ConsultationRefused::NotItsForm(_)), "{early}");
    book.keep_form_layout(&signed(5), cycle(), &version, &layout(&version)).await.unwrap();
    give(1..=50).await.unwrap();
    let again = give(50..=60).await.unwrap_err().to_string();
    assert!(again.contains("copy 50 was printed before") && again.contains("51"), "{again}");
    give(51..=60).await.unwrap();
    // That its boxes stand where they stood does not lose them.
    book.keep_form_layout(&signed(5), cycle(), &version, &layout(&version)).await.unwrap();
    let printed = book.copies_printed(cycle(), id, &form).await.unwrap();
    assert!(printed.with(&(60..=61)).is_err() && printed.with(&(61..=70)).is_ok());
    book.verify().await.unwrap();
}

async fn a_layout_of_another_form_is_refused(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(2), cycle(), new()).await.unwrap();
    let draft = held(&book).await.latest.value;
    let opened = {
        let seen = held(&book).await.latest;
        book.open_questionnaire(&signed(3), cycle(), &seen, day("2015-01-01")).await.unwrap();
        held(&book).await.latest.value
    };
    // A sheet of the draft is not one of the version that was opened.
    let refused = book.keep_form_layout(&signed(4), cycle(), &opened, &layout(&draft)).await;
    assert!(matches!(refused, Err(ConsultationRefused::NotItsForm(_))), "{refused:?}");
}

async fn replies_have_numbers_of_their_own_and_late_ones_are_kept_apart(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let version = opened(&book).await;
    let mut references = Vec::new();
    for (came, safe) in [("2015-01-14", "very-safe"), ("2015-03-02", "no-such-answer")] {
        let kept = book.keep_reply(&signed(5), cycle(), &version, day(came), answered(safe)).await;
        references.push(kept.unwrap());
    }
    let kept = book.replies(cycle(), version.questionnaire().id()).await.unwrap();
    assert_eq!(kept.iter().map(|kept| kept.reference).collect::<Vec<_>>(), references);
    assert_ne!(references[0], references[1]);
    let arrivals: Vec<_> = kept.iter().map(|kept| kept.arrival).collect();
    assert_eq!(arrivals, [Arrival::InTime, Arrival::Late]);
    assert_eq!(kept[1].reply, answered("no-such-answer"));
    assert_eq!((kept[0].version, kept[0].day), (1, day("2015-01-14")));
}

async fn a_reply_to_a_draft_is_refused(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(2), cycle(), new()).await.unwrap();
    let draft = held(&book).await.latest.value;
    let came = day("2015-01-14");
    let refused = book.keep_reply(&signed(3), cycle(), &draft, came, answered("very-safe")).await;
    let refused = refused.unwrap_err().to_string();
    assert_eq!(refused, "version 1 is a draft that nobody was asked; open it first");
}

async fn the_audit_record_has_neither_answers_nor_a_time(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let version = opened(&book).await;
    for _ in 0..2 {
        let came = day("2015-01-14");
        book.keep_reply(&signed(754), cycle(), &version, came, answered("very-safe"))
            .await
            .unwrap();
    }
    let sought = Sought { kind: Some(Kind::Reply), ..Sought::default() };
    let entries = book.entries_sought(&sought, i64::MAX, 10).await.unwrap();
    let said: Vec<_> = entries.iter().map(|entry| entry.after.clone().unwrap()).collect();
    assert_eq!(said.len(), 2);
    for (entry, said) in entries.iter().zip(&said) {
        assert_eq!(entry.at, signed(0).at);
        assert!(!said.contains("safe-home") && !said.contains("very-safe"), "{said}");
        assert!(said.contains("\"channel\":\"paper\""), "{said}");
    }
    assert_ne!(said[0], said[1], "the same answers have the same hash, and can be found by trying");
    book.verify().await.unwrap();
}

async fn a_body_that_is_to_decide_cannot_be_taken_away(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut described = typed();
    let parish =
        serde_json::json!({ "id": "parish", "kind": "strategy-group", "name": "the parish" });
    described.bodies.push(serde_json::from_value(parish).unwrap());
    let seen = book.partnership().await.unwrap().version;
    let seen = book.change_partnership(&signed(2), seen, described).await.unwrap();
    let mut new = new();
    new.description.decided_by.0 = "parish".parse().unwrap();
    book.enter_consultation(&signed(3), cycle(), new).await.unwrap();
    let refused = book.change_partnership(&signed(4), seen, typed()).await.unwrap_err();
    assert!(matches!(refused, MembershipRefused::StillToDecide(_)), "{refused}");
}

async fn whether_only_replies_came_is_known_from_the_audit_record(database: &Database) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    let version = opened(&book).await;
    let opened = book.verify().await.unwrap().head.entries;
    assert!(book.only_replies_came(opened).await.unwrap());
    for _ in 0..2 {
        let (came, reply) = (day("2015-01-14"), answered("very-safe"));
        book.keep_reply(&signed(33), cycle(), &version, came, reply).await.unwrap();
    }
    assert!(book.only_replies_came(opened).await.unwrap());
    assert!(!book.only_replies_came(opened - 1).await.unwrap(), "opening is no reply");
    let seen = held(&book).await.latest;
    book.close_questionnaire(&signed(34), cycle(), &seen, day("2015-02-28")).await.unwrap();
    assert!(!book.only_replies_came(opened).await.unwrap());
}
