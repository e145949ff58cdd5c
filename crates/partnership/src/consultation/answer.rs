//! What can be ticked: an answer, what part it plays in its question, and a row of a grid.
//!
//! In comes what somebody typed; out go answers that a reply, a page and a sheet of paper name alike.

use std::fmt;

use crate::consultation::language::Words;
use crate::terms::slug::Slug;

/// The short name of a question, or of a row of a grid or of a ranking, such as `safe-after-dark`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct QuestionId(pub Slug);

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The short name of an answer, such as `very-safe`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct AnswerId(pub Slug);

impl fmt::Display for AnswerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its short name.
    pub id: AnswerId,
    /// The answer as printed.
    pub label: Words,
    /// What part it plays.
    #[serde(default, skip_serializing_if = "AnswerRole::is_ordinary")]
    pub role: AnswerRole,
}

/// What part an answer plays in its question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerRole {
    /// It says something, and counts.
    #[default]
    Ordinary,
    /// It is none of the others: a line to write on stands beside it.
    Other,
    /// None of the others applies; it stands alone.
    NoneOfThese,
    /// The person cannot say; it stands alone and is left out of the base.
    DoNotKnow,
    /// The question does not apply to the person; it stands alone and is left out of the base.
    DoesNotApply,
    /// The person does not wish to say; it stands alone and is left out of the base.
    PreferNotToSay,
}

impl AnswerRole {
    /// All roles but the ordinary one, in the order in which such answers usually stand at the end.
    pub const SPECIAL: [AnswerRole; 5] = [
        AnswerRole::Other,
        AnswerRole::NoneOfThese,
        AnswerRole::DoesNotApply,
        AnswerRole::DoNotKnow,
        AnswerRole::PreferNotToSay,
    ];

    /// What part it plays, as a form asks for it.
    pub fn in_words(self) -> &'static str {
        match self {
            AnswerRole::Ordinary => "An answer",
            AnswerRole::Other => "Other, with a line to write on",
            AnswerRole::NoneOfThese => "None of these",
            AnswerRole::DoNotKnow => "Don’t know",
            AnswerRole::DoesNotApply => "Does not apply",
            AnswerRole::PreferNotToSay => "Prefer not to say",
        }
    }

    /// Whether there is nothing to write.
    pub fn is_ordinary(&self) -> bool {
        *self == AnswerRole::Ordinary
    }

    /// Whether no other answer can be chosen beside it.
    pub fn stands_alone(self) -> bool {
        match self {
            AnswerRole::Ordinary | AnswerRole::Other => false,
            AnswerRole::NoneOfThese
            | AnswerRole::DoNotKnow
            | AnswerRole::DoesNotApply
            | AnswerRole::PreferNotToSay => true,
        }
    }
}

/// A row of a grid, or an item to be ranked. Its short name is unlike those of all questions and other rows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its short name.
    pub id: QuestionId,
    /// The row as printed.
    pub label: Words,
}
