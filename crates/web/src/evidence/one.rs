//! One chart, table or map by itself: its files, what it rests on, and why there is none.

use std::collections::BTreeSet;

use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::answer::Unanswered;
use partnership::assessment::one_shown::OneShown;
use partnership::content::Block;
use partnership::content::Inline;
use partnership::content::chart::Chart;
use partnership::content::table::Table;
use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::slug;
use partnership::terms::wording::capitalised;

use crate::app::DrawChart;
use crate::evidence::files::of_table;
use crate::evidence::shown;
use crate::evidence::shown::SourceShown;
use crate::page::csv;
use crate::page::fault::PageError;

/// The extracts that something rests on, and under which licences they were published.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Licensed {
    sources: Vec<SourceShown>,
    licences: Vec<String>,
}

impl Licensed {
    /// Those among what is held.
    pub(super) fn of(held: &[Extract], used: &BTreeSet<ExtractId>) -> Licensed {
        Licensed { sources: shown::sources(held, used), licences: shown::licences(held, used) }
    }
}

/// Why there is none, as a page tells it.
pub(super) fn in_words(why: &Unanswered) -> String {
    format!(
        "{}. Wanted: {}.",
        capitalised(&why.told_to_a_reader()),
        why.wanted.trim_end_matches('.')
    )
}

/// The chart or map.
pub(super) fn chart(blocks: &[Block]) -> Option<&Chart> {
    blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })
}

/// The table.
pub(super) fn table(blocks: &[Block]) -> Option<&Table> {
    blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// The file of that name: `table.csv` or `picture.svg`.
///
/// # Errors
/// When there is no such file.
pub(super) fn file(of: &OneShown, file: &str, draw: DrawChart) -> Result<Response, PageError> {
    let named = slug::plain(&of.caption, "shown");
    match file {
        "table.csv" => {
            let table = table(&of.blocks).ok_or(PageError::NotFound)?;
            Ok(csv::download(&format!("{named}.csv"), &lines(table, &of.blocks)).into_response())
        }
        "picture.svg" => {
            let drawn = chart(&of.blocks).map(draw).ok_or(PageError::NotFound)?;
            let headings = [
                (header::CONTENT_TYPE, "image/svg+xml".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{named}.svg\"")),
            ];
            Ok((headings, drawn).into_response())
        }
        _ => Err(PageError::NotFound),
    }
}

/// The table, then its notes and cautions, a line each.
fn lines(table: &Table, blocks: &[Block]) -> Vec<Vec<String>> {
    let cautions = blocks.iter().filter_map(caution);
    let notes = table.notes.iter().map(|note| words(note)).chain(cautions);
    let notes = notes.map(|words| vec![words]);
    of_table(table).into_iter().chain([vec![String::new()]]).chain(notes).collect()
}

/// The words of a caution.
pub(super) fn caution(block: &Block) -> Option<String> {
    match block {
        Block::Caution { text, .. } => Some(words(text)),
        _ => None,
    }
}

fn words(of: &[Inline]) -> String {
    let words = of.iter().map(|one| match one {
        Inline::Text(text)
        | Inline::Strong(text)
        | Inline::Figure { text, .. }
        | Inline::Link { text, .. } => text.as_str(),
    });
    words.collect()
}
