//! The link in a letter by which somebody says that they have it, and takes themselves off the list that they put themselves on.
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
use partnership::distribution::recipient::HeldBecause;
use partnership::terms::day::Day;
use records::Book;
use records::KeptRecipient;
use records::Once;
use records::RecordsError;
use records::Signed;

use crate::app::App;
use crate::distribution::at;
use crate::distribution::confirming::SIGNED;
use crate::distribution::confirming::broken;
use crate::distribution::going;
use crate::distribution::told;
use crate::page;
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
    /// Whether they can take themselves off the list.
    may_leave: bool,
    /// Whether they are on it no more.
    has_left: bool,
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
    let on_list = on_list(book, dispatch).await?;
    let it = ReceiptPage {
        may_leave: on_list.as_ref().is_some_and(asked_to_be_told),
        has_left: on_list.is_none(),
        path: going::path(book, token),
        documents: kept.publication.documents().to_vec(),
        address: format!("/{}/published/{}/index.html", book.id(), kept.number),
        said_on: dispatch.received.map(|(on, _)| on.in_words()),
    };
    let around = told::outside(app, book, title).await?;
    Ok(page::draw(app, "distribution/receipt.html", around, &it)?.into_response())
}

/// Who is on the list that the letter went to, unless they were taken off it since.
async fn on_list(book: &Book, dispatch: &Dispatch) -> Result<Option<KeptRecipient>, RecordsError> {
    let planned = &dispatch.planned;
    let is_it =
        |kept: &KeptRecipient| kept.list == planned.list && kept.number == planned.recipient;
    Ok(book.recipients().await?.into_iter().find(is_it))
}

/// Whoever is held because of their office is told for that, and only the partnership takes them off.
fn asked_to_be_told(kept: &KeptRecipient) -> bool {
    kept.recipient.because == HeldBecause::Consent
}

/// Takes whoever asked to be told off the list again.
pub(super) async fn leave(receiving: Receiving) -> Result<Response, PageError> {
    let Receiving { app, book, token, dispatch, .. } = &receiving;
    if let Some(kept) = on_list(book, dispatch).await?.filter(asked_to_be_told) {
        let signed = Signed { who: SIGNED.to_owned(), at: app.settings.clock.now() };
        let which = (&kept.list, kept.number, kept.version);
        book.remove_recipient(&signed, which).await.map_err(broken)?;
    }
    Ok(Redirect::to(&going::path(book, token)).into_response())
}

/// Notes that they have it.
pub(super) async fn take(receiving: Receiving) -> Result<Response, PageError> {
    let Receiving { book, token, today, .. } = &receiving;
    let (Once::Now | Once::Already) = book.receive_by_link(&token.fingerprint(), *today).await?;
    Ok(Redirect::to(&going::path(book, token)).into_response())
}
