//! Recording what happened to a step.
//!
//! In comes what the step's state allows, then a form; out goes an event in the records, or why there is none.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use partnership::timetable::meeting::agreeing::moves_alone;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::when::When;
use tower_sessions::Session;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::refused;
use crate::year::step::Found;
use crate::year::step::Named;
use crate::year::step::drawn;

/// Something that can be recorded.
#[derive(Debug, serde::Serialize)]
pub(super) struct Offer {
    value: &'static str,
    text: &'static str,
}

/// The form as it is opened: today is filled in.
pub(super) fn empty(visitor: &Visitor) -> Form {
    let mut form = Form::default();
    form.put("happened_on", &visitor.today.in_words());
    form
}

/// What the step's state allows to be recorded today, as the core says when it is asked.
pub(super) fn offers(visitor: &Visitor, found: &Found) -> Vec<Offer> {
    let course = &found.course;
    let listed = found.meeting(visitor).is_some();
    // Any time but that for which it is planned will do to ask.
    let to = When::On(visitor.today.plus_days(1));
    let to = if to == course.when { When::On(visitor.today.plus_days(2)) } else { to };
    let all = [
        ("started", "It was started", Happening::Started),
        ("finished", "It was finished", Happening::Finished),
        ("notice", "Notice of the key decision was published", Happening::NoticeGiven),
        ("papers", "The papers for the meeting were published", Happening::PapersPublished),
        ("moved", "It was moved to another time", Happening::Moved { to, why: "asked".to_owned() }),
    ];
    let allowed = all.into_iter().filter(|(value, _, what)| {
        let event = event(visitor, found, visitor.today, what.clone());
        let once = match *value {
            "notice" => course.notice_given.is_none(),
            // The papers of what an agenda lists are published there, one by one.
            "papers" => course.papers_published.is_none() && !listed,
            _ => true,
        };
        once && moves_alone(&event, &found.opened.held.year.meetings).is_ok()
            && course.clone().after(&event, visitor.today).is_ok()
    });
    allowed.map(|(value, text, _)| Offer { value, text }).collect()
}

fn event(visitor: &Visitor, found: &Found, on: Day, what: Happening) -> Event {
    Event { step: found.id().clone(), on, by: visitor.signed().who, what }
}

/// Records what happened.
pub(in crate::year) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path(named): Path<Named>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let found = Found::at(&visitor, named, "").await?;
    visitor.may_for(Deed::RecordEvent, &found.course.step.owner)?;
    let mut form = Form::of(pairs);
    let Some((on, what)) = read(&mut form) else {
        return Ok(drawn(&app, &visitor, &found, &form).await?.into_response());
    };
    let event = event(&visitor, &found, on, what);
    let cycle = found.opened.cycle();
    let signed = visitor.signed();
    match visitor.book.record_event(&signed, cycle, &event, visitor.today).await {
        Ok(()) => {
            let done = done(&event.what);
            visitor.tell(&session, &format!("{done}: {}.", found.course.step.title)).await?;
            Ok(Redirect::to(&found.href(&visitor)).into_response())
        }
        Err(error) => {
            refused::note(&visitor, &mut form, "what", error).await?;
            Ok(drawn(&app, &visitor, &found, &form).await?.into_response())
        }
    }
}

/// What the form says, if it says it all.
fn read(form: &mut Form) -> Option<(Day, Happening)> {
    let on = form.value::<Spoken<Day>>("happened_on", "write the day on which it happened");
    let what = match form.text("what") {
        "started" => Some(Happening::Started),
        "finished" => Some(Happening::Finished),
        "notice" => Some(Happening::NoticeGiven),
        "papers" => Some(Happening::PapersPublished),
        "moved" => moved(form),
        _ => {
            form.fault("what", "choose what happened");
            None
        }
    };
    Some((on?.0, what?))
}

fn moved(form: &mut Form) -> Option<Happening> {
    let to = form.value::<Spoken<When>>("to", "write the time to which it was moved");
    let why = form.needed("why", "write why it was moved, so that it can be understood later");
    Some(Happening::Moved { to: to?.0, why: why? })
}

fn done(what: &Happening) -> &'static str {
    match what {
        Happening::Started => "Recorded as started",
        Happening::Finished => "Recorded as finished",
        Happening::NoticeGiven => "Recorded that notice was published",
        Happening::PapersPublished => "Recorded that the papers were published",
        Happening::Moved { .. } => "Moved",
        Happening::Decided { .. } => "Recorded as decided",
    }
}
