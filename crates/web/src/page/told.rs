//! What was done on one page and is told once on the next: the page of a form leads on, and would forget it.
//!
//! In comes a sentence; out it goes, once, with the session that it was kept in.

use axum::http::Method;
use axum::http::request::Parts;
use tower_sessions::Session;

use crate::page::fault::PageError;
use crate::who::seat::broken;

/// The session's field.
const FIELD: &str = "told";

/// Keeps what was done for the next page.
pub(crate) async fn keep(session: &Session, done: &str) -> Result<(), PageError> {
    session.insert(FIELD, done).await.map_err(broken)
}

/// Takes what is to be told out of the session. Only a page that is looked at takes it: what sends a form has
/// no page of its own.
pub(crate) async fn take(parts: &Parts) -> Result<Option<String>, PageError> {
    let Some(session) = parts.extensions.get::<Session>().filter(|_| parts.method == Method::GET)
    else {
        return Ok(None);
    };
    let told: Option<String> = session.get(FIELD).await.map_err(broken)?;
    if told.is_some() {
        // Only then is the session written: taking out what is not there would write it on every page.
        session.remove_value(FIELD).await.map_err(broken)?;
    }
    Ok(told)
}
