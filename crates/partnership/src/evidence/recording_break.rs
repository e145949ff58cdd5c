//! Changes in how crime is recorded: across them a rise or fall is partly the recording.
//!
//! In comes the list of breaks, data that is kept with this file; out go the breaks that a
//! comparison of two periods crosses, each with its caution in words.

use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::span::Span;

/// A change in recording, in one force or in all.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordingBreak {
    /// The force as it publishes, or `None` where all are concerned.
    pub force: Option<String>,
    /// The first month in which recording was changing.
    pub from: Month,
    /// The last month in which recording was changing.
    pub to: Month,
    /// Share of crimes recorded before and after, where inspected.
    pub accuracy: (Option<f64>, Option<f64>),
    /// What changed, as half a sentence.
    pub what: String,
    /// Who found it, where published.
    pub source: String,
}

/// The breaks known to this release.
///
/// Source: each row names its own.
const KNOWN: &str = include_str!("recording_breaks.csv");

/// Why a list of breaks cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line} of the recording breaks: {reason}")]
pub struct BreakError {
    line: usize,
    reason: String,
}

/// The breaks known to this release.
///
/// # Errors
/// When the list kept with the program is damaged; a test holds that it is not.
pub fn known() -> Result<Vec<RecordingBreak>, BreakError> {
    parse(KNOWN)
}

/// Reads a list of breaks: comma-separated, a header line, the columns of `recording_breaks.csv`.
///
/// # Errors
/// When a line does not have the columns, or a month is none.
pub fn parse(text: &str) -> Result<Vec<RecordingBreak>, BreakError> {
    text.lines().enumerate().skip(1).map(|(at, line)| one(at + 1, line)).collect()
}

fn one(line: usize, text: &str) -> Result<RecordingBreak, BreakError> {
    let wrong = |reason: &str| BreakError { line, reason: reason.to_owned() };
    let mut fields = text.splitn(7, ',');
    let mut next = || fields.next().ok_or_else(|| wrong("expected seven fields"));
    let force = Some(next()?).filter(|force| !force.is_empty()).map(str::to_owned);
    let month = |text: &str| text.parse::<Month>().map_err(|error| wrong(&error.to_string()));
    let (from, to) = (month(next()?)?, month(next()?)?);
    let share = |text: &str| text.parse::<f64>().ok().map(|percent| percent / 100.0);
    let accuracy = (share(next()?), share(next()?));
    let what = next()?.to_owned();
    let source = next()?.trim_matches('"').to_owned();
    Ok(RecordingBreak { force, from, to, accuracy, what, source })
}

impl RecordingBreak {
    /// Whether comparing `earlier` with `later` in `force` crosses this break: recording was
    /// changing in some month from the first of the one to the last of the other.
    pub fn crossed_by(&self, force: &str, earlier: Period, later: Period) -> bool {
        let (first, last) = (earlier.first().min(later.first()), earlier.last().max(later.last()));
        self.crossed_within(force, Span::spanning(first, last))
    }

    /// Whether recording was changing in `force` in some month of `months`, such as those of a series.
    pub fn crossed_within(&self, force: &str, months: Span<Month>) -> bool {
        let concerned = self.force.as_deref().is_none_or(|own| own == force);
        concerned && self.from <= months.last() && months.first() <= self.to
    }

    /// The caution in words, to stand beside any comparison that crosses the break.
    pub fn caution(&self) -> String {
        let whose = self.force.as_deref().unwrap_or("all forces");
        let span = if self.from == self.to {
            format!("In {}", self.from.in_words())
        } else {
            format!("Between {} and {}", self.from.in_words(), self.to.in_words())
        };
        format!("{span} recording changed in {whose}: {}. {}", self.what, self.scenario())
    }

    /// How much of a rise better recording alone would make, where both shares were inspected.
    fn scenario(&self) -> String {
        match self.accuracy {
            (Some(before), Some(after)) if before > 0.0 => {
                let rise = (after / before - 1.0) * 100.0;
                let share =
                    |share: f64| format!("{:.1}", share * 100.0).trim_end_matches(".0").to_owned();
                format!(
                    "Recording that improves from {}% to {}% raises counts by {rise:.1}% with no \
                     more crime committed. ",
                    share(before),
                    share(after)
                )
            }
            (Some(_) | None, _) => String::new(),
        }
    }
}

/// The cautions of the breaks that `months` cross in `force`, for any result worked out from these months.
///
/// # Errors
/// When the list kept with the program is damaged; a test holds that it is not.
pub fn cautions(force: &str, months: Span<Month>) -> Result<Vec<String>, BreakError> {
    let crossed = known()?.into_iter().filter(|one| one.crossed_within(force, months));
    Ok(crossed.map(|one| one.caution()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_over_the_spring_of_2014_is_cautioned_and_one_of_2016_is_not() {
        let cautioned = |months: &str| cautions("Kent Police", months.parse().unwrap()).unwrap();
        assert!(cautioned("2014-02 to 2014-05")[0].contains("recording changed in Kent Police"));
        assert_eq!(cautioned("2015-05 to 2017-05"), Vec::<String>::new());
    }

    #[test]
    fn the_list_kept_with_the_program_can_be_read() {
        let breaks = known().unwrap();
        assert!(breaks.len() >= 4 && breaks.iter().all(|one| !one.source.is_empty()));
    }

    #[test]
    fn the_spring_of_2014_in_kent_crosses_a_break_and_in_essex_does_not() {
        let (before, quarter) = ("2013-Q4".parse().unwrap(), "2014-Q1".parse().unwrap());
        let crossed = |force: &str| {
            known().unwrap().iter().filter(|one| one.crossed_by(force, before, quarter)).count()
        };
        assert_eq!((crossed("Kent Police"), crossed("Essex Police")), (1, 0));
    }

    #[test]
    fn better_recording_from_90_to_96_per_cent_raises_counts_by_6_7_per_cent() {
        let kent = known().unwrap().into_iter().find(|one| one.accuracy == (Some(0.9), Some(0.96)));
        let kent = kent.unwrap();
        assert!(kent.caution().contains("from 90% to 96% raises counts by 6.7%"));
        let exact = RecordingBreak { accuracy: (Some(0.84), Some(0.966)), ..kent };
        assert!(exact.caution().contains("from 84% to 96.6% raises counts by 15.0%"));
    }
}
