//! Asks whether a finding is to be taken away, and takes it away.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::enquired;
use partnership::evidence::finding::Finding;
use partnership::membership::may::Deed;
use records::Held;
use tower_sessions::Session;

use crate::evidence::keeping::note;
use crate::evidence::one_finding::held;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The question.
#[derive(Debug, serde::Serialize)]
struct LeavePage {
    form: Shown,
    path: String,
    back: String,
    seen: i64,
    name: String,
    reference: String,
}

/// Asks whether to take it away.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, finding)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepFindings)?;
    let held = held(&visitor, &finding).await?;
    show(&visitor, &held, &Form::default())
}

/// Takes it away.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Path((_, finding)): Path<(String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepFindings)?;
    let before = held(&visitor, &finding).await?;
    let mut form = Form::of(pairs);
    let (seen, id) = (form.seen()?, &before.value.id);
    if let Err(refused) = visitor.book.remove_finding(&visitor.signed(), seen, id).await {
        note(&mut form, refused)?;
        let now = held(&visitor, &finding).await?;
        return show(&visitor, &now, &form);
    }
    visitor.tell(&session, &format!("The finding “{}” was taken away.", before.value.name)).await?;
    Ok(Redirect::to(&visitor.path("/evidence/findings")).into_response())
}

fn show(visitor: &Visitor, held: &Held<Finding>, form: &Form) -> Result<Response, PageError> {
    let back = visitor.path(&format!("/evidence/findings/{}", held.value.id));
    let it = LeavePage {
        form: form.shown(),
        path: format!("{back}/take-away"),
        back: back.clone(),
        seen: held.version.0,
        name: held.value.name.clone(),
        reference: enquired::reference(&held.value),
    };
    let around = Page::of(visitor, "Take this finding away?").below("The finding", back).with(form);
    Ok(page::draw(&visitor.app, "evidence/leaving.html", around, &it)?.into_response())
}
