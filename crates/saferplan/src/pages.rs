//! Pages of documents and figures, which need archive, records and documents together.
//!
//! They are wired here because only here all three are known; their frame, forms and faults are those of all pages.

mod briefings;
mod performance;
pub(crate) mod scans;
mod trace;
mod update;

use std::sync::Arc;

use anyhow::Result;
use axum::Extension;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::get;
use web::App;
use web::page::fault::PageError;

use crate::home::Home;
use crate::written::FileKind;
use crate::written::Made;

/// The home whose archive and ledgers the pages read.
type OfHome = Extension<Arc<Home>>;

/// The pages, below a partnership's own address.
pub(crate) fn routes(home: &Home) -> Router<App> {
    Router::new()
        .route("/scrutiny-update", get(update::ask))
        .route("/scrutiny-update/file", get(update::file))
        .route("/briefings", get(briefings::ask))
        .route("/briefings/{area}/{quarter}", get(briefings::show))
        .route("/briefings/{area}/{quarter}/file", get(briefings::file))
        .route("/task-groups/quarters/{quarter}/report/file", get(performance::file))
        .route("/trace", get(trace::show))
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

/// What a document may do in a browser: be read. Its styles stand within it, and it has no scripts.
const READ_ONLY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
    frame-ancestors 'none'; base-uri 'none'";

/// A document as a file: a page is shown, and whatever else is saved.
fn sent(made: &Made, kind: FileKind) -> Result<Response> {
    let (name, bytes) = made.file(kind)?;
    let how = match kind {
        FileKind::Html => "inline",
        FileKind::Pdf | FileKind::Docx | FileKind::Xlsx | FileKind::Ods => "attachment",
    };
    let name = format!("{}-{name}", made.document.reference_prefix.replace('/', "-"));
    let disposition = HeaderValue::from_str(&format!("{how}; filename=\"{name}\""))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.media_type())),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(READ_ONLY)),
    ];
    Ok((headers, bytes).into_response())
}
