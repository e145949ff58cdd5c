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
use records::Book;
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
        recording_changes: Vec::new(),
    };
    Measure::of(typed).unwrap()
}

pub(crate) fn value(typed: &str) -> QuarterlyValue {
    let (value, status) = (typed.parse().unwrap(), ValueStatus::Provisional);
    QuarterlyValue { measure: measure_id(), quarter: quarter(), value, status }
}

pub(crate) fn by_hand(reason: &str) -> SetByHand {
    let by = (PersonId("jane".parse().unwrap()), day("2014-11-20"));
    SetByHand::of((measure_id(), quarter()), Rag::AtRisk, reason, by).unwrap()
}

pub(crate) fn asked() -> Commentary {
    Commentary::asked("Forum / north", quarter(), day("2014-10-29"), day("2014-11-19"))
}

pub(crate) fn writing(done: &str) -> Deed {
    Deed::Write(Words { done: done.to_owned(), ..Words::default() })
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
