//! Labels for envelopes as a PDF that a screen reader can read: sheets of A4, each label at its place.
//!
//! In come sheets with the lines of each label; out go the bytes of a tagged PDF (PDF/UA-1), to be printed at its own size.

use std::collections::BTreeMap;

use partnership::distribution::labels::LabelSheet;
use serde_json::json;
use typst::foundations::Bytes;
use typst_pdf::PdfStandard;

use crate::fonts;
use crate::fonts::printable;
use crate::pdf;
use crate::pdf::PdfError;

const TEMPLATE: &str = include_str!("labels/template.typ");

/// Sheets of labels.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'a> {
    /// Who prints them.
    pub publisher: &'a str,
    /// What they are for, such as "Labels of sending 2".
    pub title: &'a str,
    /// Which sheet.
    pub sheet: LabelSheet,
    /// At each place of each sheet the lines of a label, or nothing.
    pub places: &'a [Vec<Option<Vec<String>>>],
}

/// The labels as a PDF.
///
/// # Errors
/// When the pages cannot be set.
pub fn file(labels: &Labels<'_>) -> Result<Vec<u8>, PdfError> {
    let geometry = labels.sheet.geometry();
    let printed =
        |lines: &Vec<String>| lines.iter().map(|line| printable(line)).collect::<Vec<_>>();
    let sheets: Vec<Vec<Option<Vec<String>>>> = labels
        .places
        .iter()
        .map(|sheet| sheet.iter().map(|place| place.as_ref().map(printed)).collect())
        .collect();
    let written = json!({
        "title": printable(labels.title),
        "publisher": printable(labels.publisher),
        "family": fonts::FAMILY,
        "across": geometry.across,
        "width": geometry.width,
        "height": geometry.height,
        "gap": geometry.gap,
        "left": geometry.left,
        "top": geometry.top,
        "sheets": sheets,
    });
    let files =
        BTreeMap::from([("labels.json".to_owned(), Bytes::new(serde_json::to_vec(&written)?))]);
    let pages = pdf::set(TEMPLATE, files)?;
    let identity = format!("{}|{}|{}", labels.publisher, labels.title, labels.sheet.word());
    pdf::exported(&pages, identity, &[PdfStandard::Ua_1])
}
