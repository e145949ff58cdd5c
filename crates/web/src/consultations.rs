//! Consultations on pages: what is asked, of whom and until when, and what came of it.
//!
//! In come forms; out go pages, or the change that the records made of a form. What may be done to a consultation,
//! the core alone says.

mod at;
mod list;
mod one;
mod replies;
mod results;
mod text;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The pages of consultations.
pub(crate) fn routes() -> Router<App> {
    const CONSULTATION: &str = "/consultations/{cycle}/{questionnaire}";
    let of_one = |page: &str| format!("{CONSULTATION}/{page}");
    Router::new()
        .route("/consultations", get(list::show))
        .route(CONSULTATION, get(one::show))
        .route(&of_one("replies"), get(replies::show))
        .route(&of_one("results"), get(results::show))
        .route(&of_one("results/{file}"), get(results::files::download))
        .route(&of_one("text"), get(text::download))
}
