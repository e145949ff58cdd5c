//! One map by itself, as everybody may see it, for whoever looks before they write.
//!
//! In come a reference such as `{map:neighbourhoods burglary}` and material; out go the map and its table with small counts
//! withheld, or why there is none.

use std::collections::BTreeMap;

use crate::assessment::answer::Answers;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::answer;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::composing::With;
use crate::assessment::composing::set_apart;
use crate::assessment::material::Material;
use crate::assessment::reading::read;
use crate::assessment::reference::Reference;
use crate::assessment::text::Source;
use crate::content::Block;

/// The map of a reference with its table and notes, as the public edition would have it.
///
/// # Errors
/// When the reference cannot be answered from what is held.
pub fn one_map(reference: &Reference, material: &Material<'_>) -> Result<Vec<Block>, Unanswered> {
    let answers = Answers::from([(reference.clone(), answer(reference, material)?)]);
    let source = Source { file: "map.md".to_owned(), text: format!("# Map\n\n{reference}\n") };
    let sections = read(&[source]).sections;
    let cleared = ClearedDraft::of(&sections, &answers, &BTreeMap::new());
    let with = With {
        answers: cleared.answers(),
        extracts: &material.held.extracts,
        supplied: material.supplied,
    };
    let set = set_apart(cleared.sections(), with);
    Ok(set.into_iter().flatten().flatten().collect())
}
