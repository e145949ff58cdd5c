//! What the pack says is what the facts say.

use std::collections::BTreeSet;

use super::*;
use crate::consultation::retention::Field;
use crate::content::table::Table;

fn partnership() -> Partnership {
    let described = r#"{"name":"Safer X Partnership","police_force":"Kent Police","comparison_group":"nearest-neighbours","district":[{"code":"E07000110","name":"Maidstone"}],"organisation":[],"task_group":[],"body":[{"id":"partnership","kind":"strategy-group","name":"the partnership"}]}"#;
    Partnership::of(serde_json::from_str(described).unwrap()).unwrap()
}

fn facts(partnership: &Partnership) -> Facts<'_> {
    Facts {
        known_as: "safer-x",
        partnership,
        today: "2014-10-14".parse().unwrap(),
        organisation: Some("X Borough Council"),
        contact: None,
        address: "https://saferplan.example.gov.uk",
        records: Lying::InTheHome,
        mail_server: Some("mail.example.gov.uk"),
        signs_in: None,
        readers_kept: 33,
        begun_replies_kept: 28,
        panel_words_kept: Some(WordsKept::USUAL),
        people: 3,
        consultations: Vec::new(),
    }
}

fn table<'a>(pack: &'a Pack, name: &str) -> &'a Table {
    pack.document.tables().find(|table| table.name == name).unwrap()
}

/// The words of a row, by its heading.
fn told(pack: &Pack, name: &str, heading: &str) -> String {
    let row = table(pack, name).rows.iter().find(|row| row.cells[0].printed() == heading);
    let row = row.unwrap_or_else(|| panic!("{name} has no row `{heading}`"));
    row.cells[1..].iter().map(|cell| cell.printed()).collect::<Vec<_>>().join(" | ")
}

#[test]
fn what_the_settings_say_stands_in_the_record_of_processing() {
    let partnership = partnership();
    let pack = compose(&facts(&partnership));
    assert_eq!(told(&pack, "controller", "Controller"), "X Borough Council");
    assert_eq!(told(&pack, "controller", "Contact"), TO_BE_COMPLETED);
    assert!(told(&pack, "controller", "Recipients").contains("mail.example.gov.uk"));
    assert!(told(&pack, "controller", "Where the data lie").starts_with("in the home folder"));
    let server = Lying::OnAServer("the database `safer` on db.example.gov.uk, as jane".to_owned());
    let other = Facts {
        contact: Some("the team"),
        records: server,
        mail_server: None,
        ..facts(&partnership)
    };
    let pack = compose(&other);
    assert_eq!(told(&pack, "controller", "Contact"), "the team");
    assert!(told(&pack, "controller", "Where the data lie").contains("db.example.gov.uk"));
    assert!(told(&pack, "controller", "Recipients").starts_with("No letters go"));
}

#[test]
fn the_table_of_retention_has_the_days_that_were_set_and_tells_what_has_none() {
    let partnership = partnership();
    let closes: Day = "2015-02-28".parse().unwrap();
    let set = Consulted {
        questionnaire: "plan".to_owned(),
        closes,
        days: Some(RetentionTimetable::usual(closes)),
    };
    let unset = Consulted { questionnaire: "parks".to_owned(), closes, days: None };
    let given = Facts { consultations: vec![set, unset], ..facts(&partnership) };
    let pack = compose(&given);
    let readers = told(&pack, "retention", "Names of readers, and of whoever writes by a link");
    assert!(readers.starts_with("33 days after"), "{readers}");
    assert!(told(&pack, "retention", "Words said at panels").starts_with("365 days after"));
    assert!(told(&pack, "retention", "Replies begun and not sent").starts_with("28 days"));
    let invitations = told(&pack, "retention", "plan: The addresses of those who were invited");
    assert!(
        invitations.starts_with("Until 28 March 2015; it closes on 28 February 2015"),
        "{invitations}"
    );
    let rows = table(&pack, "retention").rows.len();
    assert_eq!(rows, 9 + 2 * Field::ALL.len());
    let without = told(&pack, "retention", "parks: What people wrote in their own words");
    assert!(without.starts_with("Without an end"), "{without}");
    let cautions = pack.document.sections[2].blocks.iter();
    let cautions = cautions.filter(|block| matches!(block, Block::Caution { .. })).count();
    assert_eq!(cautions, 1, "nobody is told that the parks’ replies are kept without an end");
    assert!(
        told(
            &compose(&Facts { panel_words_kept: None, ..given }),
            "retention",
            "Words said at panels"
        )
        .starts_with("Without an end")
    );
}

#[test]
fn what_people_have_to_judge_is_left_to_them_and_every_row_is_followed() {
    let partnership = partnership();
    let pack = compose(&facts(&partnership));
    for row in &table(&pack, "risks").rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.printed()).collect();
        assert!(
            cells[1] != TO_BE_COMPLETED && cells[2..].iter().all(|cell| cell == TO_BE_COMPLETED),
            "{cells:?}"
        );
    }
    let rows: usize = pack.document.tables().map(|table| table.rows.len()).sum();
    let references: BTreeSet<&String> = pack.traced.iter().map(|row| &row.reference).collect();
    assert_eq!((pack.traced.len(), references.len()), (rows, rows));
    assert!(pack.traced.iter().all(|row| !row.rests_on.is_empty()));
}

#[test]
fn nobody_is_named_as_controller_whom_the_settings_do_not_name() {
    let partnership = partnership();
    let pack = compose(&Facts { organisation: None, ..facts(&partnership) });
    assert_eq!(told(&pack, "controller", "Controller"), TO_BE_COMPLETED);
    assert_eq!(pack.document.publisher, "Safer X Partnership");
    let pack = compose(&facts(&partnership));
    assert_eq!(told(&pack, "controller", "Controller"), "X Borough Council");
}
