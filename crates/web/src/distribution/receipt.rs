//! The link in a letter by which somebody says that they have it.
//!
//! In comes what is written in the link; out goes a page that asks, and one that thanks. Only the button says it: a program
//! that looks at links before people do says nothing.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::distribution::dispatch::Dispatch;
use partnership::terms::day::Day;
use records::Book;
use records::Once;

use crate::app::App;
use crate::distribution::at;
use crate::distribution::going;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::by_link::ByLink;
use crate::who::by_link::opened;
use crate::who::token::Token;

/// What is told of a link that cannot be followed.
const OVER: &str = "Nothing went by this link. It may have been cut off in the letter; if so, copy all of it. There is \
    nothing you must do";

/// Whoever follows a link.
pub(super) struct Receiving {
    app: App,
    book: Book,
    today: Day,
    token: Token,
    sending: i64,
    dispatch: Dispatch,
}

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReceiptPage {
    path: String,
    documents: Vec<String>,
    address: String,
    said_on: Option<String>,
}

impl FromRequestParts<App> for Receiving {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Receiving, PageError> {
        let ByLink { book, today, token } = ByLink::from_request_parts(parts, app).await?;
        let found = book.dispatch_by_link(&token.fingerprint(), Timestamp::now()).await?;
        let (sending, dispatch) = opened(parts, app, found, OVER).await?;
        Ok(Receiving { app: app.clone(), book, today, token, sending, dispatch })
    }
}

/// Asks, or thanks whoever has said it.
pub(super) async fn ask(receiving: Receiving) -> Result<Response, PageError> {
    let Receiving { app, book, token, sending, dispatch, .. } = &receiving;
    let sendings = book.sendings().await?;
    let sending = sendings.iter().find(|(number, _)| number == sending);
    let (_, sending) = sending.ok_or(PageError::NotFound)?;
    let kept = at::publication(book, sending.publication()).await?.ok_or(PageError::NotFound)?;
    let title = match dispatch.received {
        None => "Have you had it?",
        Some(_) => "Thank you",
    };
    let it = ReceiptPage {
        path: going::path(book, token),
        documents: kept.publication.documents().to_vec(),
        address: format!("/{}/published/{}/index.html", book.id(), kept.number),
        said_on: dispatch.received.map(|(on, _)| on.in_words()),
    };
    let around = Page {
        partnership: book.partnership().await?.value.name().to_owned(),
        home: format!("/{}/published", book.id()),
        ..Page::outside(app, title)
    };
    Ok(page::draw(app, "distribution/receipt.html", around, &it)?.into_response())
}

/// Notes that they have it.
pub(super) async fn take(receiving: Receiving) -> Result<Response, PageError> {
    let Receiving { book, token, today, .. } = &receiving;
    let (Once::Now | Once::Already) = book.receive_by_link(&token.fingerprint(), *today).await?;
    Ok(Redirect::to(&going::path(book, token)).into_response())
}
