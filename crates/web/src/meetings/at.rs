//! Which meeting, and which item of its agenda, an address names.
//!
//! In comes an address; out goes the meeting as it is held, or that there is no such page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::body::Body;
use partnership::membership::may::Deed;
use partnership::terms::slug::Slug;
use partnership::terms::wording::capitalised;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use partnership::timetable::when::When;
use records::MeetingRefused;
use records::Version;
use tower_sessions::Session;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;

/// What an address names.
#[derive(Debug)]
pub(super) struct At {
    cycle: Cycle,
    meeting: MeetingId,
    step: Option<StepId>,
}

/// A meeting that a page is about.
#[derive(Debug)]
pub(super) struct Sitting {
    /// The year that it is in.
    pub(super) opened: Opened,
    /// The meeting.
    pub(super) meeting: Meeting,
    /// Its version.
    pub(super) version: Version,
}

/// An item of an agenda that a page is about.
#[derive(Debug)]
pub(super) struct Matter {
    /// The meeting.
    pub(super) sitting: Sitting,
    /// The item.
    pub(super) item: AgendaItem,
    /// Its version.
    pub(super) version: Version,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named = |part: &str| params.iter().find(|(name, _)| *name == part);
        let slug = |part: &str| -> Option<Slug> { named(part)?.1.parse().ok() };
        let cycle = named("cycle").and_then(|(_, text)| text.parse().ok());
        Ok(At {
            cycle: cycle.ok_or(PageError::NotFound)?,
            meeting: slug("meeting").map(MeetingId).ok_or(PageError::NotFound)?,
            step: slug("step").map(StepId),
        })
    }
}

impl Sitting {
    /// The meeting that an address names.
    ///
    /// # Errors
    /// When there is none, or the records cannot be read.
    pub(super) async fn of(visitor: &Visitor, at: &At) -> Result<Sitting, PageError> {
        let asked = Asked { cycle: at.cycle.to_string(), ..Asked::default() };
        let opened = Opened::of(visitor, &asked).await?.ok_or(PageError::NotFound)?;
        let mut meetings = opened.held.year.meetings.iter();
        let meeting = meetings.find(|meeting| meeting.id == at.meeting).cloned();
        let version = opened.held.meetings.get(&at.meeting).copied();
        let (meeting, version) = meeting.zip(version).ok_or(PageError::NotFound)?;
        Ok(Sitting { opened, meeting, version })
    }

    /// The meeting that an address names, for whoever may change it.
    ///
    /// # Errors
    /// When they may not, there is none, or the records cannot be read.
    pub(super) async fn to_change(visitor: &Visitor, at: &At) -> Result<Sitting, PageError> {
        visitor.may(Deed::ChangeMeetings)?;
        Sitting::of(visitor, at).await
    }

    /// Where its page is.
    pub(super) fn path(&self, visitor: &Visitor) -> String {
        path_of(visitor, &self.opened, &self.meeting.id)
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
        visitor.tell(session, done).await?;
        Ok(Redirect::to(&self.path(visitor)).into_response())
    }

    /// What it is called: "Cabinet on 14 April 2015".
    pub(super) fn title(&self) -> String {
        let when = When::from(self.meeting.when).in_words();
        format!("{} {when}", capitalised(self.body()))
    }

    /// The name of the body that meets.
    pub(super) fn body(&self) -> &str {
        let body = self.opened.so_far.timetable().body(&self.meeting.body);
        body.map_or("", |Body { name, .. }| name)
    }

    /// A page below the meeting's own.
    pub(super) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        list_above(Page::of(visitor, title), visitor, &self.opened)
            .below(&self.title(), self.path(visitor))
    }
}

impl Matter {
    /// The item that an address names.
    ///
    /// # Errors
    /// When there is none, or the records cannot be read.
    pub(super) async fn of(visitor: &Visitor, at: &At) -> Result<Matter, PageError> {
        let sitting = Sitting::of(visitor, at).await?;
        let step = at.step.clone().ok_or(PageError::NotFound)?;
        let item = sitting.meeting.agenda.iter().find(|item| item.step == step).cloned();
        let version = sitting.opened.held.items.get(&(at.meeting.clone(), step)).copied();
        let (item, version) = item.zip(version).ok_or(PageError::NotFound)?;
        Ok(Matter { sitting, item, version })
    }

    /// The item that an address names, for whoever may change it.
    ///
    /// # Errors
    /// When they may not, there is none, or the records cannot be read.
    pub(super) async fn to_change(visitor: &Visitor, at: &At) -> Result<Matter, PageError> {
        visitor.may(Deed::ChangeMeetings)?;
        Matter::of(visitor, at).await
    }

    /// Does something to the item, from the version that was seen.
    ///
    /// # Errors
    /// When the records or the core refuse it.
    pub(super) async fn change(
        &self,
        visitor: &Visitor,
        seen: Version,
        deed: ItemDeed,
    ) -> Result<Version, MeetingRefused> {
        let (sitting, signed) = (&self.sitting, visitor.signed());
        let (cycle, which) = (sitting.opened.cycle(), (&sitting.meeting.id, &self.item.step));
        visitor.book.change_agenda_item(&signed, cycle, seen, which, deed, visitor.today).await
    }

    /// The title of the step that it decides.
    pub(super) fn title(&self) -> String {
        step_title(&self.sitting.opened, &self.item.step)
    }

    /// Where a page of it is.
    pub(super) fn path(&self, visitor: &Visitor, page: &str) -> String {
        format!("{}/{}/{page}", self.sitting.path(visitor), self.item.step)
    }
}

/// A page below that of all meetings.
pub(super) fn list_above(page: Page, visitor: &Visitor, opened: &Opened) -> Page {
    page.below("Meetings", visitor.path(&format!("/meetings?cycle={}", opened.cycle())))
}

/// Where the page of a meeting is.
pub(super) fn path_of(visitor: &Visitor, opened: &Opened, meeting: &MeetingId) -> String {
    visitor.path(&format!("/meetings/{}/{meeting}", opened.cycle()))
}

/// The title of a step.
pub(super) fn step_title(opened: &Opened, step: &StepId) -> String {
    let step = opened.so_far.timetable().step(step);
    step.map_or_else(String::new, |step| step.title.clone())
}
