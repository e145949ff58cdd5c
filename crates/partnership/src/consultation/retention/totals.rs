//! Totals: how many replies fall into each category of each thing that is counted.
//!
//! In come replies to one version; out go counts that can be kept when the answers go, and added to those of others.

use crate::consultation::answer::QuestionId;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Reply;
use crate::consultation::reply::State;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::Dimension;
use crate::consultation::results::coding::InBase;

/// A thing that is counted, and how many replies fall into each of its categories.
pub type Tally = (Counted, Vec<(Category, InBase, u64)>);

/// How many replies fall where.
///
/// They are whole counts and not for publication: small ones are withheld by whoever publishes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// For each thing that is counted, its categories with whether they are in its base.
    pub counts: Vec<Tally>,
    /// For each question, how many answered, left out, and were led past.
    pub states: Vec<StateTotals>,
}

/// How many replies answered a question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateTotals {
    /// The question.
    pub question: QuestionId,
    /// It was asked and answered.
    pub answered: u64,
    /// It was asked and left out.
    pub left_out: u64,
    /// The answers led past it.
    pub not_asked: u64,
}

impl Totals {
    /// Those of replies to one version.
    pub fn of<'r>(
        questionnaire: &Questionnaire,
        replies: impl IntoIterator<Item = &'r Reply>,
    ) -> Totals {
        let replies: Vec<Reply> = replies.into_iter().cloned().collect();
        let coded = Coded::of(questionnaire, &replies);
        let of_dimension = |(at, dimension): (usize, &Dimension)| {
            let mut counts: Vec<(Category, InBase, u64)> =
                dimension.categories.iter().map(|(kind, base)| (kind.clone(), *base, 0)).collect();
            for code in coded.codes(at) {
                counts.iter_mut().skip(*code).take(1).for_each(|one| one.2 += 1);
            }
            (dimension.counted.clone(), counts)
        };
        let counts = coded.dimensions().iter().enumerate().map(of_dimension).collect();
        let new = |question: &QuestionId| StateTotals {
            question: question.clone(),
            answered: 0,
            left_out: 0,
            not_asked: 0,
        };
        let mut states: Vec<StateTotals> =
            questionnaire.questions().map(|question| new(&question.id)).collect();
        for reply in &replies {
            let checked = reply.checked(questionnaire).questions;
            for (totals, one) in states.iter_mut().zip(&checked) {
                totals.take(one.state);
            }
        }
        Totals { counts, states }
    }

    /// These and others of the same version, together.
    #[must_use]
    pub fn and(mut self, other: &Totals) -> Totals {
        for ((_, these), (_, those)) in self.counts.iter_mut().zip(&other.counts) {
            for (this, that) in these.iter_mut().zip(those) {
                this.2 += that.2;
            }
        }
        for (these, those) in self.states.iter_mut().zip(&other.states) {
            these.answered += those.answered;
            these.left_out += those.left_out;
            these.not_asked += those.not_asked;
        }
        self
    }
}

impl StateTotals {
    fn take(&mut self, state: State) {
        let count = match state {
            State::Answered => &mut self.answered,
            State::Unanswered => &mut self.left_out,
            State::NotAsked => &mut self.not_asked,
        };
        *count += 1;
    }
}
