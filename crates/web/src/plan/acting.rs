//! What becomes of an action: finished, deferred, dropped, taken up again; and the last entry undone.

use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::action::Action;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::refused::ActionRefused;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use tower_sessions::Session;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::plan::action::draw;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::refused;
use crate::who::visitor::Visitor;

/// Records what becomes of it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (kept, mut form) = (&opened.action(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    let Some(deed) = typed(&mut form, &kept.action, visitor.today) else {
        return draw(&visitor, &opened, kept, &form).await;
    };
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.record_action_deed(&signed, seen, deed, visitor.today).await {
        refused::note(&mut form, "way", why)?;
        let now = Opened::to(&visitor, &at, Deed::WritePlan).await?;
        return draw(&visitor, &now, &now.action(&at)?, &form).await;
    }
    let below = format!("/actions/{}", kept.number);
    let done = "It was recorded. It can be undone below.";
    lead_on(&visitor, &session, at.cycle, (&below, done)).await
}

/// What was typed; all that is wrong with it stands in the form.
fn typed(form: &mut Form, action: &Action, today: Day) -> Option<ActionDeed> {
    let because = form.text("because").to_owned();
    let deed = match form.text("way") {
        "finish" => ActionDeed::Finish { outcome: because },
        "drop" => ActionDeed::Drop { because },
        "take-up" => ActionDeed::TakeUpAgain { because },
        "defer" => {
            let until: Option<Spoken<Day>> =
                form.value("until", "Enter the day until which it is deferred");
            // Where the day is wrong, one that could be stands for it, so that the rest is looked at too.
            let until = until.map_or_else(|| action.due().plus_days(1), |until| until.0);
            ActionDeed::Defer { until, because }
        }
        _ => {
            form.fault("way", "Choose what becomes of the action");
            if because.is_empty() {
                refused::note_action(form, "because", &ActionRefused::NoReason);
            }
            return None;
        }
    };
    for against in action.against(&deed, today) {
        refused::note_action(form, "way", &against);
    }
    (!form.has_faults()).then_some(deed)
}

/// Takes the last entry back.
pub(super) async fn undo(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (kept, mut form) = (&opened.action(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    if let Err(why) = visitor.book.take_back_action_deed(&visitor.signed(), seen).await {
        refused::note(&mut form, "undo", why)?;
        let now = Opened::to(&visitor, &at, Deed::WritePlan).await?;
        return draw(&visitor, &now, &now.action(&at)?, &form).await;
    }
    let below = format!("/actions/{}", kept.number);
    lead_on(&visitor, &session, at.cycle, (&below, "The last entry was taken back.")).await
}
