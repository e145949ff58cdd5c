//! Taking a step away.
//!
//! In comes a step; out goes a page that asks, or says what stands against it, and then the timetable without it.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as ShownForm;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::refused;
use crate::year::step::Found;
use crate::year::step::Named;
use crate::year::this_year::StepLine;
use crate::year::this_year::step_line;
use crate::year::timetable::address;

/// The page.
#[derive(Debug, serde::Serialize)]
struct LeavingPage {
    href: String,
    title: String,
    line: StepLine,
    version: i64,
    needed_by: Vec<StepLine>,
    against: Vec<String>,
    form: ShownForm,
}

/// Asks whether to take it away.
pub(in crate::year) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path(named): Path<Named>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let found = Found::at(&visitor, named, "").await?;
    show(&app, &visitor, &found, &Form::default())
}

/// Takes it away.
pub(in crate::year) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path(named): Path<Named>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let found = Found::at(&visitor, named, "").await?;
    let mut form = Form::of(pairs);
    let (cycle, signed) = (found.opened.cycle(), visitor.signed());
    match visitor.book.remove_step(&signed, cycle, form.seen()?, found.id()).await {
        Ok(()) => {
            let done = format!("Taken away from the timetable: {}.", found.course.step.title);
            visitor.tell(&session, &done).await?;
            Ok(Redirect::to(&address(&visitor, cycle)).into_response())
        }
        Err(error) => {
            refused::note(&visitor, &mut form, "take-away", error).await?;
            // What was wrong is told in one place, wherever it would stand on the step's own page.
            let mut told = Form::default();
            form.faults().iter().for_each(|fault| told.fault("take-away", &fault.text));
            show(&app, &visitor, &found, &told)
        }
    }
}

fn show(app: &App, visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let (course, year) = (&found.course, &found.opened.so_far);
    let line = |course| step_line(visitor, year, course);
    let title = format!("Take away: {}", course.step.title);
    let it = LeavingPage {
        href: found.href(visitor),
        title: course.step.title.clone(),
        line: line(course),
        version: found.version.0,
        needed_by: year.waiting_for(course).map(line).collect(),
        against: against(found),
        form: form.shown(),
    };
    let around = found.around(visitor, title).below(&course.step.title, found.href(visitor));
    Ok(page::draw(app, "year/take_step_away.html", around.with(form), &it)?.into_response())
}

/// What else stands against it.
fn against(found: &Found) -> Vec<String> {
    let year = &found.opened.held.year;
    let mut against = Vec::new();
    if year.events.iter().any(|event| event.step == *found.id()) {
        against.push(
            "Something is recorded to have happened to it, and what is recorded stays.".to_owned(),
        );
    }
    let on_agenda = year
        .meetings
        .iter()
        .filter(|meeting| meeting.agenda.iter().any(|item| item.step == *found.id()));
    for meeting in on_agenda {
        against.push(format!("The agenda of the meeting `{}` names it.", meeting.id));
    }
    against
}
