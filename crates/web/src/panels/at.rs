//! Which panel, meeting and issue an address names, and what of an issue may be read by whom.
//!
//! In comes an address; out goes what it names as it is held, or that there is no such page.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::quotation::warning::warnings;
use partnership::consultation::themes::comment::DELETED;
use partnership::membership::may::Deed;
use partnership::panels::issue::Issue;
use partnership::panels::meeting::PanelMeeting;
use partnership::panels::panel::Panel;
use partnership::panels::panel::PanelId;
use partnership::panels::recurrence::Kept;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::terms::wording::capitalised;
use records::Held;
use records::KeptIssue;
use tower_sessions::Session;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names.
#[derive(Debug)]
pub(super) struct At {
    panel: PanelId,
    /// The day of a meeting.
    pub(super) day: Option<Day>,
    /// The number of an issue.
    pub(super) number: Option<i64>,
}

/// A panel that a page is about, with its meetings and issues.
#[derive(Debug)]
pub(super) struct Opened {
    /// The panel, and its version.
    pub(super) panel: Held<Panel>,
    /// Its meetings, the first one first.
    pub(super) meetings: Vec<Held<PanelMeeting>>,
    /// Its issues, in the order in which they were entered.
    pub(super) issues: Vec<KeptIssue>,
}

/// All panels with their meetings and issues.
#[derive(Debug)]
pub(super) struct All {
    /// The panels, by their short names.
    pub(super) panels: Vec<Held<Panel>>,
    /// The issues, by panel.
    pub(super) issues: Vec<KeptIssue>,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        let panel = named("panel").and_then(|text| text.parse::<Slug>().ok());
        // What stands there and is no day or number names nothing.
        let day = named("day").map(|text| text.parse::<Day>().map_err(|_| PageError::NotFound));
        let number = named("number").map(|text| text.parse().map_err(|_| PageError::NotFound));
        Ok(At {
            panel: PanelId(panel.ok_or(PageError::NotFound)?),
            day: day.transpose()?,
            number: number.transpose()?,
        })
    }
}

impl Opened {
    /// The panel that an address names, for whoever may see it.
    ///
    /// # Errors
    /// When they may not, there is none, or the records cannot be read.
    pub(super) async fn of(visitor: &Visitor, at: &At) -> Result<Opened, PageError> {
        visitor.may(Deed::SeeYear)?;
        let book = &visitor.book;
        let mut panels = book.panels().await?.into_iter();
        let panel = panels.find(|held| held.value.id == at.panel).ok_or(PageError::NotFound)?;
        let meetings = book.panel_meetings(&at.panel).await?;
        let mut issues = book.panel_issues().await?;
        issues.retain(|kept| kept.panel == at.panel);
        Ok(Opened { panel, meetings, issues })
    }

    /// The panel that an address names, for whoever may change it.
    ///
    /// # Errors
    /// When they may not, there is none, or the records cannot be read.
    pub(super) async fn to_change(visitor: &Visitor, at: &At) -> Result<Opened, PageError> {
        visitor.may(Deed::ChangePanels)?;
        Opened::of(visitor, at).await
    }

    /// The meeting that an address names.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn meeting(&self, at: &At) -> Result<&Held<PanelMeeting>, PageError> {
        let found = self.meetings.iter().find(|held| Some(held.value.on) == at.day);
        found.ok_or(PageError::NotFound)
    }

    /// The issue that an address names.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn issue(&self, at: &At) -> Result<&KeptIssue, PageError> {
        let found = self.issues.iter().find(|kept| Some(kept.number) == at.number);
        found.ok_or(PageError::NotFound)
    }

    /// Where its page is.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        path(visitor, &self.panel.value.id, below)
    }

    /// A page below the panel's own.
    pub(super) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        let panel = &self.panel.value;
        register_above(Page::of(visitor, title), visitor)
            .below(&panel.name, path(visitor, &panel.id, ""))
    }

    /// Leads on to a page of it, which tells what has been done.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub(super) async fn lead_on(
        &self,
        visitor: &Visitor,
        session: &Session,
        (below, done): (&str, &str),
    ) -> Result<Response, PageError> {
        visitor.tell(session, done).await?;
        Ok(Redirect::to(&self.path(visitor, below)).into_response())
    }
}

impl All {
    /// All of the partnership's, for whoever may see them.
    ///
    /// # Errors
    /// When they may not, or the records cannot be read.
    pub(super) async fn of(visitor: &Visitor) -> Result<All, PageError> {
        visitor.may(Deed::SeeYear)?;
        let (panels, issues) = (visitor.book.panels().await?, visitor.book.panel_issues().await?);
        Ok(All { panels, issues })
    }

    /// The panel of that name, if it is there.
    pub(super) fn panel(&self, id: &PanelId) -> Option<&Panel> {
        self.panels.iter().map(|held| &held.value).find(|panel| panel.id == *id)
    }

    /// What areas are called, by their codes; an area that two panels name differently has the first one's name.
    pub(super) fn areas(&self) -> BTreeMap<AreaCode, &str> {
        let mut named = BTreeMap::new();
        for area in self.panels.iter().flat_map(|held| &held.value.areas) {
            named.entry(area.code).or_insert(area.name.as_str());
        }
        named
    }

    /// Whether all panels, or some of them, were made up; what is told then.
    pub(super) fn notice(&self) -> Option<String> {
        let made_up = self.panels.iter().filter(|held| held.value.illustrative).count();
        match made_up {
            0 => None,
            all if all == self.panels.len() => {
                Some("Illustrative: these panels were made up to show how.".to_owned())
            }
            _ => Some(
                "Some of these panels are illustrative: they were made up to show how.".to_owned(),
            ),
        }
    }
}

/// Issues as the core takes them.
pub(super) fn as_kept(issues: &[KeptIssue]) -> Vec<Kept<'_>> {
    issues
        .iter()
        .map(|kept| Kept { number: kept.number, panel: &kept.panel, issue: &kept.issue })
        .collect()
}

/// Where a page of a panel is.
pub(super) fn path(visitor: &Visitor, panel: &PanelId, below: &str) -> String {
    visitor.path(&format!("/panels/{panel}{below}"))
}

/// Where the page of an issue is.
pub(super) fn issue_path(visitor: &Visitor, kept: &KeptIssue) -> String {
    path(visitor, &kept.panel, &format!("/issues/{}", kept.number))
}

/// A page below that of all panels.
pub(super) fn register_above(page: Page, visitor: &Visitor) -> Page {
    page.below("Panels", visitor.path("/panels"))
}

/// What stands in the place of a text that may tell who somebody is, for those who need not know.
const NOT_SHOWN: &str = "Not shown: it may tell who somebody is";

/// A text as a visitor may read it. What may tell who somebody is, only those read who look after the panels.
pub(super) fn readable(visitor: &Visitor, text: &str) -> String {
    if text == DELETED {
        "Deleted on its day".to_owned()
    } else if visitor.can(Deed::ChangePanels) || warnings(text).is_empty() {
        text.to_owned()
    } else {
        NOT_SHOWN.to_owned()
    }
}

/// What an issue is called: "Speeding: Willington Street".
pub(super) fn title(visitor: &Visitor, issue: &Issue) -> String {
    let raised = issue.raised();
    format!("{}: {}", capitalised(raised.kind.in_words()), readable(visitor, &raised.place))
}
