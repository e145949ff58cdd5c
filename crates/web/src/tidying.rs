//! Tidying up while the server runs: sessions that have ended, tries that no longer count, readers whose links are over,
//! parts of replies and of what was said at panels, and addresses of distribution whose day has come.
//!
//! In comes a moment; out goes nothing, and what need no longer be kept by then is gone.

use std::time::Duration;
use std::time::SystemTime;

use jiff::SignedDuration;
use jiff::Timestamp;
use records::ChangeError;
use records::DistributionRefused;
use records::PanelsRefused;
use records::Signed;

use crate::app::App;
use crate::page::fault;
use crate::page::fault::PageError;

/// How often it is tidied up.
const EVERY: Duration = Duration::from_secs(600);

/// Who signs for what is forgotten by itself.
const SIGNED: &str = "the server, by its settings";

/// Tidies up for as long as the server runs. Scans that a deletion left, since the server was stopped just then, go at
/// its next start.
pub(crate) async fn keep(app: App) {
    sweep(&app).await;
    loop {
        tokio::time::sleep(EVERY).await;
        tidy(&app, Timestamp::now()).await;
    }
}

/// Tidies up once: what need not be kept at `now` goes. What could not be done is in the log, and done later.
pub async fn tidy(app: &App, now: Timestamp) {
    app.limits.tidy();
    app.lately.tidy();
    if forget_replies_under_way(app).await.is_err() {
        tracing::warn!("replies under way that were left could not be forgotten");
    }
    if app.records.sessions().delete_ended(now).await.is_err() {
        tracing::warn!("sessions that have ended could not be deleted");
    }
    match delete_due(app, now).await {
        Ok(0) => {}
        Ok(deleted) => {
            tracing::info!(deleted, "parts of replies were deleted on their day");
            sweep(app).await;
        }
        Err(why) => tracing::warn!(why, "parts of replies could not be deleted on their day"),
    }
    match delete_panel_words(app, now).await {
        Ok(0) => {}
        Ok(deleted) => tracing::info!(deleted, "words of panel issues were deleted on their day"),
        Err(why) => tracing::warn!(why, "words of panel issues could not be deleted on their day"),
    }
    match delete_addresses(app, now).await {
        Ok(0) => {}
        Ok(deleted) => {
            tracing::info!(deleted, "addresses of distribution were deleted on their day")
        }
        Err(why) => {
            tracing::warn!(why, "addresses of distribution could not be deleted on their day");
        }
    }
    if let Err(why) = forget_links(app, now).await {
        tracing::warn!(why, "whoever wrote or noted something by a link could not be forgotten");
    }
    match forget_readers(app, now).await {
        Ok(0) => {}
        Ok(forgotten) => tracing::info!(forgotten, "readers whose links have ended were forgotten"),
        Err(why) => tracing::warn!(why, "readers whose links have ended could not be forgotten"),
    }
}

/// Deletes what the partnerships set to be deleted by today; how many parts of consultations went.
async fn delete_due(app: &App, now: Timestamp) -> Result<usize, &'static str> {
    let today = app.settings.clock.today().map_err(|_| "the clock cannot be read")?;
    let signed = Signed { who: SIGNED.to_owned(), at: now };
    let partnerships = app.records.partnerships().await.map_err(|error| fault::kind(&error))?;
    let mut deleted = 0;
    for id in partnerships {
        let book = app.records.book(&id).await.map_err(|error| fault::kind(&error))?;
        let Some(book) = book else { continue };
        let gone = book.delete_due(&signed, today).await.map_err(|error| why(&error))?;
        deleted += gone.len();
    }
    Ok(deleted)
}

/// Deletes what was said at panels and is kept no longer; of how many issues.
async fn delete_panel_words(app: &App, now: Timestamp) -> Result<usize, &'static str> {
    let today = app.settings.clock.today().map_err(|_| "the clock cannot be read")?;
    let signed = Signed { who: SIGNED.to_owned(), at: now };
    let partnerships = app.records.partnerships().await.map_err(|error| fault::kind(&error))?;
    let mut deleted = 0;
    for id in partnerships {
        let book = app.records.book(&id).await.map_err(|error| fault::kind(&error))?;
        let Some(book) = book else { continue };
        let gone = book.delete_due_panel_words(&signed, today).await;
        deleted += gone.map_err(|refused| match refused {
            PanelsRefused::Records(error) => fault::kind(&error),
            _ => "somebody else changed an issue meanwhile",
        })?;
    }
    Ok(deleted)
}

