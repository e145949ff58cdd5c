//! The document as a PDF that a screen reader can read and an archive can keep.
//!
//! In comes the content tree; out go the bytes of a PDF that declares PDF/UA-1 (accessible) and
//! PDF/A-2a (lasting): tagged, titled, in a stated language, with every chart described. The
//! typesetter gets the words as data, never as markup, so nothing in them can be taken for code.

mod data;
mod press;
pub(crate) mod bound;

use std::collections::BTreeMap;

use partnership::content::Document;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_pdf::PdfStandard;
use typst_pdf::PdfStandards;

use crate::dated;
use crate::letterhead::Letterhead;
use crate::pdf::press::Press;

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The words could not be handed to the typesetter.
    #[error("the document could not be handed to the typesetter: {0}")]
    Data(#[from] serde_json::Error),
    /// The typesetter could not set the pages.
    #[error("the pages could not be set: {0}")]
    Typesetting(String),
    /// The pages do not keep to PDF/UA-1 and PDF/A-2a.
    #[error("the PDF would not keep to PDF/UA-1 and PDF/A-2a: {0}")]
    Standard(String),
}

/// How many documents the typesetter's memory of earlier work outlives.
const REMEMBERED: usize = 3;

const TEMPLATE: &str = concat!(include_str!("pdf/parts.typ"), include_str!("pdf/template.typ"));

/// In which size a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As usual.
    Ordinary,
    /// In large print: nothing smaller than 16 points, black on white, one column, a table as a list of its rows.
    Large,
}

/// The document as a PDF.
///
/// # Errors
/// When it cannot be set.
pub fn file(document: &Document) -> Result<Vec<u8>, PdfError> {
    file_in(document, Size::Ordinary)
}

/// The document as a PDF with a picture at its head.
///
/// # Errors
/// When it cannot be set.
pub fn file_under(
    document: &Document,
    letterhead: Option<&Letterhead>,
) -> Result<Vec<u8>, PdfError> {
    let laid_out = data::laid_out(document, Size::Ordinary, "");
    let pages = set(TEMPLATE, beside(laid_out, letterhead)?)?;
    exported(&pages, identity(document, Size::Ordinary), standards(document))
}

/// The document as a PDF in a size.
///
/// # Errors
/// When it cannot be set.
pub fn file_in(document: &Document, size: Size) -> Result<Vec<u8>, PdfError> {
    let pages = set(TEMPLATE, beside(data::laid_out(document, size, ""), None)?)?;
    exported(&pages, identity(document, size), standards(document))
}

/// The files that a template reads.
fn beside(
    (mut written, drawings): (Value, Vec<data::Drawing>),
    letterhead: Option<&Letterhead>,
) -> Result<BTreeMap<String, Bytes>, PdfError> {
    let mut files: BTreeMap<String, Bytes> = drawings
        .into_iter()
        .map(|drawing| (drawing.file, Bytes::from_string(drawing.svg)))
        .collect();
    if let Some(head) = letterhead {
        let name = format!("letterhead.{}", head.kind().0);
        written["letterhead"] = data::headed(head, &name);
        files.insert(name, Bytes::new(head.bytes().to_vec()));
    }
    files.insert("document.json".to_owned(), Bytes::new(serde_json::to_vec(&written)?));
    Ok(files)
}

/// What a document keeps to. An archive wants a date, and none is made up for a document that has none.
fn standards(document: &Document) -> &'static [PdfStandard] {
    match dated::day(document) {
        Some(_) => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        None => &[PdfStandard::Ua_1],
    }
}

/// The pages that a template sets from the files beside it.
pub(crate) fn set(
    template: &str,
    files: BTreeMap<String, Bytes>,
) -> Result<PagedDocument, PdfError> {
    let press = Press::with(template, files)?;
    typst::compile::<PagedDocument>(&press)
        .output
        .map_err(|errors| PdfError::Typesetting(said(&errors)))
}

/// Pages as a PDF of these standards; `identity` tells it from any other, always the same for the same one.
pub(crate) fn exported(
    pages: &PagedDocument,
    identity: String,
    wanted: &[PdfStandard],
) -> Result<Vec<u8>, PdfError> {
    let standards = PdfStandards::new(wanted)
        .map_err(|error| PdfError::Standard(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some("Saferplan".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes =
        typst_pdf::pdf(pages, &options).map_err(|errors| PdfError::Standard(said(&errors)))?;
    typst::comemo::evict(REMEMBERED);
    Ok(bytes)
}

/// What tells this document from any other, always the same for the same one.
fn identity(document: &Document, size: Size) -> String {
    let identity = [document.reference_prefix.as_str(), &document.title, &document.dated].join("|");
    match size {
        Size::Ordinary => identity,
        Size::Large => identity + "|large",
    }
}

fn said(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    messages.join("; ")
}
