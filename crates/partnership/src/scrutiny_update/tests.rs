//! The update from the worked example's year, fact by fact.

use super::*;
use crate::content::table::Table;
use crate::timetable::event::Happening;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;

fn update(today: &str) -> Update {
    let briefing = event("quarter-1-briefing", "2014-10-14", Happening::Finished);
    let year = YearSoFar::of(maidstone::timetable(), &[briefing], day(today)).unwrap();
    compose(&maidstone::partnership(), &year, &Findings::None("no crime is held".to_owned()))
}

fn table(update: &Update, name: &str) -> Table {
    update.document.tables().find(|table| table.name == name).unwrap().clone()
}

fn row(table: &Table, heading: &str) -> Vec<String> {
    let cells = |row: &crate::content::table::Row| -> Vec<String> {
        row.cells.iter().map(crate::content::table::Cell::printed).collect()
    };
    table.rows.iter().map(cells).find(|cells| cells[0].contains(heading)).unwrap()
}

/// The facts of the report of 14 October 2014, as the design lists them.
#[test]
fn every_fact_of_the_reports_timetable_is_there() {
    let update = update("2014-10-14");
    let ahead = table(&update, "timetable");
    for (heading, when, who) in [
        ("consultation", "between 1 January and 28 February 2015", "Safer Maidstone Partnership"),
        ("on paper and on-line", "between 1 January and 28 February 2015", "Partnership"),
        ("First draft", "on 4 December 2014", "the Safer Maidstone Partnership"),
        ("Rolling Plan written", "from December 2014 to January 2015", "Maidstone Borough Council"),
        ("formally approved", "on 5 March 2015", "the Safer Maidstone Partnership"),
        ("Rolling Plan agreed", "on 5 March 2015", "the Safer Maidstone Partnership"),
        ("to Council Cabinet", "in March 2015, date to be set", "Cabinet"),
        ("adopted", "in April 2015, date to be set", "Council"),
        ("Launch and distribution", "from May 2015 onwards", "Safer Maidstone Partnership"),
    ] {
        let cells = row(&ahead, heading);
        assert_eq!(cells[1], when, "{heading}");
        assert!(cells[2..4].iter().any(|cell| cell.contains(who)), "{heading}: {cells:?}");
    }
    let done = row(&table(&update, "carried-out"), "Quarter 1");
    assert_eq!(done[1..], ["done on 14 October 2014", "Maidstone Borough Council"]);
}

#[test]
fn the_lead_counts_the_steps_and_names_the_next() {
    let update = update("2014-10-14");
    let lead = "By 14 October 2014 one of the nine steps towards the plan 2015–16 had been carried out. \
                The next is: First draft of the Strategic Assessment considered";
    assert!(super::lead(&year_on("2014-10-14")).starts_with(lead), "{:?}", update.document);
}

fn year_on(today: &str) -> YearSoFar {
    let briefing = event("quarter-1-briefing", "2014-10-14", Happening::Finished);
    YearSoFar::of(maidstone::timetable(), &[briefing], day(today)).unwrap()
}

#[test]
fn what_is_late_is_named() {
    let lead = super::lead(&year_on("2014-12-20"));
    assert!(lead.contains("Late: First draft of the Strategic Assessment considered"), "{lead}");
}

#[test]
fn each_row_can_be_followed_to_what_was_recorded() {
    let update = update("2014-10-14");
    let cabinet = update.traced.iter().find(|row| row.heading == "Rolling Plan to Council Cabinet");
    let cabinet = cabinet.unwrap();
    assert!(cabinet.reference.starts_with("2015-16/2014-10-14/2."), "{}", cabinet.reference);
    assert!(cabinet.rests_on[0].starts_with("Planned in March 2015"), "{:?}", cabinet.rests_on);
}
