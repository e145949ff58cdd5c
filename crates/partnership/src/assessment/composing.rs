//! Composes answered sections into a document: numbered passages, charts with tables, sources, the method.
//!
//! In come sections and the answers to their references; out go content for every format and the records by which each
//! figure can be followed.

mod annex;
mod passages;
mod pictures;

use std::collections::BTreeMap;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::composing::passages::Setter;
use crate::assessment::edition::Edition;
use crate::assessment::material::Supplied;
use crate::assessment::passage::passages as all_passages;
use crate::assessment::reference::Reference;
use crate::assessment::text::Body;
use crate::assessment::text::Level;
use crate::assessment::text::Section as Written;
use crate::content;
use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Tables;
use crate::terms::day::Day;
use crate::terms::extract::Extract;
use crate::terms::slug::Slug;
use crate::timetable::cycle::Cycle;

/// What a document is called and by whom it is published.
#[derive(Debug, Clone, PartialEq)]
pub struct Commission {
    /// The short name that the partnership is known by.
    pub known_as: Slug,
    /// The partnership that publishes it.
    pub publisher: String,
    /// The district's name.
    pub area: String,
    /// The planning year.
    pub cycle: Cycle,
    /// What kind of text it is, such as "First draft" or "Final".
    pub stage: String,
    /// The day on which it is made.
    pub today: Day,
}

/// What a document is composed from besides its text.
#[derive(Debug, Clone, Copy)]
pub struct With<'a> {
    /// The answers to all references in the text.
    pub answers: &'a Answers,
    /// The extracts that are held.
    pub extracts: &'a [Extract],
    /// What charts and maps were supplied with.
    pub supplied: &'a Supplied,
}

/// A document and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

/// Composes sections whose references all have an answer. `more` sections stand before the notes.
pub(crate) fn compose(
    commission: &Commission,
    edition: Edition,
    written: &[Written],
    with: With<'_>,
    more: impl FnOnce(&mut Tables) -> Vec<Section>,
) -> Composed {
    let Commission { known_as, cycle, today, .. } = commission;
    let prefix = format!("{known_as}/{cycle}/{}/{today}", edition.name());
    let annex = annex::Annex::of(written, with.answers, tables_in(written, with.answers) + 1);
    let mut setter = Setter::new(with, &annex, Tables::new(prefix));
    let mut sections = Vec::new();
    for one in written {
        placed(one.level, setter.section(one), &mut sections);
    }
    let mut tables = setter.into_tables();
    sections.push(annex.section(with, &mut tables));
    sections.extend(more(&mut tables));
    name_apart(&mut sections);
    let cycle = commission.cycle.in_words();
    let document = Document {
        title: "Strategic Assessment".to_owned(),
        subtitle: format!(
            "{} {cycle}: {}, {}",
            commission.area,
            commission.stage,
            edition.in_words()
        ),
        publisher: commission.publisher.clone(),
        description: format!(
            "Levels and patterns of crime and disorder in {}, their changes and causes, what people \
             think, and what the partnership might put first in {cycle}.",
            commission.area
        ),
        dated: commission.today.in_words(),
        reference_prefix: tables.prefix().to_owned(),
        sections,
    };
    Composed { document, traced: tables.into_traced() }
}

/// Each passage set by itself, section by section, for a page that says something of each. A reference without an answer
/// stands as it was typed; a chart or table without one is left out.
pub fn set_apart(written: &[Written], with: With<'_>) -> Vec<Vec<Vec<content::Block>>> {
    let annex = annex::Annex::of(written, with.answers, tables_in(written, with.answers) + 1);
    let mut setter = Setter::new(with, &annex, Tables::new("draft".to_owned()));
    written.iter().map(|section| setter.apart(section)).collect()
}

/// How many tables stand among the passages.
fn tables_in(written: &[Written], answers: &Answers) -> u16 {
    let bodies = all_passages(written).map(|(_, passage)| &passage.body);
    let tables = bodies.filter(|body| match body {
        Body::Shown(reference) => shown(answers, reference).is_some(),
        Body::Table(_) => true,
        Body::Paragraph(_) | Body::Item(..) => false,
    });
    u16::try_from(tables.count()).unwrap_or(u16::MAX - 1)
}

fn shown<'a>(answers: &'a Answers, reference: &Reference) -> Option<&'a Answer> {
    answers.get(reference).filter(|answer| answer.shown.is_some())
}

/// Puts a section after those before it: within the last one where its heading stands lower.
fn placed(level: Level, section: Section, sections: &mut Vec<Section>) {
    match (level, sections.last_mut()) {
        (Level::Within, Some(part)) => {
            let (anchor, text) = (section.anchor, section.heading);
            part.blocks.push(Block::Heading { anchor, text });
            part.blocks.extend(section.blocks);
        }
        (Level::Within, None) | (Level::Part, _) => sections.push(section),
    }
}

/// Gives each heading a name to link to that no other has.
fn name_apart(sections: &mut [Section]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut apart = |anchor: &mut String| {
        let times = times.entry(anchor.clone()).or_default();
        *times += 1;
        if *times > 1 {
            *anchor = format!("{anchor}-{times}");
        }
    };
    for section in sections {
        apart(&mut section.anchor);
        for block in &mut section.blocks {
            if let Block::Heading { anchor, .. } = block {
                apart(anchor);
            }
        }
    }
}

/// Words as running text.
fn said(words: impl Into<String>) -> Vec<content::Inline> {
    vec![content::text(words)]
}
