//! The Maidstone year of 2015–16 as the report of 14 October 2014 planned it, for tests.

use serde_json::json;

use crate::membership::body::Body;
use crate::terms::day::Day;
use crate::timetable::Timetable;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;

/// The bodies that decided; `examples/maidstone-2014/partnership.toml` names them so.
pub(crate) fn bodies() -> Vec<Body> {
    serde_json::from_value(json!([
        { "id": "partnership", "kind": "strategy-group", "name": "the Safer Maidstone Partnership" },
        { "id": "scrutiny", "kind": "scrutiny", "name": "the Crime and Disorder Overview and Scrutiny Committee" },
        { "id": "cabinet", "kind": "cabinet", "name": "Cabinet" },
        { "id": "council", "kind": "council", "name": "Council" },
    ]))
    .unwrap()
}

/// The steps, with the dates of Cabinet and Council still to be set, as in
/// `examples/maidstone-2014/timetable.toml`.
pub(crate) fn timetable() -> Timetable {
    let typed = json!({
        "cycle": "2015-16",
        "polls": ["2015-05-07"],
        "step": [
            { "id": "quarter-1-briefing", "kind": "publish", "subject": "briefing",
              "title": "Quarter 1 (April–June 2014) crime briefing, attached to the October report",
              "when": "2014-10-14", "owner": "Maidstone Borough Council" },
            { "id": "consultation", "kind": "consult", "subject": "assessment",
              "title": "Strategic Assessment consultation, with the partnership, its subgroups and other key partners; on paper and on-line",
              "when": "2015-01-01 to 2015-02-28", "owner": "Safer Maidstone Partnership" },
            { "id": "assessment-drafted", "kind": "consider", "subject": "assessment",
              "title": "First draft of the Strategic Assessment considered, then used to set the priorities for 2015–2016",
              "when": "2014-12-04", "owner": "Safer Maidstone Partnership",
              "body": "partnership" },
            { "id": "plan-written", "kind": "write", "subject": "plan",
              "title": "Rolling Plan written", "when": "December 2014 to January 2015",
              "owner": "Maidstone Borough Council", "needs": ["assessment-drafted"] },
            { "id": "assessment-approved", "kind": "approve", "subject": "assessment",
              "title": "Strategic Assessment formally approved", "when": "2015-03-05",
              "owner": "Safer Maidstone Partnership", "body": "partnership",
              "needs": ["assessment-drafted", "consultation"] },
            { "id": "plan-agreed", "kind": "agree", "subject": "plan",
              "title": "Rolling Plan agreed", "when": "2015-03-05",
              "owner": "Safer Maidstone Partnership", "body": "partnership",
              "needs": ["plan-written", "assessment-approved"] },
            { "id": "plan-to-cabinet", "kind": "consider", "subject": "plan",
              "title": "Rolling Plan to Council Cabinet", "when": "March 2015",
              "owner": "Maidstone Borough Council", "body": "cabinet",
              "needs": ["plan-agreed"] },
            { "id": "plan-adopted", "kind": "adopt", "subject": "plan",
              "title": "Rolling Plan adopted", "when": "April 2015",
              "owner": "Maidstone Borough Council", "body": "council",
              "needs": ["plan-to-cabinet"] },
            { "id": "plan-launched", "kind": "distribute", "subject": "plan",
              "title": "Launch and distribution", "when": "from May 2015",
              "owner": "Safer Maidstone Partnership", "needs": ["plan-adopted"] },
        ],
    });
    Timetable::of(serde_json::from_value(typed).unwrap(), &bodies()).unwrap()
}

/// A day as written.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A step's short name as written.
pub(crate) fn id(text: &str) -> StepId {
    StepId(text.parse().unwrap())
}

/// Something that happened, as the manager recorded it.
pub(crate) fn event(step: &str, on: &str, what: Happening) -> Event {
    Event { step: id(step), on: day(on), by: "the manager".to_owned(), what }
}

/// A step's move on a day.
pub(crate) fn moved(step: &str, on: &str, to: &str) -> Event {
    let what = Happening::Moved { to: to.parse().unwrap(), why: "the date was set".to_owned() };
    event(step, on, what)
}

/// The year as it was planned, seen on a day.
pub(crate) fn as_planned(today: &str) -> YearSoFar {
    YearSoFar::of(timetable(), &[], day(today)).unwrap()
}

/// The year with the days on which Cabinet and Council then met, seen on a day after 6 March 2015.
pub(crate) fn with_dates_set(today: &str) -> YearSoFar {
    let events = [
        moved("plan-to-cabinet", "2015-03-06", "2015-04-14"),
        moved("plan-adopted", "2015-03-06", "2015-04-22"),
    ];
    YearSoFar::of(timetable(), &events, day(today)).unwrap()
}
