//! A document's sections as values for a page: text, tables whose cells are printed, charts that are drawn.

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
pub(super) struct Part {
    anchor: String,
    heading: String,
    blocks: Vec<Shown>,
}

/// One thing on the page.
#[derive(Debug, serde::Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Shown {
    Heading {
        text: String,
    },
    Text {
        text: String,
    },
    List {
        lines: Vec<String>,
    },
    Caution {
        title: String,
        text: String,
    },
    Chart {
        drawn: String,
        words: String,
    },
    Table {
        id: String,
        caption: String,
        columns: Vec<Head>,
        rows: Vec<Vec<Word>>,
        notes: Vec<String>,
    },
}

/// The head of a column.
#[derive(Debug, serde::Serialize)]
struct Head {
    text: String,
    numeric: bool,
}

/// A cell.
#[derive(Debug, serde::Serialize)]
struct Word {
    text: String,
}

/// The sections of a document.
pub(super) fn parts(document: &Document, draw: DrawChart) -> Vec<Part> {
    let part = |section: &Section| Part {
        anchor: section.anchor.clone(),
        heading: section.heading.clone(),
        blocks: section.blocks.iter().filter_map(|block| shown(block, draw)).collect(),
    };
    document.sections.iter().map(part).collect()
}

fn shown(block: &Block, draw: DrawChart) -> Option<Shown> {
    Some(match block {
        Block::Heading { text, .. } => Shown::Heading { text: text.clone() },
        Block::Lead(words) | Block::Paragraph(words) => Shown::Text { text: told(words) },
        Block::List(lines) => Shown::List { lines: lines.iter().map(|line| told(line)).collect() },
        Block::KeyFigures(_) => return None,
        Block::Caution { title, text } => Shown::Caution { title: title.clone(), text: told(text) },
        Block::Chart(chart) => Shown::Chart {
            drawn: draw(chart),
            words: format!("{}: the table below says the same", chart.title),
        },
        Block::Table(table) => self::table(table),
    })
}

fn told(words: &[Inline]) -> String {
    let one = |word: &Inline| match word {
        Inline::Text(text)
        | Inline::Strong(text)
        | Inline::Figure { text, .. }
        | Inline::Link { text, .. } => text.clone(),
    };
    words.iter().map(one).collect()
}

fn table(table: &Table) -> Shown {
    let head = |column: &partnership::content::table::Column| Head {
        text: column.heading.clone(),
        numeric: column.kind == ColumnKind::Figures,
    };
    let word = |cell: &Cell| Word { text: cell.printed() };
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let withheld = cells().find_map(|cell| match cell {
        Cell::Withheld(why) => Some(format!("[c]: withheld, {why}.")),
        _ => None,
    });
    let missing = cells().find_map(|cell| match cell {
        Cell::Missing(why) => Some(format!("[x]: not given, {why}.")),
        _ => None,
    });
    let notes = table.notes.iter().map(|note| told(note));
    Shown::Table {
        id: format!("table-{}", table.number),
        caption: table.caption.clone(),
        columns: table.columns.iter().map(head).collect(),
        rows: table.rows.iter().map(|row| row.cells.iter().map(word).collect()).collect(),
        notes: notes.chain(withheld).chain(missing).collect(),
    }
}
