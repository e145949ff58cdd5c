//! Quotations: words of a reply that are published, by consent, with what could name anybody taken out by a person.
//!
//! In come a comment whose writer let it be quoted and what somebody marked in it; out goes a [`ClearedQuotation`], which
//! alone can be published. Without the answer that the questionnaire names (`quoted_if`) nobody is quoted.

pub mod marked;
pub mod warning;

use crate::consultation::answer::QuestionId;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::quotation::marked::MarkedRefused;
use crate::consultation::quotation::marked::Redaction;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::themes::comment::Comment;
use crate::consultation::themes::comment::DELETED;
use crate::consultation::themes::comment::words_in;
use crate::membership::person::PersonId;
use crate::terms::day::Day;

/// A comment whose writer let it be quoted. There is no other way to one than their answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotable {
    question: QuestionId,
    reply: i64,
    words: String,
}

/// Why a comment is not quoted.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum QuotationRefused {
    /// The questionnaire asks nobody.
    #[error(
        "the questionnaire does not ask whether people may be quoted; name the question and the answer under \
         `quoted_if` in its next version"
    )]
    NotAsked,
    /// The writer did not let it be quoted.
    #[error("the writer of this comment did not agree to be quoted; choose another comment")]
    NoConsent,
    /// There are no words.
    #[error("there are no words to quote; they were deleted on their day, or none were written")]
    NoWords,
    /// What was marked is not the comment.
    #[error(transparent)]
    Marked(#[from] MarkedRefused),
    /// The quotation is of another comment.
    #[error("this quotation is of another comment; mark it anew")]
    AnotherComment,
}

impl Quotable {
    /// The comment of a reply on a question, if its writer let it be quoted.
    ///
    /// # Errors
    /// When the questionnaire does not ask, they did not agree, or there are no words.
    pub fn of(
        questionnaire: &Questionnaire,
        question: &QuestionId,
        (reference, reply): (i64, &Reply),
    ) -> Result<Quotable, QuotationRefused> {
        let asked = questionnaire.typed().quoted_if.as_ref().ok_or(QuotationRefused::NotAsked)?;
        let agreed = match reply.answers.get(&asked.question) {
            Some(Given::Chosen { answers, .. }) => {
                answers.len() == 1 && answers.contains(&asked.answer)
            }
            _ => false,
        };
        if !agreed {
            return Err(QuotationRefused::NoConsent);
        }
        let words = reply.answers.get(question).and_then(words_in);
        let words = words.filter(|words| *words != DELETED).ok_or(QuotationRefused::NoWords)?;
        Ok(Quotable { question: question.clone(), reply: reference, words: words.to_owned() })
    }

    /// The comment, word for word.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The same as a comment.
    pub fn is_of(&self, comment: &Comment) -> bool {
        self.reply == comment.reply && Some(&self.words) == comment.words.as_ref()
    }
}

/// What is to be quoted of a comment: from where to where, and what is taken out. It has none of the words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// The question that was answered.
    pub question: QuestionId,
    /// The reference number of the reply.
    pub reply: i64,
    /// Where it begins, in characters of the comment from 0.
    pub from: usize,
    /// Where it ends: the first character that is no longer in it.
    pub to: usize,
    /// What is taken out, in order.
    pub redactions: Vec<Redaction>,
}

/// A quotation as it may be published. Only a person's clearing makes one, of words by consent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClearedQuotation {
    quotation: Quotation,
    words: String,
    by: PersonId,
    on: Day,
}

impl Quotation {
    /// What somebody marked in a comment, as [`marked::as_typed`] shows it.
    ///
    /// # Errors
    /// When the words between the marks are not those of the comment, or a mark has no reason.
    pub fn marked(quotable: &Quotable, typed: &str) -> Result<Quotation, QuotationRefused> {
        let (from, to, redactions) = marked::read(&quotable.words, typed)?;
        let (question, reply) = (quotable.question.clone(), quotable.reply);
        Ok(Quotation { question, reply, from, to, redactions })
    }

    /// The words as they would be printed, each passage that is taken out told by its reason in square brackets.
    ///
    /// # Errors
    /// When it is of another comment.
    pub fn as_printed(&self, quotable: &Quotable) -> Result<String, QuotationRefused> {
        self.is_of(quotable)?;
        Ok(marked::printed(&quotable.words, (self.from, self.to), &self.redactions))
    }

    /// The comment with the marks, to be changed.
    ///
    /// # Errors
    /// When it is of another comment.
    pub fn as_typed(&self, quotable: &Quotable) -> Result<String, QuotationRefused> {
        self.is_of(quotable)?;
        Ok(marked::as_typed(&quotable.words, (self.from, self.to), &self.redactions))
    }

    /// What may still name somebody: what the program noticed within it and nobody took out.
    ///
    /// # Errors
    /// When it is of another comment.
    pub fn warnings(&self, quotable: &Quotable) -> Result<Vec<warning::Warning>, QuotationRefused> {
        self.is_of(quotable)?;
        let inside = |one: &warning::Warning| one.from >= self.from && one.to <= self.to;
        let taken_out = |one: &warning::Warning| {
            self.redactions.iter().any(|cut| cut.from <= one.from && one.to <= cut.to)
        };
        let all = warning::warnings(&quotable.words).into_iter();
        Ok(all.filter(|one| inside(one) && !taken_out(one)).collect())
    }

    /// The quotation, cleared by a person who read it.
    ///
    /// # Errors
    /// When it is of another comment.
    pub fn clear(
        self,
        quotable: &Quotable,
        by: PersonId,
        on: Day,
    ) -> Result<ClearedQuotation, QuotationRefused> {
        let words = self.as_printed(quotable)?;
        Ok(ClearedQuotation { quotation: self, words, by, on })
    }

    fn is_of(&self, quotable: &Quotable) -> Result<(), QuotationRefused> {
        let length = quotable.words.chars().count();
        let inside = self.from < self.to && self.to <= length;
        let same = self.reply == quotable.reply && self.question == quotable.question;
        if same && inside { Ok(()) } else { Err(QuotationRefused::AnotherComment) }
    }
}

impl ClearedQuotation {
    /// The words to be printed.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Of what, and what was taken out of it.
    pub fn quotation(&self) -> &Quotation {
        &self.quotation
    }

    /// Who cleared it.
    pub fn by(&self) -> &PersonId {
        &self.by
    }

    /// When it was cleared.
    pub fn on(&self) -> Day {
        self.on
    }
}

#[cfg(test)]
pub(crate) mod tests;
