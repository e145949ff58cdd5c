//! The questionnaire: sections of questions, asked alike on paper and on-line.
//!
//! In comes a questionnaire as somebody typed it; out goes one in which every fault has been found: a text
//! missing in a language, a question that lacks what its kind needs, a route that leads back or nowhere.

mod consent;
pub mod fault;
mod manner;
mod routing;
mod texts;

use std::collections::BTreeSet;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::END;
use crate::consultation::question::Need;
use crate::consultation::question::Question;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::fault::LONGEST_ID;
use crate::consultation::questionnaire::fault::QuestionnaireError;
use crate::consultation::questionnaire::fault::QuestionnaireFault;
use crate::consultation::questionnaire::fault::Wrong;
use crate::terms::slug::Slug;

/// A questionnaire as somebody typed it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedQuestionnaire {
    /// Its short name, such as `smp-2015`, which stands in the code on every page.
    pub id: Slug,
    /// The languages in which every text must stand.
    pub languages: Vec<Language>,
    /// What it is called.
    pub title: Words,
    /// What is said before the first question.
    pub introduction: Words,
    /// Who may be quoted; without it, nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_if: Option<QuotedIf>,
    /// Its sections, in order.
    #[serde(default, rename = "section")]
    pub sections: Vec<TypedSection>,
}

/// By which answer a person lets their own words be quoted without their name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotedIf {
    /// The question that asks for it, with one answer of several.
    pub question: QuestionId,
    /// The answer that lets them be quoted.
    pub answer: AnswerId,
}

/// A section as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedSection {
    /// What it is called.
    pub title: Words,
    /// What is said before its first question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Words>,
    /// What its questions are about.
    #[serde(default)]
    pub about: About,
    /// Its questions, in order.
    #[serde(default, rename = "question")]
    pub questions: Vec<TypedQuestion>,
}

/// What the questions of a section are about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// What the person sees, thinks or wants.
    #[default]
    Views,
    /// The person: every question may be left out, and one with answers can be declined in words.
    You,
}

/// A questionnaire without fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questionnaire {
    typed: TypedQuestionnaire,
    sections: Vec<Section>,
}

/// A section without fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is called.
    pub title: Words,
    /// What is said before its first question.
    pub introduction: Option<Words>,
    /// What its questions are about.
    pub about: About,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

impl Questionnaire {
    /// The questionnaire that `typed` describes.
    ///
    /// # Errors
    /// All faults together.
    pub fn of(typed: TypedQuestionnaire) -> Result<Questionnaire, QuestionnaireError> {
        let mut faults = of_the_whole(&typed);
        faults.extend(texts::missing(&typed));
        faults.extend(named_twice(&typed));
        let ids: Vec<&QuestionId> = questions(&typed).map(|question| &question.id).collect();
        let mut sections = Vec::new();
        let mut number = 0;
        for section in &typed.sections {
            let mut checked = Vec::new();
            for question in &section.questions {
                number += 1;
                let mut wrong = Vec::new();
                checked.extend(checked_question(question, number, &ids, &mut wrong));
                wrong.extend(of_the_person(section.about, question, checked.last()));
                faults.extend(placed(question, wrong));
            }
            sections.push(Section {
                title: section.title.clone(),
                introduction: section.introduction.clone(),
                about: section.about,
                questions: checked,
            });
        }
        faults.extend(not_reached(&sections, number));
        faults.extend(consent::fault(&typed, &sections));
        if faults.is_empty() {
            Ok(Questionnaire { typed, sections })
        } else {
            Err(QuestionnaireError(faults))
        }
    }

    /// What was typed, to be shown, changed and checked again.
    pub fn typed(&self) -> &TypedQuestionnaire {
        &self.typed
    }

    /// Its short name.
    pub fn id(&self) -> &Slug {
        &self.typed.id
    }

    /// Its sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Its questions, in order; the first has number 1.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question of that short name.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions().find(|question| question.id == *id)
    }

    /// Whether every text of it stands in that language.
    pub fn is_in(&self, language: Language) -> bool {
        self.typed.languages.contains(&language)
    }
}

