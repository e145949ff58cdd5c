//! What was done about an issue: recorded, taken back; and two issues that a person says are one.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::panels::issue::DatedDeed;
use partnership::panels::issue::IssueDeed;
use partnership::panels::issue::life::Way;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::PanelsRefused;
use records::Version;
use tower_sessions::Session;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::path;
use crate::panels::issue::draw;
use crate::panels::issue::word;
use crate::panels::refused;
use crate::who::visitor::Visitor;

/// Records what happened.
pub(in crate::panels) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let seen = (&kept.panel, kept.number, form.seen()?);
    let Some(dated) = typed(&mut form) else { return draw(&visitor, &opened, kept, &form).await };
    let recorded =
        visitor.book.record_issue_deed(&visitor.signed(), seen, dated, visitor.today).await;
    if let Err(why) = recorded {
        return again(&visitor, &at, (form, "on"), why).await;
    }
    let below = format!("/issues/{}", kept.number);
    opened.lead_on(&visitor, &session, (&below, "It was recorded. It can be undone below.")).await
}

/// What was typed, unless something is wrong with it, which the form then says.
fn typed(form: &mut Form) -> Option<DatedDeed> {
    let way = Way::ALL.into_iter().find(|way| word(*way) == form.text("way"));
    if way.is_none() {
        form.fault("way", "Choose what happened");
    }
    let on: Option<Spoken<Day>> = form.value("on", "Write on which day");
    let words = form.text("words").to_owned();
    let (way, on) = (way?, on?.0);
    let deed = match way {
        Way::Accept => IssueDeed::Accept { owner: words },
        Way::Refer => IssueDeed::Refer { to: words },
        Way::Do => IssueDeed::Do { what: words },
        Way::CannotBeDone => IssueDeed::CannotBeDone { because: words },
        Way::FeedBack => IssueDeed::FeedBack { how: words },
        Way::RaiseAgain => IssueDeed::RaiseAgain { words },
    };
    (!form.has_faults()).then_some(DatedDeed { on, deed })
}

/// Shows the issue as it is now, with what was typed and why it was refused.
async fn again(
    visitor: &Visitor,
    at: &At,
    (mut form, field): (Form, &str),
    why: PanelsRefused,
) -> Result<Response, PageError> {
    refused::note(&mut form, field, why)?;
    let opened = Opened::of(visitor, at).await?;
    if form.text("on").is_empty() {
        form.put("on", &visitor.today.in_words());
    }
    draw(visitor, &opened, opened.issue(at)?, &form).await
}

/// Takes the last thing that was done back.
pub(in crate::panels) async fn undo(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let (kept, form) = (opened.issue(&at)?, Form::of(pairs));
    let seen = (&kept.panel, kept.number, form.seen()?);
    let undone = visitor.book.take_back_issue_deed(&visitor.signed(), seen).await;
    if let Err(why) = undone {
        return again(&visitor, &at, (form, "undo"), why).await;
    }
    let below = format!("/issues/{}", kept.number);
    opened.lead_on(&visitor, &session, (&below, "The last entry was taken back.")).await
}

/// Puts this issue to an earlier one, as raised again.
pub(in crate::panels) async fn join(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let (kept, form) = (opened.issue(&at)?, Form::of(pairs));
    let number: i64 = form.text("earlier").parse().map_err(|_| Unreadable::Form)?;
    let version =
        form.text("earlier_version").parse().map(Version).map_err(|_| Unreadable::Form)?;
    let pair = ((number, version), (kept.number, form.seen()?));
    let book = &visitor.book;
    let joined = book.join_panel_issues(&visitor.signed(), &kept.panel, pair, visitor.today).await;
    if let Err(why) = joined {
        return again(&visitor, &at, (form, "join"), why).await;
    }
    let done = format!("Both are one: issue {} stands here as raised again.", kept.number);
    visitor.tell(&session, &done).await?;
    let below = format!("/issues/{number}");
    Ok(Redirect::to(&path(&visitor, &kept.panel, &below)).into_response())
}
