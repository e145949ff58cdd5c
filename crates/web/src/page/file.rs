//! A document as a file: a page is shown in the browser, and whatever else is saved.
//!
//! In come a name and bytes; out goes an answer that no browser takes for a page of ours.

use axum::http::HeaderValue;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;

use crate::page::fault::PageError;

/// What a document may do in a browser: be read. Its styles stand within it, and it has no scripts.
pub(crate) const READ_ONLY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
    frame-ancestors 'none'; base-uri 'none'";

/// A format that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A page for a browser.
    Html,
    /// Tagged PDF.
    Pdf,
    /// For Word.
    Docx,
    /// A spreadsheet for Excel.
    Xlsx,
    /// An open spreadsheet.
    Ods,
    /// A ZIP file with a CSV file for each table.
    Csv,
}

impl Format {
    /// All of them, each with the word by which an address names it and what it is in words.
    pub(crate) const ALL: [(Format, &'static str, &'static str); 6] = [
        (Format::Pdf, "pdf", "PDF, to print and for screen readers"),
        (Format::Html, "html", "Page for a browser (HTML)"),
        (Format::Docx, "docx", "Word (.docx)"),
        (Format::Ods, "ods", "Tables as an open spreadsheet (.ods)"),
        (Format::Xlsx, "xlsx", "Tables for Excel (.xlsx)"),
        (Format::Csv, "csv", "Tables as CSV files, in a ZIP file"),
    ];

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Csv => "zip",
        }
    }

    /// What a browser is told that it is.
    fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Pdf => "application/pdf",
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Format::Csv => "application/zip",
        }
    }
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called: letters, figures, strokes and full stops.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    /// The file as an answer.
    ///
    /// # Errors
    /// When its name cannot stand in an answer.
    pub fn sent(self) -> Result<Response, PageError> {
        let how = match self.format {
            Format::Html => "inline",
            Format::Pdf | Format::Docx | Format::Xlsx | Format::Ods | Format::Csv => "attachment",
        };
        answer(how, &self.name, self.format.media_type(), self.bytes)
    }
}

/// Several files in one ZIP, to be saved, as an answer.
///
/// # Errors
/// When its name cannot stand in an answer.
pub fn zipped(name: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    answer("attachment", &format!("{name}.zip"), "application/zip", bytes)
}

fn answer(
    how: &str,
    name: &str,
    media_type: &'static str,
    bytes: Vec<u8>,
) -> Result<Response, PageError> {
    let disposition = HeaderValue::from_str(&format!("{how}; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| PageError::Broken(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(READ_ONLY)),
    ];
    Ok((headers, bytes).into_response())
}
