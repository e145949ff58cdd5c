//! The timetable of a cycle in the records, and what happened to its steps.
//!
//! In come a timetable, a step or an event; out goes the year as it is held, or why it could not be.

pub(crate) mod cycle_days;
pub(crate) mod step;
mod event;

use partnership::terms::day::Day;
use partnership::timetable::Timetable;
use partnership::timetable::TypedTimetable;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::event::Event;
use partnership::timetable::meeting::agreeing::MovesWithMeeting;
use partnership::timetable::meeting::agreeing::moves_alone;
use partnership::timetable::meeting::agreeing::replanned_alone;
use partnership::timetable::so_far::RefusedEvent;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::Step;
use partnership::timetable::step::StepId;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::membership;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Key;
use crate::store::thing::Version;
use crate::timetable::cycle_days::CycleDays;
use crate::timetable::step::PlacedStep;
use crate::year::HeldYear;
use crate::year::Year;
use crate::year::YearFault;

/// Why a timetable is not entered or changed, or an event not recorded. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum TimetableRefused {
    /// There is no such cycle.
    #[error("there is no timetable for {}; enter one first", .0.in_words())]
    NoSuchCycle(Cycle),
    /// The cycle could not be so.
    #[error(transparent)]
    Year(#[from] YearFault),
    /// The event cannot be, as known today.
    #[error(transparent)]
    Event(#[from] RefusedEvent),
    /// The step moves with its meeting and not by itself.
    #[error(transparent)]
    MovesWithMeeting(#[from] MovesWithMeeting),
    /// It could not be saved.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<RecordsError> for TimetableRefused {
    fn from(error: RecordsError) -> TimetableRefused {
        TimetableRefused::Change(error.into())
    }
}

impl Book {
    /// The cycles that there are timetables for, the earliest first.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn cycles(&self) -> Result<Vec<Cycle>, RecordsError> {
        crate::year::cycles(&mut self.read().await?).await
    }

    /// A cycle as it is held: timetable, events and meetings; none where it was not entered.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn year(&self, cycle: Cycle) -> Result<Option<HeldYear>, RecordsError> {
        HeldYear::find(&mut self.read().await?, cycle).await
    }

    /// Enters the timetable of a cycle that has none.
    ///
    /// # Errors
    /// When it has faults, or the cycle has a timetable.
    #[compiled_once]
    pub async fn enter_timetable(
        &self,
        signed: &Signed,
        typed: TypedTimetable,
    ) -> Result<(), TimetableRefused> {
        let mut change = self.change(signed).await?;
        enter(&mut change, typed).await?;
        Ok(change.commit().await?)
    }

    /// Changes the polls and school holidays of a cycle from the version that was seen.
    ///
    /// # Errors
    /// When there is no such cycle, or somebody else changed them.
    #[compiled_once]
    pub async fn change_cycle_days(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        days: CycleDays,
    ) -> Result<Version, TimetableRefused> {
        let mut change = self.change(signed).await?;
        let version = change.replace(&Key::all().and(cycle), seen, &days).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Enters a step after all others.
    ///
    /// # Errors
    /// When there is no such cycle, the timetable would have faults, or the short name is taken.
    #[compiled_once]
    pub async fn enter_step(
        &self,
        signed: &Signed,
        cycle: Cycle,
        step: Step,
    ) -> Result<Version, TimetableRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(&step.id);
        change.unseen::<PlacedStep>(&key).await?;
        let mut parts = held(&mut change, cycle).await?.parts();
        parts.typed.steps.push(step.clone());
        Year::of(parts)?;
        let steps = change.reading().within::<PlacedStep>(&Key::all().and(cycle)).await?;
        let place = steps.last().map_or(1, |last| last.held.value.place + 1);
        let version = change.enter(&key, &PlacedStep { place, step }).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a step from the version that was seen.
    ///
    /// # Errors
    /// When the timetable would have faults, when what happened could not have, when the step goes with the
    /// date of its meeting, or when somebody else changed it.
    #[compiled_once]
    pub async fn change_step(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        step: Step,
    ) -> Result<Version, TimetableRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(&step.id);
        let PlacedStep { place, step: before } = change.seen::<PlacedStep>(&key, seen).await?.value;
        let mut parts = held(&mut change, cycle).await?.parts();
        replanned_alone(&before, &step, &parts.meetings)?;
        let there = parts.typed.steps.iter_mut().filter(|there| there.id == step.id);
        there.for_each(|there| *there = step.clone());
        Year::of(parts)?;
        let version = change.replace(&key, seen, &PlacedStep { place, step }).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a step away.
    ///
    /// # Errors
    /// When other steps need it, something happened to it, an agenda lists it, or somebody else changed it.
    #[compiled_once]
    pub async fn remove_step(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        step: &StepId,
    ) -> Result<(), TimetableRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(step);
        change.seen::<PlacedStep>(&key, seen).await?;
        let mut parts = held(&mut change, cycle).await?.parts();
        parts.typed.steps.retain(|there| there.id != *step);
        Year::of(parts)?;
        change.remove::<PlacedStep>(&key, seen).await?;
        Ok(change.commit().await?)
    }

    /// Records something that happened to a step, as known `today`.
    ///
    /// # Errors
    /// When it cannot be: why, and what to do.
    #[compiled_once]
    pub async fn record_event(
        &self,
        signed: &Signed,
        cycle: Cycle,
        event: &Event,
        today: Day,
    ) -> Result<(), TimetableRefused> {
        let mut change = self.change(signed).await?;
        let year = held(&mut change, cycle).await?;
        moves_alone(event, &year.meetings)?;
        record(&mut change, &year, event, today).await?;
        Ok(change.commit().await?)
    }
}

/// Enters the timetable of a cycle among other changes.
pub(crate) async fn enter(
    change: &mut Change,
    typed: TypedTimetable,
) -> Result<(), TimetableRefused> {
    let described = membership::described(change.reading()).await?.value;
    Timetable::of(typed.clone(), described.bodies()).map_err(YearFault::from)?;
    let TypedTimetable { cycle, polls, school_holidays, steps } = typed;
    let key = Key::all().and(cycle);
    change.enter(&key, &CycleDays { polls, school_holidays }).await?;
    for (place, step) in (1..).zip(steps) {
        change.enter(&key.clone().and(&step.id), &PlacedStep { place, step }).await?;
    }
    Ok(())
}

/// Adds an event to those of a year, if it can be.
pub(crate) async fn record(
    change: &mut Change,
    year: &Year,
    event: &Event,
    today: Day,
) -> Result<(), TimetableRefused> {
    let so_far = YearSoFar::of(year.timetable.clone(), &year.events, today);
    so_far.map_err(YearFault::from)?.after(event)?;
    // What was recorded of later days than `today` counts too.
    let mut parts = year.parts();
    parts.events.push(event.clone());
    let number = Year::of(parts)?.events.len();
    let key = Key::all().and(year.timetable.cycle()).and(number);
    change.enter(&key, event).await?;
    Ok(())
}

/// The cycle as it is.
pub(crate) async fn held(change: &mut Change, cycle: Cycle) -> Result<Year, TimetableRefused> {
    let held = HeldYear::find(change.reading(), cycle).await?;
    Ok(held.ok_or(TimetableRefused::NoSuchCycle(cycle))?.year)
}
