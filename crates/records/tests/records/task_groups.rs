//! What task groups measure and say, in the records on both engines.

use partnership::membership::person::PersonId;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::commentary::Deed;
use partnership::task_groups::commentary::Words;
use partnership::task_groups::judgement::Rag;
use partnership::task_groups::judgement::SetByHand;
use partnership::task_groups::measure::Better;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use partnership::task_groups::measure::TypedMeasure;
use partnership::task_groups::quarterly::QuarterlyValue;
use partnership::task_groups::quarterly::ValueStatus;
use partnership::terms::period::Quarter;
use records::AskedOf;
use records::Book;
use records::BroughtIn;
use records::Fingerprint;
use records::Once;
use records::TaskGroupsRefused;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

pub(crate) fn quarter() -> Quarter {
    "2014-Q2".parse().unwrap()
}

pub(crate) fn measure_id() -> MeasureId {
    MeasureId("repeat-victims".parse().unwrap())
}

pub(crate) fn measure(name: &str) -> Measure {
    let typed = TypedMeasure {
        id: measure_id(),
        group: "Domestic Violence Forum".to_owned(),
        name: name.to_owned(),
        unit: "victims".to_owned(),
        better: Better::Lower,
        baseline: None,
        target: None,
        source: "a list".to_owned(),
        supplied_by: "the police".to_owned(),
        illustrative: false,
        recording_changes: Vec::new(),
    };
    Measure::of(typed).unwrap()
}

pub(crate) fn value(typed: &str) -> QuarterlyValue {
    let (value, status) = (typed.parse().unwrap(), ValueStatus::Provisional);
    QuarterlyValue { measure: measure_id(), quarter: quarter(), value, status, source: None }
}

pub(crate) fn by_hand(reason: &str) -> SetByHand {
    let by = (PersonId("jane".parse().unwrap()), day("2014-11-20"));
    SetByHand::of((measure_id(), quarter()), Rag::AtRisk, reason, by).unwrap()
}

pub(crate) fn asked() -> Commentary {
    Commentary::asked("Forum / north", quarter(), day("2014-10-29"), day("2014-11-19"))
}

pub(crate) fn writing(done: &str) -> Deed {
    let judgement = Some(Rag::OnTrack);
    Deed::Write(Words { judgement, done: done.to_owned(), ..Words::default() })
}

/// A measure with a value and a judgement, and a commentary that was begun.
pub(crate) async fn with_task_groups(book: &Book) {
    book.enter_measure(&signed(50), &measure("Repeat victims")).await.unwrap();
    book.keep_quarterly_value(&signed(51), None, &value("35.50")).await.unwrap();
    book.keep_judgement_by_hand(&signed(52), None, &by_hand("Staff left")).await.unwrap();
    let number = book.ask_for_commentary(&signed(53), &asked()).await.unwrap();
    let seen = book.commentaries(None).await.unwrap().pop().unwrap().1.version;
    let on = day("2014-11-01");
    book.change_commentary(&signed(54), (number, seen), writing("Courses"), on).await.unwrap();
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 4] = [
    ("measure", "update measure set measure = replace(measure, 'victims', 'cases')"),
    (
        "quarterly_value",
        "update quarterly_value set quarterly_value = replace(quarterly_value, '35.50', '25.50')",
    ),
    (
        "judgement_by_hand",
        "update judgement_by_hand set judgement = replace(judgement, 'Staff', 'Nobody')",
    ),
    ("commentary", "update commentary set commentary = replace(commentary, 'Courses', 'x')"),
];

on_both_engines! {
    a_value_is_kept_as_it_was_typed_and_a_later_one_takes_its_place;
    nothing_is_kept_of_a_measure_that_is_not_there;
    a_measure_with_values_is_not_taken_away;
    a_commentary_is_asked_for_once_and_goes_its_course;
    two_who_change_a_commentary_at_once_are_told;
    a_link_is_followed_by_whoever_has_it_until_its_day_and_by_nobody_else;
    of_two_who_send_a_letter_one_does_and_the_link_before_stands;
    whoever_is_asked_in_anothers_place_shuts_their_link;
    asking_is_taken_back_with_its_link_unless_something_is_written;
    names_and_addresses_go_once_their_links_are_over;
    what_is_brought_in_is_new_changed_or_the_same_and_all_or_none;
}

