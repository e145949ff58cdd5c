//! A cycle as it is held: its timetable, what happened, and the meetings.
//!
//! In come the parts as stored or as they are to be; out goes a year in which nothing speaks of what is not
//! there, or what of it could not be.

use std::collections::BTreeMap;

use partnership::membership::body::Body;
use partnership::terms::day::Day;
use partnership::timetable::Timetable;
use partnership::timetable::TimetableError;
use partnership::timetable::TypedTimetable;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::event::Event;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::meeting::agreeing::MeetingFault;
use partnership::timetable::meeting::agreeing::agreeing;
use partnership::timetable::so_far::EventsRefused;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::StepId;

use crate::error::RecordsError;
use crate::meeting::called::CalledMeeting;
use crate::meeting::item::PlacedItem;
use crate::membership;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Version;
use crate::timetable::cycle_days::CycleDays;
use crate::timetable::step::PlacedStep;

/// A cycle: its timetable, what happened, in the order of recording, and its meetings, by short name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The timetable.
    pub timetable: Timetable,
    /// The events.
    pub events: Vec<Event>,
    /// The meetings.
    pub meetings: Vec<Meeting>,
    bodies: Vec<Body>,
}

/// A cycle as it is held, with the version of each thing that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldYear {
    /// The cycle.
    pub year: Year,
    /// The version of its polls and school holidays.
    pub days: Version,
    /// The versions of its steps.
    pub steps: BTreeMap<StepId, Version>,
    /// The versions of its meetings.
    pub meetings: BTreeMap<MeetingId, Version>,
    /// The versions of the items on their agendas.
    pub items: BTreeMap<(MeetingId, StepId), Version>,
}

/// What of a cycle could not be.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum YearFault {
    /// The timetable has faults.
    #[error(transparent)]
    Timetable(#[from] TimetableError),
    /// What is recorded could not have happened.
    #[error("what is recorded could not have happened: {0}")]
    Events(#[from] EventsRefused),
    /// The meetings do not agree with the timetable or with one another.
    #[error(transparent)]
    Meeting(#[from] MeetingFault),
}

/// What a year is made of.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) typed: TypedTimetable,
    pub(crate) events: Vec<Event>,
    pub(crate) meetings: Vec<Meeting>,
    /// The bodies of the partnership.
    pub(crate) bodies: Vec<Body>,
}

impl Year {
    /// The year of these parts, where nothing speaks of what is not there.
    pub(crate) fn of(parts: Parts) -> Result<Year, YearFault> {
        let Parts { typed, events, meetings, bodies } = parts;
        let timetable = Timetable::of(typed, &bodies)?;
        agreeing(&meetings, &timetable)?;
        if let Some(last) = events.iter().map(|event| event.on).max() {
            YearSoFar::of(timetable.clone(), &events, last)?;
        }
        Ok(Year { timetable, events, meetings, bodies })
    }

    /// The year as all that is recorded made it, at the earliest as of `today`.
    pub(crate) fn up_to(&self, today: Day) -> Result<YearSoFar, YearFault> {
        let last = self.events.iter().map(|event| event.on).fold(today, Day::max);
        Ok(YearSoFar::of(self.timetable.clone(), &self.events, last)?)
    }

    /// What it is made of, to be changed and put together again.
    pub(crate) fn parts(&self) -> Parts {
        Parts {
            typed: self.timetable.typed().clone(),
            events: self.events.clone(),
            meetings: self.meetings.clone(),
            bodies: self.bodies.clone(),
        }
    }
}

impl HeldYear {
    /// The cycle as one state of the records has it, where it is there.
    pub(crate) async fn find(
        reading: &mut Reading,
        cycle: Cycle,
    ) -> Result<Option<HeldYear>, RecordsError> {
        let key = Key::all().and(cycle);
        let Some(days) = reading.one::<CycleDays>(&key).await? else { return Ok(None) };
        let bodies = membership::described(reading).await?.value.bodies().to_vec();
        let steps = values(reading.within::<PlacedStep>(&key).await?);
        let events = values(reading.within::<Event>(&key).await?);
        let called = values(reading.within::<CalledMeeting>(&key).await?);
        let items = values(reading.within::<PlacedItem>(&key).await?);
        let CycleDays { polls, school_holidays } = days.value;
        let typed = TypedTimetable {
            cycle,
            polls,
            school_holidays,
            steps: steps.iter().map(|held| held.value.step.clone()).collect(),
        };
        let meetings = called.iter().map(|held| held.value.with(&items)).collect();
        let events = events.into_iter().map(|held| held.value).collect();
        let wrong = |fault| RecordsError::stored("cycle", &cycle.to_string(), fault);
        Ok(Some(HeldYear {
            year: Year::of(Parts { typed, events, meetings, bodies }).map_err(wrong)?,
            days: days.version,
            steps: versions(&steps, |placed| placed.step.id.clone()),
            meetings: versions(&called, |called| called.id.clone()),
            items: versions(&items, |placed| (placed.meeting.clone(), placed.item.step.clone())),
        }))
    }

    /// All cycles as one state of the records has them.
    pub(crate) async fn all(reading: &mut Reading) -> Result<Vec<HeldYear>, RecordsError> {
        let mut years = Vec::new();
        for cycle in cycles(reading).await? {
            years.extend(HeldYear::find(reading, cycle).await?);
        }
        Ok(years)
    }
}

/// The cycles that are there, the earliest first.
pub(crate) async fn cycles(reading: &mut Reading) -> Result<Vec<Cycle>, RecordsError> {
    let sql = "select cycle_id from cycle where partnership_id = $1 order by cycle_id";
    reading.rows(sql, Vec::new()).await?.iter().map(|row| row.parsed("cycle_id")).collect()
}

fn values<T>(found: Vec<Found<T>>) -> Vec<Held<T>> {
    found.into_iter().map(|found| found.held).collect()
}

fn versions<T, K: Ord>(held: &[Held<T>], key: impl Fn(&T) -> K) -> BTreeMap<K, Version> {
    held.iter().map(|held| (key(&held.value), held.version)).collect()
}
