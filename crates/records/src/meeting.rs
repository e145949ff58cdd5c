//! Meetings in the records: when they are, what is on the agenda, and what became of it.
//!
//! In come meetings, items and what is done to them; out go the meetings of the year, and the events that
//! follow from what a meeting did.

pub(crate) mod called;
pub(crate) mod item;

use partnership::terms::day::Day;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::Deed;
use partnership::timetable::agenda::DeedRefused;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::agenda::Paper;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;

use crate::book::Book;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::meeting::called::CalledMeeting;
use crate::meeting::item::PlacedItem;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Version;
use crate::timetable;
use crate::timetable::TimetableRefused;
use crate::year::Year;

/// Why a meeting or an item of its agenda is not entered or changed. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum MeetingRefused {
    /// An item came with a history.
    #[error(
        "the item for `{0}` is not as it is before anything happened; enter it with its papers \
         unpublished, then record what happened"
    )]
    NotNew(StepId),
    /// A paper has no title.
    #[error("a paper has no title; write one")]
    NoTitle,
    /// A meeting that decided something stays on record.
    #[error("the meeting has decided on or withdrawn `{0}`, so it stays on record")]
    HasActed(StepId),
    /// There is no such meeting.
    #[error("there is no meeting `{0}`; enter it first")]
    NoSuchMeeting(MeetingId),
    /// The item does not allow what is done to it.
    #[error(transparent)]
    Deed(#[from] DeedRefused),
    /// The cycle could not be so.
    #[error(transparent)]
    Timetable(#[from] TimetableRefused),
}

impl From<ChangeError> for MeetingRefused {
    fn from(error: ChangeError) -> MeetingRefused {
        MeetingRefused::Timetable(error.into())
    }
}

impl From<RecordsError> for MeetingRefused {
    fn from(error: RecordsError) -> MeetingRefused {
        MeetingRefused::Timetable(error.into())
    }
}

impl Book {
    /// Enters a meeting with its agenda.
    ///
    /// # Errors
    /// When the short name is taken, the body or a step is not there, or an item came with a history.
    pub async fn enter_meeting(
        &self,
        signed: &Signed,
        cycle: Cycle,
        meeting: Meeting,
    ) -> Result<(), MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(&meeting.id);
        change.unseen::<CalledMeeting>(&key).await?;
        let mut parts = timetable::held(&mut change, cycle).await?.parts();
        parts.meetings.push(meeting.clone());
        Year::of(parts).map_err(TimetableRefused::from)?;
        let Meeting { id, body, when, agenda } = meeting;
        change.enter(&key, &CalledMeeting { id: id.clone(), body, when }).await?;
        for (place, item) in (1..).zip(agenda) {
            list(&mut change, &key, PlacedItem { meeting: id.clone(), place, item }).await?;
        }
        Ok(change.commit().await?)
    }

    /// Moves a meeting to another date from the version that was seen.
    ///
    /// # Errors
    /// When somebody else changed it.
    pub async fn move_meeting(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        meeting: &MeetingId,
        when: MeetingDate,
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(meeting);
        let held = change.seen::<CalledMeeting>(&key, seen).await?;
        let version = change.replace(&key, seen, &CalledMeeting { when, ..held.value }).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a meeting away that was entered and has done nothing, with its agenda.
    ///
    /// # Errors
    /// When it decided or withdrew an item, or somebody else changed it.
    pub async fn remove_meeting(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        meeting: &MeetingId,
    ) -> Result<(), MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(meeting);
        change.seen::<CalledMeeting>(&key, seen).await?;
        for found in change.reading().within::<PlacedItem>(&key).await? {
            let Held { value: PlacedItem { item, .. }, version } = found.held;
            match item.life {
                ItemLife::Listed => {}
                ItemLife::Decided { .. } | ItemLife::Withdrawn { .. } => {
                    return Err(MeetingRefused::HasActed(item.step));
                }
            }
            change.remove::<PlacedItem>(&found.key, version).await?;
        }
        change.remove::<CalledMeeting>(&key, seen).await?;
        Ok(change.commit().await?)
    }

    /// Lists an item at the end of a meeting's agenda.
    ///
    /// # Errors
    /// When there is no such meeting or step, it is listed already, or it came with a history.
    pub async fn list_item(
        &self,
        signed: &Signed,
        cycle: Cycle,
        meeting: &MeetingId,
        item: AgendaItem,
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let mut parts = timetable::held(&mut change, cycle).await?.parts();
        meeting_in(&mut parts.meetings, meeting)?.agenda.push(item.clone());
        Year::of(parts).map_err(TimetableRefused::from)?;
        let key = Key::all().and(cycle).and(meeting);
        let items = change.reading().within::<PlacedItem>(&key).await?;
        let place = items.last().map_or(1, |last| last.held.value.place + 1);
        let placed = PlacedItem { meeting: meeting.clone(), place, item };
        let version = list(&mut change, &key, placed).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Adds a paper to an item that is still to come before its meeting.
    ///
    /// # Errors
    /// When the item's life is over, or somebody else changed it.
    pub async fn add_paper(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        (meeting, step): (&MeetingId, &StepId),
        title: String,
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(meeting).and(step);
        let mut placed = change.seen::<PlacedItem>(&key, seen).await?.value;
        match &placed.item.life {
            ItemLife::Listed if title.trim().is_empty() => return Err(MeetingRefused::NoTitle),
            ItemLife::Listed => placed.item.papers.push(Paper { title, published: None }),
            ItemLife::Decided { decision, .. } => {
                return Err(DeedRefused::Over(decision.outcome.in_words()).into());
            }
            ItemLife::Withdrawn { .. } => return Err(DeedRefused::Over("withdrawn").into()),
        }
        let version = change.replace(&key, seen, &placed).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Does something to an item, and records the event that follows from it, as known `today`.
    ///
    /// # Errors
    /// When the item or its step does not allow it, or somebody else changed the item.
    pub async fn change_agenda_item(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        (meeting, step): (&MeetingId, &StepId),
        deed: Deed,
        today: Day,
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(meeting).and(step);
        let placed = change.seen::<PlacedItem>(&key, seen).await?.value;
        let mut year = timetable::held(&mut change, cycle).await?;
        let meeting = meeting_in(&mut year.meetings, meeting)?.clone();
        let item = placed.item.after(deed, meeting.when)?;
        if let Some(event) = meeting.event_of(&item, &signed.who) {
            timetable::record(&mut change, &year, &event, today).await?;
        }
        let version = change.replace(&key, seen, &PlacedItem { item, ..placed }).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// Lists an item to which nothing has happened.
async fn list(
    change: &mut Change,
    meeting: &Key,
    placed: PlacedItem,
) -> Result<Version, MeetingRefused> {
    let AgendaItem { step, papers, life } = &placed.item;
    if papers.iter().any(|paper| paper.title.trim().is_empty()) {
        return Err(MeetingRefused::NoTitle);
    }
    if papers.iter().any(|paper| paper.published.is_some()) || *life != ItemLife::Listed {
        return Err(MeetingRefused::NotNew(step.clone()));
    }
    Ok(change.enter(&meeting.clone().and(step), &placed).await?)
}

/// The meeting of that short name.
fn meeting_in<'year>(
    meetings: &'year mut [Meeting],
    id: &MeetingId,
) -> Result<&'year mut Meeting, MeetingRefused> {
    let found = meetings.iter_mut().find(|held| held.id == *id);
    found.ok_or_else(|| MeetingRefused::NoSuchMeeting(id.clone()))
}