/// Deletes the recipients whose last day is over, and where requests for other formats went; how many.
async fn delete_addresses(app: &App, now: Timestamp) -> Result<usize, &'static str> {
    let today = app.settings.clock.today().map_err(|_| "the clock cannot be read")?;
    let signed = Signed { who: SIGNED.to_owned(), at: now };
    let partnerships = app.records.partnerships().await.map_err(|error| fault::kind(&error))?;
    let mut deleted = 0;
    for id in partnerships {
        let book = app.records.book(&id).await.map_err(|error| fault::kind(&error))?;
        let Some(book) = book else { continue };
        for gone in [
            book.delete_due_recipients(&signed, today).await,
            book.delete_due_requests(&signed, today).await,
        ] {
            deleted += gone.map_err(|refused| match refused {
                DistributionRefused::Records(error) => fault::kind(&error),
                _ => "somebody else changed an address meanwhile",
            })?;
        }
    }
    Ok(deleted)
}

/// Deletes the scans and pictures that no records name any more. What cannot be deleted is in the log, and tried again at
/// the next start.
async fn sweep(app: &App) {
    let Some(store) = app.scans.clone() else { return };
    let Ok(named) = app.records.scans_named().await else {
        return tracing::warn!("the scans that the records name could not be read");
    };
    let swept = tokio::task::spawn_blocking(move || store.sweep(&named, SystemTime::now()));
    match swept.await {
        Ok(Ok(0)) => {}
        Ok(Ok(swept)) => tracing::info!(swept, "files of scans were deleted that no records name"),
        Ok(Err(error)) => tracing::warn!(%error, "scans could not be deleted"),
        Err(error) => tracing::warn!(%error, "deleting scans broke off"),
    }
}

/// Forgets the replies under way that were left for so long as whoever began them was told.
async fn forget_replies_under_way(app: &App) -> Result<(), PageError> {
    let today = app.settings.clock.today()?;
    app.records.forget_replies_under_way(today).await?;
    Ok(())
}

/// Deletes the names and addresses of those who wrote commentaries, noted progress or sent returns by a link that was over so long ago as
/// the settings say of readers.
async fn forget_links(app: &App, now: Timestamp) -> Result<(), &'static str> {
    let days = i32::from(app.settings.forget_readers_after).min(36_500);
    let today = crate::clock::day_of(now).map_err(|_| "the clock cannot be read")?;
    let partnerships = app.records.partnerships().await.map_err(|error| fault::kind(&error))?;
    for id in partnerships {
        let book = app.records.book(&id).await.map_err(|error| fault::kind(&error))?;
        let Some(book) = book else { continue };
        let before = today.plus_days(-days);
        for gone in [
            book.forget_commentary_links(before).await,
            book.forget_progress_links(before).await,
            book.forget_return_links(before).await,
        ] {
            gone.map_err(|error| fault::kind(&error))?;
        }
    }
    Ok(())
}

/// Forgets the readers of all partnerships whose links ended so long ago as the settings say; how many.
async fn forget_readers(app: &App, now: Timestamp) -> Result<usize, &'static str> {
    let days = i64::from(app.settings.forget_readers_after);
    let before = now - SignedDuration::from_hours(24 * days);
    let signed = Signed { who: SIGNED.to_owned(), at: now };
    let partnerships = app.records.partnerships().await.map_err(|error| fault::kind(&error))?;
    let mut forgotten = 0;
    for id in partnerships {
        let book = app.records.book(&id).await.map_err(|error| fault::kind(&error))?;
        let Some(book) = book else { continue };
        let forgot = book.forget_readers(&signed, before).await.map_err(|error| why(&error))?;
        forgotten += forgot.people.len();
    }
    Ok(forgotten)
}

fn why(error: &ChangeError) -> &'static str {
    match error {
        ChangeError::Records(error) => fault::kind(error),
        ChangeError::Conflict(_) => "somebody else changed a link meanwhile",
    }
}
