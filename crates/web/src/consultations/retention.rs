//! The retention timetable of a consultation: what of its replies is deleted when, and what went.

mod totals;

use std::collections::BTreeMap;

use axum::Router;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use axum::routing::get;
use partnership::consultation::retention::Field;
use partnership::consultation::retention::RetentionRefused;
use partnership::consultation::retention::RetentionTimetable;
use partnership::consultation::retention::Tombstone;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::timetable::spoken::Spoken;
use records::Held;
use records::HeldConsultation;
use records::Version;
use tower_sessions::Session;

use crate::app::App;
use crate::consultations::at::At;
use crate::consultations::themes::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page of retention.
pub(super) fn routes() -> Router<App> {
    const RETENTION: &str = "/consultations/{cycle}/{questionnaire}/retention";
    let kept = |page: &str| format!("{RETENTION}/{page}");
    Router::new()
        .route(RETENTION, get(ask).post(take))
        .route(&kept("totals.csv"), get(totals::download))
}

/// The page.
#[derive(Debug, serde::Serialize)]
struct RetentionPage {
    form: Shown,
    path: String,
    is_set: bool,
    fields: Vec<FieldLine>,
    gone: Vec<Gone>,
    /// How many forms on paper are no replies yet, and would go with the others.
    unfinished: Option<usize>,
}

/// A field with its day.
#[derive(Debug, serde::Serialize)]
struct FieldLine {
    name: &'static str,
    what: String,
    hint: String,
    value: Option<String>,
    fault: Option<Message>,
}

/// What went.
#[derive(Debug, serde::Serialize)]
struct Gone {
    what: String,
    on: String,
    replies: String,
    sha256: String,
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Invitations => "invitations",
        Field::Paper => "paper",
        Field::FreeText => "free_text",
        Field::AboutYou => "about_you",
    }
}

/// What is said beside a field's day.
fn hint(field: Field, usual: Option<Day>) -> String {
    let usual = usual.map(Day::in_words).unwrap_or_default();
    match field {
        Field::Invitations => format!(
            "Usually four weeks after the consultation closes: {usual}. Leave it empty to keep them."
        ),
        Field::Paper => format!(
            "Usually a year after the consultation closes: {usual}. A form has all that its reply has, so it goes with \
             the first of the two below if this is empty or later."
        ),
        Field::FreeText | Field::AboutYou => format!(
            "Usually a year after the consultation closes: {usual}. Leave it empty to keep this."
        ),
    }
}

/// Shows the days; where none are set, the usual ones to begin with.
async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let set = visitor.book.retention(at.cycle, &at.questionnaire).await?;
    let closes = held.consultation.closes();
    let days = set.as_ref().map(|held| held.value.clone());
    let days = days.unwrap_or_else(|| RetentionTimetable::usual(closes));
    let mut form = Form::default();
    for field in Field::ALL {
        let day = days.day(field).map(Day::in_words).unwrap_or_default();
        form.put(name(field), &day);
    }
    draw(&visitor, &at, (&held, set), &form).await
}

/// Sets the days.
async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let (held, mut form) = (at.found(&visitor).await?, Form::of(pairs));
    let set = visitor.book.retention(at.cycle, &at.questionnaire).await?;
    let mut days = BTreeMap::new();
    for field in Field::ALL {
        let day: Option<Spoken<Day>> = form.optional_value(name(field));
        days.extend(day.map(|day| (field, day.0)));
    }
    let days = match RetentionTimetable::of(days, held.consultation.closes()) {
        Ok(days) if !form.has_faults() => days,
        Ok(_) => return draw(&visitor, &at, (&held, set), &form).await,
        Err(refused) => {
            let RetentionRefused::BeforeClose { field, .. } = refused;
            form.fault(name(field), &refused.to_string());
            return draw(&visitor, &at, (&held, set), &form).await;
        }
    };
    let (of, seen) = ((at.cycle, &at.questionnaire), form.optional_value("version").map(Version));
    if let Err(error) = visitor.book.set_retention(&visitor.signed(), of, seen, days).await {
        refused::note_change(&mut form, name(Field::FreeText), error)?;
        return draw(&visitor, &at, (&held, set), &form).await;
    }
    visitor
        .tell(&session, "The days are set. What is due is deleted on its day by itself.")
        .await?;
    Ok(Redirect::to(&at.path(&visitor, "/retention")).into_response())
}

async fn draw(
    visitor: &Visitor,
    at: &At,
    (held, set): (&HeldConsultation, Option<Held<RetentionTimetable>>),
    form: &Form,
) -> Result<Response, PageError> {
    let usual = RetentionTimetable::usual(held.consultation.closes());
    let stones = visitor.book.tombstones(at.cycle, &at.questionnaire).await?;
    let open = visitor.book.open_paper(at.cycle, &at.questionnaire).await?.returns.len();
    let mut shown = form.shown();
    if let Some(set) = &set {
        shown.value.insert("version".to_owned(), set.version.0.to_string());
    }
    let line = |field: Field| FieldLine {
        name: name(field),
        what: capitalised(field.in_words()),
        hint: hint(field, usual.day(field)),
        value: shown.value.get(name(field)).cloned(),
        fault: shown.fault.get(name(field)).cloned(),
    };
    let gone = |stone: &Tombstone| Gone {
        what: capitalised(stone.field.in_words()),
        on: stone.on.in_words(),
        replies: stone.replies.to_string(),
        sha256: stone.sha256.clone(),
    };
    let it = RetentionPage {
        path: at.path(visitor, "/retention"),
        is_set: set.is_some(),
        fields: Field::ALL.into_iter().map(line).collect(),
        gone: stones.iter().map(gone).collect(),
        unfinished: Some(open).filter(|open| *open > 0),
        form: shown.clone(),
    };
    let around = at.page(visitor, held, "Retention").with(form);
    Ok(page::draw(&visitor.app, "consultations/retention.html", around, &it)?.into_response())
}
