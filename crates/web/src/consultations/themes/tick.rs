//! Codes to tick for a comment: as a form shows them, and as it sends them.
//!
//! In comes what was ticked; out goes what the comment says, or what is wrong with it beside its field.

use std::collections::BTreeSet;

use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::CodeId;
use partnership::consultation::themes::said::Said;

use crate::page::form::Form;

/// A code to tick, with the figure that ticks it on a keyboard.
#[derive(Debug, serde::Serialize)]
pub(super) struct Tick {
    value: String,
    text: String,
    hint: String,
    figure: Option<usize>,
    checked: bool,
}

/// What stands for no code that fits, and for saying nothing; no code can be called so.
const NONE_FITS: &str = "none_fits";
const NOTHING: &str = "nothing";

/// The codes of a frame, and the two that stand alone.
pub(super) fn ticks(frame: &CodeFrame, form: &Form) -> Vec<Tick> {
    let ticked = |value: &str| form.texts("codes").any(|one| one == value);
    let codes = (1_usize..).zip(frame.codes()).map(|(number, code)| {
        let value = code.id.to_string();
        let beyond = (!code.belongs_not.is_empty()).then(|| format!(" Not: {}", code.belongs_not));
        Tick {
            checked: ticked(&value),
            text: code.title.clone(),
            hint: format!("{}{}", code.belongs, beyond.unwrap_or_default()),
            figure: (number <= 9).then_some(number),
            value,
        }
    });
    let alone = |value: &str, text: &str, hint: &str| Tick {
        value: value.to_owned(),
        text: text.to_owned(),
        hint: hint.to_owned(),
        figure: None,
        checked: ticked(value),
    };
    let both = [
        alone(NONE_FITS, "No code fits", "It says something that the frame has no code for"),
        alone(NOTHING, "It says nothing", "Such as “no comment”; it leaves the base"),
    ];
    codes.chain(both).collect()
}

/// What was ticked; what is wrong stands in the form.
pub(super) fn read(form: &mut Form) -> Option<Said> {
    let ticked: BTreeSet<String> = form.texts("codes").map(str::to_owned).collect();
    let alone = [(NONE_FITS, Said::NoneFits), (NOTHING, Said::Nothing)];
    if let Some((_, said)) = alone.into_iter().find(|(word, _)| ticked.contains(*word)) {
        if ticked.len() > 1 {
            form.fault("codes", "That no code fits or that it says nothing stands alone; keep one");
            return None;
        }
        return Some(said);
    }
    let codes: Option<BTreeSet<CodeId>> =
        ticked.iter().map(|code| code.parse().ok().map(CodeId)).collect();
    match codes {
        Some(codes) if !codes.is_empty() => Some(Said::Codes(codes)),
        Some(_) | None => {
            let missing = "Choose one or more codes, or that none fits, or that it says nothing";
            form.fault("codes", missing);
            None
        }
    }
}

/// Ticks what somebody found before.
pub(super) fn fill(form: &mut Form, said: &Said) {
    match said {
        Said::Codes(codes) => codes.iter().for_each(|code| form.put("codes", &code.to_string())),
        Said::NoneFits => form.put("codes", NONE_FITS),
        Said::Nothing => form.put("codes", NOTHING),
    }
}
