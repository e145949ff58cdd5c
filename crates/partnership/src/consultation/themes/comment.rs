//! A comment: what one reply says in words to one question.
//!
//! In come replies; out go comments under the numbers of their replies, those whose words were deleted among them.

use crate::consultation::answer::AnswerRole;
use crate::consultation::language::Language;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;

/// What stands where words were deleted on their day: that something was written stays, so that counts stay.
pub const DELETED: &str = "[deleted]";

/// What one reply says in words to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The reference number of the reply.
    pub reply: i64,
    /// In which language it was asked for.
    pub language: Language,
    /// The words; none where they were deleted.
    pub words: Option<String>,
}

/// Whether a question is answered in words, be it beside "other".
pub fn takes_words(question: &Question) -> bool {
    match &question.manner {
        Manner::ShortText(_) | Manner::LongText(_) => true,
        Manner::OneOf(answers) | Manner::AnyOf(answers, _) => {
            answers.iter().any(|answer| answer.role == AnswerRole::Other)
        }
        Manner::Scale(_)
        | Manner::Grid(..)
        | Manner::Ranking(..)
        | Manner::Number(..)
        | Manner::Postcode(_) => false,
    }
}

/// The words in an answer, where there are any.
pub fn words_in(given: &Given) -> Option<&str> {
    let words = match given {
        Given::Text(words) => Some(words),
        Given::Chosen { other, .. } => other.as_ref(),
        Given::Rows(_) | Given::Ranked(_) | Given::Number(_) | Given::Area(_) => None,
    };
    words.map(String::as_str).filter(|words| !words.trim().is_empty())
}

/// The comments on a question, in the order of the replies.
pub fn comments<'r>(
    question: &Question,
    replies: impl IntoIterator<Item = (i64, &'r Reply)>,
) -> Vec<Comment> {
    let comment = |(reply, of): (i64, &'r Reply)| {
        let words = of.answers.get(&question.id).and_then(words_in)?;
        let words = (words != DELETED).then(|| words.to_owned());
        Some(Comment { reply, language: of.language, words })
    };
    replies.into_iter().filter_map(comment).collect()
}
