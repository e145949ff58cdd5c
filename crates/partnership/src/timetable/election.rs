//! Polls, and the weeks before them in which a council keeps from contested decisions.
//!
//! In comes the day of a poll; out goes its pre-election period.

use jiff::civil::Weekday;

use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::span::Span;
use crate::timetable::working_days::is_working_day;

/// By how many working days before a poll its notice must be published at the latest.
const WORKING_DAYS_OF_NOTICE: usize = 25;

/// The pre-election period of a poll: from the last day for its notice of election to the poll.
///
/// No law fixes when councils begin to keep from contested decisions; by convention it is when the
/// notice of election is published. Councils may publish sooner. The notice is due on the 25th day
/// before the poll, leaving out weekends, bank holidays and Christmas Eve (SI 2006/3304, schedule 2,
/// rules 1 and 2), which is what is worked out here.
///
/// ```
/// use partnership::timetable::election::pre_election_period;
/// let period = pre_election_period("2015-05-07".parse()?);
/// assert_eq!(period.to_string(), "2015-03-30 to 2015-05-07");
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn pre_election_period(poll: Day) -> Span<Day> {
    let mut counted =
        poll.backwards().filter(|day| is_working_day(*day) && !is_christmas_eve(*day));
    Span::spanning(counted.nth(WORKING_DAYS_OF_NOTICE - 1).unwrap_or(poll), poll)
}

/// The ordinary day of local elections: the first Thursday in May; `None` for a year not held.
///
/// A poll may be on another day, as in 2001, 2004 and 2009, and in 2020 there was none; so the polls
/// of a timetable are data, and this only proposes one.
///
/// ```
/// use partnership::timetable::election::ordinary_election_day;
/// assert_eq!(ordinary_election_day(2015), Some("2015-05-07".parse()?));
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn ordinary_election_day(year: i16) -> Option<Day> {
    let first = Day::first_of(Month::new(year, 5).ok()?);
    (0..7).map(|ahead| first.plus_days(ahead)).find(|day| day.weekday() == Weekday::Thursday)
}

fn is_christmas_eve(day: Day) -> bool {
    (day.date().month(), day.date().day()) == (12, 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Last days for the notice of election in the Electoral Commission's published timetables.
    #[test]
    fn notices_of_election_are_due_as_the_electoral_commission_published() {
        for (poll, notice) in [
            ("2015-05-07", "2015-03-30"),
            ("2016-05-05", "2016-03-30"),
            ("2024-05-02", "2024-03-26"),
        ] {
            let period = pre_election_period(poll.parse().unwrap());
            assert_eq!(period.first().to_string(), notice);
        }
    }

    #[test]
    fn christmas_eve_does_not_count_before_a_poll() {
        let period = pre_election_period("2019-01-24".parse().unwrap());
        // 16 working days of January, then 31, 28 and 27 December, the five of the week before
        // Christmas, and the Friday before those.
        assert_eq!(period.first().to_string(), "2018-12-14");
    }

    #[test]
    fn the_ordinary_day_of_election_is_the_first_thursday_in_may() {
        let days = [2015, 2019, 2025].map(|year| ordinary_election_day(year).unwrap().to_string());
        assert_eq!(days, ["2015-05-07", "2019-05-02", "2025-05-01"]);
    }
}
