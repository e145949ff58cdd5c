//! Quotations on pages: what is quoted by consent, what is taken out of it and why, and clearing it.
//!
//! In come comments with marks; out go the list, and the change that the records made of a form.

mod list;
mod marking;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

/// The pages of quotations.
pub(super) fn routes() -> Router<App> {
    const QUOTATIONS: &str = "/consultations/{cycle}/{questionnaire}/quotations";
    const QUOTE: &str = "/consultations/{cycle}/{questionnaire}/themes/{question}/quote/{reply}";
    let quotation = |page: &str| format!("{QUOTATIONS}/{page}");
    Router::new()
        .route(QUOTATIONS, get(list::show))
        .route(QUOTE, get(marking::ask_new).post(marking::enter))
        .route(&quotation("{number}"), get(marking::ask).post(marking::change))
        .route(&quotation("{number}/clear"), post(marking::clear))
        .route(&quotation("{number}/take-away"), post(marking::take_away))
}
