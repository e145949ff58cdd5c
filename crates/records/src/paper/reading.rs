//! Taking scans in: a batch, its files, their sides as they were read, and the returns that these make.
//!
//! In comes what a reader of scans found, side by side; out goes how far each file has come, so that a reading that was
//! broken off goes on where it ended.

use std::collections::BTreeMap;

use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::machine::machine_says;
use partnership::consultation::reading::returns::Numbered;
use partnership::consultation::reading::returns::Return;
use partnership::consultation::reading::returns::ReturnInk;
use partnership::consultation::reading::returns::gathered;
use partnership::consultation::reading::side::ReadSide;
use partnership::consultation::version;
use partnership::consultation::version::Stage as Asked;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::key;
use crate::consultation::no_such;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
use crate::paper::batch;
use crate::paper::batch::Batch;
use crate::paper::batch::HeldBatch;
use crate::paper::batch::NewBatch;
use crate::paper::batch::Stage;
use crate::paper::before::Before;
use crate::paper::file;
use crate::paper::file::FileEnd;
use crate::paper::file::HeldFile;
use crate::paper::file::ScanFile;
use crate::paper::returned::Doubt;
use crate::paper::returned::Sides;
use crate::paper::returned::StoredReturn;
use crate::paper::salted::Salted;
use crate::paper::side;
use crate::paper::side::KeptSide;
use crate::paper::side::StoredSide;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Key;

impl Book {
    /// Begins a batch of scans for a consultation; its number.
    ///
    /// # Errors
    /// When there is no such consultation.
    #[compiled_once]
    pub async fn begin_batch(
        &self,
        signed: &Signed,
        cycle: Cycle,
        questionnaire: &Slug,
        new: NewBatch,
    ) -> Result<i64, PaperRefused> {
        let mut change = self.change(signed).await?;
        let of = key(cycle, questionnaire);
        consultation(change.reading(), &of, questionnaire).await?;
        let there = change.reading().within::<Batch>(&of).await?;
        let last = there.last().map_or(Ok(0), |found| found.key.number(2, "scan_batch"))?;
        let NewBatch { day, printed, second_look } = new;
        let begun = Batch { day, printed, second_look, stage: Stage::Reading };
        change.enter(&of.and(last + 1), &begun).await?;
        change.commit().await?;
        Ok(last + 1)
    }

    /// The batches of a consultation with their files, in their order, each with how far it was read.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn batches(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<HeldBatch>, RecordsError> {
        let (mut reading, of) = (self.read().await?, key(cycle, questionnaire));
        let sides: BTreeMap<_, _> = file::sides(&mut reading, &of).await?.into_iter().collect();
        let mut batches = Vec::new();
        for found in reading.within::<Batch>(&of).await? {
            let number = found.key.number(2, "scan_batch")?;
            batches.push(HeldBatch { number, held: found.held, files: Vec::new() });
        }
        for found in reading.within::<ScanFile>(&of).await? {
            let [of, number] = [2, 3].map(|part| found.key.number(part, "scan_file"));
            let (of, number) = (of?, number?);
            let sides = sides.get(&(of, number)).copied().unwrap_or(0);
            let held = HeldFile { number, held: found.held, sides };
            let batch = batches.iter_mut().find(|batch| batch.number == of);
            batch.into_iter().for_each(|batch| batch.files.push(held.clone()));
        }
        Ok(batches)
    }

    /// Keeps a file of scans whose bytes are in the store of scans; its number within the batch. The same file again in a
    /// batch that is still being read is the same file, so that whoever resumes gives all files anew.
    ///
    /// # Errors
    /// When there is no such batch, it was read to its end, or the same bytes were read in another batch.
    #[compiled_once]
    pub async fn keep_scan(
        &self,
        signed: &Signed,
        at: &BatchAt,
        sha256: Fingerprint,
        name: &str,
    ) -> Result<i64, PaperRefused> {
        let mut change = self.change(signed).await?;
        batch::being_read(change.reading(), at).await?;
        let there = change.reading().within::<ScanFile>(&at.key()).await?;
        if let Some(same) = there.iter().find(|found| found.held.value.sha256 == sha256) {
            return Ok(same.key.number(3, "scan_file")?);
        }
        let before = file::read_before(change.reading(), &at.consultation(), &sha256).await?;
        if let Some((batch, name)) = before {
            return Err(PaperRefused::ReadBefore { batch, name });
        }
        let last = there.last().map_or(Ok(0), |found| found.key.number(3, "scan_file"))?;
        let name = match name.trim() {
            "" => sha256.to_string(),
            name => name.to_owned(),
        };
        let kept = ScanFile { sha256, name, ended: None };
        change.enter(&at.key().and(last + 1), &kept).await?;
        change.commit().await?;
        Ok(last + 1)
    }

    /// Keeps the next sides of a file, in the order of its pages, all or none. Their pictures are in the store of scans.
    ///
    /// # Errors
    /// When there is no such file, it was read to its end, or other pages come next.
    #[compiled_once]
    pub async fn keep_sides(
        &self,
        signed: &Signed,
        at: &BatchAt,
        of: i64,
        sides: Vec<KeptSide>,
    ) -> Result<(), PaperRefused> {
        let mut change = self.change(signed).await?;
        batch::being_read(change.reading(), at).await?;
        file::being_read(change.reading(), at, of).await?;
        let (mut last, mut page) = side::counted(change.reading(), &at.key(), of).await?;
        for side in sides {
            (last, page) = (last + 1, page + 1);
            if side.page_of_file != page || side.file != of {
                return Err(PaperRefused::AnotherPage { found: side.page_of_file, wanted: page });
            }
            change.enter(&at.key().and(last), &StoredSide::new(side)?).await?;
        }
        change.commit().await?;
        Ok(())
    }

    /// Says how the reading of a file ended.
    ///
    /// # Errors
    /// When there is no such file, or its end was told before.
    #[compiled_once]
    pub async fn end_scan(
        &self,
        signed: &Signed,
        at: &BatchAt,
        of: i64,
        end: FileEnd,
    ) -> Result<(), PaperRefused> {
        let mut change = self.change(signed).await?;
        let held = file::being_read(change.reading(), at, of).await?;
        let ended = ScanFile { ended: Some(end), ..held.value };
        change.replace(&at.key().and(of), held.version, &ended).await?;
        change.commit().await?;
        Ok(())
    }

    /// Ends the reading of a batch and puts its sides together to returns; how many there are. A return that seems to be
    /// an earlier one scanned again, in this batch or before, does not count until somebody says so.
    ///
    /// # Errors
    /// When there is no such batch, it was read to its end, or a file of it is not.
    #[compiled_once]
    pub async fn end_batch(&self, signed: &Signed, at: &BatchAt) -> Result<usize, PaperRefused> {
        let mut change = self.change(signed).await?;
        let held = batch::being_read(change.reading(), at).await?;
        for found in change.reading().within::<ScanFile>(&at.key()).await? {
            if found.held.value.ended.is_none() {
                return Err(PaperRefused::FileBeingRead(found.held.value.name));
            }
        }
        let of = at.consultation();
        let asked = consultation(change.reading(), &of, &at.questionnaire).await?;
        let sides = sides_of(change.reading(), &at.key()).await?;
        let gathered = gathered(&numbered(&sides), held.value.printed).returns;
        let before = Before::of(change.reading(), &of, &gathered).await?;
        let returns = returns(&asked, at.batch, (&by_number(&sides), gathered), &before)?;
        for one in &returns {
            change.enter(&at.key().and(one.sides.of.number), one).await?;
        }
        let read = Batch { stage: Stage::Read, ..held.value };
        change.replace(&at.key(), held.version, &read).await?;
        change.commit().await?;
        Ok(returns.len())
    }

    /// All sides of a batch as they were read, in their order.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn sides(&self, at: &BatchAt) -> Result<Vec<KeptSide>, RecordsError> {
        sides_of(&mut self.read().await?, &at.key()).await
    }

    /// One side of a batch as it was read; none where there is none of that number.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn side(&self, at: &BatchAt, number: i64) -> Result<Option<KeptSide>, RecordsError> {
        let held = self.read().await?.one::<StoredSide>(&at.key().and(number)).await?;
        Ok(held.map(|held| held.value.under(number)))
    }
}

