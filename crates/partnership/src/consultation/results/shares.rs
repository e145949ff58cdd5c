//! Shares of answers, with an interval only where those who answered were drawn by chance.
//!
//! In come coded replies, their published tables and how those who answered were found; out goes a share. Of people
//! who chose to answer no interval can be had, since there is no case that holds one.

use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::drawn::DrawnReplies;
use crate::consultation::results::drawn::FEWEST_REPLIES;
use crate::consultation::results::drawn::NotEstimated;
use crate::consultation::results::drawn::STRATUM;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Published;
use crate::consultation::results::weighted::Weighted;
use crate::consultation::sample::TypedSample;
use crate::statistics::survey_estimate::SurveyError;

/// How those who answered were found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// They chose to answer. Weights, if any, change how they count, not for whom they speak.
    SelfSelected(Option<Weighted>),
    /// All who were invited answered, or so nearly that nobody was drawn.
    Everyone,
    /// Some of them were drawn by chance, and what they said is estimated for all from whom they were drawn.
    Drawn(DrawnReplies),
    /// Some were drawn by chance, but for that reason nothing can be estimated.
    NotEstimated(TypedSample, NotEstimated),
}

impl Found {
    /// How those who replied were found: they chose to, or some of them are of that sample. `strata` has, for each reply,
    /// the number of its stratum, or none where it is not of the sample.
    pub fn of(sample: Option<&TypedSample>, strata: &[Option<u32>]) -> Found {
        match sample.map(|sample| (sample, DrawnReplies::of(sample, strata))) {
            None => Found::SelfSelected(None),
            Some((_, Ok(drawn))) => Found::Drawn(drawn),
            Some((sample, Err(why))) => Found::NotEstimated(sample.clone(), why),
        }
    }
}

/// A share of the base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// Of those who chose to answer: self-selected respondents, so no interval is given.
    SelfSelected(f64),
    /// Of all who were asked: nothing is estimated, so there is no interval.
    Everyone(f64),
    /// Of the population from which they were drawn, with its interval of 95%.
    Population {
        /// The estimate.
        share: f64,
        /// The low end.
        low: f64,
        /// The high end.
        high: f64,
    },
}

/// Why there is no share.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoShare {
    /// The count or its base is withheld.
    #[error("the count or its base is withheld, so the share would give it away; show neither")]
    Withheld,
    /// Nobody is in the base.
    #[error("nobody answered this, so there is no share; give the base")]
    NoBase,
    /// There is no such category, or it is not in the base.
    #[error("category {category} of dimension {dimension} is not in the base; choose one that is")]
    NotInBase {
        /// Which dimension.
        dimension: usize,
        /// Which category.
        category: usize,
    },
    /// Not one weight above 0 for each reply.
    #[error("{found} weights from 0 on were given for {wanted} replies; give one for each")]
    Weights {
        /// How many good ones were given.
        found: usize,
        /// How many replies there are.
        wanted: usize,
    },
    /// Nothing varies.
    #[error(
        "all of each part of the list said the same, so nothing tells how far chance could move the share"
    )]
    NoScatter,
    /// The sample does not fit.
    #[error(transparent)]
    Sample(#[from] SurveyError),
}

/// So many standard errors to either side hold 95% of a normal distribution.
const NINETY_FIVE: f64 = 1.959_963_984_540_054;

/// The share of a category in the base of its dimension.
///
/// The interval is the estimate and 1.96 standard errors to either side, kept within 0 and 1. Near either end and with
/// few clusters it holds less often than 95%.
///
/// # Errors
/// When the count or its base is withheld, nobody answered, or weights or sample do not fit the replies.
pub fn share(
    coded: &Coded,
    published: &Published,
    (dimension, category): (usize, usize),
    found: &Found,
) -> Result<Share, NoShare> {
    let kinds = coded.dimensions().get(dimension).map(|one| one.categories.as_slice());
    let in_base = |code: usize| {
        let kind: Option<&(Category, InBase)> = kinds.and_then(|kinds| kinds.get(code));
        kind.is_some_and(|(_, in_base)| *in_base == InBase::Yes)
    };
    if !in_base(category) {
        return Err(NoShare::NotInBase { dimension, category });
    }
    let count = |part| counted(coded, published, (dimension, part), found);
    match [Part::Category(category), Part::Base].map(count) {
        [_, Some(Count::Shown(0))] => return Err(NoShare::NoBase),
        [Some(Count::Shown(_)), Some(Count::Shown(_))] => {}
        _ => return Err(NoShare::Withheld),
    }
    let codes = coded.codes(dimension);
    let answers = codes.iter().map(|code| in_base(*code).then_some(*code == category));
    match found {
        Found::SelfSelected(Some(of)) => {
            weighted(answers, of.of_replies()).map(Share::SelfSelected)
        }
        Found::SelfSelected(None) | Found::NotEstimated(..) => {
            weighted(answers, &vec![1.0; codes.len()]).map(Share::SelfSelected)
        }
        Found::Everyone => weighted(answers, &vec![1.0; codes.len()]).map(Share::Everyone),
        Found::Drawn(drawn) => {
            let answers: Vec<Option<bool>> = answers.collect();
            estimated(drawn, &answers)
        }
    }
}

