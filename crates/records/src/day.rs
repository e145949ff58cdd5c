//! The day on which something was signed, by the clocks of the United Kingdom.
//!
//! In comes a moment; out goes the day that everybody here has then. What ends on a day ends at its midnight here, which in
//! summer is an hour before that of the world's time.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use partnership::terms::day::Day;

use crate::error::RecordsError;
use crate::store::entry::Signed;

/// The zone in which the United Kingdom's clocks go.
///
/// # Errors
/// When the machine does not know it.
pub fn london() -> Result<TimeZone, jiff::Error> {
    TimeZone::get("Europe/London")
}

impl Signed {
    /// On which day.
    pub(crate) fn day(&self) -> Result<Day, RecordsError> {
        let moment: Timestamp = self.at;
        let wrong = |why: &dyn std::fmt::Display| {
            RecordsError::stored("the time of a signature", &moment.to_string(), why)
        };
        let zone = london().map_err(|why| wrong(&why))?;
        Day::of(zone.to_datetime(moment).date()).map_err(|why| wrong(&why))
    }
}
