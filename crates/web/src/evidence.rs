//! The evidence explored: an enquiry with its answer, its files, and the findings that were kept of such answers.
//!
//! In come choices that stand in the address, so that every answer has a link; out go the answer in words, chart and table
//! with what it rests on, or what is to be chosen otherwise, told beside its field.

mod answering;
mod asking;
mod enquiry_form;
mod explorer;
mod shown;
mod files;
mod picked;
mod one;
mod judged;
mod map;
pub(crate) mod findings;
mod keeping;
mod one_finding;
mod leaving;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use crate::evidence::answering::stood;

/// The pages of the evidence.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/evidence", get(explorer::show))
        .route("/evidence/map", get(map::show))
        .route("/evidence/map/shapes", get(map::shapes))
        .route("/evidence/map/file/{file}", get(map::download))
        .route("/evidence/judged", get(judged::show))
        .route("/evidence/judged/file/{file}", get(judged::download))
        .route("/evidence/file/{file}", get(files::download))
        .route("/evidence/findings", get(findings::list))
        .route("/evidence/findings/new", get(keeping::ask).post(keeping::take))
        .route("/evidence/findings/{finding}", get(one_finding::ask).post(one_finding::take))
        .route("/evidence/findings/{finding}/take-away", get(leaving::ask).post(leaving::take))
}
