//! A document is put forward, decided on with its meeting in one transaction, and noted of in order.

use partnership::approval::amendment::Change;
use partnership::approval::amendment::Fate;
use partnership::approval::amendment::Moved;
use partnership::approval::amendment::Vote;
use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::Field;
use partnership::approval::cover_report::LONGEST_TEXT;
use partnership::approval::cover_report::house::HouseTemplate;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::history::Noted;
use partnership::approval::sitting::Taken;
use partnership::approval::stage::Stage;
use partnership::approval::text::Passage;
use partnership::approval::text::Text;
use partnership::approval::turn::Turn;
use partnership::membership::body::BodyId;
use partnership::terms::day::Day;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::decision::Amendment;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::so_far::YearSoFar;
use records::ApprovalRefused;
use records::Book;
use records::ChangeError;
use records::CommonTemplates;
use records::CoverReportRefused;
use records::Kind;
use records::TemplateOf;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

/// A day on which all of this has happened.
pub(crate) fn later() -> Day {
    day("2015-07-10")
}

pub(crate) fn plan() -> DocumentId {
    DocumentId { kind: DocumentKind::Plan, cycle: cycle() }
}

/// A version of the plan, put forward on a day.
pub(crate) fn version(number: u32, on: &str) -> Version {
    let passage = |id: &str, words: &str| Passage {
        id: id.parse().unwrap(),
        under: "What will be done".to_owned(),
        exempt: None,
        words: words.to_owned(),
    };
    let text = vec![passage("1", "More patrols."), passage("2", "Fewer knives.")];
    Version {
        document: plan(),
        number,
        on: day(on),
        drawn_from: "the draft".to_owned(),
        text: Text::of(text).unwrap(),
    }
}

/// The partnership's meeting of 2 July 2015, which agrees the plan; its papers are due on 24 June.
pub(crate) fn july_meeting() -> Meeting {
    Meeting {
        id: meeting_id("partnership-july"),
        body: BodyId("partnership".parse().unwrap()),
        when: when("2015-07-02").try_into().unwrap(),
        agenda: vec![item("plan-agreed", "Rolling Plan")],
    }
}

/// A plan that is put forward, with papers that were published on a day for a meeting that has still to decide.
pub(crate) async fn with_a_plan_put_forward(book: &Book, published: &str) {
    book.put_forward(&signed(70), 0, version(1, "2015-06-20"), later()).await.unwrap();
    let entered = day("2015-06-02");
    book.enter_meeting(&signed(71), cycle(), july_meeting(), entered).await.unwrap();
    let deed = ItemDeed::Publish { paper: "Rolling Plan".to_owned(), on: day(published) };
    let (meeting, step) = (july_meeting().id, step("plan-agreed"));
    let (seen, which) = (item_seen(book).await, (&meeting, &step));
    book.change_agenda_item(&signed(72), cycle(), seen, which, deed, later()).await.unwrap();
}

/// The same, agreed as amended by passage 2.
pub(crate) async fn with_a_plan_agreed(book: &Book) {
    with_a_plan_put_forward(book, "2015-06-24").await;
    decide(book, 1).await.unwrap();
}

pub(crate) async fn item_seen(book: &Book) -> records::Version {
    year(book).await.items[&(july_meeting().id, step("plan-agreed"))]
}

/// What the partnership decides: to amend passage 2.
pub(crate) async fn decide(book: &Book, seen: usize) -> Result<(), ApprovalRefused> {
    let words = "Fewer knives and mobility scooters.".to_owned();
    let change = Change::Reword { passage: "2".parse().unwrap(), words };
    let (mover, seconder) = ("Cllr Smith".to_owned(), None);
    let amendment = Amendment { text: change.in_words(), mover: mover.clone() };
    let outcome = Outcome::AgreedAsAmended(vec![amendment]);
    let decision = Decision { outcome, ..agreed() };
    let moved = Moved { change, mover, seconder, vote: Vote::NotCounted, fate: Fate::Carried };
    let taken = Taken { moved: vec![moved], ..taken() };
    let item = item_seen(book).await;
    book.decide_on_document(&signed(73), (plan(), seen), item, (decision, taken), later()).await
}

/// What an officer wrote for a meeting to come, in the words of the house.
pub(crate) async fn with_a_report(book: &Book) {
    let report = CoverReport::default().with(Field::Summary, "Written");
    let which = (plan(), &meeting_id("council-july"), None);
    book.write_cover_report(&signed(76), which, &report).await.unwrap();
    let house = HouseTemplate::default();
    book.set_house_template(&signed(77), None, Some(house)).await.unwrap();
}

pub(crate) fn taken() -> Taken {
    Taken::bare(july_meeting().id, step("plan-agreed"))
}

