//! The text consulted on, byte by byte as it was when people were asked.

use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use records::Book;
use records::HeldConsultation;

use crate::consultations::at::At;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// Gives the text as a file. It may be of any kind, so a browser is to save it and not to show it.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    of(&visitor.book, &held).await
}

/// The text of a consultation as a file.
pub(crate) async fn of(book: &Book, held: &HeldConsultation) -> Result<Response, PageError> {
    let text = held.consultation.typed().text.sha256;
    let content = book.consulted_text(text).await?.ok_or(PageError::NotFound)?;
    let named = format!("attachment; filename=\"{}-consulted-on\"", held.questionnaire());
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((headers, content).into_response())
}
