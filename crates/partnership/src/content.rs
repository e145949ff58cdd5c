//! What a document says, before any format: sections, paragraphs, tables and charts.
//!
//! In come figures already put into words; out goes one tree that the HTML, PDF, .docx, sheet and
//! CSV writers each render, so that no two formats can disagree.

pub mod chart;
pub mod map;
pub mod month_lines;
pub mod table;
pub mod timeline;

use crate::content::chart::Chart;
use crate::content::table::Table;

/// A whole document: its title page, its sections and how its figures are referred to.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// The title, such as "Crime briefing".
    pub title: String,
    /// Second line of the title, such as "Maidstone · Quarter 1 of 2014/15 (April to June 2014)".
    pub subtitle: String,
    /// Who publishes it, such as "Safer Maidstone Partnership".
    pub publisher: String,
    /// One sentence of what the document is, for catalogues and the file's metadata.
    pub description: String,
    /// The day on which it was made, written out, such as "14 October 2014".
    pub dated: String,
    /// What comes before `/1.3` in the full reference of a figure, such as `E07000110/2014-Q1`.
    pub reference_prefix: String,
    /// What the document says, in reading order.
    pub sections: Vec<Section>,
}

impl Document {
    /// All headings in reading order, each with its level: 1 of a section, 2 within one.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &str, &str)> {
        self.sections.iter().flat_map(|section| {
            let within = section.blocks.iter().filter_map(|block| match block {
                Block::Heading { anchor, text } => Some((2, anchor.as_str(), text.as_str())),
                _ => None,
            });
            std::iter::once((1, section.anchor.as_str(), section.heading.as_str())).chain(within)
        })
    }

    /// All tables of the document in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Lead(_)
            | Block::List(_)
            | Block::KeyFigures(_)
            | Block::Caution { .. }
            | Block::Chart(_) => None,
        })
    }
}

/// A part of a document under its own heading.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Section {
    /// Name of the place to link to: small letters, digits and hyphens, once in a document.
    pub anchor: String,
    /// The heading as printed.
    pub heading: String,
    /// What the section holds, in reading order.
    pub blocks: Vec<Block>,
}

/// One thing that stands on its own on the page.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Block {
    /// A heading within the section: what stands under it until the next.
    Heading {
        /// Name of the place to link to, as of a section.
        anchor: String,
        /// The heading as printed.
        text: String,
    },
    /// The opening paragraph, set larger: what the reader must take away.
    Lead(Vec<Inline>),
    /// An ordinary paragraph.
    Paragraph(Vec<Inline>),
    /// A list with bullets, an item each.
    List(Vec<Vec<Inline>>),
    /// Two to four figures set large side by side, at the head of a document.
    KeyFigures(Vec<KeyFigure>),
    /// Something the reader must bear in mind, set apart and named as a caution.
    Caution {
        /// What it is about in a few words, such as "Recording changed in this period".
        title: String,
        /// The caution itself.
        text: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A chart, with its words for those who do not see it.
    Chart(Chart),
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Words that carry weight.
    Strong(String),
    /// A figure in words, with the table row that it stands in.
    Figure {
        /// The figure as printed, such as "2,327" or "rose by 8.5%".
        text: String,
        /// Where it can be followed: table and row, such as `1.3`.
        reference: Reference,
    },
    /// A link to a public page.
    Link {
        /// The words to click.
        text: String,
        /// The address, beginning `https://`, or within a site with `../`.
        address: String,
    },
}

impl Inline {
    /// The words as they are read.
    pub fn words(&self) -> &str {
        match self {
            Inline::Text(text)
            | Inline::Strong(text)
            | Inline::Figure { text, .. }
            | Inline::Link { text, .. } => text,
        }
    }
}

/// The short reference of a figure within its document: number of the table, number of the row.
///
/// ```
/// use partnership::content::Reference;
/// let reference = Reference { table: 1, row: 3 };
/// assert_eq!(reference.to_string(), "1.3");
/// assert_eq!(reference.anchor(), "r1-3");
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Reference {
    /// Number of the table, from 1.
    pub table: u16,
    /// Number of the row in the table, from 1.
    pub row: u16,
}

impl Reference {
    /// The name of the place in a page or file to link to.
    pub fn anchor(self) -> String {
        format!("r{}-{}", self.table, self.row)
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.table, self.row)
    }
}

/// A figure set large, with what it is.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct KeyFigure {
    /// The figure, such as "2,327".
    pub value: String,
    /// What it counts, such as "recorded crimes, April to June 2014".
    pub label: String,
    /// One line that puts it in its place, such as "14.6 per 1,000 residents"; may be empty.
    pub detail: String,
    /// Where it can be followed.
    pub reference: Reference,
}

/// Plain words as running text.
pub fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}
