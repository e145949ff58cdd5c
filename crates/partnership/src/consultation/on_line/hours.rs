//! When a consultation can be answered on-line, to the second in the local time of the United Kingdom.
//!
//! In come its days, the zone in which clocks go, and a moment; out goes whether it is not open yet, open, closed and
//! taking late replies, or over.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::consultation::exercise::Consultation;
use crate::terms::day::Day;

/// From when until when a consultation can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    opens: Timestamp,
    closed: Timestamp,
    over: Timestamp,
}

/// Whether any version of the questionnaire is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// None was opened.
    NotYet,
    /// One is open.
    Now,
    /// All that were opened are closed.
    NoMore,
}

/// Whether somebody can answer at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Not yet.
    NotYet,
    /// Yes, in time.
    Open,
    /// Yes, and what is sent is kept and shown as late.
    Late,
    /// A new reply cannot be begun, since all is decided; one that was begun can still be sent, and is late.
    Over,
}

impl Hours {
    /// The hours of a consultation by the clocks of `zone`: from the first second of its first day through the last
    /// second of its last one. A new late reply can be begun until the day ends on which the decision was planned.
    ///
    /// # Errors
    /// When a day lies outside all that the zone knows.
    pub fn of(consultation: &Consultation, zone: &TimeZone) -> Result<Hours, jiff::Error> {
        let begins = |day: Day| zone.to_timestamp(day.date().to_datetime(Time::midnight()));
        let typed = consultation.typed();
        Ok(Hours {
            opens: begins(typed.days.first())?,
            closed: begins(typed.days.last().plus_days(1))?,
            over: begins(typed.decided.last().plus_days(1))?,
        })
    }

    /// Whether somebody can answer at `now`. A version that was closed by hand is closed, whatever the day.
    pub fn opening(&self, now: Timestamp, asked: Asked) -> Opening {
        match asked {
            Asked::NotYet => Opening::NotYet,
            Asked::Now | Asked::NoMore if now < self.opens => Opening::NotYet,
            Asked::Now | Asked::NoMore if now >= self.over => Opening::Over,
            Asked::Now if now < self.closed => Opening::Open,
            Asked::Now | Asked::NoMore => Opening::Late,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::exercise::tests::consultation_on;

    fn opening(days: &str, now: &str) -> Opening {
        let consultation = consultation_on(days, "2015-12-01");
        let zone = TimeZone::get("Europe/London").unwrap();
        Hours::of(&consultation, &zone).unwrap().opening(now.parse().unwrap(), Asked::Now)
    }

    #[test]
    fn it_opens_with_the_first_second_and_closes_with_the_last() {
        let days = "2015-01-01 to 2015-02-28";
        assert_eq!(opening(days, "2014-12-31T23:59:59Z"), Opening::NotYet);
        assert_eq!(opening(days, "2015-01-01T00:00:00Z"), Opening::Open);
        assert_eq!(opening(days, "2015-02-28T23:59:59.999Z"), Opening::Open);
        assert_eq!(opening(days, "2015-03-01T00:00:00Z"), Opening::Late);
    }

    #[test]
    fn in_summer_the_day_ends_an_hour_earlier_by_the_worlds_time() {
        // The clocks go forward on 29 March 2015 and back on 25 October 2015.
        let days = "2015-03-29 to 2015-10-24";
        assert_eq!(opening(days, "2015-03-28T23:59:59Z"), Opening::NotYet);
        assert_eq!(opening(days, "2015-03-29T00:00:00Z"), Opening::Open);
        assert_eq!(opening(days, "2015-10-24T22:59:59Z"), Opening::Open);
        assert_eq!(opening(days, "2015-10-24T23:00:00Z"), Opening::Late);
        // The day on which they go back has 25 hours.
        let days = "2015-10-25 to 2015-10-25";
        assert_eq!(opening(days, "2015-10-24T23:00:00Z"), Opening::Open);
        assert_eq!(opening(days, "2015-10-25T23:59:59Z"), Opening::Open);
        assert_eq!(opening(days, "2015-10-26T00:00:00Z"), Opening::Late);
    }

    #[test]
    fn late_replies_are_taken_until_the_decision() {
        let days = "2015-01-01 to 2015-02-28";
        assert_eq!(opening(days, "2015-12-01T23:59:59Z"), Opening::Late);
        assert_eq!(opening(days, "2015-12-02T00:00:00Z"), Opening::Over);
    }

    #[test]
    fn what_is_closed_by_hand_is_closed_and_a_draft_is_not_open() {
        let consultation = consultation_on("2015-01-01 to 2015-02-28", "2015-12-01");
        let zone = TimeZone::get("Europe/London").unwrap();
        let hours = Hours::of(&consultation, &zone).unwrap();
        let now = "2015-01-15T12:00:00Z".parse().unwrap();
        assert_eq!(hours.opening(now, Asked::NoMore), Opening::Late);
        assert_eq!(hours.opening(now, Asked::NotYet), Opening::NotYet);
    }
}