/// A question without fault, unless faults of its own were found.
fn checked_question(
    typed: &TypedQuestion,
    number: usize,
    ids: &[&QuestionId],
    wrong: &mut Vec<Wrong>,
) -> Option<Question> {
    let (routes, then) = routing::routes(typed, number, ids, wrong);
    let manner = manner::manner(typed, wrong)?;
    let question = Question {
        id: typed.id.clone(),
        number,
        ask: typed.ask.clone(),
        help: typed.help.clone(),
        need: typed.need,
        manner,
        routes,
        then,
    };
    wrong.extend(routing::beginnings(&question));
    Some(question)
}

/// What is wrong with a question about the person.
fn of_the_person(about: About, typed: &TypedQuestion, checked: Option<&Question>) -> Vec<Wrong> {
    use crate::consultation::answer::AnswerRole::PreferNotToSay;
    if about == About::Views {
        return Vec::new();
    }
    let this = checked.filter(|question| question.id == typed.id);
    let answers = this.map(Question::answers).unwrap_or_default();
    let declines = answers.iter().any(|answer| answer.role == PreferNotToSay);
    let required = (typed.need == Need::Required).then_some(Wrong::AboutYouRequired);
    let cannot = (!answers.is_empty() && !declines).then_some(Wrong::CannotDecline);
    required.into_iter().chain(cannot).collect()
}

fn questions(typed: &TypedQuestionnaire) -> impl Iterator<Item = &TypedQuestion> {
    typed.sections.iter().flat_map(|section| &section.questions)
}

fn placed(
    question: &TypedQuestion,
    wrong: Vec<Wrong>,
) -> impl Iterator<Item = QuestionnaireFault> + use<> {
    let place = format!("question `{}`", question.id);
    wrong.into_iter().map(move |wrong| QuestionnaireFault { place: place.clone(), wrong })
}

fn of_the_whole(typed: &TypedQuestionnaire) -> Vec<QuestionnaireFault> {
    let mut wrong = Vec::new();
    if typed.languages.is_empty() {
        wrong.push(Wrong::NoLanguage);
    }
    for (at, language) in typed.languages.iter().enumerate() {
        if typed.languages[..at].contains(language) {
            wrong.push(Wrong::LanguageTwice(*language));
        }
    }
    if typed.id.as_str().len() > LONGEST_ID {
        wrong.push(Wrong::LongId(typed.id.as_str().len()));
    }
    if questions(typed).next().is_none() {
        wrong.push(Wrong::NoQuestion);
    }
    let place = || format!("questionnaire `{}`", typed.id);
    wrong.into_iter().map(|wrong| QuestionnaireFault { place: place(), wrong }).collect()
}

/// Short names that stand for two things, and a question that is called as the end is.
fn named_twice(typed: &TypedQuestionnaire) -> Vec<QuestionnaireFault> {
    let mut seen: BTreeSet<&QuestionId> = BTreeSet::new();
    let mut faults = Vec::new();
    for question in questions(typed) {
        let rows = question.rows.iter().map(|row| ("row", &row.id));
        for (what, id) in std::iter::once(("question", &question.id)).chain(rows) {
            let place = || format!("{what} `{id}`");
            if id.0.as_str() == END {
                faults.push(QuestionnaireFault { place: place(), wrong: Wrong::CalledEnd });
            }
            if !seen.insert(id) {
                faults.push(QuestionnaireFault { place: place(), wrong: Wrong::IdTwice });
            }
        }
    }
    faults
}

/// Questions that no route comes to. With a faulty question among them, nothing certain can be said.
fn not_reached(sections: &[Section], all: usize) -> Vec<QuestionnaireFault> {
    let questions: Vec<&Question> =
        sections.iter().flat_map(|section| &section.questions).collect();
    if questions.len() < all {
        return Vec::new();
    }
    let missed = routing::unreachable(&questions);
    let missed = missed.into_iter().filter_map(|number| questions.get(number - 1));
    missed
        .map(|question| QuestionnaireFault {
            place: format!("question `{}`", question.id),
            wrong: Wrong::Unreachable,
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests;
