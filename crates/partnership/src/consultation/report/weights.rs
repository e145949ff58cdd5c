//! Weights of replies by the known margins, and what must be said of them.
//!
//! In come coded replies and margins; out go a weight for each reply, or the reason why there are none. A reply that
//! does not tell where it belongs in every margin has the weight 0, and is in no weighted share.

use crate::consultation::language::Words;
use crate::consultation::report::commission::Commission;
use crate::consultation::report::commission::Weighing;
use crate::consultation::report::teller::language;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::shares::Found;
use crate::consultation::results::weighted::Weighted;
use crate::consultation::weighting::KnownMargin;
use crate::statistics::raking::Convergence;
use crate::statistics::raking::Margin;
use crate::statistics::raking::RakingError;
use crate::statistics::raking::Trimming;
use crate::statistics::raking::rake;

/// Weights of replies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// For each reply; 0 of those that are left out.
    pub(super) weighted: Weighted,
    /// So many equal replies would tell as much: n over the design effect.
    pub(super) effective: f64,
    /// The largest weight over the mean.
    pub(super) largest: f64,
    /// Whether the margins are met, and by how much at most they are not, as a share of the population.
    pub(super) convergence: (Convergence, f64),
}

/// Why there are no weights.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum NoWeights {
    /// A margin is of a question that has not one answer.
    #[error("`{0}` is not a question with one answer; give margins of one that is")]
    NoSuchQuestion(String),
    /// Some were drawn by chance.
    #[error(
        "people were drawn by chance, and what is estimated goes by how they were drawn; leave the weighting out"
    )]
    Drawn,
    /// What weights are made of is not known any more.
    #[error(
        "what people said about themselves was deleted, so nobody knows whose reply weighs what"
    )]
    Deleted,
    /// No reply has a weight.
    #[error("nobody tells where they belong in all of these questions; leave one of them out")]
    Nobody,
    /// The population has such people, and none of them replied.
    #[error(
        "nobody who tells where they belong answered “{answer}” to “{question}”, so that no reply can stand for those who \
         would; leave the number of that answer out, or the question"
    )]
    NoneReplied {
        /// The question in words.
        question: String,
        /// The answer in words.
        answer: String,
    },
    /// Such people replied, and the population has none.
    #[error(
        "the number given for “{answer}” to “{question}” is 0, and somebody answered that; mend the number, or leave it out"
    )]
    NoneKnown {
        /// The question in words.
        question: String,
        /// The answer in words.
        answer: String,
    },
    /// The method has none.
    #[error(transparent)]
    Raking(#[from] RakingError),
}

/// The weights that a commission asks for; nothing where it asks for none.
pub(super) fn weights(
    commission: &Commission<'_>,
    coded: &Coded,
) -> Option<Result<Weights, NoWeights>> {
    let trimming = match commission.weighing {
        Weighing::ToMargins(trimming) if !commission.margins.is_empty() => trimming,
        Weighing::ToMargins(_) | Weighing::No => return None,
    };
    // Weights go by what each said of themselves, which is not known once it is deleted.
    let is_deleted = (0..coded.dimensions().len()).any(|dimension| coded.is_alone(dimension));
    Some(match commission.found {
        Found::SelfSelected(None) if is_deleted => Err(NoWeights::Deleted),
        Found::SelfSelected(None) => raked(commission, coded, trimming),
        Found::SelfSelected(Some(_)) | Found::Everyone => return None,
        Found::Drawn(_) | Found::NotEstimated(..) => Err(NoWeights::Drawn),
    })
}

fn raked(
    commission: &Commission<'_>,
    coded: &Coded,
    trimming: Trimming,
) -> Result<Weights, NoWeights> {
    let known = commission.margins;
    let placed: Vec<Placed> =
        known.iter().map(|margin| placed(margin, coded)).collect::<Result<_, _>>()?;
    let tells = |reply: &usize| placed.iter().all(|one| one.places[*reply].is_some());
    let telling: Vec<usize> = (0..coded.replies()).filter(tells).collect();
    let margins: Vec<Margin> = placed
        .iter()
        .map(|one| Margin {
            category_of: telling.iter().filter_map(|reply| one.places[*reply]).collect(),
            population: one.population.clone(),
        })
        .collect();
    let raked = rake(&margins, trimming).map_err(|why| named(why, commission))?;
    let mut of_replies = vec![0.0; coded.replies()];
    for (reply, weight) in telling.iter().zip(&raked.weights) {
        of_replies[*reply] = *weight;
    }
    let number = telling.len() as f64;
    let mean = raked.weights.iter().sum::<f64>() / number;
    let dimensions = placed.iter().map(|one| one.dimension).collect();
    Ok(Weights {
        weighted: Weighted::of(coded, of_replies, dimensions, commission.profile),
        effective: number / raked.design_effect,
        largest: raked.weights.iter().fold(0.0, |most: f64, weight| most.max(*weight)) / mean,
        convergence: (raked.convergence, raked.furthest),
    })
}

/// Why the method has no weights, by the words of the question and of the answer.
fn named(why: RakingError, commission: &Commission<'_>) -> NoWeights {
    match why {
        RakingError::Nothing => NoWeights::Nobody,
        RakingError::Empty { margin, category } => {
            let known = commission.margins.get(margin);
            let answer = known.and_then(|one| one.population.iter().nth(category));
            let (Some(known), Some((answer, number))) = (known, answer) else {
                return NoWeights::Raking(why);
            };
            let said = |words: &Words| words.said_in(language(commission)).to_owned();
            let asked = commission.questionnaire().and_then(|all| all.question(&known.question));
            let label = asked.and_then(|asked| asked.answer(answer)).map(|one| said(&one.label));
            let question = asked.map_or(known.question.to_string(), |asked| said(&asked.ask));
            let answer = label.unwrap_or(answer.to_string());
            match number {
                0 => NoWeights::NoneKnown { question, answer },
                _ => NoWeights::NoneReplied { question, answer },
            }
        }
        RakingError::Persons { .. }
        | RakingError::Category { .. }
        | RakingError::Totals { .. }
        | RakingError::Limit(_) => NoWeights::Raking(why),
    }
}

/// Where those who replied belong in a margin.
struct Placed {
    /// The dimension of its question.
    dimension: usize,
    /// The place of each reply among those of which a number is known.
    places: Vec<Option<usize>>,
    /// How many the population has in each place, in shares of its sum.
    population: Vec<f64>,
}

fn placed(margin: &KnownMargin, coded: &Coded) -> Result<Placed, NoWeights> {
    let missing = || NoWeights::NoSuchQuestion(margin.question.to_string());
    let dimension = coded.find(&Counted::Question(margin.question.clone())).ok_or_else(missing)?;
    let known: Vec<_> = margin.population.keys().collect();
    let categories = &coded.dimensions()[dimension].categories;
    let place = |code: usize| match categories.get(code) {
        Some((Category::Answer(answer), _)) => known.iter().position(|one| *one == answer),
        _ => None,
    };
    let of_code: Vec<Option<usize>> = (0..categories.len()).map(place).collect();
    let places = coded.codes(dimension).iter().map(|code| of_code[*code]).collect();
    let sum = margin.people() as f64;
    // Margins of several sources have sums of their own; shares of one whole can be met together.
    let population = margin.population.values().map(|number| *number as f64 / sum).collect();
    Ok(Placed { dimension, places, population })
}
