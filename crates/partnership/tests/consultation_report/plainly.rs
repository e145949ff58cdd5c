//! A document as plain text, to be read line by line when it changes.

use std::fmt::Write;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::chart::Chart;
use partnership::content::chart::Drawing;
use partnership::content::table::Table;

/// All that the document says.
pub(crate) fn told(document: &Document) -> String {
    let mut text = format!("{}\n{}\n", document.title, document.subtitle);
    writeln!(text, "{}, {}\n{}", document.publisher, document.dated, document.description).unwrap();
    for section in &document.sections {
        writeln!(text, "\n== {} ==", section.heading).unwrap();
        for block in &section.blocks {
            text.push_str(&block_told(block));
        }
    }
    text
}

/// The charts of a document.
pub(crate) fn charts(document: &Document) -> Vec<&Chart> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let mut charts = Vec::new();
    for block in blocks {
        if let Block::Chart(chart) = block {
            charts.push(chart);
        }
    }
    charts
}

fn block_told(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } => format!("\n## {text}\n"),
        Block::Lead(words) | Block::Paragraph(words) => format!("\n{}\n", inline(words)),
        Block::List(lines) => lines.iter().map(|line| format!("- {}\n", inline(line))).collect(),
        Block::KeyFigures(figures) => figures
            .iter()
            .map(|one| {
                format!("[{} {} ({}) {}]\n", one.value, one.label, one.detail, one.reference)
            })
            .collect(),
        Block::Caution { title, text } => format!("! {title}: {}\n", inline(text)),
        Block::Table(table) => table_told(table),
        Block::Chart(chart) => chart_told(chart),
    }
}

fn inline(words: &[Inline]) -> String {
    let one = |word: &Inline| match word {
        Inline::Text(words) => words.clone(),
        Inline::Strong(words) => format!("*{words}*"),
        Inline::Figure { text, reference } => format!("{text} [{reference}]"),
        Inline::Link { text, address } => format!("{text} <{address}>"),
    };
    words.iter().map(one).collect()
}

fn chart_told(chart: &Chart) -> String {
    let mut text = format!("\n({}) {}\n  {}\n", chart.name, chart.title, chart.subtitle);
    if let Drawing::Shares(shares) = &chart.drawing {
        for row in &shares.rows {
            let share = |one: &Option<f64>| one.map_or("-".to_owned(), |one| format!("{one:.1}"));
            let parts: Vec<String> = row.per_cent.iter().map(share).collect();
            writeln!(text, "  {} | {} | {}", row.label, parts.join(" "), row.said).unwrap();
        }
    }
    text
}

fn table_told(table: &Table) -> String {
    let mut text = format!("\nTable {}. {}\n", table.number, table.caption);
    let headings: Vec<&str> = table.columns.iter().map(|one| one.heading.as_str()).collect();
    writeln!(text, "  {}", headings.join(" | ")).unwrap();
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.printed()).collect();
        writeln!(text, "  {}", cells.join(" | ")).unwrap();
    }
    for note in &table.notes {
        writeln!(text, "  Note: {}", inline(note)).unwrap();
    }
    text
}
