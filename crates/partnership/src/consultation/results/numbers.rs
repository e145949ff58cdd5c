//! Numbers that were answered, in short.
//!
//! In come coded numbers and a profile; out go how many, their mean and quartiles, or the reason why they are not
//! shown. The lowest and the highest are one person's answer each, so they are never given.

use crate::consultation::answer::QuestionId;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::reply::State;
use crate::statistics::probability::Proportion;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::is_dominated;

/// Numbers in short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Summary {
    /// How many answered, and what is typical of their numbers.
    Shown {
        /// How many answered.
        base: u64,
        /// The mean.
        mean: f64,
        /// A quarter lie below, the half, and three quarters.
        quartiles: [f64; 3],
    },
    /// Fewer answered than may be shown.
    TooFew,
    /// Two persons' numbers make more of the sum than may be, so the mean is withheld.
    Dominated,
}

/// The numbers answered to one question, in short.
///
/// Quartiles are interpolated between the two nearest numbers (type 7 of Hyndman and Fan 1996, *The American
/// Statistician* 50, 361–365). The sum may not be dominated by two: more than nine tenths of it.
pub fn summary(
    questionnaire: &Questionnaire,
    replies: &[Reply],
    question: &QuestionId,
    profile: Profile,
) -> Summary {
    let sound = |reply: &&Reply| {
        reply.checked(questionnaire).questions.iter().any(|one| {
            one.question == *question && one.state == State::Answered && one.faults.is_empty()
        })
    };
    let number = |reply: &Reply| match reply.answers.get(question) {
        Some(Given::Number(number)) => Some(*number as f64),
        _ => None,
    };
    let numbers: Vec<f64> = replies.iter().filter(sound).filter_map(number).collect();
    in_short(&numbers, profile)
}

/// Numbers in short, as [`summary`] gives them.
pub fn in_short(numbers: &[f64], profile: Profile) -> Summary {
    let mut numbers = numbers.to_vec();
    let base = u64::try_from(numbers.len()).unwrap_or(u64::MAX);
    if base < profile.smallest_shown() {
        return Summary::TooFew;
    }
    if Proportion::of(0.9).is_ok_and(|share| is_dominated(&numbers, share)) {
        return Summary::Dominated;
    }
    numbers.sort_by(f64::total_cmp);
    let mean = numbers.iter().sum::<f64>() / base as f64;
    Summary::Shown { base, mean, quartiles: [1, 2, 3].map(|at| quartile(&numbers, at)) }
}

/// The `at`-th quartile of sorted numbers, of which there is at least one.
fn quartile(sorted: &[f64], at: usize) -> f64 {
    let steps = at * (sorted.len() - 1);
    let (below, part) = (steps / 4, (steps % 4) as f64 / 4.0);
    let next = sorted.get(below + 1).unwrap_or(&sorted[below]);
    sorted[below] + part * (next - sorted[below])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::consultation::language::Language;
    use crate::consultation::questionnaire::tests::id;
    use crate::consultation::questionnaire::tests::questionnaire;
    use crate::consultation::reply::Channel;

    fn of(years: impl IntoIterator<Item = i64>) -> Summary {
        let reply = |years| Reply {
            channel: Channel::Paper,
            language: Language::English,
            answers: BTreeMap::from([(id("years"), Given::Number(years))]),
        };
        let replies: Vec<Reply> = years.into_iter().map(reply).collect();
        summary(&questionnaire(), &replies, &id("years"), Profile::UNDER_TEN)
    }

    #[test]
    fn the_quartiles_of_0_to_11_lie_between_whole_numbers() {
        let Summary::Shown { base, mean, quartiles } = of(0..12) else { panic!("not shown") };
        assert_eq!((base, mean, quartiles), (12, 5.5, [2.75, 5.5, 8.25]));
    }

    #[test]
    fn numbers_of_few_or_that_two_make_up_are_not_shown() {
        assert_eq!(of(0..9), Summary::TooFew);
        assert_eq!(of([0, 0, 0, 0, 0, 0, 0, 0, 50, 60, 1]), Summary::Dominated);
    }

    #[test]
    fn a_number_that_cannot_be_is_not_counted() {
        assert_eq!(of((0..9).chain([500])), Summary::TooFew);
    }
}
