//! The cover report to a meeting as a file of each format.

use axum::response::Response;
use web::adoption::At;
use web::adoption::report::composed;
use web::page::fault::PageError;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::pages::InFormat;
use crate::pages::apart;
use crate::pages::sent;
use crate::written::Made;

/// Makes the report and sends it.
pub(super) async fn file(
    visitor: Visitor,
    at: At,
    Query(InFormat { format }): Query<InFormat>,
) -> Result<Response, PageError> {
    let report = composed(&visitor, &at).await?;
    let (document, traced) = (report.document, report.traced);
    apart(move || {
        sent(&Made { name: "cover-report", document, traced, extracts: Vec::new() }, format)
    })
    .await
}
