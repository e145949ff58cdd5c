//! The house template of cover reports: their order and words, as a short text.
//!
//! In comes a form; out goes a template that the core has read, or the form again with every fault and its line.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::approval::cover_report::house::HouseTemplate;
use partnership::membership::may::Deed;
use partnership::terms::wording::sentence;
use records::ChangeError;
use records::Version;
use tower_sessions::Session;

use crate::adoption::at::list_above;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct HousePage {
    form: form::Shown,
    path: String,
    back: String,
    /// Whose words are in use.
    whose: &'static str,
    /// The version that was seen; empty where the partnership has no template of its own.
    version: String,
    rows: usize,
}

/// Shows it.
pub(super) async fn ask(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::TakeToAdoption)?;
    draw(&visitor, None).await
}

/// Keeps what was written, or goes back to the usual template.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::TakeToAdoption)?;
    let mut form = Form::of(pairs);
    let seen: Option<Version> = match form.text("version") {
        "" => None,
        _ => Some(form.seen()?),
    };
    let template = match form.text("press") {
        "usual" => None,
        _ => match form.text("template").parse::<HouseTemplate>() {
            Ok(template) => Some(template),
            Err(faults) => {
                for fault in faults.0 {
                    form.fault("template", &sentence(&fault.to_string()));
                }
                return Ok(draw(&visitor, Some(form)).await?.into_response());
            }
        },
    };
    let done = match template {
        Some(_) => {
            "Reports are written in these words from now on. Those that were before a meeting stay as they were."
        }
        None => "Reports are written in the usual words from now on, or in those of this server.",
    };
    match visitor.book.set_house_template(&visitor.signed(), seen, template).await {
        Ok(()) => {
            visitor.tell(&session, done).await?;
            Ok(Redirect::to(&visitor.path("/adoption")).into_response())
        }
        Err(ChangeError::Conflict(conflict)) => {
            form.fault(CONFLICT, &conflict.to_string());
            Ok(draw(&visitor, Some(form)).await?.into_response())
        }
        Err(ChangeError::Records(error)) => Err(error.into()),
    }
}

async fn draw(visitor: &Visitor, sent: Option<Form>) -> Result<Html<String>, PageError> {
    let held = visitor.book.house_template().await?;
    let (now, whose) = visitor.book.house_in_use().await?;
    let now = now.to_string();
    let latest = held.map(|held| held.version.0.to_string()).unwrap_or_default();
    let is_fresh = sent.as_ref().is_none_or(|form| form.has_conflict());
    let form = sent.unwrap_or_else(|| {
        let mut form = Form::default();
        form.put("template", &now);
        form
    });
    let it = HousePage {
        path: visitor.path("/adoption/house"),
        back: visitor.path("/adoption"),
        whose: whose.in_words(),
        version: if is_fresh { latest } else { form.text("version").to_owned() },
        rows: form.text("template").lines().count() + 2,
        form: form.shown(),
    };
    let around = Page::of(visitor, "The order and words of our reports");
    page::draw(&visitor.app, "adoption/house.html", list_above(around, visitor).with(&form), &it)
}
