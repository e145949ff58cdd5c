//! Every text of a questionnaire, to be translated side by side.
//!
//! In comes a questionnaire; out go its texts in order, each with where it stands, and the questionnaire with others.

use crate::consultation::language::Words;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::TypedQuestionnaire;

/// A text of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Where it stands, such as "Section 1" or "Question 3".
    pub place: String,
    /// What it is there, such as "title" or "answer".
    pub what: &'static str,
    /// Its words.
    pub words: Words,
}

impl TypedQuestionnaire {
    /// All texts, in the order of the questionnaire; those of the question bank's scales are translated already.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = Vec::new();
        self.clone().each_text(&mut |place, what, words| {
            texts.push(Text { place: place.to_owned(), what, words: words.clone() });
        });
        texts
    }

    /// The questionnaire with other words for its texts, which are given in their order.
    #[must_use]
    pub fn with_texts(mut self, mut texts: impl Iterator<Item = Words>) -> TypedQuestionnaire {
        self.each_text(&mut |_, _, words| {
            if let Some(next) = texts.next() {
                *words = next;
            }
        });
        self
    }

    fn each_text(&mut self, seen: &mut dyn FnMut(&str, &'static str, &mut Words)) {
        seen("The questionnaire", "title", &mut self.title);
        seen("The questionnaire", "introduction", &mut self.introduction);
        let mut number = 0;
        for (place, section) in (1..).zip(&mut self.sections) {
            let place = format!("Section {place}");
            seen(&place, "title", &mut section.title);
            if let Some(introduction) = &mut section.introduction {
                seen(&place, "introduction", introduction);
            }
            for question in &mut section.questions {
                number += 1;
                of_question(&format!("Question {number}"), question, seen);
            }
        }
    }
}

fn of_question(
    place: &str,
    question: &mut TypedQuestion,
    seen: &mut dyn FnMut(&str, &'static str, &mut Words),
) {
    seen(place, "question", &mut question.ask);
    if let Some(help) = &mut question.help {
        seen(place, "help", help);
    }
    for answer in &mut question.answers {
        seen(place, "answer", &mut answer.label);
    }
    for row in &mut question.rows {
        seen(place, "row", &mut row.label);
    }
}
