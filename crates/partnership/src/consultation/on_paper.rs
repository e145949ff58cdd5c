//! A question on paper: the boxes to tick and the spaces to write in.
//!
//! In comes a question; out go the names under which a printed form, its layout and a reading of it know them.

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::terms::slug::Slug;

/// The boxes of a question, in reading order: the question, or the row of a grid or ranking, and the answer that a
/// tick gives. In a ranking the answers are `place-1`, `place-2` and so on.
pub fn boxes(question: &Question) -> Vec<(QuestionId, AnswerId)> {
    match &question.manner {
        Manner::OneOf(answers) | Manner::AnyOf(answers, _) | Manner::Scale(answers) => {
            answers.iter().map(|answer| (question.id.clone(), answer.id.clone())).collect()
        }
        Manner::Grid(rows, answers) => rows
            .iter()
            .flat_map(|row| answers.iter().map(|answer| (row.id.clone(), answer.id.clone())))
            .collect(),
        Manner::Ranking(rows, places) => rows
            .iter()
            .flat_map(|row| {
                (1..=*places).filter_map(|place| Some((row.id.clone(), ranked(place)?)))
            })
            .collect(),
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) | Manner::Postcode(_) => {
            Vec::new()
        }
    }
}

/// The spaces of a question: the one that it is answered in, or the line beside "other".
pub fn spaces(question: &Question) -> Vec<(QuestionId, Option<AnswerId>)> {
    match &question.manner {
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) | Manner::Postcode(_) => {
            vec![(question.id.clone(), None)]
        }
        Manner::OneOf(answers) | Manner::AnyOf(answers, _) | Manner::Scale(answers) => {
            let others = answers.iter().filter(|answer| has_line(answer));
            others.map(|answer| (question.id.clone(), Some(answer.id.clone()))).collect()
        }
        Manner::Grid(..) | Manner::Ranking(..) => Vec::new(),
    }
}

/// The names under which a question takes one tick at most: the question, or each row of a grid or ranking. Where it has
/// more on paper, a person must say what was meant.
pub fn taking_one_tick(question: &Question) -> Vec<QuestionId> {
    match &question.manner {
        Manner::OneOf(_) | Manner::Scale(_) => vec![question.id.clone()],
        Manner::Grid(rows, _) | Manner::Ranking(rows, _) => {
            rows.iter().map(|row| row.id.clone()).collect()
        }
        Manner::AnyOf(..)
        | Manner::Number(..)
        | Manner::ShortText(_)
        | Manner::LongText(_)
        | Manner::Postcode(_) => Vec::new(),
    }
}

/// The boxes of a question that stand alone: where one of them is ticked with another, a person must say what was meant.
pub fn standing_alone(question: &Question) -> Vec<(QuestionId, AnswerId)> {
    match &question.manner {
        Manner::AnyOf(answers, _) => {
            let alone = answers.iter().filter(|answer| answer.role.stands_alone());
            alone.map(|answer| (question.id.clone(), answer.id.clone())).collect()
        }
        // These take one tick whatever it says.
        Manner::OneOf(_) | Manner::Scale(_) | Manner::Grid(..) | Manner::Ranking(..) => Vec::new(),
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) | Manner::Postcode(_) => {
            Vec::new()
        }
    }
}

/// Whether a line to write on stands beside the answer.
pub fn has_line(answer: &Answer) -> bool {
    answer.role == AnswerRole::Other
}

/// The answer that a tick in the column of that place gives.
pub fn ranked(place: usize) -> Option<AnswerId> {
    format!("place-{place}").parse::<Slug>().ok().map(AnswerId)
}
