//! A reply: what one person or organisation answered, by which way it came, and what is wrong with it.
//!
//! In comes a reply as it was entered or read, with any answers at all; out goes, for each question, whether it was
//! asked on the way that the answers lead, whether it was answered, and every fault. Nothing is thrown away here.

mod checked;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::question::Goes;
use crate::consultation::question::Manner;
use crate::consultation::question::Need;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;

/// A reply to a version of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// By which way it came.
    pub channel: Channel,
    /// In which language it was asked for.
    pub language: Language,
    /// What was answered; a question that was left out is not in it.
    pub answers: BTreeMap<QuestionId, Given>,
}

/// A reply with the day on which it came, as it goes from one program to another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedReply {
    /// The day.
    pub day: Day,
    /// The reply.
    pub reply: Reply,
}

/// By which way a reply came.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// On-line, by the person.
    Online,
    /// On a printed form.
    Paper,
    /// By telephone, entered by whoever took the call.
    Phone,
    /// With somebody's help, such as an interpreter or a carer.
    Assisted,
    /// At an event, such as a stall or a meeting.
    Event,
    /// In a letter or e-mail without the form.
    Letter,
}

impl Channel {
    /// All of them.
    pub const ALL: [Channel; 6] = [
        Channel::Online,
        Channel::Paper,
        Channel::Phone,
        Channel::Assisted,
        Channel::Event,
        Channel::Letter,
    ];

    /// By which way, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Channel::Online => "on-line",
            Channel::Paper => "on paper",
            Channel::Phone => "by telephone",
            Channel::Assisted => "with somebody’s help",
            Channel::Event => "at an event",
            Channel::Letter => "by letter or e-mail",
        }
    }

    /// Whether somebody can be asked again while they answer, so that a required question can be insisted on.
    pub fn can_insist(self) -> bool {
        match self {
            Channel::Online | Channel::Phone | Channel::Assisted | Channel::Event => true,
            Channel::Paper | Channel::Letter => false,
        }
    }
}

/// What was answered to one question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// Answers that were chosen, and the words beside "other".
    Chosen {
        /// The answers.
        answers: BTreeSet<AnswerId>,
        /// The words beside "other", if there are any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<String>,
    },
    /// An answer for each row of a grid that was answered.
    Rows(BTreeMap<QuestionId, AnswerId>),
    /// Items in the order in which they were put, the foremost first.
    Ranked(Vec<QuestionId>),
    /// A number.
    Number(i64),
    /// Words.
    Text(String),
    /// The area of a postcode.
    Area(AreaCode),
}

/// A reply that was checked, question by question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedReply {
    /// What became of each question, in order.
    pub questions: Vec<CheckedAnswer>,
    /// Answers to questions that this version does not ask.
    pub unknown: Vec<QuestionId>,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedAnswer {
    /// The question.
    pub question: QuestionId,
    /// Whether it was asked and answered.
    pub state: State,
    /// What is wrong.
    pub faults: Vec<ReplyFault>,
}

/// Whether a question was asked and answered. What was not asked is not missing, and leaves the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The answers led past it.
    NotAsked,
    /// It was asked, and left out.
    Unanswered,
    /// It was asked and answered.
    Answered,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum ReplyFault {
    /// The answers led past the question.
    #[error(
        "this was answered, though an earlier answer leads past it; keep it apart or mend the earlier one"
    )]
    NotAsked,
    /// Nothing was answered, and something must be.
    #[error("nothing is answered; choose or write an answer")]
    Missing,
    /// The answer is of another kind than the question.
    #[error("the answer is not one to a question {0}; enter it again")]
    OtherKind(&'static str),
    /// There is no such answer.
    #[error("`{0}` is not among the answers; choose one of them")]
    UnknownAnswer(AnswerId),
    /// There is no such row or item.
    #[error("`{0}` is not among the rows; choose one of them")]
    UnknownRow(QuestionId),
    /// More was chosen than may be.
    #[error("{found} were chosen and at most {most} may be; keep those that count most")]
    TooMany {
        /// How many were chosen.
        found: usize,
        /// How many may be.
        most: usize,
    },
    /// Two answers cannot both be.
    #[error("`{0}` cannot be chosen together with another answer; keep one")]
    NotTogether(AnswerId),
    /// An item was ranked twice.
    #[error("`{0}` has two places; keep one")]
    RankedTwice(QuestionId),
    /// There are words beside "other", which was not chosen.
    #[error(
        "something is written beside \"other\", which is not chosen; choose it or take the words out"
    )]
    OtherNotChosen,
    /// The number cannot be so.
    #[error("{found} is not from {lowest} to {highest}; enter a number between them")]
    OutOfRange {
        /// The number.
        found: i64,
        /// The lowest that can be so.
        lowest: i64,
        /// The highest that can be so.
        highest: i64,
    },
    /// The text is too long.
    #[error("it has {found} characters and may have {most}; shorten it")]
    TooLong {
        /// How many it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// The area is of another kind than the one kept.
    #[error("{found} is not the code of a {wanted}; keep the {wanted} of the postcode")]
    OtherArea {
        /// The code.
        found: AreaCode,
        /// What is kept.
        wanted: &'static str,
    },
}

