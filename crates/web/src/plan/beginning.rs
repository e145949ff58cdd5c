//! A plan is begun: anew, or by refreshing that of an earlier cycle.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::rolling::Wording;
use partnership::timetable::cycle::Cycle;
use records::PlanRefused;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::around;
use crate::plan::at::lead_on;
use crate::plan::at::name;
use crate::plan::at::path;
use crate::plan::carrying::before;
use crate::plan::refused;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct BeginningPage {
    form: Shown,
    path: String,
    back: String,
    ways: Vec<Choice>,
}

/// Whether the plan of a cycle is begun, for a visitor who may begin it, where there is such a cycle.
async fn is_begun(visitor: &Visitor, cycle: Cycle) -> Result<bool, PageError> {
    visitor.may(Deed::WritePlan)?;
    visitor.book.year(cycle).await?.ok_or(PageError::NotFound)?;
    Ok(visitor.book.plan(cycle).await?.is_some())
}

/// Leads to a plan that somebody has begun.
async fn lead_there(
    visitor: &Visitor,
    session: &Session,
    cycle: Cycle,
) -> Result<Response, PageError> {
    lead_on(visitor, session, cycle, ("", "The plan is begun already.")).await
}

/// Asks how it is begun.
pub(super) async fn ask(visitor: Visitor, at: At, session: Session) -> Result<Response, PageError> {
    if is_begun(&visitor, at.cycle).await? {
        return lead_there(&visitor, &session, at.cycle).await;
    }
    draw(&visitor, at.cycle, &Form::default()).await
}

/// Begins it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    if is_begun(&visitor, at.cycle).await? {
        return lead_there(&visitor, &session, at.cycle).await;
    }
    let mut form = Form::of(pairs);
    let (book, signed) = (&visitor.book, visitor.signed());
    let from = before(book, at.cycle).await?;
    let (begun, done) = match (form.text("way"), from) {
        ("anew", _) => {
            let (strategy, views) = (String::new(), String::new());
            let wording = Wording { until: at.cycle, strategy, views, illustrative: false };
            let done = "The plan is begun. Write its strategy next.";
            (book.begin_plan(&signed, at.cycle, wording).await, ("/words", done))
        }
        ("refresh", Some(from)) => {
            let done = "The plan was refreshed. Look at what it took over, and carry over what is not finished.";
            (book.refresh_plan(&signed, (from, at.cycle)).await, ("", done))
        }
        _ => {
            form.fault("way", "Choose how the plan is begun");
            return draw(&visitor, at.cycle, &form).await;
        }
    };
    match begun {
        Ok(_) => lead_on(&visitor, &session, at.cycle, done).await,
        Err(PlanRefused::Conflict(_)) => lead_there(&visitor, &session, at.cycle).await,
        Err(why) => {
            refused::note(&mut form, "way", why)?;
            draw(&visitor, at.cycle, &form).await
        }
    }
}

async fn draw(visitor: &Visitor, cycle: Cycle, form: &Form) -> Result<Response, PageError> {
    let refresh = before(&visitor.book, cycle).await?.map(|from| {
        let text = format!("Refresh the plan of {}", from.in_words());
        let hint = "Its strategy and undertakings come along, and the objectives whose priorities were decided again";
        Choice::of(form, "way", "refresh", &text).with_hint(hint.to_owned())
    });
    let anew = Choice::of(form, "way", "anew", "Begin it anew");
    let it = BeginningPage {
        form: form.shown(),
        path: path(visitor, cycle, "/begin"),
        back: path(visitor, cycle, ""),
        ways: refresh.into_iter().chain([anew]).collect(),
    };
    let around = around(visitor, "Begin the plan").below(&name(cycle), it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "plan/beginning.html", around, &it)?.into_response())
}
