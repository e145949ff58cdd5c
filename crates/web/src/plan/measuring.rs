//! The measure of an action: the same fields as those of a task group's measure, on the same page.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::described::Described;
use partnership::task_groups::measure::Better;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use partnership::terms::slug::free;
use partnership::terms::wording::capitalised;
use records::KeptAction;
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
use crate::task_groups::measure_fields;
use crate::task_groups::which::last_ended;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct MeasurePage {
    form: Shown,
    path: String,
    back: String,
    /// Whose measure it is: that of the action, by its title.
    group: String,
    known: bool,
    version: String,
    /// Whether figures were noted, so that it cannot be taken away.
    has_values: bool,
    better: Vec<Choice>,
    baseline_quarters: Vec<Choice>,
    target_quarters: Vec<Choice>,
    change_quarters: Vec<Choice>,
}

/// Asks for it.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let kept = &opened.action(&at)?;
    let form = kept.action.described().measure.as_ref().map(measure_fields::filled);
    draw(&visitor, &opened, kept, &form.unwrap_or_default())
}

/// Changes it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (kept, mut form) = (&opened.action(&at)?, Form::of(pairs));
    let described = kept.action.described();
    let before = described.measure.as_ref();
    let none = || PageError::Broken("no short name is free for a measure".to_owned());
    let id = match before {
        Some(before) => before.id().clone(),
        None => free(form.text("name"), "measure", |_| false).map(MeasureId).ok_or_else(none)?,
    };
    let Some(measure) = measure_fields::read(&mut form, (&id, &described.lead), before) else {
        return draw(&visitor, &opened, kept, &form);
    };
    change(&visitor, &at, &session, (form, Some(measure), "The measure was saved.")).await
}

/// Takes it away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let form = Form::of(pairs);
    change(&visitor, &at, &session, (form, None, "The measure was taken away.")).await
}

async fn change(
    visitor: &Visitor,
    at: &At,
    session: &Session,
    (mut form, measure, done): (Form, Option<Measure>, &str),
) -> Result<Response, PageError> {
    let opened = Opened::to(visitor, at, Deed::WritePlan).await?;
    let kept = &opened.action(at)?;
    let seen = (at.cycle, kept.number, form.seen()?);
    // Whatever else is described stays, and so does the day to which it was deferred.
    let described = Described { measure, ..kept.action.as_it_is() };
    let deed = ActionDeed::Describe(Box::new(described));
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.record_action_deed(&signed, seen, deed, visitor.today).await {
        refused::note(&mut form, "name", why)?;
        let now = Opened::to(visitor, at, Deed::WritePlan).await?;
        return draw(visitor, &now, &now.action(at)?, &form);
    }
    let below = format!("/actions/{}", kept.number);
    lead_on(visitor, session, at.cycle, (&below, done)).await
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptAction,
    form: &Form,
) -> Result<Response, PageError> {
    let ended = last_ended(visitor.today);
    let better =
        |better: Better| Choice::of(form, "better", better.code(), &capitalised(better.in_words()));
    let it = MeasurePage {
        form: form.shown(),
        path: opened.action_path(visitor, kept.number, "/measure"),
        back: opened.action_path(visitor, kept.number, ""),
        group: kept.action.described().title.clone(),
        known: kept.action.described().measure.is_some(),
        version: form.seen_next(kept.version),
        has_values: kept.action.has_figures(),
        better: Better::ALL.into_iter().map(better).collect(),
        baseline_quarters: measure_fields::quarters(form, "baseline_quarter", ended),
        target_quarters: measure_fields::quarters(form, "target_quarter", ended),
        change_quarters: measure_fields::quarters(form, "change_from", ended),
    };
    let around = opened.action_page(visitor, kept, "Its measure").with(form);
    Ok(page::draw(&visitor.app, "task_groups/measure.html", around, &it)?.into_response())
}
