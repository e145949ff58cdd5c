//! The text consulted on, byte by byte as it was when people were asked.

use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::membership::may::Deed;
use records::Book;
use records::HeldConsultation;
use records::TextKind;

use crate::consultations::at::At;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// Gives the text as a file. It came from outside, so a browser is to save it and not to show it.
pub(super) async fn download(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let languages = &held.latest.value.questionnaire().typed().languages;
    let wanted = asked.iter().find(|(name, _)| name == "lang").map(|(_, code)| code.as_str());
    let wanted = Language::ALL.into_iter().find(|one| wanted == Some(one.code()));
    let language = wanted.or(languages.first().copied()).unwrap_or(Language::English);
    of(&visitor.book, &held, (language, languages)).await
}

/// The text of a consultation as a file, as it is given to whoever reads a language, of those that it is asked in.
pub(crate) async fn of(
    book: &Book,
    held: &HeldConsultation,
    (language, asked): (Language, &[Language]),
) -> Result<Response, PageError> {
    let text = held.consultation.typed().text.given_in(language, asked).sha256;
    let content = book.consulted_text(text).await?.ok_or(PageError::NotFound)?;
    let spoken = if asked.len() > 1 { format!("-{language}") } else { String::new() };
    // One that was kept before kinds were looked at may be of none.
    let (kind, ending) = match TextKind::of(&content) {
        Ok(kind) => (kind.media_type(), format!(".{}", kind.ending())),
        Err(_) => ("application/octet-stream", String::new()),
    };
    let name = format!("{}-consulted-on{spoken}{ending}", held.questionnaire());
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}
