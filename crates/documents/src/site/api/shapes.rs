//! A document as data: its sections in reading order, and its tables with what each rests on.

use partnership::content::Block;
use partnership::content::Inline;
use partnership::content::table::Cell;
use partnership::content::table::ColumnKind;
use partnership::content::table::Table;
use partnership::publication::part::Part;

use crate::site::TABLES;

/// A whole document.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WholeDocument<'p> {
    id: String,
    title: &'p str,
    subtitle: &'p str,
    publisher: &'p str,
    description: &'p str,
    on: String,
    came_about: &'p str,
    sections: Vec<Section<'p>>,
    tables: Vec<OneTable<'p>>,
}

#[derive(Debug, serde::Serialize)]
struct Section<'p> {
    id: &'p str,
    heading: &'p str,
    blocks: Vec<OneBlock<'p>>,
}

/// What stands on its own, each of one kind. Tables are told by their number, so that each stands in one place.
#[derive(Debug, serde::Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum OneBlock<'p> {
    Heading { id: &'p str, text: &'p str },
    Paragraph { text: String },
    List { items: Vec<String> },
    KeyFigures { figures: Vec<OneFigure<'p>> },
    Caution { title: &'p str, text: String },
    Table { table: u16 },
    Chart { title: &'p str, alternative: &'p str, table: u16 },
}

#[derive(Debug, serde::Serialize)]
struct OneFigure<'p> {
    value: &'p str,
    label: &'p str,
    reference: String,
}

#[derive(Debug, serde::Serialize)]
struct OneTable<'p> {
    number: u16,
    caption: &'p str,
    csv: String,
    columns: Vec<OneColumn<'p>>,
    rows: Vec<OneRow>,
    notes: Vec<String>,
    sources: Vec<Source<'p>>,
}

#[derive(Debug, serde::Serialize)]
struct OneColumn<'p> {
    heading: &'p str,
    figures: bool,
}

#[derive(Debug, serde::Serialize)]
struct OneRow {
    reference: String,
    cells: Vec<OneCell>,
}

/// A cell as it is printed, with its number where it has one, and why nothing is shown where nothing is.
#[derive(Debug, serde::Serialize)]
struct OneCell {
    printed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

/// An imported file that a table rests on.
#[derive(Debug, serde::Serialize)]
struct Source<'p> {
    publisher: &'p str,
    file: &'p str,
    sha256: String,
    licence: &'p str,
    taken: &'p str,
}

impl<'p> WholeDocument<'p> {
    /// That of a part of a site.
    pub(super) fn of(part: &'p Part) -> WholeDocument<'p> {
        let document = part.document();
        let sections = document.sections.iter().map(|section| Section {
            id: &section.anchor,
            heading: &section.heading,
            blocks: section.blocks.iter().map(block).collect(),
        });
        WholeDocument {
            id: part.kind().folder(),
            title: &document.title,
            subtitle: &document.subtitle,
            publisher: &document.publisher,
            description: &document.description,
            on: part.on().to_string(),
            came_about: part.came_about(),
            sections: sections.collect(),
            tables: document.tables().map(|one| table(part, one)).collect(),
        }
    }
}

fn block(block: &Block) -> OneBlock<'_> {
    match block {
        Block::Heading { anchor, text } => OneBlock::Heading { id: anchor, text },
        Block::Lead(line) | Block::Paragraph(line) => OneBlock::Paragraph { text: plain(line) },
        Block::List(items) => {
            OneBlock::List { items: items.iter().map(|line| plain(line)).collect() }
        }
        Block::KeyFigures(figures) => {
            let figures = figures.iter().map(|figure| OneFigure {
                value: &figure.value,
                label: &figure.label,
                reference: figure.reference.to_string(),
            });
            OneBlock::KeyFigures { figures: figures.collect() }
        }
        Block::Caution { title, text } => OneBlock::Caution { title, text: plain(text) },
        Block::Table(table) => OneBlock::Table { table: table.number },
        Block::Chart(chart) => OneBlock::Chart {
            title: &chart.title,
            alternative: &chart.alternative,
            table: chart.table,
        },
    }
}

fn plain(line: &[Inline]) -> String {
    let words = line.iter().map(|inline| match inline {
        Inline::Text(words) | Inline::Strong(words) => words.as_str(),
        Inline::Figure { text, .. } | Inline::Link { text, .. } => text.as_str(),
    });
    words.collect()
}

fn table<'p>(part: &'p Part, table: &'p Table) -> OneTable<'p> {
    let prefix = &part.document().reference_prefix;
    let rows = table.rows.iter().enumerate().map(|(place, row)| OneRow {
        reference: format!("{prefix}/{}", table.reference(place)),
        cells: row.cells.iter().map(cell).collect(),
    });
    let columns = table.columns.iter().map(|column| OneColumn {
        heading: &column.heading,
        figures: column.kind == ColumnKind::Figures,
    });
    let sources = part.sources_of(table).into_iter().map(|extract| Source {
        publisher: &extract.publisher,
        file: &extract.file,
        sha256: extract.id.to_string(),
        licence: &extract.licence,
        taken: &extract.taken,
    });
    OneTable {
        number: table.number,
        caption: &table.caption,
        csv: format!("{TABLES}/{}-{}", part.kind().folder(), crate::csv::name(table)),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: table.notes.iter().map(|note| plain(note)).collect(),
        sources: sources.collect(),
    }
}

// Counts are far below the whole numbers that a float holds.
#[expect(clippy::cast_precision_loss, reason = "counts of crimes and replies are far below 2^53")]
fn cell(cell: &Cell) -> OneCell {
    let (number, because) = match cell {
        Cell::Words(_) => (None, None),
        Cell::Count(count) => (Some(*count as f64), None),
        Cell::Difference(difference) => (Some(*difference as f64), None),
        Cell::Number { value, .. } => (Some(*value), None),
        Cell::Change { share } => (Some(*share), None),
        Cell::Withheld(why) | Cell::Missing(why) => (None, Some(why.clone())),
    };
    OneCell { printed: cell.printed(), number, because }
}
