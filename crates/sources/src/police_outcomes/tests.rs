//! What `police_outcomes` promises, as tests.

use proptest::prelude::*;

use super::*;
use crate::testing::any_rows;
use crate::testing::rows_in;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
                      LSOA name,Outcome type";
const ID: &str = "7a78c2c429919e5b142b6cf3aaff9f3b288a98f93c6f46b3a341b9e1166399d3";

fn read_text(text: &str) -> (Vec<String>, FileReport) {
    let mut outcomes = Vec::new();
    let report = read("any.csv", &mut text.as_bytes(), &mut |outcome| {
        outcomes.push(outcome.outcome_type.to_owned());
    });
    (outcomes, report.unwrap())
}

#[test]
fn an_outcome_is_read_as_published() {
    let (outcomes, report) = read_text(&format!(
        "{HEADER}\r\n{ID},2021-03,Kent Police,Kent Police,,,No location,,,Local resolution\r\n"
    ));
    assert_eq!(outcomes, ["Local resolution"]);
    assert!(report.traps.contains_key(&Trap::NoLsoa));
    assert!(report.sets.contains("Kent Police"));
}

#[test]
fn an_outcome_without_type_is_refused() {
    let (_, report) =
        read_text(&format!("{HEADER}\n{ID},2021-03,Kent Police,Kent Police,,,X,,,\n"));
    assert_eq!(
        report.refusals[0].to_string(),
        "line 2: outcome type is ``; expected a value, not an empty cell"
    );
}

proptest! {
    #[test]
    fn every_row_is_kept_or_refused(text in any_rows(HEADER)) {
        let mut given = 0;
        if let Ok(report) = read("any.csv", &mut text.as_bytes(), &mut |_| given += 1) {
            prop_assert_eq!(Some(report.rows()), rows_in(&text));
            prop_assert_eq!(report.kept, given);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut text = HEADER.as_bytes().to_vec();
        text.push(b'\n');
        text.extend(bytes);
        let _ = read("any.csv", &mut &*text, &mut |_| {});
    }

    #[test]
    fn a_written_outcome_is_read_again(outcome in "[A-Za-z;,é]{1,30}") {
        let (outcomes, _) = read_text(&format!(
            "{HEADER}\n{ID},2021-03,Kent Police,Kent Police,,,X,,,\"{outcome}\"\n"
        ));
        prop_assert_eq!(outcomes, [outcome]);
    }
}
