//! Lists and recipients that are taken away: asked about on a page of its own.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use tower_sessions::Session;

use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::at::list_path;
use crate::distribution::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// What taking somebody away means.
const TOLD: &str = "The address goes from the records, and the audit record never had it. How many were sent something stays, \
    without who they were.";

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

/// Asks whether a list is to be taken away.
pub(super) async fn ask_list(visitor: Visitor, at: At) -> Result<Response, PageError> {
    draw_list(&visitor, &at, &Form::default()).await
}

/// Takes a list away, with all that are on it.
pub(super) async fn list(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let gone = visitor.book.remove_distribution_list(&visitor.signed(), seen, &list.id).await;
    if let Err(why) = gone {
        refused::note(&mut form, "take-away", why)?;
        return draw_list(&visitor, &at, &form).await;
    }
    visitor.tell(&session, "The list was taken away, with all that were on it.").await?;
    Ok(Redirect::to(&visitor.path("/distribution")).into_response())
}

/// Asks whether somebody is to be taken off a list.
pub(super) async fn ask_recipient(visitor: Visitor, at: At) -> Result<Response, PageError> {
    draw_recipient(&visitor, &at, &Form::default()).await
}

/// Takes somebody off a list.
pub(super) async fn recipient(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let kept = at.recipient(&visitor).await?;
    let mut form = Form::of(pairs);
    let which = (&list.id, kept.number, form.seen()?);
    if let Err(why) = visitor.book.remove_recipient(&visitor.signed(), which).await {
        refused::note(&mut form, "take-away", why)?;
        return draw_recipient(&visitor, &at, &form).await;
    }
    visitor.tell(&session, "The recipient was taken off the list.").await?;
    Ok(Redirect::to(&list_path(&visitor, &list, "")).into_response())
}

async fn draw_list(visitor: &Visitor, at: &At, form: &Form) -> Result<Response, PageError> {
    let held = at.list(visitor).await?;
    let back = list_path(visitor, &held.value, "");
    let it = LeavingPage {
        form: form.shown(),
        path: format!("{back}/take-away"),
        version: refused::seen_next(form, held.version),
        name: held.value.name,
        told: TOLD,
        button: "Take the list away",
        back,
    };
    draw(visitor, "Take the list away", &it, form)
}

async fn draw_recipient(visitor: &Visitor, at: &At, form: &Form) -> Result<Response, PageError> {
    let list = at.list(visitor).await?.value;
    let kept = at.recipient(visitor).await?;
    let back = list_path(visitor, &list, &format!("/recipients/{}", kept.number));
    let it = LeavingPage {
        form: form.shown(),
        path: format!("{back}/take-away"),
        version: refused::seen_next(form, kept.version),
        name: kept.recipient.called(),
        told: TOLD,
        button: "Take them off the list",
        back,
    };
    draw(visitor, "Take the recipient off the list", &it, form)
}

fn draw(
    visitor: &Visitor,
    title: &str,
    it: &LeavingPage,
    form: &Form,
) -> Result<Response, PageError> {
    let around = below(visitor, title).with(form);
    Ok(page::draw(&visitor.app, "ours/take_away.html", around, it)?.into_response())
}
