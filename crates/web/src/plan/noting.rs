//! The progress of an action in a quarter, noted by whoever leads it.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::action::Action;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::progress::Progress;
use partnership::task_groups::judgement::Rag;
use partnership::terms::day::Day;
use partnership::terms::period::Quarter;
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
use crate::plan::told;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct NotingPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    quarters: Vec<Choice>,
    judgements: Vec<Choice>,
    /// In what the figure is counted; none where the action has no measure.
    unit: Option<String>,
}

/// The action that a visitor may note the progress of.
async fn opened(visitor: &Visitor, at: &At) -> Result<Opened, PageError> {
    if !visitor.can(Deed::NoteProgress) {
        visitor.may(Deed::NoteProgress)?;
    }
    let opened = Opened::of(&visitor.book, at.cycle).await?.ok_or(PageError::NotFound)?;
    let lead = opened.action(at)?.action.described().lead.clone();
    visitor.may_for(Deed::NoteProgress, &lead)?;
    Ok(opened)
}

/// Asks for it.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = opened(&visitor, &at).await?;
    let mut form = Form::default();
    form.put("quarter", &now(visitor.today).to_string());
    draw(&visitor, &opened, &opened.action(&at)?, &form)
}

/// Notes it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let now = opened(&visitor, &at).await?;
    let (kept, mut form) = (&now.action(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    let Some(deed) = read(&mut form, &kept.action, visitor.today) else {
        return draw(&visitor, &now, kept, &form);
    };
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.record_action_deed(&signed, seen, deed, visitor.today).await {
        refused::note(&mut form, "words", why)?;
        let now = opened(&visitor, &at).await?;
        return draw(&visitor, &now, &now.action(&at)?, &form);
    }
    let below = format!("/actions/{}", kept.number);
    lead_on(&visitor, &session, at.cycle, (&below, "Progress was noted.")).await
}

/// The quarter that runs on a day.
pub(super) fn now(today: Day) -> Quarter {
    Quarter::containing(today.month())
}

/// What is noted of an action; all that is wrong stands in the form.
pub(super) fn read(form: &mut Form, action: &Action, today: Day) -> Option<ActionDeed> {
    let quarter: Option<Quarter> = form.value("quarter", "Choose the quarter");
    let judgement = Rag::of_code(form.text("judgement"));
    if judgement.is_none() {
        form.fault("judgement", "Choose how the action does");
    }
    let words = form.text("words").to_owned();
    let figure = form.optional_value("figure");
    // Where one of these is wrong, one that could be stands for it, so that the rest is looked at too.
    let (quarter, judgement) = (quarter.unwrap_or(now(today)), judgement.unwrap_or(Rag::OnTrack));
    let deed = ActionDeed::Note(Progress { quarter, judgement, words, figure });
    for against in action.against(&deed, today) {
        refused::note_action(form, "words", &against);
    }
    (!form.has_faults()).then_some(deed)
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptAction,
    form: &Form,
) -> Result<Response, PageError> {
    let measure = kept.action.described().measure.as_ref();
    let it = NotingPage {
        form: form.shown(),
        path: opened.action_path(visitor, kept.number, "/progress"),
        back: opened.action_path(visitor, kept.number, ""),
        version: form.seen_next(kept.version),
        quarters: told::quarters(form, "quarter", now(visitor.today)),
        judgements: told::judgements(form, "judgement"),
        unit: measure.map(|measure| measure.typed().unit.clone()),
    };
    let around = opened.action_page(visitor, kept, "Note progress").with(form);
    Ok(page::draw(&visitor.app, "plan/noting.html", around, &it)?.into_response())
}
