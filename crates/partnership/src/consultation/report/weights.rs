//! Weights of replies by the known margins, and what must be said of them.
//!
//! In come coded replies and margins; out go a weight for each reply, or the reason why there are none. A reply that
//! does not tell where it belongs in every margin has the weight 0, and is in no weighted share.

use crate::consultation::report::commission::Commission;
use crate::consultation::report::commission::Weighing;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
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
    pub(super) of_replies: Vec<f64>,
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
    /// The method has none.
    #[error(transparent)]
    Raking(#[from] RakingError),
}

/// The weights that a commission asks for; nothing where it asks for none.
pub(super) fn weights(
    commission: &Commission<'_>,
    coded: &Coded,
) -> Option<Result<Weights, NoWeights>> {
    match commission.weighing {
        Weighing::ToMargins(trimming) if !commission.margins.is_empty() => {
            Some(raked(commission.margins, coded, trimming))
        }
        Weighing::ToMargins(_) | Weighing::No => None,
    }
}

fn raked(margins: &[KnownMargin], coded: &Coded, trimming: Trimming) -> Result<Weights, NoWeights> {
    let placed: Vec<(Vec<Option<usize>>, Vec<f64>)> =
        margins.iter().map(|margin| placed(margin, coded)).collect::<Result<_, _>>()?;
    let tells = |reply: &usize| placed.iter().all(|(places, _)| places[*reply].is_some());
    let telling: Vec<usize> = (0..coded.replies()).filter(tells).collect();
    let margins: Vec<Margin> = placed
        .iter()
        .map(|(places, population)| Margin {
            category_of: telling.iter().filter_map(|reply| places[*reply]).collect(),
            population: population.clone(),
        })
        .collect();
    let raked = rake(&margins, trimming)?;
    let mut of_replies = vec![0.0; coded.replies()];
    for (reply, weight) in telling.iter().zip(&raked.weights) {
        of_replies[*reply] = *weight;
    }
    let number = telling.len() as f64;
    let mean = raked.weights.iter().sum::<f64>() / number;
    Ok(Weights {
        of_replies,
        effective: number / raked.design_effect,
        largest: raked.weights.iter().fold(0.0, |most: f64, weight| most.max(*weight)) / mean,
        convergence: (raked.convergence, raked.furthest),
    })
}

/// Where each reply belongs in a margin, and how many the population has in each place, in shares of its sum.
fn placed(
    margin: &KnownMargin,
    coded: &Coded,
) -> Result<(Vec<Option<usize>>, Vec<f64>), NoWeights> {
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
    Ok((places, margin.population.values().map(|number| *number as f64 / sum).collect()))
}
