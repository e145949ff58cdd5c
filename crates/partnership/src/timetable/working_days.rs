//! Working days, clear days, and the last days on which papers and notices may be published.
//!
//! In comes the day of a meeting; out go the days by which the public must have its papers and know
//! of its key decisions.

use std::fmt;

use jiff::civil::Weekday;

use crate::terms::day::Day;
use crate::terms::day::weekday_in_words;
use crate::timetable::holidays::bank_holiday;

/// For how many clear days an agenda and its reports lie open before a meeting.
///
/// Local Government Act 1972, section 100B, as amended by SI 2002/715; for the executive SI 2012/2089.
/// Weekends and bank holidays are not counted, which is the stricter reading and the councils' habit
/// (R v Swansea City Council ex parte Elitestone, 1993).
pub const CLEAR_DAYS_FOR_PAPERS: usize = 5;

/// For how many clear days a key decision is announced: SI 2012/2089, regulation 9. These are days of
/// the calendar.
pub const CLEAR_DAYS_FOR_NOTICE: i32 = 28;

/// Why a day is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOff {
    /// It is a Saturday or a Sunday.
    Weekend(Weekday),
    /// It is a bank holiday of this name.
    BankHoliday(&'static str),
}

impl fmt::Display for DayOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayOff::Weekend(weekday) => write!(f, "a {}", weekday_in_words(*weekday)),
            DayOff::BankHoliday(name) => f.write_str(name),
        }
    }
}

/// Why `day` is no working day; `None` when it is one.
pub fn day_off(day: Day) -> Option<DayOff> {
    match day.weekday() {
        weekend @ (Weekday::Saturday | Weekday::Sunday) => Some(DayOff::Weekend(weekend)),
        Weekday::Monday
        | Weekday::Tuesday
        | Weekday::Wednesday
        | Weekday::Thursday
        | Weekday::Friday => bank_holiday(day).map(DayOff::BankHoliday),
    }
}

/// Whether `day` is a working day: Monday to Friday and no bank holiday.
pub fn is_working_day(day: Day) -> bool {
    day_off(day).is_none()
}

/// The clear working days between two days: neither of the two counts.
///
/// ```
/// use partnership::timetable::working_days::clear_working_days;
/// // A consultation closes on a Saturday; the partnership meets on the Thursday after.
/// assert_eq!(clear_working_days("2015-02-28".parse()?, "2015-03-05".parse()?), 3);
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn clear_working_days(from: Day, to: Day) -> usize {
    from.onwards().take_while(|day| *day < to).filter(|day| is_working_day(*day)).count()
}

/// The last working day on which papers for `meeting` may be published.
///
/// Neither the day of publication nor the day of the meeting counts.
///
/// ```
/// use partnership::timetable::working_days::papers_due;
/// // Council of 22 April 2015; Cabinet of 14 April, with Easter before it.
/// assert_eq!(papers_due("2015-04-22".parse()?), "2015-04-14".parse()?);
/// assert_eq!(papers_due("2015-04-14".parse()?), "2015-04-02".parse()?);
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn papers_due(meeting: Day) -> Day {
    working_day_before(meeting, CLEAR_DAYS_FOR_PAPERS + 1)
}

/// The first working day for a meeting whose papers can be published on `ready` and not before.
pub fn first_meeting(ready: Day) -> Day {
    let mut working_days = ready.onwards().filter(|day| is_working_day(*day));
    working_days.find(|day| ready <= papers_due(*day)).unwrap_or(ready)
}

/// The last day on which notice of a key decision at `meeting` may be published.
///
/// ```
/// use partnership::timetable::working_days::notice_due;
/// assert_eq!(notice_due("2015-04-14".parse()?), "2015-03-16".parse()?);
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn notice_due(meeting: Day) -> Day {
    meeting.plus_days(-CLEAR_DAYS_FOR_NOTICE - 1)
}

/// The first working day from `day` on.
pub fn working_day_from(day: Day) -> Day {
    if is_working_day(day) {
        day
    } else {
        day.onwards().find(|day| is_working_day(*day)).unwrap_or(day)
    }
}

/// The last working day up to `day`.
pub fn working_day_up_to(day: Day) -> Day {
    if is_working_day(day) { day } else { working_day_before(day, 1) }
}

/// The working day that is the `count`-th before `day`; at the calendar's beginning, its first day.
fn working_day_before(day: Day, count: usize) -> Day {
    let mut working_days = day.backwards().filter(|day| is_working_day(*day));
    working_days.nth(count.saturating_sub(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::month::Month;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn papers_for_council_on_22_april_2015_were_due_on_14_april() {
        assert_eq!(papers_due(day("2015-04-22")), day("2015-04-14"));
    }

    #[test]
    fn easter_does_not_count_among_the_clear_days() {
        assert_eq!(day_off(day("2015-04-03")), Some(DayOff::BankHoliday("Good Friday")));
        assert_eq!(papers_due(day("2015-04-14")), day("2015-04-02"));
    }

    #[test]
    fn notice_of_a_key_decision_on_14_april_2015_was_due_by_16_march() {
        assert_eq!(notice_due(day("2015-04-14")), day("2015-03-16"));
    }

    #[test]
    fn between_a_saturday_and_the_next_thursday_lie_three_working_days() {
        assert_eq!(clear_working_days(day("2015-02-28"), day("2015-03-05")), 3);
        assert_eq!(clear_working_days(day("2015-03-05"), day("2015-03-05")), 0);
    }

    #[test]
    fn a_body_can_meet_on_the_day_whose_papers_are_due_when_the_plan_is_agreed() {
        assert_eq!(first_meeting(day("2015-03-05")), day("2015-03-13"));
    }

    proptest! {
        #[test]
        fn papers_due_is_the_last_working_day_with_five_clear_ones(ahead in 400_i32..109_000) {
            let meeting = Day::first_of(Month::EARLIEST).plus_days(ahead);
            let due = papers_due(meeting);
            prop_assert!(is_working_day(due));
            prop_assert_eq!(clear_working_days(due, meeting), 5);
            let next = due.onwards().find(|day| is_working_day(*day)).unwrap();
            prop_assert_eq!(clear_working_days(next, meeting), 4);
        }

        #[test]
        fn notice_leaves_28_clear_days_and_a_day_later_would_not(ahead in 400_i32..109_000) {
            let meeting = Day::first_of(Month::EARLIEST).plus_days(ahead);
            prop_assert_eq!(meeting.days_since(notice_due(meeting)) - 1, 28);
        }

        #[test]
        fn the_first_meeting_is_lawful_and_a_working_day_sooner_would_not_be(
            ahead in 400_i32..108_000,
        ) {
            let ready = Day::first_of(Month::EARLIEST).plus_days(ahead);
            let meeting = first_meeting(ready);
            prop_assert!(is_working_day(meeting) && ready <= papers_due(meeting));
            prop_assert!(papers_due(working_day_before(meeting, 1)) < ready);
        }
    }
}
