//! What time it is.
//!
//! Out come this moment and today's date in the United Kingdom, where every deadline of ours falls.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use partnership::terms::day::Day;
use partnership::terms::day::DayError;

/// The clock by which pages go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The real one.
    Running,
    /// One whose date stands still, as the worked example's does.
    Standing(Day),
    /// One that stands still to the second, so that what holds from a second on can be tried.
    StandingAt(Timestamp),
}

/// Why there is no date.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// The zone is not known.
    #[error(
        "the time in the United Kingdom is not known; is the time zone Europe/London installed?"
    )]
    Zone(#[source] jiff::Error),
    /// The clock stands outside any calendar that we hold.
    #[error("the clock is wrong: {0}; set it right")]
    Absurd(#[from] DayError),
}

impl Clock {
    /// This moment. Where the date stands still, moments go on, since the audit record says when something
    /// was really typed.
    pub fn now(self) -> Timestamp {
        Timestamp::now()
    }

    /// The moment by which days and hours are decided: this one, or noon of the day on which the clock stands.
    ///
    /// # Errors
    /// When the machine does not know the zone.
    pub fn moment(self) -> Result<Timestamp, ClockError> {
        match self {
            Clock::Running => Ok(self.now()),
            Clock::StandingAt(moment) => Ok(moment),
            Clock::Standing(day) => {
                let noon = day.date().to_datetime(jiff::civil::time(12, 0, 0, 0));
                london()?.to_timestamp(noon).map_err(ClockError::Zone)
            }
        }
    }

    /// Today's date in the United Kingdom, or the date on which the clock stands.
    ///
    /// # Errors
    /// When the machine does not know it.
    pub fn today(self) -> Result<Day, ClockError> {
        match self {
            Clock::Standing(day) => Ok(day),
            Clock::StandingAt(moment) => day_of(moment),
            Clock::Running => day_of(self.now()),
        }
    }

    /// The date on which it stands, if it stands.
    pub(crate) fn stands_on(self) -> Option<Day> {
        match self {
            Clock::Running => None,
            Clock::Standing(_) | Clock::StandingAt(_) => self.today().ok(),
        }
    }
}

/// The date in the United Kingdom at a moment.
///
/// # Errors
/// When the machine does not know the zone, or the moment lies outside any calendar that we hold.
///
/// ```
/// let summer_evening = "2015-06-30T23:30:00Z".parse()?;
/// assert_eq!(web::clock::day_of(summer_evening)?, "2015-07-01".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn day_of(moment: Timestamp) -> Result<Day, ClockError> {
    Ok(Day::of(london()?.to_datetime(moment).date())?)
}

/// The zone in which the United Kingdom's clocks go.
///
/// # Errors
/// When the machine does not know it.
pub fn london() -> Result<TimeZone, ClockError> {
    records::london().map_err(ClockError::Zone)
}

/// A moment as the United Kingdom's clocks show it, such as "5 March 2015 at 14:20".
///
/// # Errors
/// When the machine does not know the zone.
///
/// ```
/// let summer_evening = "2015-06-30T23:30:00Z".parse()?;
/// assert_eq!(web::clock::in_words(summer_evening)?, "1 July 2015 at 00:30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn in_words(moment: Timestamp) -> Result<String, ClockError> {
    Ok(london()?.to_datetime(moment).strftime("%-d %B %Y at %H:%M").to_string())
}

/// The moment at which a day begins in the United Kingdom.
///
/// # Errors
/// When the machine does not know the zone.
pub fn beginning_of(day: Day) -> Result<Timestamp, ClockError> {
    london()?.to_timestamp(day.date().to_datetime(Time::midnight())).map_err(ClockError::Zone)
}
