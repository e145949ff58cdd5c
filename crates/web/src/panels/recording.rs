//! What was raised at a meeting, typed from its minutes one after the other: the meeting stays chosen.
//!
//! In comes a form; out goes an issue that is kept, or another that was raised again. Before anything is kept, whoever
//! types is asked whether it was raised before, and shown what may tell who somebody is.

pub(super) mod looking;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::panels::issue::Issue;
use partnership::panels::issue::RaisedIssue;
use partnership::terms::day::Day;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::issue_path;
use crate::panels::at::title;
use crate::panels::choosing;
use crate::panels::issues;
use crate::panels::recording::looking::Looked;
use crate::panels::refused;
use crate::panels::table::Table;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RecordPage {
    form: Shown,
    path: String,
    back: String,
    add_meeting: String,
    meetings: Vec<Choice>,
    areas: Option<Vec<Choice>>,
    only_area: Option<String>,
    kinds: Vec<Choice>,
    /// What has just been kept.
    kept: Option<JustKept>,
    looked: Looked,
    table: Option<Table>,
}

/// What has just been kept.
#[derive(Debug, serde::Serialize)]
struct JustKept {
    told: String,
    href: String,
}

/// Asks for an issue; the meeting is the one that an address names, or the last one.
pub(super) async fn ask(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(asked);
    if form.text("meeting").is_empty()
        && let Some(last) = opened.meetings.last()
    {
        form.put("meeting", &last.value.on.to_string());
    }
    draw(&visitor, &opened, &form)
}

/// Keeps what was typed, once it was looked at.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let Some(raised) = typed(&mut form, &opened) else { return draw(&visitor, &opened, &form) };
    let issue = match Issue::of(raised.clone(), visitor.today) {
        Ok(issue) => issue,
        Err(faults) => {
            refused::note_raised(&mut form, &faults);
            return draw(&visitor, &opened, &form);
        }
    };
    let looked = looking::look(&mut form, &opened, &issue);
    if form.has_faults() {
        return draw(&visitor, &opened, &form);
    }
    let on = raised.on;
    let number = match looking::keep(&visitor, &opened, raised, looked).await {
        Ok(number) => number,
        Err(why) => {
            refused::note(&mut form, "meeting", why)?;
            return draw(&visitor, &opened, &form);
        }
    };
    if form.text("press") == "finish" {
        let done = format!("Issue {number} was recorded.");
        return opened.lead_on(&visitor, &session, ("", &done)).await;
    }
    let area = form.text("area");
    let area = if area.is_empty() { String::new() } else { format!("&area={area}") };
    let next = format!("/issues/new?meeting={on}{area}&kept={number}");
    Ok(Redirect::to(&opened.path(&visitor, &next)).into_response())
}

/// What was typed, unless something is wrong with it, which the form then says.
pub(super) fn typed(form: &mut Form, opened: &Opened) -> Option<RaisedIssue> {
    let on = form.value::<Day>("meeting", "Choose the meeting at which it was raised");
    let place = form.needed("place", "Write where it is, such as Tonbridge Road by the shops");
    let area = choosing::area(form, &opened.panel.value);
    let kind = choosing::kind(form);
    let words = form.needed("words", "Write in short what was said, without names");
    let raised = RaisedIssue { place: place?, area, kind: kind?, words: words?, on: on? };
    (!form.has_faults()).then_some(raised)
}

fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let panel = &opened.panel.value;
    let days: Vec<Day> = opened.meetings.iter().map(|held| held.value.on).collect();
    let just = form.text("kept").parse::<i64>().ok();
    let just = opened.issues.iter().find(|kept| Some(kept.number) == just);
    let at_meeting = form.text("meeting").parse::<Day>().ok();
    let raised_then = opened
        .issues
        .iter()
        .filter(|kept| kept.issue.days_raised().any(|day| Some(day) == at_meeting));
    let caption = at_meeting.map(|on| format!("Recorded of the meeting on {}", on.in_words()));
    let table = issues::table(
        visitor,
        "recorded",
        &caption.unwrap_or_default(),
        &raised_then.rev().collect::<Vec<_>>(),
    );
    let several = panel.areas.len() > 1;
    let it = RecordPage {
        form: form.shown(),
        path: opened.path(visitor, "/issues/new"),
        back: opened.path(visitor, ""),
        add_meeting: opened.path(visitor, "/meetings/new"),
        meetings: choosing::meetings(form, "meeting", days.iter()),
        areas: several.then(|| choosing::areas(form, panel)),
        only_area: panel.areas.first().filter(|_| !several).map(|area| area.name.clone()),
        kinds: choosing::kinds(form, opened.issues.iter().map(|kept| &kept.issue)),
        kept: just.map(|kept| JustKept {
            told: format!("Issue {} is recorded: {}.", kept.number, title(visitor, &kept.issue)),
            href: issue_path(visitor, kept),
        }),
        looked: looking::shown(visitor, opened, form),
        table,
    };
    let around = opened.page(visitor, "Record an issue").with(form);
    Ok(page::draw(&visitor.app, "panels/recording.html", around, &it)?.into_response())
}
