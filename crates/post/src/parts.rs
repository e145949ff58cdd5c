//! What a letter is made of, as mail programs can show it: paragraphs and lists.
//!
//! In come the blocks of a letter; out go the same words with nothing drawn.

use partnership::content::Block;
use partnership::content::Inline;

/// A piece of a letter.
pub(crate) enum Part {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, an item each.
    List(Vec<Vec<Inline>>),
}

impl Part {
    /// A block, with everything that is drawn or stands in columns put into words.
    pub(crate) fn of(block: &Block) -> Part {
        let words = |text: String| vec![Inline::Text(text)];
        match block {
            Block::Heading { text, .. } => Part::Paragraph(vec![Inline::Strong(text.clone())]),
            Block::Lead(text) | Block::Paragraph(text) => Part::Paragraph(text.clone()),
            Block::List(items) => Part::List(items.clone()),
            Block::KeyFigures(figures) => {
                let told = figures.iter().map(|one| format!("{}: {}", one.label, one.value));
                Part::List(told.map(words).collect())
            }
            Block::Caution { title, text } => {
                let title = Inline::Strong(format!("{title}. "));
                Part::Paragraph([vec![title], text.clone()].concat())
            }
            Block::Table(table) => {
                let rows = table.rows.iter().map(|row| {
                    let cells: Vec<String> = row.cells.iter().map(|cell| cell.printed()).collect();
                    cells.join(", ")
                });
                Part::List(rows.map(words).collect())
            }
            Block::Chart(chart) => Part::Paragraph(words(chart.alternative.clone())),
        }
    }
}
