//! The Maidstone year of 2015–16 as the report of 14 October 2014 planned it, for tests.

use crate::membership::Partnership;
use crate::membership::body::Body;
use crate::terms::day::Day;
use crate::timetable::Timetable;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;

/// The partnership of the worked example.
pub(crate) fn partnership() -> Partnership {
    let typed = include_str!("../../../../../examples/maidstone-2014/partnership.toml");
    Partnership::of(toml::from_str(typed).unwrap()).unwrap()
}

/// Its bodies, which decide.
pub(crate) fn bodies() -> Vec<Body> {
    partnership().bodies().to_vec()
}

/// The worked example's steps, with the dates of Cabinet and Council still to be set.
pub(crate) fn timetable() -> Timetable {
    let typed = include_str!("../../../../../examples/maidstone-2014/timetable.toml");
    Timetable::of(toml::from_str(typed).unwrap(), &bodies()).unwrap()
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
