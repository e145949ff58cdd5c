//! Themes as the example's file has them: by which phrases a comment was coded how, and what was answered.

use std::collections::BTreeSet;

use partnership::consultation::answer::QuestionId;
use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::frame::Code;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::CodeId;
use partnership::consultation::themes::said::Said;
use partnership::consultation::you_said::WeAnswer;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;

/// The file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedThemes {
    pub(super) signed_off: Hand,
    pub(super) first: Hand,
    pub(super) second: Hand,
    pub(super) settled: Hand,
    pub(super) question: Vec<TypedQuestion>,
    pub(super) answer: Vec<TypedAnswer>,
}

/// Who did something, and when they began.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hand {
    pub(super) by: PersonId,
    pub(super) on: Day,
}

/// A question with its code frame.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedQuestion {
    pub(super) id: QuestionId,
    #[serde(default)]
    nothing: Vec<String>,
    pub(super) code: Vec<TypedCode>,
    #[serde(default)]
    differs: Vec<Differs>,
}

/// A code, with the phrases by which a comment has it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedCode {
    id: CodeId,
    title: String,
    belongs: String,
    belongs_not: String,
    phrases: Vec<String>,
}

/// A phrase of which the second coder found something else.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Differs {
    phrase: String,
    #[serde(default)]
    adds: BTreeSet<CodeId>,
    #[serde(default)]
    lacks: BTreeSet<CodeId>,
}

/// What was answered to a theme, and the numbers of the actions that do it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedAnswer {
    pub(super) question: QuestionId,
    pub(super) code: CodeId,
    pub(super) said: String,
    pub(super) on: Day,
    pub(super) answer: WeAnswer,
    #[serde(default)]
    pub(super) actions: BTreeSet<i64>,
}

impl TypedThemes {
    /// The turns in which comments are coded, in order, each with who had it.
    pub(super) fn turns(&self) -> [(Turn, &Hand); 3] {
        [(Turn::First, &self.first), (Turn::Second, &self.second), (Turn::Talking, &self.settled)]
    }
}

impl TypedQuestion {
    /// Its codes, as they are entered.
    pub(super) fn codes(&self) -> Vec<Code> {
        let code = |typed: &TypedCode| Code {
            id: typed.id.clone(),
            title: typed.title.clone(),
            belongs: typed.belongs.clone(),
            belongs_not: typed.belongs_not.clone(),
            examples: BTreeSet::new(),
        };
        self.code.iter().map(code).collect()
    }

    /// Whether a frame is this one, signed off.
    pub(super) fn is(&self, frame: &CodeFrame) -> bool {
        frame.is_signed_off() && frame.codes() == self.codes()
    }

    /// What somebody found a comment to say in their turn.
    pub(super) fn said(&self, words: &str, turn: Turn) -> Said {
        let is_in = |phrase: &String| words.contains(phrase.as_str());
        let codes = self.code.iter().filter(|code| code.phrases.iter().any(is_in));
        let mut codes: BTreeSet<CodeId> = codes.map(|code| code.id.clone()).collect();
        let differs = self.differs.iter().filter(|one| turn == Turn::Second && is_in(&one.phrase));
        for one in differs {
            codes.retain(|code| !one.lacks.contains(code));
            codes.extend(one.adds.iter().cloned());
        }
        if !codes.is_empty() {
            Said::Codes(codes)
        } else if self.nothing.iter().any(is_in) {
            Said::Nothing
        } else {
            Said::NoneFits
        }
    }

    /// Whether two people found what they are told to have found here, so that nobody else coded the comment.
    pub(super) fn is_told(&self, words: &str, codings: &Codings) -> bool {
        let of = |coding: &Option<Coding>, turn| {
            coding.as_ref().is_some_and(|coding| coding.said == self.said(words, turn))
        };
        of(&codings.first, Turn::First) && of(&codings.second, Turn::Second)
    }
}
