//! Drafting the Strategic Assessment on pages: written in sections, looked over, commented on, circulated.
//!
//! In come forms; out go pages, or the version that the records made of a form. What a reference says and what is wrong
//! with a draft, the core alone says.

mod at;
mod beginning;
mod changed;
mod circulated;
mod circulating;
mod draft;
mod editing;
mod editions;
mod files;
mod import;
mod list;
mod material;
mod overview;
mod passage;
mod preview;
mod ready;
mod section;
mod shown;
mod versions;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

/// The most bytes that the files of a draft have together, as typed or in a zip.
const LARGEST: usize = 2 * 1024 * 1024;

const ASSESSMENT: &str = "/assessment/{cycle}";

fn of_one(page: &str) -> String {
    format!("{ASSESSMENT}/{page}")
}

/// The pages of assessments.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/assessment", get(list::show))
        .route("/assessment/new", get(beginning::ask_new).post(beginning::begin))
        .route(ASSESSMENT, get(overview::show))
        .route(&of_one("about"), get(beginning::ask).post(beginning::change))
        .route(&of_one("preview"), get(preview::show))
        .route(&of_one("passages/{passage}"), get(passage::show).post(passage::comment))
        .route(&of_one("comments/{comment}"), post(passage::change))
        .route(&of_one("versions"), get(versions::show))
        .route(&of_one("circulate"), get(circulating::ask).post(circulating::take))
        .route(&of_one("circulated/{version}"), get(circulated::show))
        .route(&of_one("editions/{edition}"), get(editions::show))
        .route(&of_one("draft.zip"), get(files::download))
        .route(&of_one("sections/{file}/move-up"), post(section::move_up))
        .route(&of_one("new-section"), get(section::ask).post(section::add))
        .merge(large())
}

/// The pages that take a section or all files, which are larger than forms.
fn large() -> Router<App> {
    Router::new()
        .route(&of_one("sections/{file}"), get(editing::ask).post(editing::take))
        .route(&of_one("sections/{file}/take-out"), post(section::take_out))
        .route(&of_one("import"), get(import::ask).post(import::compare))
        .route(&of_one("import/save"), post(import::save))
        .layer(DefaultBodyLimit::max(LARGEST))
}
