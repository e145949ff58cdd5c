//! Weighting: what is known of the population that a consultation asks, so that shares can be weighted to it.
//!
//! In comes how many of the population there are of each answer, each count with its source; out goes a weighting that
//! goes with the questionnaire, or all that stands against it. It is kept with the consultation and stays when that has
//! closed, so that the same replies have the same weights whenever they are counted again.

pub mod file;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::About;
use crate::consultation::questionnaire::Questionnaire;
use crate::statistics::raking::Trimming;

/// A weighting as somebody typed it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedWeighting {
    /// No weight is more than so many times the mean one.
    #[serde(default = "usual")]
    pub at_most_times_the_mean: u32,
    /// What was changed after the consultation had closed, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
    /// What is known of the population, each thing from one source.
    #[serde(rename = "margin")]
    pub margins: Vec<KnownMargin>,
}

/// How many the population has of each answer to a question about the person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownMargin {
    /// The question.
    pub question: QuestionId,
    /// Who counted, what and when, such as "Census 2011, residents aged 16 and over (ONS, KS102EW)".
    pub source: String,
    /// How many have each answer. An answer that nobody counted, such as "prefer not to say", is not in it.
    pub population: BTreeMap<AnswerId, u64>,
}

/// No weight is more than so many times the mean one, where nothing else is said. A few heavy replies would else speak
/// for many.
pub const USUAL: u32 = 5;

fn usual() -> u32 {
    USUAL
}

/// What stands against a weighting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightingFault {
    /// Nothing is known.
    #[error("no margin is given; give how many of the population there are of each answer")]
    NoMargin,
    /// The limit is not above the mean.
    #[error("weights cannot be held to {0} times their mean; write a whole number from 2 to 100")]
    Limit(u32),
    /// There is no such question.
    #[error("there is no question `{0}`; name one of the questionnaire")]
    NoQuestion(QuestionId),
    /// It can have several answers, or none to choose from.
    #[error("`{0}` is not a question with one answer to choose; give margins of one that is")]
    NotOneAnswer(QuestionId),
    /// It asks what somebody thinks or sees.
    #[error(
        "`{0}` does not ask about the person, so that no census counts it; give margins of a question about the person"
    )]
    NotAboutThePerson(QuestionId),
    /// What was changed after the consultation had closed is not said.
    #[error("`corrected` is blank; say what was changed and why, or leave it out")]
    BlankCorrection,
    /// It is there twice.
    #[error("`{0}` has two margins; keep one")]
    Twice(QuestionId),
    /// It has no such answer.
    #[error("`{question}` has no answer `{answer}`; name one that it has")]
    NoAnswer {
        /// The question.
        question: QuestionId,
        /// The answer.
        answer: AnswerId,
    },
    /// Nobody is counted by such an answer.
    #[error("`{answer}` of `{question}` tells nothing of a person; leave its number out")]
    TellsNothing {
        /// The question.
        question: QuestionId,
        /// The answer.
        answer: AnswerId,
    },
    /// Nobody knows whose count it is.
    #[error("the numbers for `{0}` have no source; write who counted, what and when")]
    NoSource(QuestionId),
    /// With one group nothing can be weighted.
    #[error(
        "`{0}` has numbers above nought for fewer than two answers; give those of the others, too"
    )]
    OneGroup(QuestionId),
}

impl WeightingFault {
    /// The question that it is about, if it is about one.
    pub fn question(&self) -> Option<&QuestionId> {
        match self {
            WeightingFault::NoMargin
            | WeightingFault::Limit(_)
            | WeightingFault::BlankCorrection => None,
            WeightingFault::NoAnswer { question, .. }
            | WeightingFault::TellsNothing { question, .. }
            | WeightingFault::NoQuestion(question)
            | WeightingFault::NotOneAnswer(question)
            | WeightingFault::NotAboutThePerson(question)
            | WeightingFault::Twice(question)
            | WeightingFault::NoSource(question)
            | WeightingFault::OneGroup(question) => Some(question),
        }
    }
}

