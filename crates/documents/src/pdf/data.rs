//! The document as the template reads it: plain words and numbers, in JSON.
//!
//! In comes the content tree; out go printed words, each with a shape in our fonts, and the charts
//! as files beside them.

use std::collections::BTreeSet;

use jiff::civil::Date;
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
use crate::letterhead::Letterhead;
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

/// The whole document in a size, and its charts. What names its places and charts begin with `within`, so that several
/// documents can stand in one file.
pub(super) fn laid_out(document: &Document, size: Size, within: &str) -> (Value, Vec<Drawing>) {
    let mut layout = Layout {
        targets: wording::targets(document),
        drawings: Vec::new(),
        within: within.to_owned(),
    };
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
        "day": dated::day(document).map(of_day),
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

/// Several documents behind one title, each with its heading, who may read it, and its own file with the hash of that.
pub(super) fn bound(title: &Title<'_>, papers: &[Paper<'_>]) -> (Value, Vec<Drawing>) {
    let mut drawings = Vec::new();
    let papers = papers.iter().zip(1..).map(|(paper, place)| {
        let (document, own) = laid_out(paper.document, Size::Ordinary, &format!("p{place}-"));
        drawings.extend(own);
        json!({
            "heading": titled(&paper.heading), "access": printable(&paper.access),
            "file": printable(paper.file), "sha256": paper.sha256, "document": document,
        })
    });
    let papers: Vec<Value> = papers.collect();
    let written = json!({
        "title": titled(&title.title),
        "subtitle": printable(title.subtitle),
        "publisher": printable(title.publisher),
        "description": printable(title.description),
        "dated": printable(title.dated),
        "day": title.day.map(of_day),
        "large": false,
        "colours": palette(Size::Ordinary),
        "family": fonts::FAMILY,
        "before_reference": wording::BEFORE_REFERENCE,
        "known-by": "Each paper is a file of its own, too. By its SHA-256 anybody can check that a file is the one that was laid before the meeting.",
        "papers": papers,
    });
    (written, drawings)
}

/// The picture at the head, which lies in a file of this name.
pub(super) fn headed(head: &Letterhead, file: &str) -> Value {
    let (width, height) = head.size();
    let whose = described(head.whose(), "Logo");
    json!({ "file": file, "words": whose, "colour": head.colour(), "width": width, "height": height })
}

/// What stands on the first page of a pack.
pub(super) struct Title<'a> {
    pub(super) title: String,
    pub(super) subtitle: &'a str,
    pub(super) publisher: &'a str,
    pub(super) description: &'a str,
    pub(super) dated: &'a str,
    pub(super) day: Option<Date>,
}

/// A document that is bound with others.
pub(crate) struct Paper<'a> {
    /// Its heading.
    pub(crate) heading: String,
    /// Who may read it.
    pub(crate) access: String,
    /// The name of its own file.
    pub(crate) file: &'a str,
    /// The SHA-256 of that.
    pub(crate) sha256: &'a str,
    /// What it says.
    pub(crate) document: &'a Document,
}

fn of_day(day: Date) -> [i16; 3] {
    [day.year(), i16::from(day.month()), i16::from(day.day())]
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
    within: String,
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

    /// The name of the place where a reference stands.
    fn place(&self, reference: Reference) -> String {
        format!("{}{}", self.within, reference.anchor())
    }

    fn cited(&self, reference: Reference) -> Cited {
        let place = self.targets.contains(&reference).then(|| self.place(reference));
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
            "rows": self.rows(table),
            "empty": wording::NO_ROWS,
            "notes": table.notes.iter().map(|note| self.pieces(note)).collect::<Vec<_>>(),
            "symbols": symbols_explained(table).iter().map(|line| printable(line)).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, table: &Table) -> Vec<Value> {
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
                "place": self.place(reference),
            })
        })
        .collect()
    }

    fn chart(&mut self, chart: &Chart) -> Value {
        let file = format!("{}chart-{}.svg", self.within, self.drawings.len() + 1);
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
