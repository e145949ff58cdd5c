//! One more step on the agenda of a meeting, by a form or by one press of a button.
//!
//! In comes a step that the body has still to decide; out goes an agenda that lists it, or the form with why not.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::terms::slug::Slug;
use partnership::terms::wording::capitalised;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::agenda::Paper;
use partnership::timetable::step::StepId;
use tower_sessions::Session;

use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Sitting;
use crate::meetings::at::step_title;
use crate::meetings::entering::Choice;
use crate::meetings::foreseeing;
use crate::meetings::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct ListingPage {
    form: form::Shown,
    path: String,
    back: String,
    meeting: String,
    steps: Vec<Choice>,
}

/// Asks which step.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let sitting = Sitting::to_change(&visitor, &at).await?;
    show(&app, &visitor, &sitting, &Form::default())
}

/// Lists the step.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let sitting = Sitting::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let Some(item) = typed(&mut form) else { return show(&app, &visitor, &sitting, &form) };
    let (id, opened) = (&sitting.meeting.id, &sitting.opened);
    let step = item.step.clone();
    let listing = match sitting.meeting.clone().listing(item.clone()) {
        Ok(listing) => listing,
        Err(refused) => {
            form.fault("step", &refused.to_string());
            return show(&app, &visitor, &sitting, &form);
        }
    };
    let why = format!("it is on the agenda of `{id}`");
    let foreseen = foreseeing::foreseen(&visitor, opened, listing, &why, &mut form);
    let Some(foreseen) = foreseen else { return show(&app, &visitor, &sitting, &form) };
    let (signed, cycle) = (visitor.signed(), opened.cycle());
    let listed = visitor.book.list_item(&signed, cycle, id, item, visitor.today).await;
    if let Err(refused) = listed {
        refused::note(&mut form, "step", refused)?;
        return show(&app, &visitor, &sitting, &form);
    }
    let told = format!("“{}” was listed.{}", step_title(opened, &step), foreseen.in_sentences());
    sitting.lead_on(&visitor, &session, &told).await
}

/// The item that was typed; its papers stand one on a line.
fn typed(form: &mut Form) -> Option<AgendaItem> {
    let step = form.value::<Slug>("step", "Choose the step that the meeting is to decide")?;
    let titles = form.text("papers").lines().map(str::trim).filter(|title| !title.is_empty());
    let papers = titles.map(|title| Paper { title: title.to_owned(), published: None }).collect();
    Some(AgendaItem { step: StepId(step), papers, life: ItemLife::Listed })
}

fn show(
    app: &App,
    visitor: &Visitor,
    sitting: &Sitting,
    form: &Form,
) -> Result<Response, PageError> {
    let opened = &sitting.opened;
    let theirs = opened.so_far.unlisted_of(&sitting.meeting.body, &opened.held.year.meetings);
    let chosen = form.text("step");
    let steps = theirs.into_iter().map(|course| {
        let value = course.step.id.to_string();
        let hint = capitalised(&format!("planned {}", course.when.in_words()));
        let text = course.step.title.clone();
        Choice { checked: value == chosen, value, text, hint: Some(Message { text: hint }) }
    });
    let it = ListingPage {
        form: form.shown(),
        path: format!("{}/list", sitting.path(visitor)),
        back: sitting.path(visitor),
        meeting: sitting.title(),
        steps: steps.collect(),
    };
    let around = sitting.page(visitor, "List a step on the agenda").with(form);
    Ok(page::draw(app, "meetings/listing.html", around, &it)?.into_response())
}
