//! A row for each answer: which reply, question and row it belongs to, its short name, and its words.

use std::collections::BTreeMap;

use crate::consultation::answer::AnswerId;
use crate::consultation::export::BEFORE;
use crate::consultation::export::Export;
use crate::consultation::export::Kept;
use crate::consultation::export::MADE_UP;
use crate::consultation::export::made_up;
use crate::consultation::language::Language;
use crate::consultation::question::Question;
use crate::consultation::reply::CheckedAnswer;
use crate::consultation::reply::Given;
use crate::consultation::reply::State;

const AFTER: [&str; 6] = ["question", "row", "answer", "label", "state", MADE_UP];

impl Export<'_> {
    /// The headings of the rows of [`Self::long`].
    pub fn long_headings() -> Vec<String> {
        BEFORE.into_iter().chain(AFTER).map(str::to_owned).collect()
    }

    /// A row for each answer, reply after reply; a question without one has a row that says why.
    pub fn long(&self) -> impl Iterator<Item = Vec<String>> {
        self.replies.iter().flat_map(|kept| self.rows(kept))
    }

    fn rows(&self, kept: &Kept<'_>) -> Vec<Vec<String>> {
        let Some(version) = self.version(kept.version) else { return Vec::new() };
        let before = Self::before(kept);
        let checked: BTreeMap<_, _> = kept
            .reply
            .checked(version.questionnaire())
            .questions
            .into_iter()
            .map(|one| (one.question.clone(), one))
            .collect();
        let mut rows = Vec::new();
        for question in version.questionnaire().questions() {
            let given = kept.reply.answers.get(&question.id);
            let state = state(checked.get(&question.id));
            let mut parts = given.map(|given| parts(self.language, question, given));
            let parts = parts.get_or_insert_default();
            if parts.is_empty() {
                parts.push(Default::default());
            }
            for [row, answer, label] in parts.drain(..) {
                let id = question.id.to_string();
                let after = [id, row, answer, label, state.to_owned(), made_up(self.label)];
                rows.push(before.iter().cloned().chain(after).collect());
            }
        }
        rows
    }
}

fn state(checked: Option<&CheckedAnswer>) -> &'static str {
    match checked.map(|one| (one.state, one.faults.is_empty())) {
        Some((State::Answered, true)) => "answered",
        Some((State::Answered, false)) => "unclear",
        Some((State::Unanswered, _)) => "left out",
        Some((State::NotAsked, _)) | None => "not asked",
    }
}

/// Row, answer and words of each part of an answer.
fn parts(language: Language, question: &Question, given: &Given) -> Vec<[String; 3]> {
    let label = |id: &AnswerId| {
        let answer = question.answer(id);
        answer.map_or(String::new(), |one| one.label.said_in(language).to_owned())
    };
    let none = String::new;
    match given {
        Given::Chosen { answers, other } => {
            let other = other.iter().map(|words| [none(), none(), words.clone()]);
            let chosen = answers.iter().map(|id| [none(), id.to_string(), label(id)]);
            chosen.chain(other).collect()
        }
        Given::Rows(rows) => {
            rows.iter().map(|(row, id)| [row.to_string(), id.to_string(), label(id)]).collect()
        }
        Given::Ranked(items) => {
            let place = |(at, item): (usize, &crate::consultation::answer::QuestionId)| {
                let words = crate::terms::wording::ordinal(at + 1);
                [item.to_string(), (at + 1).to_string(), words]
            };
            items.iter().enumerate().map(place).collect()
        }
        Given::Number(number) => vec![[none(), number.to_string(), none()]],
        Given::Text(words) => vec![[none(), none(), words.clone()]],
        Given::Area(area) => vec![[none(), area.to_string(), none()]],
    }
}
