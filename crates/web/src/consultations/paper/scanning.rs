//! Scans sent by a page: kept at once, read while nobody waits.
//!
//! In comes a file as a scanner made it; out goes the page of the paper, on which its batch stands as it is read.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::reading::returns::Printed;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::ScanStore;
use tower_sessions::Session;

use crate::app::ScansCame;
use crate::app::TakeScans;
use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::who::visitor::Visitor;

/// The most bytes that a file may have: some hundreds of forms in black and white, or fifty in colour.
pub(super) const LARGEST: usize = 256 << 20;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ScanningPage {
    form: Shown,
    path: String,
    back: String,
    most: String,
    today: String,
}

/// Where scans are kept and what takes them, where the server has both.
fn scanning(visitor: &Visitor) -> Result<(ScanStore, TakeScans), PageError> {
    at::may(visitor)?;
    let app = &visitor.app;
    app.scans.clone().zip(app.take_scans).ok_or(PageError::NotFound)
}

/// Asks for a file.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    scanning(&visitor)?;
    show(&visitor, &at, &Form::default()).await
}

/// Takes a file and begins to read it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    let (store, take) = scanning(&visitor)?;
    let SentWithFile { pairs, file, name } = coming.read().await?;
    let mut form = Form::of(pairs);
    let day = form.optional_value::<Spoken<Day>>("day");
    if file.is_empty() {
        form.fault("file", "Choose the file that the scanner made");
    }
    if form.has_faults() {
        return show(&visitor, &at, &form).await;
    }
    let printed =
        if form.text("one_sided").is_empty() { Printed::BothSides } else { Printed::OneSide };
    let came = ScansCame {
        book: visitor.book.clone(),
        store,
        signed: visitor.signed(),
        cycle: at.cycle,
        questionnaire: at.questionnaire.clone(),
        day: day.map_or(visitor.today, |day| day.0),
        printed,
        name,
        bytes: file,
    };
    match take(came).await {
        Err(why) => {
            form.fault("file", &why);
            show(&visitor, &at, &form).await
        }
        Ok(rest) => {
            visitor.app.errands.begin(rest)?;
            let told = "The file was kept and is being read. Load this page again to see how far it has come.";
            visitor.tell(&session, told).await?;
            Ok(Redirect::to(&at.path(&visitor, "/paper")).into_response())
        }
    }
}

async fn show(visitor: &Visitor, at: &At, form: &Form) -> Result<Response, PageError> {
    let held = at.found(visitor).await?;
    let it = ScanningPage {
        form: form.shown(),
        path: at.path(visitor, "/paper/scans"),
        back: at.path(visitor, "/paper"),
        most: format!("{} MiB", LARGEST >> 20),
        today: visitor.today.in_words(),
    };
    let around = at.page(visitor, &held, "Send scans").below("Paper", at.path(visitor, "/paper"));
    Ok(page::draw(&visitor.app, "consultations/paper/scanning.html", around.with(form), &it)?
        .into_response())
}
