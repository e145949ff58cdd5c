//! Returns that a person begins, to be keyed whole: from the paper alone, or from a side that no machine could read.
//!
//! In comes which printed form it is; out goes a return of which nothing was read, so that two people key it, each alone.

use std::collections::BTreeMap;

use partnership::consultation::form::FormName;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::returns::Printed;
use partnership::consultation::reading::returns::Return;
use partnership::consultation::reading::sample::SecondLook;
use partnership::consultation::reading::sample::USUAL;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::form_layout::KeptLayout;
use crate::consultation::key;
use crate::error::RecordsError;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
use crate::paper::batch::Batch;
use crate::paper::batch::Stage;
use crate::paper::before::Before;
use crate::paper::file::ScanFile;
use crate::paper::reading::consultation;
use crate::paper::reading::version_of;
use crate::paper::returned::Sides;
use crate::paper::returned::StoredReturn;
use crate::paper::salted::Salted;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Key;

impl Book {
    /// The forms of a consultation that were printed, with how many pages each has. Drafts are among them.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn forms_printed(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<BTreeMap<FormName, u16>, RecordsError> {
        printed(&mut self.read().await?, &key(cycle, questionnaire)).await
    }

    /// Begins a return that was never scanned, to be keyed whole from the paper that came on that day: its batch, and its
    /// number in it. Such returns of a day have a batch of their own, without files.
    ///
    /// # Errors
    /// When there is no such consultation, or no such form was printed.
    #[compiled_once]
    pub async fn begin_keyed(
        &self,
        signed: &Signed,
        (cycle, questionnaire): (Cycle, &Slug),
        day: Day,
        (form, copy): (FormName, Option<u32>),
    ) -> Result<(BatchAt, i64), PaperRefused> {
        let mut change = self.change(signed).await?;
        let of = key(cycle, questionnaire);
        let batch = match unscanned(change.reading(), &of, day).await? {
            Ok(there) => there,
            Err(next) => {
                let seed = signed.at.as_second().unsigned_abs();
                let second_look = SecondLook { seed, one_in: USUAL };
                let (printed, stage) = (Printed::BothSides, Stage::Read);
                let begun = Batch { day, printed, second_look, stage };
                change.enter(&of.and(next), &begun).await?;
                next
            }
        };
        let at = BatchAt { cycle, questionnaire: questionnaire.clone(), batch };
        let there = change.reading().within::<StoredReturn>(&at.key()).await?;
        let last = there.last().map_or(Ok(0), |found| found.key.number(3, "paper_return"))?;
        let one = of_form(&mut change, &at, (last + 1, form, copy)).await?;
        change.enter(&at.key().and(last + 1), &one).await?;
        change.commit().await?;
        Ok((at, last + 1))
    }
}

/// The forms that were printed, with how many pages each has.
async fn printed(reading: &mut Reading, of: &Key) -> Result<BTreeMap<FormName, u16>, RecordsError> {
    let mut printed = BTreeMap::new();
    for found in reading.within::<KeptLayout>(of).await? {
        let layout = found.held.value.layout()?;
        let wrong = |why: &dyn std::fmt::Display| {
            RecordsError::stored("form_layout", &found.key.to_string(), why.to_string())
        };
        let name = layout.form.parse().map_err(|why| wrong(&why))?;
        printed.insert(name, u16::try_from(layout.pages.len()).map_err(|why| wrong(&why))?);
    }
    Ok(printed)
}

/// The batch of the returns of that day that were never scanned, or the number of the next batch where there is none.
async fn unscanned(
    reading: &mut Reading,
    of: &Key,
    day: Day,
) -> Result<Result<i64, i64>, RecordsError> {
    let mut last = 0;
    for found in reading.within::<Batch>(of).await? {
        last = found.key.number(2, "scan_batch")?;
        let Batch { day: of_day, stage, .. } = found.held.value;
        let files = reading.within::<ScanFile>(&found.key).await?;
        if of_day == day && stage == Stage::Read && files.is_empty() {
            return Ok(Ok(last));
        }
    }
    Ok(Err(last + 1))
}

/// A return of a printed form of which nothing was read. One whose copy came before does not count until somebody says so.
pub(super) async fn of_form(
    change: &mut Change,
    at: &BatchAt,
    (number, form, copy): (i64, FormName, Option<u32>),
) -> Result<StoredReturn, PaperRefused> {
    let of = at.consultation();
    let asked = consultation(change.reading(), &of, &at.questionnaire).await?;
    let pages = printed(change.reading(), &of).await?.get(&form).copied();
    let pages = pages.ok_or_else(|| PaperRefused::NotPrinted(form.clone()))?;
    let one = Return { number, form, copy, pages, sides: BTreeMap::new(), seems_to_be: None };
    let version = version_of(&asked, &one);
    let version = version.ok_or_else(|| PaperRefused::NotPrinted(one.form.clone()))?.number();
    // A form that nobody scanned has no ink to be known by, but may have a number.
    let before = Before::of(change.reading(), &of, &[]).await?;
    let seems_to_be = before.of_copy(&one);
    let counts = seems_to_be.map_or(Counts::Counts, |_| Counts::Doubted);
    let (sides, machine) = (Sides { of: one, seems_to_be }, Salted::new(BTreeMap::new())?);
    Ok(StoredReturn { version, counts, reply: None, sides, machine })
}
