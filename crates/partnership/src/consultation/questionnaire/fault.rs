//! What can be wrong with a questionnaire, each with where, what was found and what to do.
//!
//! In come the findings of the checks; out go plain sentences.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;

/// Why what was typed is not a questionnaire: every fault, each with what to do.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the questionnaire cannot be read:\n{}", in_lines(.0))]
pub struct QuestionnaireError(pub Vec<QuestionnaireFault>);

fn in_lines(faults: &[QuestionnaireFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// One fault, and where it is.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("{place}: {wrong}")]
pub struct QuestionnaireFault {
    /// Where it is, such as "question `safe-after-dark`".
    pub place: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum Wrong {
    /// No language is named.
    #[error("no language is named; name at least one, such as languages = [\"en\"]")]
    NoLanguage,
    /// A language is named more than once.
    #[error("the language {0} is named twice; keep one")]
    LanguageTwice(Language),
    /// The short name is too long to stand in the code of a page.
    #[error("the short name has {0} characters; shorten it to {LONGEST_ID} at most")]
    LongId(usize),
    /// There is nothing to answer.
    #[error("there is no question; add one")]
    NoQuestion,
    /// A text is missing in a language.
    #[error("the {what} is missing in {}; translate it, or take the language out", .language.in_words())]
    Untranslated {
        /// Which text.
        what: String,
        /// In which language.
        language: Language,
    },
    /// Two questions or rows have one short name.
    #[error("the short name is used before; give each question and row one of its own")]
    IdTwice,
    /// A question is called as the end is.
    #[error("`end` is where routes end; give the question another short name")]
    CalledEnd,
    /// Two answers have one short name.
    #[error("two answers are called `{0}`; give one of them another short name")]
    AnswerTwice(AnswerId),
    /// Something is needed and not there.
    #[error("a question {kind} needs {wanted}; {found}")]
    Needs {
        /// The manner of the question.
        kind: &'static str,
        /// What it needs.
        wanted: &'static str,
        /// What was found, and what to do.
        found: String,
    },
    /// Something is there that does nothing.
    #[error("a question {kind} has no use for `{field}`; take it out or change the kind")]
    NoUse {
        /// The manner of the question.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// Answers are given twice over.
    #[error("both `scale` and answers are given; keep one of them")]
    ScaleAndAnswers,
    /// A question about the person cannot be declined.
    #[error(
        "a question about the person must let them decline; add an answer with role \
         \"prefer-not-to-say\""
    )]
    CannotDecline,
    /// A question about the person must be answered.
    #[error("a question about the person may always be left out; make it optional")]
    AboutYouRequired,
    /// A route begins at an answer that is not there.
    #[error("a route begins at the answer `{0}`, which the question has not; mend the name")]
    RouteFromNowhere(AnswerId),
    /// One answer has two routes.
    #[error("the answer `{0}` has two routes; keep one")]
    RouteTwice(AnswerId),
    /// A route leads to a question that is not there.
    #[error("a route leads to `{0}`, which is no question; name a later question or `end`")]
    RouteToNowhere(QuestionId),
    /// A route leads to the question itself or before it.
    #[error("a route leads back to `{0}`; name a later question or `end`")]
    RouteBack(QuestionId),
    /// Nobody could let themselves be quoted so.
    #[error(
        "`quoted_if` names the question `{0}` and its answer `{1}`, which cannot be chosen alone; name a question with \
         one answer of several, and the answer that lets people be quoted"
    )]
    NoConsent(QuestionId, AnswerId),
    /// No route comes here.
    #[error("no route leads here; mend the routes before it, or take the question out")]
    Unreachable,
}

/// The most characters of a questionnaire's short name: page codes carry it.
pub(crate) const LONGEST_ID: usize = 30;
