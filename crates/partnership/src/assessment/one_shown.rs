//! One chart, table or map by itself, as everybody may see it, for whoever looks before they write.
//!
//! In come a reference such as `{map:neighbourhoods burglary}` and material; out go the picture and its table with small
//! counts withheld, and what each row rests on, or why there is none.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::answer::Row;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::answer;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::composing::With;
use crate::assessment::composing::set_apart;
use crate::assessment::material::Material;
use crate::assessment::reading::read;
use crate::assessment::reference::Reference;
use crate::assessment::text::Source;
use crate::content::Block;
use crate::evidence::figure::TracedRow;
use crate::terms::extract::ExtractId;

/// What a reference shows.
#[derive(Debug, Clone, PartialEq)]
pub struct OneShown {
    /// What it is, such as "Burglary in Maidstone, April to June 2014: months beside their usual range".
    pub caption: String,
    /// The picture, the table with its notes, the cautions.
    pub blocks: Vec<Block>,
    /// What each row of the table rests on.
    pub traced: Vec<TracedRow>,
    /// The extracts that all of it rests on.
    pub sources: BTreeSet<ExtractId>,
}

/// The chart, table or map of a reference with its notes, as the public edition would have it.
///
/// # Errors
/// When the reference cannot be answered from what is held.
pub fn one_shown(reference: &Reference, material: &Material<'_>) -> Result<OneShown, Unanswered> {
    Ok(shown(reference, material, answer(reference, material)?))
}

/// An answer set as the public edition would have it.
pub(in crate::assessment) fn shown(
    reference: &Reference,
    material: &Material<'_>,
    found: Answer,
) -> OneShown {
    let answers = Answers::from([(reference.clone(), found)]);
    let source = Source { file: "shown.md".to_owned(), text: format!("# Shown\n\n{reference}\n") };
    let sections = read(&[source]).sections;
    let cleared = ClearedDraft::of(&sections, &answers, &BTreeMap::new());
    let with = With {
        answers: cleared.answers(),
        extracts: &material.held.extracts,
        supplied: material.supplied,
    };
    let set = set_apart(cleared.sections(), with);
    let own = cleared.answers().get(reference);
    OneShown {
        caption: own.map_or_else(String::new, |answer| answer.says.clone()),
        blocks: set.into_iter().flatten().flatten().collect(),
        traced: own.map(traced).unwrap_or_default(),
        sources: own.map(Answer::sources).unwrap_or_default(),
    }
}

/// What each row rests on; of a draft that is kept nowhere, so a row has no place to be followed by.
fn traced(answer: &Answer) -> Vec<TracedRow> {
    let row = |row: &Row| {
        let figures = row.entries.iter().filter_map(|value| match value {
            Value::Words(_) => None,
            Value::Figure(figure) => Some(figure.traced()),
        });
        TracedRow {
            reference: String::new(),
            table: answer.says.clone(),
            heading: row.heading.clone(),
            figures: figures.collect(),
            rests_on: Vec::new(),
        }
    };
    answer.shown.iter().flat_map(|shown| &shown.rows).map(row).collect()
}
