//! The numbers of a weighting as fields of a form, and as lines of a file: one for each answer that tells of a person.

use std::collections::BTreeMap;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Words;
use partnership::consultation::question::Question;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::sample::lines::People;
use partnership::consultation::weighting::KnownMargin;
use partnership::consultation::weighting::file::COLUMNS;
use partnership::consultation::weighting::questions_with_margins;
use partnership::consultation::weighting::tells;
use partnership::content::table::with_commas;

use crate::page::form::Form;
use crate::page::form::Message;

/// A question by which the population can be counted.
#[derive(Debug, serde::Serialize)]
pub(super) struct Asked {
    words: String,
    source: Field,
    answers: Vec<Field>,
}

/// A field of the form.
#[derive(Debug, serde::Serialize)]
struct Field {
    name: String,
    label: String,
    value: String,
    fault: Option<Message>,
}

/// The field of a question's source.
pub(super) fn source(question: &QuestionId) -> String {
    format!("source.{question}")
}

fn people(question: &QuestionId, answer: &AnswerId) -> String {
    format!("people.{question}.{answer}")
}

/// The first field of a question's numbers.
pub(super) fn first(questionnaire: &Questionnaire, question: &QuestionId) -> Option<String> {
    let asked = questions_with_margins(questionnaire).find(|one| one.id == *question)?;
    let answer = asked.answers().iter().find(|answer| tells(answer))?;
    Some(people(question, &answer.id))
}

/// Fills the fields in.
pub(super) fn put(form: &mut Form, margins: &[KnownMargin]) {
    for margin in margins {
        form.put(&source(&margin.question), &margin.source);
        for (answer, number) in &margin.population {
            form.put(&people(&margin.question, answer), &with_commas(*number));
        }
    }
}

/// The margins that were typed. A question without numbers and source has none; what is no number stands in the form.
pub(super) fn read(form: &mut Form, questionnaire: &Questionnaire) -> Vec<KnownMargin> {
    let mut margins = Vec::new();
    for question in questions_with_margins(questionnaire) {
        let source = form.text(&source(&question.id)).to_owned();
        let mut population = BTreeMap::new();
        let mut typed = !source.is_empty();
        for answer in question.answers().iter().filter(|answer| tells(answer)) {
            let field = people(&question.id, &answer.id);
            typed |= !form.text(&field).is_empty();
            if let Some(People(number)) = form.optional_value(&field) {
                population.insert(answer.id.clone(), number);
            }
        }
        if typed {
            margins.push(KnownMargin { question: question.id.clone(), source, population });
        }
    }
    margins
}

/// The questions with their fields, as the page shows them.
pub(super) fn asked(form: &Form, questionnaire: &Questionnaire) -> Vec<Asked> {
    let shown = form.shown();
    let language = questionnaire.typed().languages.first().copied();
    let said = |words: &Words| language.map_or("", |one| words.said_in(one)).to_owned();
    let field = |name: String, label: String| Field {
        value: form.text(&name).to_owned(),
        fault: shown.fault.get(&name).cloned(),
        name,
        label,
    };
    let asked = |question: &Question| Asked {
        words: format!("{}. {}", question.number, said(&question.ask)),
        source: field(source(&question.id), "Source".to_owned()),
        answers: question
            .answers()
            .iter()
            .filter(|answer| tells(answer))
            .map(|answer| field(people(&question.id, &answer.id), said(&answer.label)))
            .collect(),
    };
    questions_with_margins(questionnaire).map(asked).collect()
}

/// The lines of a file: the headings, and a row for each answer with its number, if there is one.
pub(super) fn lines(questionnaire: &Questionnaire, margins: &[KnownMargin]) -> Vec<Vec<String>> {
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    for question in questions_with_margins(questionnaire) {
        let margin = margins.iter().find(|margin| margin.question == question.id);
        let source = margin.map_or("", |margin| &margin.source);
        for answer in question.answers().iter().filter(|answer| tells(answer)) {
            let number = margin.and_then(|margin| margin.population.get(&answer.id));
            let number = number.map(ToString::to_string).unwrap_or_default();
            let cells = [&question.id.to_string(), &answer.id.to_string(), &number, source];
            lines.push(cells.map(|cell: &str| cell.to_owned()).to_vec());
        }
    }
    lines
}
