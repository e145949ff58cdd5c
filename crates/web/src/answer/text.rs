//! The text consulted on, for everybody who is asked about it.

use axum::response::Response;

use crate::answer::asked::Asked;
use crate::consultations;
use crate::page::fault::PageError;

/// Gives the text as a file.
pub(super) async fn download(asked: Asked) -> Result<Response, PageError> {
    let languages = &asked.questionnaire().typed().languages;
    consultations::text_of(&asked.book, &asked.held, (asked.language, languages)).await
}
