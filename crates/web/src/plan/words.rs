//! The strategy of a plan, the years that it covers, and how views are obtained.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::rolling::MOST_YEARS;
use partnership::plan::rolling::Wording;
use partnership::timetable::cycle::Cycle;
use records::PlanChange;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::refused;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct WordsPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    years: Vec<Choice>,
}

/// Asks for them.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (mut form, wording) = (Form::default(), opened.plan.held.value.wording());
    form.put("until", &wording.until.to_string());
    form.put("strategy", &wording.strategy);
    form.put("views", &wording.views);
    draw(&visitor, &opened, &form)
}

/// Changes them.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::of(pairs);
    let seen = (at.cycle, form.seen()?);
    let until = form.value("until", "Choose the last year that the plan covers");
    let Some(until) = until else { return draw(&visitor, &opened, &form) };
    let (strategy, views) = (form.text("strategy").to_owned(), form.text("views").to_owned());
    let illustrative = opened.plan.held.value.wording().illustrative;
    let what = PlanChange::Word(Wording { until, strategy, views, illustrative });
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.change_plan(&signed, seen, what, visitor.today).await {
        refused::note(&mut form, "strategy", why)?;
        let now = Opened::to(&visitor, &at, Deed::WritePlan).await?;
        return draw(&visitor, &now, &form);
    }
    lead_on(&visitor, &session, at.cycle, ("", "The plan was saved.")).await
}

fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let start = opened.cycle.year().start();
    let years = (start..start + MOST_YEARS).filter_map(Cycle::beginning);
    let choice = |cycle: Cycle| Choice::of(form, "until", &cycle.to_string(), &cycle.in_words());
    let it = WordsPage {
        form: form.shown(),
        path: opened.path(visitor, "/words"),
        back: opened.path(visitor, ""),
        version: form.seen_next(opened.plan.held.version),
        years: years.map(choice).collect(),
    };
    let around = opened.page(visitor, "Strategy and views").with(form);
    Ok(page::draw(&visitor.app, "plan/words.html", around, &it)?.into_response())
}
