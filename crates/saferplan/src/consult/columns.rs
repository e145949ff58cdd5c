//! The columns of a table of replies: one for each thing that can be answered, with what it is called.
//!
//! In come the versions that replies answer; out go columns, and what a reply says in each, in words.

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::consultation::on_paper::has_line;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;
use partnership::consultation::reply::Given;
use partnership::consultation::version::Version;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// The question that it belongs to.
    pub(super) question: QuestionId,
    /// What of the answer stands in it.
    part: Part,
    /// What it is called.
    pub(super) heading: String,
}

/// What of an answer a column has.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// Whether this answer was chosen.
    Chosen(AnswerId),
    /// The words beside "other".
    Other,
    /// What was answered in this row, or which place this item has.
    Row(QuestionId),
}

/// The columns of all versions, those of the latest first; what several versions ask has one.
pub(super) fn columns<'a>(versions: impl DoubleEndedIterator<Item = &'a Version>) -> Vec<Column> {
    let mut all: Vec<Column> = Vec::new();
    for version in versions.rev() {
        for column in version.questionnaire().questions().flat_map(of_question) {
            let same =
                |there: &Column| there.question == column.question && there.part == column.part;
            if !all.iter().any(same) {
                all.push(column);
            }
        }
    }
    all
}

fn of_question(question: &Question) -> Vec<Column> {
    let ask = said(&question.ask);
    let column = |part, heading| Column { question: question.id.clone(), part, heading };
    let whole = || column(Part::Whole, format!("{}: {ask}", question.id));
    let mut columns: Vec<Column> = match &question.manner {
        Manner::AnyOf(answers, _) => answers
            .iter()
            .map(|answer| {
                let heading =
                    format!("{}/{}: {ask} {}", question.id, answer.id, said(&answer.label));
                column(Part::Chosen(answer.id.clone()), heading)
            })
            .collect(),
        Manner::Grid(rows, _) | Manner::Ranking(rows, _) => rows
            .iter()
            .map(|row| {
                let heading = format!("{}/{}: {ask} {}", question.id, row.id, said(&row.label));
                column(Part::Row(row.id.clone()), heading)
            })
            .collect(),
        Manner::OneOf(_)
        | Manner::Scale(_)
        | Manner::Number(..)
        | Manner::ShortText(_)
        | Manner::LongText(_)
        | Manner::Postcode(_) => vec![whole()],
    };
    let in_lines = matches!(question.manner, Manner::Grid(..));
    if !in_lines && question.answers().iter().any(has_line) {
        columns.push(column(Part::Other, format!("{}/other in words: {ask}", question.id)));
    }
    columns
}

impl Column {
    /// What was answered in it, in words; nothing where it was left out.
    pub(super) fn said(&self, question: &Question, given: &Given) -> String {
        match (&self.part, given) {
            (Part::Whole, Given::Chosen { answers, .. }) => {
                let labels: Vec<_> = answers.iter().map(|id| label(question, id)).collect();
                labels.join("; ")
            }
            (Part::Chosen(answer), Given::Chosen { answers, .. }) => {
                if answers.contains(answer) { "yes" } else { "no" }.to_owned()
            }
            (Part::Other, Given::Chosen { other, .. }) => other.clone().unwrap_or_default(),
            (Part::Row(row), Given::Rows(rows)) => {
                rows.get(row).map(|id| label(question, id)).unwrap_or_default()
            }
            (Part::Row(row), Given::Ranked(items)) => {
                let place = items.iter().position(|item| item == row);
                place.map(|place| (place + 1).to_string()).unwrap_or_default()
            }
            (Part::Whole, Given::Number(number)) => number.to_string(),
            (Part::Whole, Given::Text(words)) => words.clone(),
            (Part::Whole, Given::Area(area)) => area.to_string(),
            // An answer of another kind than the question; the column of faults tells of it.
            (Part::Whole | Part::Chosen(_) | Part::Other | Part::Row(_), _) => String::new(),
        }
    }
}

/// An answer as printed; its short name where the version has no such answer.
fn label(question: &Question, id: &AnswerId) -> String {
    let label = |answer: &Answer| said(&answer.label).to_owned();
    question.answer(id).map_or_else(|| id.to_string(), label)
}

fn said(words: &Words) -> &str {
    words.said_in(Language::English)
}
