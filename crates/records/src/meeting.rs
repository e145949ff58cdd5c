//! Meetings in the records: when they are, what is on the agenda, and what became of it.
//!
//! In come meetings, items and what is done to them; out go the meetings of the year, and the events that
//! follow from what a meeting did.

pub(crate) mod called;
pub(crate) mod item;

use partnership::terms::day::Day;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemDeedRefused;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::meeting::moving::HasDecided;
use partnership::timetable::meeting::moving::Mover;
use partnership::timetable::step::StepId;

use crate::book::Book;
use crate::compiled_once;
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
    /// A meeting that decided something stays on record.
    #[error("the meeting has decided on or withdrawn `{0}`, so it stays on record")]
    HasActed(StepId),
    /// There is no such meeting.
    #[error("there is no meeting `{0}`; enter it first")]
    NoSuchMeeting(MeetingId),
    /// The meeting has been.
    #[error(transparent)]
    HasDecided(#[from] HasDecided),
    /// The item does not allow what is done to it.
    #[error(transparent)]
    Deed(#[from] ItemDeedRefused),
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
    /// Enters a meeting with its agenda, and moves the steps on it to its date, as known `today`.
    ///
    /// # Errors
    /// When the short name is taken, the body or a step is not there, or an item came with a history, is
    /// for another body or on another agenda.
    #[compiled_once]
    pub async fn enter_meeting(
        &self,
        signed: &Signed,
        cycle: Cycle,
        meeting: Meeting,
        today: Day,
    ) -> Result<(), MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(&meeting.id);
        change.unseen::<CalledMeeting>(&key).await?;
        let year = timetable::held(&mut change, cycle).await?;
        let Meeting { id, body, when, agenda } = meeting;
        let bare = Meeting { id, body, when, agenda: Vec::new() };
        let meeting = agenda.into_iter().try_fold(bare, Meeting::listing)?;
        let mover = entering(signed, &meeting, today);
        bring(&mut change, &year, meeting, &mover).await?;
        Ok(change.commit().await?)
    }

    /// Moves a meeting to another date from the version that was seen, and the steps on its agenda with it,
    /// for the reason given, as known `today`. Their papers are then awaited again.
    ///
    /// # Errors
    /// When it has decided something, a step moves without a reason, or somebody else changed it.
    #[compiled_once]
    pub async fn move_meeting(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        (meeting, when): (&MeetingId, MeetingDate),
        (why, today): (&str, Day),
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(meeting);
        change.seen::<CalledMeeting>(&key, seen).await?;
        let mut year = timetable::held(&mut change, cycle).await?;
        let moved = meeting_in(&mut year.meetings, meeting)?.clone().moved_to(when)?;
        let mover = Mover { by: signed.who.clone(), on: today, why: why.to_owned() };
        let version = bring(&mut change, &year, moved, &mover).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a meeting away that was entered and has done nothing, with its agenda.
    ///
    /// # Errors
    /// When it decided or withdrew an item, or somebody else changed it.
    #[compiled_once]
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

    /// Lists an item at the end of a meeting's agenda, or in the place of the same step's that was
    /// withdrawn, and moves the step to the meeting's date, as known `today`.
    ///
    /// # Errors
    /// When there is no such meeting or step, it is listed already or for another body, or it came with a
    /// history.
    #[compiled_once]
    pub async fn list_item(
        &self,
        signed: &Signed,
        cycle: Cycle,
        meeting: &MeetingId,
        item: AgendaItem,
        today: Day,
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let mut year = timetable::held(&mut change, cycle).await?;
        let key = Key::all().and(cycle).and(meeting).and(&item.step);
        let listing = meeting_in(&mut year.meetings, meeting)?.clone().listing(item)?;
        let mover = entering(signed, &listing, today);
        bring(&mut change, &year, listing, &mover).await?;
        let listed = change.reading().one::<PlacedItem>(&key).await?;
        change.commit().await?;
        let gone = || RecordsError::stored("agenda_item", &key.to_string(), "it was just listed");
        Ok(listed.ok_or_else(gone)?.version)
    }

    /// Adds a paper to an item that is still to come before its meeting.
    ///
    /// # Errors
    /// When the item's life is over, a paper has that title, or somebody else changed it.
    #[compiled_once]
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
        let placed = change.seen::<PlacedItem>(&key, seen).await?.value;
        let mut year = timetable::held(&mut change, cycle).await?;
        let date = meeting_in(&mut year.meetings, meeting)?.when;
        let item = placed.item.after(ItemDeed::AddPaper { title }, date)?;
        let version = change.replace(&key, seen, &PlacedItem { item, ..placed }).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Does something to an item, and records the event that follows from it, as known `today`.
    ///
    /// # Errors
    /// When the item or its step does not allow it, or somebody else changed the item.
    #[compiled_once]
    pub async fn change_agenda_item(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        (meeting, step): (&MeetingId, &StepId),
        deed: ItemDeed,
        today: Day,
    ) -> Result<Version, MeetingRefused> {
        let mut change = self.change(signed).await?;
        let version = act(&mut change, cycle, seen, (meeting, step), deed, today).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// Does something to an item as part of changes that are made together, and records the event that follows.
pub(crate) async fn act(
    change: &mut Change,
    cycle: Cycle,
    seen: Version,
    (meeting, step): (&MeetingId, &StepId),
    deed: ItemDeed,
    today: Day,
) -> Result<Version, MeetingRefused> {
    let key = Key::all().and(cycle).and(meeting).and(step);
    let placed = change.seen::<PlacedItem>(&key, seen).await?.value;
    let mut year = timetable::held(change, cycle).await?;
    let meeting = meeting_in(&mut year.meetings, meeting)?.clone();
    deed.done_by(today)?;
    let item = placed.item.after(deed, meeting.when)?;
    let by = change.by().to_owned();
    if let Some(event) = meeting.event_of(&item, &by) {
        timetable::record(change, &year, &event, today).await?;
    }
    Ok(change.replace(&key, seen, &PlacedItem { item, ..placed }).await?)
}

/// Who has the steps of a meeting go with its date when it is entered or they are listed.
fn entering(signed: &Signed, meeting: &Meeting, today: Day) -> Mover {
    let why = format!("it is on the agenda of `{}`", meeting.id);
    Mover { by: signed.who.clone(), on: today, why }
}

/// Writes a meeting as it is to be, and records the events that bring its steps to its date.
async fn bring(
    change: &mut Change,
    year: &Year,
    meeting: Meeting,
    mover: &Mover,
) -> Result<Version, MeetingRefused> {
    let so_far = year.up_to(mover.on).map_err(TimetableRefused::from)?;
    let (meeting, events) = meeting.bringing_its_steps(&so_far, mover);
    let mut parts = year.parts();
    parts.meetings.retain(|there| there.id != meeting.id);
    parts.meetings.push(meeting.clone());
    let mut year = Year::of(parts).map_err(TimetableRefused::from)?;
    let version = write(change, year.timetable.cycle(), meeting).await?;
    for event in events {
        timetable::record(change, &year, &event, mover.on).await?;
        year.events.push(event);
    }
    Ok(version)
}

/// Writes what of a meeting and its agenda is not as it stands.
async fn write(
    change: &mut Change,
    cycle: Cycle,
    meeting: Meeting,
) -> Result<Version, MeetingRefused> {
    let Meeting { id, body, when, agenda } = meeting;
    let key = Key::all().and(cycle).and(&id);
    let version =
        change.enter_or_replace(&key, &CalledMeeting { id: id.clone(), body, when }).await?;
    let there = change.reading().within::<PlacedItem>(&key).await?;
    let last = there.iter().map(|found| found.held.value.place).max().unwrap_or(0);
    let mut next = last + 1;
    for item in agenda {
        let of_it = there.iter().find(|found| found.held.value.item.step == item.step);
        let place = of_it.map_or(next, |found| found.held.value.place);
        next = next.max(place + 1);
        let key = key.clone().and(&item.step);
        change.enter_or_replace(&key, &PlacedItem { meeting: id.clone(), place, item }).await?;
    }
    Ok(version)
}

/// The meeting of that short name.
fn meeting_in<'year>(
    meetings: &'year mut [Meeting],
    id: &MeetingId,
) -> Result<&'year mut Meeting, MeetingRefused> {
    let found = meetings.iter_mut().find(|held| held.id == *id);
    found.ok_or_else(|| MeetingRefused::NoSuchMeeting(id.clone()))
}
