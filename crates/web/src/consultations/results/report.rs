//! The consultation report as a file of each format, with the same counts withheld as on the pages.

use axum::response::Response;
use partnership::consultation::report::compose;
use partnership::membership::may::Deed;

use crate::app::ReportAsked;
use crate::app::Traces;
use crate::consultations::at::At;
use crate::consultations::results::all::heard;
use crate::consultations::results::all::hidden;
use crate::page::fault::PageError;
use crate::page::file::Format;
use crate::page::taken::Query;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// Which file is wanted.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Wanted {
    format: Format,
}

/// A format that the report can be had in.
#[derive(Debug, serde::Serialize)]
pub(super) struct Offered {
    href: String,
    text: &'static str,
    /// Whether a browser is to save it.
    saved: bool,
}

/// Every format that the report can be had in; none where nothing makes files.
pub(super) fn offered(visitor: &Visitor, path: &str) -> Vec<Offered> {
    if visitor.app.press.is_none() {
        return Vec::new();
    }
    let one = |(format, word, text): (Format, &str, &'static str)| Offered {
        href: format!("{path}/report?format={word}"),
        text,
        saved: format != Format::Html,
    };
    Format::ALL.into_iter().map(one).collect()
}

/// Composes the report on the replies as they are, and sends it.
pub(super) async fn download(
    visitor: Visitor,
    at: At,
    Query(Wanted { format }): Query<Wanted>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let press = visitor.app.press.clone().ok_or(PageError::NotFound)?;
    let held = at.found(&visitor).await?;
    if hidden(&held, visitor.can(Deed::ReadReplies)).is_some() {
        return Err(PageError::NotFound);
    }
    let heard = heard(&visitor, &at, &held).await?.ok_or(PageError::NotFound)?;
    let today = visitor.today;
    let report = apart(move || heard.tell(today, compose)).await?;
    let keeps = visitor.can(Deed::MakeDocuments);
    let traces = if keeps { Traces::Kept } else { Traces::NotKept };
    let asked = ReportAsked { name: "consultation-report", report, format, traces };
    press.report(asked).await.map_err(PageError::Refused)?.sent()
}
