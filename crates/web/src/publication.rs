//! Publication: what would be published, what was, and what everybody reads without signing in.
//!
//! In come forms and addresses; out go pages, a site that is kept file by file, and these files again. What may be
//! published, and when, the core alone says.

mod easy_reading;
mod overview;
mod public;
mod publishing;
pub(crate) mod under_way;
mod withdrawing;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/publish", get(publishing::ask).post(publishing::take))
        .route("/publish/easy-read", get(easy_reading::ask).post(easy_reading::take))
        .route("/publish/{number}/withdraw", get(withdrawing::ask).post(withdrawing::take))
        .route("/published", get(public::list))
        .route("/published/{number}", get(public::first))
        .route("/published/{number}/{*path}", get(public::file))
}
