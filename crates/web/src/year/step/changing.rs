//! Changing a step as it is planned.
//!
//! In comes a form with the version that was seen; out goes the step as it is to be, or why not.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use records::Version;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::refused;
use crate::year::step::Found;
use crate::year::step::Named;
use crate::year::step::fields;
use crate::year::step::fields::FieldsPage;

/// Asks for the changes.
pub(in crate::year) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path(named): Path<Named>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let found = Found::at(&visitor, named, "").await?;
    show(&app, &visitor, &found, &fields::filled(&found.course.step), found.version).await
}

/// Changes the step.
pub(in crate::year) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path(named): Path<Named>,
    Sent(mut pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let found = Found::at(&visitor, named, "").await?;
    // The short name is that of the address, whatever was sent.
    pairs.retain(|(name, _)| name != "id");
    pairs.push(("id".to_owned(), found.id().to_string()));
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let Some(step) = fields::read(&mut form) else {
        return show(&app, &visitor, &found, &form, seen).await;
    };
    let done = format!("Changed: {}.", step.title);
    let cycle = found.opened.cycle();
    match visitor.book.change_step(&visitor.signed(), cycle, seen, step).await {
        Ok(_) => {
            visitor.tell(&session, &done).await?;
            Ok(Redirect::to(&found.href(&visitor)).into_response())
        }
        Err(error) => {
            refused::note(&visitor, &mut form, "when", error).await?;
            show(&app, &visitor, &found, &form, seen).await
        }
    }
}

async fn show(
    app: &App,
    visitor: &Visitor,
    found: &Found,
    form: &Form,
    seen: Version,
) -> Result<Response, PageError> {
    let step = &found.course.step;
    let now = if seen == found.version {
        Vec::new()
    } else {
        fields::facts(step, found.opened.so_far.timetable())
    };
    let href = found.href(visitor);
    let it = FieldsPage {
        action: format!("{href}/change"),
        back: href.clone(),
        // Sent again, it takes the place of what it is now set beside.
        version: Some(found.version.0),
        now,
        ..FieldsPage::of(visitor, &found.opened, Some(found.id()), form).await?
    };
    let around = found.around(visitor, format!("Change: {}", step.title)).below(&step.title, href);
    Ok(page::draw(app, "year/step_fields.html", around.with(form), &it)?.into_response())
}
