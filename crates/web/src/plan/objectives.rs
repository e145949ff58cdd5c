//! The objectives of a plan under the priorities in force: written, worded otherwise, taken away.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::rolling::Objective;
use partnership::priorities::decided::PriorityId;
use partnership::terms::slug::Slug;
use records::PlanChange;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::number;
use crate::panels::table::words;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::refused;
use crate::who::visitor::Visitor;

/// The list, with the form for one more.
#[derive(Debug, serde::Serialize)]
struct ObjectivesPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    priorities_page: String,
    table: Option<Table>,
    priorities: Vec<Choice>,
}

/// The form of one.
#[derive(Debug, serde::Serialize)]
struct ObjectivePage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    priority: String,
    /// How many actions are under it, so that it cannot be taken away.
    actions: usize,
}

/// Lists them, and asks for one more.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    draw(&visitor, &opened, &Form::default())
}

/// Writes one more.
pub(super) async fn add(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::of(pairs);
    let seen = (at.cycle, form.seen()?);
    let priority: Option<Slug> = form.value("priority", "Choose the priority that it is under");
    let words = form.text("words").to_owned();
    if let Some(fault) = Objective::fault_of(&words) {
        form.fault("words", &fault.to_string());
    }
    let Some(priority) = priority.map(PriorityId).filter(|_| !form.has_faults()) else {
        return draw(&visitor, &opened, &form);
    };
    let what = PlanChange::AddObjective { priority, words };
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.change_plan(&signed, seen, what, visitor.today).await {
        refused::note(&mut form, "priority", why)?;
        let now = Opened::to(&visitor, &at, Deed::WritePlan).await?;
        return draw(&visitor, &now, &form);
    }
    let done = "The objective was written. Enter the actions under it next.";
    lead_on(&visitor, &session, at.cycle, ("/objectives", done)).await
}

fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let (plan, full) = (&opened.plan.held.value, opened.full());
    let rows = plan.objectives().iter().map(|one| {
        let priority = full.priority(one.priority()).map(|priority| priority.wording().to_owned());
        let priority = priority.unwrap_or_else(|| "No priority in force".to_owned());
        let path = opened.path(visitor, &format!("/objectives/{}", one.number()));
        let actions = full.under(one.number()).count();
        vec![link(one.words(), path), words(priority), number(actions)]
    });
    let choice = |priority: &partnership::priorities::decided::Priority| {
        Choice::of(form, "priority", &priority.id().to_string(), priority.wording())
    };
    let heads = ["Objective", "Priority", "#Actions"];
    let it = ObjectivesPage {
        form: form.shown(),
        path: opened.path(visitor, "/objectives"),
        back: opened.path(visitor, ""),
        version: form.seen_next(opened.plan.held.version),
        priorities_page: visitor.path(&format!("/priorities/{}", opened.cycle)),
        table: Table::of("objectives", "Objectives so far", &heads).with(rows.collect()),
        priorities: opened.plan.priorities().iter().map(choice).collect(),
    };
    let around = opened.page(visitor, "Objectives").with(form);
    Ok(page::draw(&visitor.app, "plan/objectives.html", around, &it)?.into_response())
}

fn objective<'o>(opened: &'o Opened, at: &At) -> Result<&'o Objective, PageError> {
    let found = at.objective.and_then(|number| opened.plan.held.value.objective(number));
    found.ok_or(PageError::NotFound)
}

/// Asks for other words of one.
pub(super) async fn ask_one(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let one = objective(&opened, &at)?;
    let mut form = Form::default();
    form.put("words", one.words());
    draw_one(&visitor, &opened, one, &form)
}

/// Words one otherwise.
pub(super) async fn reword(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (number, form) = (objective(&opened, &at)?.number(), Form::of(pairs));
    let what = PlanChange::RewordObjective { number, words: form.text("words").to_owned() };
    change_one(&visitor, &at, &session, (form, what, "The objective was changed.")).await
}

/// Takes one away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let one = objective(&opened, &at)?;
    let what = PlanChange::TakeObjectiveAway(one.number());
    let mut form = Form::of(pairs);
    if form.text("words").is_empty() {
        form.put("words", one.words());
    }
    change_one(&visitor, &at, &session, (form, what, "The objective was taken away.")).await
}

async fn change_one(
    visitor: &Visitor,
    at: &At,
    session: &Session,
    (mut form, what, done): (Form, PlanChange, &str),
) -> Result<Response, PageError> {
    let seen = (at.cycle, form.seen()?);
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.change_plan(&signed, seen, what, visitor.today).await {
        refused::note(&mut form, "words", why)?;
        let now = Opened::to(visitor, at, Deed::WritePlan).await?;
        return draw_one(visitor, &now, objective(&now, at)?, &form);
    }
    lead_on(visitor, session, at.cycle, ("/objectives", done)).await
}

fn draw_one(
    visitor: &Visitor,
    opened: &Opened,
    one: &Objective,
    form: &Form,
) -> Result<Response, PageError> {
    let full = opened.full();
    let priority = full.priority(one.priority()).map(|priority| priority.wording().to_owned());
    let it = ObjectivePage {
        form: form.shown(),
        path: opened.path(visitor, &format!("/objectives/{}", one.number())),
        back: opened.path(visitor, "/objectives"),
        version: form.seen_next(opened.plan.held.version),
        priority: priority.unwrap_or_else(|| "No priority in force".to_owned()),
        actions: full.under(one.number()).count(),
    };
    let around = opened.page(visitor, "Change an objective").below("Objectives", it.back.clone());
    Ok(page::draw(&visitor.app, "plan/objective.html", around.with(form), &it)?.into_response())
}
