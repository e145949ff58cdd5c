//! Panels, meetings and issues that were entered by mistake: asked about on a page of its own, then taken away.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use records::PanelsRefused;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::issue_path;
use crate::panels::at::title;
use crate::panels::refused;
use crate::who::visitor::Visitor;

/// What is to be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Panel,
    Meeting,
    Issue,
}

/// The question.
#[derive(Debug, serde::Serialize)]
struct LeavingPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    name: String,
    told: &'static str,
    button: &'static str,
}

/// A thing that is asked about.
struct Leaving {
    opened: Opened,
    what: What,
    name: String,
    path: String,
    version: Version,
}

impl Leaving {
    async fn of(visitor: &Visitor, at: &At, what: What) -> Result<Leaving, PageError> {
        let opened = Opened::to_change(visitor, at).await?;
        let (name, path, version) = match what {
            What::Panel => {
                let held = &opened.panel;
                (held.value.name.clone(), opened.path(visitor, ""), held.version)
            }
            What::Meeting => {
                let held = opened.meeting(at)?;
                let on = held.value.on;
                let name = format!("The meeting on {}", on.in_words());
                (name, opened.path(visitor, &format!("/meetings/{on}")), held.version)
            }
            What::Issue => {
                let kept = opened.issue(at)?;
                (title(visitor, &kept.issue), issue_path(visitor, kept), kept.version)
            }
        };
        Ok(Leaving { opened, what, name, path, version })
    }

    /// Takes it away.
    async fn go(&self, visitor: &Visitor, at: &At, seen: Version) -> Result<(), PanelsRefused> {
        let (book, signed, panel) = (&visitor.book, visitor.signed(), &self.opened.panel.value.id);
        match (self.what, at.day, at.number) {
            (What::Meeting, Some(day), _) => {
                book.remove_panel_meeting(&signed, panel, (day, seen)).await
            }
            (What::Issue, _, Some(number)) => {
                book.remove_panel_issue(&signed, (panel, number, seen)).await
            }
            (What::Panel | What::Meeting | What::Issue, _, _) => {
                book.remove_panel(&signed, seen, panel).await
            }
        }
    }

    fn draw(&self, visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
        let (heading, told, button) = match self.what {
            What::Panel => (
                "Take the panel away",
                "Only a panel that never met can be taken away. One that ended is given its last day instead, so that what was raised there stays.",
                "Take the panel away",
            ),
            What::Meeting => (
                "Take the meeting away",
                "Only a meeting at which nothing was raised can be taken away.",
                "Take the meeting away",
            ),
            What::Issue => (
                "Take the issue away",
                "It goes with all that was done about it. If it was only written wrongly, correct it instead.",
                "Take the issue away",
            ),
        };
        let it = LeavingPage {
            form: form.shown(),
            path: format!("{}/take-away", self.path),
            back: self.path.clone(),
            version: form.seen_next(self.version),
            name: self.name.clone(),
            told,
            button,
        };
        let around = self.opened.page(visitor, heading).with(form);
        Ok(page::draw(&visitor.app, "ours/take_away.html", around, &it)?.into_response())
    }
}

async fn ask(visitor: Visitor, at: At, what: What) -> Result<Response, PageError> {
    Leaving::of(&visitor, &at, what).await?.draw(&visitor, &Form::default())
}

async fn take(
    visitor: Visitor,
    at: At,
    what: What,
    (session, pairs): (Session, Vec<(String, String)>),
) -> Result<Response, PageError> {
    let leaving = Leaving::of(&visitor, &at, what).await?;
    let mut form = Form::of(pairs);
    if let Err(why) = leaving.go(&visitor, &at, form.seen()?).await {
        refused::note(&mut form, "take-away", why)?;
        return Leaving::of(&visitor, &at, what).await?.draw(&visitor, &form);
    }
    let done = format!("{} was taken away.", leaving.name);
    if what == What::Panel {
        visitor.tell(&session, &done).await?;
        return Ok(Redirect::to(&visitor.path("/panels")).into_response());
    }
    leaving.opened.lead_on(&visitor, &session, ("", &done)).await
}

/// Asks whether a panel goes.
pub(super) async fn ask_panel(visitor: Visitor, at: At) -> Result<Response, PageError> {
    ask(visitor, at, What::Panel).await
}

/// Takes it away.
pub(super) async fn take_panel(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    take(visitor, at, What::Panel, (session, pairs)).await
}

/// Asks whether a meeting goes.
pub(super) async fn ask_meeting(visitor: Visitor, at: At) -> Result<Response, PageError> {
    ask(visitor, at, What::Meeting).await
}

/// Takes it away.
pub(super) async fn take_meeting(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    take(visitor, at, What::Meeting, (session, pairs)).await
}

/// Asks whether an issue goes.
pub(super) async fn ask_issue(visitor: Visitor, at: At) -> Result<Response, PageError> {
    ask(visitor, at, What::Issue).await
}

/// Takes it away.
pub(super) async fn take_issue(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    take(visitor, at, What::Issue, (session, pairs)).await
}
