//! The thread as JSON: the whole of it, what of it may be public, or one node with what stands around it.

use axum::http::HeaderName;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::terms::slug;

use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::thread::one::named;
use crate::thread::woven;
use crate::thread::woven::followed;
use crate::who::visitor::Visitor;

/// The whole of it.
pub(super) async fn whole(visitor: Visitor) -> Result<Response, PageError> {
    sent("thread", &woven::whole(&visitor).await?.exported())
}

/// What everybody may read of it.
pub(super) async fn public(visitor: Visitor) -> Result<Response, PageError> {
    sent("public-thread", &woven::whole(&visitor).await?.public().exported())
}

/// One node.
pub(super) async fn one(
    visitor: Visitor,
    Path((_, typed)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let thread = followed(&visitor).await?;
    let node = named(&thread, &typed)?;
    let exported = thread.exported_node(&node.reference).ok_or(PageError::NotFound)?;
    sent(&slug::plain(&node.reference.to_string(), "node"), &exported)
}

fn sent(name: &str, value: &impl serde::Serialize) -> Result<Response, PageError> {
    let text = serde_json::to_string_pretty(value);
    let text = text.map_err(|error| PageError::Broken(error.to_string()))?;
    let headings: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.json\"")),
    ];
    Ok((headings, text).into_response())
}
