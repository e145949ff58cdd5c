//! A reply on-line: one question a page, on the way that the answers lead.
//!
//! In come a questionnaire and what was answered so far; out go the pages on the way, which comes next and which before,
//! what is wrong on one of them, and the answers to be sent. A grid is asked row by row, since a table of buttons is
//! out of reach for many.

pub mod code;
pub mod hours;
pub mod inviting;
pub mod said;
pub mod signal;
pub mod typed;

use std::collections::BTreeMap;

use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::question::Manner;
use crate::consultation::question::Need;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::reply::ReplyFault;
use crate::consultation::reply::asked;

/// What is answered so far, question by question.
pub type Answers = BTreeMap<QuestionId, Given>;

/// One page of the way: a question, or one row of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop<'q> {
    /// The question.
    pub question: &'q Question,
    /// The row of a grid.
    pub row: Option<&'q Row>,
}

/// The pages that are asked for, in order, as the answers lead so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way<'q> {
    stops: Vec<Stop<'q>>,
}

impl<'q> Stop<'q> {
    /// The stops of a question: itself, or each row of a grid.
    fn all(question: &'q Question) -> Vec<Stop<'q>> {
        match &question.manner {
            Manner::Grid(rows, _) => {
                rows.iter().map(|row| Stop { question, row: Some(row) }).collect()
            }
            Manner::OneOf(_)
            | Manner::AnyOf(..)
            | Manner::Scale(_)
            | Manner::Ranking(..)
            | Manner::Number(..)
            | Manner::ShortText(_)
            | Manner::LongText(_)
            | Manner::Postcode(_) => vec![Stop { question, row: None }],
        }
    }

    /// Its short name, that of the question or of the row: no other stop has it.
    pub fn name(&self) -> &'q QuestionId {
        self.row.map_or(&self.question.id, |row| &row.id)
    }

    /// What was answered here; none where nothing was.
    pub fn given(&self, answers: &Answers) -> Option<Given> {
        let given = answers.get(&self.question.id)?;
        match (self.row, given) {
            (None, given) => Some(given.clone()),
            (Some(row), Given::Rows(rows)) => {
                let answer = rows.get(&row.id)?;
                Some(Given::Rows([(row.id.clone(), answer.clone())].into()))
            }
            (Some(_), _) => None,
        }
    }

    /// Puts an answer in the place of what was answered here; none takes it out.
    pub fn put(&self, answers: &mut Answers, given: Option<Given>) {
        let id = &self.question.id;
        let Some(row) = self.row else {
            answers.remove(id);
            answers.extend(given.map(|given| (id.clone(), given)));
            return;
        };
        let mut rows = match answers.remove(id) {
            Some(Given::Rows(rows)) => rows,
            Some(_) | None => BTreeMap::new(),
        };
        rows.remove(&row.id);
        if let Some(Given::Rows(new)) = given {
            rows.extend(new);
        }
        if !rows.is_empty() {
            answers.insert(id.clone(), Given::Rows(rows));
        }
    }

    /// What is wrong with what was answered here. Of a grid that must be answered, each row must be.
    pub fn faults(&self, reply: &Reply, questionnaire: &Questionnaire) -> Vec<ReplyFault> {
        let mut here = reply.clone();
        let given = self.given(&reply.answers);
        let is_missing = given.is_none();
        here.answers.remove(&self.question.id);
        here.answers.extend(given.map(|given| (self.question.id.clone(), given)));
        let checked = here.checked(questionnaire).questions;
        let found = checked.into_iter().find(|one| one.question == self.question.id);
        let faults = found.map(|one| one.faults).unwrap_or_default();
        let is_insisted = self.question.need == Need::Required && reply.channel.can_insist();
        if is_missing && is_insisted && faults.is_empty() {
            return vec![ReplyFault::Missing];
        }
        faults
    }
}

impl<'q> Way<'q> {
    /// The way that these answers lead. It ends, since routes lead forwards alone.
    pub fn of(questionnaire: &'q Questionnaire, answers: &Answers) -> Way<'q> {
        let asked = asked(questionnaire, answers);
        let questions = questionnaire.questions().filter(|one| asked.contains(&one.number));
        Way { stops: questions.flat_map(Stop::all).collect() }
    }

    /// Its stops, in order.
    pub fn stops(&self) -> &[Stop<'q>] {
        &self.stops
    }

    /// The stop of that name, and how many come before it.
    pub fn at(&self, name: &QuestionId) -> Option<(usize, Stop<'q>)> {
        let place = self.stops.iter().position(|stop| stop.name() == name)?;
        Some((place, *self.stops.get(place)?))
    }

    /// The stop after that one; none after the last.
    pub fn after(&self, name: &QuestionId) -> Option<Stop<'q>> {
        let (place, _) = self.at(name)?;
        self.stops.get(place + 1).copied()
    }

    /// The stop before that one; none before the first.
    pub fn before(&self, name: &QuestionId) -> Option<Stop<'q>> {
        let (place, _) = self.at(name)?;
        place.checked_sub(1).and_then(|before| self.stops.get(before)).copied()
    }

    /// Where to go on: after the last stop that was answered; none where that is the last of all.
    pub fn onwards(&self, answers: &Answers) -> Option<Stop<'q>> {
        let answered = self.stops.iter().rposition(|stop| stop.given(answers).is_some());
        self.stops.get(answered.map_or(0, |last| last + 1)).copied()
    }

    /// The first stop where something is wrong.
    pub fn first_fault(&self, reply: &Reply, questionnaire: &Questionnaire) -> Option<Stop<'q>> {
        self.stops.iter().find(|stop| !stop.faults(reply, questionnaire).is_empty()).copied()
    }

    /// Whether what is answered from that stop on may still make the way longer or shorter.
    pub fn may_turn(&self, name: &QuestionId) -> bool {
        let from = self.at(name).map_or(0, |(place, _)| place);
        self.stops.iter().skip(from).any(|stop| !stop.question.routes.is_empty())
    }
}

/// The answers to what was asked on the way. What was answered before an earlier answer led past it, stays behind.
pub fn to_send(questionnaire: &Questionnaire, answers: &Answers) -> Answers {
    let asked = asked(questionnaire, answers);
    let questions = questionnaire.questions().filter(|one| asked.contains(&one.number));
    let kept = questions.filter_map(|question| answers.get_key_value(&question.id));
    kept.map(|(id, given)| (id.clone(), given.clone())).collect()
}

#[cfg(test)]
mod tests;
