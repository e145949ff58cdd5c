//! The year from its beginning. It begins with the Quarter 1 crime briefing; later stages join here.

use crate::partnership::Partnership;

#[test]
fn the_year_begins_with_the_quarter_1_crime_briefing() {
    let maidstone = Partnership::new();

    let said = maidstone.succeeds(&["demo", "--no-serve"]);
    assert!(said.contains("crime-briefing.html"), "{said}");

    let total = maidstone.succeeds(&["trace", "E07000110/2014-Q1/1.1"]);
    assert!(total.contains("2,327"), "{total}");

    let claims = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/claims.toml");
    let verdicts = maidstone.succeeds(&["check-claim", claims]);
    assert!(verdicts.contains("All recorded crime: borne out."), "{verdicts}");
    assert!(verdicts.contains("Robbery: not borne out. 11 offences"), "{verdicts}");
    assert!(verdicts.contains("Violence against the person: cannot be told"), "{verdicts}");
}
