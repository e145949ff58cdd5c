//! A document as a page, with its files in every format beside it.

use partnership::content::Document;

use crate::app::DrawChart;
use crate::page::blocks;
use crate::page::blocks::Part;

/// The template that shows it.
pub(crate) const TEMPLATE: &str = "ours/document.html";

/// What the page shows.
#[derive(Debug, serde::Serialize)]
pub(crate) struct DocumentPage {
    subtitle: String,
    publisher: String,
    dated: String,
    /// Where its files are made; behind a question mark stands the format.
    file: String,
    parts: Vec<Part>,
}

impl DocumentPage {
    /// The page of a document whose files are made at `file`.
    pub(crate) fn of(document: &Document, file: String, draw_chart: DrawChart) -> DocumentPage {
        DocumentPage {
            subtitle: document.subtitle.clone(),
            publisher: document.publisher.clone(),
            dated: document.dated.clone(),
            file,
            parts: blocks::parts(document, draw_chart),
        }
    }
}