/// The consultation, if it is there.
pub(super) async fn consultation(
    reading: &mut Reading,
    of: &Key,
    questionnaire: &Slug,
) -> Result<HeldConsultation, PaperRefused> {
    let held = HeldConsultation::within(reading, of).await?.pop();
    Ok(held.ok_or_else(|| no_such(questionnaire))?)
}

fn numbered(sides: &[KeptSide]) -> Vec<Numbered<'_>> {
    sides.iter().map(|side| Numbered { number: side.number, side: &side.reading }).collect()
}

/// What was read, by the numbers of the sides.
pub(super) fn by_number(sides: &[KeptSide]) -> BTreeMap<i64, &ReadSide> {
    sides.iter().map(|side| (side.number, &side.reading)).collect()
}

/// All sides of a batch, in their order.
pub(super) async fn sides_of(
    reading: &mut Reading,
    batch: &Key,
) -> Result<Vec<KeptSide>, RecordsError> {
    let found = reading.within::<StoredSide>(batch).await?.into_iter();
    found.map(|found| Ok(found.held.value.under(found.key.number(3, "scan_side")?))).collect()
}

/// The returns of a batch that are of versions which were asked. Sides of other forms stay by themselves.
fn returns(
    asked: &HeldConsultation,
    batch: i64,
    (sides, gathered): (&BTreeMap<i64, &ReadSide>, Vec<Return>),
    before: &Before,
) -> Result<Vec<StoredReturn>, PaperRefused> {
    let mut all = Vec::new();
    for of in gathered {
        let Some(version) = version_of(asked, &of) else { continue };
        let of_it: Vec<_> =
            of.sides.values().flatten().filter_map(|side| sides.get(side).copied()).collect();
        let machine = Salted::new(machine_says(version.questionnaire(), &of_it))?;
        let seems_to_be = before.seems_to_be(&of, &ReturnInk::of(&of, sides));
        let seems_to_be = seems_to_be.or_else(|| Some(Doubt { batch, number: of.seems_to_be? }));
        let counts = seems_to_be.map_or(Counts::Counts, |_| Counts::Doubted);
        let (version, sides) = (version.number(), Sides { of, seems_to_be });
        all.push(StoredReturn { version, counts, reply: None, sides, machine });
    }
    Ok(all)
}

/// The version that was asked and that a return is of.
pub(super) fn version_of<'a>(
    asked: &'a HeldConsultation,
    of: &Return,
) -> Option<&'a version::Version> {
    let versions = asked.versions().map(|held| &held.value);
    let mut asked = versions.filter(|version| version.stage() != Asked::Draft);
    asked.find(|version| of.form.printed_as(version).is_some())
}
