//! Covering letters as one PDF that a screen reader can read, a page for each recipient.
//!
//! In come letters; out go the bytes of a tagged PDF (PDF/UA-1). The address stands where the window of an envelope is.

use std::collections::BTreeMap;

use partnership::distribution::covering_letter::CoveringLetter;
use serde_json::Value;
use serde_json::json;
use typst::foundations::Bytes;
use typst_pdf::PdfStandard;

use crate::fonts;
use crate::fonts::printable;
use crate::pdf;
use crate::pdf::PdfError;

const TEMPLATE: &str = include_str!("covering_letters/template.typ");

/// The letters as a PDF; `title` says what they are of, such as "Covering letters of sending 2".
///
/// # Errors
/// When the pages cannot be set.
pub fn file(publisher: &str, title: &str, letters: &[CoveringLetter]) -> Result<Vec<u8>, PdfError> {
    let written = json!({
        "title": printable(title),
        "publisher": printable(publisher),
        "family": fonts::FAMILY,
        "letters": letters.iter().map(written).collect::<Vec<_>>(),
    });
    let files =
        BTreeMap::from([("letters.json".to_owned(), Bytes::new(serde_json::to_vec(&written)?))]);
    let pages = pdf::set(TEMPLATE, files)?;
    pdf::exported(&pages, format!("{publisher}|{title}"), &[PdfStandard::Ua_1])
}

fn written(letter: &CoveringLetter) -> Value {
    let lines = |lines: &[String]| lines.iter().map(|line| printable(line)).collect::<Vec<_>>();
    json!({
        "language": letter.language.code(),
        "to": lines(&letter.to),
        "day": printable(&letter.day),
        "subject": printable(&letter.subject),
        "greeting": printable(&letter.greeting),
        "before": lines(&letter.before),
        "enclosed": lines(&letter.enclosed),
        "after": lines(&letter.after),
        "end": lines(&letter.end),
    })
}
