//! The form's rows for amendments: what was moved on which passage, and how that reads beside what it says now.

use partnership::approval::amendment::Change;
use partnership::approval::amendment::Fate;
use partnership::approval::amendment::Moved;
use partnership::approval::amendment::Vote;
use partnership::approval::text::PassageId;
use partnership::approval::text::Text;
use partnership::assessment::comparison::spans;

use crate::adoption::text::ShownSpan;
use crate::adoption::text::shown_spans;
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
    passage: String,
    what: String,
    words: String,
    mover: String,
    seconder: String,
    votes: [String; 3],
    fate: String,
    faults: Faults,
    /// What the passage says now, and would say.
    compared: Option<Vec<ShownSpan>>,
}

/// What is wrong with a row.
#[derive(Debug, serde::Serialize)]
struct Faults {
    passage: Option<Message>,
    what: Option<Message>,
    words: Option<Message>,
    mover: Option<Message>,
    votes: Option<Message>,
    fate: Option<Message>,
}

impl Rows {
    /// So many rows, with what was typed and what that would do to the text.
    pub(super) fn of(form: &Form, count: usize, text: Option<&Text>) -> Rows {
        let count = count.clamp(1, MOST);
        Rows { count, rows: (1..=count).map(|number| row(number, form, text)).collect() }
    }
}

/// How many rows a form had.
pub(super) fn count(form: &Form) -> usize {
    form.text("amendments").parse().unwrap_or(1).clamp(1, MOST)
}

/// The rows in which something was typed.
pub(super) fn filled(form: &Form) -> Vec<usize> {
    let typed = |number: &usize| {
        ["", "-words", "-mover"].iter().any(|part| !form.text(&field(*number, part)).is_empty())
    };
    (1..=count(form)).filter(typed).collect()
}

/// A field of a row; that of the passage has no name of its own, so that a fault leads to the row.
fn field(number: usize, part: &str) -> String {
    format!("amendment-{number}{part}")
}

fn row(number: usize, form: &Form, text: Option<&Text>) -> Row {
    let typed = |part: &str| form.text(&field(number, part)).to_owned();
    let fault = |part: &str| {
        let name = field(number, part);
        let found = form.faults().iter().find(|fault| fault.field == name);
        found.map(|fault| Message { text: fault.text.clone() })
    };
    Row {
        number,
        passage: typed(""),
        what: typed("-what"),
        words: typed("-words"),
        mover: typed("-mover"),
        seconder: typed("-seconder"),
        votes: ["-for", "-against", "-abstaining"].map(typed),
        fate: typed("-fate"),
        faults: Faults {
            passage: fault(""),
            what: fault("-what"),
            words: fault("-words"),
            mover: fault("-mover"),
            votes: fault("-for"),
            fate: fault("-fate"),
        },
        compared: compared(number, form, text),
    }
}

/// What the passage says beside what it would say, once one is named.
fn compared(number: usize, form: &Form, text: Option<&Text>) -> Option<Vec<ShownSpan>> {
    let id: PassageId = form.text(&field(number, "")).parse().ok()?;
    let held = text?.passage(id)?;
    let words = form.text(&field(number, "-words"));
    let spans = match form.text(&field(number, "-what")) {
        "take-out" => spans(&held.words, ""),
        "add-after" => spans("", words),
        _ if words.is_empty() => spans(&held.words, &held.words),
        _ => spans(&held.words, words),
    };
    Some(shown_spans(spans))
}

/// The amendments that were typed, in order; what is missing the form then says.
pub(super) fn moved(form: &mut Form) -> Vec<Moved> {
    filled(form).into_iter().filter_map(|number| one(number, form)).collect()
}

fn one(number: usize, form: &mut Form) -> Option<Moved> {
    let passage =
        form.value::<PassageId>(&field(number, ""), "Write the number of the passage, such as 14");
    let change = passage.and_then(|passage| change(form, number, passage));
    let mover = form.needed(&field(number, "-mover"), "Write who moved the amendment");
    let fate = match form.text(&field(number, "-fate")) {
        "carried" => Some(Fate::Carried),
        "lost" => Some(Fate::Lost),
        _ => {
            form.fault(&field(number, "-fate"), "Choose whether it was carried or lost");
            None
        }
    };
    let seconder = form.optional(&field(number, "-seconder"));
    let vote = vote(form, number)?;
    Some(Moved { change: change?, mover: mover?, seconder, vote, fate: fate? })
}

fn change(form: &mut Form, number: usize, passage: PassageId) -> Option<Change> {
    let missing = "Write what the passage is to say";
    match form.text(&field(number, "-what")) {
        "reword" => {
            let words = form.needed(&field(number, "-words"), missing)?;
            Some(Change::Reword { passage, words })
        }
        "add-after" => {
            let words = form.needed(&field(number, "-words"), missing)?;
            Some(Change::AddAfter { passage, words })
        }
        "take-out" => Some(Change::TakeOut { passage }),
        _ => {
            form.fault(&field(number, "-what"), "Choose what was moved");
            None
        }
    }
}

/// The votes, where all three are given; none counted where none is.
fn vote(form: &mut Form, number: usize) -> Option<Vote> {
    let parts = ["-for", "-against", "-abstaining"].map(|part| field(number, part));
    if parts.iter().all(|part| form.text(part).is_empty()) {
        return Some(Vote::NotCounted);
    }
    let counted: Option<Vec<u32>> = parts.iter().map(|part| form.text(part).parse().ok()).collect();
    match counted.as_deref() {
        Some(&[in_favour, against, abstaining]) => {
            Some(Vote::Counted { in_favour, against, abstaining })
        }
        _ => {
            form.fault(
                &field(number, "-for"),
                "Write all three votes as whole numbers, or none where they were not counted",
            );
            None
        }
    }
}
