//! A new step.
//!
//! In comes a form; out goes a step in the timetable, or what is wrong with which field.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;
use crate::year::refused;
use crate::year::step::fields;
use crate::year::step::fields::FieldsPage;
use crate::year::timetable::address;

/// Asks for the step.
pub(in crate::year) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path((_, cycle)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    show(&app, &visitor, &open(&visitor, cycle).await?, &Form::default()).await
}

/// Enters the step.
pub(in crate::year) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path((_, cycle)): Path<(String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let opened = open(&visitor, cycle).await?;
    let cycle = opened.cycle();
    let mut form = Form::of(pairs);
    let Some(step) = fields::read(&mut form) else {
        return show(&app, &visitor, &opened, &form).await;
    };
    let (id, done) = (step.id.clone(), format!("Added to the timetable: {}.", step.title));
    match visitor.book.enter_step(&visitor.signed(), cycle, step).await {
        Ok(_) => {
            visitor.tell(&session, &done).await?;
            Ok(Redirect::to(&visitor.path(&format!("/steps/{cycle}/{id}"))).into_response())
        }
        Err(error) => {
            refused::note(&visitor, &mut form, "title", error).await?;
            show(&app, &visitor, &opened, &form).await
        }
    }
}

async fn open(visitor: &Visitor, cycle: String) -> Result<Opened, PageError> {
    let asked = Asked { cycle, ..Asked::default() };
    Opened::of(visitor, &asked).await?.ok_or(PageError::NotFound)
}

async fn show(
    app: &App,
    visitor: &Visitor,
    opened: &Opened,
    form: &Form,
) -> Result<Response, PageError> {
    let cycle = opened.cycle();
    let it = FieldsPage {
        action: visitor.path(&format!("/timetable/{cycle}/new-step")),
        back: address(visitor, cycle),
        ..FieldsPage::of(visitor, opened, None, form).await?
    };
    let timetable = format!("Timetable {}", cycle.in_words());
    let around = Page::of(visitor, "Add a step").below(&timetable, address(visitor, cycle));
    Ok(page::draw(app, "year/step_fields.html", around.with(form), &it)?.into_response())
}
