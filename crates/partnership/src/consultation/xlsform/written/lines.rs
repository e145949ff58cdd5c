//! The lines of the sheets, and the lists of answers.
//!
//! In come what stands in a line and in which columns; out go sheets with a column for each language.

use std::collections::BTreeMap;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::Manner;
use crate::consultation::question::Need;
use crate::consultation::question::Question;
use crate::consultation::question_bank::Scale;
use crate::consultation::questionnaire::QuotedIf;
use crate::consultation::version::Version;
use crate::consultation::xlsform::Sheet;
use crate::consultation::xlsform::SheetRow;
use crate::consultation::xlsform::names::OURS;
use crate::consultation::xlsform::names::PARTED;
use crate::consultation::xlsform::names::alone;
use crate::consultation::xlsform::names::list_of;
use crate::consultation::xlsform::names::role;

/// A line of the sheet `survey`.
#[derive(Default)]
pub(super) struct Line {
    kind: String,
    name: String,
    label: Words,
    hint: Words,
    need: Need,
    relevant: String,
    constraint: String,
    looks: &'static str,
    ours: String,
}

impl Line {
    pub(super) fn of(kind: &str, name: String) -> Line {
        Line { kind: kind.to_owned(), name, ..Line::default() }
    }

    pub(super) fn begin(name: &str) -> Line {
        Line::of("begin_group", name.to_owned())
    }

    pub(super) fn end() -> Line {
        Line::of("end_group", String::new())
    }

    pub(super) fn label(self, label: &Words) -> Line {
        Line { label: label.clone(), ..self }
    }

    pub(super) fn hint(self, hint: &Words) -> Line {
        Line { hint: hint.clone(), ..self }
    }

    pub(super) fn need(self, need: Need) -> Line {
        Line { need, ..self }
    }

    pub(super) fn relevant(self, relevant: String) -> Line {
        Line { relevant, ..self }
    }

    pub(super) fn constraint(self, constraint: String) -> Line {
        Line { constraint, ..self }
    }

    pub(super) fn looks(self, looks: &'static str) -> Line {
        Line { looks, ..self }
    }

    pub(super) fn ours(self, ours: &str) -> Line {
        Line { ours: ours.to_owned(), ..self }
    }

    fn cells(&self, languages: &[Language]) -> Vec<String> {
        let need = match self.need {
            Need::Required => "yes",
            Need::Optional => "",
        };
        let mut cells = vec![self.kind.clone(), self.name.clone()];
        cells.extend(said(&self.label, languages));
        cells.extend(said(&self.hint, languages));
        let rest = [need, &self.relevant, &self.constraint, self.looks, &self.ours];
        cells.extend(rest.map(str::to_owned));
        cells
    }
}

