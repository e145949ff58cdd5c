//! The replies of a sample that was drawn by chance, among all replies, and how many each of them stands for.
//!
//! In come the sample as it was drawn and, for each reply, its stratum if it is of the sample; out goes what estimates
//! are made from, or why none can be. A reply that came by the open address or on paper is of no stratum.

use crate::consultation::sample::Correction;
use crate::consultation::sample::InWhich;
use crate::consultation::sample::Stratum;
use crate::consultation::sample::TypedSample;
use crate::statistics::survey_estimate::Clusters;
use crate::statistics::survey_estimate::Drawn;
use crate::statistics::survey_estimate::Sample;
use crate::statistics::survey_estimate::SurveyError;

/// Whether a reply is of the sample, as a thing that is counted. Its first category is that it is.
pub const OF_SAMPLE: &str = "whether it is of the sample";
/// Its categories.
pub const OF_SAMPLE_OR_NOT: [&str; 2] = ["Of the sample", "Not of the sample"];

/// The replies of a sample among all.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnReplies {
    design: TypedSample,
    sample: Sample,
    /// Their places among all replies, in the order of the sample.
    places: Vec<usize>,
    /// How many replies there are in all.
    all: usize,
    /// How many replied of each stratum.
    replied: Vec<u64>,
}

/// Why nothing is estimated, though a sample was drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotEstimated {
    /// An interval needs two of each stratum.
    #[error("too few of those drawn {0} have replied for any estimate")]
    FewReplies(InWhich),
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
    /// When fewer than two replied of a stratum, more than were drawn, or of a stratum that is not there.
    ///
    /// ```
    /// use partnership::consultation::results::drawn::DrawnReplies;
    /// use partnership::consultation::sample::{Correction, TypedSample};
    /// let (frame, strata) = ("A list".to_owned(), Vec::new());
    /// let design =
    ///     TypedSample { frame, population: 900, drawn: 30, strata, correction: Correction::Finite };
    /// let drawn = DrawnReplies::of(&design, &[Some(1), None, Some(1)])?;
    /// assert_eq!((drawn.replied(), drawn.has_others()), (2, true));
    /// # Ok::<(), partnership::consultation::results::drawn::NotEstimated>(())
    /// ```
    pub fn of(design: &TypedSample, strata: &[Option<u32>]) -> Result<DrawnReplies, NotEstimated> {
        let parts = design.parts();
        let mut replied = vec![0_u64; parts.len()];
        let mut of_sample: Vec<(usize, usize)> = Vec::new();
        for (place, number) in strata.iter().enumerate() {
            let Some(number) = number else { continue };
            let stratum = usize::try_from(*number).ok().and_then(|number| number.checked_sub(1));
            let stratum = stratum.filter(|stratum| *stratum < parts.len());
            let stratum = stratum.ok_or(NotEstimated::UnknownStratum(*number))?;
            replied[stratum] += 1;
            of_sample.push((place, stratum));
        }
        for (part, replied) in parts.iter().zip(&replied) {
            if *replied > part.drawn {
                return Err(NotEstimated::MoreThanDrawn(in_which(part)));
            }
            if *replied < 2 {
                return Err(NotEstimated::FewReplies(in_which(part)));
            }
        }
        let drawn = of_sample.iter().enumerate().map(|(cluster, (_, stratum))| Drawn {
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
            places: of_sample.into_iter().map(|(place, _)| place).collect(),
            all: strata.len(),
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

    /// The places of its replies among all, in the order of the sample.
    pub fn places(&self) -> &[usize] {
        &self.places
    }

    /// How many replies there are, those that are not of the sample among them.
    pub fn all(&self) -> usize {
        self.all
    }

    /// How many of those drawn replied.
    pub fn replied(&self) -> u64 {
        self.replied.iter().sum()
    }

    /// How many replied of each stratum.
    pub fn by_stratum(&self) -> Vec<(Stratum, u64)> {
        self.design.parts().into_iter().zip(self.replied.iter().copied()).collect()
    }

    /// Whether anybody replied who was not drawn.
    pub fn has_others(&self) -> bool {
        self.places.len() < self.all
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

    #[test]
    fn each_reply_stands_for_those_of_its_stratum() {
        let design = sample(&[("Town", 900, 30), ("Villages", 100, 10)]);
        let strata = [Some(1), Some(2), None, Some(1), Some(1), Some(2)];
        let drawn = DrawnReplies::of(&design, &strata).unwrap();
        assert_eq!(drawn.places(), [0, 1, 3, 4, 5]);
        // The three of the town say yes, and the two of the villages no: 900 of 1,000.
        let answers = [Some(1.0), Some(0.0), Some(1.0), Some(1.0), Some(0.0)];
        let mean = drawn.sample().mean(&answers).unwrap();
        assert!((mean.estimate - 0.9).abs() < 1e-12);
        // Within strata all say the same, so chance has nothing to vary.
        assert!(mean.standard_error.abs() < 1e-12);
    }

    #[test]
    fn nothing_is_estimated_where_a_stratum_has_hardly_replied() {
        let design = sample(&[("Town", 900, 30), ("Villages", 100, 10)]);
        let refused = DrawnReplies::of(&design, &[Some(1), Some(1), Some(2)]).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "too few of those drawn in stratum `Villages` have replied for any estimate"
        );
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
