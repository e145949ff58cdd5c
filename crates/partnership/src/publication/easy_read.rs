//! The easy-read edition of an adopted text: written by a person in short sentences, a picture beside each passage.
//!
//! In comes its source, and the adopted text that it retells; out goes an edition, or all that stands against it. Each passage
//! names those of the adopted text that it retells, so that the thread holds, and is read only where they may be.

pub mod plain;
pub mod symbol;
pub mod clearing;
mod edition;
mod source;

#[cfg(test)]
mod tests;

use crate::approval::text::PassageId;
pub(super) use crate::publication::easy_read::edition::edition;
use crate::publication::easy_read::symbol::Symbol;

/// A text in easy-read, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EasyRead {
    title: String,
    parts: Vec<EasyPart>,
}

/// A part under its heading.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EasyPart {
    /// The heading.
    pub heading: String,
    /// What it says, in reading order.
    pub passages: Vec<EasyPassage>,
}

/// A passage, with the picture beside it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EasyPassage {
    /// The picture.
    pub symbol: Symbol,
    /// What the picture shows, for those who do not see it.
    pub shows: String,
    /// The words.
    pub words: String,
    /// The passages of the adopted text that it retells; none where it only explains, such as what a plan is.
    pub retells: Vec<PassageId>,
}

/// Why a source is no text in easy-read.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SourceFault {
    /// It has no title.
    #[error("the text has no title; begin it with a line such as `# Our plan to keep people safe`")]
    NoTitle,
    /// It has no passage.
    #[error("the text has no passage; write one below a heading, with a picture before it")]
    Empty,
    /// A passage stands under no heading.
    #[error(
        "line {0}: the passage stands under no heading; write a line such as `## Violence` above it"
    )]
    NoHeading(usize),
    /// A passage has no picture.
    #[error(
        "line {0}: the passage has no picture; begin it with one, such as `![Two people talking](talking)`"
    )]
    NoPicture(usize),
    /// There is no such picture.
    #[error("line {line}: there is no picture `{found}`; choose one of {}", symbol::all_named())]
    NoSymbol {
        /// The line.
        line: usize,
        /// What was named.
        found: String,
    },
    /// Nobody says what the picture shows.
    #[error("line {0}: nothing says what the picture shows; write it between the square brackets")]
    NoWords(usize),
    /// It names a passage that can be none.
    #[error(
        "line {line}: `{found}` names no passage; write the numbers that it retells, such as {{4, 5}}"
    )]
    NoPassage {
        /// The line.
        line: usize,
        /// What was found.
        found: String,
    },
}

impl EasyRead {
    /// The text of a source in Markdown: a title (`#`), headings (`##`), and paragraphs that each begin with a picture and end
    /// with the numbers of the passages that they retell.
    ///
    /// ```
    /// use partnership::publication::easy_read::EasyRead;
    /// let text = "# Our plan\n\n## Violence\n\n![Two police officers](police)\nMore police will walk in the town. {4, 5}\n";
    /// let easy = EasyRead::of(text).unwrap();
    /// assert_eq!(easy.parts()[0].passages[0].words, "More police will walk in the town.");
    /// ```
    ///
    /// # Errors
    /// All that stands against it, in the order of its lines.
    pub fn of(text: &str) -> Result<EasyRead, Vec<SourceFault>> {
        source::read(text)
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its parts, in order.
    pub fn parts(&self) -> &[EasyPart] {
        &self.parts
    }

    /// All its passages, in order.
    pub fn passages(&self) -> impl Iterator<Item = &EasyPassage> {
        self.parts.iter().flat_map(|part| &part.passages)
    }
}
