//! The text of a plan that goes to the bodies: all that is written in it, set out in numbered passages.
//!
//! In comes a plan with all that belongs to it; out goes its text as it is now.

use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::approval::text::TextError;
use crate::plan::in_full::PlanInFull;
use crate::plan::set_out::set_out;
use crate::terms::day::Day;

/// The text of a plan: a passage for each paragraph, objective and action, numbered in reading order.
///
/// # Errors
/// When nothing is written in it.
pub fn text_of(full: PlanInFull<'_>) -> Result<Text, TextError> {
    let parts = set_out(full);
    let items = parts.iter().flat_map(|part| part.items.iter().map(|item| (&part.heading, item)));
    let passages = (1..).zip(items).filter_map(|(number, (under, item))| {
        let (id, words) = (PassageId::numbered(number)?, item.in_words());
        Some(Passage { id, under: under.clone(), exempt: None, words })
    });
    Text::of(passages.collect())
}

/// What it is the text of: "the plan as it was written on 16 February 2015".
pub fn drawn_from(on: Day) -> String {
    format!("the plan as it was written on {}", on.in_words())
}