/// The count from which a share is made.
///
/// Of a sample that was drawn part by part an estimate could be undone into the counts of each part, so there it is shown
/// only if each of them may be, and the base of each is not small. So could a weighted share be into those of each group of
/// one weight. Nor is there one of what was deleted, since it is not known any more who said it.
pub fn counted(
    coded: &Coded,
    published: &Published,
    (dimension, part): (usize, Part),
    found: &Found,
) -> Option<Count> {
    match found {
        Found::SelfSelected(None) | Found::Everyone | Found::NotEstimated(..) => {
            published.alone(dimension, part)
        }
        Found::SelfSelected(Some(weighted)) => {
            let may = weighted.may_tell(coded, published, (dimension, part));
            may.then(|| published.alone(dimension, part)).flatten()
        }
        Found::Drawn(_) if coded.is_alone(dimension) => None,
        Found::Drawn(drawn) => match coded.find(&Counted::Besides(STRATUM.into())) {
            None => published.alone(dimension, part),
            Some(stratum) => {
                let of =
                    |place| published.both((dimension, part), (stratum, Part::Category(place)));
                let fewest = if part == Part::Base { FEWEST_REPLIES } else { 0 };
                let is_shown =
                    |place| matches!(of(place), Some(Count::Shown(count)) if count >= fewest);
                let all = (0..drawn.by_stratum().len()).all(is_shown);
                all.then(|| published.alone(dimension, part)).flatten()
            }
        },
    }
}

/// The estimate from the replies of a sample, and its interval.
fn estimated(drawn: &DrawnReplies, answers: &[Option<bool>]) -> Result<Share, NoShare> {
    let number = |yes: bool| f64::from(u8::from(yes));
    let of_sample: Vec<Option<f64>> = answers.iter().map(|answer| answer.map(number)).collect();
    let mean = drawn.sample().mean(&of_sample)?;
    if mean.standard_error <= f64::EPSILON {
        return Err(NoShare::NoScatter);
    }
    let (share, width) = (mean.estimate, NINETY_FIVE * mean.standard_error);
    Ok(Share::Population { share, low: (share - width).max(0.0), high: (share + width).min(1.0) })
}