async fn a_value_is_kept_as_it_was_typed_and_a_later_one_takes_its_place(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_task_groups(&book).await;
    let kept = book.quarterly_values().await.unwrap().pop().unwrap();
    assert_eq!(kept.value.value.to_string(), "35.50");
    let (seen, later) = (Some(kept.version), value("34"));
    book.keep_quarterly_value(&signed(60), seen, &later).await.unwrap();
    let values = book.quarterly_values().await.unwrap();
    assert_eq!((values.len(), &values[0].value), (1, &later));
    assert!(book.keep_quarterly_value(&signed(61), seen, &value("33")).await.is_err());
    book.verify().await.unwrap();
}

async fn nothing_is_kept_of_a_measure_that_is_not_there(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let refused = book.keep_quarterly_value(&signed(50), None, &value("1")).await.unwrap_err();
    assert!(matches!(refused, TaskGroupsRefused::NoSuchMeasure(_)), "{refused}");
    let refused = book.keep_judgement_by_hand(&signed(50), None, &by_hand("So")).await.unwrap_err();
    assert!(matches!(refused, TaskGroupsRefused::NoSuchMeasure(_)), "{refused}");
}

async fn a_measure_with_values_is_not_taken_away(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_task_groups(&book).await;
    let seen = book.measures().await.unwrap()[0].version;
    let refused = book.remove_measure(&signed(60), seen, &measure_id()).await.unwrap_err();
    assert!(matches!(refused, TaskGroupsRefused::HasValues(_)), "{refused}");
    assert_eq!(book.measures().await.unwrap().len(), 1);
}

async fn a_commentary_is_asked_for_once_and_goes_its_course(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_task_groups(&book).await;
    let refused = book.ask_for_commentary(&signed(60), &asked()).await.unwrap_err();
    assert!(matches!(refused, TaskGroupsRefused::AskedAlready { .. }), "{refused}");
    for deed in [Deed::Send, Deed::Accept] {
        let (number, held) = book.commentaries(Some(quarter())).await.unwrap().pop().unwrap();
        let (seen, on) = ((number, held.version), day("2014-11-18"));
        book.change_commentary(&signed(61), seen, deed, on).await.unwrap();
    }
    let (number, held) = book.commentaries(None).await.unwrap().pop().unwrap();
    assert_eq!(
        (held.value.standing.in_words(), held.value.words.done.as_str()),
        ("accepted", "Courses")
    );
    let seen = (number, held.version);
    let refused =
        book.change_commentary(&signed(62), seen, writing("More"), day("2014-11-19")).await;
    assert!(matches!(refused, Err(TaskGroupsRefused::Commentary(_))), "{refused:?}");
    assert_eq!(book.commentaries(Some(quarter().plus_quarters(1))).await.unwrap(), []);
    book.verify().await.unwrap();
}

async fn two_who_change_a_commentary_at_once_are_told(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_task_groups(&book).await;
    let (number, held) = book.commentaries(None).await.unwrap().pop().unwrap();
    let (seen, on) = ((number, held.version), day("2014-11-02"));
    book.change_commentary(&signed(60), seen, writing("Mine"), on).await.unwrap();
    let refused = book.change_commentary(&signed(61), seen, writing("Yours"), on).await;
    assert!(matches!(refused, Err(TaskGroupsRefused::Change(_))), "{refused:?}");
    assert_eq!(book.commentaries(None).await.unwrap()[0].1.value.words.done, "Mine");
}

pub(crate) fn asked_of(name: &str) -> AskedOf {
    AskedOf {
        name: name.to_owned(),
        email: format!("{name}@example.org").parse().unwrap(),
        until: day("2014-12-17"),
    }
}

