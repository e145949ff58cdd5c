//! What people say of questions of a return: one at a time beside its picture, or a whole form keyed at once.
//!
//! In comes a decision; out goes that it may be made, or why not. A decision is never overwritten: whoever thinks better
//! of it withdraws it, and both stay on record.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::consultation::answer::QuestionId;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Given;
use crate::consultation::reply::ReplyFault;

/// What a person says that a question of a return says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// This is answered; none where nothing is.
    Is(Option<Given>),
    /// Nobody can tell from this paper.
    CannotTell,
}

/// How somebody looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// At the picture of one question.
    Snippet,
    /// At the whole form.
    WholeForm,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Says what questions say.
    Gives(BTreeMap<QuestionId, Verdict>),
    /// Takes back an earlier decision of their own, by its number.
    Withdraws(i64),
}

/// One decision of one person about one return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number, which no other decision about the return has; later ones have higher numbers.
    pub number: i64,
    /// Its place among all decisions about all returns: later ones have higher numbers.
    pub place: i64,
    /// Who, by the short name under which they sign.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How they looked.
    pub how: How,
    /// What they did.
    pub act: Act,
}

/// A verdict that stands: given and not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The number of the decision.
    pub decision: i64,
    /// Who.
    pub by: String,
    /// What they say.
    pub verdict: Verdict,
}

/// Why a decision is not taken. Nothing was saved.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum DecisionRefused {
    /// It says nothing.
    #[error("nothing is decided; choose an answer, or “cannot tell”")]
    Empty,
    /// There is no such question.
    #[error("`{0}` is not a question of this form; choose one of its questions")]
    NoSuchQuestion(QuestionId),
    /// The same person decided it before.
    #[error(
        "you have said what `{0}` says, and one person decides once; take that back first if it was wrong"
    )]
    Twice(QuestionId),
    /// It waits for nobody.
    #[error("`{0}` is settled and waits for nobody; go on with the next")]
    Settled(QuestionId),
    /// The answer is none of this question's.
    #[error("the answer to `{question}` cannot be: {fault}")]
    Cannot {
        /// The question.
        question: QuestionId,
        /// What is wrong.
        fault: ReplyFault,
    },
    /// There is no such decision of theirs to take back.
    #[error("there is no decision {0} of yours that stands; take back your latest one")]
    NothingToWithdraw(i64),
}

/// The verdicts that stand, by question, each person once, in the order of the decisions.
pub fn voices(decisions: &[Decision]) -> BTreeMap<QuestionId, Vec<Voice>> {
    let withdrawn: Vec<(i64, &str)> = decisions
        .iter()
        .filter_map(|decision| match decision.act {
            Act::Withdraws(number) => Some((number, decision.by.as_str())),
            Act::Gives(_) => None,
        })
        .collect();
    let mut voices: BTreeMap<QuestionId, Vec<Voice>> = BTreeMap::new();
    for Decision { number, by, act, .. } in decisions {
        let Act::Gives(verdicts) = act else { continue };
        if withdrawn.contains(&(*number, by.as_str())) {
            continue;
        }
        for (question, verdict) in verdicts {
            let there = voices.entry(question.clone()).or_default();
            // That somebody speaks once is seen to when they decide; were it not so, the first would count.
            if there.iter().all(|voice| voice.by != *by) {
                let (by, verdict) = (by.clone(), verdict.clone());
                there.push(Voice { decision: *number, by, verdict });
            }
        }
    }
    voices
}

/// That a verdict is one that the question allows. An answer that breaks a rule of the form, such as one box too many,
/// is what the paper says, and may be given.
///
/// # Errors
/// When there is no such question, or the answer is none of its own.
pub fn allowed(
    questionnaire: &Questionnaire,
    question: &QuestionId,
    verdict: &Verdict,
) -> Result<(), DecisionRefused> {
    let no_such = || DecisionRefused::NoSuchQuestion(question.clone());
    let asked = questionnaire.question(question).ok_or_else(no_such)?;
    let given = match verdict {
        Verdict::Is(Some(given)) => given,
        Verdict::Is(None) | Verdict::CannotTell => return Ok(()),
    };
    match given.faults(asked).into_iter().find(is_none_of_its_own) {
        Some(fault) => Err(DecisionRefused::Cannot { question: question.clone(), fault }),
        None => Ok(()),
    }
}

fn is_none_of_its_own(fault: &ReplyFault) -> bool {
    match fault {
        ReplyFault::OtherKind(_)
        | ReplyFault::UnknownAnswer(_)
        | ReplyFault::UnknownRow(_)
        | ReplyFault::RankedTwice(_)
        | ReplyFault::OtherArea { .. } => true,
        ReplyFault::NotAsked
        | ReplyFault::Missing
        | ReplyFault::TooMany { .. }
        | ReplyFault::NotTogether(_)
        | ReplyFault::OtherNotChosen
        | ReplyFault::OutOfRange { .. }
        | ReplyFault::TooLong { .. } => false,
    }
}

impl Verdict {
    /// Whether two people say the same. In words that they copied out, spaces and capitals do not count.
    pub fn is_alike(&self, other: &Verdict) -> bool {
        self.plain() == other.plain()
    }

    /// The verdict without what does not count.
    fn plain(&self) -> Verdict {
        let plain =
            |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        match self {
            Verdict::Is(Some(Given::Text(words))) => {
                let words = plain(words);
                Verdict::Is((!words.is_empty()).then_some(Given::Text(words)))
            }
            Verdict::Is(Some(Given::Chosen { answers, other })) => {
                let other = other.as_deref().map(plain).filter(|words| !words.is_empty());
                Verdict::Is(Some(Given::Chosen { answers: answers.clone(), other }))
            }
            Verdict::Is(Some(
                Given::Rows(_) | Given::Ranked(_) | Given::Number(_) | Given::Area(_),
            ))
            | Verdict::Is(None)
            | Verdict::CannotTell => self.clone(),
        }
    }

    /// The answer, if one is given.
    pub fn given(&self) -> Option<&Given> {
        match self {
            Verdict::Is(given) => given.as_ref(),
            Verdict::CannotTell => None,
        }
    }
}
