//! The year so far: where every step stands today.
//!
//! In come a timetable, the events recorded and today; out goes the course of each step. What is due,
//! what clashes and how the next cycle will run are all worked out from it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::terms::day::Day;
use crate::timetable::Timetable;
use crate::timetable::course::Course;
use crate::timetable::course::State;
use crate::timetable::course::refused::Refused;
use crate::timetable::event::Event;
use crate::timetable::step::StepId;

/// A timetable with what happened up to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearSoFar {
    timetable: Timetable,
    courses: BTreeMap<StepId, Course>,
    today: Day,
}

/// Why an event cannot be.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum RefusedEvent {
    /// The timetable has no such step.
    #[error("`{0}` is not a step of the timetable; name one that is")]
    NoSuchStep(StepId),
    /// The step's course does not allow it.
    #[error("step `{step}`: {why}")]
    NotAllowed {
        /// The step.
        step: StepId,
        /// Why not.
        why: Refused,
    },
}

/// Why events that were recorded cannot have happened: each that cannot, by its place from 1.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("{}", in_lines(.0))]
pub struct EventsRefused(pub Vec<(usize, RefusedEvent)>);

fn in_lines(refused: &[(usize, RefusedEvent)]) -> String {
    let lines = refused.iter().map(|(place, why)| format!("event {place}: {why}"));
    lines.collect::<Vec<_>>().join("\n")
}

impl YearSoFar {
    /// The year as the `events` had made it by `today`, in the order in which they were recorded. What
    /// happened later is left out, so the year can be seen as it stood on any day.
    ///
    /// # Errors
    /// All events that cannot be, each with the reason.
    pub fn of(
        timetable: Timetable,
        events: &[Event],
        today: Day,
    ) -> Result<YearSoFar, EventsRefused> {
        let planned = timetable.steps().iter().map(|step| {
            let body = timetable.body_of(step).cloned();
            (step.id.clone(), Course::planned(step.clone(), body))
        });
        let mut year = YearSoFar { courses: planned.collect(), timetable, today };
        let happened = (1..).zip(events).filter(|(_, event)| event.on <= today);
        let refused: Vec<(usize, RefusedEvent)> =
            happened.filter_map(|(place, event)| Some((place, year.take(event).err()?))).collect();
        if refused.is_empty() { Ok(year) } else { Err(EventsRefused(refused)) }
    }

    /// The year after one more event: what to ask before the event is recorded.
    ///
    /// # Errors
    /// When it cannot be: why, and what to do.
    pub fn after(mut self, event: &Event) -> Result<YearSoFar, RefusedEvent> {
        self.take(event)?;
        Ok(self)
    }

    fn take(&mut self, event: &Event) -> Result<(), RefusedEvent> {
        let step = event.step.clone();
        let Some(course) = self.courses.get(&step).cloned() else {
            return Err(RefusedEvent::NoSuchStep(step));
        };
        match course.after(event, self.today) {
            Ok(course) => {
                self.courses.insert(step, course);
                Ok(())
            }
            Err(why) => Err(RefusedEvent::NotAllowed { step, why }),
        }
    }

    /// The timetable as it was planned.
    pub fn timetable(&self) -> &Timetable {
        &self.timetable
    }

    /// The day on which it is so.
    pub fn today(&self) -> Day {
        self.today
    }

    /// The courses of all steps, each after those it needs.
    pub fn courses(&self) -> impl DoubleEndedIterator<Item = &Course> {
        self.timetable.steps().iter().filter_map(|step| self.courses.get(&step.id))
    }

    /// The courses of all steps by when they are now planned to end; those that end together in the
    /// order in which they need one another.
    pub fn by_date(&self) -> Vec<&Course> {
        let mut courses: Vec<&Course> = self.courses().collect();
        courses.sort_by_key(|course| course.when.last());
        courses
    }

    /// The course of one step.
    pub fn course(&self, step: &StepId) -> Option<&Course> {
        self.courses.get(step)
    }

    /// The day on which a step ended, or by which it is to end or, where no end is fixed, to begin.
    pub fn end_of(&self, course: &Course) -> Day {
        match self.state(course) {
            State::Done { on } => on,
            State::Planned | State::Moved | State::UnderWay { .. } | State::Late { .. } => {
                course.when.last()
            }
        }
    }

