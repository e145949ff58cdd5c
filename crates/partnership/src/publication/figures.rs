//! The tables and charts that an adopted assessment rests on.
//!
//! In come an adopted text, the drafts that were circulated and what those were drawn with; out go the tables and charts of
//! the passages that were adopted as they were circulated, cleared for everybody. Those of a passage that was reworded,
//! taken out or is exempt are not among them.

use std::collections::BTreeMap;

use crate::approval::adopted::Adopted;
use crate::approval::public_words::draft_of;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::assessment::circulated::Circulated;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::composing::Commission;
use crate::assessment::composing::Composed;
use crate::assessment::editions::PublicEdition;
use crate::assessment::material::Supplied;
use crate::assessment::text::Section as Written;
use crate::assessment::text::exempt_throughout;
use crate::content::Block;
use crate::content::Section;
use crate::publication::adopted_text::adopted_on;
use crate::publication::whose::Whose;
use crate::terms::extract::Extract;

/// What the tables and charts of a draft are drawn with besides its answers.
#[derive(Debug, Clone, Copy)]
pub struct DrawnWith<'a> {
    /// The district's name.
    pub area: &'a str,
    /// The extracts that are held.
    pub extracts: &'a [Extract],
    /// What charts and maps were supplied with.
    pub supplied: &'a Supplied,
}

/// The draft that an adopted assessment was put forward from, for which what it is drawn with is to be read; none where
/// the text was written elsewhere.
pub fn draft<'a>(adopted: &Adopted<Text>, drafts: &'a [Circulated]) -> Option<&'a Circulated> {
    draft_of(&adopted.version().text, drafts)
}

/// The tables and charts as a document with the records of its rows; none where there is no table.
pub(super) fn composed(
    adopted: &Adopted<Text>,
    whose: &Whose,
    draft: &Circulated,
    with: DrawnWith<'_>,
) -> Option<Composed> {
    let sections = as_adopted(adopted, draft);
    let cleared = ClearedDraft::of(&sections, &draft.answers, &BTreeMap::new());
    let commission = Commission {
        known_as: whose.known_as.clone(),
        publisher: whose.publisher.clone(),
        area: with.area.to_owned(),
        cycle: whose.cycle,
        stage: adopted_on(adopted),
        today: adopted.on(),
    };
    let edition = PublicEdition::of(&commission, &cleared, with.extracts, with.supplied);
    let composed = edition.composed().clone();
    composed.document.tables().next()?;
    Some(shown(composed, whose, adopted))
}

/// The sections of a draft with the passages that were adopted as they were circulated.
fn as_adopted(adopted: &Adopted<Text>, draft: &Circulated) -> Vec<Written> {
    let (before, after) = (&adopted.version().text, adopted.text());
    let stands = |id: PassageId| {
        let words = |text: &Text| text.passage(id).map(|passage| passage.words.clone());
        words(before).is_some() && words(before) == words(after)
    };
    let mut sections = exempt_throughout(&draft.sections());
    sections.retain(|section| section.exempt.is_none());
    for section in &mut sections {
        section.passages.retain(|passage| {
            let number = passage.number.and_then(|one| PassageId::numbered(one.value()));
            passage.exempt.is_none() && number.is_some_and(stands)
        });
    }
    sections
}

/// What is shown of an edition, without its words: those are the adopted text's.
fn shown(mut composed: Composed, whose: &Whose, adopted: &Adopted<Text>) -> Composed {
    let before = composed.document.reference_prefix.clone();
    let prefix = whose.prefix(&format!("adopted/{}", adopted.on()));
    for row in &mut composed.traced {
        if let Some(rest) = row.reference.strip_prefix(&before) {
            row.reference = format!("{prefix}{rest}");
        }
    }
    let document = &mut composed.document;
    document.reference_prefix = prefix;
    document.title = "Tables and charts of the Strategic Assessment".to_owned();
    document.subtitle = format!("{}, {}", whose.cycle.in_words(), adopted_on(adopted));
    document.description = format!(
        "The tables and charts that the Strategic Assessment {} of the {} rests on, cleared for everybody.",
        whose.cycle.in_words(),
        whose.publisher
    );
    document.sections =
        std::mem::take(&mut document.sections).into_iter().flat_map(parts).collect();
    composed
}

/// What a section shows: a section for each of its headings that has a table or chart, so that no page is long.
fn parts(section: Section) -> Vec<Section> {
    let Section { anchor, heading, blocks } = section;
    let mut parts = vec![Section { anchor, heading, blocks: Vec::new() }];
    for block in blocks {
        match block {
            Block::Heading { anchor, text } => {
                parts.push(Section { anchor, heading: text, blocks: Vec::new() });
            }
            Block::Table(_) | Block::Chart(_) | Block::Caution { .. } => {
                if let Some(last) = parts.last_mut() {
                    last.blocks.push(block);
                }
            }
            Block::Lead(_) | Block::Paragraph(_) | Block::List(_) | Block::KeyFigures(_) => {}
        }
    }
    let shows = |block: &Block| matches!(block, Block::Table(_) | Block::Chart(_));
    parts.retain(|part| part.blocks.iter().any(shows));
    parts
}
