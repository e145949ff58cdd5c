//! When commentaries are asked for and due: worked back from the meeting whose papers they go into.
//!
//! In comes the day of a meeting; out go the days before it, on working days as the timetable has them.

use crate::task_groups::commentary::Commentary;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::timetable::working_days::papers_due;
use crate::timetable::working_days::working_day_from;
use crate::timetable::working_days::working_day_up_to;

/// So many days before the papers are due a commentary is, so that somebody can read it and send it back.
pub const TO_READ: i32 = 7;

/// So many days before it is due a commentary is asked for.
pub const TO_WRITE: i32 = 21;

/// The days of a quarter's commentaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentaryDays {
    /// When they are asked for: the quarter has ended by then.
    pub asked: Day,
    /// The last day for sending them.
    pub due: Day,
    /// The last day for the papers of the meeting.
    pub papers_due: Day,
}

/// A meeting comes too soon after a quarter.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error(
    "{} ends on {}, and commentaries for the meeting of {} would be due on {}; choose an earlier quarter or a later meeting",
    Period::Quarter(*quarter).in_words(), ended.in_words(), meeting.in_words(), due.in_words()
)]
pub struct TooSoon {
    quarter: Quarter,
    ended: Day,
    meeting: Day,
    due: Day,
}

impl CommentaryDays {
    /// The days for a quarter, worked back from the meeting whose papers the commentaries go into.
    ///
    /// ```
    /// use partnership::task_groups::due::CommentaryDays;
    /// let days = CommentaryDays::before("2014-12-04".parse()?, "2014-Q2".parse()?)?;
    /// assert_eq!(days.papers_due, "2014-11-26".parse()?);
    /// assert_eq!(days.due, "2014-11-19".parse()?);
    /// assert_eq!(days.asked, "2014-10-29".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When they would be due before the quarter has ended.
    pub fn before(meeting: Day, quarter: Quarter) -> Result<CommentaryDays, TooSoon> {
        let papers_due = papers_due(meeting);
        let due = working_day_up_to(papers_due.plus_days(-TO_READ));
        let ended = Day::last_of(Period::Quarter(quarter).last());
        let after = working_day_from(ended.plus_days(1));
        if due < after {
            return Err(TooSoon { quarter, ended, meeting, due });
        }
        let asked = working_day_up_to(due.plus_days(-TO_WRITE)).max(after);
        Ok(CommentaryDays { asked, due, papers_due })
    }
}

/// A quarter is not over, so that nothing can be said of the whole of it.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error(
    "{} ends on {}; commentaries on it can be asked for from the day after",
    Period::Quarter(*quarter).in_words(), ended.in_words()
)]
pub struct NotEnded {
    quarter: Quarter,
    ended: Day,
}

/// Whether commentaries on a quarter can be asked for on a day.
///
/// ```
/// use partnership::task_groups::due::may_be_asked;
/// let quarter = "2014-Q2".parse()?;
/// assert!(may_be_asked(quarter, "2014-10-01".parse()?).is_ok());
/// let refused = may_be_asked(quarter, "2014-09-30".parse()?).unwrap_err().to_string();
/// assert!(refused.contains("ends on 30 September 2014"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the quarter has not ended by then.
pub fn may_be_asked(quarter: Quarter, today: Day) -> Result<(), NotEnded> {
    let ended = Day::last_of(Period::Quarter(quarter).last());
    if ended < today { Ok(()) } else { Err(NotEnded { quarter, ended }) }
}

/// The days on which whoever has not sent a commentary is reminded: a week before it is due, the day before, and the
/// day after; each a working day.
pub fn reminding_days(due: Day) -> [Day; 3] {
    let before = |days: i32| working_day_up_to(due.plus_days(-days));
    [before(7), before(1), working_day_from(due.plus_days(1))]
}

/// Whether whoever is to write it is reminded today, if the last letter went on a day.
///
/// ```
/// use partnership::task_groups::commentary::Commentary;
/// use partnership::task_groups::due::is_to_be_reminded;
/// let (asked, due) = ("2014-10-29".parse()?, "2014-11-19".parse()?);
/// let commentary = Commentary::asked("Forum", "2014-Q2".parse()?, asked, due);
/// assert!(!is_to_be_reminded(&commentary, asked, "2014-11-11".parse()?));
/// assert!(is_to_be_reminded(&commentary, asked, "2014-11-12".parse()?));
/// assert!(!is_to_be_reminded(&commentary, "2014-11-12".parse()?, "2014-11-17".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn is_to_be_reminded(commentary: &Commentary, last_letter: Day, today: Day) -> bool {
    let mut days = reminding_days(commentary.due).into_iter();
    commentary.is_with_lead() && days.any(|day| last_letter < day && day <= today)
}

/// How a commentary that its lead still has stands to its day, in words; none where it was sent.
pub fn in_words(commentary: &Commentary, today: Day) -> Option<String> {
    let days =
        |number: i32| if number == 1 { "a day".to_owned() } else { format!("{number} days") };
    commentary.is_with_lead().then(|| match commentary.due.days_since(today) {
        0 => "due today".to_owned(),
        left @ 1.. => format!("due in {}, on {}", days(left), commentary.due.in_full()),
        late => format!("late by {}; it was due on {}", days(-late), commentary.due.in_full()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::month::Month;
    use crate::timetable::working_days::is_working_day;
    use proptest::prelude::*;

    #[test]
    fn a_meeting_too_soon_after_the_quarter_is_refused_with_both_days() {
        let refused =
            CommentaryDays::before("2014-10-14".parse().unwrap(), "2014-Q2".parse().unwrap());
        let told = refused.unwrap_err().to_string();
        assert!(told.contains("ends on 30 September 2014"), "{told}");
        assert!(told.contains("due on 29 September 2014"), "{told}");
    }

    #[test]
    fn lateness_is_told_in_days_and_ends_with_sending() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let mut commentary = Commentary::asked(
            "Forum",
            "2014-Q2".parse().unwrap(),
            day("2014-10-29"),
            day("2014-11-19"),
        );
        let told = |today| in_words(&commentary, day(today));
        assert_eq!(told("2014-11-18").unwrap(), "due in a day, on Wednesday 19 November 2014");
        assert_eq!(
            told("2014-11-22").unwrap(),
            "late by 3 days; it was due on Wednesday 19 November 2014"
        );
        commentary.standing =
            crate::task_groups::commentary::Standing::Sent { on: day("2014-11-22") };
        assert_eq!(in_words(&commentary, day("2014-11-23")), None);
    }

    proptest! {
        #[test]
        fn the_days_are_working_days_in_their_order(ahead in 400_i32..109_000) {
            let meeting = Day::first_of(Month::EARLIEST).plus_days(ahead);
            let quarter = Quarter::containing(meeting.month()).plus_quarters(-2);
            let days = CommentaryDays::before(meeting, quarter).unwrap();
            prop_assert!(is_working_day(days.asked) && is_working_day(days.due));
            prop_assert!(Day::last_of(Period::Quarter(quarter).last()) < days.asked);
            prop_assert!(days.asked <= days.due && days.due.plus_days(TO_READ) <= days.papers_due);
            prop_assert!(days.papers_due < meeting);
        }
    }
}