    /// Where a step stands today.
    pub fn state(&self, course: &Course) -> State {
        course.state(self.today)
    }

    /// The courses of the steps that this one needs first.
    pub fn needed_by(&self, course: &Course) -> impl Iterator<Item = &Course> {
        course.step.needs.iter().filter_map(|id| self.courses.get(id))
    }

    /// The courses of the steps that need this one first.
    pub fn waiting_for(&self, course: &Course) -> impl Iterator<Item = &Course> {
        self.courses().filter(|other| other.step.needs.contains(&course.step.id))
    }

    /// The courses of the other steps that share a day with this one, which is allowed.
    pub fn overlapping(&self, course: &Course) -> impl Iterator<Item = &Course> {
        let (id, days) = (&course.step.id, course.when.days());
        self.courses().filter(move |other| other.step.id != *id && days.meets(other.when.days()))
    }

    /// The courses of the steps that rest on this one, at once or by way of others.
    pub fn resting_on(&self, course: &Course) -> Vec<&Course> {
        let mut before = BTreeSet::from([&course.step.id]);
        let mut resting = Vec::new();
        for other in self.courses() {
            if other.step.needs.iter().any(|needs| before.contains(needs)) {
                before.insert(&other.step.id);
                resting.push(other);
            }
        }
        resting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::event::Happening;
    use crate::timetable::tests::maidstone;
    use crate::timetable::tests::maidstone::day;
    use crate::timetable::tests::maidstone::event;
    use crate::timetable::tests::maidstone::id;

    #[test]
    fn the_year_is_seen_as_it_stood_on_a_day() {
        let events = [
            event("consultation", "2015-01-01", Happening::Started),
            event("consultation", "2015-02-28", Happening::Finished),
        ];
        let state = |today: &str| {
            let year = YearSoFar::of(maidstone::timetable(), &events, day(today)).unwrap();
            year.state(year.course(&events[0].step).unwrap())
        };
        assert_eq!(state("2014-10-14"), State::Planned);
        assert_eq!(state("2015-02-01"), State::UnderWay { since: day("2015-01-01") });
        assert_eq!(state("2015-03-01"), State::Done { on: day("2015-02-28") });
    }

    #[test]
    fn every_event_that_cannot_be_is_named_by_its_place() {
        let events = [
            event("plan-written", "2015-01-30", Happening::Finished),
            event("plan-burnt", "2015-01-31", Happening::Finished),
            event("plan-adopted", "2015-02-01", Happening::Finished),
        ];
        let refused = YearSoFar::of(maidstone::timetable(), &events, day("2015-03-01"));
        assert_eq!(
            refused.unwrap_err().to_string(),
            "event 2: `plan-burnt` is not a step of the timetable; name one that is\n\
             event 3: step `plan-adopted`: the step is done only by a decision of Council; record the \
             decision with its minute"
        );
    }

    #[test]
    fn an_event_is_asked_about_before_it_is_recorded() {
        let year = maidstone::as_planned("2015-01-01");
        let tomorrow = event("consultation", "2015-01-02", Happening::Started);
        assert!(year.clone().after(&tomorrow).unwrap_err().to_string().contains("still to come"));
        assert!(year.after(&event("consultation", "2015-01-01", Happening::Started)).is_ok());
    }

    #[test]
    fn everything_after_the_consultation_rests_on_it() {
        let year = maidstone::as_planned("2015-01-01");
        let consultation = year.course(&id("consultation")).unwrap();
        let resting: Vec<_> =
            year.resting_on(consultation).iter().map(|one| one.step.id.to_string()).collect();
        assert_eq!(
            resting,
            [
                "assessment-approved",
                "plan-agreed",
                "plan-to-cabinet",
                "plan-adopted",
                "plan-launched"
            ]
        );
    }

    #[test]
    fn the_plan_is_written_while_the_consultation_runs_and_that_is_shown() {
        let year = maidstone::as_planned("2015-01-01");
        let consultation = year.course(&id("consultation")).unwrap();
        let overlapping: Vec<_> = year.overlapping(consultation).map(|one| &one.step.id).collect();
        assert_eq!(overlapping, [&id("plan-written")]);
    }
}
