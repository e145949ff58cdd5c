//! What was adopted, in short and in the words that were adopted.
//!
//! In come adopted texts as they are published; out goes a document with the first passage under each heading. Nothing is
//! summed up by anybody else than those who wrote and adopted it.

use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::content::text;
use crate::publication::adopted_text::text_of;
use crate::publication::whose::Whose;
use crate::terms::day::Day;

/// An adopted text as it is published.
pub(super) struct Published<'a> {
    /// The short name of its folder.
    pub(super) folder: String,
    /// The document.
    pub(super) document: &'a Document,
    /// How it came about.
    pub(super) came_about: &'a str,
}

/// The summary of these adopted texts, the last of which was adopted on that day.
pub(super) fn document(adopted: &[Published<'_>], on: Day, whose: &Whose) -> Document {
    let cycle = whose.cycle.in_words();
    let titles: Vec<&str> = adopted.iter().map(|one| one.document.title.as_str()).collect();
    Document {
        title: "Summary".to_owned(),
        subtitle: format!("{}, {cycle}", titles.join(" and ")),
        publisher: whose.publisher.clone(),
        description: format!(
            "What the {} adopted for {cycle}: the first passage under each heading.",
            whose.publisher
        ),
        dated: on.in_words(),
        reference_prefix: whose.prefix("summary"),
        sections: adopted.iter().map(section).collect(),
    }
}

fn section(published: &Published<'_>) -> Section {
    let Published { folder, document, came_about } = published;
    let mut blocks = vec![Block::Lead(vec![text(*came_about)])];
    for section in text_of(document) {
        let anchor = format!("{folder}-{}", section.anchor);
        blocks.push(Block::Heading { anchor, text: section.heading.clone() });
        blocks.extend(section.blocks.first().cloned());
    }
    Section { anchor: folder.clone(), heading: document.title.clone(), blocks }
}
