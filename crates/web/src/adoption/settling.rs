//! Records what came of a call-in.
//!
//! In comes a form; out goes a call-in that came to its end, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::call_in::Outcome;
use partnership::approval::call_in::Settled;
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
struct SettlePage {
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
                return opened
                    .lead_on(&visitor, &session, "What came of the call-in was recorded.")
                    .await;
            }
            Err(why) => refused::note(&mut form, "on", why)?,
        }
    }
    let opened = Opened::of(&visitor, at.document).await?;
    show(&app, &visitor, &opened, &form)
}

fn typed(form: &mut Form) -> Option<Noted> {
    let outcome = match form.text("outcome") {
        "stands" => Some(Outcome::Stands),
        "back-to-cabinet" => {
            let missing = "Write why Cabinet is asked to think again";
            form.needed("why", missing).map(|why| Outcome::BackToCabinet { why })
        }
        _ => {
            form.fault("outcome", "Choose what came of it");
            None
        }
    };
    let on = form.value::<Spoken<Day>>("on", "Write the day on which it came to its end");
    let minute = form.needed("minute", "Write where the minutes have it");
    Some(Noted::Settled(Settled { on: on?.0, minute: minute?, outcome: outcome? }))
}

fn show(app: &App, visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let stage = opened.history.stage();
    let why_not = stage.allows(DeedKind::Settle, visitor.today).err();
    let it = SettlePage {
        form: form.shown(),
        path: opened.path(visitor, "/settle"),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        stands: stage.in_words(),
        why_not: why_not.map(|why| sentence(&why.to_string())),
    };
    let around = opened.page(visitor, "Record what came of the call-in").with(form);
    Ok(page::draw(app, "adoption/settling.html", around, &it)?.into_response())
}
