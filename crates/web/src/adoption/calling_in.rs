//! Records that Cabinet’s decision on a document was called in.
//!
//! In comes a form; out goes a call-in that is recorded, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::call_in::CallIn;
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
struct CallInPage {
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
            Ok(()) => return opened.lead_on(&visitor, &session, "The call-in was recorded.").await,
            Err(why) => refused::note(&mut form, "on", why)?,
        }
    }
    let opened = Opened::of(&visitor, at.document).await?;
    show(&app, &visitor, &opened, &form)
}

fn typed(form: &mut Form) -> Option<Noted> {
    let on = form.value::<Spoken<Day>>("on", "Write the day on which it was called in");
    let by = form.needed("by", "Write who called it in");
    let why = form.needed("why", "Write why it was called in");
    Some(Noted::CalledIn(CallIn { on: on?.0, by: by?, why: why? }))
}

fn show(app: &App, visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let stage = opened.history.stage();
    let why_not = stage.allows(DeedKind::CallIn, visitor.today).err();
    let it = CallInPage {
        form: form.shown(),
        path: opened.path(visitor, "/call-in"),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        stands: stage.in_words(),
        why_not: why_not.map(|why| sentence(&why.to_string())),
    };
    let around = opened.page(visitor, "Record a call-in").with(form);
    Ok(page::draw(app, "adoption/calling_in.html", around, &it)?.into_response())
}
