//! Booking in: how many forms were received on a day.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::BookingIn;
use records::ChangeError;
use records::ConsultationRefused;
use records::Held;
use records::PaperRefused;
use records::TimetableRefused;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct BookingPage {
    form: form::Shown,
    path: String,
    /// Where a form is keyed that cannot be scanned.
    unscanned: String,
    booked: Vec<Booked>,
    all: String,
}

#[derive(Debug, serde::Serialize)]
struct Booked {
    day: String,
    received: String,
}

/// Asks how many forms were received.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let mut form = Form::default();
    form.put("day", &visitor.today.in_words());
    draw(&visitor, &at, &form).await
}

/// Books them in.
pub(super) async fn book(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let mut form = Form::of(pairs);
    let day = form.value::<Spoken<Day>>("day", "Enter the day on which they were received");
    let received = received(&mut form);
    let Some((Spoken(day), received)) = day.zip(received) else {
        return Ok(draw(&visitor, &at, &form).await?.into_response());
    };
    if day > visitor.today {
        form.fault("day", "This day is still to come; enter the day on which they were received");
        return Ok(draw(&visitor, &at, &form).await?.into_response());
    }
    let booked = visitor.book.bookings_in(at.cycle, &at.questionnaire).await?;
    let seen = booked.iter().find(|held| held.value.day == day).map(|held| held.version);
    let booking = BookingIn { day, received };
    let signed = visitor.signed();
    match visitor.book.book_in(&signed, at.cycle, &at.questionnaire, seen, booking).await {
        Ok(_) => {
            let told = format!("{received} forms are booked in for {}.", day.in_words());
            visitor.tell(&session, &told).await?;
            Ok(Redirect::to(&at.path(&visitor, "/paper/booking-in")).into_response())
        }
        Err(refused) => {
            noted(&mut form, refused)?;
            Ok(draw(&visitor, &at, &form).await?.into_response())
        }
    }
}

/// How many, in figures.
fn received(form: &mut Form) -> Option<u64> {
    let text = form.needed("received", "Enter how many forms were received")?;
    let number = text.parse().ok();
    if number.is_none() {
        form.fault(
            "received",
            &format!("“{text}” is not a whole number; write it in figures, such as 12"),
        );
    }
    number
}

/// Notes a refusal beside the field that it is about.
fn noted(form: &mut Form, refused: PaperRefused) -> Result<(), PageError> {
    match refused {
        PaperRefused::TooMany { .. } => form.fault("received", &refused.to_string()),
        PaperRefused::Consultation(ConsultationRefused::Timetable(TimetableRefused::Change(
            ChangeError::Conflict(conflict),
        ))) => form.fault("day", &conflict.to_string()),
        other => return Err(other.into()),
    }
    Ok(())
}

async fn draw(visitor: &Visitor, at: &At, form: &Form) -> Result<Html<String>, PageError> {
    let held = at.found(visitor).await?;
    let booked = visitor.book.bookings_in(at.cycle, &at.questionnaire).await?;
    let line = |held: &Held<BookingIn>| Booked {
        day: held.value.day.in_full(),
        received: held.value.received.to_string(),
    };
    let it = BookingPage {
        form: form.shown(),
        path: at.path(visitor, "/paper/booking-in"),
        unscanned: at.path(visitor, "/paper/unscanned"),
        booked: booked.iter().rev().map(line).collect(),
        all: booked.iter().map(|held| held.value.received).sum::<u64>().to_string(),
    };
    let around = at::page(visitor, at, &held, "Book forms in").with(form);
    page::draw(&visitor.app, "consultations/paper/booking_in.html", around, &it)
}
