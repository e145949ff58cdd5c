//! The document for Word and LibreOffice.
//!
//! In comes the content tree; out goes a .docx with real styles, headed tables, described pictures
//! and links within, which no crate that was tried could write in full: hence our own small writer.

mod body;
mod contents;
mod parts;
mod picture;
mod table;
mod text;

use partnership::content::Document;

use crate::docx::body::Body;
use crate::letterhead::Letterhead;
use crate::package::Part;
use crate::package::package;
use crate::png::PngError;

/// Why a .docx could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A chart could not be drawn as pixels.
    #[error(transparent)]
    Picture(#[from] PngError),
    /// The package could not be put together.
    #[error("the .docx could not be packed: {0}")]
    Package(#[from] zip::result::ZipError),
}

/// The document as a .docx.
pub fn file(document: &Document) -> Result<Vec<u8>, DocxError> {
    file_under(document, None)
}

/// The same with a picture at its head.
///
/// # Errors
/// When it cannot be put together.
pub fn file_under(
    document: &Document,
    letterhead: Option<&Letterhead>,
) -> Result<Vec<u8>, DocxError> {
    let body = Body::of(document, letterhead)?;
    let mut package_parts = vec![
        Part::of("[Content_Types].xml", parts::content_types()),
        Part::of("_rels/.rels", parts::package_relations()),
        Part::of("docProps/core.xml", parts::core(document)),
        Part::of("docProps/app.xml", parts::app(document)),
        Part::of("word/document.xml", body.markup),
        Part::of("word/_rels/document.xml.rels", parts::document_relations(&body.relations)),
        Part::of("word/styles.xml", parts::styles()),
        Part::of("word/settings.xml", parts::SETTINGS),
        Part::of("word/numbering.xml", parts::numbering()),
        Part::of("word/header1.xml", parts::header(document)),
        Part::of("word/footer1.xml", parts::footer(document)),
    ];
    package_parts.extend(body.media);
    Ok(package(package_parts)?)
}