/// Words in each language, so that no text calls for an answer by chance.
fn said(words: &Words, languages: &[Language]) -> impl Iterator<Item = String> {
    let said = |language: &Language| words.only_in(*language).unwrap_or_default();
    languages
        .iter()
        .map(said)
        .map(|text| text.replace("${", PARTED))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The name of a column of words, such as `label::English (en)`.
fn columns(what: &str, languages: &[Language]) -> impl Iterator<Item = String> {
    let column = |language: &Language| format!("{what}::{}", in_full(*language));
    languages.iter().map(column).collect::<Vec<_>>().into_iter()
}

/// A language as XLSForms name it, such as `English (en)`.
fn in_full(language: Language) -> String {
    format!("{} ({language})", language.in_words())
}

/// The sheet `survey`.
pub(super) fn survey(lines: &[Line], languages: &[Language]) -> Sheet {
    let mut names = vec!["type".to_owned(), "name".to_owned()];
    names.extend(columns("label", languages));
    names.extend(columns("hint", languages));
    let rest = ["required", "relevant", "constraint", "appearance", OURS];
    names.extend(rest.map(str::to_owned));
    sheet(names, lines.iter().map(|line| line.cells(languages)))
}

const SETTINGS: [&str; 5] = ["form_title", "form_id", "version", "default_language", "name"];

/// The sheet `settings`. The root of the form gets a name that no question has.
pub(super) fn settings(version: &Version) -> Sheet {
    let typed = version.questionnaire().typed();
    let first = typed.languages.first().copied().unwrap_or(Language::English);
    let mut names: Vec<String> = SETTINGS.map(str::to_owned).to_vec();
    let title = typed.title.said_in(first).replace("${", PARTED);
    let number = version.number().to_string();
    let root = "saferplan_form".to_owned();
    let mut cells = vec![title, typed.id.to_string(), number, in_full(first), root];
    if let Some(QuotedIf { question, answer }) = &typed.quoted_if {
        names.push(OURS.to_owned());
        cells.push(format!("quoted_if={question}:{answer}"));
    }
    sheet(names, [cells])
}

fn sheet(columns: Vec<String>, rows: impl IntoIterator<Item = Vec<String>>) -> Sheet {
    let rows = (2..).zip(rows).map(|(line, cells)| SheetRow { line, cells }).collect();
    Sheet { columns, rows }
}

/// The lists of the sheet `choices`, in the order in which they are first asked for.
pub(super) struct Lists {
    order: Vec<String>,
    answers: BTreeMap<String, Vec<Answer>>,
}

impl Lists {
    pub(super) fn new() -> Lists {
        Lists { order: Vec::new(), answers: BTreeMap::new() }
    }

    /// The name of the list of these answers: that of a scale, or else the question's own.
    pub(super) fn of_answers(&mut self, question: &QuestionId, answers: &[Answer]) -> String {
        let scale = Scale::ALL.into_iter().find(|scale| scale.answers() == answers);
        let name = scale.map_or_else(|| question.to_string(), list_of);
        self.add(name, answers.to_vec())
    }

    /// The name of the list of items to rank.
    pub(super) fn of_rows(&mut self, question: &QuestionId, rows: &[Row]) -> String {
        let answer = |row: &Row| Answer {
            id: AnswerId(row.id.0.clone()),
            label: row.label.clone(),
            role: AnswerRole::Ordinary,
        };
        self.add(question.to_string(), rows.iter().map(answer).collect())
    }

    fn add(&mut self, name: String, answers: Vec<Answer>) -> String {
        if self.answers.insert(name.clone(), answers).is_none() {
            self.order.push(name.clone());
        }
        name
    }

    /// The sheet `choices`.
    pub(super) fn sheet(&self, languages: &[Language]) -> Sheet {
        let mut names = vec!["list_name".to_owned(), "name".to_owned()];
        names.extend(columns("label", languages));
        names.push(OURS.to_owned());
        let lists = self.order.iter().filter_map(|name| Some((name, self.answers.get(name)?)));
        let rows = lists.flat_map(|(name, answers)| {
            answers.iter().map(move |answer| {
                let mut cells = vec![name.clone(), answer.id.to_string()];
                cells.extend(said(&answer.label, languages));
                cells.push(role(answer.role));
                cells
            })
        });
        sheet(names, rows)
    }
}

/// What an answer must keep to.
pub(super) fn constraint(question: &Question) -> String {
    match &question.manner {
        Manner::AnyOf(answers, most) => {
            let most = most.map(|most| format!("count-selected(.) <= {most}"));
            let apart = answers.iter().filter(|answer| answer.role.stands_alone());
            let apart = apart.map(|one| alone(one.id.0.as_str()));
            most.into_iter().chain(apart).collect::<Vec<_>>().join(" and ")
        }
        Manner::Number(lowest, highest) => format!(". >= {lowest} and . <= {highest}"),
        Manner::ShortText(most) | Manner::LongText(most) => format!("string-length(.) <= {most}"),
        Manner::OneOf(_)
        | Manner::Scale(_)
        | Manner::Grid(..)
        | Manner::Ranking(..)
        | Manner::Postcode(_) => String::new(),
    }
}
