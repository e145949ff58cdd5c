//! The document as the template reads it: plain words and numbers, in JSON.
//!
//! In comes the content tree; out go printed words, each with a shape in our fonts, and the charts
//! as files beside them.

use std::collections::BTreeSet;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::KeyFigure;
use partnership::content::Reference;
use partnership::content::chart::Chart;
use partnership::content::table::ColumnKind;
use partnership::content::table::RowWeight;
use partnership::content::table::Table;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use crate::cells::shown;
use crate::cells::symbols_explained;
use crate::colours;
use crate::columns::INDENT;
use crate::columns::follows_figures;
use crate::columns::widths;
use crate::dated;
use crate::fonts;
use crate::fonts::printable;
use crate::pdf::Size;
use crate::svg;
use crate::wording;

/// A chart as a file beside the template.
pub(super) struct Drawing {
    /// The file's name.
    pub(super) file: String,
    /// What it holds.
    pub(super) svg: String,
}

/// Running text as the template reads it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Piece {
    Text { words: String },
    Strong { words: String },
    Figure { words: String, reference: Cited },
    Link { words: String, address: String },
}

/// A reference, and the place to link to if there is one.
#[derive(Serialize)]
struct Cited {
    number: String,
    place: Option<String>,
}

/// The whole document, and its charts.
pub(super) fn laid_out(document: &Document, size: Size) -> (Value, Vec<Drawing>) {
    let mut layout = Layout { targets: wording::targets(document), drawings: Vec::new() };
    let sections: Vec<Value> = document
        .sections
        .iter()
        .map(|section| {
            let blocks: Vec<Value> =
                section.blocks.iter().map(|block| layout.block(block)).collect();
            json!({ "heading": titled(&section.heading), "blocks": blocks })
        })
        .collect();
    let written = json!({
        "title": titled(&document.title),
        "subtitle": printable(&document.subtitle),
        "publisher": printable(&document.publisher),
        "description": printable(&document.description),
        "dated": printable(&document.dated),
        "day": dated::day(document).map(|day| [day.year(), i16::from(day.month()), i16::from(day.day())]),
        "large": size == Size::Large,
        "colours": palette(size),
        "family": fonts::FAMILY,
        "before_reference": wording::BEFORE_REFERENCE,
        "long": wording::is_long(document),
        "sections": sections,
        "follow": wording::how_to_follow(document).map(|how| {
            json!({ "sentence": how.sentence, "command": printable(&how.command) })
        }),
    });
    (written, layout.drawings)
}

/// A title is never empty: a PDF for screen readers must have one.
fn titled(title: &str) -> String {
    let title = printable(title);
    if title.trim().is_empty() { "Untitled".to_owned() } else { title }
}

fn palette(size: Size) -> Value {
    if size == Size::Large {
        let (black, white) = ("#000000", "#ffffff");
        return json!({
            "accent": black, "tint": white, "ink": black, "quiet": black, "rule": black,
            "caution": black, "caution_tint": white,
        });
    }
    json!({
        "accent": colours::ACCENT, "tint": colours::TINT, "ink": colours::INK,
        "quiet": colours::QUIET, "rule": colours::RULE,
        "caution": colours::CAUTION, "caution_tint": colours::CAUTION_TINT,
    })
}

struct Layout {
    targets: BTreeSet<Reference>,
    drawings: Vec<Drawing>,
}

impl Layout {
    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Heading { text, .. } => json!({ "kind": "heading", "text": titled(text) }),
            Block::Lead(text) => json!({ "kind": "lead", "text": self.pieces(text) }),
            Block::Paragraph(text) => json!({ "kind": "paragraph", "text": self.pieces(text) }),
            Block::List(items) => {
                let items: Vec<Vec<Piece>> = items.iter().map(|item| self.pieces(item)).collect();
                json!({ "kind": "list", "items": items })
            }
            Block::KeyFigures(figures) => {
                let tiles: Vec<Value> = figures.iter().map(|figure| self.tile(figure)).collect();
                json!({ "kind": "tiles", "tiles": tiles })
            }
            Block::Caution { title, text } => {
                let title = format!("Caution: {}", printable(title));
                json!({ "kind": "caution", "title": title, "text": self.pieces(text) })
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
        }
    }

    fn pieces(&self, text: &[Inline]) -> Vec<Piece> {
        text.iter()
            .map(|piece| match piece {
                Inline::Text(words) => Piece::Text { words: printable(words) },
                Inline::Strong(words) => Piece::Strong { words: printable(words) },
                Inline::Figure { text, reference } => {
                    Piece::Figure { words: printable(text), reference: self.cited(*reference) }
                }
                Inline::Link { text, address } => match wording::safe_address(address) {
                    Some(address) => Piece::Link { words: printable(text), address },
                    None => Piece::Text { words: printable(text) },
                },
            })
            .collect()
    }

    fn cited(&self, reference: Reference) -> Cited {
        let place = self.targets.contains(&reference).then(|| reference.anchor());
        Cited { number: reference.to_string(), place }
    }

    fn tile(&self, figure: &KeyFigure) -> Value {
        json!({
            "value": printable(&figure.value),
            "label": printable(&figure.label),
            "detail": printable(&figure.detail),
            "reference": self.cited(figure.reference),
        })
    }

    fn table(&self, table: &Table) -> Value {
        let widths = widths(table);
        let columns: Vec<Value> = table
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let indent = if follows_figures(table, place) { INDENT } else { 0.0 };
                let heading = printable(&column.heading);
                json!({ "heading": heading, "side": side(column.kind), "indent": indent })
            })
            .collect();
        json!({
            "kind": "table",
            "name": wording::table_name(table),
            "caption": printable(&table.caption),
            "columns": columns,
            "references": wording::REFERENCE_HEADING,
            "shares": widths.shares,
            "whole": widths.whole,
            "breaks": !wording::stands_whole(table),
            "rows": rows(table),
            "empty": wording::NO_ROWS,
            "notes": table.notes.iter().map(|note| self.pieces(note)).collect::<Vec<_>>(),
            "symbols": symbols_explained(table).iter().map(|line| printable(line)).collect::<Vec<_>>(),
        })
    }

    fn chart(&mut self, chart: &Chart) -> Value {
        let file = format!("chart-{}.svg", self.drawings.len() + 1);
        self.drawings.push(Drawing { file: file.clone(), svg: svg::chart(chart) });
        json!({
            "kind": "chart",
            "title": printable(&chart.title),
            "subtitle": printable(&chart.subtitle),
            "source": printable(&format!("Source: {}. Figures: Table {}.", wording::unstopped(&chart.source), chart.table)),
            "alternative": described(&chart.alternative, &chart.title),
            "file": file,
        })
    }
}

/// The words for those who do not see a chart; its title where there are none.
fn described(alternative: &str, title: &str) -> String {
    let words = printable(alternative);
    if words.trim().is_empty() { titled(title) } else { words }
}

fn side(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Words => "left",
        ColumnKind::Figures => "right",
    }
}

fn rows(table: &Table) -> Vec<Value> {
    let rows = table.rows.iter().enumerate();
    rows.map(|(position, row)| {
        let reference = table.reference(position);
        let cells: Vec<String> = row
            .cells
            .iter()
            .take(table.columns.len())
            .map(|cell| printable(shown(cell).printed()))
            .collect();
        let weight = match row.weight {
            RowWeight::Ordinary => "regular",
            RowWeight::Strong => "bold",
        };
        json!({
            "cells": cells,
            "weight": weight,
            "number": reference.to_string(),
            "place": reference.anchor(),
        })
    })
    .collect()
}
