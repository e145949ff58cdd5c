//! A meeting that was entered by mistake, or will not be: asked about first, then taken away.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use tower_sessions::Session;

use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Sitting;
use crate::meetings::at::step_title;
use crate::meetings::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The question.
#[derive(Debug, serde::Serialize)]
struct LeavePage {
    form: form::Shown,
    path: String,
    back: String,
    seen: String,
    meeting: String,
    items: Vec<String>,
}

/// Asks whether to take it away.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let sitting = Sitting::to_change(&visitor, &at).await?;
    show(&app, &visitor, &sitting, &Form::default())
}

/// Takes it away.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let sitting = Sitting::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let (seen, cycle) = (form.seen()?, sitting.opened.cycle());
    let signed = visitor.signed();
    let gone = visitor.book.remove_meeting(&signed, cycle, seen, &sitting.meeting.id).await;
    if let Err(refused) = gone {
        refused::note(&mut form, "take-away", refused)?;
        let sitting = Sitting::of(&visitor, &at).await?;
        return show(&app, &visitor, &sitting, &form);
    }
    visitor.tell(&session, &format!("The meeting, {}, was taken away.", sitting.title())).await?;
    Ok(Redirect::to(&visitor.path(&format!("/meetings?cycle={cycle}"))).into_response())
}

fn show(
    app: &App,
    visitor: &Visitor,
    sitting: &Sitting,
    form: &Form,
) -> Result<Response, PageError> {
    let agenda = sitting.meeting.agenda.iter();
    let it = LeavePage {
        form: form.shown(),
        path: format!("{}/take-away", sitting.path(visitor)),
        back: sitting.path(visitor),
        seen: form.seen_next(sitting.version),
        meeting: sitting.title(),
        items: agenda.map(|item| step_title(&sitting.opened, &item.step)).collect(),
    };
    let around = sitting.page(visitor, "Take this meeting away?").with(form);
    Ok(page::draw(app, "meetings/leaving.html", around, &it)?.into_response())
}
