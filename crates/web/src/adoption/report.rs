//! The cover report to a meeting as a document, and the notice of a key decision.
//!
//! In comes an address; out go a page, or what a file of each format is made from.

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::composed::Commission;
use partnership::approval::cover_report::composed::Composed;
use partnership::approval::cover_report::composed::compose;
use partnership::approval::cover_report::notice;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::sitting::Matter;
use partnership::approval::text::Text;
use partnership::membership::may::Deed;

use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::page;
use crate::page::document;
use crate::page::document::DocumentPage;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// Where the report on an item of a meeting is, or a page below it.
pub(super) fn path(visitor: &Visitor, opened: &Opened, matter: &Matter<'_>, below: &str) -> String {
    let item = format!("/report/{}/{}{below}", matter.meeting.id, matter.item.step);
    opened.path(visitor, &item)
}

/// The version that was put forward, and its text as it stands.
///
/// # Errors
/// When none was, so that there is nothing to report on.
pub(super) fn text_of(opened: &Opened) -> Result<(&Version, &Text), PageError> {
    let shown = opened.history.stage().shown().ok_or(PageError::NotFound)?;
    let version = opened.held.versions.last().ok_or(PageError::NotFound)?;
    Ok((version, shown.now()))
}

/// Shows the report as it is written now.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::of(&visitor, at.document).await?;
    let matter = opened.matter(&at)?;
    let document = composed(&visitor, &at).await?.document;
    let file = path(&visitor, &opened, &matter, "/file");
    let it = DocumentPage::of(&document, file, visitor.app.draw_chart);
    let around = opened.page(&visitor, &format!("{}: report", document.title));
    page::draw(&visitor.app, document::TEMPLATE, around, &it)
}

/// The notice of the key decision as a file, where the body gives one.
pub(super) async fn notice(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::TakeToAdoption)?;
    let opened = Opened::of(&visitor, at.document).await?;
    let matter = opened.matter(&at)?;
    let (version, now) = text_of(&opened)?;
    let written = written(&visitor, at.document, &matter).await?;
    let text = notice::notice(&matter, version, now, &written);
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// The report that an address names, for whoever reads drafts.
///
/// # Errors
/// When they do not, there is no such item or no text, or the records cannot be read.
pub async fn composed(visitor: &Visitor, at: &At) -> Result<Composed, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let opened = Opened::of(visitor, at.document).await?;
    let (matter, matters) = (&opened.matter(at)?, &opened.matters());
    let (version, now) = text_of(&opened)?;
    let written = &written(visitor, at.document, matter).await?;
    let background = &background(visitor, version).await?;
    let (known_as, partnership) =
        (visitor.book.id().to_string(), visitor.book.partnership().await?);
    let (known_as, partnership) = (known_as.as_str(), &partnership.value);
    let today = visitor.today;
    let commission = Commission {
        known_as,
        partnership,
        matter,
        matters,
        version,
        now,
        written,
        background,
        today,
    };
    Ok(compose(&commission))
}

/// What is written of the report so far.
async fn written(
    visitor: &Visitor,
    document: DocumentId,
    matter: &Matter<'_>,
) -> Result<CoverReport, PageError> {
    let held = visitor.book.cover_report(document, &matter.meeting.id).await?;
    Ok(held.map(|held| held.value).unwrap_or_default())
}

/// The papers that a version rests on, as the records have them: what it was drawn from, the assessment behind a plan, and
/// the consultations of the cycle.
async fn background(visitor: &Visitor, version: &Version) -> Result<Vec<String>, PageError> {
    let mut papers = vec![format!("{}: {}", version.document.in_words(), version.drawn_from)];
    let cycle = version.document.cycle;
    if version.document.kind == DocumentKind::Plan {
        let document = DocumentId { kind: DocumentKind::Assessment, cycle };
        let assessment = visitor.book.document(document).await?;
        papers.extend(assessment.versions.last().map(|last| {
            let (called, on) = (document.in_words(), last.on.in_words());
            format!("{called}, version {}, put forward on {on}", last.number)
        }));
    }
    let consultations = visitor.book.consultations(cycle).await?;
    papers.extend(
        consultations
            .iter()
            .map(|held| format!("Consultation: {}", held.consultation.typed().text.title)),
    );
    Ok(papers)
}
