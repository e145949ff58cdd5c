//! Records an amendment that was made under a delegation.
//!
//! In comes a form; out goes an amendment that changes the text, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::amendment::Change;
use partnership::approval::amendment::Delegated;
use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::approval::stage::Stage;
use partnership::approval::text::PassageId;
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
struct AmendPage {
    form: form::Shown,
    path: String,
    back: String,
    seen: usize,
    stands: String,
    why_not: Option<String>,
    holder: String,
    limits: String,
    until: String,
    text: String,
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
                return opened.lead_on(&visitor, &session, "The amendment was recorded.").await;
            }
            Err(why) => refused::note(&mut form, "on", why)?,
        }
    }
    let opened = Opened::of(&visitor, at.document).await?;
    show(&app, &visitor, &opened, &form)
}

fn typed(form: &mut Form) -> Option<Noted> {
    let passage = form.value::<PassageId>("passage", "Write the number of the passage, such as 14");
    let change = passage.and_then(|passage| change(form, passage));
    let on = form.value::<Spoken<Day>>("on", "Write the day on which it was amended");
    let missing = "Write why it was amended and how that lies within the limits";
    let why = form.needed("why", missing);
    Some(Noted::Amended(Delegated { change: change?, on: on?.0, why: why? }))
}

fn change(form: &mut Form, passage: PassageId) -> Option<Change> {
    let missing = "Write what the passage is to say";
    match form.text("what") {
        "reword" => form.needed("words", missing).map(|words| Change::Reword { passage, words }),
        "add-after" => {
            form.needed("words", missing).map(|words| Change::AddAfter { passage, words })
        }
        "take-out" => Some(Change::TakeOut { passage }),
        _ => {
            form.fault("what", "Choose what was changed");
            None
        }
    }
}

fn show(app: &App, visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let stage = opened.history.stage();
    let why_not = stage.allows(DeedKind::Amend, visitor.today).err();
    let delegation = match stage {
        Stage::Before { matter, .. } => matter.delegation(),
        Stage::NotPutForward | Stage::CalledIn { .. } | Stage::SentBack(_) | Stage::Adopted(_) => {
            None
        }
    };
    let it = AmendPage {
        form: form.shown(),
        path: opened.path(visitor, "/amend"),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        stands: stage.in_words(),
        why_not: why_not.map(|why| sentence(&why.to_string())),
        holder: delegation.map_or_else(String::new, |one| one.holder.clone()),
        limits: delegation.map_or_else(String::new, |one| one.limits.clone()),
        until: delegation.map_or_else(String::new, |one| one.until.in_words()),
        text: opened.path(visitor, "/text"),
    };
    let around = opened.page(visitor, "Amend it under a delegation").with(form);
    Ok(page::draw(app, "adoption/amending.html", around, &it)?.into_response())
}
