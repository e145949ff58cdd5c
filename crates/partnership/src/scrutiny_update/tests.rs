//! The update from the worked example's year.

use super::*;
use crate::timetable::event::Happening;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;

fn year_on(today: &str) -> YearSoFar {
    let briefing = event("quarter-1-briefing", "2014-10-14", Happening::Finished);
    YearSoFar::of(maidstone::timetable(), &[briefing], day(today)).unwrap()
}

#[test]
fn the_lead_counts_the_steps_and_names_the_next() {
    let lead = super::lead(&year_on("2014-10-14"));
    let words = "By 14 October 2014 one of the nine steps towards the plan 2015–16 had been carried out. \
                 The next is: First draft of the Strategic Assessment considered";
    assert!(lead.starts_with(words), "{lead}");
}

#[test]
fn what_is_late_is_named() {
    let lead = super::lead(&year_on("2014-12-20"));
    assert!(lead.contains("Late: First draft of the Strategic Assessment considered"), "{lead}");
}

#[test]
fn each_row_can_be_followed_to_what_was_recorded() {
    let findings = Findings::None("no crime is held".to_owned());
    let update = compose("maidstone", &maidstone::partnership(), &year_on("2014-10-14"), &findings);
    let cabinet = update.traced.iter().find(|row| row.heading == "Rolling Plan to Council Cabinet");
    let cabinet = cabinet.unwrap();
    assert!(
        cabinet.reference.starts_with("maidstone/2015-16/2014-10-14/2."),
        "{}",
        cabinet.reference
    );
    assert!(cabinet.rests_on[0].starts_with("Planned in March 2015"), "{:?}", cabinet.rests_on);
}
