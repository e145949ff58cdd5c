//! The queue of what waits for a person, in the order of its consequence.
//!
//! In come the questions that wait; out goes their order: first what an error would spread from, last what only one
//! comment hangs on.

use crate::consultation::answer::QuestionId;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reading::settled::QuestionState;

/// How much follows from an error in a question, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consequence {
    /// Its answer decides which other questions count at all.
    LeadsOn,
    /// Several answers, rows or items hang on one look.
    Several,
    /// One answer hangs on it.
    One,
    /// A number, an area or a few words.
    Short,
    /// A comment, which counts in no table until it is coded.
    Comment,
}

/// A question of a return that waits, by its place in the queue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// How much follows from it.
    pub consequence: Consequence,
    /// The number of the question, so that the same question comes again and again and the eye need not change.
    pub question_number: usize,
    /// The batch.
    pub batch: i64,
    /// The return.
    pub of: i64,
    /// The question.
    pub question: QuestionId,
}

impl Consequence {
    /// How much follows from an error in `question`.
    pub fn of(question: &Question) -> Consequence {
        if !question.routes.is_empty() {
            return Consequence::LeadsOn;
        }
        match &question.manner {
            Manner::AnyOf(..) | Manner::Grid(..) | Manner::Ranking(..) => Consequence::Several,
            Manner::OneOf(_) | Manner::Scale(_) => Consequence::One,
            Manner::Number(..) | Manner::Postcode(_) | Manner::ShortText(_) => Consequence::Short,
            Manner::LongText(_) => Consequence::Comment,
        }
    }
}

/// The questions of a return that wait for somebody at a picture. Those whose page was not seen are keyed from the form
/// and are not among them.
pub fn waiting<'a>(
    questionnaire: &'a Questionnaire,
    (batch, of): (i64, i64),
    states: &'a [QuestionState],
) -> impl Iterator<Item = (Waiting, &'a QuestionState)> {
    let all = questionnaire.questions().zip(states);
    all.filter(|(_, state)| state.waits() && !state.is_keyed()).map(move |(question, state)| {
        let waiting = Waiting {
            consequence: Consequence::of(question),
            question_number: question.number,
            batch,
            of,
            question: question.id.clone(),
        };
        (waiting, state)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::questionnaire::tests::questionnaire;

    #[test]
    fn what_leads_on_comes_first_then_several_then_one_then_words() {
        let questionnaire = questionnaire();
        let mut order: Vec<_> = questionnaire
            .questions()
            .map(|question| (Consequence::of(question), question.id.to_string()))
            .collect();
        order.sort();
        is_in_order(&order);
    }

    /// Each step of the order holds only questions of its kind.
    fn is_in_order(order: &[(Consequence, String)]) {
        assert!(order.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        assert_eq!(order.first().map(|first| first.0), Some(Consequence::LeadsOn), "{order:?}");
        assert_eq!(order.last().map(|last| last.0), Some(Consequence::Comment), "{order:?}");
    }
}
