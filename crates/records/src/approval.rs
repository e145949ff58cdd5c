//! Documents on their way to adoption, in the records: versions that were put forward, and notes of what was done to them.
//!
//! In come a version, a body's decision or another deed, from what was seen; out goes the history as it then is. What a
//! body decided is written with its meeting, in the same transaction as what that means for the text.

pub(crate) mod cover_report;
pub(crate) mod house;
pub(crate) mod pack;
pub(crate) mod refused;
pub(crate) mod version;
pub(crate) mod note;

use partnership::approval::deed::Deed;
use partnership::approval::document::DocumentId;
use partnership::approval::document::Version;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::history::Noted;
use partnership::approval::refused::Refused;
use partnership::approval::sitting::Taken;
use partnership::terms::day::Day;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::decision::Decision;

use crate::approval::note::StoredNote;
use crate::approval::refused::ApprovalRefused;
use crate::approval::version::StoredForward;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::meeting;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing;
use crate::store::thing::Key;
use crate::timetable;
use crate::timetable::TimetableRefused;

/// What is held of a document: to be read with the year's meetings as its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDocument {
    /// Which document.
    pub document: DocumentId,
    /// Its versions, the first one first.
    pub versions: Vec<Version>,
    /// What was noted of it, in order.
    pub notes: Vec<Noted>,
}

impl HeldDocument {
    /// Its history, read with the year and its meetings.
    ///
    /// # Errors
    /// When what is held is no history, so that another program changed it.
    pub fn history(&self, minutes: Minutes<'_>) -> Result<History, RecordsError> {
        let read = History::of(self.document, &self.notes, &self.versions, minutes);
        read.map_err(|fault| {
            let place = fault.place.to_string();
            RecordsError::stored("approval_note", &place, fault)
        })
    }

    /// How many notes were seen, to be given when something is done.
    pub fn seen(&self) -> usize {
        self.notes.len()
    }
}

impl Book {
    /// What is held of a document.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn document(&self, document: DocumentId) -> Result<HeldDocument, RecordsError> {
        held(&mut self.read().await?, document).await
    }

    /// Puts a version forward, from a history in which so many notes were `seen`, as known `today`.
    ///
    /// # Errors
    /// When the stage does not allow it, or somebody recorded something since.
    #[compiled_once]
    pub async fn put_forward(
        &self,
        signed: &Signed,
        seen: usize,
        version: Version,
        today: Day,
    ) -> Result<(), ApprovalRefused> {
        let mut change = self.change(signed).await?;
        let (document, number) = (version.document, version.number);
        let deed = |_: Minutes<'_>, _: &[Version]| Ok(Deed::PutForward(version.clone()));
        may_be(&mut change, (document, seen), today, deed).await?;
        let key = key(document).and(number);
        change.enter(&key, &StoredForward(version)).await?;
        note(&mut change, (document, seen), Noted::PutForward(number)).await?;
        Ok(change.commit().await?)
    }

    /// Notes what was done to a document, a decision that its meeting has on record among it: with it the pack is kept that
    /// was laid before the meeting.
    ///
    /// # Errors
    /// When the stage does not allow it, or somebody recorded something since.
    #[compiled_once]
    pub async fn note_on_document(
        &self,
        signed: &Signed,
        (document, seen): (DocumentId, usize),
        noted: Noted,
        today: Day,
    ) -> Result<(), ApprovalRefused> {
        let meeting = noted.meeting().cloned();
        let laid = match &meeting {
            Some(meeting) => self.laid_before(document, meeting, today).await?,
            None => None,
        };
        let mut change = self.change(signed).await?;
        let deed =
            |minutes: Minutes<'_>, versions: &[Version]| minutes.deed(document, &noted, versions);
        may_be(&mut change, (document, seen), today, deed).await?;
        if let Some(meeting) = &meeting {
            pack::keep(&mut change, document, meeting, laid).await?;
        }
        note(&mut change, (document, seen), noted).await?;
        Ok(change.commit().await?)
    }

    /// Records a body's decision on a document: with its meeting, from the item that was seen there, what it means for the
    /// text, and the pack that was laid before the meeting. All of it, or nothing.
    ///
    /// # Errors
    /// When the item or the stage does not allow it, or somebody recorded something since.
    #[compiled_once]
    pub async fn decide_on_document(
        &self,
        signed: &Signed,
        (document, seen): (DocumentId, usize),
        item_seen: thing::Version,
        (decision, taken): (Decision, Taken),
        today: Day,
    ) -> Result<(), ApprovalRefused> {
        let laid = self.laid_before(document, &taken.meeting, today).await?;
        let mut change = self.change(signed).await?;
        let deed = |minutes: Minutes<'_>, _: &[Version]| {
            minutes.deciding(document, decision.clone(), taken.clone())
        };
        may_be(&mut change, (document, seen), today, deed).await?;
        pack::keep(&mut change, document, &taken.meeting, laid).await?;
        let (cycle, item) = (document.cycle, (&taken.meeting, &taken.step));
        let decide = ItemDeed::Decide(decision);
        meeting::act(&mut change, cycle, item_seen, item, decide, today).await?;
        note(&mut change, (document, seen), Noted::Taken(taken)).await?;
        Ok(change.commit().await?)
    }
}

/// What is held of a document, changes made so far included.
async fn held(reading: &mut Reading, document: DocumentId) -> Result<HeldDocument, RecordsError> {
    let versions = reading.within::<StoredForward>(&key(document)).await?;
    let notes = reading.within::<StoredNote>(&key(document)).await?;
    Ok(HeldDocument {
        document,
        versions: versions.into_iter().map(|found| found.held.value.0).collect(),
        notes: notes.into_iter().map(|found| found.held.value.note).collect(),
    })
}

/// Refuses what the history of a document does not allow, or what was done from a page that is no longer so.
async fn may_be(
    change: &mut Change,
    (document, seen): (DocumentId, usize),
    today: Day,
    deed: impl FnOnce(Minutes<'_>, &[Version]) -> Result<Deed, Refused>,
) -> Result<(), ApprovalRefused> {
    let year = timetable::held(change, document.cycle).await?;
    let held = held(change.reading(), document).await?;
    if held.seen() != seen {
        return Err(ApprovalRefused::Overtaken);
    }
    let so_far = year.up_to(today).map_err(TimetableRefused::from)?;
    let minutes = Minutes { year: &so_far, meetings: &year.meetings };
    held.history(minutes)?.after_by(deed(minutes, &held.versions)?, today)?;
    Ok(())
}

async fn note(
    change: &mut Change,
    (document, seen): (DocumentId, usize),
    noted: Noted,
) -> Result<(), ApprovalRefused> {
    let key = key(document).and(seen + 1);
    change.enter(&key, &StoredNote::new(noted)?).await?;
    Ok(())
}

/// The key of a document, within which are its versions and notes.
fn key(document: DocumentId) -> Key {
    Key::all().and(document.cycle).and(document.kind)
}
