//! What somebody wrote by a link and could not be saved, since the link or what it is for ended meanwhile.
//!
//! In come the reason and what was written; out goes a page with all of it, to be copied.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::terms::wording::sentence;
use serde::Serialize;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;

/// A part of what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Written {
    /// What it says.
    pub(crate) heading: &'static str,
    /// In which words.
    pub(crate) paragraphs: Vec<String>,
}

/// The page.
#[derive(Debug, Serialize)]
struct UnsavedPage {
    why: String,
    /// What to do with the copy, after "Copy it before you leave this page".
    next: &'static str,
    written: Vec<Written>,
}

/// Shows what was written: why it is not saved, and what to do with the copy.
///
/// # Errors
/// When the page cannot be drawn.
pub(crate) fn show(
    app: &App,
    around: Page,
    (why, next): (&str, &'static str),
    written: Vec<Written>,
) -> Result<Response, PageError> {
    let it = UnsavedPage { why: sentence(why), next, written };
    let page = page::draw(app, "unsaved.html", around, &it)?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The title of the page.
pub(crate) const TITLE: &str = "What you wrote is not saved";

/// What to do with the copy where a link ended.
pub(crate) const BY_NEW_LINK: &str = ", and put it in by the new link.";
