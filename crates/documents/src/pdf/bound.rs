//! Several documents bound as one PDF: one contents list, one row of page numbers, a bookmark for each heading.

use partnership::content::Document;

use crate::dated;
use crate::letterhead::Letterhead;
use crate::pdf::PdfError;
use crate::pdf::beside;
use crate::pdf::data;
pub(crate) use crate::pdf::data::Paper;
use crate::pdf::exported;
use crate::pdf::set;
use crate::pdf::standards;

const TEMPLATE: &str = concat!(include_str!("parts.typ"), include_str!("pack.typ"));

/// The papers as one PDF under a title; what else stands on the first page is that of `first`, with a picture at its head.
pub(crate) fn file(
    title: String,
    first: &Document,
    papers: &[Paper<'_>],
    letterhead: Option<&Letterhead>,
) -> Result<Vec<u8>, PdfError> {
    let identity = [first.reference_prefix.as_str(), &title, &first.dated].join("|");
    let title = data::Title {
        title,
        subtitle: &first.subtitle,
        publisher: &first.publisher,
        description: &first.description,
        dated: &first.dated,
        day: dated::day(first),
    };
    let pages = set(TEMPLATE, beside(data::bound(&title, papers), letterhead)?)?;
    exported(&pages, identity, standards(first))
}
