//! Pages that a link alone opens, without an account.
//!
//! In comes an address with what is written in a link; out go the book, the day and what the link opens. Only tries with what
//! is no link are counted, so that nobody is shut out who comes often.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::terms::day::Day;
use records::Book;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::Address;
use crate::who::token::Token;
use crate::who::visitor;

/// Whoever comes with a link in the address, as `token`.
pub(crate) struct ByLink {
    /// The partnership's book.
    pub(crate) book: Book,
    /// The day.
    pub(crate) today: Day,
    /// What is written in the link.
    pub(crate) token: Token,
}

impl FromRequestParts<App> for ByLink {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<ByLink, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let token = params.iter().find(|(name, _)| *name == "token");
        let token = token.map(|(_, text)| Token::shown(text)).ok_or(PageError::NotFound)?;
        let book = visitor::book(parts, app).await?;
        Ok(ByLink { book, today: app.settings.clock.today()?, token })
    }
}

/// What a link was found to open; where it opens nothing the try is counted, and whoever followed it is told `over`.
pub(crate) async fn opened<T>(
    parts: &mut Parts,
    app: &App,
    found: Option<T>,
    over: &str,
) -> Result<T, PageError> {
    if let Some(found) = found {
        return Ok(found);
    }
    let Address(address) = Address::from_request_parts(parts, app).await?;
    app.limits.count_address(&address)?;
    Err(PageError::Refused(over.to_owned()))
}