/// Whether an answer tells of the person, so that the population can be counted by it. Who would not or could not say is
/// in no census.
pub fn tells(answer: &Answer) -> bool {
    match answer.role {
        AnswerRole::Ordinary | AnswerRole::Other | AnswerRole::NoneOfThese => true,
        AnswerRole::DoNotKnow | AnswerRole::DoesNotApply | AnswerRole::PreferNotToSay => false,
    }
}

/// The questions that can have a margin: those about the person that have one answer to choose. No census counts what people
/// think.
pub fn questions_with_margins(questionnaire: &Questionnaire) -> impl Iterator<Item = &Question> {
    about_the_person(questionnaire).filter(|one| has_one_answer(one))
}

fn about_the_person(questionnaire: &Questionnaire) -> impl Iterator<Item = &Question> {
    let about_you = questionnaire.sections().iter().filter(|one| one.about == About::You);
    about_you.flat_map(|section| &section.questions)
}

fn has_one_answer(question: &Question) -> bool {
    match question.manner {
        Manner::OneOf(_) | Manner::Scale(_) => true,
        Manner::AnyOf(..)
        | Manner::Grid(..)
        | Manner::Ranking(..)
        | Manner::Number(..)
        | Manner::Postcode(_)
        | Manner::ShortText(_)
        | Manner::LongText(_) => false,
    }
}

impl TypedWeighting {
    /// All that stands against it, if it is to go with a questionnaire.
    pub fn faults(&self, questionnaire: &Questionnaire) -> Vec<WeightingFault> {
        let mut faults = Vec::new();
        if self.margins.is_empty() {
            faults.push(WeightingFault::NoMargin);
        }
        if !(2..=100).contains(&self.at_most_times_the_mean) {
            faults.push(WeightingFault::Limit(self.at_most_times_the_mean));
        }
        if self.corrected.as_ref().is_some_and(|why| why.trim().is_empty()) {
            faults.push(WeightingFault::BlankCorrection);
        }
        let mut seen = BTreeSet::new();
        for margin in &self.margins {
            if !seen.insert(&margin.question) {
                faults.push(WeightingFault::Twice(margin.question.clone()));
            }
            faults.extend(margin.faults(questionnaire));
        }
        faults
    }

    /// How far its weights may be apart.
    pub fn trimming(&self) -> Trimming {
        Trimming::AtMostTimesTheMean(f64::from(self.at_most_times_the_mean))
    }
}

impl KnownMargin {
    fn faults(&self, questionnaire: &Questionnaire) -> Vec<WeightingFault> {
        let id = || self.question.clone();
        let Some(question) = questionnaire.question(&self.question) else {
            return vec![WeightingFault::NoQuestion(id())];
        };
        if !has_one_answer(question) {
            return vec![WeightingFault::NotOneAnswer(id())];
        }
        if about_the_person(questionnaire).all(|one| one.id != self.question) {
            return vec![WeightingFault::NotAboutThePerson(id())];
        }
        let of_answer = |answer: &AnswerId| match question.answer(answer) {
            None => Some(WeightingFault::NoAnswer { question: id(), answer: answer.clone() }),
            Some(found) if !tells(found) => {
                Some(WeightingFault::TellsNothing { question: id(), answer: answer.clone() })
            }
            Some(_) => None,
        };
        let mut faults: Vec<WeightingFault> =
            self.population.keys().filter_map(of_answer).collect();
        if self.source.trim().is_empty() {
            faults.push(WeightingFault::NoSource(id()));
        }
        if self.population.values().filter(|number| **number > 0).count() < 2 {
            faults.push(WeightingFault::OneGroup(id()));
        }
        faults
    }

    /// How many the population has in all.
    pub fn people(&self) -> u64 {
        self.population.values().fold(0, |sum, number| sum.saturating_add(*number))
    }
}

#[cfg(test)]
pub(crate) mod tests;
