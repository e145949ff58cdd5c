//! A form that was never scanned, or that no machine can read: a return is begun for it, and is keyed whole by two people.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::PaperRefused;

use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::consultations::paper::printed;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct UnscannedPage {
    form: form::Shown,
    path: String,
    back: String,
    forms: Vec<Choice>,
    /// Where forms are printed, for those who may.
    print: Option<String>,
}

/// Asks which form it is.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let mut form = Form::default();
    form.put("day", &visitor.today.in_words());
    draw(&visitor, &at, &form).await
}

/// Begins the return, and goes on to key it.
pub(super) async fn begin(
    visitor: Visitor,
    at: At,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let mut form = Form::of(pairs);
    let held = at.found(&visitor).await?;
    let forms = printed::forms(&visitor, &at, &held).await?;
    let name = printed::chosen(&mut form, &forms);
    let copy = printed::copy(&mut form);
    let day = form.value::<Spoken<Day>>("day", "Enter the day on which the paper came");
    if day.as_ref().is_some_and(|day| day.0 > visitor.today) {
        form.fault("day", "This day is still to come; enter the day on which the paper came");
    }
    let Some((name, Spoken(day))) = name.zip(day).filter(|_| !form.has_faults()) else {
        return Ok(draw(&visitor, &at, &form).await?.into_response());
    };
    let of = (at.cycle, &at.questionnaire);
    let begun = visitor.book.begin_keyed(&visitor.signed(), of, day, (name, copy)).await;
    match begun {
        Ok((batch, number)) => {
            let below = format!("/paper/returns/{}/{number}", batch.batch);
            let one = visitor.book.paper_return(&batch, number).await?;
            // One whose copy came before is looked at first, and keyed only if it counts.
            let doubted = one.returns.iter().any(|one| one.seems_to_be.is_some());
            let key = if doubted { "" } else { "/key" };
            Ok(Redirect::to(&at.path(&visitor, &format!("{below}{key}"))).into_response())
        }
        Err(refused @ PaperRefused::NotPrinted(_)) => {
            form.fault("form", &refused.to_string());
            Ok(draw(&visitor, &at, &form).await?.into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn draw(visitor: &Visitor, at: &At, form: &Form) -> Result<Html<String>, PageError> {
    let held = at.found(visitor).await?;
    let forms = printed::forms(visitor, at, &held).await?;
    let it = UnscannedPage {
        form: form.shown(),
        path: at.path(visitor, "/paper/unscanned"),
        back: at.path(visitor, "/paper"),
        forms: printed::choices(form, &forms),
        print: visitor.can(Deed::ChangeConsultations).then(|| at.path(visitor, "/form")),
    };
    let around = at::page(visitor, at, &held, "Key a form from the paper");
    // Where no form was printed none is asked for, and nothing typed can be wrong.
    let around = if forms.is_empty() { around } else { around.with(form) };
    page::draw(&visitor.app, "consultations/paper/unscanned.html", around, &it)
}
