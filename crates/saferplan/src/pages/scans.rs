//! Scans that came by a page: kept at once, read apart from the answer, one batch after the other.

use std::pin::Pin;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use records::HeldConsultation;
use records::PaperRefused;
use records::RecordsError;
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use web::Rest;
use web::ScanReader;
use web::ScansCame;
use web::ScansTaken;
use web::SentScan;
use web::WhoseScans;

use crate::scan_batch::Reading;
use crate::scan_batch::order::by_number;

/// One file in memory at a time while it is taken.
static TAKING: Mutex<()> = Mutex::const_new(());

/// One reading at a time: two would go on with the same batch.
static READING: Mutex<()> = Mutex::const_new(());

/// What reads the scans that come by pages.
pub(crate) const READER: ScanReader = ScanReader { take, read_on };

/// Something under way, which ends with a thing or with what stands against it.
type Doing<T> = Pin<Box<dyn Future<Output = Result<T, String>> + Send>>;

/// Takes files of scans; what is left is their reading.
fn take(came: ScansCame) -> Doing<ScansTaken> {
    Box::pin(async move { taken(came).await.map_err(|error| format!("{error:#}")) })
}

/// Goes on with the scans that are not read to their end.
fn read_on(of: WhoseScans) -> Doing<Rest> {
    Box::pin(async move {
        let reading = broken_off(of).await.map_err(|error| format!("{error:#}"))?;
        let rest: Rest = Box::pin(rest(reading));
        Ok(rest)
    })
}

/// All files of one batch are kept before any is read, so that sides of one sheet stay together.
async fn taken(came: ScansCame) -> Result<ScansTaken> {
    let ScansCame { of, day, printed, mut files } = came;
    // One at a time: a file may have a quarter of a gibibyte.
    let _alone = TAKING.lock().await;
    let held = consultation(&of).await?;
    let WhoseScans { book, store, signed, cycle, .. } = of;
    let reading = Reading::begun(&book, store, &signed, (cycle, &held), (day, printed)).await?;
    // A browser sends them in whatever order they were chosen.
    files.sort_by(|one, other| by_number(&one.name, &other.name));
    let (mut kept, mut refused) = (0, Vec::new());
    for SentScan { name, file } in files {
        let bytes = tokio::fs::read(file.path()).await.context("reading what was sent")?;
        drop(file);
        match reading.take(&bytes, &name).await {
            Ok(_) => kept += 1,
            Err(error) => match error.downcast_ref::<PaperRefused>() {
                Some(why @ PaperRefused::ReadBefore { .. }) => {
                    refused.push(format!("{name}: {why}"))
                }
                _ => return Err(error),
            },
        }
    }
    if kept == 0 {
        bail!("{}", refused.join("; "));
    }
    Ok(ScansTaken { kept, refused, rest: Box::pin(rest(reading)) })
}

async fn broken_off(of: WhoseScans) -> Result<Reading> {
    let held = consultation(&of).await?;
    let WhoseScans { book, store, signed, cycle, .. } = of;
    let reading = Reading::broken_off(&book, store, &signed, (cycle, &held)).await?;
    reading.context("all scans that were kept are read to their end; there is nothing to read on")
}

async fn consultation(of: &WhoseScans) -> Result<HeldConsultation> {
    let mut held = of.book.consultations(of.cycle).await?.into_iter();
    let held = held.find(|held| *held.questionnaire() == of.questionnaire);
    held.context("there is no such consultation any more")
}

/// Reads whatever of the batch is not read yet, on a thread of its own; why it broke off, if it does.
async fn rest(reading: Reading) -> Result<(), String> {
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
        Ok(Err(error)) => {
            tracing::error!("scans could not be read: {error:#}");
            return Err(for_a_page(&error));
        }
        Err(error) => {
            tracing::error!("the reading of scans broke off: {error}");
            return Err("the program met a fault of its own, which the log tells".to_owned());
        }
    }
    Ok(())
}

/// Why scans could not be read, as a page may tell it. What fails of the records is for the log alone, as on all pages.
fn for_a_page(error: &anyhow::Error) -> String {
    let of_records = error.downcast_ref::<RecordsError>().is_some()
        || matches!(error.downcast_ref(), Some(PaperRefused::Consultation(_)));
    if of_records {
        return "the records could not be read or written, and the log tells why".to_owned();
    }
    format!("{error:#}")
}

fn is_another_s(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<PaperRefused>(),
        Some(PaperRefused::ReadToItsEnd(_) | PaperRefused::FileBeingRead(_))
    )
}
