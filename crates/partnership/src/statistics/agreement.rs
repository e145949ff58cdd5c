//! How far people who coded the same comments agree, beyond what chance would bring.
//!
//! In come, for each comment, the code that each coder gave it; out goes Krippendorff's alpha or Cohen's kappa, or the
//! reason why there is none.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::statistics::chance::scattered;

/// Agreement beyond chance: 1 is whole, 0 is what chance would bring, below 0 is worse than chance.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Agreement(f64);

impl Agreement {
    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// Why there is no agreement to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementError {
    /// Nothing was coded twice.
    #[error("no comment was coded by two coders; let a second person code some of them")]
    NothingTwice,
    /// One code alone leaves nothing to agree about.
    #[error(
        "all coders gave one and the same code, so chance alone would agree; code more comments"
    )]
    OneCode,
    /// The comments of two coders are not the same.
    #[error(
        "the first coder coded {first} comments and the second {second}; give the same comments of both"
    )]
    Unequal {
        /// How many the first coded.
        first: usize,
        /// How many the second coded.
        second: usize,
    },
}

/// Krippendorff's alpha for codes without order.
///
/// **What it answers.** Any number of people coded, and not each coded everything: how reliable is the coding?
///
/// **Method.** α = 1 − Dₒ/Dₑ, the disagreement observed over that expected by chance, from the pairs of codes within
/// each comment, each pair counting 1/(m − 1) in a comment that m people coded (Krippendorff 2019, *Content Analysis*,
/// 4th ed., ch. 12). Comments that one person coded do not count.
///
/// **When not to use it.** Codes with an order, such as a scale: two steps apart is then worse than one. Krippendorff
/// asks for 0.8, and for tentative conclusions 0.667; neither is proof that the codes mean what they say.
///
/// **Small numbers.** Below some fifty comments coded twice one disagreement moves it visibly. A rare code makes it
/// low though nearly all agree.
///
/// # Errors
/// When nothing was coded twice, or only one code was used.
///
/// ```
/// use partnership::statistics::agreement::krippendorffs_alpha;
/// let coded = [vec![Some(1), Some(1)], vec![Some(2), Some(2)], vec![Some(1), None]];
/// assert_eq!(krippendorffs_alpha(&coded)?.value(), 1.0);
/// # Ok::<(), partnership::statistics::agreement::AgreementError>(())
/// ```
pub fn krippendorffs_alpha(comments: &[Vec<Option<u32>>]) -> Result<Agreement, AgreementError> {
    let mut all: BTreeMap<u32, f64> = BTreeMap::new();
    let (mut codes, mut observed) = (0.0, 0.0);
    for comment in comments {
        let mut here: BTreeMap<u32, f64> = BTreeMap::new();
        for code in comment.iter().flatten() {
            *here.entry(*code).or_insert(0.0) += 1.0;
        }
        let coders: f64 = here.values().sum();
        if coders < 2.0 {
            continue;
        }
        let alike: f64 = here.values().map(|count| count * count).sum();
        observed += (coders * coders - alike) / (coders - 1.0);
        codes += coders;
        for (code, count) in here {
            *all.entry(code).or_insert(0.0) += count;
        }
    }
    if codes == 0.0 {
        return Err(AgreementError::NothingTwice);
    }
    let alike: f64 = all.values().map(|count| count * count).sum();
    let expected = (codes * codes - alike) / (codes - 1.0);
    if expected == 0.0 {
        return Err(AgreementError::OneCode);
    }
    Ok(Agreement(1.0 - observed / expected))
}

/// So many times are comments drawn anew for an interval.
const DRAWS: u64 = 1000;

