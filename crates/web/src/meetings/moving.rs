//! A meeting's date, set or changed; shown with what it brings before it is saved.
//!
//! In comes a form; out goes a meeting that was moved with the steps on its agenda, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::timetable::when::When;
use tower_sessions::Session;

use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Sitting;
use crate::meetings::at::step_title;
use crate::meetings::entering::typed_date;
use crate::meetings::foreseeing;
use crate::meetings::foreseeing::Press;
use crate::meetings::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct MovePage {
    form: form::Shown,
    path: String,
    seen: String,
    meeting: String,
    items: Vec<String>,
}

/// What would be, before it is saved.
#[derive(Debug, serde::Serialize)]
struct ForeseenPage {
    form: form::Shown,
    path: String,
    seen: String,
    meeting: String,
    when: String,
    foreseen: foreseeing::Shown,
}

/// Asks for the date.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let sitting = Sitting::to_change(&visitor, &at).await?;
    show(&app, &visitor, &sitting, &Form::default())
}

/// Shows what the date would bring, or moves the meeting.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let sitting = Sitting::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let press = Press::of(&form);
    let when = if press == Press::Change { None } else { typed_date(&mut form) };
    let Some(when) = when else { return show(&app, &visitor, &sitting, &form) };
    let why = form.text("why").to_owned();
    let moved = match sitting.meeting.clone().moved_to(when) {
        Ok(moved) => moved,
        Err(refused) => {
            form.fault("when", &refused.to_string());
            return show(&app, &visitor, &sitting, &form);
        }
    };
    let foreseen = foreseeing::foreseen(&visitor, &sitting.opened, moved, &why, &mut form);
    let Some(foreseen) = foreseen else { return show(&app, &visitor, &sitting, &form) };
    let (id, cycle) = (&sitting.meeting.id, sitting.opened.cycle());
    if press == Press::Look {
        return show_foreseen(&app, &visitor, &sitting, (&form, When::from(when), foreseen));
    }
    let (seen, signed) = (form.seen()?, visitor.signed());
    let why = (why.as_str(), visitor.today);
    let moved = visitor.book.move_meeting(&signed, cycle, seen, (id, when), why).await;
    if let Err(refused) = moved {
        refused::note(&mut form, "when", refused)?;
        let sitting = Sitting::of(&visitor, &at).await?;
        return show(&app, &visitor, &sitting, &form);
    }
    let told = format!("The date of the meeting was changed.{}", foreseen.in_sentences());
    sitting.lead_on(&visitor, &session, &told).await
}

fn show(
    app: &App,
    visitor: &Visitor,
    sitting: &Sitting,
    form: &Form,
) -> Result<Response, PageError> {
    let listed = sitting.meeting.listed();
    let it = MovePage {
        form: form.shown(),
        path: format!("{}/date", sitting.path(visitor)),
        seen: form.seen_next(sitting.version),
        meeting: sitting.title(),
        items: listed.map(|item| step_title(&sitting.opened, &item.step)).collect(),
    };
    let around = sitting.page(visitor, "Change the date").with(form);
    Ok(page::draw(app, "meetings/moving.html", around, &it)?.into_response())
}

fn show_foreseen(
    app: &App,
    visitor: &Visitor,
    sitting: &Sitting,
    (form, when, foreseen): (&Form, When, foreseeing::Shown),
) -> Result<Response, PageError> {
    let it = ForeseenPage {
        form: form.shown(),
        path: format!("{}/date", sitting.path(visitor)),
        seen: form.seen_next(sitting.version),
        meeting: sitting.title(),
        when: when.in_words(),
        foreseen,
    };
    let around = sitting.page(visitor, "What the new date brings");
    Ok(page::draw(app, "meetings/moving_foreseen.html", around, &it)?.into_response())
}
