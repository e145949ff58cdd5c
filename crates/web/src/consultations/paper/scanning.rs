//! Scans sent by a page: kept at once, read while nobody waits.
//!
//! In come files as a scanner made them; out goes the page of the paper, on which its batch stands as it is read.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::reading::returns::Printed;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::ScanStore;
use tokio::sync::Semaphore;
use tower_sessions::Session;

use crate::app::Rest;
use crate::app::ScanReader;
use crate::app::ScansCame;
use crate::app::ScansTaken;
use crate::app::SentScan;
use crate::app::WhoseScans;
use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::consultations::paper::being_read::which;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentToDisk;
use crate::who::visitor::Visitor;

/// The most bytes that the files may have together: some hundreds of forms in black and white, or fifty in colour.
pub(super) const LARGEST: usize = 256 << 20;

/// How many stacks of files come at once: each is on the disk while it comes, and a crowd of them must not fill it.
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

/// Where scans are kept and what reads them, where the server has both.
fn scanning(visitor: &Visitor) -> Result<(ScanStore, ScanReader), PageError> {
    at::may(visitor)?;
    let app = &visitor.app;
    app.scans.clone().zip(app.scan_reader).ok_or(PageError::NotFound)
}

/// Asks for files.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    scanning(&visitor)?;
    show(&visitor, &at, &Form::default()).await
}

/// Takes files and begins to read them.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    let (store, reader) = scanning(&visitor)?;
    let Ok(_place) = COMING.try_acquire() else {
        let mut form = Form::default();
        form.fault("file", "Others are sending scans just now; send it again in a few minutes");
        return show(&visitor, &at, &form).await;
    };
    let landing = || store.landing().map_err(|why| PageError::Broken(why.to_string()));
    let SentToDisk { pairs, files } = coming.read_to_disk(landing).await?;
    let mut form = Form::of(pairs);
    let day = form.optional_value::<Spoken<Day>>("day");
    if files.is_empty() {
        form.fault("file", "Choose the files that the scanner made");
    }
    if form.has_faults() {
        return show(&visitor, &at, &form).await;
    }
    let printed =
        if form.text("one_sided").is_empty() { Printed::BothSides } else { Printed::OneSide };
    let day = day.map_or(visitor.today, |day| day.0);
    let files = files.into_iter().map(|(name, file)| SentScan { name, file }).collect();
    let came = ScansCame { of: whose(&visitor, &at, store), day, printed, files };
    match (reader.take)(came).await {
        Err(why) => {
            form.fault("file", &why);
            show(&visitor, &at, &form).await
        }
        Ok(ScansTaken { kept, refused, rest }) => {
            begin(&visitor, &at, rest)?;
            visitor.tell(&session, &told(kept, &refused)).await?;
            Ok(Redirect::to(&at.path(&visitor, "/paper")).into_response())
        }
    }
}

/// Goes on with what is not read to its end.
pub(super) async fn read_on(
    visitor: Visitor,
    at: At,
    session: Session,
) -> Result<Redirect, PageError> {
    let (store, reader) = scanning(&visitor)?;
    let rest = (reader.read_on)(whose(&visitor, &at, store)).await.map_err(PageError::Refused)?;
    begin(&visitor, &at, rest)?;
    visitor
        .tell(&session, "The reading goes on. Load this page again to see how far it has come.")
        .await?;
    Ok(Redirect::to(&at.path(&visitor, "/paper")))
}

/// Begins a reading, and notes how it ends.
fn begin(visitor: &Visitor, at: &At, rest: Rest) -> Result<(), PageError> {
    let reading = visitor.app.being_read.begin(which(visitor, at));
    visitor.app.errands.begin(async move { reading.ended(rest.await) })?;
    Ok(())
}

/// How many files were kept, and why others were not.
fn told(kept: usize, refused: &[String]) -> String {
    let kept = match kept {
        1 => "1 file was kept and is being read.".to_owned(),
        kept => format!("{kept} files were kept and are being read."),
    };
    let again = "Load this page again to see how far the reading has come.";
    match refused {
        [] => format!("{kept} {again}"),
        refused => format!("{kept} {again} Not taken: {}.", refused.join("; ")),
    }
}

fn whose(visitor: &Visitor, at: &At, store: ScanStore) -> WhoseScans {
    WhoseScans {
        book: visitor.book.clone(),
        store,
        signed: visitor.signed(),
        cycle: at.cycle,
        questionnaire: at.questionnaire.clone(),
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
