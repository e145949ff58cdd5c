//! How much of a rise better recording alone would make: a scenario, never a measurement.
//!
//! In come the shares of crimes recorded before and after, and a change in per cent; out go the points that recording
//! would make, and the words for them.

use crate::content::table::decimal;
use crate::evidence::recording_break::RecordingBreak;
use crate::statistics::probability::Proportion;
use crate::terms::month::Month;
use crate::terms::period::Period;

/// A supposed change of the share of crimes that are recorded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecordingScenario {
    before: Proportion,
    after: Proportion,
}

/// Why there is no scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoScenario {
    /// A share of nought leaves nothing to compare with.
    #[error("a recorded share of 0% leaves nothing to compare with: give shares above 0%")]
    NothingRecorded,
}

impl RecordingScenario {
    /// The scenario that `before` of all crimes were recorded once, and `after` of them later.
    ///
    /// # Errors
    /// When either share is 0.
    pub fn of(before: Proportion, after: Proportion) -> Result<RecordingScenario, NoScenario> {
        if before.value() > 0.0 && after.value() > 0.0 {
            Ok(RecordingScenario { before, after })
        } else {
            Err(NoScenario::NothingRecorded)
        }
    }

    /// The scenario of the one break between two periods of which inspectors published the shares before and after; none
    /// where there is no such break, or where there are several.
    ///
    /// The whole change lies between the periods, or the shares would tell of more than the two do.
    pub fn between(
        breaks: &[RecordingBreak],
        force: &str,
        (earlier, later): (Period, Period),
    ) -> Option<RecordingScenario> {
        let (first, last) = (earlier.first(), later.last());
        let lies_between =
            |from: Month, to: Month| first <= from && to <= last && earlier.last() < to;
        let crossed = breaks
            .iter()
            .filter(|one| one.crossed_by(force, earlier, later) && lies_between(one.from, one.to));
        let mut inspected = crossed.filter_map(|one| one.accuracy.0.zip(one.accuracy.1));
        let (Some((before, after)), None) = (inspected.next(), inspected.next()) else {
            return None;
        };
        let share = |share| Proportion::of(share).ok();
        RecordingScenario::of(share(before)?, share(after)?).ok()
    }

    /// The change of counts, in per cent, that recording would bring with no more and no less crime.
    ///
    /// **What it answers.** If recording got better, how far would the figures rise by that alone?
    ///
    /// **Formula.** (after ÷ before − 1) × 100: counts are crimes times the share recorded. It is arithmetic, with the
    /// shares as inspectors published them; no source measures it for a district or an offence.
    ///
    /// **When not to use it.** As a correction: an inspected share is of a whole force, from a sample, and differs by
    /// offence. On a few crimes, where chance moves the count more than recording does.
    ///
    /// ```
    /// use partnership::evidence::recording_scenario::RecordingScenario;
    /// use partnership::statistics::probability::Proportion;
    ///
    /// // Kent as inspected in June 2013 and June 2014.
    /// let kent = RecordingScenario::of(Proportion::of(0.90)?, Proportion::of(0.96)?)?;
    /// assert_eq!(format!("{:.1}", kent.by_recording()), "6.7");
    /// // Of the 8.5% by which crime rose in Maidstone, 1.7% would be left.
    /// assert_eq!(format!("{:.1}", kent.left_of(8.5)), "1.7");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn by_recording(self) -> f64 {
        (self.after.value() / self.before.value() - 1.0) * 100.0
    }

    /// What would be left of a change of `percent` once recording is taken out, in per cent: the ratio of the counts
    /// over the ratio of the shares.
    pub fn left_of(self, percent: f64) -> f64 {
        ((1.0 + percent / 100.0) * self.before.value() / self.after.value() - 1.0) * 100.0
    }

    /// The scenario in words beside a change of `percent`.
    ///
    /// Rule: "points of the rise" only where the figure rose and recording would make no more than all of it; otherwise
    /// both changes are told side by side.
    pub fn in_words(self, percent: f64) -> String {
        let share = |share: Proportion| decimal(share.value() * 100.0, 0);
        let (before, after) = (share(self.before), share(self.after));
        let (recording, left) = (self.by_recording(), self.left_of(percent));
        let verb = if recording < 0.0 { "fell" } else { "rose" };
        let told = if recording > 0.0 && percent >= recording {
            format!(
                "about {} points of the rise of {}% would be recording, and crime would have risen by {}%",
                decimal(recording, 1),
                decimal(percent, 1),
                decimal(left, 1)
            )
        } else {
            format!(
                "counts would have changed by {}% from recording alone; they changed by {}%, so that crime would \
                 have changed by {}%",
                decimal(recording, 1),
                decimal(percent, 1),
                decimal(left, 1)
            )
        };
        format!(
            "If recording {verb} from {before}% to {after}%, {told}. This is a scenario and not a measurement: the \
             shares are of a whole force."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(before: f64, after: f64) -> RecordingScenario {
        let share = |share| Proportion::of(share).unwrap();
        RecordingScenario::of(share(before), share(after)).unwrap()
    }

    #[test]
    fn recording_from_90_to_96_per_cent_makes_6_7_points_of_the_rise_and_says_it_is_a_scenario() {
        assert_eq!(
            scenario(0.90, 0.96).in_words(8.5),
            "If recording rose from 90% to 96%, about 6.7 points of the rise of 8.5% would be recording, and crime \
             would have risen by 1.7%. This is a scenario and not a measurement: the shares are of a whole force."
        );
    }

    #[test]
    fn a_rise_smaller_than_recording_would_make_is_told_as_a_fall_beneath_it() {
        let words = scenario(0.90, 0.96).in_words(2.0);
        assert!(words.contains("changed by 6.7% from recording alone; they changed by 2.0%"));
        assert!(!words.contains("points of the rise"));
    }

    #[test]
    fn unchanged_recording_leaves_the_change_as_it_is() {
        assert!((scenario(0.9, 0.9).left_of(8.5) - 8.5).abs() < 1e-12);
    }

    #[test]
    fn a_share_of_nought_is_refused() {
        let (none, all) = (Proportion::of(0.0).unwrap(), Proportion::of(1.0).unwrap());
        assert_eq!(RecordingScenario::of(none, all), Err(NoScenario::NothingRecorded));
    }
}
