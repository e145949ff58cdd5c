//! The replies of a sample that was drawn by chance, and how many each of them stands for.
//!
//! In come the sample as it was drawn and, for each reply, its stratum if it is of the sample; out goes what estimates
//! are made from, or why none can be. A reply that came by the open address or on paper is of no stratum, and with one such
//! reply nothing is estimated: figures of the sample beside those of all would tell what the few others said.

use crate::consultation::sample::Correction;
use crate::consultation::sample::InWhich;
use crate::consultation::sample::Stratum;
use crate::consultation::sample::TypedSample;
use crate::statistics::survey_estimate::Clusters;
use crate::statistics::survey_estimate::Drawn;
use crate::statistics::survey_estimate::Sample;
use crate::statistics::survey_estimate::SurveyError;

/// The stratum of a reply, as a thing that is counted where there are several.
pub const STRATUM: &str = "the stratum in which they were drawn";
/// So many must have replied of each stratum before anything is estimated: of fewer, figures would tell what they said.
pub const FEWEST_REPLIES: u64 = 10;

/// The replies of a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnReplies {
    design: TypedSample,
    sample: Sample,
    /// The place of each reply's stratum.
    strata: Vec<usize>,
    /// How many replied of each stratum.
    replied: Vec<u64>,
}

/// Why nothing is estimated, though a sample was drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotEstimated {
    /// Too few have replied of some stratum. Of which is not said: that alone would tell how few they are.
    #[error(
        "fewer than {FEWEST_REPLIES} of those drawn, or of those drawn in one of its parts, have replied so far"
    )]
    FewReplies,
    /// Somebody replied who was not drawn.
    #[error(
        "others replied, too, who were not drawn, and figures of the two side by side would tell what a few said"
    )]
    OthersReplied,
    /// More cannot reply than were asked.
    #[error(
        "more have replied than were drawn {0}; mend the number drawn in what is said of the sample"
    )]
    MoreThanDrawn(InWhich),
    /// A stratum that the sample has not.
    #[error("a reply is of stratum {0}, which the sample has not; say what its strata are")]
    UnknownStratum(u32),
    /// The method has none.
    #[error(transparent)]
    Survey(#[from] SurveyError),
}

impl DrawnReplies {
    /// The replies of a sample: `strata` has, for each reply, the number of its stratum from 1, or none where it is not of
    /// the sample.
    ///
    /// In a stratum of N people of whom r replied each reply stands for N ÷ r, as if those who did not reply thought as
    /// those who did.
    ///
    /// # Errors
    /// When somebody replied who was not drawn, fewer than [`FEWEST_REPLIES`] replied of a stratum, more than were drawn,
    /// or of a stratum that is not there.
    ///
    /// ```
    /// use partnership::consultation::results::drawn::DrawnReplies;
    /// use partnership::consultation::sample::{Correction, TypedSample};
    /// let (frame, strata) = ("A list".to_owned(), Vec::new());
    /// let design =
    ///     TypedSample { frame, population: 900, drawn: 30, strata, correction: Correction::Finite };
    /// assert_eq!(DrawnReplies::of(&design, &[Some(1); 12])?.replied(), 12);
    /// # Ok::<(), partnership::consultation::results::drawn::NotEstimated>(())
    /// ```
    pub fn of(design: &TypedSample, strata: &[Option<u32>]) -> Result<DrawnReplies, NotEstimated> {
        let parts = design.parts();
        let mut replied = vec![0_u64; parts.len()];
        let mut places = Vec::with_capacity(strata.len());
        for number in strata {
            let number = number.ok_or(NotEstimated::OthersReplied)?;
            let stratum = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
            let stratum = stratum.filter(|stratum| *stratum < parts.len());
            let stratum = stratum.ok_or(NotEstimated::UnknownStratum(number))?;
            replied[stratum] += 1;
            places.push(stratum);
        }
        for (part, replied) in parts.iter().zip(&replied) {
            if *replied > part.drawn {
                return Err(NotEstimated::MoreThanDrawn(in_which(part)));
            }
            if *replied < FEWEST_REPLIES {
                return Err(NotEstimated::FewReplies);
            }
        }
        let drawn = places.iter().enumerate().map(|(cluster, stratum)| Drawn {
            weight: parts[*stratum].population as f64 / replied[*stratum] as f64,
            stratum: *stratum,
            cluster,
        });
        let clusters = match design.correction {
            Correction::Finite => {
                Clusters::In(parts.iter().map(|part| part.population as f64).collect())
            }
            Correction::None => Clusters::Unending,
        };
        Ok(DrawnReplies {
            design: design.clone(),
            sample: Sample::of(drawn.collect(), clusters)?,
            strata: places,
            replied,
        })
    }

