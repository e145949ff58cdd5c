//! The form of a decision: outcome, amendments, mover, seconder, minute.
//!
//! In comes what was typed; out goes a decision, or faults of the form in the core's own words.

use partnership::timetable::decision::Amendment;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::DecisionError;
use partnership::timetable::decision::Outcome;

use crate::page::form::Form;
use crate::page::form::Message;

/// The most amendments that one form takes.
const MOST: usize = 40;

/// The form's rows for amendments.
#[derive(Debug, serde::Serialize)]
pub(super) struct Rows {
    count: usize,
    rows: Vec<Row>,
}

/// One of them.
#[derive(Debug, serde::Serialize)]
struct Row {
    number: usize,
    text: String,
    mover: String,
    text_fault: Option<Message>,
    mover_fault: Option<Message>,
}

impl Rows {
    /// One empty row.
    pub(super) fn first() -> Rows {
        Rows::counting(1, &Form::default())
    }

    /// As many rows as the form had, with what was typed.
    pub(super) fn of(form: &Form) -> Rows {
        Rows::counting(count(form), form)
    }

    /// And an empty row at the end.
    pub(super) fn and_another(mut self) -> Rows {
        if self.count < MOST {
            self.count += 1;
            self.rows.push(row(self.count, &Form::default()));
        }
        self
    }

    fn counting(count: usize, form: &Form) -> Rows {
        Rows { count, rows: (1..=count).map(|number| row(number, form)).collect() }
    }
}

fn count(form: &Form) -> usize {
    form.text("amendments").parse().unwrap_or(1).clamp(1, MOST)
}

fn row(number: usize, form: &Form) -> Row {
    let (text, mover) = (text_field(number), mover_field(number));
    let fault = |field: &str| {
        let found = form.faults().iter().find(|fault| fault.field == field);
        found.map(|fault| Message { text: fault.text.clone() })
    };
    Row {
        number,
        text: form.text(&text).to_owned(),
        mover: form.text(&mover).to_owned(),
        text_fault: fault(&text),
        mover_fault: fault(&mover),
    }
}

fn text_field(number: usize) -> String {
    format!("amendment-{number}")
}

fn mover_field(number: usize) -> String {
    format!("amendment-{number}-mover")
}

/// The decision that was typed, unless something is missing, which the form then says.
pub(super) fn decision(form: &mut Form) -> Option<Decision> {
    let outcome = outcome(form);
    let mover = needed(form, "mover", "mover");
    let minute = needed(form, "minute", "minute");
    let seconder = form.optional("seconder");
    Some(Decision { outcome: outcome?, mover: mover?, seconder, minute: minute? })
}

fn outcome(form: &mut Form) -> Option<Outcome> {
    let chosen = form.text("outcome").to_owned();
    only_what_was_chosen(form, &chosen);
    match chosen.as_str() {
        "agreed" => Some(Outcome::Agreed),
        "agreed-as-amended" => Some(Outcome::AgreedAsAmended(amendments(form)?)),
        "deferred" => Some(Outcome::Deferred { why: needed(form, "why", "reason")? }),
        "referred-back" => Some(Outcome::ReferredBack { why: needed(form, "why", "reason")? }),
        "rejected" => Some(Outcome::Rejected { why: needed(form, "why", "reason")? }),
        _ => {
            form.fault("outcome", "Choose what was decided");
            None
        }
    }
    .filter(|_| !form.has_faults())
}

/// Nothing that was typed is left out in silence because another outcome was chosen.
fn only_what_was_chosen(form: &mut Form, chosen: &str) {
    let amended = !filled(form).is_empty();
    if amended && chosen != "agreed-as-amended" {
        form.fault(
            "outcome",
            "Amendments are written below; choose “Agreed as amended”, or clear them",
        );
    }
    if !form.text("why").is_empty() && chosen.starts_with("agreed") {
        form.fault(
            "outcome",
            "A reason is written below, as for what was not agreed; clear it, or choose another outcome",
        );
    }
}

/// The rows for amendments in which something was typed.
fn filled(form: &Form) -> Vec<usize> {
    let typed = |number: &usize| {
        !form.text(&text_field(*number)).is_empty() || !form.text(&mover_field(*number)).is_empty()
    };
    (1..=count(form)).filter(typed).collect()
}

/// The amendments, of which empty rows are none.
fn amendments(form: &mut Form) -> Option<Vec<Amendment>> {
    let filled = filled(form);
    // With none filled in, the first is asked for.
    let asked = if filled.is_empty() { vec![1] } else { filled };
    let amendments: Vec<Option<Amendment>> = asked
        .into_iter()
        .map(|number| {
            let text = needed(form, &text_field(number), "amendment");
            let mover = needed(form, &mover_field(number), "mover of an amendment");
            Some(Amendment { text: text?, mover: mover? })
        })
        .collect();
    amendments.into_iter().collect()
}

/// A text without which the core takes no decision, or its refusal beside the field.
fn needed(form: &mut Form, field: &str, what: &'static str) -> Option<String> {
    form.needed(field, &DecisionError::Missing(what).to_string())
}
