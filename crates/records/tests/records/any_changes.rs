//! Any sequence of changes leaves what a plain model in memory would hold, and a whole audit record.
//!
//! The model keeps values and asks the core alone; the records keep rows. What one refuses, the other must.

mod change;
mod made;
mod model;

use partnership::membership::Partnership;
use partnership::timetable::Timetable;
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use crate::any_changes::change::Change;
use crate::any_changes::change::any_change;
use crate::any_changes::made::made;
use crate::any_changes::model::Model;
use crate::engine::Database;
use crate::engine::wait_for;
use crate::maidstone::*;

async fn agree(database: &Database, changes: &[Change]) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut model = Model::begun();
    for change in changes {
        let next = model.after(change);
        assert_eq!(made(&book, change).await, next.is_some(), "{change:?}");
        model = next.unwrap_or(model);
    }
    let held = year(&book).await.year;
    let partnership = Partnership::of(model.partnership).unwrap();
    assert_eq!(held.timetable, Timetable::of(model.timetable, partnership.bodies()).unwrap());
    assert_eq!(held.events, model.events);
    assert_eq!(held.meetings, model.meetings.into_values().collect::<Vec<_>>());
    assert_eq!(book.partnership().await.unwrap().value, partnership);
    let people = book.people().await.unwrap().into_iter().map(|held| held.value);
    assert_eq!(people.collect::<Vec<_>>(), model.people.into_values().collect::<Vec<_>>());
    book.verify().await.unwrap();
}

fn any_sequence_agrees(cases: u32, database: impl Fn() -> Option<Database>) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let seeded = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let sequences = proptest::collection::vec(any_change(), 1..60);
    let tried = TestRunner::new_with_rng(config, seeded).run(&sequences, |changes| {
        if let Some(database) = database() {
            wait_for(agree(&database, &changes));
        }
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn any_sequence_of_changes_leaves_what_a_model_holds_on_sqlite() {
    any_sequence_agrees(48, || Some(Database::in_a_file()));
}

#[test]
fn any_sequence_of_changes_leaves_what_a_model_holds_on_postgresql() {
    let test = "any_changes::any_sequence_of_changes_leaves_what_a_model_holds_on_postgresql";
    any_sequence_agrees(16, || Database::on_a_server(test));
}
