//! The results of a consultation: live for those who may read replies, for the others once it has closed.
//!
//! In come the replies as they are kept; out go an overview, a page for each question with its chart and its table, all
//! of it on one page, and files for other programs. What may be shown, the core alone says.

mod all;
pub(super) mod files;
pub(super) mod kept;
pub(super) mod overview;
mod question;
mod report;
mod table_file;
mod whole;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The pages of results.
pub(super) fn routes() -> Router<App> {
    const RESULTS: &str = "/consultations/{cycle}/{questionnaire}/results";
    let below = |page: &str| format!("{RESULTS}/{page}");
    Router::new()
        .route(RESULTS, get(overview::show))
        .route(&below("whole"), get(whole::show))
        .route(&below("report"), get(report::download))
        .route(&below("questions/{question}"), get(question::show))
        .route(&below("questions/{question}/{file}"), get(table_file::download))
        .route(&below("{file}"), get(files::download))
}
