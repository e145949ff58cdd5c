//! Takes a version back that waits for a body, so that another can be put forward.
//!
//! In comes a form; out goes a version that is taken back, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::terms::day::Day;
use partnership::terms::wording::sentence;
use partnership::timetable::spoken::Spoken;
use tower_sessions::Session;

use crate::adoption::at;
use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::adoption::refused;
use crate::app::App;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct TakeBackPage {
    form: form::Shown,
    path: String,
    back: String,
    seen: usize,
    stands: String,
    why_not: Option<String>,
}

/// Asks for it.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::default();
    form.put("on", &visitor.today.in_words());
    show(&app, &visitor, &opened, &form)
}

/// Records it.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = at::seen(&form)?;
    if let Some(noted) = typed(&mut form) {
        match opened.note(&visitor, seen, noted).await {
            Ok(()) => {
                return opened.lead_on(&visitor, &session, "The version was taken back.").await;
            }
            Err(why) => refused::note(&mut form, "on", why)?,
        }
    }
    let opened = Opened::of(&visitor, at.document).await?;
    show(&app, &visitor, &opened, &form)
}

fn typed(form: &mut Form) -> Option<Noted> {
    let on = form.value::<Spoken<Day>>("on", "Write the day");
    let why = form.needed("why", "Write why it is taken back");
    Some(Noted::TakenBack { on: on?.0, why: why? })
}

fn show(app: &App, visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let stage = opened.history.stage();
    let why_not = stage.allows(DeedKind::TakeBack, visitor.today).err();
    let it = TakeBackPage {
        form: form.shown(),
        path: opened.path(visitor, "/take-back"),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        stands: stage.in_words(),
        why_not: why_not.map(|why| sentence(&why.to_string())),
    };
    let around = opened.page(visitor, "Take the version back").with(form);
    Ok(page::draw(app, "adoption/taking_back.html", around, &it)?.into_response())
}
