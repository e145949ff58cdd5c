//! An item that is taken off an agenda, with the reason; asked about on a page of its own.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::timetable::agenda::ItemDeed;
use tower_sessions::Session;

use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Matter;
use crate::meetings::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct WithdrawPage {
    form: form::Shown,
    path: String,
    back: String,
    seen: String,
    item: String,
    meeting: String,
}

/// Asks why.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    show(&app, &visitor, &matter, &Form::default())
}

/// Withdraws it.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let deed = ItemDeed::Withdraw { why: form.text("why").to_owned() };
    if let Err(refused) = matter.change(&visitor, form.seen()?, deed).await {
        refused::note(&mut form, "why", refused)?;
        let matter = Matter::of(&visitor, &at).await?;
        return show(&app, &visitor, &matter, &form);
    }
    matter
        .sitting
        .lead_on(&visitor, &session, &format!("“{}” was withdrawn.", matter.title()))
        .await
}

fn show(app: &App, visitor: &Visitor, matter: &Matter, form: &Form) -> Result<Response, PageError> {
    let it = WithdrawPage {
        form: form.shown(),
        path: matter.path(visitor, "withdraw"),
        back: matter.sitting.path(visitor),
        seen: form.seen_next(matter.version),
        item: matter.title(),
        meeting: matter.sitting.title(),
    };
    let around = matter.sitting.page(visitor, "Withdraw an item").with(form);
    Ok(page::draw(app, "meetings/withdrawing.html", around, &it)?.into_response())
}