impl Reply {
    /// The reply, checked question by question against what was asked.
    pub fn checked(&self, questionnaire: &Questionnaire) -> CheckedReply {
        let asked = asked(questionnaire, &self.answers);
        let questions = questionnaire
            .questions()
            .map(|question| {
                let given = self.answers.get(&question.id).filter(|given| given.says_something());
                self.checked_answer(question, asked.contains(&question.number), given)
            })
            .collect();
        let unknown = self.answers.keys().filter(|id| questionnaire.question(id).is_none());
        CheckedReply { questions, unknown: unknown.cloned().collect() }
    }

    fn checked_answer(
        &self,
        question: &Question,
        asked: bool,
        given: Option<&Given>,
    ) -> CheckedAnswer {
        let (state, faults) = match (asked, given) {
            (false, None) => (State::NotAsked, Vec::new()),
            (false, Some(given)) => {
                let other = checked::faults(question, given);
                (State::NotAsked, std::iter::once(ReplyFault::NotAsked).chain(other).collect())
            }
            (true, None) => {
                let insisted = question.need == Need::Required && self.channel.can_insist();
                (State::Unanswered, insisted.then_some(ReplyFault::Missing).into_iter().collect())
            }
            (true, Some(given)) => (State::Answered, checked::faults(question, given)),
        };
        CheckedAnswer { question: question.id.clone(), state, faults }
    }
}

impl CheckedReply {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.unknown.is_empty() && self.questions.iter().all(|one| one.faults.is_empty())
    }
}

impl Given {
    /// Everything that is wrong with it as an answer to `question`, whatever else was answered.
    pub fn faults(&self, question: &Question) -> Vec<ReplyFault> {
        checked::faults(question, self)
    }

    /// Whether anything was chosen or written.
    pub fn says_something(&self) -> bool {
        match self {
            Given::Chosen { answers, other } => {
                let words = other.as_deref().unwrap_or_default();
                !answers.is_empty() || !words.trim().is_empty()
            }
            Given::Rows(rows) => !rows.is_empty(),
            Given::Ranked(items) => !items.is_empty(),
            Given::Text(words) => !words.trim().is_empty(),
            Given::Number(_) | Given::Area(_) => true,
        }
    }
}

/// The numbers of the questions that are asked on the way that these answers lead.
///
/// Where two answers stand to a question that takes one, the way goes on as if none were given, so that nothing is
/// left out on the strength of an answer that is in doubt.
pub fn asked(
    questionnaire: &Questionnaire,
    answers: &BTreeMap<QuestionId, Given>,
) -> BTreeSet<usize> {
    let questions: Vec<&Question> = questionnaire.questions().collect();
    let mut asked = BTreeSet::new();
    let mut goes = Goes::To(1);
    while let Goes::To(number) = goes {
        let Some(question) = questions.get(number - 1) else { break };
        asked.insert(number);
        goes = onwards(question, answers.get(&question.id));
    }
    asked
}

/// Where one goes from a question after answering it so.
fn onwards(question: &Question, given: Option<&Given>) -> Goes {
    let chosen = match (&question.manner, given) {
        (Manner::OneOf(_) | Manner::Scale(_), Some(Given::Chosen { answers, .. }))
            if answers.len() == 1 =>
        {
            answers.first()
        }
        _ => None,
    };
    let route = question.routes.iter().find(|(when, _)| Some(when) == chosen);
    route.map_or(question.then, |(_, goes)| *goes)
}

#[cfg(test)]
mod tests;
