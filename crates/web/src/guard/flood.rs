//! How many pages one address may ask for: so many that people never notice, and a machine that asks without end does.
//!
//! In comes a request; it goes on unless too many came from its address. A reply to a consultation that is sent always goes on:
//! that many came from one address is noted beside it, and nobody is refused.

use axum::extract::MatchedPath;
use axum::extract::Request;
use axum::extract::State;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::answer;
use crate::app::App;
use crate::page::fault::PageError;
use crate::who::Address;

/// Lets a request go on, or puts it off.
pub(crate) async fn hold(
    State(app): State<App>,
    address: Address,
    request: Request,
    next: Next,
) -> Result<Response, PageError> {
    let pattern = request.extensions().get::<MatchedPath>();
    let is_sending = pattern.is_some_and(|pattern| answer::is_sending(pattern.as_str()));
    if !(is_sending && request.method() == Method::POST) {
        app.limits.count_page(&address.0).map_err(PageError::TooManyPages)?;
    }
    Ok(next.run(request).await)
}
