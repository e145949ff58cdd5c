//! The cover report to a meeting as a document with its pack, and the notice of a key decision.
//!
//! In comes an address; out go a page, or what files are made from: what was before the meeting once it has decided.

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::notice;
use partnership::approval::document::DocumentId;
use partnership::approval::document::Version;
use partnership::approval::sitting::Matter;
use partnership::approval::text::Text;
use partnership::committee_pack::paper::Access;
use partnership::committee_pack::paper::CommitteePack;
use partnership::committee_pack::paper::PackPart;
use partnership::membership::may::Deed;
use records::HeldPack;

use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::page;
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

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReportPage {
    #[serde(flatten)]
    document: DocumentPage,
    /// Since when nothing of it changes, once the meeting has decided.
    kept: Option<String>,
    packs: Vec<PackLinks>,
}

/// The files of one part of the pack.
#[derive(Debug, serde::Serialize)]
struct PackLinks {
    title: String,
    contents: Vec<String>,
    pdf: String,
    zip: String,
}

/// Shows the report: as it was before the meeting, or as it is written now.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let held = pack(&visitor, &at).await?;
    let opened = Opened::of(&visitor, at.document).await?;
    let matter = opened.matter(&at)?;
    let file = path(&visitor, &opened, &matter, "/file");
    let files = path(&visitor, &opened, &matter, "/pack");
    let cover = &held.pack.cover;
    let kept = matter.decided_on().filter(|_| held.is_kept).map(|on| {
        format!(
            "The meeting decided on {}. This is what was before it; it changes no more.",
            on.in_words()
        )
    });
    let parts = [PackPart::Public, PackPart::Exempt].into_iter();
    let packs = parts.filter(|part| held.pack.has(*part) && may_read(&visitor, *part).is_ok());
    let it = ReportPage {
        document: DocumentPage::of(cover, file, visitor.app.draw_chart),
        kept,
        packs: packs.map(|part| links(&held.pack, part, &files)).collect(),
    };
    let around = opened.page(&visitor, &format!("{}: report", cover.title));
    page::draw(&visitor.app, "adoption/report.html", around, &it)
}

/// Goes on only for whoever may read a part: what is exempt, those who may read the exempt edition of a draft.
///
/// # Errors
/// When they may not.
pub fn may_read(visitor: &Visitor, part: PackPart) -> Result<(), PageError> {
    visitor.may(match part {
        PackPart::Public => Deed::ReadDrafts,
        PackPart::Exempt => Deed::DraftAssessment,
    })
}

fn links(pack: &CommitteePack, part: PackPart, files: &str) -> PackLinks {
    let (title, cover) = match part {
        PackPart::Public => ("For the public", Some("Cover report".to_owned())),
        PackPart::Exempt => ("Not for the public", None),
    };
    let appendices = pack.appendices_of(part).into_iter().map(|paper| match &paper.access {
        Access::Public => paper.heading(),
        Access::NotPublic(_) => format!("{}. {}", paper.heading(), paper.access.in_words()),
    });
    let address = |form: &str| format!("{files}?part={}&as={form}", part.code());
    PackLinks {
        title: title.to_owned(),
        contents: cover.into_iter().chain(appendices).collect(),
        pdf: address("pdf"),
        zip: address("zip"),
    }
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

/// What was or is laid before the meeting that an address names, for whoever reads drafts. It has what is exempt, too, which
/// [`may_read`] says who may have.
///
/// # Errors
/// When they do not, there is no such item or no text, or the records cannot be read.
pub async fn pack(visitor: &Visitor, at: &At) -> Result<HeldPack, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let (meeting, _) = at.item.as_ref().ok_or(PageError::NotFound)?;
    let held = visitor.book.committee_pack(at.document, meeting, visitor.today).await?;
    held.ok_or(PageError::NotFound)
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
