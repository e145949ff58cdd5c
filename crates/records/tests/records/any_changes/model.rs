//! What there should be: values in memory, changed by asking the core alone.

use std::collections::BTreeMap;

use partnership::membership::Partnership;
use partnership::membership::TypedPartnership;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::timetable::Timetable;
use partnership::timetable::TypedTimetable;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::event::Event;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::meeting::agreeing::agreeing;
use partnership::timetable::meeting::agreeing::moves_alone;
use partnership::timetable::meeting::agreeing::replanned_alone;
use partnership::timetable::meeting::moving::Mover;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::Step;

use crate::any_changes::change::Change;
use crate::any_changes::change::FLOODED;
use crate::any_changes::change::OfMeeting;
use crate::any_changes::change::OfPerson;
use crate::any_changes::change::OfStep;
use crate::any_changes::change::a_meeting;
use crate::any_changes::change::numbered;
use crate::any_changes::change::someone;
use crate::maidstone::*;

/// What there should be.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) partnership: TypedPartnership,
    pub(crate) timetable: TypedTimetable,
    pub(crate) events: Vec<Event>,
    pub(crate) meetings: BTreeMap<MeetingId, Meeting>,
    pub(crate) people: BTreeMap<PersonId, Person>,
}

impl Model {
    /// The worked example as it was planned.
    pub(crate) fn begun() -> Model {
        let (events, meetings, people) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Model { partnership: typed(), timetable: timetable(), events, meetings, people }
    }

    /// The model after a change; none where the change must be refused.
    pub(crate) fn after(&self, change: &Change) -> Option<Model> {
        let mut next = self.clone();
        match change {
            Change::Rename(name) => next.partnership.name = name.clone(),
            Change::DropBody(number) => {
                let number = number % next.partnership.bodies.len();
                next.partnership.bodies.remove(number);
            }
            Change::Step(number, of) => next.step(*number, of)?,
            Change::Happen(event) if today() < event.on => return None,
            Change::Happen(event) if moves_alone(event, &self.listing()).is_err() => return None,
            Change::Happen(event) => next.events.push(event.clone()),
            Change::Meeting(number, of) => next.meeting(*number, of)?,
            Change::Person(number, of) => next.person(*number, of)?,
            Change::Late(_) => return None,
        }
        next.could_be().then_some(next)
    }

    /// Whether all of it could be so.
    fn could_be(&self) -> bool {
        let mut addresses: Vec<_> = self.people.values().map(|person| &person.email).collect();
        addresses.sort();
        addresses.dedup();
        let Ok(partnership) = Partnership::of(self.partnership.clone()) else { return false };
        let bodies = partnership.bodies();
        let Ok(timetable) = Timetable::of(self.timetable.clone(), bodies) else { return false };
        addresses.len() == self.people.len()
            && agreeing(&self.listing(), &timetable).is_ok()
            && YearSoFar::of(timetable, &self.events, today()).is_ok()
    }

    /// All meetings.
    fn listing(&self) -> Vec<Meeting> {
        self.meetings.values().cloned().collect()
    }

    /// Puts a meeting where it belongs and brings its steps to its date.
    fn bring(&mut self, meeting: Meeting, why: String) -> Option<()> {
        let partnership = Partnership::of(self.partnership.clone()).ok()?;
        let timetable = Timetable::of(self.timetable.clone(), partnership.bodies()).ok()?;
        let year = YearSoFar::of(timetable, &self.events, today()).ok()?;
        let mover = Mover { by: signed(2).who, on: today(), why };
        let (meeting, events) = meeting.bringing_its_steps(&year, &mover);
        self.events.extend(events);
        self.meetings.insert(meeting.id.clone(), meeting);
        Some(())
    }

    fn step(&mut self, number: usize, of: &OfStep) -> Option<()> {
        let meetings = self.listing();
        let (steps, new) = (&mut self.timetable.steps, numbered(number));
        let place = steps.iter().position(|step| step.id == new.id);
        match of {
            OfStep::Enter if place.is_some() => return None,
            OfStep::Enter => steps.push(new),
            OfStep::Change { owner, when } => {
                let after = changed(&steps[place?], owner, when);
                replanned_alone(&steps[place?], &after, &meetings).ok()?;
                steps[place?] = after;
            }
            OfStep::Remove => drop(steps.remove(place?)),
        }
        Some(())
    }

    fn meeting(&mut self, number: usize, of: &OfMeeting) -> Option<()> {
        let id = a_meeting(number, 0).id;
        let on_agenda = format!("it is on the agenda of `{id}`");
        let held = self.meetings.get_mut(&id);
        match of {
            OfMeeting::Enter(_) if held.is_some() => return None,
            OfMeeting::Enter(step) => self.bring(a_meeting(number, *step), on_agenda)?,
            OfMeeting::Move(to) => {
                let moved = held?.clone().moved_to(when(to).try_into().unwrap()).ok()?;
                self.bring(moved, FLOODED.to_owned())?;
            }
            OfMeeting::Remove => {
                let acted = held?.agenda.iter().any(|item| item.life != ItemLife::Listed);
                (!acted).then(|| self.meetings.remove(&id))?;
            }
            OfMeeting::List(step) => {
                let listed = a_meeting(number, *step).agenda.remove(0);
                let meeting = held?.clone().listing(listed).ok()?;
                self.bring(meeting, on_agenda)?;
            }
            OfMeeting::AddPaper(step) => {
                let meeting = held?;
                let (date, title) = (meeting.when, "Appendix".to_owned());
                let item = item_of(meeting, *step)?;
                *item = item.clone().after(ItemDeed::AddPaper { title }, date).ok()?;
            }
            OfMeeting::Do(step, deed) => {
                let meeting = held?;
                let date = meeting.when;
                let item = item_of(meeting, *step)?;
                *item = item.clone().after(deed.clone(), date).ok()?;
                let item = item.clone();
                self.events.extend(meeting.event_of(&item, &signed(2).who));
            }
        }
        Some(())
    }

    fn person(&mut self, number: usize, of: &OfPerson) -> Option<()> {
        let held = self.people.get_mut(&someone(number, 0).id);
        match of {
            OfPerson::Enter(_) if held.is_some() => return None,
            OfPerson::Enter(address) => {
                let person = someone(number, *address);
                self.people.insert(person.id.clone(), person);
            }
            OfPerson::Change(address) => *held? = someone(number, *address),
            OfPerson::Remove => drop(self.people.remove(&someone(number, 0).id)?),
        }
        Some(())
    }
}

fn item_of(meeting: &mut Meeting, step: usize) -> Option<&mut AgendaItem> {
    let step = numbered(step).id;
    meeting.agenda.iter_mut().find(|item| item.step == step)
}

/// A step with another owner, at another time.
pub(crate) fn changed(step: &Step, owner: &str, to: &str) -> Step {
    Step { owner: owner.to_owned(), when: when(to), ..step.clone() }
}