/// What its history tells.
pub(crate) async fn history(book: &Book) -> History {
    let held = year(book).await.year;
    let so_far = YearSoFar::of(held.timetable, &held.events, later()).unwrap();
    let minutes = Minutes { year: &so_far, meetings: &held.meetings };
    book.document(plan()).await.unwrap().history(minutes).unwrap()
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 5] = [
    ("put_forward", "update put_forward set version = replace(version, 'patrols', 'cameras')"),
    ("approval_note", "update approval_note set note = replace(note, 'scooters', 'homes')"),
    ("cover_report", "update cover_report set report = replace(report, 'Written', 'Forged')"),
    (
        "committee_pack",
        "update committee_pack set pack = replace(pack, 'More patrols', 'No patrols')",
    ),
    ("house_template", "update house_template set template = replace(template, 'Risk', 'Luck')"),
];

on_both_engines! {
    a_decision_is_written_with_its_meeting_and_changes_the_text;
    where_the_way_does_not_allow_it_neither_the_meeting_nor_the_text_is_changed;
    a_decision_that_its_meeting_has_on_record_is_taken_up_once;
    whoever_recorded_from_an_older_state_is_told_so;
    what_a_text_says_is_not_in_the_audit_record;
    a_report_to_a_meeting_is_replaced_only_from_what_was_seen_of_it;
    what_was_before_a_meeting_is_kept_with_its_decision_and_its_report_changes_no_more;
    a_decision_on_record_keeps_the_text_as_it_was_before_it;
    the_words_of_the_house_are_set_from_what_was_seen_and_taken_away_again;
    a_partnerships_own_words_come_before_those_of_the_host_and_these_before_the_usual;
}

async fn a_report_to_a_meeting_is_replaced_only_from_what_was_seen_of_it(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (july, other) = (july_meeting().id, meeting_id("cabinet-july"));
    let write = async |seen, words: &str| {
        let report = CoverReport::default().with(Field::Summary, words);
        book.write_cover_report(&signed(75), (plan(), &july, seen), &report).await
    };
    let first = write(None, "Begun").await.unwrap();
    assert!(matches!(write(None, "Begun too").await, Err(CoverReportRefused::Conflict(_))));
    write(Some(first), "Written").await.unwrap();
    assert!(matches!(write(Some(first), "Late").await, Err(CoverReportRefused::Conflict(_))));
    let long = write(Some(first), &"x".repeat(LONGEST_TEXT + 1)).await;
    assert!(matches!(long, Err(CoverReportRefused::TooLong(faults)) if faults.len() == 1));
    let held = book.cover_report(plan(), &july).await.unwrap().unwrap();
    assert_eq!(held.value.summary, "Written");
    assert_eq!(book.cover_report(plan(), &other).await.unwrap(), None);
    book.verify().await.unwrap();
}

async fn what_was_before_a_meeting_is_kept_with_its_decision_and_its_report_changes_no_more(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_put_forward(&book, "2015-06-24").await;
    let july = july_meeting().id;
    let report = CoverReport::default().with(Field::Summary, "What July reads");
    book.write_cover_report(&signed(75), (plan(), &july, None), &report).await.unwrap();
    let pack = async || book.committee_pack(plan(), &july, later()).await.unwrap().unwrap();
    let before = pack().await;
    assert!(!before.is_kept);
    decide(&book, 1).await.unwrap();
    let kept = pack().await;
    assert!(kept.is_kept);
    assert_eq!(kept.pack, before.pack);
    let told = serde_json::to_string(&kept.pack).unwrap();
    assert!(told.contains("What July reads") && !told.contains("scooters"), "{told}");
    let refused = book.write_cover_report(&signed(78), (plan(), &july, None), &report).await;
    assert!(matches!(refused, Err(CoverReportRefused::Decided(on)) if on == day("2015-07-02")));
    let none = book.committee_pack(plan(), &meeting_id("cabinet-july"), later()).await.unwrap();
    assert_eq!(none, None);
    book.verify().await.unwrap();
}

async fn a_decision_on_record_keeps_the_text_as_it_was_before_it(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_put_forward(&book, "2015-06-24").await;
    let (meeting, step) = (july_meeting().id, step("plan-agreed"));
    let (seen, deed) = (item_seen(&book).await, ItemDeed::Decide(agreed()));
    let which = (&meeting, &step);
    book.change_agenda_item(&signed(73), cycle(), seen, which, deed, later()).await.unwrap();
    let report = CoverReport::default().with(Field::Summary, "Too late");
    let refused = book.write_cover_report(&signed(75), (plan(), &meeting, None), &report).await;
    assert!(matches!(refused, Err(CoverReportRefused::Decided(_))), "{refused:?}");
    let noted = Noted::Taken(taken());
    book.note_on_document(&signed(74), (plan(), 1), noted, later()).await.unwrap();
    let kept = book.committee_pack(plan(), &meeting, later()).await.unwrap().unwrap();
    assert!(kept.is_kept);
    let told = serde_json::to_string(&kept.pack).unwrap();
    assert!(told.contains("Fewer knives."), "{told}");
}

