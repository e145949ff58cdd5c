//! Which document an address names, and where it stands.
//!
//! In comes an address; out goes the document with its history and the year it is in, or that there is no such page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::approval::document::DocumentId;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::history::Noted;
use partnership::approval::sitting::Matter;
use partnership::membership::may::Deed;
use partnership::terms::slug::Slug;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use records::ApprovalRefused;
use records::HeldDocument;
use tower_sessions::Session;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened as Year;

/// What an address names.
#[derive(Debug)]
pub struct At {
    /// The document.
    pub(super) document: DocumentId,
    /// A meeting and a step on its agenda, where one is named.
    pub(super) item: Option<(MeetingId, StepId)>,
}

/// A document that a page is about.
#[derive(Debug)]
pub(super) struct Opened {
    /// The year that it is of.
    pub(super) year: Year,
    /// What is held of it.
    pub(super) held: HeldDocument,
    /// What that comes to.
    pub(super) history: History,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named = |part: &str| params.iter().find(|(name, _)| *name == part);
        let slug = |part: &str| -> Option<Slug> { named(part)?.1.parse().ok() };
        let cycle = named("cycle").and_then(|(_, text)| text.parse().ok());
        let kind = named("document").and_then(|(_, text)| text.parse().ok());
        let document = DocumentId {
            kind: kind.ok_or(PageError::NotFound)?,
            cycle: cycle.ok_or(PageError::NotFound)?,
        };
        let item = slug("meeting").map(MeetingId).zip(slug("step").map(StepId));
        Ok(At { document, item })
    }
}

impl Opened {
    /// The document that an address names.
    ///
    /// # Errors
    /// When there is no such year, or the records cannot be read.
    pub(super) async fn of(visitor: &Visitor, document: DocumentId) -> Result<Opened, PageError> {
        let asked = Asked { cycle: document.cycle.to_string(), ..Asked::default() };
        let year = Year::of(visitor, &asked).await?.ok_or(PageError::NotFound)?;
        let held = visitor.book.document(document).await?;
        let minutes = Minutes { year: &year.so_far, meetings: &year.held.year.meetings };
        let history = held.history(minutes)?;
        Ok(Opened { year, held, history })
    }

    /// The same, for whoever may record something of it.
    ///
    /// # Errors
    /// When they may not, there is no such year, or the records cannot be read.
    pub(super) async fn to_change(visitor: &Visitor, at: &At) -> Result<Opened, PageError> {
        visitor.may(Deed::TakeToAdoption)?;
        Opened::of(visitor, at.document).await
    }

    /// The year and its meetings, with which its history is read.
    pub(super) fn minutes(&self) -> Minutes<'_> {
        Minutes { year: &self.year.so_far, meetings: &self.year.held.year.meetings }
    }

    /// The items of meetings on which it is to be agreed, or was, by their days.
    pub(super) fn matters(&self) -> Vec<Matter<'_>> {
        self.document().matters(&self.year.so_far, &self.year.held.year.meetings)
    }

    /// The item that an address names, if the document can be decided on there.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn matter(&self, at: &At) -> Result<Matter<'_>, PageError> {
        let (meeting, step) = at.item.as_ref().ok_or(PageError::NotFound)?;
        let named =
            |matter: &Matter<'_>| matter.meeting.id == *meeting && matter.item.step == *step;
        self.matters().into_iter().find(named).ok_or(PageError::NotFound)
    }

    /// Which document it is.
    pub(super) fn document(&self) -> DocumentId {
        self.history.document()
    }

    /// The address of its page, or of one below: `below` is empty or begins with a stroke.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        path_of(visitor, self.document(), below)
    }

    /// A page below the document's own.
    pub(super) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        list_above(Page::of(visitor, title), visitor)
            .below(&self.document().in_words(), self.path(visitor, ""))
    }

    /// Leads on to its page, which tells what has been done.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub(super) async fn lead_on(
        &self,
        visitor: &Visitor,
        session: &Session,
        done: &str,
    ) -> Result<Response, PageError> {
        let after = Opened::of(visitor, self.document()).await?;
        let told = format!("{done} {}", after.history.stage().in_words());
        visitor.tell(session, &told).await?;
        Ok(Redirect::to(&self.path(visitor, "")).into_response())
    }

    /// Notes something of it, from what the form's page had shown.
    ///
    /// # Errors
    /// When the records or the core refuse it.
    pub(super) async fn note(
        &self,
        visitor: &Visitor,
        seen: usize,
        noted: Noted,
    ) -> Result<(), ApprovalRefused> {
        let which = (self.document(), seen);
        visitor.book.note_on_document(&visitor.signed(), which, noted, visitor.today).await
    }
}

/// How many notes the page had shown that a form came from.
///
/// # Errors
/// When none was sent, which no page of ours does.
pub(super) fn seen(form: &Form) -> Result<usize, PageError> {
    form.text("seen").parse().map_err(|_| Unreadable::Form.into())
}

/// How many notes a form carries when it is shown: those that were seen, or after a conflict, which is told on it, those
/// that there are now.
pub(super) fn seen_next(form: &Form, opened: &Opened) -> usize {
    let conflict = form.has_conflict();
    let before = form.text("seen").parse().ok().filter(|_| !conflict);
    before.unwrap_or_else(|| opened.held.seen())
}

/// A page below that of all documents.
pub(super) fn list_above(page: Page, visitor: &Visitor) -> Page {
    page.below("Adoption", visitor.path("/adoption"))
}

/// The address of a document's page, or of one below.
pub(crate) fn path_of(visitor: &Visitor, document: DocumentId, below: &str) -> String {
    visitor.path(&format!("/adoption/{}/{}{below}", document.cycle, document.kind))
}
