//! Tests of the consultation itself: whom it asks, until when, and who decides after it.

use sha2::Digest;
use sha2::Sha256;

use crate::consultation::consulted_on::TextHash;
use crate::consultation::exercise::Arrival;
use crate::consultation::exercise::Consultation;
use crate::consultation::exercise::Questioning;
use crate::consultation::exercise::TypedConsultation;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::timetable::tests::maidstone::bodies;
use crate::timetable::tests::maidstone::day;

pub(crate) fn typed() -> TypedConsultation {
    let typed = include_str!("../../../../../examples/maidstone-2014/consultation.toml");
    toml::from_str(typed).unwrap()
}

pub(crate) fn maidstone() -> Questionnaire {
    let typed = include_str!("../../../../../examples/maidstone-2014/questionnaire.toml");
    Questionnaire::of(toml::from_str(typed).unwrap()).unwrap()
}

/// The consultation of the worked example.
pub(crate) fn consultation() -> Consultation {
    Consultation::of(typed(), &maidstone(), &bodies()).unwrap()
}

/// The worked example on other days, decided on another.
pub(crate) fn consultation_on(days: &str, decided: &str) -> Consultation {
    let mut typed = typed();
    typed.days = days.parse().unwrap();
    typed.decided = decided.parse().unwrap();
    Consultation::of(typed, &maidstone(), &bodies()).unwrap()
}

#[test]
fn the_worked_example_runs_from_january_to_february() {
    let consultation = Consultation::of(typed(), &maidstone(), &bodies()).unwrap();
    assert_eq!(consultation.days_open(), 59);
    assert_eq!(consultation.decided_by().name, "the Safer Maidstone Partnership");
    let arrival = |text: &str| consultation.arrival(day(text), Questioning::Asked);
    assert_eq!(arrival("2014-12-31"), Arrival::Early);
    assert_eq!(arrival("2015-02-28"), Arrival::InTime);
    assert_eq!(arrival("2015-03-01"), Arrival::Late);
    let closed_by_hand = consultation.arrival(day("2015-01-20"), Questioning::Closed);
    assert_eq!(closed_by_hand, Arrival::Late);
}

#[test]
fn it_opens_on_its_own_days_only() {
    let consultation = Consultation::of(typed(), &maidstone(), &bodies()).unwrap();
    for inside in ["2015-01-01", "2015-02-28"] {
        assert_eq!(consultation.lets_open(day(inside)), Ok(()));
    }
    for outside in ["2014-12-31", "2015-03-01"] {
        let refused = consultation.lets_open(day(outside)).unwrap_err().to_string();
        assert!(refused.contains("is open 1 January to 28 February 2015"), "{refused}");
    }
}

#[test]
fn the_hash_of_the_worked_example_is_that_of_its_text() {
    let text = include_bytes!("../../../../../examples/maidstone-2014/consulted-on.md");
    let found = TextHash::of(Sha256::digest(text).into());
    assert_eq!(typed().text.sha256.to_string(), found.to_string());
}

#[test]
fn views_must_be_in_before_it_is_decided() {
    let decided = |when: &str| {
        let mut typed = typed();
        typed.decided = when.parse().unwrap();
        Consultation::of(typed, &maidstone(), &bodies())
    };
    let refused = decided("2015-02-20").unwrap_err().to_string();
    assert!(
        refused.contains("it closes on 2015-02-28, and the decision is planned for 2015-02-20"),
        "{refused}"
    );
    assert!(decided("March 2015").is_ok());
}

#[test]
fn all_that_a_consultation_lacks_is_told_together() {
    let mut typed = typed();
    typed.audience.clear();
    typed.text.title.clear();
    typed.return_address = vec![" ".to_owned()];
    typed.decided_by.0 = "parish".parse().unwrap();
    let refused = Consultation::of(typed, &questionnaire(), &bodies()).unwrap_err().to_string();
    let lines: Vec<&str> = refused.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "no audience is named; name those who are asked, such as \"public\"",
            "the text consulted on has no title; write one",
            "the return address has no line; write where paper is returned to",
            "`already_decided` is missing in Welsh; write it",
            "`enquiries` is missing in Welsh; write it",
            "`becomes_of_answers` is missing in Welsh; write it",
            "`parish` is to decide, which is no body of the partnership; add it there or name another",
        ]
    );
}
