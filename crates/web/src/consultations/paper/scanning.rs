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
use tokio::sync::Semaphore;
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
use crate::page::taken::Landed;
use crate::page::taken::SentToDisk;
use crate::who::visitor::Visitor;

/// The most bytes that a file may have: some hundreds of forms in black and white, or fifty in colour.
pub(super) const LARGEST: usize = 256 << 20;

/// How many files come at once: each is on the disk while it comes, and a crowd of them must not fill it.
const AT_ONCE: usize = 4;
static COMING: Semaphore = Semaphore::const_new(AT_ONCE);

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
    let Ok(_place) = COMING.try_acquire() else {
        let mut form = Form::default();
        form.fault("file", "Others are sending scans just now; send it again in a few minutes");
        return show(&visitor, &at, &form).await;
    };
    let landing = store.landing().map_err(|why| PageError::Broken(why.to_string()))?;
    let SentToDisk { pairs, file, name } = coming.read_to_disk(landing).await?;
    let mut form = Form::of(pairs);
    let day = form.optional_value::<Spoken<Day>>("day");
    if file.is_none() {
        form.fault("file", "Choose the file that the scanner made");
    }
    let (Some(file), false) = (file, form.has_faults()) else {
        return show(&visitor, &at, &form).await;
    };
    let printed =
        if form.text("one_sided").is_empty() { Printed::BothSides } else { Printed::OneSide };
    let day = day.map_or(visitor.today, |day| day.0);
    match take(came(&visitor, &at, store, (day, printed), (name, file))).await {
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

/// The file, with all that is needed to read it.
fn came(
    visitor: &Visitor,
    at: &At,
    store: ScanStore,
    (day, printed): (Day, Printed),
    (name, file): (String, Landed),
) -> ScansCame {
    ScansCame {
        book: visitor.book.clone(),
        store,
        signed: visitor.signed(),
        cycle: at.cycle,
        questionnaire: at.questionnaire.clone(),
        day,
        printed,
        name,
        file,
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
