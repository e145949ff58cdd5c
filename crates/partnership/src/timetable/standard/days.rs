//! The days of a standard year, the last worked out first.
//!
//! In come a cycle and which bodies there are; out go days, each on its usual weekday and with slack.

use jiff::civil::Weekday;

use crate::membership::Partnership;
use crate::membership::body::BodyKind;
use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::span::Span;
use crate::timetable::cycle::Cycle;
use crate::timetable::election::ordinary_election_day;
use crate::timetable::election::pre_election_period;
use crate::timetable::standard::body_of;
use crate::timetable::working_days::clear_working_days;
use crate::timetable::working_days::is_working_day;
use crate::timetable::working_days::papers_due;
use crate::timetable::working_days::working_day_from;

/// Clear working days left between a step and the day on which what needs it is due, so that a day's delay
/// breaks nothing.
const SLACK: usize = 2;

/// How many weeks a consultation runs. The rule is ours: six, and two for Christmas, which lies within them.
const WEEKS_OF_CONSULTATION: i32 = 8;

/// How many weeks the plan is written for. The rule is ours.
const WEEKS_OF_WRITING: i32 = 3;

/// The days of a standard year.
pub(super) struct Days {
    pub(super) briefing: Day,
    pub(super) scrutiny: Day,
    pub(super) draft: Day,
    pub(super) consultation: Span<Day>,
    pub(super) writing: Span<Day>,
    pub(super) strategy_group: Day,
    pub(super) cabinet: Day,
    pub(super) council: Day,
    pub(super) poll: Day,
    pub(super) publication: Day,
}

impl Days {
    /// The days for a cycle. Where there is no Cabinet or Council, what comes before it may be as late as it.
    pub(super) fn of(cycle: Cycle, partnership: &Partnership) -> Days {
        let april = cycle.year().first_month();
        let poll =
            ordinary_election_day(april.year()).unwrap_or(Day::first_of(april.plus_months(1)));
        let until = pre_election_period(poll).first();
        let council = last(Weekday::Wednesday, until);
        let until = before(until, council, partnership, BodyKind::Council);
        let cabinet = last(Weekday::Tuesday, until);
        let until = before(until, cabinet, partnership, BodyKind::Cabinet);
        let strategy_group = last(Weekday::Thursday, until);
        let written = last(Weekday::Friday, papers_due(strategy_group));
        let writing = whole_weeks(WEEKS_OF_WRITING, written);
        let closes = last_on(Weekday::Friday, writing.first().plus_days(-1));
        let consultation = whole_weeks(WEEKS_OF_CONSULTATION, closes);
        let october = april.plus_months(-6);
        Days {
            briefing: nth(2, Weekday::Tuesday, october),
            scrutiny: nth(4, Weekday::Tuesday, october),
            draft: last(Weekday::Thursday, consultation.first()),
            consultation,
            writing,
            strategy_group,
            cabinet,
            council,
            poll,
            // Thursday's votes are counted by the weekend.
            publication: working_day_from(poll.plus_days(4)),
        }
    }
}

/// Until when there is time before a body's meeting, if there is such a body.
fn before(until: Day, meeting: Day, partnership: &Partnership, kind: BodyKind) -> Day {
    body_of(partnership, kind).map_or(until, |_| papers_due(meeting))
}

/// The last such weekday that is a working day and leaves slack before `until`.
fn last(weekday: Weekday, until: Day) -> Day {
    let fits = |day: &Day| {
        day.weekday() == weekday && is_working_day(*day) && SLACK <= clear_working_days(*day, until)
    };
    until.backwards().find(fits).unwrap_or(until)
}

/// The last such weekday up to a day.
fn last_on(weekday: Weekday, day: Day) -> Day {
    let after = day.plus_days(1);
    after.backwards().find(|day| day.weekday() == weekday).unwrap_or(day)
}

/// So many weeks from a Monday to the day on which they end.
fn whole_weeks(weeks: i32, ends: Day) -> Span<Day> {
    let monday = last_on(Weekday::Monday, ends);
    Span::spanning(monday.plus_days(-7 * (weeks - 1)), ends)
}

/// The nth such weekday of a month.
fn nth(number: i32, weekday: Weekday, month: Month) -> Day {
    let first = Day::first_of(month);
    first.plus_days(i32::from(first.weekday().until(weekday)) + 7 * (number - 1))
}
