//! The words that every format shares: names of tables, symbols explained, how to follow a figure.
//!
//! In comes the content tree; out go plain words, so that page, print and sheet say the same thing
//! in the same way.

use std::collections::BTreeSet;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::Reference;
use partnership::content::table::Table;

/// What stands in a table that has no rows.
pub(crate) const NO_ROWS: &str = "Nothing to show";

/// What stands between a figure and its reference: a narrow space that never breaks, so that
/// "2,327" with the reference 1.1 is not copied or read aloud as "2,3271.1".
pub(crate) const BEFORE_REFERENCE: &str = "\u{202f}";

/// Heading of the column with references.
pub(crate) const REFERENCE_HEADING: &str = "Ref";

/// Words without what no format can hold: control characters become spaces; byte-order marks,
/// non-characters and the marks that reverse the direction of reading are dropped.
///
/// Directional overrides can make a sentence read differently from what it says, so a document to
/// be signed must not carry them.
pub(crate) fn clean(words: &str) -> String {
    words
        .chars()
        .filter_map(|character| match character {
            '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            other if u32::from(other) & 0xfffe == 0xfffe => None,
            '\u{fdd0}'..='\u{fdef}' => None,
            other if other.is_control() || other == '\u{2028}' || other == '\u{2029}' => Some(' '),
            other => Some(other),
        })
        .collect()
}

/// Running text as plain words, for a sheet.
pub(crate) fn plain(text: &[Inline]) -> String {
    let mut words = String::new();
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Strong(text) => words.push_str(text),
            Inline::Figure { text, reference } => words.push_str(&format!("{text} [{reference}]")),
            Inline::Link { text, address } => words.push_str(&format!("{text} ({address})")),
        }
    }
    clean(&words)
}

/// The full reference of a figure, such as `E07000110/2014-Q1/1.3`.
pub(crate) fn full_reference(document: &Document, reference: Reference) -> String {
    format!("{}/{reference}", clean(&document.reference_prefix))
}

/// A table's name in running text, such as "Table 2".
pub(crate) fn table_name(table: &Table) -> String {
    format!("Table {}", table.number)
}

/// All rows that a figure can be followed to; a reference to any other is printed but not linked.
pub(crate) fn targets(document: &Document) -> BTreeSet<Reference> {
    document
        .tables()
        .flat_map(|table| (0..table.rows.len()).map(|position| table.reference(position)))
        .collect()
}

/// A table of up to so many rows stands whole on one page, with its notes.
const ON_ONE_PAGE: usize = 16;

/// Whether a table is to stand whole on one page.
pub(crate) fn stands_whole(table: &Table) -> bool {
    table.rows.len() <= ON_ONE_PAGE
}

/// A document of so many headings has its contents printed before it, and each section begins a page.
const LONG: usize = 12;

/// Whether the document is so long that one looks for a page in its contents.
pub fn is_long(document: &Document) -> bool {
    document.headings().nth(LONG - 1).is_some()
}

/// A name that can stand in an address: small letters, digits and hyphens only.
pub(crate) fn anchor(name: &str) -> String {
    name.to_ascii_lowercase()
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '-' })
        .collect()
}

/// Words without the full stop at their end, to stand within a sentence.
pub(crate) fn unstopped(words: &str) -> &str {
    words.trim().trim_end_matches('.')
}

/// An address that may be linked to: of the public web or beside the page in a site, and nothing that a browser would run.
pub(crate) fn safe_address(address: &str) -> Option<String> {
    let address = clean(address).trim().to_owned();
    let public = ["https://", "http://", "mailto:", "../"];
    let plain = !address.chars().any(|character| character.is_whitespace() || character == '"');
    (plain && public.iter().any(|start| address.starts_with(start))).then_some(address)
}

/// How to follow a figure: the sentence before the command, and the command.
pub(crate) struct HowToFollow {
    /// What the small numbers are.
    pub(crate) sentence: &'static str,
    /// What to type, with a reference of this very document.
    pub(crate) command: String,
}

/// How to follow a figure of this document, by the example of the first one in it.
pub(crate) fn how_to_follow(document: &Document) -> Option<HowToFollow> {
    let targets = targets(document);
    let cited = document.sections.iter().flat_map(|section| &section.blocks).find_map(first_cited);
    let example = cited.filter(|cited| targets.contains(cited)).or(targets.first().copied())?;
    Some(HowToFollow {
        sentence: "Each small number beside a figure names the table and row it stands in. \
                   To follow a figure to the published records behind it, run",
        command: format!("saferplan trace {}", full_reference(document, example)),
    })
}

fn first_cited(block: &Block) -> Option<Reference> {
    let in_text = |text: &[Inline]| {
        text.iter().find_map(|piece| match piece {
            Inline::Figure { reference, .. } => Some(*reference),
            Inline::Text(_) | Inline::Strong(_) | Inline::Link { .. } => None,
        })
    };
    match block {
        Block::Lead(text) | Block::Paragraph(text) | Block::Caution { text, .. } => in_text(text),
        Block::List(items) => items.iter().find_map(|item| in_text(item)),
        Block::KeyFigures(figures) => figures.first().map(|figure| figure.reference),
        Block::Heading { .. } | Block::Table(_) | Block::Chart(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_a_browser_would_run_is_not_linked() {
        assert_eq!(safe_address("javascript:alert(1)"), None);
        assert_eq!(safe_address("https://example.org/\" onclick=\"x"), None);
        assert_eq!(safe_address(" https://example.org "), Some("https://example.org".into()));
    }

    #[test]
    fn characters_that_reverse_the_reading_are_dropped() {
        assert_eq!(clean("a\u{202e}b\u{0}c\nd\u{ffff}"), "ab c d");
    }
}