/// A commentary that somebody is asked for, by a link that was sent.
async fn with_a_link(book: &Book, name: &str) -> (i64, Fingerprint) {
    let number = book.ask_for_commentary(&signed(50), &asked()).await.unwrap();
    book.ask_by_link(number, &asked_of(name)).await.unwrap();
    let link = Fingerprint::of(name);
    let to = (number, &asked_of(name).email);
    let taken = book.take_up_commentary_letter(to, &link, signed(51).at).await.unwrap();
    assert_eq!(taken, Once::Now);
    book.mark_commentary_letter_sent(number, &link, day("2014-10-29")).await.unwrap();
    (number, link)
}

async fn a_link_is_followed_by_whoever_has_it_until_its_day_and_by_nobody_else(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (number, link) = with_a_link(&book, "ann").await;
    let followed = async |link: &Fingerprint, on: &str| {
        let found = book.commentary_link(link, day(on)).await.unwrap();
        found.map(|found| (found.commentary, found.asked.name))
    };
    assert_eq!(followed(&link, "2014-12-17").await, Some((number, "ann".to_owned())));
    assert_eq!(followed(&link, "2014-12-18").await, None);
    assert_eq!(followed(&Fingerprint::of("bob"), "2014-11-01").await, None);
    let kept = &book.commentary_links().await.unwrap()[0];
    assert_eq!((kept.letters, kept.is_due, kept.last_letter), (1, false, Some(day("2014-10-29"))));
    // What is written in a link, nobody can read in the records.
    let dumped = format!("{:?}", book.entries(0, 10_000).await.unwrap());
    assert!(!dumped.contains("ann@example.org"), "an address is in the audit record");
}

async fn of_two_who_send_a_letter_one_does_and_the_link_before_stands(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (number, first) = with_a_link(&book, "ann").await;
    let (second, at) = (Fingerprint::of("second"), signed(60).at);
    let to = (number, &asked_of("ann").email);
    let take = async || book.take_up_commentary_letter(to, &second, at).await.unwrap();
    assert_eq!(take().await, Once::Already, "no letter is due");
    assert_eq!(book.remind_of_commentary(number).await.unwrap(), Once::Now);
    assert_eq!(book.remind_of_commentary(number).await.unwrap(), Once::Already);
    assert_eq!((take().await, take().await), (Once::Now, Once::Already));
    for link in [&first, &second] {
        assert!(book.commentary_link(link, day("2014-11-01")).await.unwrap().is_some());
    }
    // Two that never said that they went leave the one that did.
    let third = Fingerprint::of("third");
    let later = signed(60).at + jiff::SignedDuration::from_mins(60);
    let again = book.take_up_commentary_letter(to, &third, later).await.unwrap();
    assert_eq!(again, Once::Now);
    assert!(book.commentary_link(&first, day("2014-11-01")).await.unwrap().is_some());
    assert!(book.commentary_link(&second, day("2014-11-01")).await.unwrap().is_none());
    book.mark_commentary_letter_sent(number, &third, day("2014-11-01")).await.unwrap();
    let fourth = Fingerprint::of("fourth");
    assert_eq!(book.renew_commentary_link(number, &fourth).await.unwrap(), Once::Now);
    assert!(book.commentary_link(&first, day("2014-11-01")).await.unwrap().is_none());
}