/// The interval of 95% of [`krippendorffs_alpha`]; none where there is no alpha, or fewer than ten comments coded twice.
///
/// **What it answers.** How else could alpha have come out, had other comments like these been coded?
///
/// **Method.** As many comments as there are, drawn from them with putting back, a thousand times; the interval is from
/// the 2.5th to the 97.5th percentile of their alphas (the percentile bootstrap: Efron 1979, "Bootstrap methods",
/// *Annals of Statistics* 7, 1–26; for alpha, Krippendorff 2019, ch. 12, draws likewise). Draws in which only one code
/// is left have no alpha and are passed over. The draws are seeded, so the same comments give the same interval.
///
/// **When not to use it.** Comments that were not chosen by chance for coding twice: it then speaks of those alone.
///
/// **Small numbers.** Below ten comments none is given, and below some fifty it is too narrow.
///
/// ```
/// use partnership::statistics::agreement::alpha_interval;
/// let coded: Vec<_> = (0..60).map(|at| vec![Some(at % 2), Some(if at % 10 == 0 { 1 } else { at % 2 })]).collect();
/// let (low, high) = alpha_interval(&coded).ok_or("no interval")?;
/// assert!(0.5 < low && low < 0.8 && 0.8 < high && high < 1.0);
/// # Ok::<(), &str>(())
/// ```
pub fn alpha_interval(comments: &[Vec<Option<u32>>]) -> Option<(f64, f64)> {
    let twice: Vec<&Vec<Option<u32>>> =
        comments.iter().filter(|codes| codes.iter().flatten().count() > 1).collect();
    let number = u64::try_from(twice.len()).ok().filter(|number| *number >= 10)?;
    let mut drawn: Vec<f64> = (0..DRAWS)
        .filter_map(|draw| {
            let one = |at: u64| {
                let place = scattered(draw * number + at) % number;
                usize::try_from(place).ok().and_then(|place| twice.get(place))
            };
            let again: Vec<_> = (0..number).filter_map(one).map(|codes| (*codes).clone()).collect();
            krippendorffs_alpha(&again).ok().map(Agreement::value)
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let last = drawn.len().checked_sub(1)?;
    Some((*drawn.get(last * 25 / 1000)?, *drawn.get(last - last * 25 / 1000)?))
}

/// Cohen's kappa of two coders who both coded every comment.
///
/// **What it answers.** How far do these two agree, beyond what their own habits would bring by chance?
///
/// **Method.** κ = (pₒ − pₑ)/(1 − pₑ), where pₒ is the share of comments with the same code and pₑ the share that would
/// have it if each kept to their own shares of codes without looking (Cohen 1960, *Educational and Psychological
/// Measurement* 20, 37–46).
///
/// **When not to use it.** More than two coders, or comments that one left out: take alpha. Two coders with different
/// habits may have a higher kappa than two with the same.
///
/// **Small numbers.** As for alpha.
///
/// # Errors
/// When the comments are not the same, there are none, or both gave one code throughout.
///
/// ```
/// use partnership::statistics::agreement::cohens_kappa;
/// let kappa = cohens_kappa(&[1, 1, 2, 2], &[1, 1, 2, 1])?;
/// assert_eq!(kappa.value(), 0.5);
/// # Ok::<(), partnership::statistics::agreement::AgreementError>(())
/// ```
pub fn cohens_kappa(first: &[u32], second: &[u32]) -> Result<Agreement, AgreementError> {
    if first.len() != second.len() {
        return Err(AgreementError::Unequal { first: first.len(), second: second.len() });
    }
    if first.is_empty() {
        return Err(AgreementError::NothingTwice);
    }
    let number = first.len() as f64;
    let mut counts: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    let mut same = 0.0;
    for (one, other) in first.iter().zip(second) {
        counts.entry(*one).or_default().0 += 1.0;
        counts.entry(*other).or_default().1 += 1.0;
        same += f64::from(u8::from(one == other));
    }
    let by_chance: f64 = counts.values().map(|(one, other)| one * other).sum();
    if by_chance == number * number {
        return Err(AgreementError::OneCode);
    }
    let chance = by_chance / (number * number);
    Ok(Agreement((same / number - chance) / (1.0 - chance)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_person_coded_says_nothing_of_agreement() {
        let alone = [vec![Some(1), None], vec![None, Some(2)]];
        assert_eq!(krippendorffs_alpha(&alone), Err(AgreementError::NothingTwice));
        assert_eq!(cohens_kappa(&[], &[]), Err(AgreementError::NothingTwice));
    }

    #[test]
    fn one_code_throughout_leaves_nothing_to_agree_about() {
        assert_eq!(krippendorffs_alpha(&[vec![Some(1); 3]]), Err(AgreementError::OneCode));
        assert_eq!(cohens_kappa(&[1, 1], &[1, 1]), Err(AgreementError::OneCode));
    }

    #[test]
    fn an_interval_holds_alpha_and_few_comments_have_none() {
        let coded = |number: u32| -> Vec<Vec<Option<u32>>> {
            (0..number)
                .map(|at| vec![Some(at % 3), Some(if at % 7 == 0 { 0 } else { at % 3 })])
                .collect()
        };
        let alpha = krippendorffs_alpha(&coded(70)).unwrap().value();
        let (low, high) = alpha_interval(&coded(70)).unwrap();
        assert!(low < alpha && alpha < high, "{low} {alpha} {high}");
        assert_eq!(alpha_interval(&coded(70)), Some((low, high)));
        assert_eq!(alpha_interval(&coded(9)), None);
    }

    #[test]
    fn two_coders_of_different_comments_are_refused() {
        let refused = Err(AgreementError::Unequal { first: 2, second: 1 });
        assert_eq!(cohens_kappa(&[1, 2], &[1]), refused);
    }

    #[test]
    fn whole_disagreement_is_worse_than_chance() {
        assert_eq!(cohens_kappa(&[1, 2], &[2, 1]).unwrap().value(), -1.0);
        let crossed = [vec![Some(1), Some(2)], vec![Some(2), Some(1)]];
        assert!(krippendorffs_alpha(&crossed).unwrap().value() < 0.0);
    }
}
