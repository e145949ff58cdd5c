//! Pages of documents and figures, which need archive, records and documents together.
//!
//! They are wired here because only here all three are known; their frame, forms and faults are those of all pages.

mod briefings;
mod distribution;
mod performance;
mod plan;
pub(crate) mod press;
mod report;
pub(crate) mod sites;
pub(crate) mod scans;
mod stale;
mod trace;
mod update;

use std::sync::Arc;

use anyhow::Result;
use axum::Extension;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use web::App;
use web::page::fault::PageError;
use web::page::file::Format;

use crate::home::Home;
use crate::written::Made;

/// The home whose archive and ledgers the pages read.
type OfHome = Extension<Arc<Home>>;

/// In which format a document is wanted.
#[derive(Debug, serde::Deserialize)]
struct InFormat {
    format: Format,
}

/// The pages, below a partnership's own address.
pub(crate) fn routes(home: &Home) -> Router<App> {
    Router::new()
        .route("/scrutiny-update", get(update::ask))
        .route("/scrutiny-update/file", get(update::file))
        .route("/briefings", get(briefings::ask))
        .route("/briefings/{area}/{quarter}", get(briefings::show))
        .route("/briefings/{area}/{quarter}/file", get(briefings::file))
        .route("/task-groups/quarters/{quarter}/report/file", get(performance::file))
        .route("/plan/{cycle}/document/file", get(plan::file))
        .route("/adoption/{cycle}/{document}/report/{meeting}/{step}/file", get(report::file))
        .route("/adoption/{cycle}/{document}/report/{meeting}/{step}/pack", get(report::whole))
        .route("/distribution/sendings/{number}/labels", get(distribution::labels))
        .route("/distribution/sendings/{number}/letters", get(distribution::letters))
        .route("/trace", get(trace::show))
        .route("/evidence/stale", get(stale::show))
        .layer(Extension(Arc::new(home.clone())))
}

/// Does work that reads the archive or sets a document, apart from the threads that answer requests. What is refused
/// is told in its own words.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T, PageError> {
    let done = web::who::apart(work).await?;
    done.map_err(|error| PageError::Refused(format!("{error:#}")))
}

/// A document as a file: a page is shown, and whatever else is saved.
fn sent(made: &Made, format: Format) -> Result<Response> {
    Ok(made.named(format)?.sent()?)
}
