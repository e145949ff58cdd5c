//! A new meeting: which body, when, and what comes before it; shown with what it brings before it is saved.
//!
//! In comes a form; out goes a meeting that is entered, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::body::Body;
use partnership::membership::body::BodyId;
use partnership::membership::may::Deed;
use partnership::terms::slug::Slug;
use partnership::terms::wording::capitalised;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::step::StepId;
use partnership::timetable::when::When;
use tower_sessions::Session;

use crate::app::App;
use crate::meetings::at::list_above;
use crate::meetings::at::path_of;
use crate::meetings::foreseeing;
use crate::meetings::foreseeing::Press;
use crate::meetings::refused;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;

/// The form.
#[derive(Debug, serde::Serialize)]
struct EnterPage {
    form: form::Shown,
    path: String,
    cycle: String,
    bodies: Vec<Choice>,
    steps: Vec<Choice>,
}

/// What would be, before it is saved.
#[derive(Debug, serde::Serialize)]
struct ForeseenPage {
    form: form::Shown,
    path: String,
    cycle: String,
    foreseen: foreseeing::Shown,
    body: String,
    when: String,
    items: Vec<String>,
    same_day: Option<String>,
}

/// Something to choose, as the design's radios and checkboxes take it.
#[derive(Debug, serde::Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) hint: Option<Message>,
    pub(super) checked: bool,
}

/// Asks for a meeting. A link may have chosen its body and a step already.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Query(chosen): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeMeetings)?;
    let form = Form::of(chosen);
    let opened = opened(&visitor, &form).await?;
    show(&app, &visitor, &opened, &form)
}

/// Shows what the meeting would bring, or enters it.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeMeetings)?;
    let mut form = Form::of(pairs);
    let opened = opened(&visitor, &form).await?;
    let press = Press::of(&form);
    if press == Press::Change {
        return show(&app, &visitor, &opened, &form);
    }
    let Some(meeting) = typed(&opened, &mut form) else {
        return show(&app, &visitor, &opened, &form);
    };
    let why = format!("it is on the agenda of `{}`", meeting.id);
    let foreseen = foreseeing::foreseen(&visitor, &opened, meeting.clone(), &why, &mut form);
    let Some(foreseen) = foreseen else { return show(&app, &visitor, &opened, &form) };
    if press == Press::Look {
        return show_foreseen(&app, &visitor, &opened, (&form, &meeting, foreseen));
    }
    let (path, told) = (path_of(&visitor, &opened, &meeting.id), foreseen.in_sentences());
    let entered =
        visitor.book.enter_meeting(&visitor.signed(), opened.cycle(), meeting, visitor.today).await;
    if let Err(refused) = entered {
        refused::note(&mut form, "when", refused)?;
        return show(&app, &visitor, &opened, &form);
    }
    visitor.tell(&session, &format!("The meeting was entered.{told}")).await?;
    Ok(Redirect::to(&path).into_response())
}

async fn opened(visitor: &Visitor, form: &Form) -> Result<Opened, PageError> {
    let asked = Asked { cycle: form.text("cycle").to_owned(), ..Asked::default() };
    Opened::of(visitor, &asked).await?.ok_or(PageError::NotFound)
}

/// The meeting that was typed, unless something is wrong with it, which the form then says.
fn typed(opened: &Opened, form: &mut Form) -> Option<Meeting> {
    let body = form.value::<Slug>("body", "Choose the body that meets").map(BodyId);
    let when = typed_date(form);
    let id = form.optional_value::<Slug>("id").map(MeetingId);
    let steps: Vec<String> = form.texts("step").map(str::to_owned).collect();
    let steps: Vec<Option<Slug>> = steps.iter().map(|text| text.parse().ok()).collect();
    let steps: Option<Vec<Slug>> = steps.into_iter().collect();
    let (body, when, steps) = (body?, when?, steps?);
    let id = id.unwrap_or_else(|| fresh_id(opened, &body, when));
    if opened.held.meetings.contains_key(&id) {
        form.fault(
            "id",
            &format!("the meeting `{id}` is there already; choose another short name"),
        );
    }
    let item = |step| AgendaItem { step: StepId(step), papers: Vec::new(), life: ItemLife::Listed };
    let agenda = steps.into_iter().map(item).collect();
    (!form.has_faults()).then_some(Meeting { id, body, when, agenda })
}

/// The date of a meeting, as typed in the field `when`.
pub(super) fn typed_date(form: &mut Form) -> Option<MeetingDate> {
    let missing = "Enter the day of the meeting, or the month if its date is to be set";
    form.value::<Spoken<MeetingDate>>("when", missing).map(|spoken| spoken.0)
}

/// A short name that no meeting has, of body and month: `cabinet-april-2015`.
fn fresh_id(opened: &Opened, body: &BodyId, when: MeetingDate) -> MeetingId {
    let month = When::from(when).first().month();
    let plain = format!("{body}-{}-{}", month.name().to_lowercase(), month.year());
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut names =
        std::iter::once(plain.clone()).chain(numbered).filter_map(|name| name.parse().ok());
    let free =
        names.find(|name: &Slug| !opened.held.meetings.contains_key(&MeetingId(name.clone())));
    MeetingId(free.unwrap_or_else(|| body.0.clone()))
}

fn show(app: &App, visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let year = &opened.so_far;
    let bodies = year.timetable().bodies().iter().map(|Body { id, name, .. }| Choice {
        value: id.to_string(),
        text: capitalised(name),
        hint: None,
        checked: form.text("body") == id.to_string(),
    });
    let steps = year.unlisted(&opened.held.year.meetings).into_iter().map(|course| {
        let name = course.body.as_ref().map_or("", |body| &body.name);
        let hint = format!("{}, planned {}", capitalised(name), course.when.in_words());
        Choice {
            value: course.step.id.to_string(),
            text: course.step.title.clone(),
            hint: Some(Message { text: hint }),
            checked: form.texts("step").any(|ticked| ticked == course.step.id.to_string()),
        }
    });
    let it = EnterPage {
        form: form.shown(),
        path: visitor.path("/meetings/new"),
        cycle: opened.cycle().to_string(),
        bodies: bodies.collect(),
        steps: steps.collect(),
    };
    let around = list_above(Page::of(visitor, "Enter a meeting"), visitor, opened).with(form);
    Ok(page::draw(app, "meetings/entering.html", around, &it)?.into_response())
}

fn show_foreseen(
    app: &App,
    visitor: &Visitor,
    opened: &Opened,
    (form, meeting, foreseen): (&Form, &Meeting, foreseeing::Shown),
) -> Result<Response, PageError> {
    let body = opened.so_far.timetable().body(&meeting.body);
    let body = body.map_or_else(String::new, |body| capitalised(&body.name));
    let mut others = opened.held.year.meetings.iter();
    let same = others.any(|one| one.body == meeting.body && one.when == meeting.when);
    let when = When::from(meeting.when).in_words();
    let titles = meeting.agenda.iter();
    let it = ForeseenPage {
        form: form.shown(),
        path: visitor.path("/meetings/new"),
        cycle: opened.cycle().to_string(),
        foreseen,
        same_day: same.then(|| format!("{body} has a meeting {when} already.")),
        body,
        when,
        items: titles.map(|item| crate::meetings::at::step_title(opened, &item.step)).collect(),
    };
    let title = "What this meeting brings";
    let around = list_above(Page::of(visitor, title), visitor, opened);
    Ok(page::draw(app, "meetings/entering_foreseen.html", around, &it)?.into_response())
}
