//! The document's tables as an OpenDocument spreadsheet.
//!
//! In comes the content tree; out goes an .ods with the same cover and sheets as the workbook. It is
//! written here because the crate that writes .ods brings formula parsing, colour palettes, decimals
//! and a ZIP library of its own, while what a table of figures needs fits in two short files.

mod content;
mod parts;

use partnership::content::Document;

use crate::package::Part;
use crate::package::package;
use crate::sheets::book;

/// Why an .ods could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the .ods could not be packed: {0}")]
pub struct OdsError(#[from] zip::result::ZipError);

/// The kind of file, which a reader finds at its very beginning.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The document's tables as an .ods.
pub fn file(document: &Document) -> Result<Vec<u8>, OdsError> {
    let book = book(document);
    let parts = vec![
        Part::stored("mimetype", KIND),
        Part::of("META-INF/manifest.xml", parts::manifest()),
        Part::of("meta.xml", parts::meta(document)),
        Part::of("settings.xml", parts::settings(&book)),
        Part::of("styles.xml", parts::styles()),
        Part::of("content.xml", content::content(&book)),
    ];
    Ok(package(parts)?)
}
