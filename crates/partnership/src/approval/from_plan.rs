//! The text of a plan that goes to the bodies: all that is written in it, set out in numbered passages.
//!
//! In come a plan with all that belongs to it, and the version before, where one was sent back; out goes its text as it is
//! now. What was in that version keeps its number there, so that whoever speaks of passage 14 means the same.

use std::collections::BTreeSet;

use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::approval::text::TextError;
use crate::plan::in_full::PlanInFull;
use crate::plan::set_out::Item;
use crate::plan::set_out::set_out;
use crate::terms::day::Day;

/// The text of a plan: a passage for each paragraph, objective and action. In a first version they are numbered in reading
/// order; in a later one what is new takes the numbers after those of the version before.
///
/// # Errors
/// When nothing is written in it.
pub fn text_of(full: PlanInFull<'_>, before: Option<&Text>) -> Result<Text, TextError> {
    let parts = set_out(full);
    let items = parts.iter().flat_map(|part| part.items.iter().map(|item| (&part.heading, item)));
    let earlier: &[Passage] = before.map_or(&[], Text::passages);
    let mut taken = BTreeSet::new();
    let kept: Vec<Option<PassageId>> = items
        .clone()
        .map(|(_, item)| {
            let same = earlier.iter().find(|one| is_of(one, item) && !taken.contains(&one.id))?;
            taken.insert(same.id);
            Some(same.id)
        })
        .collect();
    let last = earlier.iter().map(|one| one.id.number()).max().unwrap_or(0);
    let mut next = last + 1;
    let passages = items.zip(kept).filter_map(|((under, item), kept)| {
        let id = kept.or_else(|| {
            let id = PassageId::numbered(next);
            next += 1;
            id
        })?;
        Some(Passage { id, under: under.clone(), exempt: None, words: item.in_words() })
    });
    Text::of(passages.collect())
}

/// Whether a passage of the version before says what an item does: the same words, or of the same objective or action.
fn is_of(passage: &Passage, item: &Item) -> bool {
    match item {
        Item::Objective { number, .. } => {
            passage.words.starts_with(&format!("Objective {number}: "))
        }
        Item::Action { number, .. } => passage.words.starts_with(&format!("Action {number}: ")),
        Item::Words(_) | Item::Named { .. } => passage.words == item.in_words(),
    }
}

/// What it is the text of: "the plan as it was written on 16 February 2015".
pub fn drawn_from(on: Day) -> String {
    format!("the plan as it was written on {}", on.in_words())
}
