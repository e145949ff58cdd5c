//! Changing a questionnaire piece by piece: a question added, moved, doubled or taken out.
//!
//! In comes a questionnaire as typed, and what is done to it; out goes the questionnaire that this makes, not yet
//! checked. Where a question is taken out, routes that led to it lead to the one that came after it.

pub mod lines;
mod texts;

pub use texts::Text;

use std::collections::BTreeSet;

use crate::consultation::answer::QuestionId;
use crate::consultation::question::END;
use crate::consultation::question::Target;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::questionnaire::TypedSection;
use crate::terms::slug;
use crate::terms::slug::Slug;

/// Which way something is moved by one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl TypedQuestionnaire {
    /// The place of a question: that of its section and its own within it, both from 0.
    pub fn place_of(&self, id: &QuestionId) -> Option<(usize, usize)> {
        self.sections.iter().enumerate().find_map(|(section, it)| {
            let place = it.questions.iter().position(|question| question.id == *id)?;
            Some((section, place))
        })
    }

    /// The question of that short name.
    pub fn typed_question(&self, id: &QuestionId) -> Option<&TypedQuestion> {
        let (section, place) = self.place_of(id)?;
        self.sections.get(section)?.questions.get(place)
    }

    /// All questions, in order; the first has number 1.
    pub fn typed_questions(&self) -> impl Iterator<Item = &TypedQuestion> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// A short name for a new question or row that nothing else has, made from its words.
    pub fn free_id(&self, words: &str) -> Option<QuestionId> {
        let taken = self.ids();
        free(words, &taken).map(QuestionId)
    }

    /// The short names of all questions and rows, and that of the end.
    pub(crate) fn ids(&self) -> BTreeSet<Slug> {
        let own = self.typed_questions().flat_map(|question| {
            let rows = question.rows.iter().map(|row| &row.id);
            std::iter::once(&question.id).chain(rows).map(|id| id.0.clone())
        });
        own.chain(END.parse().ok()).collect()
    }

    /// The questionnaire with a question: in the place of the one of its short name, or else at the end of a section.
    /// One whose section is another than it was goes to the end of that.
    #[must_use]
    pub fn with_question(mut self, section: usize, question: TypedQuestion) -> TypedQuestionnaire {
        let there = self.place_of(&question.id);
        if let Some((found, place)) = there {
            if found == section || section >= self.sections.len() {
                if let Some(it) = self.sections[found].questions.get_mut(place) {
                    *it = question;
                }
                return self;
            }
            self.sections[found].questions.remove(place);
        }
        if let Some(section) = self.sections.get_mut(section) {
            section.questions.push(question);
        }
        self
    }

    /// The questionnaire with a question moved by one place, into the section beside its own where it stands at the
    /// edge; as it is where there is no further place.
    #[must_use]
    pub fn moved(mut self, id: &QuestionId, way: Way) -> TypedQuestionnaire {
        let Some((section, place)) = self.place_of(id) else { return self };
        let within = match way {
            Way::Up => place.checked_sub(1),
            Way::Down => Some(place + 1).filter(|to| *to < self.sections[section].questions.len()),
        };
        if let Some(to) = within {
            self.sections[section].questions.swap(place, to);
            return self;
        }
        let beside = match way {
            Way::Up => section.checked_sub(1),
            Way::Down => Some(section + 1).filter(|to| *to < self.sections.len()),
        };
        let Some(beside) = beside else { return self };
        let question = self.sections[section].questions.remove(place);
        let to = match way {
            Way::Up => self.sections[beside].questions.len(),
            Way::Down => 0,
        };
        self.sections[beside].questions.insert(to, question);
        self
    }

    /// The questionnaire with a question once more behind itself, under short names of its own.
    #[must_use]
    pub fn doubled(mut self, id: &QuestionId) -> TypedQuestionnaire {
        let Some((section, place)) = self.place_of(id) else { return self };
        let mut taken = self.ids();
        let mut twin = self.sections[section].questions[place].clone();
        let rows = twin.rows.iter_mut().map(|row| &mut row.id);
        for id in std::iter::once(&mut twin.id).chain(rows) {
            let Some(free) = free(id.0.as_str(), &taken) else { return self };
            taken.insert(free.clone());
            *id = QuestionId(free);
        }
        self.sections[section].questions.insert(place + 1, twin);
        self
    }

    /// The questionnaire without a question. Routes to it lead to the question that came after it, or to the end.
    #[must_use]
    pub fn without(mut self, id: &QuestionId) -> TypedQuestionnaire {
        let Some((section, place)) = self.place_of(id) else { return self };
        let all: Vec<&QuestionId> = self.typed_questions().map(|question| &question.id).collect();
        let next = all.iter().skip_while(|other| **other != id).nth(1);
        let next = next.map(|next| Target((*next).clone())).or_else(Target::end);
        self.sections[section].questions.remove(place);
        for question in self.sections.iter_mut().flat_map(|section| &mut section.questions) {
            lead_elsewhere(question, id, next.as_ref());
        }
        self
    }

    /// The questionnaire with a section moved by one place, its questions with it.
    #[must_use]
    pub fn section_moved(mut self, section: usize, way: Way) -> TypedQuestionnaire {
        let to = match way {
            Way::Up => section.checked_sub(1),
            Way::Down => Some(section + 1),
        };
        if let Some(to) = to.filter(|to| (*to).max(section) < self.sections.len()) {
            self.sections.swap(section, to);
        }
        self
    }

    /// The questionnaire without a section and all its questions.
    #[must_use]
    pub fn without_section(mut self, section: usize) -> TypedQuestionnaire {
        let Some(it) = self.sections.get(section) else { return self };
        let ids: Vec<QuestionId> =
            it.questions.iter().map(|question| question.id.clone()).collect();
        for id in &ids {
            self = self.without(id);
        }
        self.sections.remove(section);
        self
    }

    /// The questionnaire with the questions of sections that it has not yet, each section at the end.
    #[must_use]
    pub fn with_sections(mut self, sections: Vec<TypedSection>) -> TypedQuestionnaire {
        for mut section in sections {
            let there = self.ids();
            section.questions.retain(|question| !there.contains(&question.id.0));
            if !section.questions.is_empty() {
                self.sections.push(section);
            }
        }
        self
    }
}

fn free(words: &str, taken: &BTreeSet<Slug>) -> Option<Slug> {
    slug::free(words, "question", |slug| taken.contains(slug))
}

fn lead_elsewhere(question: &mut TypedQuestion, from: &QuestionId, to: Option<&Target>) {
    let Some(to) = to else { return };
    let routes = question.routes.iter_mut().map(|route| &mut route.to);
    for target in routes.chain(question.then.iter_mut()).filter(|target| target.0 == *from) {
        *target = to.clone();
    }
}

#[cfg(test)]
mod tests;