async fn whoever_is_asked_in_anothers_place_shuts_their_link(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (number, link) = with_a_link(&book, "ann").await;
    book.ask_by_link(number, &AskedOf { name: "Ann B".to_owned(), ..asked_of("ann") })
        .await
        .unwrap();
    assert!(book.commentary_link(&link, day("2014-11-01")).await.unwrap().is_some());
    book.ask_by_link(number, &asked_of("bob")).await.unwrap();
    assert!(book.commentary_link(&link, day("2014-11-01")).await.unwrap().is_none());
    let kept = &book.commentary_links().await.unwrap()[0];
    assert_eq!((kept.asked.name.as_str(), kept.letters, kept.is_due), ("bob", 0, true));
    assert_eq!(kept.last_letter, None);
    // Whoever read the address before takes no letter up to it, and a letter that was on its way to it counts for nobody.
    let (ann, at) = (asked_of("ann").email, signed(60).at);
    let late = book.take_up_commentary_letter((number, &ann), &Fingerprint::of("late"), at).await;
    assert_eq!(late.unwrap(), Once::Already);
    book.mark_commentary_letter_sent(number, &link, day("2014-10-30")).await.unwrap();
    let kept = &book.commentary_links().await.unwrap()[0];
    assert_eq!((kept.letters, kept.is_due, kept.last_letter), (0, true, None));
}

async fn asking_is_taken_back_with_its_link_unless_something_is_written(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let (number, link) = with_a_link(&book, "ann").await;
    let seen = async || (number, book.commentaries(None).await.unwrap()[0].1.version);
    let (begun, on) = (seen().await, day("2014-11-01"));
    book.change_commentary(&signed(60), begun, writing("Courses"), on).await.unwrap();
    let refused = book.take_back_asking(&signed(61), seen().await).await.unwrap_err();
    assert!(matches!(refused, TaskGroupsRefused::Begun), "{refused}");
    let later = partnership::task_groups::commentary::Commentary {
        quarter: quarter().plus_quarters(1),
        ..asked()
    };
    let other = book.ask_for_commentary(&signed(62), &later).await.unwrap();
    book.ask_by_link(other, &asked_of("bob")).await.unwrap();
    let held = book.commentaries(Some(later.quarter)).await.unwrap().pop().unwrap().1;
    book.take_back_asking(&signed(63), (other, held.version)).await.unwrap();
    assert_eq!(book.commentaries(None).await.unwrap().len(), 1);
    assert_eq!(book.commentary_links().await.unwrap().len(), 1);
    assert!(book.commentary_link(&link, on).await.unwrap().is_some());
    book.verify().await.unwrap();
}

async fn names_and_addresses_go_once_their_links_are_over(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_link(&book, "ann").await;
    assert_eq!(book.forget_commentary_links(day("2014-12-17")).await.unwrap(), 0);
    assert_eq!(book.forget_commentary_links(day("2014-12-18")).await.unwrap(), 1);
    assert_eq!(book.commentary_links().await.unwrap(), []);
    assert_eq!(book.commentaries(None).await.unwrap().len(), 1);
}

async fn what_is_brought_in_is_new_changed_or_the_same_and_all_or_none(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let measures = [measure("Repeat victims")];
    let brought = async |values: &[QuarterlyValue], at| {
        book.bring_quarterly_values(&signed(at), values).await
    };
    let refused = brought(&[value("35")], 50).await.unwrap_err();
    assert!(matches!(refused, TaskGroupsRefused::NoSuchMeasure(_)), "{refused}");
    let new = book.bring_measures(&signed(51), &measures).await.unwrap();
    assert_eq!(new, BroughtIn { new: 1, ..BroughtIn::default() });
    let later = QuarterlyValue { quarter: quarter().plus_quarters(1), ..value("30") };
    assert_eq!(brought(&[value("35")], 52).await.unwrap().new, 1);
    let told = brought(&[value("34"), later.clone()], 53).await.unwrap();
    assert_eq!(told, BroughtIn { new: 1, changed: 1, same: 0 });
    assert_eq!(brought(std::slice::from_ref(&later), 54).await.unwrap().same, 1);
    let unknown = QuarterlyValue { measure: MeasureId("other".parse().unwrap()), ..value("1") };
    let last = QuarterlyValue { quarter: quarter().plus_quarters(2), ..value("29") };
    assert!(brought(&[last, unknown], 55).await.is_err());
    assert_eq!(book.quarterly_values().await.unwrap().len(), 2);
    book.verify().await.unwrap();
}
