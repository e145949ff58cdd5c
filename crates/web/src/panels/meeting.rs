//! A meeting of a panel that is entered or changed: when and where it was, and how many came.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::panels::meeting::CameFrom;
use partnership::panels::meeting::PanelMeeting;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::refused;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct MeetingPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    take_away: Option<String>,
}

/// Asks for a new meeting; its place is that of the last one.
pub(super) async fn ask_new(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::default();
    if let Some(last) = opened.meetings.last() {
        form.put("place", &last.value.place);
    }
    draw(&visitor, &opened, None, &form)
}

/// Enters it, and leads on to what was raised at it.
pub(super) async fn enter(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let Some(meeting) = typed(&mut form) else { return draw(&visitor, &opened, None, &form) };
    let (on, panel) = (meeting.on, &opened.panel.value.id);
    let entered =
        visitor.book.enter_panel_meeting(&visitor.signed(), panel, meeting, visitor.today).await;
    if let Err(why) = entered {
        refused::note(&mut form, "on", why)?;
        return draw(&visitor, &opened, None, &form);
    }
    let done =
        format!("The meeting on {} was entered. Record what was raised at it.", on.in_words());
    opened.lead_on(&visitor, &session, (&format!("/issues/new?meeting={on}"), &done)).await
}

/// Shows a meeting, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let meeting = &opened.meeting(&at)?.value;
    let mut form = Form::default();
    form.put("on", &meeting.on.in_words());
    form.put("place", &meeting.place);
    form.put("came", &meeting.came.map(|came| came.to_string()).unwrap_or_default());
    let from: Vec<String> =
        meeting.from.iter().map(|from| format!("{}: {}", from.body, from.came)).collect();
    form.put("from", &from.join("\n"));
    draw(&visitor, &opened, Some(&at), &form)
}

/// Changes it.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let (before, mut form) = (opened.meeting(&at)?.value.on, Form::of(pairs));
    let which = (before, form.seen()?);
    let Some(meeting) = typed(&mut form) else {
        return draw(&visitor, &opened, Some(&at), &form);
    };
    let (signed, panel) = (visitor.signed(), &opened.panel.value.id);
    let changed = visitor.book.change_panel_meeting(&signed, panel, which, meeting, visitor.today);
    if let Err(why) = changed.await {
        refused::note(&mut form, "on", why)?;
        let opened = Opened::of(&visitor, &at).await?;
        return draw(&visitor, &opened, Some(&at), &form);
    }
    opened.lead_on(&visitor, &session, ("", "The meeting was changed.")).await
}

/// The meeting that was typed, unless something is wrong with it, which the form then says.
fn typed(form: &mut Form) -> Option<PanelMeeting> {
    let on: Option<Spoken<Day>> = form.value("on", "Write the day of the meeting");
    let came = match form.optional("came") {
        Some(text) => text.parse().map(Some).unwrap_or_else(|_| {
            form.fault("came", "Write how many came as a number, such as 18, or leave it empty");
            None
        }),
        None => None,
    };
    let from = came_from(form);
    let place = form.text("place").to_owned();
    let meeting = PanelMeeting { on: on?.0, place, came, from };
    (!form.has_faults()).then_some(meeting)
}

/// How many came from which bodies, one on each line: "Kent Police: 2".
fn came_from(form: &mut Form) -> Vec<CameFrom> {
    let typed = form.text("from").to_owned();
    let mut from = Vec::new();
    for (number, line) in (1..).zip(typed.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let parted = line.rsplit_once([':', ',']);
        let read = parted.and_then(|(body, came)| Some((body.trim(), came.trim().parse().ok()?)));
        match read {
            Some((body, came)) => from.push(CameFrom { body: body.to_owned(), came }),
            None => form.fault(
                "from",
                &format!("line {number} does not say how many came; write it as Kent Police: 2"),
            ),
        }
    }
    from
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    at: Option<&At>,
    form: &Form,
) -> Result<Response, PageError> {
    let held = at.map(|at| opened.meeting(at)).transpose()?;
    let path = match held {
        Some(held) => opened.path(visitor, &format!("/meetings/{}", held.value.on)),
        None => opened.path(visitor, "/meetings/new"),
    };
    let title = if held.is_some() { "Change the meeting" } else { "Add a meeting" };
    let it = MeetingPage {
        form: form.shown(),
        back: opened.path(visitor, ""),
        version: held.map(|held| form.seen_next(held.version)),
        take_away: held.map(|_| format!("{path}/take-away")),
        path,
    };
    let around = opened.page(visitor, title).with(form);
    Ok(page::draw(&visitor.app, "panels/meeting.html", around, &it)?.into_response())
}
