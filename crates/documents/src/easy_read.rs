//! A text in easy-read, set as easy-read is: large, a picture on the left, its words on the right.
//!
//! In comes an easy-read text with its document; out go a page and the bytes of a tagged PDF (PDF/UA-1). The pictures are
//! drawn here, so that nothing need be fetched or licensed.

mod symbols;

use std::collections::BTreeMap;

use partnership::content::Document;
use partnership::publication::easy_read::EasyRead;
use serde_json::json;
use typst::foundations::Bytes;
use typst_pdf::PdfStandard;

use crate::fonts;
use crate::fonts::printable;
use crate::html;
use crate::html::around::Around;
use crate::markup::Markup;
use crate::pdf;
use crate::pdf::PdfError;
use crate::wording::anchor;
use crate::wording::clean;

const TEMPLATE: &str = include_str!("easy_read/template.typ");

/// The page.
pub(crate) fn page(easy: &EasyRead, document: &Document, around: &Around) -> String {
    html::whole(document, None, around, |page| {
        for (part, section) in easy.parts().iter().zip(&document.sections) {
            let id = anchor(&section.anchor);
            let heading = format!("{id}_heading");
            let labelled = [("id", id.as_str()), ("aria-labelledby", heading.as_str())];
            page.element("section", &labelled, |page| {
                page.leaf("h2", &[("id", &heading)], &clean(&part.heading));
                for passage in &part.passages {
                    page.element("div", &[("class", "easy")], |page| {
                        page.raw(&symbols::labelled(passage.symbol, &clean(&passage.shows)));
                        page.leaf("p", &[], &clean(&passage.words));
                    });
                }
            });
        }
        html::sections_after(page, document, easy.parts().len());
        around.files(page);
    })
}

/// The text as a PDF.
pub(crate) fn file(easy: &EasyRead, document: &Document) -> Result<Vec<u8>, PdfError> {
    let mut files: BTreeMap<String, Bytes> = BTreeMap::new();
    for passage in easy.passages() {
        let drawn = Bytes::from_string(symbols::drawn(passage.symbol));
        files.insert(format!("{}.svg", passage.symbol.word()), drawn);
    }
    let parts = easy.parts().iter().map(|part| {
        let passages = part.passages.iter().map(|passage| {
            json!({
                "picture": format!("{}.svg", passage.symbol.word()),
                "shows": printable(&passage.shows),
                "words": printable(&passage.words),
            })
        });
        json!({ "heading": printable(&part.heading), "passages": passages.collect::<Vec<_>>() })
    });
    let written = json!({
        "title": printable(&document.title),
        "subtitle": printable(&document.subtitle),
        "publisher": printable(&document.publisher),
        "description": printable(&document.description),
        "dated": printable(&document.dated),
        "family": fonts::FAMILY,
        "parts": parts.collect::<Vec<_>>(),
    });
    files.insert("easy.json".to_owned(), Bytes::new(serde_json::to_vec(&written)?));
    let pages = pdf::set(TEMPLATE, files)?;
    let identity = [document.reference_prefix.as_str(), &document.dated].join("|");
    pdf::exported(&pages, identity, &[PdfStandard::Ua_1])
}

/// A word that the page's words stand beside.
pub(crate) fn escaped(words: &str) -> String {
    let mut markup = Markup::after("");
    markup.words(words);
    markup.finish()
}
