//! What is noted of a document besides a body's decision: asked for with its day, recorded, or asked for again.
//!
//! In comes a form; out goes a note that changes where the document stands, or the form with what is wrong in it. Which
//! words make a note of which kind, each of the four rooms beside this one says.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::approval::stage::Stage;
use partnership::terms::wording::sentence;
use tower_sessions::Session;

use crate::adoption::at;
use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::adoption::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// A kind of note.
#[derive(Debug)]
pub(super) struct Noting {
    /// What it does.
    pub(super) deed: DeedKind,
    /// The last part of its address.
    pub(super) page: &'static str,
    /// What its page is called.
    pub(super) title: &'static str,
    /// The template with its fields.
    pub(super) template: &'static str,
    /// What is told once it was recorded.
    pub(super) recorded: &'static str,
    /// The note that was typed, or none, with the faults on the form.
    pub(super) typed: fn(&mut Form) -> Option<Noted>,
}

/// The form.
#[derive(Debug, serde::Serialize)]
struct NotingPage {
    form: form::Shown,
    path: String,
    back: String,
    seen: usize,
    stands: String,
    why_not: Option<String>,
    /// Who may amend it between two bodies, where somebody may.
    delegation: Option<Delegation>,
    text: String,
}

/// Who may amend a document, within which limits, until when.
#[derive(Debug, serde::Serialize)]
struct Delegation {
    holder: String,
    limits: String,
    until: String,
}

/// Asks for it.
pub(super) async fn ask(visitor: Visitor, at: At, of: &Noting) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::default();
    form.put("on", &visitor.today.in_words());
    show(&visitor, &opened, &form, of)
}

/// Records it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
    of: &Noting,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = at::seen(&form)?;
    if let Some(noted) = (of.typed)(&mut form) {
        match opened.note(&visitor, seen, noted).await {
            Ok(()) => return opened.lead_on(&visitor, &session, of.recorded).await,
            Err(why) => refused::note(&mut form, "on", why)?,
        }
    }
    let opened = Opened::of(&visitor, at.document).await?;
    show(&visitor, &opened, &form, of)
}

fn show(
    visitor: &Visitor,
    opened: &Opened,
    form: &Form,
    of: &Noting,
) -> Result<Response, PageError> {
    let stage = opened.history.stage();
    let why_not = stage.allows(of.deed, visitor.today).err();
    let it = NotingPage {
        form: form.shown(),
        path: opened.path(visitor, &format!("/{}", of.page)),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        stands: stage.in_words(),
        why_not: why_not.map(|why| sentence(&why.to_string())),
        delegation: delegation(stage),
        text: opened.path(visitor, "/text"),
    };
    let around = opened.page(visitor, of.title).with(form);
    Ok(page::draw(&visitor.app, of.template, around, &it)?.into_response())
}

fn delegation(stage: &Stage) -> Option<Delegation> {
    let delegation = match stage {
        Stage::Before { matter, .. } => matter.delegation(),
        Stage::NotPutForward | Stage::CalledIn { .. } | Stage::SentBack(_) | Stage::Adopted(_) => {
            None
        }
    };
    delegation.map(|one| Delegation {
        holder: one.holder.clone(),
        limits: one.limits.clone(),
        until: one.until.in_words(),
    })
}
