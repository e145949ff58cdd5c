//! An issue that was written wrongly: its place, area, kind, words or first day, corrected; what was done stays.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::terms::day::Day;
use records::KeptIssue;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::issue_path;
use crate::panels::choosing;
use crate::panels::recording::typed;
use crate::panels::refused;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct CorrectPage {
    form: Shown,
    path: String,
    back: String,
    take_away: String,
    version: String,
    meetings: Vec<Choice>,
    areas: Vec<Choice>,
    kinds: Vec<Choice>,
}

/// Shows what was raised, to be corrected.
pub(in crate::panels) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let kept = opened.issue(&at)?;
    let raised = kept.issue.raised();
    let mut form = Form::default();
    form.put("meeting", &raised.on.to_string());
    form.put("place", &raised.place);
    form.put("area", &raised.area.map_or_else(|| "none".to_owned(), |area| area.to_string()));
    choosing::put_kind(&mut form, &raised.kind);
    form.put("words", &raised.words);
    draw(&visitor, &opened, kept, &form)
}

/// Corrects it.
pub(in crate::panels) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let seen = (&kept.panel, kept.number, form.seen()?);
    let Some(raised) = typed(&mut form, &opened) else {
        return draw(&visitor, &opened, kept, &form);
    };
    let signed = visitor.signed();
    let corrected = visitor.book.correct_panel_issue(&signed, seen, raised, visitor.today).await;
    if let Err(why) = corrected {
        refused::note(&mut form, "meeting", why)?;
        let opened = Opened::of(&visitor, &at).await?;
        return draw(&visitor, &opened, opened.issue(&at)?, &form);
    }
    let below = format!("/issues/{}", kept.number);
    opened.lead_on(&visitor, &session, (&below, "The issue was corrected.")).await
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptIssue,
    form: &Form,
) -> Result<Response, PageError> {
    let days: Vec<Day> = opened.meetings.iter().map(|held| held.value.on).collect();
    let back = issue_path(visitor, kept);
    let it = CorrectPage {
        form: form.shown(),
        path: format!("{back}/change"),
        take_away: format!("{back}/take-away"),
        back,
        version: form.seen_next(kept.version),
        meetings: choosing::meetings(form, "meeting", days.iter()),
        areas: choosing::areas(form, &opened.panel.value),
        kinds: choosing::kinds(form, opened.issues.iter().map(|kept| &kept.issue)),
    };
    let around = opened.page(visitor, "Correct the issue").with(form);
    Ok(page::draw(&visitor.app, "panels/correcting.html", around, &it)?.into_response())
}