async fn the_words_of_the_house_are_set_from_what_was_seen_and_taken_away_again(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let own: HouseTemplate =
        HouseTemplate::default().to_string().replace("Risk", "Risks").parse().unwrap();
    book.set_house_template(&signed(75), None, Some(own.clone())).await.unwrap();
    let twice = book.set_house_template(&signed(75), None, Some(own.clone())).await;
    assert!(matches!(twice, Err(ChangeError::Conflict(_))), "{twice:?}");
    let held = book.house_template().await.unwrap().unwrap();
    assert_eq!(held.value, own);
    book.set_house_template(&signed(76), Some(held.version), None).await.unwrap();
    assert_eq!(book.house_template().await.unwrap(), None);
    book.verify().await.unwrap();
}

async fn a_partnerships_own_words_come_before_those_of_the_host_and_these_before_the_usual(
    database: &Database,
) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    let words = |risk: &str| -> HouseTemplate {
        HouseTemplate::default().to_string().replace("Risk", risk).parse().unwrap()
    };
    let usual = (HouseTemplate::default(), TemplateOf::Program);
    assert_eq!(book.house_in_use().await.unwrap(), usual);
    let of_host = records.with_common(CommonTemplates { house: Some(words("Dangers")) });
    let book = of_host.book(book.id()).await.unwrap().unwrap();
    assert_eq!(book.house_in_use().await.unwrap(), (words("Dangers"), TemplateOf::Host));
    book.set_house_template(&signed(75), None, Some(words("Risks"))).await.unwrap();
    assert_eq!(book.house_in_use().await.unwrap(), (words("Risks"), TemplateOf::Partnership));
}

async fn a_decision_is_written_with_its_meeting_and_changes_the_text(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_agreed(&book).await;
    let meetings = year(&book).await.year.meetings;
    let life = &meetings[0].agenda[0].life;
    assert!(matches!(life, ItemLife::Decided { .. }), "{life:?}");
    let history = history(&book).await;
    let Stage::Before { turn, matter } = history.stage() else { panic!("{:?}", history.stage()) };
    assert_eq!(*turn, Turn::Cabinet);
    let words = &matter.text().passage("2".parse().unwrap()).unwrap().words;
    assert_eq!(words, "Fewer knives and mobility scooters.");
    assert_eq!(matter.version().text, version(1, "2015-06-20").text);
    book.verify().await.unwrap();
}

async fn where_the_way_does_not_allow_it_neither_the_meeting_nor_the_text_is_changed(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_put_forward(&book, "2015-06-25").await;
    let before = (year(&book).await, book.document(plan()).await.unwrap());
    let refused = decide(&book, 1).await.unwrap_err();
    assert!(matches!(refused, ApprovalRefused::Approval(_)), "{refused:?}");
    assert!(refused.to_string().contains("the last lawful day was 24 June 2015"), "{refused}");
    assert_eq!((year(&book).await, book.document(plan()).await.unwrap()), before);
    book.verify().await.unwrap();
}

async fn a_decision_that_its_meeting_has_on_record_is_taken_up_once(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_put_forward(&book, "2015-06-24").await;
    let note = async |seen| {
        let noted = Noted::Taken(taken());
        book.note_on_document(&signed(74), (plan(), seen), noted, later()).await
    };
    let early = note(1).await.unwrap_err().to_string();
    assert!(early.contains("has no decision on this document on record"), "{early}");
    let (meeting, step) = (july_meeting().id, step("plan-agreed"));
    let (seen, deed) = (item_seen(&book).await, ItemDeed::Decide(agreed()));
    let which = (&meeting, &step);
    book.change_agenda_item(&signed(73), cycle(), seen, which, deed, later()).await.unwrap();
    note(1).await.unwrap();
    let twice = note(2).await.unwrap_err().to_string();
    assert!(twice.contains("the turn of") || twice.contains("already"), "{twice}");
    assert_eq!(history(&book).await.turn(), Some(Turn::Cabinet));
}

async fn whoever_recorded_from_an_older_state_is_told_so(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_agreed(&book).await;
    let noted = Noted::TakenBack { on: later(), why: "the figures changed".to_owned() };
    let late = book.note_on_document(&signed(75), (plan(), 1), noted.clone(), later()).await;
    assert!(matches!(late, Err(ApprovalRefused::Overtaken)), "{late:?}");
    book.note_on_document(&signed(75), (plan(), 2), noted, later()).await.unwrap();
    let again = book.put_forward(&signed(76), 2, version(2, "2015-07-10"), later()).await;
    assert!(matches!(again, Err(ApprovalRefused::Overtaken)), "{again:?}");
    book.put_forward(&signed(76), 3, version(2, "2015-07-10"), later()).await.unwrap();
    assert_eq!(history(&book).await.deeds().len(), 4);
    book.verify().await.unwrap();
}

async fn what_a_text_says_is_not_in_the_audit_record(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_plan_agreed(&book).await;
    let entries = book.entries(0, 1000).await.unwrap();
    let of = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!((of(Kind::PutForward), of(Kind::ApprovalNote)), (1, 2));
    let told = format!("{entries:?}");
    assert!(told.contains(&version(1, "2015-06-20").text.hash().to_string()), "{told}");
    assert!(!told.contains("scooters") && !told.contains("More patrols"), "{told}");
}
