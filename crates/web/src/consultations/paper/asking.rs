//! A question of a return as fields of a form: what the paper offered, nothing, and "cannot tell".
//!
//! In come a question and what was typed; out go fields whose names are the question's and the rows' short names. A name
//! with an underscore is ours, since no short name has one.

use partnership::consultation::answer::Row;
use partnership::consultation::language::Language;
use partnership::consultation::on_paper::has_line;
use partnership::consultation::question::KeptAs;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;

use crate::answer::area;
use crate::app::App;
use crate::consultations::paper::saying::CANNOT_TELL;
use crate::consultations::paper::saying::NOTHING;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::people::choices::Choice;

/// The value of "nothing is answered".
pub(super) const IS_NOTHING: &str = "_nothing";
/// The value of "cannot tell".
pub(super) const IS_UNCLEAR: &str = "_cannot-tell";

/// Whether the area of a postcode can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    /// Lists of postcodes are held.
    AreKnown,
    /// None is, so the area itself is typed.
    AreNotKnown,
}

impl Places {
    /// What this server can tell.
    pub(super) fn of(app: &App) -> Places {
        if area::can_be_told(app) { Places::AreKnown } else { Places::AreNotKnown }
    }
}

/// A question to be answered from paper.
#[derive(Debug, serde::Serialize)]
pub(super) struct Asked {
    /// The name of its field, and its identifier.
    name: String,
    /// Its number.
    number: String,
    /// Its number and words.
    legend: String,
    /// How its field is made: `radios`, `checkboxes`, `rows`, `places`, `words`, `line`.
    kind: &'static str,
    hint: Option<String>,
    choices: Vec<Choice>,
    other: Option<Other>,
    rows: Vec<AskedRow>,
    value: String,
    /// Nothing and "cannot tell", where they are no answers among others.
    states: Vec<Choice>,
    fault: Option<Message>,
}

/// The words beside "other".
#[derive(Debug, serde::Serialize)]
struct Other {
    name: String,
    label: String,
    value: String,
}

/// A row of a grid, or an item to rank.
#[derive(Debug, serde::Serialize)]
struct AskedRow {
    name: String,
    legend: String,
    choices: Vec<Choice>,
}

/// The name of the field of the words beside "other".
pub(super) fn other_name(question: &Question) -> String {
    format!("{}_other", question.id)
}

/// The name of the field of nothing and "cannot tell".
pub(super) fn state_name(question: &Question) -> String {
    format!("{}_state", question.id)
}

impl Asked {
    /// A question's fields, with what the form has. Where lists of postcodes are held, a postcode is typed as it is written.
    pub(super) fn of(
        question: &Question,
        language: Language,
        form: &Form,
        places: Places,
    ) -> Asked {
        let name = question.id.to_string();
        let state = state_name(question);
        let states = [(IS_NOTHING, NOTHING), (IS_UNCLEAR, CANNOT_TELL)]
            .map(|(value, text)| Choice::of(form, &state, value, text));
        let mut choices: Vec<Choice> = Vec::new();
        if question.rows().is_empty() {
            let answers = question.answers().iter();
            choices.extend(answers.map(|answer| {
                Choice::of(form, &name, answer.id.0.as_str(), answer.label.said_in(language))
            }));
        }
        if kind(question) == "radios" {
            choices.push(Choice::of(form, &name, IS_NOTHING, NOTHING));
            choices.push(Choice::of(form, &name, IS_UNCLEAR, CANNOT_TELL));
        }
        let fault = form.faults().iter().find(|fault| fault.field == name);
        Asked {
            number: question.number.to_string(),
            legend: format!("{}. {}", question.number, question.ask.said_in(language)),
            kind: kind(question),
            hint: hint(question, places),
            other: other(question, language, form),
            rows: question
                .rows()
                .iter()
                .map(|row| asked_row(question, row, language, form))
                .collect(),
            value: form.text(&name).to_owned(),
            states: if kind(question) == "radios" { Vec::new() } else { states.into() },
            fault: fault.map(|fault| Message { text: fault.text.clone() }),
            choices,
            name,
        }
    }
}

fn kind(question: &Question) -> &'static str {
    match question.manner {
        Manner::OneOf(_) | Manner::Scale(_) => "radios",
        Manner::AnyOf(..) => "checkboxes",
        Manner::Grid(..) => "rows",
        Manner::Ranking(..) => "places",
        Manner::LongText(_) => "words",
        Manner::Number(..) | Manner::ShortText(_) | Manner::Postcode(_) => "line",
    }
}

fn hint(question: &Question, places: Places) -> Option<String> {
    match &question.manner {
        Manner::AnyOf(_, Some(most)) => Some(format!(
            "The form asks for {most} at most. Tick what is ticked on the paper, even if it is more."
        )),
        Manner::Ranking(_, places) => {
            Some(format!("The form asks for {places} places, 1 for the foremost."))
        }
        Manner::Number(lowest, highest) => {
            Some(format!("A whole number. The form asks for one from {lowest} to {highest}."))
        }
        Manner::ShortText(_) | Manner::LongText(_) => {
            Some("Word by word as it stands there. Write [?] for a word that nobody can read.".to_owned())
        }
        Manner::Postcode(kept_as) if places == Places::AreKnown => Some(format!(
            "The postcode as it is written, such as ME15 6JQ. Only the {} in which it lies is kept.",
            kept_as.kind().in_words()
        )),
        Manner::Postcode(KeptAs::Ward) => Some(
            "The code of the ward in which the postcode lies, such as E05004994. The postcode is not kept."
                .to_owned(),
        ),
        Manner::Postcode(KeptAs::Lsoa) => Some(
            "The code of the LSOA in which the postcode lies, such as E01024332. The postcode is not kept."
                .to_owned(),
        ),
        Manner::OneOf(_) | Manner::Scale(_) | Manner::AnyOf(_, None) | Manner::Grid(..) => None,
    }
}

fn other(question: &Question, language: Language, form: &Form) -> Option<Other> {
    let answer = question.answers().iter().find(|answer| has_line(answer))?;
    let name = other_name(question);
    let label = format!("What is written beside “{}”", answer.label.said_in(language));
    Some(Other { value: form.text(&name).to_owned(), name, label })
}

fn asked_row(question: &Question, row: &Row, language: Language, form: &Form) -> AskedRow {
    let name = row.id.to_string();
    let choices = match &question.manner {
        Manner::Ranking(_, places) => (1..=*places)
            .map(|place| Choice::of(form, &name, &place.to_string(), &place.to_string()))
            .collect(),
        Manner::Grid(_, answers) => {
            let answers = answers.iter().map(|answer| {
                Choice::of(form, &name, answer.id.0.as_str(), answer.label.said_in(language))
            });
            let nothing = Choice::of(form, &name, IS_NOTHING, "Nothing");
            answers.chain([nothing]).collect()
        }
        Manner::OneOf(_)
        | Manner::Scale(_)
        | Manner::AnyOf(..)
        | Manner::Number(..)
        | Manner::ShortText(_)
        | Manner::LongText(_)
        | Manner::Postcode(_) => Vec::new(),
    };
    AskedRow { name, legend: row.label.said_in(language).to_owned(), choices }
}
