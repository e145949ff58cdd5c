//! Scans that came by a page: taken at once, read apart from the answer, one file after the other.

use std::pin::Pin;

use anyhow::Context;
use anyhow::Result;
use records::PaperRefused;
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use web::Rest;
use web::ScansCame;

use crate::scan_batch::Reading;

/// One file in memory at a time while it is taken.
static TAKING: Mutex<()> = Mutex::const_new(());

/// One reading at a time: two would go on with the same batch.
static READING: Mutex<()> = Mutex::const_new(());

/// Takes a file of scans; what is left is its reading.
pub(crate) fn take(came: ScansCame) -> Pin<Box<dyn Future<Output = Result<Rest, String>> + Send>> {
    Box::pin(async move {
        let reading = taken(came).await.map_err(|error| format!("{error:#}"))?;
        let rest: Rest = Box::pin(rest(reading));
        Ok(rest)
    })
}

async fn taken(came: ScansCame) -> Result<Reading> {
    let ScansCame { book, store, signed, cycle, questionnaire, day, printed, name, file } = came;
    let held = book.consultations(cycle).await?;
    let held = held.into_iter().find(|held| *held.questionnaire() == questionnaire);
    let held = held.context("there is no such consultation any more")?;
    let reading = Reading::begun(&book, store, &signed, (cycle, &held), (day, printed)).await?;
    // One at a time: a file may have a quarter of a gibibyte.
    let _alone = TAKING.lock().await;
    let bytes = tokio::fs::read(file.path()).await.context("reading what was sent")?;
    drop(file);
    reading.take(&bytes, &name).await?;
    Ok(reading)
}

/// Reads whatever of the batch is not read yet, on a thread of its own.
async fn rest(reading: Reading) {
    let here = Handle::current();
    let read = tokio::task::spawn_blocking(move || {
        here.block_on(async {
            let _alone = READING.lock().await;
            reading.read_the_rest().await?;
            let made = reading.end().await?;
            reading.finish_others().await?;
            Ok(made)
        })
    });
    match read.await {
        Ok(Ok((returns, replies))) => tracing::info!(returns, replies, "scans were read"),
        // Another file of the same batch was read with this one, or is read next.
        Ok(Err(error)) if is_another_s(&error) => {}
        Ok(Err(error)) => tracing::error!("scans could not be read: {error:#}"),
        Err(error) => tracing::error!("the reading of scans broke off: {error}"),
    }
}

fn is_another_s(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<PaperRefused>(),
        Some(PaperRefused::ReadToItsEnd(_) | PaperRefused::FileBeingRead(_))
    )
}
