//! A document's sections as values for a page: text, tables whose cells are printed, charts that are drawn.

use std::collections::BTreeSet;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::Section;
use partnership::content::table::Cell;
use partnership::content::table::ColumnKind;
use partnership::content::table::Table;

use crate::app::DrawChart;

/// A section.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Part {
    anchor: String,
    heading: String,
    blocks: Vec<Shown>,
}

/// One thing on the page.
#[derive(Debug, serde::Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Shown {
    Heading {
        text: String,
    },
    Text {
        pieces: Vec<Piece>,
    },
    List {
        lines: Vec<Vec<Piece>>,
    },
    Caution {
        title: String,
        text: String,
    },
    Chart {
        drawn: String,
        words: String,
        source: String,
    },
    Table {
        id: String,
        caption: String,
        columns: Vec<Head>,
        rows: Vec<Vec<Word>>,
        notes: Vec<String>,
    },
}

/// A piece of running text.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Piece {
    text: String,
    strong: bool,
    href: Option<String>,
}

/// The head of a column.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Head {
    text: String,
    numeric: bool,
}

/// A cell.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Word {
    text: String,
}

/// The sections of a document.
pub(crate) fn parts(document: &Document, draw: DrawChart) -> Vec<Part> {
    let part = |section: &Section| Part {
        anchor: section.anchor.clone(),
        heading: section.heading.clone(),
        blocks: blocks(&section.blocks, draw),
    };
    document.sections.iter().map(part).collect()
}

/// Some blocks.
pub(crate) fn blocks(blocks: &[Block], draw: DrawChart) -> Vec<Shown> {
    blocks.iter().filter_map(|block| shown(block, draw)).collect()
}

fn shown(block: &Block, draw: DrawChart) -> Option<Shown> {
    Some(match block {
        Block::Heading { text, .. } => Shown::Heading { text: text.clone() },
        Block::Lead(words) | Block::Paragraph(words) => Shown::Text { pieces: pieces(words) },
        Block::List(lines) => {
            Shown::List { lines: lines.iter().map(|line| pieces(line)).collect() }
        }
        Block::KeyFigures(_) => return None,
        Block::Caution { title, text } => Shown::Caution { title: title.clone(), text: told(text) },
        Block::Chart(chart) => Shown::Chart {
            drawn: draw(chart),
            words: format!("{}: the table below says the same", chart.title),
            source: format!("Source: {}", chart.source),
        },
        Block::Table(table) => self::table(table),
    })
}

fn pieces(words: &[Inline]) -> Vec<Piece> {
    let one = |word: &Inline| match word {
        Inline::Text(text) | Inline::Figure { text, .. } => {
            Piece { text: text.clone(), strong: false, href: None }
        }
        Inline::Strong(text) => Piece { text: text.clone(), strong: true, href: None },
        Inline::Link { text, address } => {
            let href = Some(address.clone()).filter(|address| leads_somewhere(address));
            Piece { text: text.clone(), strong: false, href }
        }
    };
    words.iter().map(one).collect()
}

/// Whether an address leads to a page or a letter, and is nothing that a browser would run. A draft is shown with what is
/// wrong in it, such an address among it.
fn leads_somewhere(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|begins| address.starts_with(begins))
}

fn told(words: &[Inline]) -> String {
    pieces(words).into_iter().map(|piece| piece.text).collect()
}

fn table(table: &Table) -> Shown {
    let head = |column: &partnership::content::table::Column| Head {
        text: column.heading.clone(),
        numeric: column.kind == ColumnKind::Figures,
    };
    let word = |cell: &Cell| Word { text: cell.printed() };
    let notes = table.notes.iter().map(|note| told(note));
    Shown::Table {
        id: format!("table-{}", table.number),
        caption: table.caption.clone(),
        columns: table.columns.iter().map(head).collect(),
        rows: table.rows.iter().map(|row| row.cells.iter().map(word).collect()).collect(),
        notes: notes.chain(signs_told(table)).collect(),
    }
}

/// What the signs in a table's cells mean, each reason once.
pub(crate) fn signs_told(table: &Table) -> BTreeSet<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let told = cells.filter_map(|cell| match cell {
        Cell::Withheld(why) => Some(format!("[c]: withheld, {why}.")),
        Cell::Missing(why) => Some(format!("[x]: not given, {why}.")),
        Cell::Words(_)
        | Cell::Count(_)
        | Cell::Difference(_)
        | Cell::Number { .. }
        | Cell::Change { .. } => None,
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_a_browser_would_run_is_shown_as_words() {
        let link = |address: &str| Inline::Link { text: "words".into(), address: address.into() };
        for address in
            ["javascript:alert(1)", "data:text/html,hello", " javascript:x", "//evil.example"]
        {
            let shown = pieces(&[link(address)]);
            assert!(shown[0].href.is_none() && shown[0].text == "words", "{address}");
        }
        let shown = pieces(&[link("https://data.police.uk/")]);
        assert_eq!(shown[0].href.as_deref(), Some("https://data.police.uk/"));
    }
}
