//! The picture of an answer, or of a whole side, from the store of scans.
//!
//! It is found by the side that has it, in the visitor's own partnership, so that nobody fetches a picture by guessing.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;

use crate::app::App;
use crate::consultations::paper::at::Numbered;
use crate::consultations::paper::at::may;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::who::visitor::Visitor;

/// Gives the picture. It never changes, so a browser may keep it; nobody on the way may.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    at: Numbered,
    Path((.., name)): Path<(String, String, String, String, String, String)>,
) -> Result<Response, PageError> {
    may(&visitor)?;
    let side = visitor.book.side(&at.batch(), at.number).await?.ok_or(PageError::NotFound)?;
    let sha256 = side.pictures.get(&name).ok_or(PageError::NotFound)?;
    let store = app.scans.as_ref().ok_or(PageError::NotFound)?;
    let bytes = store.read(sha256).map_err(|why| PageError::Broken(why.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
    ];
    Ok((headers, bytes).into_response())
}
