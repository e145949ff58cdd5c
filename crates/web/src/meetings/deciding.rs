//! What a body decided on an item, as its minutes have it.
//!
//! In comes a form; out goes a decision that is recorded and what follows from it, or the form again.

mod minuted;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::following::Following;
use tower_sessions::Session;

use crate::adoption;
use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Matter;
use crate::meetings::deciding::minuted::Rows;
use crate::meetings::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct DecidePage {
    form: form::Shown,
    path: String,
    back: String,
    seen: String,
    item: String,
    meeting: String,
    stands: String,
    body: String,
    rows: Rows,
    /// Where it is recorded with its amendments by passage, where it agrees a document.
    adoption: Option<String>,
}

/// Asks for the decision.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    show(&app, &visitor, &matter, (&Form::default(), Rows::first()))
}

/// Records the decision, or shows the form with room for another amendment.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    if form.text("press") == "another" {
        let rows = Rows::of(&form).and_another();
        return show(&app, &visitor, &matter, (&form, rows));
    }
    let Some(decision) = minuted::decision(&mut form) else {
        let rows = Rows::of(&form);
        return show(&app, &visitor, &matter, (&form, rows));
    };
    let decided = matter.change(&visitor, form.seen()?, ItemDeed::Decide(decision)).await;
    if let Err(refused) = decided {
        refused::note(&mut form, "outcome", refused)?;
        let matter = Matter::of(&visitor, &at).await?;
        let rows = Rows::of(&form);
        return show(&app, &visitor, &matter, (&form, rows));
    }
    let after = Matter::of(&visitor, &at).await?;
    let follows = after.sitting.opened.so_far.following(&after.item.step);
    let follows = follows.map_or_else(String::new, |one: Following| one.in_words());
    matter
        .sitting
        .lead_on(&visitor, &session, &format!("The decision was recorded. {follows}"))
        .await
}

fn show(
    app: &App,
    visitor: &Visitor,
    matter: &Matter,
    (form, rows): (&Form, Rows),
) -> Result<Response, PageError> {
    let it = DecidePage {
        form: form.shown(),
        path: matter.path(visitor, "decision"),
        back: matter.sitting.path(visitor),
        seen: form.seen_next(matter.version),
        item: matter.title(),
        meeting: matter.sitting.title(),
        stands: partnership::terms::wording::sentence(&matter.item.in_words()),
        body: matter.sitting.body().to_owned(),
        rows,
        adoption: adoption(visitor, matter),
    };
    let around = matter.sitting.page(visitor, "Record the decision").with(form);
    Ok(page::draw(app, "meetings/deciding.html", around, &it)?.into_response())
}

/// Where the decision is recorded with what it means for the text of a document, if it agrees one.
fn adoption(visitor: &Visitor, matter: &Matter) -> Option<String> {
    let timetable = matter.sitting.opened.so_far.timetable();
    let (step, body) = (timetable.step(&matter.item.step)?, &matter.sitting.meeting.body);
    let body = timetable.body(body)?.kind;
    let mut kinds = DocumentKind::ALL.into_iter();
    let kind = kinds.find(|kind| kind.turn_of(step, body).is_some())?;
    let document = DocumentId { kind, cycle: timetable.cycle() };
    let below = format!("/decision/{}/{}", matter.sitting.meeting.id, matter.item.step);
    Some(adoption::path_of(visitor, document, &below))
}