    /// The sample as it was drawn.
    pub fn design(&self) -> &TypedSample {
        &self.design
    }

    /// What estimates are made from.
    pub fn sample(&self) -> &Sample {
        &self.sample
    }

    /// The place of a reply's stratum among those of the design.
    pub fn stratum_of(&self, reply: usize) -> usize {
        self.strata.get(reply).copied().unwrap_or_default()
    }

    /// How many of those drawn replied.
    pub fn replied(&self) -> u64 {
        self.replied.iter().sum()
    }

    /// How many replied of each stratum.
    pub fn by_stratum(&self) -> Vec<(Stratum, u64)> {
        self.design.parts().into_iter().zip(self.replied.iter().copied()).collect()
    }
}

fn in_which(part: &Stratum) -> InWhich {
    match part.name.trim() {
        "" => InWhich::List,
        name => InWhich::Stratum(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::sample::tests::sample;

    /// So many of the town and of the villages.
    fn of_each(town: usize, villages: usize) -> Vec<Option<u32>> {
        [vec![Some(1); town], vec![Some(2); villages]].concat()
    }

    #[test]
    fn each_reply_stands_for_those_of_its_stratum() {
        let design = sample(&[("Town", 900, 30), ("Villages", 100, 20)]);
        let drawn = DrawnReplies::of(&design, &of_each(20, 10)).unwrap();
        assert_eq!((drawn.stratum_of(19), drawn.stratum_of(20), drawn.replied()), (0, 1, 30));
        // Half of the town say yes, and none of the villages: 450 of 1,000.
        let answers: Vec<Option<f64>> =
            (0..30).map(|at| Some(f64::from(u8::from(at < 10)))).collect();
        let mean = drawn.sample().mean(&answers).unwrap();
        assert!((mean.estimate - 0.45).abs() < 1e-12);
        // Within the villages all say the same; in the town ¼ ÷ 19 less 20 of 900, and 900 of the 1,000 are there.
        let error = 0.9 * (0.25 / 19.0 * (1.0 - 20.0 / 900.0_f64)).sqrt();
        assert!((mean.standard_error - error).abs() < 1e-12, "{mean:?}");
    }

    #[test]
    fn nothing_is_estimated_where_few_of_a_stratum_or_others_replied() {
        let design = sample(&[("Town", 900, 30), ("Villages", 100, 20)]);
        for few in [of_each(20, 9), of_each(0, 10)] {
            let refused = DrawnReplies::of(&design, &few).unwrap_err();
            assert_eq!(refused, NotEstimated::FewReplies);
            assert!(!refused.to_string().contains("Villages"), "{refused}");
        }
        let beside = [of_each(20, 10), vec![None]].concat();
        assert_eq!(DrawnReplies::of(&design, &beside), Err(NotEstimated::OthersReplied));
    }

    #[test]
    fn more_replies_than_were_drawn_are_a_mistake() {
        let design = sample(&[("", 900, 10)]);
        let refused = DrawnReplies::of(&design, &[Some(1); 11]).unwrap_err();
        assert!(matches!(
            refused,
            NotEstimated::MoreThanDrawn(InWhich::Stratum(_) | InWhich::List)
        ));
        let unknown = DrawnReplies::of(&design, &[Some(2)]).unwrap_err();
        assert_eq!(unknown, NotEstimated::UnknownStratum(2));
        assert_eq!(
            DrawnReplies::of(&design, &[Some(0)]).unwrap_err(),
            NotEstimated::UnknownStratum(0)
        );
    }
}