/// The weighted share of those who say yes among those who say anything.
fn weighted(
    answers: impl ExactSizeIterator<Item = Option<bool>>,
    weights: &[f64],
) -> Result<f64, NoShare> {
    let wanted = answers.len();
    let good = weights.iter().filter(|weight| weight.is_finite() && **weight >= 0.0).count();
    if good != wanted || weights.len() != wanted {
        return Err(NoShare::Weights { found: good, wanted });
    }
    let (mut yes, mut all) = (0.0, 0.0);
    for (answer, weight) in answers.zip(weights) {
        if let Some(answer) = answer {
            all += weight;
            yes += weight * f64::from(u8::from(answer));
        }
    }
    if all > 0.0 { Ok(yes / all) } else { Err(NoShare::NoBase) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::questionnaire::tests::id;
    use crate::consultation::results::tables::tests::consultation;
    use crate::consultation::sample::tests::sample;
    use crate::statistics::suppression::Profile;

    /// The share of replies that came on paper, which 100 of 130 did.
    fn on_paper(found: &Found) -> Result<Share, NoShare> {
        let coded = consultation();
        let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
        share(&coded, &published, (0, 1), found)
    }

    #[test]
    fn those_who_chose_to_answer_have_a_share_and_no_interval() {
        let found = on_paper(&Found::SelfSelected(None));
        assert_eq!(found, Ok(Share::SelfSelected(100.0 / 130.0)));
        // The 30 who are no victims of crime weigh ten times as much as the 40 who are.
        let weights = (0..130).map(|at| if (40..70).contains(&at) { 10.0 } else { 1.0 }).collect();
        assert_eq!(victims(weights), Ok(Share::SelfSelected(40.0 / 340.0)));
    }

    /// The share of victims of crime with these weights, which are made of no margin.
    fn victims(weights: Vec<f64>) -> Result<Share, NoShare> {
        let coded = consultation();
        let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
        let victim = coded.find(&Counted::Question(id("victim"))).unwrap();
        let weighted = Weighted::of(&coded, weights, Vec::new(), Profile::UNDER_TEN);
        share(&coded, &published, (victim, 0), &Found::SelfSelected(Some(weighted)))
    }

    #[test]
    fn those_drawn_by_chance_have_an_interval() {
        let found = Found::of(Some(&sample(&[("", 260, 140)])), &[Some(1); 130]);
        let Ok(Share::Population { share, low, high }) = on_paper(&found) else {
            panic!("no estimate")
        };
        // The root of p (1 − p) / (n − 1), less the half that was drawn.
        let error = (share * (1.0 - share) / 129.0 * 0.5).sqrt();
        assert!((share - 100.0 / 130.0).abs() < 1e-12);
        assert!((high - low - 2.0 * NINETY_FIVE * error).abs() < 1e-12);
    }

    /// The share of victims of crime, of whom the first 40 replies are and the next 30 not, in a sample of two parts.
    fn by_parts(of_villages: impl Fn(usize) -> bool) -> Result<Share, NoShare> {
        let strata: Vec<Option<u32>> =
            (0..130).map(|at| Some(if of_villages(at) { 2 } else { 1 })).collect();
        let design = sample(&[("Town", 9_000, 130), ("Villages", 1_000, 130)]);
        let found = Found::of(Some(&design), &strata);
        let coded = consultation()
            .and(STRATUM, ["Town", "Villages"], |reply| usize::from(of_villages(reply)));
        let stratum = coded.dimensions().len() - 1;
        let victim = coded.find(&Counted::Question(id("victim"))).unwrap();
        let published = Published::of(&coded, &[(victim, stratum)], Profile::UNDER_TEN).unwrap();
        share(&coded, &published, (victim, 0), &found)
    }

    #[test]
    fn parts_of_a_list_weigh_by_their_people() {
        // Of the 35 of the villages that answered 20 are victims, as of those of the town.
        let found = by_parts(|at| at % 2 == 0);
        let Ok(Share::Population { share, low, high }) = found else { panic!("{found:?}") };
        assert!((share - 20.0 / 35.0).abs() < 1e-12, "{share}");
        assert!(low < share && share < high);
    }

    #[test]
    fn an_estimate_that_would_tell_what_a_few_of_a_part_said_is_refused() {
        // Of the villages 3 are victims and 12 are not: with what is printed of the list the 3 could be worked out.
        let few = by_parts(|at| at < 3 || (40..52).contains(&at));
        assert_eq!(few, Err(NoShare::Withheld));
    }

    #[test]
    fn where_nothing_varies_no_interval_is_claimed() {
        let found = Found::of(Some(&sample(&[("", 260, 140)])), &[Some(1); 130]);
        let Found::Drawn(drawn) = found else { panic!("nothing is estimated") };
        assert_eq!(estimated(&drawn, &[Some(true); 130]), Err(NoShare::NoScatter));
    }

    #[test]
    fn where_a_sample_hardly_replied_nothing_is_estimated_and_the_reason_is_kept() {
        let strata: Vec<Option<u32>> = (0..130).map(|at| (at < 1).then_some(1)).collect();
        let found = Found::of(Some(&sample(&[("", 260, 140)])), &strata);
        assert!(matches!(found, Found::NotEstimated(..)), "{found:?}");
        assert_eq!(on_paper(&found), Ok(Share::SelfSelected(100.0 / 130.0)));
        assert_eq!(Found::of(None, &strata), Found::SelfSelected(None));
    }

    #[test]
    fn a_share_of_what_is_withheld_is_refused() {
        let coded = consultation();
        let published = Published::of(&coded, &[], Profile::of(35, 10).unwrap()).unwrap();
        let found = share(&coded, &published, (0, 0), &Found::Everyone);
        assert_eq!(found, Err(NoShare::Withheld));
    }

    #[test]
    fn weights_that_do_not_fit_the_replies_are_refused() {
        let few = victims(vec![1.0; 9]);
        assert_eq!(few, Err(NoShare::Weights { found: 9, wanted: 130 }));
    }

    #[test]
    fn who_left_it_out_is_no_share_of_the_base() {
        let coded = consultation();
        let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
        let left_out = coded.dimensions()[1].categories.len() - 3;
        let refused = share(&coded, &published, (1, left_out), &Found::Everyone);
        assert!(matches!(refused, Err(NoShare::NotInBase { .. })));
    }
}
